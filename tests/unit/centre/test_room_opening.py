"""The node's patience with wrong opening codes, over a clock that the test moves."""

from __future__ import annotations

import pytest

from question_packs.records.opening import open_opening
from question_packs.sealing.codes import new_opening_code
from sync_server.services.node.opening import RoomOpening
from tests.rooms import Room, build_room
from tests.samples import refused


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return build_room(tmp_path_factory.mktemp("ruang"))


def test_the_right_code_gives_keys_for_workstations_and_not_for_the_node(room: Room) -> None:
    keys = RoomOpening(room.node).keys("pengawas", room.order, room.code)
    for each in (room.device, *room.spares):
        assert open_opening(keys, each) == room.identities
    assert refused(open_opening, keys, room.node).code == "SEA-03"


def test_after_three_wrong_codes_each_officer_waits_longer_and_longer_until_the_right_one(room: Room) -> None:
    now = 1000.0
    opening = RoomOpening(room.node, lambda: now)
    wrong, waits = new_opening_code(), []
    for _ in range(3):
        assert refused(opening.keys, "pengawas", room.order, wrong).code == "SEA-05"
    for _ in range(3):
        refusal = refused(opening.keys, "pengawas", room.order, room.code)
        assert refusal.code == "ROM-26"
        assert refused(opening.keys, "pengawas", room.order, "salah ketik").code == "SEA-04", "a slip is told at once"
        waits.append(refusal.values["seconds"])
        now += waits[-1]
        assert refused(opening.keys, "pengawas", room.order, wrong).code == "SEA-05"
    assert waits == [5, 10, 20]
    assert opening.keys("pengawas lain", room.order, room.code)
    now += 60
    assert opening.keys("pengawas", room.order, room.code)
    assert refused(opening.keys, "pengawas", room.order, wrong).code == "SEA-05", "counted anew"
    assert opening.keys("pengawas", room.order, room.code)
