"""The commands as a person runs them: a real process, its output and its exit code."""

from __future__ import annotations

import json
import os
import signal
import ssl
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from pypdf import PdfReader

from question_packs.design_tokens import PAPER_F4
from question_packs.records.enrolment import EnrolmentRequest, EnrolmentTicket
from question_packs.sealing.codes import show_code
from question_packs.sealing.keys import KeyPair, load_public
from question_packs.sealing.tls import fingerprint
from question_packs.sealing.trust import verify_trust_list
from question_packs.strict_json import decode_strict, encode
from sync_server.store.database import Database
from sync_server.store.upgrade import upgrade
from tests.integration.centre.agency import write_event
from tests.samples import refused


def run(*arguments: object, data: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sync_server", *map(str, arguments), "--data", str(data)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment())


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONWARNINGS": "error", "LONTAR_LANG": "id"}


@pytest.fixture
def data(tmp_path: Path, approvers: list[KeyPair]) -> Path:
    """A centre made by `init`."""
    public = []
    for number, each in enumerate(approvers):
        public.append(tmp_path / f"{number}.pub")
        public[-1].write_bytes(encode(each.public))
    data = tmp_path / "pusat"
    options = ["--approver", public[0], "--approver", public[1], "--host", "127.0.0.1"]
    done = run("init", "--name", "Pusat Uji", *options, data=data)
    assert (done.returncode, done.stderr) == (0, "")
    again = run("init", "--name", "Pusat Uji", *options, data=data)
    assert (again.returncode, again.stderr.split(":")[0]) == (1, "CEN-02")
    alone = run("init", "--name", "X", "--approver", public[0], "--approver", public[0], data=tmp_path / "lain")
    assert (alone.returncode, alone.stderr.split(":")[0]) == (1, "CEN-03")
    return data


def test_from_ticket_to_scores_on_a_stick(data: Path, tmp_path: Path, approvers: list[KeyPair]):
    tickets = tmp_path / "tiket"
    assert (
        run(
            "enrol", "ticket", "--room", "lab-1", "--room-title", "Lab 1", "--count", 2, "--out", tickets, data=data
        ).returncode
        == 0
    )
    first, second = (decode_strict(path.read_bytes(), EnrolmentTicket, "ticket") for path in sorted(tickets.iterdir()))
    assert first.token != second.token
    assert first.certificate == (data / "tls/certificate.pem").read_text()
    event = write_event(tmp_path / "acara", approvers, load_public(data / "centre.pub"))
    event.write_text(event.read_text().replace("room: lab-1", "proctors: [Pengawas Satu], room: lab-1", 1))
    without = run("publish", event, "--out", tmp_path / "keluar", data=data)
    assert (without.returncode, without.stderr.split(":")[0]) == (1, "CEN-34")
    device = KeyPair.generate("PC-01", "device")
    stick = tmp_path / "stik"
    (stick / "enrol").mkdir(parents=True)
    request = encode(EnrolmentRequest("lontar.enrolment-request/1", first.token, device.public))
    (stick / f"enrol/{device.key_id}.enrol-request").write_bytes(request)
    assert device.key_id in run("enrol", "accept", stick, data=data).stdout
    assert "lab-1         PC ujian" in run("enrol", "list", data=data).stdout
    published = run("publish", event, "--out", tmp_path / "keluar", data=data)
    assert (published.returncode, "uji-2026-A: revisi 1, 2 peserta, 1 PC" in published.stdout) == (0, True), published.stderr
    assert "belum punya simpul ruang" in published.stderr
    secret = json.loads((tmp_path / "keluar/uji-2026-A.credentials.json").read_text())
    envelope = "".join(page.extract_text() for page in PdfReader(tmp_path / "keluar/uji-2026-A.amplop.pdf").pages)
    assert show_code(secret["officer_codes"]["Pengawas Satu"]) in envelope
    assert run("import", stick, data=data).returncode == 0
    assert len(list((stick / "orders").iterdir())) == 2
    assert len(list((stick / "packs").iterdir())) == 1
    assert verify_trust_list((stick / "trust.dsse.json").read_bytes(), first.root).revision == 1
    table = run("score", "--sitting", "uji-2026-A", data=data)
    assert (table.returncode, "Angin Contoh" in table.stdout) == (0, True)
    report = run("report", "uji-2026-A", "--out", tmp_path / "laporan", data=data)
    assert (report.returncode, (tmp_path / "laporan/daftar-hadir.pdf").exists()) == (0, True), report.stderr
    assert round(PdfReader(tmp_path / "laporan/daftar-hadir.pdf").pages[0].mediabox.height) == round(PAPER_F4[1])
    results = run("results", "uji-2026-A", "--out", tmp_path / "kiriman/hasil.zip", data=data)
    assert (results.returncode, "(0 peserta)" in results.stdout) == (0, True), results.stderr
    assert (tmp_path / "kiriman/hasil.zip").exists()
    roll = run("roll", "uji-2026-A", data=data)
    assert (roll.returncode, "2 terdaftar, 0 mengerjakan, 0 diterima, 0 kurang" in roll.stdout) == (0, True), roll.stderr
    assert "Tindakan pengawas sesi uji-2026-A: 0" in run("audit", "--sitting", "uji-2026-A", data=data).stdout
    assert run("provisional", "list", "uji-2026-A", data=data).stdout == ""
    nobody = run("provisional", "confirm", "uji-2026-A", "901", "--reason", "x", data=data)
    assert (nobody.returncode, nobody.stderr.split(":")[0]) == (1, "CEN-44")
    audit = run("audit", data=data)
    assert (audit.returncode, audit.stdout.count("utuh")) == (0, 2)
    assert run("enrol", "revoke", device.key_id[:8], data=data).returncode == 0


def test_the_server_says_its_url_answers_and_stops_when_told(data: Path):
    command = [sys.executable, "-m", "sync_server", "serve", "--host", "127.0.0.1", "--port", "0", "--data", str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()) as server:
        assert server.stdout is not None
        url = server.stdout.readline().strip().removeprefix("Lontar pusat: ")
        context = ssl.create_default_context(cafile=data / "tls/certificate.pem")
        with urllib.request.urlopen(f"{url}/v1/health", context=context, timeout=20) as answer:
            assert json.load(answer)["status"] == "ok"
        served = ssl.get_server_certificate(("127.0.0.1", int(url.rsplit(":", 1)[1])))
        assert fingerprint(served) == fingerprint((data / "tls/certificate.pem").read_text())
        taken = run("serve", "--host", "127.0.0.1", "--port", url.rsplit(":", 1)[1], data=data)
        assert (taken.returncode, taken.stderr.split(":")[0]) == (1, "CEN-07")
        server.send_signal(signal.SIGTERM)
        rest, errors = server.communicate(timeout=30)
    assert (rest, errors, server.returncode in (0, -signal.SIGTERM)) == ("", "", True)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["serve"], "CEN-01"),
        (["score"], "CEN-01"),
        (["terbang"], "CMD-01"),
        (["publish"], "CMD-01"),
        (["init", "--name", "X", "--approver", "tidak-ada.pub"], "SEA-06"),
    ],
)
def test_a_known_failure_is_one_line_with_its_code(tmp_path: Path, arguments: list[str], code: str):
    done = run(*arguments, data=tmp_path / "kosong")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{code}: ")
    assert len(done.stderr.splitlines()) == 1


def test_help_is_in_both_languages(tmp_path: Path):
    assert "menyiapkan pusat baru" in run("--help", data=tmp_path).stdout
    assert "set up a new centre" in run("init", "--help", "--lang", "en", data=tmp_path).stdout


def test_a_database_of_a_newer_program_is_left_alone(database_url: str):
    database = Database(database_url)
    upgrade(database)
    upgrade(database)
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    error = refused(upgrade, database)
    assert (error.code, "9999" in error.sentence()) == ("CEN-05", True)
    database.close()


@pytest.mark.parametrize("url", ["mysql://x/y", "bukan alamat", "postgresql://lontar@/tidak_ada?host=/tidak/ada"])
def test_a_database_that_cannot_be_used_is_a_sentence(url: str):
    def use() -> None:
        upgrade(Database(url))

    assert refused(use).code == "CEN-04"
