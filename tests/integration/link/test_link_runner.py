"""The link's runner on a real thread beside Qt's event loop: it comes back after every loss, and ends at any moment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.station import Station
from question_packs.records.acts import Pause
from question_packs.records.room import Hello, SeatMessage, SeatReport
from tests.integration.link.small_node import SmallNode
from tests.integration.main_job.proxy import Proxy
from tests.rooms import Room, copy_pc

WAIT_MS = 20_000


@pytest.fixture
def folder(room: Room, tmp_path: Path) -> Path:
    copy_pc(room, tmp_path / "pc").sittings.close()
    return tmp_path / "pc"


@pytest.fixture
def line(node: SmallNode) -> Iterator[Proxy]:
    with Proxy(node.port) as proxy:
        yield proxy


def open_station(qtbot: QtBot, folder: Path, address: str) -> Station:
    station = Station(folder, node=address)
    opened: list[object] = []
    station.background.run(station.open, opened.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(opened), timeout=WAIT_MS)
    return station


def test_an_act_reaches_the_gui_thread_and_the_seat_is_reported_at_once(
    qtbot: QtBot, folder: Path, node: SmallNode, room: Room
) -> None:
    station = open_station(qtbot, folder, node.url)
    acts = []
    station.link.on_act = acts.append
    station.link.report = lambda: SeatReport("pc", "PC-01", "paused" if acts else "idle", "2026-01-05T01:10:00Z")
    qtbot.waitUntil(lambda: bool(node.heard_of(SeatMessage)), timeout=WAIT_MS)
    node.say_act(room.act(Pause()))
    qtbot.waitUntil(lambda: [each.report.state for each in node.heard_of(SeatMessage)][-1] == "paused", timeout=WAIT_MS)
    assert [each.act.body for each in acts] == [Pause()]
    station.stop()


def test_a_lost_node_is_found_again_within_seconds(qtbot: QtBot, folder: Path, node: SmallNode, line: Proxy) -> None:
    station = open_station(qtbot, folder, line.url)
    links = []
    station.on_link = links.append
    for times in (1, 2, 3):
        qtbot.waitUntil(lambda times=times: len(node.heard_of(Hello)) == times, timeout=WAIT_MS)
        line.cut_all()
    qtbot.waitUntil(lambda: bool(links) and links[-1].connected and links[-1].node_name == "Simpul ruang", timeout=WAIT_MS)
    station.stop()


def test_the_proctor_finds_the_node_by_its_address(qtbot: QtBot, folder: Path, node: SmallNode) -> None:
    station = open_station(qtbot, folder, "127.0.0.1:9")
    failures, links = [], []
    station.on_find_failed, station.on_link = failures.append, links.append
    station.find_node("127.0.0.1:9")
    qtbot.waitUntil(lambda: bool(failures), timeout=WAIT_MS)
    assert failures[0].code == "ROM-05"
    station.find_node(node.url)
    qtbot.waitUntil(lambda: bool(node.heard_of(Hello)), timeout=WAIT_MS)
    station.stop()


@pytest.mark.parametrize("moment", ["before anything", "opened", "linked", "lost"])
def test_the_program_ends_at_any_moment(qtbot: QtBot, folder: Path, node: SmallNode, line: Proxy, moment: str) -> None:
    if moment == "before anything":
        station = Station(folder, node=line.url)
        station.background.run(station.open, lambda _: None, pytest.fail)
    else:
        station = open_station(qtbot, folder, line.url)
    if moment in ("linked", "lost"):
        qtbot.waitUntil(lambda: bool(node.heard_of(Hello)), timeout=WAIT_MS)
    if moment == "lost":
        line.cut_all()
    station.stop()


def test_a_stick_brings_the_proctors_acts(qtbot: QtBot, folder: Path, room: Room, tmp_path: Path) -> None:
    station = Station(folder, online=False)
    acts, done = [], []
    station.link.on_act = acts.append
    stick = tmp_path / "stick" / "acts"
    stick.mkdir(parents=True)
    (stick / "good.act").write_bytes(room.act(Pause()))
    (stick / "cut.act").write_bytes(room.act(Pause())[:-9])
    station.background.run(lambda: station.open().read_stick(stick.parent), done.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(done) and bool(acts), timeout=WAIT_MS)
    assert [each.act.body for each in acts] == [Pause()]
    station.stop()
