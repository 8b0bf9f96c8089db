"""What lies over an exam that may not run: said in plain words, with the item out of reach of eyes, readers and keys."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface

from desktop_app.services.views import SessionStatus
from question_packs.errors import KnownError
from question_packs.records.acts import Act, ActBody, GrantTime, ReleaseSignIn, Reopen, Resume, StartExam, VerifiedAct
from tests.gui.conftest import Sit
from tests.gui.robot import Robot
from tests.gui.room import ANSWER, MOVE_CODE, NUMBER, SITTING, TOKEN, Room
from tests.gui.way import (
    AFTER_CUT,
    COVERS,
    LOCKED,
    WAITS_FOR_PROCTOR,
    WARNED,
    room_of,
    session_of,
    to_cover,
    to_exam_in_the_middle,
    to_held_sign_in,
    to_identity,
    to_late,
    to_receipt,
    to_waiting,
    to_warning,
)

RUNS, STANDS = "Waktu Anda tetap berjalan.", "Waktu Anda berhenti."
RUNNING = SessionStatus("running")


def act_of(body: ActBody, reason: str = "") -> VerifiedAct:
    """An act as the act book hands it on; who signed it is not this window's business."""
    act = Act("lontar.act/1", uuid4().hex, SITTING, "ruang-1", "2026-11-21T01:30:00Z", reason, body)
    return VerifiedAct(act, (), "", b"")


def readable(robot: Robot) -> str:
    """Everything that a screen reader finds below the window, hidden parts included."""
    root = QAccessible.queryAccessibleInterface(robot.window)
    return "\n".join(_texts(root))


def _texts(node: QAccessibleInterface) -> list[str]:
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
    found = [node.text(kind) for kind in kinds]
    for place in range(node.childCount()):
        child = node.child(place)
        if child is not None:
            found += _texts(child)
    return found


@pytest.mark.parametrize("cover", COVERS)
def test_under_a_cover_nobody_finds_the_item(sit: Sit, cover: str) -> None:
    robot = sit(Room())
    to_exam_in_the_middle(robot)
    session = session_of(robot)
    words = (robot.find("choice-A").accessibleName(), robot.find("item-body").accessibleName())
    assert all(each and each in readable(robot) for each in words)
    session.tell(COVERS[cover])
    robot.await_page("cover")
    assert not any(each in readable(robot) for each in words)
    before = session.item().response
    for key in "ABC":
        robot.press(key)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_F10):
        robot.press(key)
    assert robot.page().objectName() == "cover"
    assert session.item().response == before


@pytest.mark.parametrize(
    ("cover", "title", "clock"),
    [
        ("13-paused", "Ujian dijeda", STANDS),
        ("14-evacuation", "Ikuti petunjuk pengawas", STANDS),
        ("15-away", "Anda sedang izin keluar", RUNS),
        ("16-locked", "Layar ujian dikunci", RUNS),
        ("17-after-cut", "Ujian dapat dilanjutkan", STANDS),
        ("18-waits-for-proctor", "Menunggu pengawas", STANDS),
    ],
    ids=["row_20", "row_22", "row_21", "row_24", "row_9", "row_11"],
)
def test_a_cover_says_what_happened_that_nothing_is_lost_and_whether_the_clock_runs(
    sit: Sit, cover: str, title: str, clock: str
) -> None:
    robot = sit(Room())
    to_cover(robot, COVERS[cover])
    assert robot.text("page-title") == title
    assert robot.text("cover-safe") == "Jawaban Anda tersimpan."
    assert robot.text("cover-clock") == clock
    assert robot.text("cover-time") == "02:30:00"


def test_the_clock_of_a_candidate_who_is_away_is_seen_running(sit: Sit) -> None:
    robot = sit(Room())
    to_cover(robot, SessionStatus("away"))
    session_of(robot).remaining_ms = 3_600_000
    robot.wait_until(lambda: robot.text("cover-time") == "01:00:00")


