"""The same table in every format; CSV from every program; tables together with their pictures."""

import codecs
import csv
import io
import zipfile
from pathlib import Path

import msgspec
import pytest

from question_packs.__main__ import main
from question_packs.errors import KnownError
from question_packs.importers.drafts import draft_of
from question_packs.importers.sources import read_found
from question_packs.importers.spreadsheet.sheets import MAX_ROWS
from tests.unit.importers.spreadsheet.tables import (
    CHOICE,
    codes,
    ods,
    ods_cell,
    ods_row,
    ods_table,
    refusal,
    table,
    worth,
    xlsx,
)
from tests.unit.importers.spreadsheet.test_kinds import OF_EACH_KIND
from tests.unit.importers.spreadsheet.test_office_programs import png

PASSAGES = [["kode", "judul", "teks"], ["B1", "Arsip", "Paragraf satu.\n\nParagraf **dua**."]]


def csv_text(rows: list[list[str]], delimiter: str) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def test_xlsx_ods_and_csv_give_the_same_questions(tmp_path: Path) -> None:
    rows = table(*OF_EACH_KIND)
    (tmp_path / "ujian.csv").write_text(csv_text(rows, ";"), "utf-8-sig")
    paths = [
        xlsx(tmp_path / "ujian.xlsx", {"Soal": rows}), ods(tmp_path / "ujian.ods", ods_table(rows)), tmp_path / "ujian.csv",
    ]  # fmt: skip
    founds = [read_found(path) for path in paths]
    assert [each.format for each in founds] == ["XLSX", "ODS", "CSV"]
    drafts = [msgspec.to_builtins((each.tests, each.items, draft_of(each).key)) for each in founds]
    assert drafts[0] == drafts[1] == drafts[2]
    assert len(founds[2].items) == len(OF_EACH_KIND)


# --- CSV


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE),
     ("cp1252", b"")],
)  # fmt: skip
def test_encoding_and_separator_of_a_csv_are_found_out(tmp_path: Path, encoding: str, mark: bytes, delimiter: str) -> None:
    question = CHOICE | {"soal": 'Café "½" – harga; lalu, apa?\nBaris dua'}
    data = mark + csv_text(table(question), delimiter).encode(encoding)
    (tmp_path / "soal.csv").write_bytes(data)
    assert read_found(tmp_path / "soal.csv").items["S1"].item.body == (
        '<p>Café "½" – harga; lalu, apa?<br>\nBaris dua</p>\n'
    )


def test_a_csv_is_known_by_its_headings_even_without_its_name(tmp_path: Path) -> None:
    (tmp_path / "soal.dat").write_text("sep=;\n" + csv_text(table(CHOICE), ";"))
    assert read_found(tmp_path / "soal.dat").reports[0].source == "3"
    (tmp_path / "catatan.txt").write_text("bukan soal, hanya catatan")
    with pytest.raises(KnownError, match="IMP-11"):
        read_found(tmp_path / "catatan.txt")


@pytest.mark.parametrize(
    "data", ["soal;kunci\nпривет;A\n".encode("cp1251"), b"soal,kunci\n\x81\x8d,A\n", b"\xff\xfes\0o\0a"]
)
def test_a_csv_whose_letters_cannot_be_told_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "soal.csv").write_bytes(data)
    with pytest.raises(KnownError) as refused:
        read_found(tmp_path / "soal.csv")
    assert refused.value.code == "SHT-04"
    assert "CSV UTF-8" in refused.value.sentence("id")


@pytest.mark.parametrize("data", [b'soal,kunci\n"tidak ditutup,A\n', b"soal,kunci\n\0\0,A\n"])
def test_a_csv_that_is_no_whole_table_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "soal.csv").write_bytes(data)
    with pytest.raises(KnownError, match="SHT-05"):
        read_found(tmp_path / "soal.csv")


def test_a_csv_row_that_has_shifted_is_refused(tmp_path: Path) -> None:
    (tmp_path / "soal.csv").write_text("soal,A,B,kunci\nSatu, dua, atau tiga?,x,y,A\nEmpat?,x,y,A\n")
    found = read_found(tmp_path / "soal.csv")
    assert refusal(found)[0] == "SHT-30"
    assert found.reports[1].status == "imported"


