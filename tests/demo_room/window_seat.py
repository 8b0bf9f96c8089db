"""A PC with the real kiosk window: the commands and events of `tests.room.headless`, done by mouse and keyboard.

It knows what the demo's first seat needs: sign_in, start, answer, hand_in, report, receipt, quit.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from desktop_app.app import KioskProgram
from desktop_app.gui.background import GuiWorker
from tests.demo.robot import Robot
from tests.room.headless import tell

NEVER_S = 10.0**9


class WindowSeat(Robot):
    """The demo's robot, which waits for a command before each part of its way."""

    def __init__(self, program: KioskProgram) -> None:
        options = argparse.Namespace(number=1, candidate="", pin="", code="", token="", stick=None, practise=False)
        options.pictures, options.expect_result = None, False
        super().__init__(program, options)
        self._marks: dict[str, object] = {}
        self._may_start = self._hands_in = self._watched = False
        self._pace_ms = NEVER_S
        self._untold: list[tuple[int, str, tuple[str, ...]]] = []
        self._status: object = None
        program.station.link.connected.connect(lambda connected: tell("linked", connected=connected))

    # --- commands

    def command(self, given: dict[str, Any]) -> None:
        """Carry out one line; `done` follows when the window has come so far."""
        name, mark = given.pop("do"), given.pop("id")
        self._marks[name] = mark
        getattr(self, f"do_{name}")(**given)

    def do_sign_in(self, sitting: str, number: str, pin: str) -> None:
        self._options.candidate, self._options.pin = number, pin

    def do_start(self, token: str = "") -> None:
        self._options.token, self._may_start = token, True

    def do_answer(self, pace_s: float, count: int = 0) -> None:
        self._pace_ms = pace_s * 1000 or NEVER_S
        self._done("answer")

    def do_hand_in(self) -> None:
        self._hands_in = True
        self._done("hand_in")

    def do_report(self) -> None:
        report = self._window.seat_report()
        self._done("report", report={name: getattr(report, name) for name in report.__struct_fields__} if report else None)

    def do_receipt(self) -> None:
        told = lambda at_centre: self._done("receipt", at_centre=at_centre)  # noqa: E731
        station = self._program.station
        station.background.run(station.kiosk.receipt, lambda view: told(view.at_centre), lambda error: told(False))

    def do_picture(self, path: str) -> None:
        self._window.grab().save(path)
        self._done("picture")

    def _done(self, do: str, **facts: object) -> None:
        if do in self._marks:
            tell("done", do=do, id=self._marks.pop(do), **facts)

    # --- the way

    def on_ready(self) -> None:
        if not self._watched:
            self._watched = True
            tell("ready", resumed=False)

    def on_sign_in_page(self) -> None:
        if self._options.candidate:
            super().on_sign_in_page()

    def on_waiting(self) -> None:
        self._done("sign_in")
        if self._may_start and (self.control("start") or self._options.token):
            super().on_waiting()

    def on_exam(self) -> None:
        session = self.session()
        if self._status is None:
            self._watch(session)
            self._done("start")
        self._tell_status(session)
        if self._hands_in:
            self.click("review")
        elif self._stick_clock.hasExpired(int(min(self._pace_ms, NEVER_S))):
            self._stick_clock.start()
            self._answer_and_go_on(session)

    def _answer_and_go_on(self, session: Any) -> None:
        item = session.item()
        before = session.attempt.state.last_sequence
        letter = item.choices[before % len(item.choices)].letter
        self.click(f"choice-{letter}")
        response = session.item().response
        if response and response != item.response:
            tell("given", item=item.identifier, response=response)
            self._untold.append((before + 1, item.identifier, response))
        self.click("next")

    def on_cover(self) -> None:
        self._tell_status(self.session())
        super().on_cover()

    def on_receipt(self) -> None:
        """It stays: the proctor sees whose answers are at the centre."""

    # --- events

    def _watch(self, session: Any) -> None:
        """Hear what the page hears of saving and handing in."""
        heard, handed_in = session.on_save_state, session.on_submitted
        session.on_save_state = lambda state, error: (heard(state, error), self._tell_saved(session, state))
        session.on_submitted = lambda view: (handed_in(view), tell("submitted", answered=view.answered, items=view.items))

    def _tell_saved(self, session: Any, state: str) -> None:
        if state not in ("saving", "not_saved") and self._untold:
            told, self._untold = self._untold, []
            tell("saved", epoch=session.attempt.epoch, answers=told)
        if state == "at_centre":
            tell("receipted")

    def _tell_status(self, session: Any) -> None:
        status = session.status()
        if status != self._status:
            self._status = status
            tell("status", **{name: getattr(status, name) for name in status.__dataclass_fields__})


def _listen(worker: GuiWorker, command: Callable[[dict[str, Any]], None]) -> None:
    for line in sys.stdin:
        given = json.loads(line)
        if given["do"] == "quit":
            break
        worker.tell(partial(command, given))
    worker.tell(QApplication.quit)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.demo_room.window_seat")
    parser.add_argument("state", type=Path)
    for name in ("node", "name", "confirm-s"):
        parser.add_argument(f"--{name}")
    options = parser.parse_args()
    application = QApplication(sys.argv[:1])
    program = KioskProgram(options.state, windowed=True, node=options.node, find_sticks=list)
    seat = WindowSeat(program)
    threading.Thread(target=_listen, args=(program.station.background.store, seat.command), daemon=True).start()
    program.begin()
    application.exec()
    program.stop()


if __name__ == "__main__":
    main()
