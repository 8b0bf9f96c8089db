"""Real power loss: a file system of its own that is shut down without flushing, while a candidate is sitting.

Needs root, loop devices and `mkfs.ext4`; elsewhere it says that it was skipped.
"""

from __future__ import annotations

import fcntl
import os
import random
import shutil
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.crash.campaign import Table, live, spawn
from tests.crash.referee import Referee
from tests.crash.seat import Seat
from tests.crash.world import World

FS_IOC_SHUTDOWN = 0x8004587D
_NO_LOG_FLUSH = struct.pack("I", 2)
_SIZE = 300 * 1024 * 1024


class Disk:
    """An ext4 file system in a file, mounted at `place`, whose power can be cut."""

    def __init__(self, image: Path, place: Path) -> None:
        self.image, self.place = image, place

    def make(self) -> None:
        with self.image.open("wb") as file:
            file.truncate(_SIZE)
        _run("mkfs.ext4", "-q", "-F", self.image)
        self.place.mkdir()
        self.mount()

    def mount(self) -> None:
        _run("mount", "-o", "loop", self.image, self.place)

    def unmount(self) -> None:
        _run("umount", self.place)

    def settle(self) -> None:
        """Everything that was copied is on the disk."""
        self.unmount()
        self.mount()

    def cut_power(self) -> None:
        """What was not written through is gone; every further write fails."""
        handle = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, FS_IOC_SHUTDOWN, _NO_LOG_FLUSH)
        finally:
            os.close(handle)


def _run(*command: object) -> None:
    subprocess.run([str(each) for each in command], check=True, capture_output=True, timeout=60)


@contextmanager
def own_disk(folder: Path) -> Iterator[Disk | None]:
    """A disk below `folder`, or None where this machine gives none."""
    disk = Disk(folder / "disk.img", folder / "disk")
    try:
        disk.make()
    except (OSError, subprocess.CalledProcessError):
        yield None
        return
    try:
        yield disk
    finally:
        disk.unmount()


def power_cuts(world: World, seats: list[Seat], draw: random.Random, table: Table) -> str:
    """Each candidate loses the power once in the middle of the exam and goes on; how many cuts there were, or why none."""
    with own_disk(world.folder) as disk:
        if disk is None:
            return "skipped: no root, no loop device or no mkfs.ext4 here"
        pc = disk.place / "pc"
        shutil.copytree(world.pc, pc)
        disk.settle()
        for seat in seats:
            referee = Referee(seat)
            table.referees.append(referee)
            _lose_power(disk, pc, referee, draw)
            live(pc, referee, draw, None)
            referee.compare_centre(*world.at_centre(seat))
    return str(len(seats))


def _lose_power(disk: Disk, pc: Path, referee: Referee, draw: random.Random) -> None:
    """Cut the power after some answers were shown as saved."""
    wanted = draw.randint(1, 60)
    # Once the disk is gone the process has nothing good to say.
    process = spawn(pc, referee.seat, draw.randrange(2**32), False, None, subprocess.DEVNULL)
    assert process.stdout is not None
    with process.stdout as lines:
        for line in lines:
            referee.hear(line, time.monotonic())
            if len(referee.shown) >= wanted:
                break
        disk.cut_power()
        process.kill()
        # Whatever it still said before it died was said of writes that had come through.
        for line in lines:
            if line.endswith(b"\n") and b'"not_saved"' not in line:
                referee.hear(line, time.monotonic())
    process.wait()
    disk.settle()
