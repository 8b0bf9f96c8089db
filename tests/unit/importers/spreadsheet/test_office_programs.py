"""What office programs do to a table behind the author's back: each is seen, and told with the cell."""

import struct
import zipfile
import zlib
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from question_packs.errors import KnownError
from question_packs.importers.found import Found
from question_packs.importers.sources import read_found
from question_packs.importers.spreadsheet.sheets import MAX_ROWS
from tests.unit.importers.spreadsheet.tables import CHOICE, HEADINGS, codes, refusal, table, worth, xlsx

COLUMN = {name: number for number, name in enumerate(HEADINGS)}


class Book:
    """A workbook with one good row, which a test spoils before it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = xlsxwriter.Workbook(path)
        self.sheet = self.book.add_worksheet("Soal")
        for number, row in enumerate(table(CHOICE)):
            self.sheet.write_row(number, 0, row)

    def read(self) -> Found:
        self.book.close()
        return read_found(self.path)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path / "soal.xlsx")


def test_a_formula_is_refused_naming_its_cell_whatever_it_last_showed(book: Book) -> None:
    book.sheet.write_formula(1, COLUMN["kunci"], "=CHAR(65)", None, "A")
    code, where, said = refusal(book.read())
    assert (code, where) == ("SHT-20", "Soal!H2")
    assert said.startswith("Baris 2: sel H2 berisi rumus")


@pytest.mark.parametrize("number_format", ["d-mmm", "dd/mm/yyyy", "[h]:mm", "[$-421]d mmmm yyyy", "mmm-yy"])
def test_an_option_that_became_a_date_is_refused(book: Book, number_format: str) -> None:
    book.sheet.write_datetime(1, COLUMN["A"], date(2026, 2, 1), book.book.add_format({"num_format": number_format}))
    assert refusal(book.read())[:2] == ("SHT-21", "Soal!D2")


@pytest.mark.parametrize("number", [198501012010011001, 1.98501e17, 1e300])
def test_a_number_that_lost_its_digits_is_refused(book: Book, number: float) -> None:
    book.sheet.write_number(1, COLUMN["A"], number)
    assert refusal(book.read())[:2] == ("SHT-22", "Soal!D2")


def test_a_long_number_that_was_saved_as_text_in_powers_is_refused_too(book: Book) -> None:
    book.sheet.write_string(1, COLUMN["A"], "1,98501E+17")
    assert refusal(book.read())[0] == "SHT-22"


def test_a_logical_value_is_refused_but_for_the_key_of_true_or_false(book: Book) -> None:
    book.sheet.write_boolean(1, COLUMN["A"], True)
    book.sheet.write_row(2, 0, ["S2", "benar salah", "Air basah."])
    book.sheet.write_boolean(2, COLUMN["kunci"], False)
    found = book.read()
    assert refusal(found)[0] == "SHT-23"
    assert worth(found, "S2", RESPONSE=("S",)) == 1


def test_an_error_value_is_refused(tmp_path: Path) -> None:
    made = openpyxl.load_workbook(xlsx(tmp_path / "soal.xlsx", {"Soal": table(CHOICE)}))
    cell = made["Soal"]["D2"]
    cell.value, cell.data_type = "#REF!", "e"
    made.save(tmp_path / "soal.xlsx")
    assert refusal(read_found(tmp_path / "soal.xlsx"))[:2] == ("SHT-24", "Soal!D2")


@pytest.mark.parametrize(
    ("number", "number_format", "shown"),
    [(0.5, "0%", "50%"), (2.5, "General", "2,5"), (0.1 + 0.2, "0.00", "0,3"), (1234567, "#,##0", "1234567"), (7, "@", "7")],
)
def test_a_number_reads_as_it_is_shown(book: Book, number: float, number_format: str, shown: str) -> None:
    book.sheet.write_number(1, COLUMN["A"], number, book.book.add_format({"num_format": number_format}))
    assert book.read().items["S1"].item.interactions[0].simple_choices[0].content == shown


@pytest.mark.parametrize("number_format", ['"Rp" #,##0', "# ?/?", "0.00E+00", '0" orang"', "[$€-2] 0"])
def test_a_number_that_shows_more_than_it_holds_is_refused(book: Book, number_format: str) -> None:
    book.sheet.write_number(1, COLUMN["A"], 1500.5, book.book.add_format({"num_format": number_format}))
    assert refusal(book.read())[:2] == ("SHT-27", "Soal!D2")


def test_weights_may_be_numbers_or_texts_with_a_comma(book: Book) -> None:
    book.sheet.write_row(2, 0, ["S2", "bobot", "Sikap?", "x", "y", "", "", "", 4, "2,5"])
    found = book.read()
    assert [worth(found, "S2", RESPONSE=(each,)) for each in "AB"] == [4, 2.5]


def test_merged_cells_refuse_every_row_that_they_touch(book: Book) -> None:
    book.sheet.write_row(2, 0, ["S2", "pilihan", "x", "a", "b", "", "", "A"])
    book.sheet.write_row(3, 0, ["S3", "pilihan", "x", "a", "b", "", "", "A"])
    book.sheet.merge_range("B2:B3", "pilihan")
    found = book.read()
    assert [each.status for each in found.reports] == ["refused", "refused", "imported"]
    assert "B2:B3" in refusal(found, 1)[2]


def test_merged_headings_refuse_the_file(book: Book) -> None:
    book.sheet.merge_range(0, 3, 0, 4, "A")
    with pytest.raises(KnownError, match="SHT-08"):
        book.read()


def test_a_heading_twice_refuses_the_file(book: Book) -> None:
    book.sheet.write_string(0, 4, "Opsi A")
    with pytest.raises(KnownError, match="D1 and E1"):
        book.read()


def test_hidden_rows_are_refused_and_hidden_columns_are_told(book: Book) -> None:
    book.sheet.write_row(2, 0, ["S2", "pilihan", "x", "a", "b", "", "", "A"])
    book.sheet.set_row(2, None, None, {"hidden": True})
    book.sheet.set_column(COLUMN["kunci"], COLUMN["kunci"], None, None, {"hidden": True})
    found = book.read()
    assert [each.status for each in found.reports] == ["imported", "refused"]
    assert refusal(found, 1)[0] == "SHT-26"
    assert [note.problem.code for note in found.notes] == ["SHT-12"]


def test_superscripts_and_bold_words_in_a_cell_are_kept_and_what_is_struck_out_is_a_loss(book: Book) -> None:
    raised, lowered, bold = (book.book.add_format(each) for each in ({"font_script": 1}, {"font_script": 2}, {"bold": True}))
    struck = book.book.add_format({"font_strikeout": True})
    book.sheet.write_rich_string(1, 2, "10", raised, "2", " dan H", lowered, "2", "O ", bold, "bukan", " <i>")
    book.sheet.write_rich_string(1, 3, "Denpasar ", struck, "Bali")
    found = book.read()
    assert found.items["S1"].item.body == ("<p>10<sup>2</sup> dan H<sub>2</sub>O <strong>bukan</strong> &lt;i&gt;</p>\n")
    assert (found.reports[0].status, codes(found.reports[0])) == ("with_loss", ["SHT-29"])


def test_rich_text_of_a_cell_itself_is_read_too(tmp_path: Path) -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    made = openpyxl.load_workbook(xlsx(tmp_path / "soal.xlsx", {"Soal": table(CHOICE)}))
    made["Soal"]["C2"] = CellRichText("10", TextBlock(InlineFont(vertAlign="superscript"), "2"), " = ?")
    made.save(tmp_path / "soal.xlsx")
    assert read_found(tmp_path / "soal.xlsx").items["S1"].item.body == "<p>10<sup>2</sup> = ?</p>\n"


def test_nobody_can_type_our_marks_of_formatting(book: Book) -> None:
    book.sheet.write_string(1, 2, "a\ue000b\ue001c\uf0ffd")
    assert book.read().items["S1"].item.body == "<p>abcd</p>\n"


def test_pasted_pictures_and_comments_are_told(book: Book, tmp_path: Path) -> None:
    (tmp_path / "titik.png").write_bytes(png())
    book.sheet.insert_image(1, 2, str(tmp_path / "titik.png"))
    book.sheet.write_comment("C2", "periksa lagi")
    found = book.read()
    assert (found.reports[0].status, codes(found.reports[0])) == ("with_loss", ["SHT-28"])
    assert [note.problem.code for note in found.notes] == ["SHT-14", "SHT-13"]


def test_columns_and_sheets_that_are_not_read_are_named(book: Book) -> None:
    book.sheet.write_string(0, len(HEADINGS), "Penelaah")
    book.sheet.write_string(1, len(HEADINGS) + 1, "tanpa judul")
    other = book.book.add_worksheet("Rekap")
    other.write_string(0, 0, "jumlah")
    hidden = book.book.add_worksheet("Lama")
    hidden.write_row(0, 0, ["soal", "kunci"])
    hidden.hide()
    said = [note.problem.sentence("id") for note in book.read().notes]
    assert said[0].startswith("Kolom berikut tidak dikenal dan tidak dibaca: Penelaah, Y.")
    assert said[1].endswith(": Rekap, Lama.")


def test_every_sheet_with_the_headings_is_read_and_titles_may_stand_above_them(tmp_path: Path) -> None:
    titled = [["SOAL LATIHAN"], [], *table(CHOICE)]
    path = xlsx(tmp_path / "soal.xlsx", {"TWK": titled, "TIU": table(CHOICE | {"kode": "S2"}), "Contoh": table(CHOICE)})
    assert [(each.identifier, each.source) for each in read_found(path).reports] == [("S1", "TWK!4"), ("S2", "TIU!2")]


def test_headings_may_be_english_in_any_order_and_spelling(tmp_path: Path) -> None:
    headings = ["Answer_Key", " QUESTION:", "Option B", "option-a", "Type", "Code"]
    path = xlsx(
        tmp_path / "soal.xlsx", {"Sheet1": [headings, ["B", "Capital?", "Denpasar", "Ubud", "multiple choice", "Q1"]]}
    )
    found = read_found(path)
    assert found.reports[0].notes == ()
    assert worth(found, "Q1", RESPONSE=("B",)) == 1


def test_a_table_without_our_headings_is_refused_with_the_way_to_the_template(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        read_found(xlsx(tmp_path / "gaji.xlsx", {"Gaji": [["nama", "jumlah"], ["Contoh", "5"]]}))
    assert refused.value.code == "SHT-02"
    assert "python -m question_packs template" in refused.value.sentence("id")


def test_old_and_protected_workbooks_are_refused_with_what_to_do(tmp_path: Path) -> None:
    for name in ("lama.xls", "rahasia.xlsx"):
        (tmp_path / name).write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
        with pytest.raises(KnownError) as refused:
            read_found(tmp_path / name)
        assert refused.value.code == "SHT-01"
        assert "simpan sebagai .xlsx" in refused.value.sentence("id")


def test_a_file_is_known_by_its_content_whatever_its_name_says(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "soal.xlsx", {"Soal": table(CHOICE)}).rename(tmp_path / "soal.csv")
    assert read_found(path).format == "XLSX"


def test_too_many_rows_are_refused_before_they_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "banyak.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Soal")
        sheet.write_row(0, 0, ["soal", "kunci"])
        for row in range(1, MAX_ROWS + 2):
            sheet.write_number(row, 0, row)
    with pytest.raises(KnownError, match=f"SHT-03.*A{MAX_ROWS + 1}.*{MAX_ROWS}"):
        read_found(path)


def test_a_cell_far_to_the_right_is_refused_with_its_name(book: Book) -> None:
    book.sheet.write_string(1, 600, "tersesat")
    with pytest.raises(KnownError, match="WC2"):
        book.read()


def spoiled(path: Path, part: str, data: bytes | None) -> Path:
    """The workbook with one part replaced, or left out."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts |= {part: data} if data is not None else {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if name != part or data is not None:
                archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("part", "data", "code"),
    [
        ("xl/worksheets/sheet1.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet>&a;</worksheet>", "IMP-02"),
        ("xl/sharedStrings.xml", b"<!DOCTYPE sst><sst/>", "IMP-02"),
        ("xl/workbook.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><workbook/>", "IMP-02"),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row", "IMP-01"),
        ("xl/worksheets/sheet1.xml", b"<a>" * 200, "IMP-03"),
        ("xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * (70 * 2**20), "IMP-03"),
        ("xl/worksheets/sheet1.xml", None, "SHT-06"),
        ("xl/workbook.xml", b"<workbook/>", "SHT-02"),
        ("xl/sharedStrings.xml", b"<sst/>", "SHT-02"),
    ],
)
def test_workbooks_made_to_harm_and_broken_ones_are_refused(
    tmp_path: Path, part: str, data: bytes | None, code: str
) -> None:
    path = spoiled(xlsx(tmp_path / "soal.xlsx", {"Soal": table(CHOICE)}), part, data)
    with pytest.raises(KnownError) as refused:
        read_found(path)
    assert refused.value.code == code


