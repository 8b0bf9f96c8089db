"""The proctor's signed acts reach the window over the real act book, engine and store, and the seat's report tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.gui.background import Background
from desktop_app.gui.kiosk_window import KioskWindow
from desktop_app.services.kiosk import Kiosk
from question_packs.records.act_codes import answer_challenge
from question_packs.records.acts import ActBody, Leave, Pause, Reopen, Resume, Return, StartExam, Transfer, UndoStart, Warn
from question_packs.records.orders import Policies
from question_packs.records.room import ActOutcome
from tests.gui.real_way import from_sign_in_to_exam
from tests.gui.robot import Robot
from tests.rooms import PIN, TOKEN, Pc, Room, build_room, copy_pc

NUMBER = "001"
BOTH = ("Pengawas Satu", "Pengawas Dua")


@dataclass
class Desk:
    """A PC with its window; `does` brings an act as the live link would."""

    room: Room
    robot: Robot
    background: Background
    pcs: list[Pc]
    outcomes: list[ActOutcome] = field(default_factory=list)

    def does(self, body: ActBody, reason: str = "", by: tuple[str, ...] = BOTH[:1]) -> None:
        """Sign an act, let the PC verify and keep it, and hand it to the window."""
        envelope, window, heard = self.room.act(body, reason, by), self.robot.window, []

        def taken(act: object) -> None:
            window.take_act(act)
            heard.append(act)

        self.background.run(lambda: self.pcs[0].kiosk.acts.take(envelope), taken, pytest.fail)
        self.robot.wait_until(lambda: bool(heard))

    def state(self) -> str:
        report = self.robot.window.seat_report()
        assert report is not None
        return report.state


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return build_room(tmp_path_factory.mktemp("ruang"), policies=Policies(lockdown="strict"))


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, room: Room) -> Iterator[Desk]:
    background, pcs = Background(), []

    def open_kiosk() -> Kiosk:
        pcs.append(copy_pc(room, tmp_path / "pc", worker=background.store))
        return pcs[0].kiosk

    window = KioskWindow(background, open_kiosk, windowed=True, find_sticks=list)
    window.begin()
    desk = Desk(room, Robot(window, lambda condition: qtbot.waitUntil(condition, timeout=20_000)), background, pcs)
    window.on_outcome = desk.outcomes.append
    desk.robot.click("to-sign-in")
    yield desk
    background.run(lambda: pcs[0].sittings.close(), lambda _: None, pytest.fail)
    background.stop()
    window.allow_closing()
    window.close()


@pytest.fixture
def exam(desk: Desk) -> Desk:
    """Candidate 001 in the exam."""
    from_sign_in_to_exam(desk.robot, PIN, TOKEN)
    return desk


def test_row_22_one_act_hides_the_screen_and_the_candidate_confirms_before_the_clock_runs(exam: Desk) -> None:
    exam.does(Pause(cause="evacuation"), "alarm kebakaran")
    exam.robot.await_page("cover")
    assert exam.robot.text("page-title") == "Ikuti petunjuk pengawas"
    assert exam.state() == "paused"
    exam.does(Resume())
    exam.robot.wait_until(lambda: exam.robot.text("cover-what") == "Pengawas membuka kembali ujian Anda.")
    exam.robot.click("continue")
    exam.robot.await_page("exam")
    assert exam.state() == "in_progress"
    exam.robot.wait_until(lambda: [each.status for each in exam.outcomes] == ["applied", "applied"])


def test_row_21_leave_and_return(exam: Desk) -> None:
    exam.does(Leave(NUMBER))
    exam.robot.await_page("cover")
    assert exam.state() == "away"
    exam.does(Return(NUMBER))
    exam.robot.await_page("exam")


def test_row_23_a_warning_is_read(exam: Desk) -> None:
    exam.does(Warn(NUMBER), "Mohon tidak berbicara.")
    exam.robot.await_page("warning")
    assert exam.robot.text("warning-text") == "Mohon tidak berbicara."
    exam.robot.click("warning-ack")
    exam.robot.await_page("exam")


def test_row_24_the_lock_of_an_incident_opens_by_a_code_that_no_network_brought(exam: Desk) -> None:
    handle = exam.robot.window.windowHandle()
    assert isinstance(handle, QWindow)
    QTest.keyClick(handle, Qt.Key.Key_Print)
    exam.robot.await_page("cover")
    assert exam.robot.text("cover-what") == "Tombol untuk memotret layar ditekan."
    assert exam.state() == "locked"
    code = answer_challenge(exam.room.order, "unlock", exam.robot.text("challenge"), NUMBER)
    exam.robot.type_into("one-time-code", code)
    exam.robot.click("use-code")
    exam.robot.await_page("exam")


def test_row_38_a_start_by_mistake_is_undone_and_the_candidate_begins_anew(exam: Desk) -> None:
    exam.does(UndoStart((NUMBER,)), "terlalu dini")
    exam.robot.await_page("cover")
    assert exam.robot.text("page-title") == "Ujian Anda dimulai lagi dari awal"
    exam.robot.click("cover-leave")
    from_sign_in_to_exam(exam.robot, PIN, TOKEN)


def test_row_8_the_old_pc_takes_no_answer_after_the_attempt_moved(exam: Desk) -> None:
    exam.does(Transfer(NUMBER, exam.room.device.key_id, exam.room.spares[0].key_id, 2), "PC rusak")
    exam.robot.await_page("cover")
    assert exam.robot.text("cover-what") == "PC ini tidak menerima jawaban lagi."


def test_a_start_released_to_all_needs_no_token(desk: Desk) -> None:
    robot = desk.robot
    robot.await_page("sign-in-page")
    robot.type_into("candidate-number", NUMBER)
    robot.type_into("pin", PIN)
    for control in ("sign-in", "identity-yes", "pact", "accept-rules", "practice-skip"):
        robot.click(control)
    robot.await_page("waiting")
    assert desk.state() == "waiting"
    desk.does(StartExam())
    robot.click("start")
    robot.await_page("exam")


def test_row_28_two_persons_take_a_hand_in_back(exam: Desk) -> None:
    for control in ("review", "hand-in", "hand-in-confirm"):
        exam.robot.click(control)
    exam.robot.await_page("receipt")
    exam.does(Reopen(NUMBER), "salah tekan", BOTH)
    exam.robot.await_page("cover")
    assert exam.robot.find("continue").isVisible()
    exam.robot.click("continue")
    exam.robot.await_page("exam")
