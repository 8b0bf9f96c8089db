import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.link.small_node import SmallNode
from tests.rooms import Pc, Room, build_room, copy_pc

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return build_room(tmp_path_factory.mktemp("room"))


@pytest.fixture
def pc(room: Room, tmp_path: Path) -> Iterator[Pc]:
    """A PC of the room, the sitting opened; its clock is the real one, because requests are signed with the time."""
    made = copy_pc(room, tmp_path / "pc")
    made.machine.wall_ms = time.time_ns() // 1_000_000
    yield made
    made.sittings.close()


@pytest.fixture
def node(room: Room, tmp_path: Path) -> Iterator[SmallNode]:
    with SmallNode(room, tmp_path / "node").serving() as made:
        yield made
