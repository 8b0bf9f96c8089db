"""The real kiosk with an exam of every kind of item, on the display of the test: `python -m ... FOLDER CODE`.

Tells a line once the exam is on the screen. Then it does what it is told, a line of JSON each, as the hands of a candidate
would: `item` goes to an item by its number, `stop` walks with Tab to a place whose name holds these words, `key` presses a
key there, `type` types. Each is answered with `done`, or with what went wrong.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from threading import Thread

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.app import KioskProgram
from desktop_app.gui.background import GuiWorker
from tests.gui.items.board import spoken
from tests.gui.pictures import wait_until
from tests.gui.real_way import to_real_exam
from tests.gui.robot import Robot
from tests.rooms import PIN, TOKEN

STICK = "stik"  # beside the PC's folder; what a candidate can hand in lies there


class Hands:
    """A candidate at the keyboard."""

    def __init__(self, program: KioskProgram) -> None:
        self._window = program.window
        self._robot = Robot(program.window, wait_until)

    def to_exam(self, code: str) -> None:
        to_real_exam(self._robot, code, PIN, TOKEN)

    def do(self, item: int = 0, stop: str = "", key: str = "", type: str = "") -> None:
        if item:
            self._go_to(item)
        if stop:
            self._walk_to(stop)
        if key:
            self._robot.press(getattr(Qt.Key, f"Key_{key}"))
        if type:
            self._robot.press(type)
        self._robot.settle()

    def _walk_to(self, words: str) -> None:
        """With Tab, round and round: the place may still have to come, such as a file that is looked for."""
        self._robot.wait_until(lambda: self._is_at(words) or self._walk_on())

    def _is_at(self, words: str) -> bool:
        place = self._window.focusWidget()
        return place is not None and words in spoken(place)

    def _walk_on(self) -> bool:
        self._robot.press(Qt.Key.Key_Tab)
        return False

    def _go_to(self, item: int) -> None:
        self._robot.click(f"cell-{item}")
        self._robot.settle()
        if self._robot.page().objectName() == "section-cover":
            self._robot.click("enter-section")
            self._robot.await_page("exam")


def main(folder: Path, code: str) -> None:
    application = QApplication(sys.argv[:1])
    program = KioskProgram(folder, windowed=True, online=False, find_sticks=lambda: [folder.parent / STICK])
    program.begin()
    hands = Hands(program)
    hands.to_exam(code)
    worker = GuiWorker("ears")

    def obey(line: str) -> None:
        try:
            hands.do(**json.loads(line))
        except AssertionError as problem:
            print(f"failed: {line} {problem}", flush=True)
        else:
            print("done", flush=True)

    def listen() -> None:
        for line in sys.stdin:
            worker.tell(lambda line=line: obey(line))
        # `quit` would ask the window to close, which it refuses.
        worker.tell(lambda: application.exit(0))

    Thread(target=listen, daemon=True).start()
    print("exam", flush=True)
    application.exec()
    program.stop()
    worker.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
