"""The real workstation process without its window: `python -m tests.crash.candidate`, one random candidate at its keyboard.

Composes what `desktop_app.app` composes, with the same three threads, and tells its parent over standard output, a JSON line
each: `ready`, `saved` (only what the screen would show as saved), `receipt`, `done`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import threading
import time
from pathlib import Path

from desktop_app.services.exam import ExamSession
from desktop_app.services.kiosk import Kiosk
from desktop_app.services.machine import Machine
from desktop_app.services.sittings import Sittings
from desktop_app.services.synchronise import Step, Synchroniser
from desktop_app.services.views import SaveState
from desktop_app.services.workstation import Workstation
from desktop_app.store.device import DeviceFolder
from question_packs.assessment.responses import FileName
from question_packs.errors import KnownError
from question_packs.records import events as ev
from question_packs.records.attempt_state import AttemptState
from question_packs.records.files import parts_of
from tests.all_kinds import random_file, random_response, takes_file
from tests.crash.points import Trap
from tests.crash.seat import FORM, NOTE, SITTING, Answer, broken_files, kept
from tests.crash.threads import ThreadedWorker

PACE_S = 0.004
SYNC_EVERY_S = 0.1
ACTS_BEFORE_HAND_IN = 40


class Candidate:
    """Acts at random, and tells what the screen says."""

    def __init__(self, options: argparse.Namespace, trap: Trap | None) -> None:
        self.options = options
        self.trap = trap
        self.draw = random.Random(options.seed)
        self.worker = ThreadedWorker()
        self.station = Workstation(DeviceFolder(options.folder), Machine())
        self.sittings = Sittings(self.station)
        self.kiosk = Kiosk(self.station, self.sittings, self.worker)
        self.session: ExamSession | None = None
        self.attempt_id = ev.attempt_id_of(SITTING, options.number, FORM)
        self.untold: list[tuple[int, Answer]] = []
        self.submitted = False
        self.ended = threading.Event()

    def run(self) -> None:
        self.session = self.worker.call(self.kiosk.resume)
        resumed = self.session is not None
        if self.session is not None:
            self.session.confirm_resume()
        if not resumed and not self._handed_in():
            self.session = self._sit_down()
        self._tell_ready(resumed)
        network = threading.Thread(target=self._synchronise, name="network")
        network.start()
        if self.session is not None:
            self._sit(self.session)
        while not self._complete():
            self.worker.deliver(PACE_S)
        self.ended.set()
        network.join()
        tell("done", unsent=self.worker.call(self.sittings.unsent))

    def _handed_in(self) -> bool:
        row = self.worker.call(lambda: self.sittings.store(SITTING).attempt(self.attempt_id))
        return row is not None and row.submitted

    def _complete(self) -> bool:
        row = self.worker.call(lambda: self.sittings.store(SITTING).attempt(self.attempt_id))
        return row is not None and row.completed_at is not None

    def _sit_down(self) -> ExamSession:
        def sit_down() -> ExamSession:
            self.kiosk.sign_in(SITTING, self.options.number, self.options.pin)
            self.kiosk.accept_rules()
            return self.kiosk.start(self.options.token)

        return self.worker.call(sit_down)

    def _tell_ready(self, resumed: bool) -> None:
        lines = self.worker.call(lambda: self.sittings.store(SITTING).lines(self.attempt_id, 1))
        events = [ev.decode_event(line) for line in lines]
        answers = list(kept((event.sequence, event.body) for event in events).items())
        broken = broken_files([event.body for event in events])
        remaining = None if self.session is None else self.session.clock().remaining_ms
        shown = None if self.session is None else self.session.item().identifier
        resumed_as = None if self.session is None else _answers_and_notes(self.session.attempt.state)
        ms = (time.monotonic_ns() - self.options.spawned_ns) // 1_000_000
        known = {"answers": answers, "broken": broken, "responses": resumed_as}
        tell("ready", resumed=resumed, ms=ms, remaining=remaining, item=shown, **known)

    # --- at the keyboard

    def _sit(self, session: ExamSession) -> None:
        session.on_save_state = self._save_state
        session.on_submitted = lambda view: setattr(self, "submitted", True)
        acts = 0
        while not (self.options.finish and acts >= ACTS_BEFORE_HAND_IN):
            self._act(session)
            session.tick()
            self.worker.deliver(PACE_S)
            acts += 1
        session.submit("by_candidate")
        while not self.submitted:
            session.tick()
            self.worker.deliver(PACE_S)

    def _act(self, session: ExamSession) -> None:
        act = self.draw.random()
        if session.section_cover() is not None:
            session.enter_section()
        elif act < 0.5:
            self._answer(session)
        elif act < 0.6:
            self._note(session)
        elif act < 0.7:
            session.flag(not session.item().flagged)
        elif act < 0.85:
            session.next()
        else:
            session.go_to(self.draw.choice(session.cells()).item)

    # `untold` is written before, because `saved_here` may be told before the session returns.

    def _answer(self, session: ExamSession) -> None:
        item = session.item()
        view = self.draw.choice(item.interactions)
        name = view.interaction.response_identifier
        if takes_file(view.interaction):
            self._hand_file(session, item.identifier, name)
            return
        response = random_response(view.interaction, self.draw)
        if response != view.response:
            self._expect(session, 1, (item.identifier, name, response))
            session.respond(response, name)

    def _hand_file(self, session: ExamSession, item: str, response_identifier: str) -> None:
        data, name, media_type = random_file(self.draw)
        file = FileName(hashlib.sha256(data).hexdigest(), len(data), media_type, name)
        self._expect(session, len(parts_of(data)) + 1, (item, response_identifier, (file.text,)))
        session.hand_file(response_identifier, data, name, media_type)

    def _note(self, session: ExamSession) -> None:
        item, note = session.item(), f"coret {self.draw.randint(1, 999)}"
        if note != item.note:
            self._expect(session, 1, (item.identifier, NOTE, (note,)))
            session.keep_note(note)

    def _expect(self, session: ExamSession, events: int, answer: Answer) -> None:
        """The next so many events end with `answer`."""
        self.untold.append((session.attempt.state.last_sequence + events, answer))

    def _save_state(self, state: SaveState, error: KnownError | None) -> None:
        if state == "not_saved":
            tell("not_saved", code=error.code if error else "")
        elif state != "saving" and self.untold:
            assert self.session is not None
            tell("saved", answers=self.untold, remaining=self.session.clock().remaining_ms)
            self.untold = []
            if self.trap:
                self.trap.passes("answer: after it was shown as saved")

    # --- the network's thread

    def _synchronise(self) -> None:
        synchroniser = Synchroniser(self.station, self.sittings, self.worker.call)
        while not self.ended.is_set():
            step = synchroniser.step()
            self.worker.deliveries.put(lambda step=step: self._tell_receipts(step))
            self.ended.wait(SYNC_EVERY_S)
        synchroniser.close()

    def _tell_receipts(self, step: Step) -> None:
        for receipt in step.receipts:
            heard = self.sittings.on_reached.get(receipt.attempt_id)
            if heard is not None:
                heard(receipt.sequence_reached)
            tell("receipt", reached=receipt.sequence_reached)


def _answers_and_notes(state: AttemptState) -> list[Answer]:
    """What is answered and noted in a running attempt."""
    given = [(item, name, response) for item, named in state.responses.items() for name, response in named.items()]
    return [*given, *((item, NOTE, (note,)) for item, note in state.notes.items())]


def tell(kind: str, **values: object) -> None:
    """One line, in one write: a killed process leaves no half of it behind a whole one."""
    os.write(1, json.dumps({"kind": kind, **values}).encode() + b"\n")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("number")
    parser.add_argument("pin")
    parser.add_argument("token")
    parser.add_argument("seed", type=int)
    parser.add_argument("spawned_ns", type=int)
    parser.add_argument("--finish", action="store_true")
    parser.add_argument("--point")
    parser.add_argument("--nth", type=int, default=1)
    options = parser.parse_args()
    trap = Trap(options.point, options.nth) if options.point else None
    if trap:
        trap.set()
    Candidate(options, trap).run()


if __name__ == "__main__":
    main()
