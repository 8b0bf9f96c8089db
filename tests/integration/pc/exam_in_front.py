"""The real kiosk with a real exam, full screen on the display of the test: `python -m ... FOLDER CODE`.

Tells a line once the exam is on the screen; then, for each line that it is given, what it sees: JSON with the page, the
answer, whether its window has the keyboard, and what it would tell the proctor.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QElapsedTimer, QEventLoop
from PySide6.QtWidgets import QApplication

from desktop_app.app import KioskProgram
from desktop_app.gui.background import GuiWorker
from tests.gui.real_way import to_real_exam
from tests.gui.robot import Robot
from tests.rooms import PIN, TOKEN

_PATIENCE_MS = 30_000


def main(folder: Path, code: str) -> None:
    application = QApplication(sys.argv[:1])
    program = KioskProgram(folder, online=False)
    program.begin()
    robot = Robot(program.window, wait_until)
    to_real_exam(robot, code, PIN, TOKEN)
    seen: list[str] = []
    program.window.on_notice = lambda notice: seen.append(notice.incident_kind)
    ears = GuiWorker("ears")

    def answer() -> None:
        print(json.dumps(what_is_seen(program, robot, seen)), flush=True)

    def listen() -> None:
        for _ in sys.stdin:
            ears.tell(answer)
        # `quit` would ask the window to close, which it refuses.
        ears.tell(lambda: application.exit(0))

    Thread(target=listen, daemon=True).start()
    print("exam", flush=True)
    application.exec()
    program.stop()
    ears.stop()


def what_is_seen(program: KioskProgram, robot: Robot, seen: list[str]) -> dict[str, object]:
    choices = {letter: robot.find(f"choice-{letter}").property("checked") for letter in "ABCDE"}
    return {
        "page": robot.page().objectName(),
        "chosen": "".join(letter for letter, checked in choices.items() if checked),
        "active": program.window.isActiveWindow(),
        "covers_screen": program.window.geometry() == program.window.screen().geometry(),
        "seen": seen,
    }


def wait_until(condition: Callable[[], bool]) -> None:
    waited = QElapsedTimer()
    waited.start()
    while not condition():
        assert waited.elapsed() < _PATIENCE_MS, "the page did not come"
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