def test_one_long_text_in_very_many_cells_is_refused(tmp_path: Path) -> None:
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 2000))
    path = xlsx(tmp_path / "soal.xlsx", {"Soal": table(CHOICE)})
    spoiled(path, "xl/sharedStrings.xml", b"<sst><si><t>" + b"soal dan lagi " * 2000 + b"</t></si></sst>")
    spoiled(path, "xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{cells}</sheetData></worksheet>".encode())
    with pytest.raises(KnownError, match="IMP-03"):
        read_found(path)


def test_ragged_numbers_in_the_parts_are_no_crash(tmp_path: Path) -> None:
    sheet = (
        b'<worksheet><cols><col min="x" max="99999999999" hidden="1"/></cols><sheetData>'
        b'<row r="99999999999999999999"><c r="??" t="s" s="-4"><v>99</v></c><c t="n" s="77"><v>abc</v></c>'
        b'<c t="zzz"><v>soal</v></c></row></sheetData><mergeCells><mergeCell ref="A0:ZZZ"/></mergeCells></worksheet>'
    )
    path = spoiled(xlsx(tmp_path / "soal.xlsx", {"Soal": table(CHOICE)}), "xl/worksheets/sheet1.xml", sheet)
    with pytest.raises(KnownError, match="SHT-02"):
        read_found(path)


def png() -> bytes:
    """One grey point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")
