"""The synchroniser between room node and centre: who answers is used, and only the centre's receipt lets go of anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.services.act_book import ActBook
from desktop_app.services.room import RoomClient
from desktop_app.services.synchronise import Synchroniser
from tests.integration.link.small_node import SmallNode
from tests.integration.main_job.proxy import Fault, Proxy
from tests.rooms import Pc, Room, on_this_thread


@pytest.fixture
def line(node: SmallNode) -> Iterator[Proxy]:
    """The cable between this PC and its node; the centre cannot be reached at all."""
    with Proxy(node.port) as proxy:
        yield proxy


@pytest.fixture
def synchroniser(pc: Pc, line: Proxy) -> Iterator[Synchroniser]:
    client = RoomClient(pc.station, on_this_thread)
    client.find(line.url)
    made = Synchroniser(pc.station, pc.sittings, on_this_thread, client, ActBook(pc.station, pc.sittings))
    yield made
    made.close()


def answer(pc: Pc) -> int:
    """Sit down and answer; how many events wait for a receipt."""
    session = pc.sit_down()
    session.respond((session.item().choices[0].identifier,))
    return pc.store.unsent()


def test_what_the_node_holds_waits_here_until_the_centres_receipt_came_by_the_node(
    pc: Pc, node: SmallNode, synchroniser: Synchroniser
) -> None:
    unsent = answer(pc)
    assert (synchroniser.step().receipts, pc.store.unsent(), len(node.posted)) == ((), unsent, 1)
    assert (synchroniser.step().receipts, len(node.posted)) == ((), 1)
    node.has_upstream = True
    synchroniser.hurry()
    step = synchroniser.step()
    assert (len(step.receipts), pc.store.unsent(), len(node.posted)) == (1, 0, 1)
    assert step.delay_s <= 1


def test_a_dead_line_loses_nothing_and_is_told_only_to_the_log(
    pc: Pc, node: SmallNode, line: Proxy, synchroniser: Synchroniser
) -> None:
    unsent = answer(pc)
    for most in (0, 100, 3000):
        line.faults = lambda most=most: Fault(downward=most)
        line.cut_all()
        assert synchroniser.step().error.code == "NET-01"
        assert pc.store.unsent() == unsent
    line.faults = Fault
    node.has_upstream = True
    synchroniser.hurry()
    assert synchroniser.step().error is None
    assert pc.store.unsent() == 0


def test_a_second_node_in_the_place_of_a_dead_one_gets_everything_that_has_no_receipt(
    pc: Pc, room: Room, node: SmallNode, line: Proxy, synchroniser: Synchroniser, tmp_path: Path
) -> None:
    unsent = answer(pc)
    synchroniser.step()
    # The same key stands for a second PC here, so it is told apart only by what this PC remembers of it.
    pc.store._connection.execute("UPDATE segment SET held_by = 'dead'")
    with SmallNode(room, tmp_path / "second").serving() as second:
        synchroniser._room.find(second.url)
        synchroniser.step()
        assert (second.posted, pc.store.unsent()) == (node.posted, unsent)
