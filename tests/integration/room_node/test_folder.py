"""The node's folder and commands: set up by ticket, locked for one program, unreadable when stolen, honest when full."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import event

from question_packs.command_line import PASSPHRASE_VARIABLE
from question_packs.errors import KnownError
from question_packs.records import acts as act
from question_packs.sealing.keys import KeyPair
from question_packs.sealing.tls import comparing_digits
from question_packs.strict_json import encode
from sync_server import cli
from sync_server.room_app import opened_room
from sync_server.services.node.files import RoomFiles
from sync_server.store.database import Database
from tests.integration.room_node.node_room import (
    RunningNode,
    bodies,
    furnish_node,
    lines,
    node_folder,
    open_node,
    running_node,
    segment_of,
)
from tests.rooms import SITTING, Room
from tests.samples import refused


def test_a_ticket_makes_a_node_and_a_request_where_no_network_is(small_room: Room, tmp_path: Path, capsys):
    ticket = tmp_path / "ruang-1.enrol"
    ticket.write_bytes(encode(small_room.ticket()))
    command = ["room", "init", str(ticket), "--data", str(tmp_path / "simpul"), "--host", "10.0.0.2", "--name", "Simpul"]
    assert cli.main(command) == 0
    assert len(list(tmp_path.glob("*.enrol-request"))) == 1
    files = RoomFiles.open(tmp_path / "simpul")
    before = files.key.key_id
    assert cli.main(command) == 0
    assert RoomFiles.open(tmp_path / "simpul").key.key_id == before
    ticket.write_bytes(encode(small_room.ticket(room="ruang-9")))
    assert cli.main(command) == 1
    assert "ROM-21" in capsys.readouterr().err


def test_a_stick_furnishes_a_node_whatever_else_lies_on_it(small_room: Room, tmp_path: Path, capsys):
    folder, stick = node_folder(small_room, tmp_path / "simpul"), tmp_path / "stik"
    for name in ("orders", "packs", "segments", "acts"):
        (stick / name).mkdir(parents=True)
    (stick / "orders" / "a.order").write_bytes(small_room.sealed_order)
    (stick / "orders" / "b.order").write_bytes(small_room.sealed_for_others("ruang-9"))
    (stick / "orders" / "c.order").symlink_to("/dev/zero")
    (stick / "segments").rmdir()
    (stick / "segments").symlink_to("/")
    (stick / "acts" / ("x" * 200 + ".act")).write_bytes(small_room.act(act.StartExam()))
    for path in (small_room.pack_path, small_room.practice_path):
        (stick / "packs" / path.name).write_bytes(path.read_bytes())
    (stick / "packs" / "rusak.pack").write_bytes(small_room.pack_path.read_bytes()[:-9])
    assert cli.main(["room", "take", str(stick), "--data", str(folder)]) == 1
    told = capsys.readouterr().out
    assert "b.order: SEA-03" in told
    assert "PCK-01" in told
    assert "4 diterima, 2 ditolak" in told
    assert cli.main(["room", "status", "--data", str(folder)]) == 0
    assert f"{SITTING}: revisi 2" in capsys.readouterr().out


def test_the_node_tells_the_digits_that_a_console_compares(small_room: Room, tmp_path: Path, capsys):
    folder = node_folder(small_room, tmp_path / "simpul")
    digits = comparing_digits((folder / "tls" / "certificate.pem").read_text())
    assert re.fullmatch(r"(\d{4} ){5}\d{4}", digits)
    cli.main(["room", "status", "--data", str(folder)])
    assert f"konsol pengawas: {digits}\n" in capsys.readouterr().out


def test_a_second_program_on_the_same_folder_is_refused(small_room: Room, tmp_path: Path):
    folder = node_folder(small_room, tmp_path / "simpul")
    command = [sys.executable, "-m", "sync_server", "room", "status", "--data", str(folder), "--lang", "en"]
    with opened_room(folder):
        result = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (result.returncode, result.stderr[:7]) == (1, "ROM-22:")
    assert subprocess.run(command, capture_output=True, timeout=60).returncode == 0


def test_row_35_of_a_stolen_pc_nothing_of_the_room_can_be_read(small_room: Room, tmp_path: Path):
    folder = node_folder(small_room, tmp_path / "simpul", passphrase="rahasia benar")
    node = open_node(folder, "rahasia benar")
    furnish_node(node, small_room)
    node.ingest.take([segment_of(lines(bodies(small_room)), small_room.device)])
    node.files.keep_result("ab" * 16, b"Peserta 001")
    node.database.close()
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        for word in (
            b"Peserta",
            b"SQLite",
            b'"response_saved"',
            b"198501012010011001",
            b"PRIVATE KEY-----\n" if path.suffix == ".key" else b"Analis",
        ):
            assert word not in data, path
    assert b"ENCRYPTED PRIVATE KEY" in (folder / "tls" / "private.pem").read_bytes()
    assert refused(open_node, folder, "salah").code == "SEA-06"
    stranger = Database(RoomFiles.open(folder).database_url, KeyPair.generate("Lain", "node").derive("room database"))
    with pytest.raises(KnownError, match="CEN-04"), stranger.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM segment")
    stranger.close()
    again = open_node(folder, "rahasia benar")
    assert again.held.waiting() == 1
    again.database.close()


def test_a_full_disk_is_told_and_what_comes_after_it_is_taken_in(node: RunningNode):
    envelopes = [
        segment_of(lines(bodies(node.room, number), number), node.room.device, number) for number in ("001", "002", "003")
    ]
    with node.node.database.read() as connection:
        grown_to = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    let_grow(node, grown_to)
    assert "penuh" in refused(node.pc.post, "/v1/segments", *envelopes).sentence()
    assert node.proctor.board().trouble == "CEN-08"
    let_grow(node, 2**30)
    assert len(node.pc.post("/v1/segments", *envelopes)) == 3
    assert len(node.proctor.board().attempts) == 3


def let_grow(node: RunningNode, pages: int) -> None:
    """Every connection from now on says that the disk is full when the database needs more pages than this."""
    engine = node.node.database.engine
    engine.dispose()

    @event.listens_for(engine, "connect")
    def _limit(connection: object, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}").close()


def test_two_nodes_with_the_same_name_are_told_apart_by_their_keys(node: RunningNode, tmp_path: Path):
    twin = KeyPair.generate("Simpul ruang", "node")
    made = open_node(node_folder(node.room, tmp_path / "kembar", twin))
    assert refused(furnish_node, made, node.room).code == "ORD-01"
    with pytest.raises(KnownError, match="SEA-02"), running_node(node.room, made):
        pass


def test_a_passphrase_is_asked_for_in_the_environment(small_room: Room, tmp_path: Path, monkeypatch, capsys):
    folder = node_folder(small_room, tmp_path / "simpul", passphrase="rahasia")
    assert cli.main(["room", "status", "--data", str(folder)]) == 1
    assert "SEA-06" in capsys.readouterr().err
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "rahasia")
    assert cli.main(["room", "status", "--data", str(folder)]) == 0
