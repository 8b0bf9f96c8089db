"""Leaving the exam by keys, a second display, another window: hindered where it can be, told always, judged never."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest

from question_packs.records.room import IntegrityNotice
from tests.gui.conftest import Sit
from tests.gui.robot import Robot
from tests.gui.room import Room
from tests.gui.way import session_of, to_exam, to_practice_exam, to_waiting

NO_MODIFIER, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
ALT, CONTROL, META = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.MetaModifier


def press(robot: Robot, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    """A key as the operating system brings it: to the window, before any control."""
    handle = robot.window.windowHandle()
    assert isinstance(handle, QWindow)
    QTest.keyClick(handle, key, modifier)


@pytest.mark.parametrize("modifier", [ALT, CONTROL, META, CONTROL | ALT], ids=["alt", "ctrl", "windows", "ctrl-alt"])
def test_row_24_a_key_combination_chooses_no_answer(sit: Sit, modifier: Qt.KeyboardModifier) -> None:
    robot = sit(Room())
    to_exam(robot)
    press(robot, Qt.Key.Key_B, modifier)
    assert session_of(robot).response_to(1) == ()
    press(robot, Qt.Key.Key_B)
    assert session_of(robot).response_to(1) != ()


def test_zoom_by_the_keyboard_goes_on(sit: Sit) -> None:
    robot = sit(Room())
    to_exam(robot)
    press(robot, Qt.Key.Key_Plus, CONTROL)
    assert robot.window.presentation.zoom_percent == 110


def test_row_24_the_screenshot_key_is_told_once_for_each_press(sit: Sit) -> None:
    robot = sit(Room())
    notices: list[IntegrityNotice] = []
    robot.window.on_notice = notices.append
    to_exam(robot)
    press(robot, Qt.Key.Key_Print)
    press(robot, Qt.Key.Key_Print, SHIFT)
    assert session_of(robot).incidents == [("screenshot_key", "")] * 2
    assert [(each.incident_kind, each.candidate_number) for each in notices] == [("screenshot_key", "26-0001")] * 2


def test_windows_tells_only_that_the_screenshot_key_came_up(sit: Sit) -> None:
    robot = sit(Room())
    to_exam(robot)
    handle = robot.window.windowHandle()
    assert isinstance(handle, QWindow)
    QTest.keyRelease(handle, Qt.Key.Key_Print)
    assert session_of(robot).incidents == [("screenshot_key", "")]


def test_in_a_practice_and_before_the_exam_nobody_is_watched(sit: Sit) -> None:
    robot = sit(Room())
    notices: list[IntegrityNotice] = []
    robot.window.on_notice = notices.append
    to_practice_exam(robot)
    press(robot, Qt.Key.Key_Print)
    assert notices == []


def test_an_order_without_lock_down_leaves_the_pc_alone(sit: Sit) -> None:
    robot = sit(Room())
    to_exam(robot)
    session_of(robot).lockdown = "none"
    press(robot, Qt.Key.Key_Print)
    assert session_of(robot).incidents == []


def test_what_was_copied_before_the_exam_is_gone_in_it(sit: Sit) -> None:
    robot = sit(Room())
    to_waiting(robot)
    QGuiApplication.clipboard().setText("catatan")
    robot.click("start")
    robot.await_page("exam")
    assert QGuiApplication.clipboard().text() == ""


def test_row_24_a_second_display_is_told_when_it_comes_and_when_it_goes(sit: Sit) -> None:
    robot = sit(Room())
    to_exam(robot)
    app, screen = QGuiApplication.instance(), robot.window.screen()
    assert isinstance(app, QGuiApplication)
    app.screenAdded.emit(screen)
    assert session_of(robot).incidents == [("new_display", f"+ {screen.name()}")]


def test_row_24_how_long_another_window_was_in_front_is_told(sit: Sit) -> None:
    robot = sit(Room())
    to_exam(robot)
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert len(session_of(robot).away_ms) == 1
