"""The way to the exam in a program with its real store. Imports nothing that a candidate's PC would not have."""

from __future__ import annotations

from tests.gui.robot import Robot


def to_real_exam(robot: Robot, code: str, pin: str, token: str, number: str = "001") -> None:
    """From the first page over the sitting's opening, without practice."""
    robot.click("open-sitting-page")
    robot.await_page("opening")
    robot.type_into("opening-code", code)
    robot.click("open-sitting")
    from_sign_in_to_exam(robot, pin, token, number)


def from_sign_in_to_exam(robot: Robot, pin: str, token: str, number: str = "001") -> None:
    """The candidate's own part of it."""
    robot.await_page("sign-in-page")
    robot.type_into("candidate-number", number)
    robot.type_into("pin", pin)
    robot.click("sign-in")
    robot.await_page("identity")
    robot.click("identity-yes")
    robot.await_page("rules")
    robot.click("pact")
    robot.click("accept-rules")
    robot.await_page("practice")
    robot.click("practice-skip")
    robot.await_page("waiting")
    robot.type_into("start-token", token)
    robot.click("start")
    robot.wait_until(lambda: robot.page().objectName() in ("section-cover", "exam"))
    if robot.page().objectName() == "section-cover":
        robot.click("enter-section")
    robot.await_page("exam")


def sign_in_again(robot: Robot, pin: str, number: str = "001") -> None:
    """The sitting is open already: from the first page to a second sign-in of the same candidate."""
    robot.click("to-sign-in")
    robot.await_page("sign-in-page")
    robot.type_into("candidate-number", number)
    robot.type_into("pin", pin)
    robot.click("sign-in")
