"""The roster: all rows are right or none is taken, and every fault is named with its row."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from sync_server.services.roster import read_roster
from tests.samples import refused

SAMPLE = Path(__file__).parents[3] / "question_packs/samples/peserta/peserta.csv"
HEADER = "candidate_number,name,nip,position,unit,sitting,seat,form,accommodation,photo"
GOOD = "001,Angin Contoh,198501012010011911,Analis,Bidang Satu,A,01,utama,,"


def read(path: Path):
    return read_roster(path, {"A", "B"}, {"utama"})


def faults(tmp_path: Path, *rows: str) -> list[str]:
    path = tmp_path / "peserta.csv"
    path.write_text("\n".join([HEADER, GOOD, *rows]))
    error = refused(read, path)
    assert error.code == "CEN-31"
    return str(error.values["rows"]).splitlines()


def test_the_sample_roster_has_176_people_in_two_sittings():
    people = read(SAMPLE)
    assert len(people) == 176
    assert {sum(each.sitting == name for each in people) for name in "AB"} == {88}
    assert sorted((each.accommodation.extra_time_percent, each.accommodation.zoom_percent) for each in people)[-2:] == [
        (20, 150),
        (30, 100),
    ]
    assert any(each.photo for each in people)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("001,Riak,198602022011012912,Analis,X,A,02,utama,,", ["baris 3: nomor peserta 001", "baris 2"]),
        ("002,Riak,198501012010011911,Analis,X,A,02,utama,,", ["baris 3: NIP 198501012010011911", "baris 2"]),
        ("002,Riak,19860202201101291,Analis,X,A,02,utama,,", ["baris 3", "17 angka"]),
        ("002,Riak,1.98501E+17,Analis,X,A,02,utama,,", ["baris 3", "lembar kerja"]),
        ("002,Riak,198602022011012912,Analis,,A,02,utama,,", ["baris 3: kolom unit kosong"]),
        ("002,Riak,198602022011012912,Analis,X,A,01,utama,,", ["baris 3: kursi 01 pada sesi A", "baris 2"]),
        ("002,Riak,198602022011012912,Analis,X,A,02,lain,,", ["baris 3: naskah lain"]),
        ("002,Riak,198602022011012912,Analis,X,C,02,utama,,", ["baris 3: sesi C"]),
        ("002,Riak,198602022011012912,Analis,X,A,02,utama,lama=3,", ["baris 3: penyesuaian"]),
        ("002,Riak,198602022011012912,Analis,X,A,02,utama,zoom=900,", ["baris 3: penyesuaian di luar batas"]),
        ("002,Riak,198602022011012912,Analis,X,A,02,utama,,tidak-ada.png", ["baris 3: foto tidak-ada.png"]),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, row: str, words: list[str]):
    (fault,) = faults(tmp_path, row)
    assert all(word in fault for word in words)


def test_all_bad_rows_are_named_at_once(tmp_path: Path):
    found = faults(tmp_path, "002,,x,Analis,,A,02,utama,,", "", "003,Kabut,y,Analis,X,A,03,utama,,")
    assert [each.split(":")[0] for each in found] == ["baris 3", "baris 3", "baris 3", "baris 4"]


def test_a_missing_column_is_named(tmp_path: Path):
    path = tmp_path / "peserta.csv"
    path.write_text("candidate_number,name\n1,a\n")
    assert "nip" in str(refused(read, path).values["rows"])


def test_semicolons_and_a_byte_order_mark_are_read(tmp_path: Path):
    path = tmp_path / "peserta.csv"
    path.write_text("\ufeff" + f"{HEADER}\n{GOOD}\n".replace(",", ";"), encoding="utf-8")
    assert [each.candidate_number for each in read(path)] == ["001"]


def workbook(path: Path, nip: object) -> Path:
    book = openpyxl.Workbook()
    book.active.append(HEADER.split(","))
    book.active.append(["001", "Angin Contoh", nip, "Analis", "Bidang Satu", "A", 1, "utama"])
    book.save(path)
    return path


def test_a_workbook_is_read_and_an_nip_stored_as_a_number_is_refused(tmp_path: Path):
    (person,) = read(workbook(tmp_path / "teks.xlsx", "198501012010011911"))
    assert (person.nip, person.seat) == ("198501012010011911", "1")
    fault = str(refused(read, workbook(tmp_path / "angka.xlsx", 198501012010011911)).values["rows"])
    assert fault.startswith("baris 2: NIP '1.98501E+17'")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04rusak", b"\xff\xfe\x00"])
@pytest.mark.parametrize("name", ["peserta.csv", "peserta.xlsx"])
def test_a_damaged_file_is_a_known_failure(tmp_path: Path, name: str, content: bytes):
    (tmp_path / name).write_bytes(content)
    assert refused(read, tmp_path / name).code in ("CEN-06", "CEN-31")


def test_the_faults_are_told_in_english_too(tmp_path: Path):
    path = tmp_path / "peserta.csv"
    row = "002,Riak,1.98501E+17,Analis,,{A},01,lain,lama=3,tidak-ada.png"
    path.write_text("\n".join([HEADER, GOOD, "001,Riak,198501012010011911,Analis,X,A,01,utama,zoom=900,", row]))
    sentence = refused(read, path).sentence("en")
    assert sentence.count("row 3:") == 4
    assert sentence.count("row 4:") == 6
    for words in (
        "candidate number 001 is used in row 2",
        "column unit is empty",
        "a spreadsheet changed it",
        "sitting {A}",
    ):
        assert words in sentence
    assert not any(words in sentence for words in ("baris", "kolom", "kursi", "naskah", "penyesuaian"))
