from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.room_node.node_room import RunningNode, furnish_node, node_folder, open_node, running_node
from tests.rooms import Room, build_room


@pytest.fixture(scope="session")
def small_room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """Opening codes are slow by design: one room for all tests, which change nothing of it."""
    return build_room(tmp_path_factory.mktemp("ruang"))


@pytest.fixture
def node(small_room: Room, tmp_path: Path) -> Iterator[RunningNode]:
    """A furnished node that serves; no centre answers it."""
    made = open_node(node_folder(small_room, tmp_path / "simpul"))
    furnish_node(made, small_room)
    with running_node(small_room, made) as running:
        yield running
