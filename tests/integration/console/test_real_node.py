"""The console's services over a real room node: found, entered, watched live, acted upon."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from desktop_app.services.console.nodes import KnownNodes, NodeFinder
from desktop_app.services.console.roads import NodeFound
from desktop_app.services.console.service import ConsoleService, Signatory
from desktop_app.services.machine import Machine
from desktop_app.services.room import RoomClient
from desktop_app.services.worker import InlineWorker
from desktop_app.services.workstation import Workstation
from desktop_app.store.device import DeviceFolder
from desktop_app.sync.discovery import Answer
from desktop_app.sync.https import fetch_card
from question_packs.errors import KnownError
from question_packs.records.acts import CheckIn, Pause, peek_act
from question_packs.records.room import ActMessage, ActOutcome, SeatMessage
from tests.gui.proctor_room import Turns
from tests.integration.room_node.node_room import RunningNode, wall_ms
from tests.rooms import ROOM, on_this_thread

PATIENCE = 30


def finder(tmp_path: Path, proofs: dict[str, dict[str, str]]) -> NodeFinder:
    room = RoomClient(Workstation(DeviceFolder(tmp_path / "pc"), Machine()), on_this_thread)
    return NodeFinder(lambda: proofs, KnownNodes(tmp_path / "known-nodes.json"), wall_ms, room.find)


class Console:
    """A console of this process; its live link is read when the test waits."""

    def __init__(self, node: RunningNode, tmp_path: Path) -> None:
        self.failures: list[Exception] = []
        self.link = Turns()
        self.service = ConsoleService(finder(tmp_path, {}), Machine(), InlineWorker(), self.link)
        self.service.find(node.url, lambda found: None, self.failures.append)
        self.service.sittings(self.enter_as(node), self.failures.append)

    def enter_as(self, node: RunningNode) -> Callable[[tuple], None]:
        def enter(sittings: tuple) -> None:
            officer = next(each for each in sittings[0].officers if each.name == "Pengawas Satu")
            me = Signatory(officer, node.room.officers[officer.name])
            self.service.enter(sittings[0], me, lambda: None, self.failures.append)

        return enter

    def wait(self, condition: Callable[[], object]) -> None:
        for _ in range(PATIENCE):
            self.link.turn()
            self.service.tick()
            if condition():
                return
        raise AssertionError("it did not come about")

    @property
    def room(self):
        assert self.service.room is not None
        return self.service.room


@pytest.fixture
def console(node: RunningNode, tmp_path: Path) -> Iterator[Console]:
    made = Console(node, tmp_path)
    assert made.failures == []
    yield made
    made.service.lock()
    made.link.turn(3)


def test_a_node_is_proven_by_an_order_of_this_pc(node: RunningNode, tmp_path: Path) -> None:
    keys = node.room.order.machine_keys("node")
    found: NodeFound = finder(tmp_path, {ROOM: keys})(node.url)
    assert found.trusted
    assert found.card.room_id == ROOM


def test_an_enrolled_pc_finds_its_node_without_an_address(node: RunningNode, tmp_path: Path) -> None:
    workstation = Workstation(DeviceFolder(node.room.pc), Machine())
    card = Answer("127.0.0.1", fetch_card(node.url))
    room = RoomClient(workstation, on_this_thread, discover=lambda room_id: [card])
    nobody = KnownNodes(tmp_path / "known-nodes.json")
    found = NodeFinder(lambda: {ROOM: workstation.node_keys()}, nobody, wall_ms, room.find)("")
    assert (found.trusted, found.url) == (True, node.url)


def test_a_pc_that_is_not_enrolled_takes_the_node_that_runs_on_it(node: RunningNode, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("desktop_app.services.room.NODE_PORT", urlsplit(node.url).port)
    found = finder(tmp_path, {})("")
    assert (found.trusted, found.url) == (True, node.url)


def test_a_node_of_another_room_or_with_a_foreign_key_is_refused(node: RunningNode, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="ROM-01"):
        finder(tmp_path, {"ruang-lain": node.room.order.machine_keys("node")})(node.url)
    with pytest.raises(KnownError, match="SEA-0"):
        finder(tmp_path, {ROOM: node.room.order.machine_keys("device")})(node.url)


def test_nobody_there_is_told_as_that(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="CON-03"):
        finder(tmp_path, {})("https://127.0.0.1:9")


def test_an_act_goes_to_the_seat_and_its_outcome_comes_back(node: RunningNode, console: Console) -> None:
    link = node.pc.link()
    try:
        link.receive(5)  # the node's welcome
        link.send(SeatMessage(node.pc.report(answered=7, items=6, remaining_ms=60_000, allotted_ms=90_000)))
        console.wait(lambda: console.room.seat("001").status == "in_progress")
        act_id = console.service.do(Pause(("001",)), "Sakit")
        came = next(each for _ in range(PATIENCE) if isinstance(each := link.receive(1), ActMessage))
        assert peek_act(b64decode(came.envelope)).act_id == act_id
        link.send(ActOutcome(act_id, node.room.device.key_id, "001", "applied", "", "2026-01-05T01:10:00Z"))
        console.wait(lambda: console.room.acts[0].status == "applied" and console.room.acts[0].targets == 1)
    finally:
        link.close()
    console.wait(lambda: console.room.seat("001").troubles[:1] == ("disconnected",))


def test_what_one_console_does_another_sees(node: RunningNode, console: Console, tmp_path: Path) -> None:
    other = Console(node, tmp_path)
    console.service.do(CheckIn("002"))
    other.wait(lambda: other.room.seat("002").status == "present")
    other.service.lock()
    other.link.turn(3)
