"""The way to each page, by the mouse, for tests and pictures that start further on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desktop_app.gui.room_link import RoomLink
from desktop_app.services.views import SessionStatus
from question_packs.errors import KnownError
from tests.gui.robot import Robot
from tests.gui.room import CHALLENGE, CODE, NUMBER, PIN, TOKEN, Room, RoomSession

LOCKED = SessionStatus("locked", incident=CHALLENGE, incident_kind="screenshot_key", challenge=CHALLENGE)
AFTER_CUT = SessionStatus("awaiting_resume", cause="restart", lost_ms=740_000, challenge=CHALLENGE)
WAITS_FOR_PROCTOR = SessionStatus(
    "awaiting_resume", cause="restart", lost_ms=2_460_000, needs_proctor=True, challenge=CHALLENGE
)
WARNED = SessionStatus("running", warnings=2, warning="Mohon tidak menoleh ke layar peserta lain.", challenge=CHALLENGE)
CONNECTED = RoomLink(True, "Simpul Ruang 1", "08.14", "09.02")


def to_opening(robot: Robot) -> None:
    robot.await_control("open-sitting-page")
    robot.click("open-sitting-page")
    robot.await_page("opening")
    robot.type_into("opening-code", CODE.lower().replace("-", ""))


def to_sign_in(robot: Robot) -> None:
    to_opening(robot)
    robot.click("open-sitting")
    robot.await_page("sign-in-page")
    robot.type_into("candidate-number", NUMBER)
    robot.type_into("pin", PIN)


def to_identity(robot: Robot) -> None:
    to_sign_in(robot)
    robot.click("sign-in")
    robot.await_page("identity")


def to_rules(robot: Robot) -> None:
    to_identity(robot)
    robot.click("identity-yes")
    robot.await_page("rules")
    robot.click("pact")


def to_practice(robot: Robot) -> None:
    to_rules(robot)
    robot.click("accept-rules")
    robot.await_page("practice")


def to_practice_exam(robot: Robot) -> None:
    to_practice(robot)
    robot.click("practice-start")
    robot.await_page("exam")


def to_waiting(robot: Robot) -> None:
    to_practice(robot)
    robot.click("practice-skip")
    robot.await_page("waiting")
    robot.type_into("start-token", TOKEN)


def to_exam(robot: Robot) -> None:
    to_waiting(robot)
    robot.click("start")
    robot.await_page("exam")


def to_exam_in_the_middle(robot: Robot) -> None:
    """Some answers, a flag, an item with a figure."""
    to_exam(robot)
    for letter in ("A", "C", "B"):
        robot.click(f"choice-{letter}")
        robot.click("next")
    robot.click("flag")
    robot.click("cell-2")
    robot.click("flag")


def to_review(robot: Robot) -> None:
    to_exam_in_the_middle(robot)
    robot.click("review")
    robot.await_page("review-page")


def to_confirmation(robot: Robot) -> None:
    to_review(robot)
    robot.click("hand-in")


def to_receipt(robot: Robot) -> None:
    to_confirmation(robot)
    robot.click("hand-in-confirm")
    robot.await_page("receipt")


def room_of(robot: Robot) -> Room:
    """The room behind the window."""
    kiosk = robot.window._flow._kiosk
    assert isinstance(kiosk, Room)
    return kiosk


def session_of(robot: Robot) -> RoomSession:
    """The exam on the screen."""
    session = robot.window._flow.session
    assert isinstance(session, RoomSession)
    return session


def to_cover(robot: Robot, status: SessionStatus) -> None:
    """In the middle of the exam something covers it."""
    to_exam_in_the_middle(robot)
    session_of(robot).tell(status)


def to_warning(robot: Robot) -> None:
    to_cover(robot, WARNED)
    robot.await_page("warning")


def to_released(robot: Robot) -> None:
    to_practice(robot)
    room_of(robot).released = True
    robot.click("practice-skip")
    robot.await_page("waiting")
    robot.await_control("start")


def to_late(robot: Robot) -> None:
    to_waiting(robot)
    room_of(robot).start_error = KnownError("SIG-05")
    robot.click("start")
    robot.await_control("one-time-code")


def to_held_sign_in(robot: Robot) -> None:
    to_sign_in(robot)
    room_of(robot).slow_down_s = 40
    robot.click("sign-in")
    robot.await_control("one-time-code")


def to_desk(robot: Robot) -> None:
    robot.await_control("proctor")
    robot.click("proctor")
    robot.await_page("for-proctor")
    robot.window.show_link(CONNECTED)


def to_desk_in_exam(robot: Robot) -> None:
    to_cover(robot, LOCKED)
    robot.click("cover-proctor")
    robot.await_page("for-proctor")
    robot.click("code-grant_time")


COVERS = {
    "13-paused": SessionStatus("paused", cause="person", challenge=CHALLENGE),
    "14-evacuation": SessionStatus("paused", cause="evacuation", challenge=CHALLENGE),
    "15-away": SessionStatus("away", challenge=CHALLENGE),
    "16-locked": LOCKED,
    "17-after-cut": AFTER_CUT,
    "18-waits-for-proctor": WAITS_FOR_PROCTOR,
    "19-moved": SessionStatus("paused", moved=True),
    "20-set-aside": SessionStatus("submitted", set_aside=True),
}
PAGES: dict[str, Callable[[Robot], None]] = {
    "01-ready": lambda robot: robot.await_control("open-sitting-page") and None,
    "02-opening": to_opening,
    "03-sign-in": to_sign_in,
    "04-identity": to_identity,
    "05-rules": to_rules,
    "06-practice": to_practice,
    "07-practice-exam": to_practice_exam,
    "08-waiting": to_waiting,
    "09-exam": to_exam_in_the_middle,
    "10-review": to_review,
    "11-confirmation": to_confirmation,
    "12-receipt": to_receipt,
    **{name: partial(to_cover, status=status) for name, status in COVERS.items()},
    "21-warning": to_warning,
    "22-released": to_released,
    "23-late": to_late,
    "24-held-sign-in": to_held_sign_in,
    "25-desk": to_desk,
    "26-desk-in-exam": to_desk_in_exam,
}