def test_row_11_after_a_power_cut_the_candidate_goes_on_at_the_same_item_when_ready(sit: Sit) -> None:
    robot = sit(Room())
    to_exam_in_the_middle(robot)
    place = robot.text("item-place")
    session_of(robot).tell(AFTER_CUT)
    assert robot.text("cover-what") == "Listrik atau PC sempat mati."
    assert robot.window.focusWidget() is robot.find("continue")
    robot.press(Qt.Key.Key_Return)
    robot.await_page("exam")
    assert robot.text("item-place") == place
    assert robot.find("choice-A").accessibleName()


def test_row_11_a_long_interruption_waits_for_the_proctor_who_types_minutes_and_code(sit: Sit) -> None:
    robot = sit(Room())
    to_cover(robot, WAITS_FOR_PROCTOR)
    assert not robot.find("continue").isVisible()
    assert robot.find("minutes").property("text") == "41"
    robot.type_into("one-time-code", ANSWER.lower().replace("-", ""))
    robot.click("use-code")
    robot.click("continue")
    robot.await_page("exam")


def test_row_24_a_locked_screen_opens_by_the_code_for_its_incident_and_no_other(sit: Sit) -> None:
    robot = sit(Room())
    to_cover(robot, LOCKED)
    assert robot.text("cover-what") == "Tombol untuk memotret layar ditekan."
    assert robot.text("challenge") == "7K3-QD9"
    robot.type_into("one-time-code", "00000000")
    robot.click("use-code")
    assert "ACT-03" in robot.find("banner").accessibleName()
    robot.type_into("one-time-code", ANSWER)
    robot.click("use-code")
    robot.await_page("exam")


def test_an_unknown_incident_is_still_said_in_plain_words(sit: Sit) -> None:
    robot = sit(Room())
    to_cover(robot, dataclasses.replace(LOCKED, incident_kind="of_a_later_version"))
    assert robot.text("cover-what") == "Ada kejadian yang perlu dilihat pengawas."


def test_row_8_who_goes_on_at_another_pc_leaves_this_one_to_the_next_candidate(sit: Sit) -> None:
    robot = sit(Room())
    to_cover(robot, SessionStatus("paused", moved=True))
    assert robot.text("page-title") == "Ujian Anda dilanjutkan di PC lain"
    robot.click("cover-leave")
    robot.await_page("sign-in-page")


def test_row_10_an_attempt_that_was_moved_here_skips_the_rules_and_waits_for_its_candidate(sit: Sit) -> None:
    room = Room()
    room.candidate = dataclasses.replace(room.candidate, continues=True)
    robot = sit(room)
    to_identity(robot)
    robot.click("identity-yes")
    robot.await_page("cover")
    robot.click("continue")
    robot.await_page("exam")


def test_row_10_without_a_network_a_code_and_the_old_pcs_stick_bring_the_attempt_here(sit: Sit, tmp_path: Path) -> None:
    sticks: list[Path] = []
    robot = sit(Room(), sticks)
    to_waiting(robot)
    robot.click("start-by-code")
    robot.await_control("one-time-code")
    robot.type_into("one-time-code", MOVE_CODE)
    robot.click("use-code")
    robot.wait_until(lambda: "DEL-12" in robot.find("banner").accessibleName())
    sticks.append(tmp_path)
    robot.click("use-code")
    robot.await_page("cover")
    robot.click("continue")
    robot.await_page("exam")


def test_row_23_a_warning_is_counted_and_must_be_acknowledged(sit: Sit) -> None:
    robot = sit(Room())
    to_warning(robot)
    assert robot.text("page-title") == "Peringatan ke-2"
    assert robot.text("warning-text") == WARNED.warning
    robot.press(Qt.Key.Key_Escape)
    assert robot.page().objectName() == "warning"
    robot.click("warning-ack")
    robot.await_page("exam")


def test_a_warning_that_comes_under_a_cover_is_read_when_the_cover_goes(sit: Sit) -> None:
    robot = sit(Room())
    to_cover(robot, COVERS["15-away"])
    session_of(robot).tell(dataclasses.replace(COVERS["15-away"], warnings=1, warning="Simpan buku Anda."))
    assert robot.page().objectName() == "cover"
    session_of(robot).tell(dataclasses.replace(RUNNING, warnings=1, warning="Simpan buku Anda."))
    robot.await_page("warning")
    robot.click("warning-ack")
    robot.await_page("exam")


