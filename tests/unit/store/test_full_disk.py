"""A full disk: told, nothing lost, and saving goes on by itself when there is room again."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop_app.store.attempts import SittingStore
from desktop_app.store.files import on_own_disk
from tests.rooms import SITTING, Pc, Room, copy_pc
from tests.samples import refused
from tests.unit.store.stores import KEY

ACT = """
import resource, signal, sys
from pathlib import Path
from tests.unit.store.test_full_disk import answer_until_full
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
answer_until_full(Path(sys.argv[1]))
"""


def sit(pc: Pc) -> tuple[object, list[tuple[str, str]]]:
    session = pc.sit_down()
    told: list[tuple[str, str]] = []
    session.on_save_state = lambda state, error: told.append((state, error.code if error else ""))
    return session, told


def answer_in_turn(session: object, times: int) -> None:
    for number in range(times):
        item = session.item()
        session.respond((item.choices[number % 4].identifier,))
        session.next() if number % 7 else session.go_to(session.cells()[0].item)


def go_on(pc: Pc, session: object, told: list[tuple[str, str]]) -> None:
    """There is room again: the next tick saves what waited, in its order."""
    pc.machine.pass_ms(2500)
    session.tick()
    assert told[-1] == ("saved_here", "")
    pc.restart()
    resumed = pc.kiosk.resume()
    assert resumed.attempt.state.responses == session.attempt.state.responses
    pc.sittings.close()


def answer_until_full(folder: Path) -> None:
    """In a process of its own, whose files may not grow: the unprivileged way to a full disk."""
    from tests.rooms import ClockMachine

    pc = Pc(None, folder, ClockMachine())
    session, told = sit(pc)
    answer_in_turn(session, 5)
    size = max(path.stat().st_size for path in (folder / "sittings").iterdir())
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    answer_in_turn(session, 40)
    assert told[-1][0] == "not_saved", told[-3:]
    assert told[-1][1] in {"STO-01", "STO-02"}, told[-1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    go_on(pc, session, told)
    print("went on", told.count(("saved_here", "")))


def test_files_that_cannot_grow_lose_nothing(room: Room, tmp_path: Path) -> None:
    copy_pc(room, tmp_path / "pc").sittings.close()
    done = subprocess.run([sys.executable, "-c", ACT, tmp_path / "pc"], capture_output=True, text=True, timeout=60)
    assert done.stdout.startswith("went on"), done.stderr[-2000:]


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """A file system of 4 MB, or None where this machine gives none."""
    image, place = folder / "disk.img", folder / "disk"
    place.mkdir()
    image.write_bytes(bytes(4 * 1024 * 1024))
    commands = (["mkfs.ext4", "-q", "-F", "-O", "^has_journal", image], ["mount", "-o", "loop", image, place])
    try:
        for command in commands:
            subprocess.run(command, check=True, capture_output=True, timeout=30)
    except (OSError, subprocess.CalledProcessError):
        yield None
        return
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True, timeout=30)


def fill(path: Path) -> None:
    """Take every byte that is left."""
    with path.open("wb", buffering=0) as file:
        size = 65536
        while size:
            try:
                file.write(bytes(size))
            except OSError:
                size //= 2


def test_a_really_full_disk_loses_nothing(room: Room, tmp_path: Path) -> None:
    with small_disk(tmp_path) as place:
        if place is None:
            pytest.skip("no root, no loop device or no mkfs.ext4 here")
        pc = copy_pc(room, place / "pc")
        session, told = sit(pc)
        answer_in_turn(session, 3)
        fill(place / "ballast")
        answer_in_turn(session, 60)
        assert told[-1] == ("not_saved", "STO-01")
        sealed = room.seal(room.order)
        assert refused(pc.station.folder.keep_order, "lain", sealed * 20).code == "STO-07"
        (place / "ballast").unlink()
        go_on(pc, session, told)


def test_a_store_that_cannot_even_be_made_says_so(room: Room, tmp_path: Path) -> None:
    with small_disk(tmp_path) as place:
        if place is None:
            pytest.skip("no root, no loop device or no mkfs.ext4 here")
        fill(place / "ballast")
        assert refused(SittingStore, place / "a.db", KEY, SITTING).code == "STO-01"


def test_handing_in_on_a_full_disk_happens_by_itself_when_there_is_room(room: Room, tmp_path: Path) -> None:
    with small_disk(tmp_path) as place:
        if place is None:
            pytest.skip("no root, no loop device or no mkfs.ext4 here")
        pc = copy_pc(room, place / "pc")
        session, told = sit(pc)
        handed_in = []
        session.on_submitted = handed_in.append
        fill(place / "ballast")
        answer_in_turn(session, 60)
        session.submit("by_candidate")
        assert (told[-1], handed_in) == (("not_saved", "STO-01"), [])
        (place / "ballast").unlink()
        pc.machine.pass_ms(2500)
        session.tick()
        assert len(handed_in) == 1
        assert pc.store.attempts()[0].submitted
        pc.sittings.close()


def test_an_error_of_the_disk_is_a_sentence() -> None:
    def fail() -> None:
        with on_own_disk("sitting order"):
            raise OSError(5, os.strerror(5))

    assert refused(fail).code == "STO-02"
