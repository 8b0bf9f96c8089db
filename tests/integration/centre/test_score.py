"""Attempts are assembled and scored; a fork waits for a person; a result is added, never edited."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import msgspec
import openpyxl
import pytest

from question_packs.records import events as ev
from question_packs.records.receipts import verify_receipt, verify_result
from question_packs.records.segments import build_segment
from question_packs.records.stick import seal_bundle
from question_packs.scoring.answer_key import seal_answer_key
from question_packs.sealing.keys import KeyPair
from sync_server.services.audit import Auditor
from sync_server.services.event_words import event_in_words
from sync_server.services.report import Reporter
from sync_server.services.score import Resolution
from sync_server.store import logs, results
from tests.integration.centre.house import House, shown
from tests.samples import ATTEMPT, SITTING, answer_key, bodies, chain, refused, right_wrong, segment, segment_header

EVENT = "acara"


def answers(**responses: str) -> list[bytes]:
    """An attempt with these answers, handed in."""
    saved = [ev.ResponseSaved(item.replace("_", "-"), (choice,)) for item, choice in responses.items()]
    return chain([bodies()[0], *saved, ev.Submitted("by_candidate", len(saved), 3 - len(saved), 0)])


def score(house: House, **options):
    sitting = house.centre.scorer.find_sitting(SITTING)
    return {each.entry.candidate_number: each for each in house.centre.scorer.score_sitting(sitting, "uji", **options)}


def stored_results(house: House) -> list[results.ResultRow]:
    with house.centre.database.read() as connection:
        newest = results.newest_results(connection, EVENT, [ATTEMPT])
    return list(newest.values())


def test_a_complete_attempt_is_scored_with_everything_it_rests_on(house: House):
    lines = answers(S_1="A", S_2="B", S_3="A")
    house.take(segment(lines, house.device))
    scored = score(house)
    record = scored["001"].record
    assert record is not None
    assert record.outcome is not None
    assert (record.outcome.total.score, record.outcome.total.maximum) == (Decimal("2.00"), Decimal("3.00"))
    assert (record.status, record.head_hash, record.device_id) == ("complete", ev.event_hash(lines[-1]), house.device.key_id)
    assert (record.pack_digest, len(record.key_digest), record.outcome.key_version) == ("0" * 64, 64, "1")
    assert (scored["002"].record, scored["002"].is_new) == (None, False)


def test_scoring_again_adds_a_result_only_if_something_is_new(house: House, tmp_path: Path):
    house.take(segment(answers(S_1="A"), house.device))
    assert score(house)["001"].is_new
    again = score(house)["001"]
    assert (again.is_new, again.record is not None) == (False, True)
    corrected = tmp_path / "koreksi.answer-key"
    key = msgspec.structs.replace(answer_key(*(right_wrong(each, "B") for each in ("S-1", "S-2", "S-3"))), version="2")
    corrected.write_bytes(seal_answer_key(key, house.approvers, [house.centre.files.centre_key.public.recipient]))
    after = score(house, key_file=corrected)["001"]
    assert after.record is not None
    assert after.record.outcome is not None
    assert (after.is_new, after.record.outcome.total.score, after.record.outcome.key_version) == (True, Decimal("0.00"), "2")
    assert [row.number for row in stored_results(house)] == [1]


def test_an_open_attempt_waits_unless_it_is_asked_for(house: House):
    order = house.centre.directory.snapshot().sittings[SITTING].order
    house.put_order(msgspec.structs.replace(order, revision=2, closes_at="2099-01-01T00:00:00Z"))
    house.centre.directory.renew()
    house.take(segment(answers(S_1="A", S_2="A"), house.device, 0, 1))
    assert score(house)["001"].record is None
    record = score(house, include_open=True)["001"].record
    assert record is not None
    assert record.outcome is not None
    assert (record.status, record.outcome.total.score) == ("incomplete", Decimal("1.00"))


def test_no_answer_key_is_a_sentence(house: House):
    house.take(segment(answers(S_1="A"), house.device))
    house.centre.files.answer_key_path("0" * 64).unlink()
    assert refused(score, house).code == "CEN-41"
    assert refused(house.centre.scorer.find_sitting, "sesi-antah").code == "CEN-40"


@pytest.fixture
def forked(house: House) -> tuple[House, KeyPair]:
    """Two PCs sent different logs of one attempt; the second answered better."""
    other = KeyPair.generate("PC-02", "device")
    house.enrol(other)
    house.centre.directory.renew()
    house.take(segment(answers(S_1="A"), house.device))
    house.take(segment(answers(S_1="A", S_2="A"), other))
    return house, other


def test_a_fork_is_never_chosen_silently(forked: tuple[House, KeyPair]):
    house, other = forked
    record = score(house)["001"].record
    assert record is not None
    assert (record.status, record.outcome) == ("fork", None)
    assert refused(house.centre.scorer.resolve, Resolution(ATTEMPT, other.key_id, "", "")).code == "CEN-43"
    assert refused(house.centre.scorer.resolve, Resolution(ATTEMPT, "f" * 64, "Ketua", "alasan")).code == "CEN-43"
    assert refused(house.centre.scorer.resolve, Resolution("f" * 32, other.key_id, "Ketua", "alasan")).code == "CEN-42"
    house.centre.scorer.resolve(Resolution(ATTEMPT, other.key_id[:12], "Ketua Panitia", "PC pertama rusak"))
    record = score(house)["001"].record
    assert record is not None
    assert record.outcome is not None
    assert (record.status, record.outcome.total.score, record.chosen_device) == ("complete", Decimal("2.00"), other.key_id)
    (log,) = [
        each for each in Auditor(house.centre.database, house.centre.directory, house.centre.scorer).logs() if each.event_id
    ]
    assert [row.act for row in log.rows] == ["fork", "score", "resolve", "score"]
    assert (log.broken_at, log.rows[2].who) == (None, "Ketua Panitia")


def epoch_segment(house: House, epoch: int, some: list[ev.EventBody], device: KeyPair | None = None) -> bytes:
    """A whole later epoch of the attempt."""
    lines, device = chain(some, ATTEMPT, epoch), device or house.device
    header = msgspec.structs.replace(
        segment_header(lines, device), epoch=epoch, previous_hash=ev.genesis_hash(ATTEMPT, epoch)
    )
    return build_segment(header, lines, device)


def test_a_new_start_counts_instead_of_one_that_was_undone(house: House):
    undone = ev.Incident("start_undone", "salah sesi", "a" * 32)
    house.take(segment(chain([bodies()[0], ev.ResponseSaved("S-2", ("A",)), undone]), house.device))
    voided = score(house)["001"].record
    assert voided is not None
    assert (voided.status, voided.outcome) == ("voided", None)
    some = [bodies()[0], ev.ResponseSaved("S-1", ("A",)), ev.Submitted("by_candidate", 1, 2, 0)]
    (receipt,) = house.take(epoch_segment(house, 1, some))
    record = score(house)["001"].record
    assert record is not None
    assert record.outcome is not None
    assert (receipt.complete, record.epoch, record.outcome.total.score) == (True, 1, Decimal("1.00"))


def test_what_the_old_pc_wrote_after_the_transfer_is_a_fork_however_late_it_comes(house: House):
    other = KeyPair.generate("PC-02", "device")
    house.enrol(other)
    house.centre.directory.renew()
    old = answers(S_1="A", S_2="A")
    link = ev.Transferred(house.device.key_id, other.key_id, "PC mati", 0, 1, ev.event_hash(old[1]), "b" * 32)
    moved = epoch_segment(house, 1, [link, ev.Resumed("", 0), ev.Submitted("by_candidate", 1, 2, 0)], other)
    begun = segment(old, house.device, 0, 1)
    receipts = house.take(begun, moved)
    assert (receipts[1].status, receipts[1].complete) == ("accepted", True)
    late = segment(old, house.device, 2)
    assert [(each.status, each.complete) for each in house.take(late, moved)] == [("fork", False)] * 2
    record = score(house)["001"].record
    assert record is not None
    assert record.status == "fork"
    house.centre.scorer.resolve(Resolution(ATTEMPT, other.key_id, "Ketua Panitia", "PC lama rusak"))
    record = score(house)["001"].record
    assert record is not None
    assert record.outcome is not None
    assert (record.status, record.epoch, record.outcome.total.score) == ("complete", 1, Decimal("1.00"))
    with house.centre.database.read() as connection:
        assert [row.act for row in logs.audit_rows(connection, EVENT)].count("fork") == 1


def test_the_audit_tells_the_attempt_in_words_and_finds_an_altered_row(house: House):
    house.take(segment(answers(S_1="B", S_2="D"), house.device))
    auditor = Auditor(house.centre.database, house.centre.directory, house.centre.scorer)
    trail = auditor.attempt(ATTEMPT)
    assert trail.is_whole
    told = list(event_in_words(trail.events, trail.time_zone, "id"))
    assert told[1] == "10:01:00 jawaban S-1: - -> B"
    assert told[-1].startswith("10:03:00 diserahkan")
    with house.centre.database.write() as connection:
        connection.exec_driver_sql("UPDATE segment SET received_at = 'x', digest = 'y'")
        connection.exec_driver_sql("UPDATE audit_entry SET who = 'orang lain'")
    assert not auditor.attempt(ATTEMPT).is_whole
    assert {each.broken_at for each in auditor.logs()} == {0}


def test_results_are_exported_with_the_nip_as_text(house: House, tmp_path: Path):
    house.take(segment(answers(S_1="A"), house.device))
    score(house)
    sitting = house.centre.scorer.find_sitting(SITTING)
    reporter = Reporter(house.centre.database, house.centre.scorer, house.centre.documents, "uji")
    written = {each.name for each in reporter.write(sitting, tmp_path / "hasil")}
    assert {"hasil.csv", "hasil.xlsx", "berita-acara.pdf", "daftar-hadir.pdf", "rekap-nilai.pdf", "001.pdf"} <= written
    rows = list(csv.DictReader(io.StringIO((tmp_path / "hasil/hasil.csv").read_text("utf-8-sig"))))
    assert [(row["nomor_peserta"], row["status"], row["nilai_total"]) for row in rows][:2] == [
        ("001", "complete", "1.00"),
        ("002", "missing", ""),
    ]
    sheet = openpyxl.load_workbook(tmp_path / "hasil/hasil.xlsx")["Hasil"]
    nip = next(cell for cell in sheet[2] if sheet.cell(1, cell.column).value == "nip")
    assert (nip.data_type, nip.value) == ("s", "198501012010011001")


def test_a_stick_is_taken_in_and_answered_whatever_is_damaged_on_it(house: House, tmp_path: Path):
    order = house.centre.directory.snapshot().sittings[SITTING].order
    sealed = house.put_order(shown(order, 2))
    stick, lines = tmp_path / "stik", answers(S_1="A")
    (stick / "segments").mkdir(parents=True)
    recipient = house.centre.files.centre_key.public.recipient
    envelope = segment(lines, house.device)
    good = seal_bundle(envelope, recipient)
    (stick / "segments/a.bundle").write_bytes(good[:-9])
    (stick / "segments/b.bundle").write_bytes(good)
    (stick / "segments/c.bundle").write_bytes(seal_bundle(b"{}", recipient))
    (stick / "segments/d.bundle").write_bytes(b"")
    outcomes = {each.path.name: each for each in house.centre.stick.take(stick)}
    codes = {name: each.problem.code for name, each in outcomes.items() if each.problem}
    assert codes == {"a.bundle": "SEA-03", "c.bundle": "REC-01", "d.bundle": "SEA-03"}
    receipt = outcomes["b.bundle"].receipt
    assert receipt is not None
    assert receipt.complete
    back = verify_receipt((stick / f"receipts/{receipt.segment_digest}.receipt").read_bytes(), house.centre.files.trust)
    assert back == receipt
    result = verify_result((stick / f"results/{ATTEMPT}.result").read_bytes(), house.centre.files.trust)
    assert result.total.score == "1.00"
    assert [each.read_bytes() for each in (stick / "orders").iterdir()] == [sealed]
    assert (stick / "trust.dsse.json").read_bytes() == house.centre.files.trust_envelope
    assert house.centre.ingest.take([envelope]) == [(stick / f"receipts/{receipt.segment_digest}.receipt").read_bytes()]
