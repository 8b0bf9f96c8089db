"""A simulated exam day: the real services of three PCs, a room node and the centre, on roads and clocks that fail at will.

Nothing of the product is replaced but the roads (a call that may be lost, answered twice or never), the clocks and the
thread behind the journal, whose queue dies with a kill. What the candidate is shown as saved is written down beside the
world; at the end of the day the centre is asked for it.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import argon2
from msgspec.structs import replace

from desktop_app.services.exam import ExamSession
from desktop_app.services.kiosk import Kiosk
from desktop_app.services.sittings import Sittings
from desktop_app.services.workstation import Workstation
from desktop_app.store.device import DeviceFolder
from question_packs.errors import KnownError
from question_packs.records import acts as pa
from question_packs.sealing.keys import KeyPair
from tests.all_kinds import exam_of_all_kinds, random_file, random_response, takes_file
from tests.faults.servers import Server, lay_database
from tests.rooms import PIN, SITTING, TOKEN, ClockMachine, Room, attempt_of, build_room, on_this_thread

Fate = Literal["arrives", "lost", "unanswered", "twice"]
FATES: tuple[Fate, ...] = ("arrives", "lost", "unanswered", "twice")
CANDIDATES = ("001", "002", "003")
NOTED = 0.2  # of the answers come with a note


class Line:
    """A road that fails as it is told: a request lost, an answer lost, a request arriving twice."""

    def __init__(self, server: Server, fate: Fate) -> None:
        self._server, self._fate = server, fate

    def _call(self, call: Callable[[], list[bytes]]) -> list[bytes]:
        if self._fate == "lost":
            raise KnownError("NET-01")
        answer = call()
        if self._fate == "twice":
            answer = call()
        if self._fate == "unanswered":
            raise KnownError("NET-01")
        return answer

    def exchange(self, envelopes: list[bytes]) -> list[bytes]:
        return self._call(lambda: self._server.take_segments(envelopes)) if envelopes else []

    def acts(self, envelopes: list[bytes]) -> list[bytes]:
        return self._call(lambda: self._server.take_acts(envelopes))

    def receipts(self, digests: list[str]) -> list[bytes]:
        return self._call(lambda: self._server.receipts_of(digests))

    def held(self, attempt_id: str) -> list[bytes]:
        return self._call(lambda: self._server.held(attempt_id))

    def result(self, attempt_id: str) -> bytes | None:
        return None


class SlowWorker:
    """The store's thread, moved by hand: what still waits in it dies with a kill.

    Whatever else that thread does, such as reading a stick, comes after what was queued before: `work` first.
    """

    def __init__(self) -> None:
        self._jobs: list[Callable[[], None]] = []

    def run(self, job, done, failed) -> None:
        def work() -> None:
            try:
                result = job()
            except KnownError as problem:
                failed(problem)
            else:
                done(result)

        self._jobs.append(work)

    def work(self, most: int = 1_000) -> None:
        for _ in range(min(most, len(self._jobs))):
            self._jobs.pop(0)()


@dataclass
class Promise:
    """What a screen showed as saved: every answer and note of one epoch at one PC, and those answers that it showed last."""

    ever: set[tuple[str, str, tuple[str, ...]]] = field(default_factory=set)
    notes: set[tuple[str, str]] = field(default_factory=set)
    last: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)


class Pc:
    """One PC and whoever sits at it."""

    def __init__(self, day: Day, folder: Path, key: KeyPair) -> None:
        self.day, self.folder, self.device_id = day, folder, key.key_id
        self.machine = ClockMachine()
        self.session: ExamSession | None = None
        self._compose()

    def _compose(self) -> None:
        self.worker = SlowWorker()
        self.station = Workstation(DeviceFolder(self.folder), self.machine)
        self.sittings = Sittings(self.station)
        self.kiosk = Kiosk(self.station, self.sittings, self.worker)
        self.alive = True

    # --- the person at it

    def sit(self, number: str, token: str = TOKEN) -> None:
        self.worker.work()
        self.kiosk.sign_in(SITTING, number, PIN)
        self.kiosk.accept_rules()
        self._begin(self.kiosk.start(token))

    def go_on(self, number: str, fate: Fate, stick: Path | None) -> None:
        """Sign in at this PC and go on with what was begun at another."""
        self.worker.work()
        self.kiosk.fetch_attempt = Line(self.day.node, fate).held
        if self.kiosk.sign_in(SITTING, number, PIN).continues:
            self._begin(self.kiosk.continue_here(stick))

    def _begin(self, session: ExamSession) -> None:
        self.session = session
        attempt = session.attempt

        def shown(state: str, error: KnownError | None) -> None:
            if state in ("saved_here", "at_centre"):
                promise = self.day.promises[attempt.attempt_id, attempt.epoch, self.device_id]
                promise.last = dict(attempt.state.responses)
                promise.notes |= set(attempt.state.notes.items())
                promise.ever |= {
                    (item, name, response) for item, given in promise.last.items() for name, response in given.items()
                }

        session.on_save_state = shown
        session.on_submitted = lambda view: self.stand_up()

    def stand_up(self) -> None:
        self.session = None
        self.kiosk.sign_out()

    def answer(self, seed: int, forward: bool) -> None:
        """As far as the screen lets: a hidden item takes no answer. The `seed` says which."""
        session = self.session
        if session is None or session.status().state != "running":
            return
        try:
            if forward:
                session.next()
            if session.section_cover() is not None:
                session.enter_section()
            _answer_at_random(session, random.Random(seed))
        except KnownError as error:
            if not error.code.startswith("DEL-"):
                raise

    def confirm(self) -> None:
        if self.session is not None and self.session.status().state == "awaiting_resume":
            self.session.confirm_resume()

    def hand_in(self) -> None:
        if self.session is not None and self.session.status().state == "running":
            self.session.submit("by_candidate")

    # --- what happens to it

    def pass_ms(self, passed_ms: int) -> None:
        """Time goes on; the screen's timer ticks."""
        attempt = self.session.attempt if self.session else None
        if attempt is not None and attempt.runs and not attempt.finished:
            self.day.running_ms[attempt.attempt_id] += passed_ms
        self.machine.pass_ms(passed_ms)
        if self.session is not None:
            self.session.tick()

    def kill(self, off_ms: int, reboot: bool) -> None:
        """The program ends in the middle of whatever it did; what waited for the disk is gone."""
        self.sittings.close()
        self.session, self.alive = None, False
        if reboot:
            self.machine.reboot(off_ms)

    def start(self) -> None:
        """The program starts and takes up what it finds."""
        self._compose()
        self._take_up()

    def _take_up(self) -> None:
        session = self.kiosk.resume()
        if session is not None:
            self._begin(session)

    def hear(self, envelope: bytes) -> None:
        """A proctor's act reaches this PC, as the program's composition root hands it on."""
        self.worker.work()
        act = self.kiosk.acts.take(envelope)
        if act is None:
            return
        if self.session is not None:
            self.session.apply(act)
        self.worker.work()
        self.kiosk.settle(act)
        if self.session is not None and self.session.attempt.moved:
            self.stand_up()
        if self.session is None:
            # A hand-in may have been taken back.
            self._take_up()

    # --- its roads

    def synchronise(self, server: Server, fate: Fate) -> None:
        """One round over a road; whatever it does, what is not receipted stays."""
        line, node_id = Line(server, fate), "" if server is self.day.centre else server.key.key_id
        self.worker.work()
        for _, syncer in self.sittings.syncers(on_this_thread):
            try:
                outcome = syncer.run_once(line, node_id)
                receipts = outcome.receipts + (syncer.collect(line, node_id) if node_id else ())
            except KnownError as error:
                _refuse_unless_away(error)
                return
            for receipt in receipts:
                reached = self.sittings.on_reached.get(receipt.attempt_id)
                if reached is not None:
                    reached(receipt.sequence_reached)

    def write_stick(self, folder: Path) -> None:
        self.worker.work()
        self.kiosk.hand_in_to_stick(folder)

    def lines(self, attempt_id: str) -> dict[int, list[bytes]]:
        """Every epoch's events that lie on this PC's disk."""
        return self.sittings.store(SITTING).logs(attempt_id)


