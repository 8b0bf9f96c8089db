"""The template: what it holds, and that whoever fills it in as its examples show loses nothing."""

import csv
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from question_packs.__main__ import main
from question_packs.importers.drafts import draft_of
from question_packs.importers.sources import read_found
from question_packs.importers.spreadsheet.kinds import USED, kind_named
from question_packs.importers.spreadsheet.template_pages import Language, example_rows, pages
from tests.unit.importers.spreadsheet.tables import xlsx

LANGUAGES: tuple[Language, ...] = ("id", "en")


def made(path: Path, *arguments: str) -> Path:
    assert main(["template", str(path), *arguments]) == 0
    return path


def test_the_examples_show_every_kind(tmp_path: Path) -> None:
    for language in LANGUAGES:
        kinds = {kind_named(row[3]) for row in example_rows(language)}
        assert kinds == USED.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_filled_in_as_its_examples_show_comes_in_without_a_loss(tmp_path: Path, language: Language) -> None:
    path = made(tmp_path / "soal.xlsx", "--lang", language)
    book = openpyxl.load_workbook(path)
    questions, _, examples, _ = (book[name] for name in book.sheetnames)
    for row in examples.iter_rows(min_row=2):
        for cell in row:
            questions.cell(cell.row, cell.column).value = cell.value
    book.save(path)
    found = read_found(path)
    assert {(each.status, each.notes) for each in found.reports} == {("imported", ())}
    assert found.notes == []
    assert len(draft_of(found).items) == len(example_rows(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_csv_holds_the_examples_and_comes_in_without_a_loss(tmp_path: Path, language: Language) -> None:
    found = read_found(made(tmp_path / "soal.csv", "--lang", language))
    assert [(each.status, each.notes) for each in found.reports] == [("imported", ())] * len(example_rows(language))


def test_the_csv_opens_rightly_in_excel(tmp_path: Path) -> None:
    data = made(tmp_path / "soal.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfkode;judul;bagian;jenis;soal;")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ods_holds_the_same_pages_as_the_workbook(tmp_path: Path, language: Language) -> None:
    path = made(tmp_path / "soal.ods", "--lang", language)
    with zipfile.ZipFile(path) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        root = etree.fromstring(archive.read("content.xml"))
        settings = archive.read("settings.xml")
    text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
    shown = ["".join(each.itertext()) for each in root.iter(text)]
    wanted = [
        line for page in pages(language) for row in page.rows for cell in row if cell for line in cell.split("\n") if line
    ]
    assert [line for line in shown if line] == wanted
    assert settings.count(b"HorizontalSplitPosition") == 3
    reports = read_found(path).reports
    assert [(each.kind, each.status) for each in reports] == [("stimulus", "imported")]


def test_every_cell_of_the_tables_is_text_and_their_headings_stay_in_sight(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(made(tmp_path / "soal.xlsx"))
    assert book.sheetnames == ["Soal", "Petunjuk", "Contoh", "Bacaan"]
    sheet = book["Soal"]
    assert sheet.freeze_panes == "B2"
    assert {each.number_format for each in sheet[1]} == {"@"}
    assert {dimension.number_format for dimension in sheet.column_dimensions.values()} == {"@"}
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists["D2:D2001"].startswith('"pilihan,pilihan jamak,')
    assert '"ya,tidak"' in lists.values()


def test_a_template_of_another_format_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", str(tmp_path / "soal.doc")]) == 1
    assert main(["template", str(tmp_path / "tidak-ada" / "soal.csv")]) == 1
    said = capsys.readouterr().err.splitlines()
    assert [line[:6] for line in said] == ["SHT-72", "BLD-54"]


def test_the_help_is_one_page(tmp_path: Path) -> None:
    for language in LANGUAGES:
        assert len(pages(language)[1].rows) < 30
    found = read_found(xlsx(tmp_path / "a.xlsx", {each.name: each.rows for each in pages("id")}))
    assert [note.problem.code for note in found.notes] == ["SHT-15"]  # the help is no question, and nothing else is there


def test_a_template_that_nobody_has_filled_in_yet_says_so(tmp_path: Path) -> None:
    found = read_found(made(tmp_path / "soal.xlsx"))
    assert [note.problem.code for note in found.notes] == ["SHT-15"]
    assert found.items == {}
