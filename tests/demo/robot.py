"""A robot candidate: the real kiosk program in a real window, sat by mouse and keyboard events.

Run as a process of its own by the demo. It tells its progress on standard output, one JSON object a line: `page`, `answered`
(every saved answer so far), `done`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.app import KioskProgram
from tests.rooms import most_choices, plain_answers

STEP_MS = 10
STICK_EVERY_MS = 1000


class Robot:
    """Looks at the page in front of it and does what a candidate would."""

    def __init__(self, program: KioskProgram, options: argparse.Namespace) -> None:
        self._program = program
        self._window = program.window
        self._options = options
        self._random = random.Random(options.number)
        self._answered_item = ""
        self._pictured: set[str] = set()
        self._practised = not options.practise
        self._tried = False
        self._asking = False
        self._stick_told = False
        self._stick_clock = QElapsedTimer()
        self._stick_clock.start()
        self._told = 0
        self._final: dict[str, list[str]] = {}
        self.timer = QTimer()
        self.timer.timeout.connect(self.step)
        self.timer.start(STEP_MS)

    # --- seeing

    def page(self) -> str:
        current = self._window.stage.current()
        return current.objectName() if current is not None else ""

    def control(self, name: str) -> QWidget | None:
        page = self._window.stage.current()
        found = page.findChild(QWidget, name) if page is not None else None
        return found if found is not None and found.isVisible() and found.isEnabled() else None

    def session(self) -> object:
        return self._window._flow._exam._session

    # --- doing

    def click(self, name: str) -> bool:
        control = self.control(name)
        if control is not None:
            QTest.mouseClick(control, Qt.MouseButton.LeftButton)
        return control is not None

    def type_into(self, name: str, text: str) -> bool:
        control = self.control(name)
        if control is None:
            return False
        control.setFocus()
        QTest.keyClick(control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(control, text)
        return True

    def step(self) -> None:
        page = self.page()
        act = getattr(self, "on_" + page.replace("-", "_"), None)
        if act is not None:
            act()

    def on_ready(self) -> None:
        if self.control("open-sitting-page"):
            self.picture("ready")
            self.click("open-sitting-page")

    def on_opening(self) -> None:
        if self.type_into("opening-code", self._options.code):
            self.picture("opening")
            self.click("open-sitting")

    def on_sign_in_page(self) -> None:
        pin = self.control("pin")
        if pin is None or (pin.text() and self.control("sign-in") is None):
            return  # it is being checked
        mistype = bool(self._options.pictures) and not self._tried
        self.picture("sign-in-wrong-pin" if self._tried else "sign-in")
        self._tried = True
        self._sign_in("000000" if mistype else self._options.pin)

    def _sign_in(self, pin: str) -> None:
        self.type_into("candidate-number", self._options.candidate)
        self.type_into("pin", pin)
        self.click("sign-in")

    def on_identity(self) -> None:
        self.picture("identity")
        self.click("identity-yes")

    def on_rules(self) -> None:
        self.picture("rules")
        pact = self.control("pact")
        if pact is not None and not pact.isChecked():
            QTest.mouseClick(pact, Qt.MouseButton.LeftButton, pos=pact.rect().center() - pact.rect().center() / 2)
            if not pact.isChecked():
                pact.setFocus()
                QTest.keyClick(pact, Qt.Key.Key_Space)
        self.click("accept-rules")

    def on_practice(self) -> None:
        self.picture("practice")
        if self._practised:
            self.click("practice-skip")
        else:
            self.click("practice-start")

    def on_waiting(self) -> None:
        # Released by the proctor, or the token stands there.
        if self.control("start") or self.type_into("start-token", self._options.token):
            self.picture("waiting")
            self.click("start")

    def on_exam(self) -> None:
        session = self.session()
        item = session.item()
        self._tell_answers(session)
        if session.practice:
            self._practise(item)
        elif self._answered_item != item.identifier:
            self._answer(item)
            self._answered_item = item.identifier
            self._picture_exam(item)
        elif item.can_go_forward:
            self.click("next")
        else:
            self.click("review")

    def _practise(self, item: object) -> None:
        self.click(f"choice-{item.choices[0].letter}")
        self.picture("practice-item")
        if item.number >= 3:
            self._practised = True
            self.click("review")
        else:
            self.click("next")

    def _answer(self, item: object) -> None:
        if self._random.random() < 0.04:
            return  # nobody answers everything
        letters = self._random.sample([choice.letter for choice in item.choices], most_choices(item))
        for letter in letters:
            if self._random.random() < 0.5:
                self.click(f"choice-{letter}")
            else:
                QTest.keyClick(self._window.focusWidget() or self._window, Qt.Key(ord(letter)))
        if self._random.random() < 0.08:
            self.click("flag")

    def on_section_cover(self) -> None:
        """A section with instructions or a time of its own waits to be entered."""
        self.picture("section-cover")
        self.click("enter-section")

    def on_cover(self) -> None:
        """After a cut, a pause or a move: go on as soon as the page lets the candidate."""
        self.picture("cover")
        if not self.click("continue"):
            self.click("cover-leave")

    def on_warning(self) -> None:
        self.picture("warning")
        self.click("warning-ack")

    def on_review_page(self) -> None:
        if not self.session().practice:
            self._final = plain_answers(self.session().attempt.state.responses)
        if self.control("hand-in-confirm"):
            self.picture("practice-hand-in" if self.session().practice else "hand-in-confirm")
            self.click("hand-in-confirm")
        else:
            self.picture("practice-review" if self.session().practice else "review")
            self.click("hand-in")

    def on_receipt(self) -> None:
        self.picture("receipt")
        if not self._asking:
            self._asking = True
            self._program.station.background.run(self._program.station.kiosk.receipt, self._look_at_receipt, print)

    def _look_at_receipt(self, view: object) -> None:
        self._asking = False
        if view.at_centre and (view.result is not None or not self._options.expect_result):
            self._finish()
        elif self._options.stick and self._stick_clock.hasExpired(STICK_EVERY_MS):
            # The first time it writes the answers, later it finds the receipts that the centre put there.
            self._stick_clock.start()
            if not self._stick_told and any(self._options.stick.glob("segments/*.bundle")):
                self._stick_told = True
                tell(stick=True)
            self.click("hand-in-stick")

    def _finish(self) -> None:
        if not self.timer.isActive():
            return
        self.timer.stop()
        # The page asks for the receipt every three seconds: its picture shall show what came.
        QTimer.singleShot(4000 if self._options.pictures else 0, self._end)

    def _end(self) -> None:
        self.picture("receipt-with-result")
        tell(done=True, answers=self._final)
        self._program.stop()
        QApplication.quit()

    # --- telling

    def _tell_answers(self, session: object) -> None:
        answers = session.attempt.state.responses
        if len(answers) != self._told and not session.practice:
            self._told = len(answers)
            tell(answered=self._told, number=session.item().number)

    def _picture_exam(self, item: object) -> None:
        if not self._options.pictures:
            return
        if "<img" in item.body and len([p for p in self._pictured if p.startswith("exam-figure")]) < 3:
            self.picture(f"exam-figure-{item.number}")
        if "<table" in item.body:
            self.picture("exam-table")
        if item.number == 40:
            self._picture_zoomed()

    def _picture_zoomed(self) -> None:
        presentation = self._window.presentation
        presentation.set_zoom(200)
        self.picture("exam-zoom-200")
        presentation.set_zoom(100)
        presentation.set_high_contrast(True)
        self.picture("exam-high-contrast")
        presentation.set_high_contrast(False)

    def picture(self, name: str) -> None:
        if not self._options.pictures or name in self._pictured:
            return
        self._pictured.add(name)
        for _ in range(3):  # a change of text asks for a new layout, and that for a new painting
            QApplication.processEvents()
        self._window.grab().save(str(self._options.pictures / f"{len(self._pictured):02}-{name}.png"))


def tell(**what: object) -> None:
    print(json.dumps(what), flush=True)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--number", type=int, required=True)
    for name in ("candidate", "pin", "code", "token"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--stick", type=Path)
    for flag in ("offline", "practise", "expect-result"):
        parser.add_argument(f"--{flag}", action="store_true")
    options = parser.parse_args()
    application = QApplication(sys.argv[:1])
    sticks = [options.stick] if options.stick else []
    program = KioskProgram(options.state, windowed=True, online=not options.offline, find_sticks=lambda: sticks)
    robot = Robot(program, options)
    program.begin()
    code = application.exec()
    del robot
    return code


if __name__ == "__main__":
    raise SystemExit(main())
