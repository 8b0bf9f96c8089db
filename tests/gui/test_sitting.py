"""A candidate sits an exam in a real window: by the mouse alone, by the keyboard alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from tests.gui.conftest import Sit
from tests.gui.robot import Robot
from tests.gui.room import CODE, EXAM, NUMBER, PIN, TOKEN, Room, RoomSession
from tests.gui.way import to_confirmation, to_exam, to_practice_exam, to_receipt, to_sign_in


def session_of(room: Room) -> RoomSession:
    assert room.session is not None
    return room.session


def test_a_whole_exam_by_the_mouse_alone(sit: Sit) -> None:
    room = Room()
    robot = sit(room)
    to_confirmation(robot)
    assert "147" in robot.text("hand-in-question")
    robot.click("hand-in-confirm")
    robot.await_page("receipt")
    assert session_of(room).submitted_reason == "by_candidate"
    assert "8F2C" in robot.text("receipt-code")
    robot.click("finish")
    robot.await_page("sign-in-page")


def test_a_whole_exam_by_the_keyboard_alone(sit: Sit) -> None:
    room = Room()
    robot = sit(room)
    robot.await_control("open-sitting-page")
    _sign_in_by_keyboard(robot)
    _through_rules_by_keyboard(robot)
    robot.press(TOKEN)
    robot.press(Qt.Key.Key_Return)
    robot.await_page("exam")
    for keys in ("c", "B", "5"):
        robot.press(keys)
        robot.press(Qt.Key.Key_Right)
    robot.press(Qt.Key.Key_Down)
    robot.press(Qt.Key.Key_Space)
    robot.press("r")
    session = session_of(room)
    letters = [session.response_to(number) for number in (1, 2, 3, 4)]
    assert letters[:3] == [("C",), ("B",), ("E",)]
    assert letters[3]
    assert session.item().flagged
    robot.press(Qt.Key.Key_F10)
    robot.await_page("review-page")
    for name in ("hand-in", "hand-in-confirm"):
        robot.tab_to(name)
        robot.press(Qt.Key.Key_Return)
    robot.await_page("receipt")


def _sign_in_by_keyboard(robot: Robot) -> None:
    robot.tab_to("open-sitting-page")
    robot.press(Qt.Key.Key_Space)
    robot.await_page("opening")
    robot.press(CODE)
    robot.press(Qt.Key.Key_Return)
    robot.await_page("sign-in-page")
    robot.press(NUMBER)
    robot.press(Qt.Key.Key_Return)
    robot.press(PIN)
    robot.press(Qt.Key.Key_Return)
    robot.await_page("identity")


def _through_rules_by_keyboard(robot: Robot) -> None:
    robot.press(Qt.Key.Key_Return)
    robot.await_page("rules")
    robot.tab_to("pact")
    robot.press(Qt.Key.Key_Space)
    robot.tab_to("accept-rules")
    robot.press(Qt.Key.Key_Return)
    robot.await_page("practice")
    robot.tab_to("practice-skip")
    robot.press(Qt.Key.Key_Return)
    robot.await_page("waiting")


def test_practice_teaches_the_same_page_and_leads_to_waiting(sit: Sit) -> None:
    room = Room()
    robot = sit(room)
    to_practice_exam(robot)
    assert robot.find("practice-band").isVisible()
    robot.click("review")
    robot.await_page("review-page")
    robot.click("hand-in")
    robot.click("hand-in-confirm")
    robot.await_page("waiting")
    assert session_of(room).submitted_reason == ""


def test_a_wrong_code_and_a_wrong_pin_are_told_in_a_sentence(sit: Sit) -> None:
    robot = sit(Room())
    robot.click("open-sitting-page")
    robot.await_page("opening")
    robot.type_into("opening-code", "AAAAABBBBB")
    assert robot.text("opening-code") == "AAAAA-BBBBB"
    robot.click("open-sitting")
    robot.wait_until(lambda: "SEA-05" in robot.find("banner").accessibleName())
    robot.find("opening-code").clear()
    robot.type_into("opening-code", CODE)
    robot.click("open-sitting")
    robot.await_page("sign-in-page")
    robot.type_into("candidate-number", NUMBER)
    robot.type_into("pin", "000000")
    robot.click("sign-in")
    robot.wait_until(lambda: "SIG-01" in robot.find("banner").accessibleName())
    assert robot.text("pin") == ""


def test_too_many_wrong_pins_count_the_seconds_and_never_brick(sit: Sit) -> None:
    room = Room()
    room.slow_down_s = 1
    robot = sit(room)
    to_sign_in(robot)
    robot.click("sign-in")
    robot.wait_until(lambda: "SIG-02" in robot.find("banner").accessibleName())
    robot.type_into("pin", PIN)
    assert not robot.find("sign-in").isEnabled()
    robot.click("sign-in")  # waits until the button can be pressed again
    robot.await_page("identity")


def test_somebody_else_says_not_me_and_is_signed_out(sit: Sit) -> None:
    robot = sit(Room())
    to_sign_in(robot)
    robot.click("sign-in")
    robot.await_page("identity")
    robot.click("identity-no")
    assert not robot.find("identity-yes").isVisible()
    robot.click("identity-back")
    robot.await_page("sign-in-page")


def test_an_unfinished_attempt_comes_back_by_itself(sit: Sit) -> None:
    unfinished = RoomSession(EXAM, practice=False)
    unfinished.go_to("TEK-017")
    robot = sit(Room(unfinished))
    robot.await_page("exam")
    assert robot.text("item-place") == f"Soal {unfinished.item().number} dari 150"


def test_at_zero_the_answers_are_handed_in_by_themselves(sit: Sit) -> None:
    room = Room()
    robot = sit(room)
    to_exam(robot)
    session_of(room).hold_submission = True
    session_of(room).remaining_ms = 0
    robot.await_page("time-over")
    assert session_of(room).submitted_reason == "by_time"
    session_of(room).let_submission_through()
    robot.await_page("receipt")


def test_the_result_appears_on_the_receipt_when_the_centre_sends_it(sit: Sit) -> None:
    room = Room()
    robot = sit(room)
    to_receipt(robot)
    assert robot.text("receipt-place") == "Tersimpan di PC ini. Akan dikirim ke pusat."
    room.at_centre = True
    robot.wait_until(lambda: robot.text("receipt-place") == "Sudah sampai di pusat")
    assert not robot.find("hand-in-stick").isVisible()


def test_without_a_network_the_answers_go_to_a_stick(sit: Sit, tmp_path: Path) -> None:
    room = Room()
    robot = sit(room, sticks=[tmp_path])
    to_receipt(robot)
    robot.click("hand-in-stick")
    robot.wait_until(lambda: room.bundles == [tmp_path])


def test_an_unknown_pc_is_enrolled_from_a_stick(sit: Sit, tmp_path: Path) -> None:
    room = Room(enrolled=False)
    (tmp_path / "ruang-1.enrol").write_bytes(b"{}")
    robot = sit(room, sticks=[tmp_path])
    robot.click("enrol")
    robot.await_control("open-sitting-page")
    assert room.enrolled
