"""The short run of the room node's deaths: every named point once, some random moments, and its power cut for real."""

from __future__ import annotations

import gc
import random
from pathlib import Path

import pytest

from tests.crash.doomed_node import NODE_POINTS
from tests.crash.node_campaign import NodeWorld, node_campaign

pytestmark = pytest.mark.crash


# A node that dies in the middle of a TLS handshake leaves `urllib3` with a socket that only the garbage collector closes.
@pytest.mark.filterwarnings("ignore:unclosed <ssl.SSLSocket:ResourceWarning")
def test_row_13_what_the_node_answered_for_survives_its_death_at_every_point(tmp_path: Path) -> None:
    with NodeWorld(tmp_path) as world:
        node_campaign(world, len(NODE_POINTS) + 2, random.Random(20260105))
    gc.collect()
    assert world.table.faults == []
    assert set(NODE_POINTS) <= set(world.table.kills)
    assert min(world.table.countersigned, world.table.receipted, len(world.table.accepted)) > 0
