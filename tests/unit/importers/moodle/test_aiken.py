"""Aiken: strict, with the line of everything that is wrong, and one bad question stops no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_packs.assessment import interactions as ia
from question_packs.importers.aiken import read_aiken
from question_packs.importers.found import Found, no_progress
from question_packs.importers.report_text import report_lines
from question_packs.importers.sources import read_found
from tests.unit.importers.moodle.moodle_files import codes, points

GOOD = "Apa ibu kota negara?\nA. Bandung\nB) Nusantara\nANSWER: B\n"


def aiken(text: str) -> Found:
    return read_aiken(text, "kuis.txt", no_progress)


def test_options_with_dots_and_brackets_and_texts_of_several_lines() -> None:
    found = aiken("Baris satu\nbaris < dua\nA. Bandung\nkota kembang\n\nB) Nusantara\n\nANSWER: B")
    item = next(iter(found.items.values())).item
    assert item.body == "<p>Baris satu<br> baris &lt; dua</p>"
    choice = item.interactions[0]
    assert isinstance(choice, ia.ChoiceInteraction)
    assert [each.content for each in choice.simple_choices] == ["Bandung<br> kota kembang", "Nusantara"]
    assert [points(found, {"RESPONSE": (each,)}) for each in "AB"] == ["0.00", "1.00"]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("Soal\nA. a\nB. b", "GFT-06", "6"),
        ("Soal\nA. a\nB. b\nANSWER: C", "GFT-07", "9"),
        ("Soal\nA. a\nB. b\nANSWER:", "GFT-07", "9"),
        ("Soal\nA. a\nB. b\nANSWER: b", "GFT-07", "9"),
        ("Soal\nA. a\nA. b\nANSWER: A", "GFT-08", "9"),
        ("A. a\nB. b\nANSWER: A", "GFT-09", "8"),
        ("Soal\nA.\nB. b\nANSWER: B", "GFT-11", "9"),
        ("Soal\nA. a\nANSWER: A", "MDL-11", "8"),
    ],
)
def test_each_refusal_names_its_line_and_stops_no_other_question(text: str, code: str, line: str) -> None:
    found = aiken(f"{GOOD}\n{text}\n\n{GOOD}")
    assert [each.status for each in found.reports] == ["imported", "refused", "imported"]
    assert codes(found.reports[1]) == [code]
    assert found.reports[1].notes[0].where == line


def test_windows_line_ends_and_the_report(tmp_path: Path) -> None:
    path = tmp_path / "kuis.txt"
    path.write_bytes((GOOD + "\nTanpa jawaban\nA. a\nB. b\n").replace("\n", "\r\n").encode("utf-8-sig"))
    assert list(report_lines(read_found(path), "id")) == [
        "kuis.txt · Aiken · 2 butir",
        "==========================",
        "diimpor  butir soal-1  (kuis.txt:1, multichoice)",
        "ditolak  butir soal-2  (kuis.txt:6, multichoice)",
        "    GFT-06  6: Baris ANSWER: untuk soal ini tidak ada. Tambahkan di bawah pilihannya.",
        "Dari 2: 1 diimpor, 0 diimpor dengan kehilangan, 1 ditolak.",
    ]


@given(st.lists(st.sampled_from(["Soal", "A. a", "B) b", "C.", "ANSWER: A", "ANSWER:", "", " ", "ANSWER: AB", "{=x}"])))
def test_no_text_breaks_the_reader(lines: list[str]) -> None:
    found = aiken("\n".join(lines))
    assert len(found.items) == found.count("imported") + found.count("with_loss")
    assert len(found.reports) >= sum(line.startswith("ANSWER") for line in lines)
