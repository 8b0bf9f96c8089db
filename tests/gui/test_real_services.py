"""The window over the real engine, journal and store, on a clock that the test moves: time, full disk, late receipts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.background import Background
from desktop_app.gui.kiosk_window import KioskWindow
from desktop_app.services.kiosk import Kiosk
from question_packs.assessment.model import AssessmentTest, TimeLimits
from question_packs.pack.writer import Medium
from tests.gui.real_way import from_sign_in_to_exam
from tests.gui.robot import Robot
from tests.rooms import FIGURE, PIN, TOKEN, Pc, Room, attempt_of, build_room, copy_pc, exam_test

SECTION_S = 300
# SQLite's own limit makes a real commit fail as a full disk does; it never goes below what the file has.
A_FULL_DISK, ROOM_AGAIN = "PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000"


@dataclass
class Seat:
    """A candidate in the exam."""

    robot: Robot
    pc: Pc
    background: Background

    def on_store(self, job: Callable[[], object]) -> None:
        """Do `job` on the store's thread, and wait for it."""
        done: list[object] = []
        self.background.run(job, done.append, pytest.fail)
        self.robot.wait_until(lambda: bool(done))

    def store_does(self, statement: str) -> None:
        self.on_store(lambda: self.pc.store._connection.execute(statement))

    def hand_in(self) -> None:
        self.robot.click("review")
        self.robot.await_page("review-page")
        self.robot.click("hand-in")
        self.robot.click("hand-in-confirm")


@pytest.fixture
def sit_down(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Room], Seat]]:
    """`sit_down(room)` leads candidate 001 to the first item of the exam."""
    seats: list[Seat] = []

    def start(room: Room) -> Seat:
        background, pcs = Background(), []

        def open_kiosk() -> Kiosk:
            pcs.append(copy_pc(room, tmp_path / "pc", worker=background.store))
            return pcs[0].kiosk

        window = KioskWindow(background, open_kiosk, windowed=True, find_sticks=list)
        window.begin()
        robot = Robot(window, lambda condition: qtbot.waitUntil(condition, timeout=20_000))
        robot.click("to-sign-in")
        from_sign_in_to_exam(robot, PIN, TOKEN)
        seats.append(Seat(robot, pcs[0], background))
        return seats[0]

    yield start
    for seat in seats:
        seat.on_store(seat.pc.sittings.close)
        seat.background.stop()
        seat.robot.window.allow_closing()
        seat.robot.window.close()


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return build_room(tmp_path_factory.mktemp("ruang"))


def with_timed_first_section(test: AssessmentTest) -> AssessmentTest:
    """Its first section has a time of its own, the second has none."""
    part = test.test_parts[0]
    first = replace(part.sections[0], time_limits=TimeLimits(SECTION_S))
    return replace(test, test_parts=(replace(part, sections=(first, *part.sections[1:])),))


def test_a_section_whose_time_is_over_gives_way_to_the_next_and_says_so(
    sit_down: Callable[[Room], Seat], tmp_path: Path
) -> None:
    test, items = exam_test()
    media = {"gambar.svg": Medium(FIGURE, "image/svg+xml")}
    seat = sit_down(build_room(tmp_path / "ruang", exam=(with_timed_first_section(test), items, media)))
    robot = seat.robot
    assert "00:05:00" in robot.find("remaining-time").accessibleName()
    robot.click("choice-A")
    seat.pc.machine.pass_ms(SECTION_S * 1000)
    robot.wait_until(lambda: robot.text("item-place") == "Soal 4 dari 6")
    assert "Waktu bagian ini sudah habis" in robot.find("notice").accessibleName()
    assert robot.find("notice").isVisible()
    assert not robot.find("previous").isEnabled()
    assert not robot.find("cell-1").isEnabled()
    robot.wait_until(lambda: "Bagian ini" not in robot.find("remaining-time").accessibleName())
    robot.click("choice-B")
    robot.wait_until(lambda: robot.text("save-state") == "Tersimpan di PC ini")


def battery(test: AssessmentTest) -> AssessmentTest:
    """Both sections have a time of their own and instructions with a figure."""
    part = test.test_parts[0]
    words = '<p>Pilih <b>satu</b> jawaban. <img src="pack:gambar.svg" alt="contoh kotak"></p>'
    sections = tuple(replace(each, time_limits=TimeLimits(SECTION_S), instructions=words) for each in part.sections)
    return replace(test, test_parts=(replace(part, sections=sections),))


