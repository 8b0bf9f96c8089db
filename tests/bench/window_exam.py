"""One candidate through all items of the exam in the real program; each *next* is timed from click to paint."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from desktop_app.app import KioskProgram
from tests.gui.real_way import to_real_exam
from tests.gui.robot import Robot

PATIENCE_S = 20


class BodyPaints(QObject):
    """Counts the paints of the item's text."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def sit(state: Path, code: str, pin: str, token: str) -> list[float]:
    """Milliseconds of each step to the next item, over the whole form."""
    application = QApplication([])
    program = KioskProgram(state, windowed=True, online=False, find_sticks=list)
    program.begin()
    robot = Robot(program.window, wait_until)
    to_real_exam(robot, code, pin, token)
    took = _through_all_items(robot)
    program.stop()
    del application
    return took


def _through_all_items(robot: Robot) -> list[float]:
    paints = BodyPaints()
    robot.find("item-body").installEventFilter(paints)
    took = []
    while True:
        _answer(robot)
        next_button = robot.find("next")
        if not next_button.isEnabled():
            return took
        took.append(_next_painted_ms(next_button, paints))


def _answer(robot: Robot) -> None:
    """As a candidate does; the next click comes when the answer is stored and the window is at rest."""
    robot.click("choice-A")
    robot.wait_until(lambda: robot.text("save-state") == "Tersimpan di PC ini")
    robot.settle()


def wait_until(condition: Callable[[], bool]) -> None:
    """Turn the event loop until `condition` holds."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end
        QApplication.processEvents()


def _next_painted_ms(button: object, paints: BodyPaints) -> float:
    assert isinstance(button, QAbstractButton)
    before = paints.count
    start = time.perf_counter()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    while paints.count == before:
        QApplication.processEvents()
    return (time.perf_counter() - start) * 1000
