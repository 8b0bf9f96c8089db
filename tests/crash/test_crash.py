"""The short run of `make test-crash`: every named point once, some random moments, and the power cut for real."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.crash.campaign import Table, campaign, plan
from tests.crash.points import POINTS
from tests.crash.power import own_disk, power_cuts
from tests.crash.world import World

pytestmark = pytest.mark.crash
SEED = 20260105


def test_no_answer_shown_as_saved_is_missing_after_kills_at_every_point(tmp_path: Path) -> None:
    draw = random.Random(SEED)
    shares = plan(len(POINTS) + 2, draw)
    table = Table()
    with World(tmp_path / "world", len(shares)) as world:
        campaign(world, shares, draw, table, world.pc)
    assert table.faults == []
    assert set(POINTS) <= set(table.kills)
    assert table.shown > 0
    assert table.missing == 0
    assert table.slowest_resume_ms < 5000


def test_no_answer_shown_as_saved_is_missing_after_the_power_was_cut(tmp_path: Path) -> None:
    with own_disk(tmp_path) as disk:
        if disk is None:
            pytest.skip("no root, no loop device or no mkfs.ext4 here")
    table = Table()
    with World(tmp_path / "world", 2) as world:
        assert power_cuts(world, world.seats, random.Random(SEED), table) == "2"
    assert table.faults == []
    assert table.shown > 0
