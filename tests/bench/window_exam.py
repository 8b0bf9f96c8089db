"""One candidate through all items of the exam in the real program; each *next* is timed from click to paint."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

from desktop_app.app import KioskProgram
from tests.bench.memory import memory_mib
from tests.gui.real_way import to_real_exam
from tests.gui.robot import Robot

PATIENCE_S = 60
ROUNDS = 4


class BodyPaints(QObject):
    """Counts the paints of the item's text, or of the ground on which it lies."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def sit(state: Path, code: str, pin: str, token: str) -> list[float]:
    """Milliseconds of each step to the next item, over the whole form, each item answered by its first option."""
    with _exam(state, code, pin, token) as robot:
        return _through_all_items(robot)


def turn_pages(state: Path, code: str, pin: str, token: str) -> dict[str, list[float]]:
    """Milliseconds of each step to an item, by the interaction it begins with; the whole form `ROUNDS` times."""
    took: dict[str, list[float]] = {}
    with _exam(state, code, pin, token) as robot:
        paints = BodyPaints()
        _sheet(robot).installEventFilter(paints)
        for _ in range(ROUNDS):
            while _may_press(robot, "next"):
                if (milliseconds := _next_painted_ms(robot, paints)) is not None:
                    took.setdefault(_interaction(robot), []).append(milliseconds)
            while _may_press(robot, "previous"):
                robot.click("previous")
                _rest(robot)
    return took


def see_everything(state: Path, code: str, pin: str, token: str) -> float:
    """MiB of this process after every item was on the screen once."""
    with _exam(state, code, pin, token) as robot:
        while _may_press(robot, "next"):
            robot.click("next")
            _rest(robot)
        return memory_mib()


@contextmanager
def _exam(state: Path, code: str, pin: str, token: str) -> Iterator[Robot]:
    """The program with the first item of the exam on its screen."""
    application = QApplication([])
    program = KioskProgram(state, windowed=True, online=False, find_sticks=list)
    program.begin()
    robot = Robot(program.window, wait_until)
    to_real_exam(robot, code, pin, token)
    _rest(robot)
    yield robot
    program.stop()
    del application


def _sheet(robot: Robot) -> QWidget:
    """The ground on which the whole item lies."""
    area = robot.find("item")
    assert isinstance(area, QScrollArea)
    return area.widget()


def _may_press(robot: Robot, name: str) -> bool:
    return robot.page().objectName() == "exam" and robot.find(name).isEnabled()


def _rest(robot: Robot) -> None:
    """Past the cover of a section, with nothing left to be painted."""
    if robot.page().objectName() == "section-cover":
        robot.click("enter-section")
        robot.await_page("exam")
    robot.settle()


def _interaction(robot: Robot) -> str:
    """QTI's name of the first interaction on the screen."""
    view = robot.window._flow._exam._session.item()
    return str(view.interactions[0].interaction.__struct_config__.tag)


def _through_all_items(robot: Robot) -> list[float]:
    paints = BodyPaints()
    robot.find("item-body").installEventFilter(paints)
    took: list[float] = []
    while True:
        _answer(robot)
        if not _may_press(robot, "next"):
            return took
        if (milliseconds := _next_painted_ms(robot, paints)) is not None:
            took.append(milliseconds)


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


def _next_painted_ms(robot: Robot, paints: BodyPaints) -> float | None:
    """None where the step led to the cover of a section; then that is entered."""
    button = robot.find("next")
    assert isinstance(button, QAbstractButton)
    before = paints.count
    start = time.perf_counter()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    wait_until(lambda: paints.count > before or robot.page().objectName() == "section-cover")
    took = (time.perf_counter() - start) * 1000
    is_cover = robot.page().objectName() == "section-cover"
    _rest(robot)
    return None if is_cover else took
