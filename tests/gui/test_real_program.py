"""The whole kiosk program with its real services and store: sit, lose the program in the middle, come back, hand in."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.app import KioskProgram
from desktop_app.services.synchronise import Step
from desktop_app.sync.syncer import Syncer
from question_packs.records.receipts import Receipt
from tests.gui.real_way import sign_in_again, to_real_exam
from tests.gui.robot import Robot
from tests.room_centre import centre_of
from tests.rooms import PIN, SITTING, TOKEN, build_room, on_this_thread


def in_front_of(qtbot: QtBot, pc: Path, sticks: list[Path]) -> tuple[KioskProgram, Robot]:
    program = KioskProgram(pc, windowed=True, online=False, find_sticks=lambda: sticks)
    program.begin()
    return program, Robot(program.window, lambda condition: qtbot.waitUntil(condition, timeout=20_000))


def test_from_the_opening_code_over_a_restart_to_the_stick(qtbot: QtBot, tmp_path: Path) -> None:
    room, stick = build_room(tmp_path / "ruang"), tmp_path / "stik"
    stick.mkdir()
    program, robot = in_front_of(qtbot, room.pc, [stick])
    to_real_exam(robot, room.code, PIN, TOKEN)
    robot.click("choice-B")
    robot.wait_until(lambda: robot.text("save-state") == "Tersimpan di PC ini")
    robot.click("next")
    robot.click("flag")
    robot.wait_until(lambda: robot.text("save-state") == "Tersimpan di PC ini")
    program.stop()

    program, robot = in_front_of(qtbot, room.pc, [stick])
    robot.await_page("cover")
    assert robot.text("cover-what") == "Listrik atau PC sempat mati."
    stood_at = robot.text("cover-time")
    robot.click("continue")
    robot.await_page("exam")
    assert robot.text("remaining-time") <= stood_at
    assert robot.text("item-place").startswith("Soal 2 dari")
    assert "sudah dijawab" in robot.find("cell-1").accessibleName()
    assert "ragu-ragu" in robot.find("cell-2").accessibleName()
    _hand_in(robot)
    robot.click("hand-in-stick")
    robot.wait_until(lambda: "stik" in robot.find("banner").accessibleName())
    robot.wait_until(lambda: any(stick.rglob("*.bundle")))
    code = robot.text("receipt-code")
    program.stop()

    program, robot = in_front_of(qtbot, room.pc, [stick])
    sign_in_again(robot, PIN)
    robot.await_page("receipt")
    assert robot.text("receipt-code") == code
    program.stop()


def test_the_indicator_follows_the_answers_to_this_pc_and_to_the_centre(qtbot: QtBot, tmp_path: Path) -> None:
    room = build_room(tmp_path / "ruang")
    program, robot = in_front_of(qtbot, room.pc, [])
    to_real_exam(robot, room.code, PIN, TOKEN)
    for letter in "BCA":
        robot.click(f"choice-{letter}")
        assert robot.text("save-state") == "Menyimpan..."
    robot.wait_until(lambda: robot.text("save-state") == "Tersimpan di PC ini")

    def synchronise() -> tuple[Receipt, ...]:
        return (
            Syncer(program.station.kiosk._sittings.store(SITTING), SITTING, room.device, room.trust, on_this_thread)
            .run_once(centre_of(room))
            .receipts
        )

    def tell(receipts: tuple[Receipt, ...]) -> None:
        program.station._tell_step(Step(60, 0, receipts, None))

    program.station.background.run(synchronise, tell, pytest.fail)
    robot.wait_until(lambda: robot.text("save-state") == "Sudah sampai di pusat")
    robot.click("choice-D")
    robot.wait_until(lambda: robot.text("save-state") == "Tersimpan di PC ini")
    program.stop()


def _hand_in(robot: Robot) -> None:
    robot.click("review")
    robot.await_page("review-page")
    robot.click("hand-in")
    robot.click("hand-in-confirm")
    robot.await_page("receipt")
