"""One act opens the PC: an idle first page goes on to the sign-in by itself, and nobody who does something is disturbed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.gui.background import Background
from desktop_app.gui.kiosk_window import KioskWindow
from desktop_app.services.kiosk import Kiosk
from question_packs.records.acts import CloseSitting, OpenSitting
from question_packs.records.opening import seal_opening
from tests.gui.robot import Robot
from tests.gui.test_real_acts import Desk
from tests.rooms import Pc, Room, build_room, copy_pc


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return build_room(tmp_path_factory.mktemp("ruang"))


@pytest.fixture
def shut(qtbot: QtBot, tmp_path: Path, room: Room) -> Iterator[Desk]:
    """The first page of a PC at which no code was typed."""
    background, pcs = Background(), list[Pc]()

    def open_kiosk() -> Kiosk:
        pcs.append(copy_pc(room, tmp_path / "pc", opened=False, worker=background.store))
        return pcs[0].kiosk

    window = KioskWindow(background, open_kiosk, windowed=True, find_sticks=list)
    window.begin()
    desk = Desk(room, Robot(window, lambda condition: qtbot.waitUntil(condition, timeout=20_000)), background, pcs)
    window.on_outcome = desk.outcomes.append
    desk.robot.await_control("open-sitting-page")
    yield desk
    background.run(lambda: pcs[0].sittings.close(), lambda _: None, pytest.fail)
    background.stop()
    window.allow_closing()
    window.close()


def opening(room: Room) -> OpenSitting:
    return OpenSitting(seal_opening(room.identities, [room.device.public.recipient]))


def test_an_idle_pc_goes_on_to_the_sign_in_and_back_when_the_sitting_is_closed(shut: Desk, room: Room) -> None:
    shut.does(opening(room))
    shut.robot.await_page("sign-in-page")
    shut.does(CloseSitting())
    shut.robot.await_page("ready")
    shut.robot.wait_until(lambda: [each.status for each in shut.outcomes] == ["applied", "applied"])


def test_keys_that_do_not_fit_leave_the_first_page_as_it_is(shut: Desk) -> None:
    shut.does(OpenSitting("AAAA"))
    shut.robot.wait_until(lambda: [each.code for each in shut.outcomes] == ["OPN-04"])
    shut.robot.await_control("open-sitting-page")


def test_whoever_types_the_code_just_then_is_not_disturbed(shut: Desk, room: Room) -> None:
    shut.robot.click("open-sitting-page")
    shut.robot.await_page("opening")
    shut.does(opening(room))
    shut.robot.wait_until(lambda: [each.status for each in shut.outcomes] == ["applied"])
    shut.robot.await_page("opening")


def test_whoever_signs_in_just_then_is_not_disturbed_by_the_closing(shut: Desk, room: Room) -> None:
    shut.does(opening(room))
    shut.robot.await_page("sign-in-page")
    shut.robot.type_into("candidate-number", "00")
    shut.does(CloseSitting())
    shut.robot.wait_until(lambda: len(shut.outcomes) == 2)
    shut.robot.await_page("sign-in-page")