def test_a_million_rows_of_csv_are_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "soal.csv").write_bytes(b"soal,kunci\n" + b"x,A\n" * 1_000_000)
    with pytest.raises(KnownError, match=f"A{MAX_ROWS + 1} "):
        read_found(tmp_path / "soal.csv")


# --- ODS


def ods_with(path: Path, cell: str, row: str = "", styles: str = "") -> Path:
    """A table of one question whose first option is the XML `cell`."""
    headings, values = table(CHOICE)
    cells = [cell if heading == "A" else ods_cell(text) for heading, text in zip(headings, values, strict=True)]
    body = ods_row([ods_cell(text) for text in headings]) + ods_row(cells, row)
    return ods(path, f'<table:table table:name="Soal">{body}</table:table>', styles)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ('<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>', "SHT-20"),
        ('<table:table-cell office:value-type="date" office:date-value="2026-02-01"><text:p>1 Feb</text:p>'
         "</table:table-cell>", "SHT-21"),
        ('<table:table-cell office:value-type="float" office:value="1.98501012010011E+017"/>', "SHT-22"),
        ('<table:table-cell office:value-type="boolean" office:boolean-value="true"/>', "SHT-23"),
        ('<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#REF!</text:p>'
         "</table:table-cell>", "SHT-24"),
        ('<table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>x</text:p>'
         "</table:table-cell>", "SHT-25"),
        ('<table:table-cell office:value-type="currency" office:value="5"><text:p>Rp5</text:p></table:table-cell>',
         "SHT-27"),
    ],
)  # fmt: skip
def test_what_libreoffice_makes_of_a_cell_is_seen(tmp_path: Path, cell: str, code: str) -> None:
    assert refusal(read_found(ods_with(tmp_path / "soal.ods", cell)))[0] == code


@pytest.mark.parametrize("visibility", ["collapse", "filter"])
def test_hidden_and_filtered_rows_of_libreoffice_are_refused(tmp_path: Path, visibility: str) -> None:
    path = ods_with(tmp_path / "soal.ods", ods_cell("x"), f'table:visibility="{visibility}"')
    assert refusal(read_found(path))[0] == "SHT-26"


def test_texts_of_libreoffice_keep_their_lines_blanks_and_raised_letters(tmp_path: Path) -> None:
    raised = '<style:text-properties style:text-position="super 58%"/>'
    styles = f'<style:style style:name="T1" style:family="text">{raised}</style:style>'
    cell = (
        '<table:table-cell office:value-type="string">\n <office:annotation><text:p>periksa</text:p></office:annotation>\n'
        ' <text:p>10<text:span text:style-name="T1">2</text:span><text:s/>m</text:p>\n'
        " <text:p>dua</text:p></table:table-cell>"
    )
    found = read_found(ods_with(tmp_path / "soal.ods", cell, styles=styles))
    assert found.items["S1"].item.interactions[0].simple_choices[0].content == "10<sup>2</sup> m<br>\ndua"
    assert [note.problem.code for note in found.notes] == ["SHT-13"]


def test_the_empty_million_rows_that_libreoffice_writes_are_nothing_and_full_ones_are_refused(tmp_path: Path) -> None:
    wide = '<table:table-cell table:number-columns-repeated="16384"'
    long = 'table:number-rows-repeated="1048574"'
    rows = ods_table(table(CHOICE)).removesuffix("</table:table>")
    path = ods(tmp_path / "soal.ods", f"{rows}{ods_row([f'{wide}/>'], long)}</table:table>")
    assert len(read_found(path).items) == 1
    full = f'{wide} office:value-type="float" office:value="1"/>'
    for row in (ods_row([ods_cell("x")], long), ods_row([full])):
        with pytest.raises(KnownError, match="SHT-03"):
            read_found(ods(tmp_path / "soal.ods", f"{rows}{row}</table:table>"))


def test_a_protected_ods_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = ods(tmp_path / "soal.ods", ods_table(table(CHOICE)))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    with pytest.raises(KnownError, match="SHT-01"):
        read_found(path)


# --- passages and pictures


