"""Files and notes in the log: whole or absent, never twice, and back after every crash."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_packs.assessment.interactions import DrawingInteraction, Picture, UploadInteraction
from question_packs.assessment.model import (
    AssessmentItem,
    AssessmentItemRef,
    AssessmentSection,
    AssessmentTest,
    TestPart,
    TimeLimits,
)
from question_packs.assessment.responses import FILE_PART_BYTES, FileName
from question_packs.records import events as ev
from question_packs.records.files import parts_of, whole_file
from tests.samples import refused
from tests.unit.delivery.exams import MINUTE_MS, Exam

PNG = b"\x89PNG\r\n\x1a\n"


def sitting_with_files() -> Exam:
    """One item with an upload of a PDF or text, and a drawing."""
    upload = UploadInteraction(
        response_identifier="BERKAS", media_types=("application/pdf", "text/plain"), max_bytes=300_000
    )
    drawing = DrawingInteraction(response_identifier="GAMBAR", picture=Picture("dasar.png", 300, 200, "dasar"))
    item = AssessmentItem("S-1", "S-1", "id", "<p>Serahkan.</p>", (upload, drawing))
    section = AssessmentSection("satu", "Satu", (AssessmentItemRef("S-1"),))
    test = AssessmentTest("UJI", "Uji", "id", "1", (TestPart("utama", (section,)),), TimeLimits(1800))
    return Exam(test, {"S-1": item}, 30 * MINUTE_MS).start()


def hand(sitting: Exam, data: bytes, name: str = "laporan.pdf", kind: str = "application/pdf", into: str = "BERKAS") -> None:
    sitting.keep(sitting.attempt.hand_file(sitting.items["S-1"], into, data, name, kind, sitting.now))


def pdf(size: int, letter: bytes = b"a") -> bytes:
    return b"%PDF-1.7\n" + letter * (size - 9)


def bodies(sitting: Exam) -> list[ev.EventBody]:
    return [ev.decode_event(line).body for line in sitting.lines]


@pytest.mark.parametrize("size", [9, FILE_PART_BYTES - 1, FILE_PART_BYTES, FILE_PART_BYTES + 1, 300_000])
def test_a_file_that_was_handed_in_comes_out_of_the_log_as_it_went_in(size) -> None:
    sitting, data = sitting_with_files(), pdf(size)
    hand(sitting, data)
    [text] = sitting.attempt.state.responses["S-1"]["BERKAS"]
    file = FileName.parse(text)
    assert (file.name, file.size, file.sha256) == ("laporan.pdf", size, hashlib.sha256(data).hexdigest())
    assert whole_file(file, bodies(sitting)) == data


def test_the_same_file_again_records_nothing_and_another_name_only_the_name() -> None:
    sitting = sitting_with_files()
    hand(sitting, pdf(100_000))
    before = len(sitting.recorded)
    hand(sitting, pdf(100_000))
    assert len(sitting.recorded) == before
    hand(sitting, pdf(100_000), "akhir.pdf")
    assert sitting.kinds[before:] == ["ResponseSaved"]


@pytest.mark.parametrize("cut", range(1, 6))
def test_a_hand_in_that_was_cut_anywhere_is_absent_and_can_be_made_again(cut) -> None:
    """A crash between the parts: the response does not name the file; what was kept of it is not sent twice."""
    sitting, data = sitting_with_files(), pdf(200_000)
    hand(sitting, data)
    began = sitting.kinds.index("FilePart")
    lines = sitting.lines[: began + cut - 1]
    again = Exam(sitting.test, sitting.items, sitting.allotted_ms)
    again.attempt = sitting.reloaded(lines)
    again.recorded = sitting.recorded[: began + cut - 1]
    assert again.attempt.state.responses == {}
    again.keep(again.attempt.confirm("restart", None, again.now))
    hand(again, data)
    assert again.kinds.count("FilePart") == sitting.kinds.count("FilePart")
    [text] = again.attempt.state.responses["S-1"]["BERKAS"]
    assert whole_file(FileName.parse(text), bodies(again)) == data


@pytest.mark.parametrize(
    ("data", "name", "kind", "code"),
    [
        (b"MZ\x90", "program.exe", "application/x-msdownload", "RSP-07"),
        (b"MZ\x90", "laporan.pdf", "application/pdf", "RSP-07"),
        (pdf(50), "laporan.exe", "application/pdf", "RSP-07"),
        (PNG, "foto.png", "image/png", "RSP-07"),
        (b"a\0b", "catatan.txt", "text/plain", "RSP-07"),
        (b"", "catatan.txt", "text/plain", "RSP-08"),
        (pdf(300_001), "laporan.pdf", "application/pdf", "RSP-08"),
    ],
)
def test_a_file_of_another_kind_or_size_is_refused_before_anything_is_recorded(data, name, kind, code) -> None:
    sitting = sitting_with_files()
    assert sitting.refused(hand, sitting, data, name, kind) == code


def test_a_drawing_takes_a_png_and_a_name_that_no_disk_holds_is_made_plain() -> None:
    sitting = sitting_with_files()
    hand(sitting, PNG + b"x", "gambar.png", "image/png", "GAMBAR")
    hand(sitting, pdf(20), "../../" + "n" * 300 + "\n.pdf")
    file = FileName.parse(sitting.attempt.state.responses["S-1"]["BERKAS"][0])
    assert len(file.name) == 120
    assert "/" not in file.name
    assert file.name.endswith(".pdf")


def test_too_many_files_are_refused_and_the_last_one_holds(monkeypatch) -> None:
    monkeypatch.setattr("desktop_app.delivery.attempt.MAX_FILES_BYTES", 4 * FILE_PART_BYTES)
    sitting = sitting_with_files()
    hand(sitting, pdf(3 * FILE_PART_BYTES))
    assert sitting.refused(hand, sitting, pdf(2 * FILE_PART_BYTES, b"b")) == "RSP-09"
    assert len(sitting.attempt.state.responses["S-1"]["BERKAS"]) == 1


@given(st.binary(min_size=1, max_size=3 * FILE_PART_BYTES), st.data())
@settings(max_examples=30)
def test_a_part_that_is_missing_or_changed_is_noticed(data, draw) -> None:
    parts = list(parts_of(data))
    file = FileName(hashlib.sha256(data).hexdigest(), len(data), "text/plain", "a.txt")
    assert whole_file(file, [*parts, *parts]) == data, "a part that came twice is one part"
    place = draw.draw(st.integers(0, len(parts) - 1))
    other = ev.FilePart(file.sha256, place, len(parts), "QUJD")
    assert refused(whole_file, file, parts[:place] + parts[place + 1 :]).code == "REC-05"
    if parts[place] != other:
        assert refused(whole_file, file, [*parts[:place], other, *parts[place + 1 :]]).code == "REC-05"


def test_a_note_is_kept_for_its_item_and_comes_back() -> None:
    sitting = sitting_with_files()
    sitting.keep(sitting.attempt.keep_note("coret B", sitting.now))
    sitting.keep(sitting.attempt.keep_note("coret B", sitting.now))
    assert sitting.kinds.count("Noted") == 1
    assert sitting.reloaded(sitting.lines).state.notes == {"S-1": "coret B"}
    assert sitting.refused(sitting.attempt.keep_note, "x" * 4001, sitting.now) == "RSP-10"


def test_the_file_handed_in_last_can_be_shown_again_after_a_crash() -> None:
    sitting = sitting_with_files()
    assert sitting.attempt.handed_file("BERKAS") is None
    hand(sitting, pdf(100_000))
    hand(sitting, pdf(60_000, b"b"), "akhir.pdf")
    for attempt in (sitting.attempt, sitting.reloaded(sitting.lines)):
        assert attempt.handed_file("BERKAS") == pdf(60_000, b"b")
        assert attempt.handed_file("GAMBAR") is None