def test_the_cover_of_the_next_section_waits_for_the_candidate(sit_down: Callable[[Room], Seat], tmp_path: Path) -> None:
    test, items = exam_test()
    media = {"gambar.svg": Medium(FIGURE, "image/svg+xml")}
    seat = sit_down(build_room(tmp_path / "ruang", exam=(battery(test), items, media)))
    robot = seat.robot
    robot.click("choice-A")
    seat.pc.machine.pass_ms(SECTION_S * 1000)
    robot.await_page("section-cover")
    assert robot.text("page-title") == "Bagian 2 dari 2"
    assert robot.text("section-size") == "3 soal, 5 menit"
    assert "contoh kotak" in robot.find("section-instructions").accessibleName()
    seat.pc.machine.pass_ms(60_000)
    robot.wait_until(lambda: "00:24:" in robot.find("remaining-time").accessibleName())
    robot.press(Qt.Key.Key_Return)
    robot.await_page("exam")
    assert robot.text("item-place") == "Soal 4 dari 6"
    assert "Bagian ini" in robot.find("remaining-time").accessibleName(), "its clock began with the start"
    assert "contoh" not in robot.window.findChild(QWidget, "section-instructions").accessibleName(), "nothing stays behind"


def test_the_last_step_out_of_a_section_leads_to_the_next_cover(sit_down: Callable[[Room], Seat], tmp_path: Path) -> None:
    test, items = exam_test()
    media = {"gambar.svg": Medium(FIGURE, "image/svg+xml")}
    robot = sit_down(build_room(tmp_path / "ruang", exam=(battery(test), items, media))).robot
    robot.click("cell-3")
    for _ in range(2):
        robot.click("next")
    robot.await_page("section-cover")
    robot.click("enter-section")
    robot.await_page("exam")
    assert robot.text("item-place") == "Soal 4 dari 6"
    robot.click("review")
    robot.await_page("review-page")
    robot.click("first-unanswered")
    robot.await_page("exam")


def test_the_first_step_out_of_a_timed_section_is_only_told(sit_down: Callable[[Room], Seat], tmp_path: Path) -> None:
    test, items = exam_test()
    media = {"gambar.svg": Medium(FIGURE, "image/svg+xml")}
    robot = sit_down(build_room(tmp_path / "ruang", exam=(with_timed_first_section(test), items, media))).robot
    robot.click("cell-3")
    for first_step in ("next", "cell-4"):
        robot.click("cell-2")
        robot.click("cell-3")
        robot.click(first_step)
        assert "tidak dapat kembali" in robot.find("notice").accessibleName()
        assert robot.text("item-place") == "Soal 3 dari 6"
    robot.click("next")
    assert robot.text("item-place") == "Soal 4 dari 6"


def test_handing_in_on_a_full_disk_is_told_and_done_when_there_is_room(sit_down: Callable[[Room], Seat], room: Room) -> None:
    seat = sit_down(room)
    robot = seat.robot
    seat.store_does(A_FULL_DISK)
    while robot.text("save-state") != "Belum tersimpan: panggil pengawas":
        robot.click("choice-A")
        robot.click("choice-B")
        robot.wait_until(lambda: robot.text("save-state") != "Menyimpan...")
    seat.hand_in()
    robot.wait_until(lambda: "STO-01" in robot.find("banner").accessibleName())
    seat.pc.machine.pass_ms(2500)
    assert robot.page().objectName() == "review-page"
    assert not robot.find("hand-in-confirm").isEnabled()
    seat.store_does(ROOM_AGAIN)
    seat.pc.machine.pass_ms(2500)
    robot.await_page("receipt")
    seat.on_store(lambda: seat.pc.store.attempts()[0].submitted or pytest.fail("not handed in"))


def test_receipts_after_the_hand_in_touch_no_page_that_is_gone(sit_down: Callable[[Room], Seat], room: Room) -> None:
    seat = sit_down(room)
    seat.robot.click("choice-A")
    seat.hand_in()
    seat.robot.await_page("receipt")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    seat.pc.sittings.on_reached[attempt_of("001")](1000)
    seat.robot.settle()
    assert seat.robot.page().objectName() == "receipt"
