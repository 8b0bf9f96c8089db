"""The room that the workstation's tests share: made once, because its key slot costs a second on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rooms import Pc, Room, build_room, copy_pc


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A room with one PC on which order and packs are installed."""
    return build_room(tmp_path_factory.mktemp("room"))


@pytest.fixture
def pc(room: Room, tmp_path: Path) -> Iterator[Pc]:
    """A PC of the room, its sitting opened, for one test."""
    made = copy_pc(room, tmp_path / "pc")
    yield made
    made.sittings.close()