def _answer_at_random(session: ExamSession, draw: random.Random) -> None:
    interaction = draw.choice(session.item().interactions).interaction
    if takes_file(interaction):
        session.hand_file(interaction.response_identifier, *random_file(draw))
    else:
        session.respond(random_response(interaction, draw), interaction.response_identifier)
    if draw.random() < NOTED:
        session.keep_note(f"coret {draw.randint(1, 999)}")


def _refuse_unless_away(error: KnownError) -> None:
    """A closed road is an answer; anything else is a bug."""
    if error.code != "NET-01":
        raise error


@dataclass
class Morning:
    """What lies ready before the day; made once, copied for every day."""

    folder: Path
    room: Room
    laid: Path

    @classmethod
    def prepare(cls, folder: Path) -> Morning:
        draft = exam_of_all_kinds()
        exam = (draft.test, list(draft.items), draft.media)
        room = build_room(folder / "room", exam=exam, stimuli=draft.stimuli)
        cheap = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        # The campaign signs in thousands of times; what a PIN's verifier costs is another test's business.
        people = tuple(replace(each, pin_verifier=cheap.hash(PIN)) for each in room.order.candidates)
        room.order = replace(room.order, revision=3, candidates=people, start_token_verifier=cheap.hash(TOKEN))
        room.sealed_order = room.seal(room.order)
        laid = folder / "laid.db"
        lay_database(laid, room)
        for pc in (room.pc, *(room.spare_pc(each) for each in room.spares)):
            machine = ClockMachine()
            station = Workstation(DeviceFolder(pc), machine)
            station.install_order(room.sealed_order)
            sittings = Sittings(station)
            sittings.store(SITTING).remember_opened(room.identities)
            sittings.close()
        return cls(folder, room, laid)


