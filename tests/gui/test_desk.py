"""The proctor at a workstation: the road to the room node, sticks, one-time codes, which acts came."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt

from desktop_app.gui.room_link import RoomLink
from desktop_app.services.views import SessionStatus
from question_packs.errors import KnownError
from question_packs.records.acts import Act, ActBody, Pause, sign_act
from question_packs.sealing.keys import KeyPair
from tests.gui.conftest import Sit
from tests.gui.robot import Robot
from tests.gui.room import ANSWER, CHALLENGE, SITTING, Room
from tests.gui.way import CONNECTED, LOCKED, session_of, to_cover, to_desk, to_desk_in_exam, to_exam, to_sign_in


def said(robot: Robot, row: int) -> str:
    return robot.text(f"desk-fact-{row}")


def test_the_road_to_the_room_node_is_told_in_words_and_changes_at_once(sit: Sit) -> None:
    robot = sit(Room())
    to_desk(robot)
    assert said(robot, 0) == "Terhubung dengan Simpul Ruang 1 sejak 08.14."
    robot.window.show_link(RoomLink())
    assert said(robot, 0).startswith("Tidak terhubung. Ujian tetap berjalan")


def test_row_40_a_typed_address_or_a_search_connects_and_a_failure_is_told(sit: Sit) -> None:
    robot = sit(Room())
    asked: list[str] = []
    robot.window.find_node = asked.append
    to_desk(robot)
    robot.click("find-node")
    robot.type_into("node-address", "192.168.1.10")
    robot.click("connect-node")
    assert asked == ["", "192.168.1.10"]
    robot.window.tell_find_failed(KnownError("ROM-05", address="192.168.1.10"))
    assert "ROM-05" in robot.find("banner").accessibleName()


def test_without_a_network_the_page_says_so_and_a_stick_carries(sit: Sit, tmp_path: Path) -> None:
    room = Room()
    robot = sit(room, [tmp_path])
    to_desk(robot)
    robot.click("find-node")
    assert "tanpa jaringan" in robot.find("banner").accessibleName()
    robot.click("desk-write-stick")
    robot.wait_until(lambda: room.bundles == [tmp_path])
    robot.wait_until(lambda: "Stik boleh dicabut" in robot.find("banner").accessibleName())
    robot.click("desk-read-stick")
    robot.wait_until(lambda: "sudah dibaca" in robot.find("banner").accessibleName())


def test_the_acts_that_came_stand_there_newest_first(sit: Sit) -> None:
    room = Room()
    officer = KeyPair.generate("Pengawas Satu", "proctor")
    bodies = (("2026-11-21T01:00:00Z", Pause()), ("2026-11-21T02:00:00Z", Pause(cause="evacuation")))
    room.acts.kept[SITTING] = [sign_act(_act(at, body), [officer]) for at, body in bodies]
    robot = sit(room)
    to_desk(robot)
    newest = f"{datetime.fromisoformat(bodies[1][0]).astimezone():%H.%M}"
    texts = [robot.page()._acts.itemAt(place).widget().text() for place in range(4)]
    assert texts[:2] == [newest, "Dijeda. gempa"]


def _act(at: str, body: ActBody) -> Act:
    return Act("lontar.act/1", uuid4().hex, SITTING, "ruang-1", at, "gempa", body)


def test_a_code_gives_time_to_the_exam_that_runs(sit: Sit) -> None:
    robot = sit(Room())
    to_exam(robot)
    robot.press(Qt.Key.Key_F12)
    robot.await_page("for-proctor")
    robot.click("code-grant_time")
    robot.type_into("minutes", "15")
    robot.type_into("one-time-code", ANSWER)
    robot.click("use-code")
    robot.await_page("exam")
    robot.wait_until(lambda: robot.text("remaining-time") == "02:45:00")
    assert "15 menit" in robot.find("notice").accessibleName()


def test_a_code_brings_back_who_was_on_leave(sit: Sit) -> None:
    robot = sit(Room())
    to_cover(robot, SessionStatus("away", challenge=CHALLENGE))
    robot.click("cover-proctor")
    robot.click("code-return")
    robot.type_into("one-time-code", ANSWER)
    robot.click("use-code")
    robot.await_page("exam")


def test_a_wrong_code_is_told_and_typed_over(sit: Sit) -> None:
    robot = sit(Room())
    to_desk_in_exam(robot)
    robot.type_into("minutes", "15")
    robot.type_into("one-time-code", "00000000")
    robot.click("use-code")
    assert "ACT-03" in robot.find("banner").accessibleName()
    robot.press("4MXA92TP")
    robot.click("use-code")
    assert session_of(robot).remaining_ms == 9_900_000


def test_the_page_hides_the_item_and_leads_back_to_where_it_was_opened(sit: Sit) -> None:
    robot = sit(Room())
    to_exam(robot)
    robot.press(Qt.Key.Key_F12)
    robot.await_page("for-proctor")
    robot.press("b")
    assert session_of(robot).response_to(1) == ()
    robot.click("desk-back")
    robot.await_page("exam")
    assert robot.find("choice-A").accessibleName()


def test_from_a_cover_the_page_leads_back_to_the_cover(sit: Sit) -> None:
    robot = sit(Room())
    to_cover(robot, LOCKED)
    robot.click("cover-proctor")
    robot.click("desk-back")
    robot.await_page("cover")


def test_from_the_sign_in_page_the_proctor_reaches_the_sittings(sit: Sit) -> None:
    robot = sit(Room())
    to_sign_in(robot)
    robot.click("proctor")
    robot.await_page("for-proctor")
    robot.window.show_link(CONNECTED)
    robot.click("desk-sittings")
    robot.await_page("ready")
