"""The PC's folder: every file whole or absent, a forgotten sitting unreadable for ever."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.store.attempts import SittingStore
from desktop_app.store.device import DeviceFolder
from desktop_app.store.files import safe_name, write_whole
from tests.room_centre import centre_of
from tests.rooms import SITTING, Pc, on_this_thread
from tests.samples import refused

WRITE = """
import resource, signal, sys
from pathlib import Path
from desktop_app.store.files import write_whole
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path, new, hard = Path(sys.argv[1]), sys.argv[2].encode(), resource.getrlimit(resource.RLIMIT_FSIZE)[1]
for size in range(len(new) + 1):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    old = path.read_bytes()
    try:
        write_whole(path, new)
        print(size, "whole" if path.read_bytes() == new else "damaged")
    except OSError:
        print(size, "old" if path.read_bytes() == old else "damaged")
"""
DAYS_LATER = datetime(2026, 1, 5, 5, tzinfo=UTC) + timedelta(days=7)


def test_a_file_cut_at_every_byte_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "perintah.order"
    path.write_bytes(b"lama")
    new = "isi baru yang lebih panjang"
    done = subprocess.run([sys.executable, "-c", WRITE, path, new], capture_output=True, text=True, timeout=60, check=True)
    told = dict(line.split() for line in done.stdout.splitlines())
    assert [told[str(size)] for size in range(len(new))] == ["old"] * len(new)
    assert told[str(len(new))] == "whole"


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failure_before_the_file_took_its_place_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "a"
    write_whole(path, b"lama")

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "gagal")

    monkeypatch.setattr(*((os, "fsync") if call == "fsync" else (Path, "replace")), fail)
    with pytest.raises(OSError, match="gagal"):
        write_whole(path, b"baru")
    assert path.read_bytes() == b"lama"
    monkeypatch.undo()
    write_whole(path, b"baru")
    assert (path.read_bytes(), sorted(each.name for each in tmp_path.iterdir())) == (b"baru", ["a"])


def test_a_link_in_the_place_of_the_partial_file_is_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"x")
    (tmp_path / "a.partial").symlink_to(precious)
    write_whole(tmp_path / "a", b"baru")
    assert precious.read_bytes() == b"x"
    assert not (tmp_path / "a").is_symlink()


@pytest.mark.parametrize("name", ["../../etc", "a/b", "", ".", "ë", "x" * 300, "NUL\0"])
def test_an_identifier_from_outside_becomes_a_harmless_file_name(name: str) -> None:
    assert safe_name(name).isalnum()


def test_a_device_key_cut_off_while_it_was_written_is_made_anew(tmp_path: Path) -> None:
    folder = DeviceFolder(tmp_path)
    (tmp_path / "device.key.partial").write_bytes(b'{"type":')
    made = folder.device_key("PC")
    assert folder.device_key("PC").key_id == made.key_id


def handed_in(pc: Pc, numbers: tuple[str, ...] = ("001",)) -> None:
    for number in numbers:
        session = pc.sit_down(number)
        session.respond((session.item().choices[0].identifier,))
        session.submit("by_candidate")
        pc.kiosk.sign_out()


def send(pc: Pc) -> None:
    centre = centre_of(pc.room)
    for _, syncer in pc.sittings.syncers(on_this_thread):
        syncer.run_once(centre)


def test_a_sitting_is_forgotten_after_the_last_receipt_and_its_retention(pc: Pc) -> None:
    handed_in(pc)
    assert pc.sittings.forget_expired(DAYS_LATER + timedelta(days=999)) == []
    send(pc)
    assert pc.sittings.forget_expired(DAYS_LATER - timedelta(seconds=1)) == []
    assert pc.sittings.forget_expired(DAYS_LATER) == [SITTING]


def test_a_sitting_with_an_unfinished_or_unsent_attempt_is_never_forgotten(pc: Pc) -> None:
    handed_in(pc, ("001",))
    pc.sit_down("002")
    send(pc)
    assert pc.sittings.forget_expired(DAYS_LATER + timedelta(days=999)) == []


def test_what_was_forgotten_cannot_be_read_again_and_its_code_is_used_up(pc: Pc, tmp_path: Path) -> None:
    handed_in(pc)
    send(pc)
    path = pc.station.folder.sitting_path(SITTING)
    key = (pc.folder / "keys" / f"{SITTING}.key").read_bytes()
    pc.sittings.close()
    old = path.read_bytes()
    pc.restart()
    pc.sittings.forget_expired(DAYS_LATER)
    assert not any(key in each.read_bytes() for each in pc.folder.rglob("*") if each.is_file())
    rescued = tmp_path / "rescued.db"
    rescued.write_bytes(old)
    assert refused(SittingStore, rescued, bytes(32), SITTING).code == "STO-04"
    assert refused(pc.kiosk.open_sitting, SITTING, pc.room.code).code == "OPN-01"
    assert pc.kiosk.ready().sittings[0].state == "closed"
    pc.restart()
    assert pc.kiosk.resume() is None
    assert refused(pc.kiosk.sign_in, SITTING, "002", "482913").code == "OPN-01"


def test_shredding_that_was_cut_off_is_ended_at_the_next_start(pc: Pc) -> None:
    handed_in(pc)
    send(pc)
    pc.sittings.close()
    (pc.folder / "keys" / f"{SITTING}.forgotten").touch()
    pc.restart()
    assert list((pc.folder / "sittings").iterdir()) == []
    assert [path.suffix for path in (pc.folder / "keys").iterdir()] == [".forgotten"]


def test_a_key_that_is_gone_with_data_left_is_told(pc: Pc) -> None:
    handed_in(pc)
    pc.sittings.close()
    (pc.folder / "keys" / f"{SITTING}.key").unlink()
    assert refused(pc.station.folder.open_sitting, SITTING).code == "STO-04"
    assert pc.station.folder.sitting_path(SITTING).exists()
