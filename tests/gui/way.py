"""The way to each page, by the mouse, for tests and pictures that start further on."""

from __future__ import annotations

from collections.abc import Callable

from tests.gui.robot import Robot
from tests.gui.room import CODE, NUMBER, PIN, TOKEN


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
}
