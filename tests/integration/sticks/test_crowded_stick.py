"""A stick with tens of thousands of strange entries: read on the workstation and on the node like any other.

Memory at its peak is compared with a small stick's; only what is wanted is taken.
"""

from __future__ import annotations

import gc
import shutil
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from desktop_app.sync.folder_transport import stick_acts
from question_packs.records.acts import Pause
from tests.integration.room_node.node_room import furnish_node, node_folder, open_node
from tests.rooms import Room, build_room, copy_pc

PER_FOLDER = 20_000
FOLDERS = ("acts", "segments", "orders")
# What one reading may take more than the other, whatever lies on the stick.
SPARE_BYTES = 512 * 1024


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return build_room(tmp_path_factory.mktemp("room"))


@pytest.fixture(scope="module")
def act(room: Room) -> bytes:
    return room.act(Pause())


@pytest.fixture(scope="module")
def crowded(act: bytes) -> Iterator[Path]:
    """60,000 entries and one act, in memory where this machine has a place for it."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        for name in FOLDERS:
            (Path(folder) / name).mkdir()
            crowd(Path(folder) / name)
        put_act(Path(folder), act)
        yield Path(folder)


@pytest.fixture
def small(act: bytes, tmp_path: Path) -> Path:
    put_act(tmp_path / "small", act)
    return tmp_path / "small"


def crowd(place: Path) -> None:
    """Huge names, links into the machine, loops, folders that look like files, empty files of every wanted kind."""
    ending = {"acts": "act", "segments": "bundle", "orders": "order"}[place.name]
    for number in range(PER_FOLDER - 300):
        (place / f"{number:06}{'x' * 200}.{ending}.txt").touch()
    for number in range(100):
        (place / f"link-{number}.{ending}").symlink_to("/etc/passwd")
        (place / f"loop-{number}.{ending}").symlink_to(place)
        (place / f"folder-{number}.{ending}").mkdir()


def put_act(folder: Path, act: bytes) -> None:
    (folder / "acts").mkdir(parents=True, exist_ok=True)
    (folder / "acts" / f"{'a' * 64}.act").write_bytes(act)


def peak(read: Callable[[], object]) -> int:
    """Bytes at the peak of one reading."""
    gc.collect()
    tracemalloc.start()
    try:
        read()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_workstation_reads_a_crowded_stick_like_a_small_one(
    room: Room, act: bytes, crowded: Path, small: Path, tmp_path: Path
) -> None:
    pc = copy_pc(room, tmp_path / "pc")

    def read(stick: Path) -> Callable[[], object]:
        return lambda: (pc.kiosk.read_stick(stick), list(stick_acts(stick, [])))

    few, many = peak(read(small)), peak(read(crowded))
    assert list(stick_acts(crowded, [])) == [act]
    assert many <= few + SPARE_BYTES
    pc.sittings.close()


def test_a_node_reads_a_crowded_stick_like_a_small_one(room: Room, crowded: Path, small: Path, tmp_path: Path) -> None:
    node = open_node(node_folder(room, tmp_path / "node"))
    furnish_node(node, room)
    copy = tmp_path / "warm"
    shutil.copytree(small, copy)
    node.stick.take_folder(copy)
    few, many = peak(lambda: node.stick.take_folder(small)), peak(lambda: node.stick.take_folder(crowded))
    assert [(part.kind, part.code) for _, part in node.stick.take_folder(crowded)] == [("act", "")]
    assert many <= few + SPARE_BYTES
    node.database.close()
