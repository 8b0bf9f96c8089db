"""`python -m desktop_app ready` as a technician runs it: a real process on a PC of a real room."""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64decode
from pathlib import Path

import pytest

from question_packs.records.readiness import verify_certificate
from tests.integration.room_node.node_room import furnish_node, node_folder, open_node, running_node
from tests.rooms import Room, build_room
from tests.samples import verify_keys


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return build_room(tmp_path_factory.mktemp("ruang"))


def ready(state: Path, *words: str, language: str = "id") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "desktop_app", "--state", str(state), "--lang", language, "ready", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_the_table_says_it_with_a_symbol_a_word_and_a_figure_in_both_languages(room: Room) -> None:
    indonesian, english = ready(room.pc, "--offline"), ready(room.pc, "--offline", language="en")
    assert "[v] siap        Paket soal           2" in indonesian.stdout
    assert "[v] ready       Question packs       2" in english.stdout
    assert (indonesian.returncode, indonesian.stderr) == (0, "")
    assert len(indonesian.stdout.splitlines()) == len(english.stdout.splitlines())


def test_json_and_certificate_say_the_same_and_the_pc_signed_it(room: Room, tmp_path: Path) -> None:
    done = ready(room.pc, "--offline", "--json", "--rehearse", "--certificate", str(tmp_path / "stik" / "pc.certificate"))
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    certificate = verify_certificate((tmp_path / "stik" / "pc.certificate").read_bytes(), verify_keys(room.device))
    assert said["rehearsed"] is certificate.rehearsed is True
    assert [each["identifier"] for each in said["checks"]] == [each.identifier for each in certificate.checks]


def test_a_pc_that_nobody_enrolled_is_not_ready(tmp_path: Path) -> None:
    done = ready(tmp_path / "pc", "--offline")
    assert done.returncode == 1
    assert "[x] BELUM SIAP" in done.stdout
    assert "Daftarkan PC ini" in done.stdout


def test_the_room_node_gives_the_time_and_keeps_the_certificate(room: Room, tmp_path: Path) -> None:
    node = open_node(node_folder(room, tmp_path / "simpul"))
    furnish_node(node, room)
    with running_node(room, node) as running:
        done = ready(room.pc, "--node", running.url)
        assert done.returncode == 0, done.stdout + done.stderr
        assert f"Sertifikat diterima PC pengawas {running.card.node_name}" in done.stdout
        clock = next(line for line in done.stdout.splitlines() if " Jam " in line)
        assert clock.startswith("[v]")
        assert running.card.node_name in clock
        [envelope] = running.proctor.board().certificates
    certificate = verify_certificate(b64decode(envelope), verify_keys(room.device))
    assert certificate.packs == tuple(sorted({room.pack.digest, room.practice.digest}))


def test_a_room_node_that_does_not_answer_is_a_point_to_look_at_and_no_more(room: Room) -> None:
    done = ready(room.pc, "--node", "https://127.0.0.1:9")
    assert done.returncode == 0, done.stderr
    assert "[!] perhatian   PC pengawas          tidak ditemukan (ROM-05)" in done.stdout
    assert "kode dan stik" in done.stdout