def test_questions_share_a_passage_by_its_code(tmp_path: Path) -> None:
    rows = table(CHOICE | {"bacaan": "b1"}, CHOICE | {"kode": "S2", "bacaan": "B1"}, CHOICE | {"kode": "S3"})
    found = read_found(xlsx(tmp_path / "soal.xlsx", {"Soal": rows, "Bacaan": PASSAGES}))
    assert [each.item.stimulus for each in found.items.values()] == ["B1", "B1", ""]
    assert draft_of(found).stimuli[0].body == "<p>Paragraf satu.</p>\n<p>Paragraf <strong>dua</strong>.</p>\n"


def test_a_passage_that_is_refused_takes_its_questions_with_it(tmp_path: Path) -> None:
    passages = [*PASSAGES, ["B1", "Lain", "Lain"], ["", "", "Tanpa kode"]]
    found = read_found(xlsx(tmp_path / "soal.xlsx", {"Soal": table(CHOICE | {"bacaan": "B1"}), "Bacaan": passages}))
    assert [(each.kind, codes(each)) for each in found.reports] == [
        ("stimulus", []), ("stimulus", ["SHT-44"]), ("stimulus", ["SHT-70"]), ("item", ["SHT-69"]),
    ]  # fmt: skip


PICTURED = CHOICE | {"gambar": "peta.png", "keterangan gambar": 'Peta "Bali"'}


@pytest.mark.parametrize("place", ["peta.png", "gambar/peta.png"])
def test_a_picture_lies_beside_the_table_or_in_its_folder(tmp_path: Path, place: str) -> None:
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / place).write_bytes(png())
    found = read_found(xlsx(tmp_path / "soal.xlsx", {"Soal": table(PICTURED)}))
    assert found.reports[0].notes == ()
    shown = '<p><img src="pack:peta.png" alt="Peta &quot;Bali&quot;" width="1" height="1"></p>\n'
    assert found.items["S1"].item.body.endswith(shown)
    assert draft_of(found).media.keys() == {"peta.png"}


@pytest.mark.parametrize("ending", ["xlsx", "ods", "csv"])
def test_a_table_and_its_pictures_may_come_in_one_zip(tmp_path: Path, ending: str) -> None:
    rows = table(PICTURED)
    inner = tmp_path / f"soal.{ending}"
    if ending == "xlsx":
        xlsx(inner, {"Soal": rows})
    elif ending == "ods":
        ods(inner, ods_table(rows))
    else:
        inner.write_text(csv_text(rows, ","))
    with zipfile.ZipFile(tmp_path / "semua.zip", "w") as archive:
        archive.write(inner, f"ujian/soal.{ending}")
        archive.writestr("ujian/gambar/peta.png", png())
    found = read_found(tmp_path / "semua.zip")
    assert (found.reports[0].status, list(found.media)) == ("imported", ["peta.png"])


def test_two_tables_in_a_zip_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "semua.zip", "w") as archive:
        archive.writestr("a.csv", "soal,kunci\n")
        archive.writestr("b.csv", "soal,kunci\n")
    with pytest.raises(KnownError, match="SHT-09"):
        read_found(tmp_path / "semua.zip")


def test_what_is_no_picture_or_has_no_description_is_told(tmp_path: Path) -> None:
    (tmp_path / "peta.png").write_bytes(png())
    (tmp_path / "rusak.png").write_bytes(b"bukan gambar")
    rows = [PICTURED | {"keterangan gambar": ""}, PICTURED | {"kode": "S2", "gambar": "rusak.png"},
            PICTURED | {"kode": "S3", "gambar": "../peta.png"}]  # fmt: skip
    found = read_found(xlsx(tmp_path / "soal.xlsx", {"Soal": table(*rows)}))
    assert [(each.status, codes(each)) for each in found.reports] == [
        ("imported", ["SHT-64"]), ("refused", ["MED-01"]), ("refused", ["SHT-59"]),
    ]  # fmt: skip


def test_the_command_reports_every_row_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = xlsx(tmp_path / "soal.xlsx", {"Soal": table(CHOICE, CHOICE | {"kode": "S2", "kunci": "F"})})
    assert main(["import", str(path)]) == 1
    said = capsys.readouterr().out
    assert "SHT-49  Soal!H3: Baris 3: kunci F tidak ada di antara pilihan A sampai B." in said
    assert worth(read_found(path), "S1", RESPONSE=("A",)) == 1
