"""The checks of the first page: what is wrong with a PC is told before anybody sits down at it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from desktop_app.services.readiness.first_page import FREE_ENOUGH, FREE_LEAST
from tests.rooms import Pc

DAY_MS = 86_400_000


def check(pc: Pc, identifier: str) -> tuple[str, str]:
    """State and detail of one check."""
    [found] = [each for each in pc.kiosk.ready().checks if each.identifier == identifier]
    return found.state, found.detail


def test_a_pc_where_all_is_well_is_all_green(pc: Pc) -> None:
    pc.machine.free_bytes = lambda _folder: FREE_ENOUGH
    assert {each.state for each in pc.kiosk.ready().checks} == {"ok"}
    assert check(pc, "disk") == ("ok", "1,0 GB")


@pytest.mark.parametrize(("days", "state"), [(-30, "warning"), (-1, "ok"), (0, "ok"), (1, "ok")])
def test_a_clock_behind_the_newest_order_is_told(pc: Pc, days: int, state: str) -> None:
    """Only what is wrong for certain: the order was issued on the first, the exam is on the fifth."""
    pc.machine.wall_ms += days * DAY_MS
    assert check(pc, "clock")[0] == state
    issued = datetime.fromisoformat(pc.room.order.issued_at).timestamp() * 1000
    pc.machine.wall_ms = int(issued) - DAY_MS
    assert check(pc, "clock")[0] == "warning"


def test_a_full_disk_is_told_before_it_is_met(pc: Pc) -> None:
    pc.machine.free_bytes = lambda _folder: FREE_LEAST
    assert check(pc, "disk")[0] == "warning"
    pc.machine.free_bytes = lambda _folder: FREE_LEAST - 1
    assert check(pc, "disk")[0] == "problem"


def test_a_missing_or_damaged_pack_is_told(pc: Pc) -> None:
    path: Path = pc.station.folder.pack_path(pc.room.pack.digest)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert check(pc, "packs") == ("problem", "PCK-01")
    path.unlink()
    assert check(pc, "packs") == ("problem", "1")
    assert pc.kiosk.ready().sittings[0].state == "pack_missing"