@dataclass
class Day:
    """One day of one room.

    `issued`: every act that the proctor signed. `promises`: what screens showed as saved. `running_ms`: for how long each
    attempt's clock was seen to run, on all PCs together.
    """

    morning: Morning
    folder: Path
    issued: list[bytes] = field(default_factory=list)
    promises: defaultdict[tuple[str, int, str], Promise] = field(default_factory=lambda: defaultdict(Promise))
    running_ms: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        room = self.room = self.morning.room
        self.folder.mkdir(parents=True)
        self.centre = Server.new(room, self.morning.laid, self.folder / "centre.db", room.centre)
        self.node = Server.new(room, self.morning.laid, self.folder / "node.db", room.node)
        self.dead_nodes: list[Server] = []
        self.sticks = [self.folder / "stick-1", self.folder / "stick-2"]
        for stick in self.sticks:
            stick.mkdir()
        keys = [room.device, *room.spares]
        sources = [room.pc, *(room.spare_pc(each) for each in room.spares)]
        self.pcs = []
        for number, (key, source) in enumerate(zip(keys, sources, strict=True)):
            target = self.folder / f"pc-{number}"
            shutil.copytree(source, target)
            self.pcs.append(Pc(self, target, key))

    def end(self) -> None:
        """Let go of every file."""
        for pc in self.pcs:
            if pc.alive:
                pc.sittings.close()
        for server in (self.centre, self.node, *self.dead_nodes):
            server.close()
        shutil.rmtree(self.folder)

    def sign(self, body: pa.ActBody, by: tuple[str, ...] = ("Pengawas Satu",)) -> bytes:
        """The proctor signs an act. Where it arrives, and when, is another matter."""
        envelope = self.room.act(body, "alasan", by, number=len(self.issued))
        self.issued.append(envelope)
        return envelope

    def replace_node(self) -> None:
        """The proctor's PC dies; a second one with an empty database takes over."""
        self.dead_nodes.append(self.node)
        path = self.folder / f"node-{len(self.dead_nodes)}.db"
        self.node = Server.new(self.room, self.morning.laid, path, self.room.node)

    def forward(self, fate: Fate) -> None:
        """The node's own road to the centre."""
        line = Line(self.centre, fate)
        segments, acts = self.node.forward()
        try:
            self.node.receipted(line.exchange(segments))
            line.acts(acts)
        except KnownError as error:
            _refuse_unless_away(error)

    def epochs_known(self, number: str) -> int:
        """The highest epoch of a candidate's attempt that anybody has heard of."""
        attempt_id = attempt_of(number)
        heard = [pa.peek_act(each).body for each in self.issued]
        moved = [each.to_epoch for each in heard if isinstance(each, pa.Transfer) and each.candidate == number]
        return max([1, *moved, *(epoch for pc in self.pcs if pc.alive for epoch in pc.lines(attempt_id))])