def test_a_warning_that_came_while_the_pc_was_down_is_read_before_the_exam_goes_on(sit: Sit) -> None:
    robot = sit(Room())
    to_receipt(robot)
    session = room_of(robot).session
    assert session is not None
    session.warned, session.told = True, SessionStatus("awaiting_resume", warnings=1, warning="Simpan buku Anda.")
    robot.window.take_act(act_of(Reopen(NUMBER), "salah tekan"))
    robot.await_page("cover")
    robot.click("continue")
    robot.await_page("warning")
    robot.click("warning-ack")
    robot.await_page("exam")


def test_extra_time_is_told_quietly_with_what_is_left_now(sit: Sit) -> None:
    robot = sit(Room())
    to_exam_in_the_middle(robot)
    robot.window.take_act(act_of(GrantTime(600_000, (NUMBER,)), "listrik padam"))
    notice = robot.find("notice").accessibleName()
    assert notice == "Pengawas menambah waktu Anda 10 menit. Sisa waktu sekarang 02:40:00."
    assert robot.page().objectName() == "exam"


def test_the_page_of_who_waits_changes_at_once_when_the_start_is_released(sit: Sit) -> None:
    robot = sit(Room())
    to_waiting(robot)
    room_of(robot).released = True
    robot.window.take_act(act_of(StartExam()))
    robot.wait_until(lambda: robot.window.focusWidget() is robot.find("start"))
    assert not robot.find("start-token").isVisible()
    robot.press(Qt.Key.Key_Return)
    robot.await_page("exam")


def test_while_the_room_is_paused_nobody_starts_and_the_page_says_so(sit: Sit) -> None:
    robot = sit(Room())
    to_waiting(robot)
    room_of(robot).start_error = KnownError("SIG-06")
    robot.click("start")
    robot.wait_until(lambda: "dijeda" in robot.text("waiting-lead"))
    assert not robot.find("start").isVisible()
    room_of(robot).start_error = None
    robot.window.take_act(act_of(Resume()))
    robot.await_control("start-token")
    robot.type_into("start-token", TOKEN)
    robot.click("start")
    robot.await_page("exam")


def test_row_1_a_late_candidate_starts_by_the_proctors_code(sit: Sit) -> None:
    robot = sit(Room())
    to_late(robot)
    assert "Batas waktu" in robot.text("waiting-lead")
    robot.type_into("one-time-code", ANSWER)
    robot.click("use-code")
    robot.wait_until(lambda: robot.find("start").isVisible() and robot.find("start").isEnabled())
    robot.click("start")
    robot.await_page("exam")


def test_row_7_a_sign_in_that_must_wait_is_released_by_the_proctors_code(sit: Sit) -> None:
    robot = sit(Room())
    to_held_sign_in(robot)
    assert robot.text("sign-in").startswith("Tunggu ")
    robot.type_into("one-time-code", ANSWER)
    robot.click("use-code")
    robot.wait_until(lambda: robot.text("sign-in") == "Masuk")


def test_row_7_a_sign_in_that_must_wait_is_released_by_the_proctors_act(sit: Sit) -> None:
    robot = sit(Room())
    to_held_sign_in(robot)
    robot.window.take_act(act_of(ReleaseSignIn(NUMBER)))
    robot.wait_until(lambda: robot.text("sign-in") == "Masuk")
    assert not robot.find("one-time-code").isVisible()


def test_row_28_a_hand_in_that_was_taken_back_leads_from_the_receipt_to_the_exam(sit: Sit) -> None:
    robot = sit(Room())
    to_receipt(robot)
    session = room_of(robot).session
    assert session is not None
    session.told = SessionStatus("awaiting_resume")
    robot.window.take_act(act_of(Reopen(NUMBER), "salah tekan"))
    robot.await_page("cover")
    robot.click("continue")
    robot.await_page("exam")


def test_row_4_photo_name_and_number_stay_in_sight_in_the_exam(sit: Sit) -> None:
    robot = sit(Room())
    to_exam_in_the_middle(robot)
    assert robot.find("person-photo").isVisible()
    assert robot.text("person-name") == "Angin Beringin"
    assert robot.text("person-number") == NUMBER
