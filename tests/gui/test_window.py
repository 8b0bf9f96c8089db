"""The window stays; work runs behind it, in order, and comes back on the GUI thread."""

from __future__ import annotations

import threading

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.gui.background import Background
from desktop_app.gui.kiosk_window import KioskWindow
from tests.gui.conftest import Sit
from tests.gui.room import CODE, Room


def test_the_window_refuses_to_close_until_the_program_ends(sit: Sit) -> None:
    robot = sit(Room())
    assert not robot.window.close()
    assert robot.window.isVisible()
    robot.press(Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier)
    assert robot.window.isVisible()
    robot.window.allow_closing()
    assert robot.window.close()


def test_the_kiosk_fills_the_screen_and_stays_on_top(qtbot: QtBot) -> None:
    background = Background()
    window = KioskWindow(background, Room, find_sticks=list)
    window.begin()
    qtbot.waitUntil(window.isFullScreen)
    assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert window.windowFlags() & Qt.WindowType.FramelessWindowHint
    background.stop()
    window.allow_closing()
    window.close()


def test_the_first_page_is_painted_before_the_store_is_opened(qtbot: QtBot) -> None:
    background, may_open = Background(), threading.Event()

    def open_slowly() -> Room:
        assert may_open.wait(10)
        return Room()

    window = KioskWindow(background, open_slowly, windowed=True, find_sticks=list)
    window.begin()
    qtbot.waitExposed(window)
    page = window.stage.current()
    assert page is not None
    assert page.objectName() == "ready"
    assert page.isVisible()
    may_open.set()
    qtbot.waitUntil(lambda: page.findChild(object, "open-sitting-page") is not None)
    background.stop()
    window.allow_closing()
    window.close()


def test_jobs_run_in_order_on_another_thread_and_come_back_on_this_one(qtbot: QtBot) -> None:
    background = Background()
    here, ran_on, heard = threading.get_ident(), [], []

    def job(number: int) -> int:
        ran_on.append(threading.get_ident())
        return number

    for number in range(50):
        background.run(lambda number=number: job(number), lambda n: heard.append((n, threading.get_ident())), heard.append)
    qtbot.waitUntil(lambda: len(heard) == 50)
    assert heard == [(number, here) for number in range(50)]
    assert set(ran_on) == {background.store._thread.ident} != {here}
    background.stop()


def test_a_job_that_raises_is_told_and_the_next_one_runs(qtbot: QtBot) -> None:
    background = Background()
    heard: list[object] = []
    background.run(lambda: 1 // 0, heard.append, heard.append)
    background.run(lambda: "next", heard.append, heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert isinstance(heard[0], ZeroDivisionError)
    assert heard[1] == "next"
    background.stop()


def test_stop_waits_for_every_job(qtbot: QtBot) -> None:
    background = Background()
    done: list[int] = []
    for number in range(100):
        background.run(lambda number=number: done.append(number), lambda _: None, lambda _: None)
    background.stop()
    assert done == list(range(100))


def test_what_came_from_the_centre_is_seen_on_the_first_page(sit: Sit) -> None:
    room = Room(enrolled=False)
    robot = sit(room)
    robot.await_control("enrol")
    room.enrolled = True
    robot.window.refresh_ready()
    robot.await_control("open-sitting-page")


def test_news_from_the_centre_takes_nobody_away_from_another_page(sit: Sit) -> None:
    robot = sit(Room())
    robot.await_control("open-sitting-page")
    robot.window.refresh_ready()
    robot.click("open-sitting-page")  # before the answer is there
    robot.await_page("opening")
    robot.window.refresh_ready()
    robot.type_into("opening-code", CODE)
    robot.click("open-sitting")
    robot.await_page("sign-in-page")
