"""`check` names file and line of every fault an author can make, all of them in one run."""

from __future__ import annotations

import string
import struct
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_packs.builder.compile import compile_source
from question_packs.error_catalogue import CATALOGUE
from tests.unit.builder import sources
from tests.unit.builder.sources import GRADED, RIGHT_WRONG, SEVERAL, SVG, TEST_YAML, line_of, write_source

ONE, TWO, THREE = "items/satu/ITM-001.md", "items/satu/ITM-002.md", "items/dua/ITM-003.md"
FIGURE = "media/itm-001-bagan.svg"


@dataclass(frozen=True)
class Fault:
    """In `file`, `old` becomes `new`; the finding is expected on the line of `at` in the changed text."""

    name: str
    code: str
    file: str
    old: str
    new: str
    at: str
    severity: str = "error"


FAULTS = [
    Fault("missing key", "BLD-08", ONE, "key: C\n", "", "identifier"),
    Fault("empty key", "BLD-08", ONE, "key: C", "key: ''", "key:"),
    Fault("key and points", "BLD-09", TWO, "points:", "key: A\npoints:", "points:"),
    Fault("two best options", "BLD-10", TWO, "D: 4", "D: 5", "points:"),
    Fault("key names no option", "BLD-11", ONE, "key: C", "key: F", "key:"),
    Fault("points for four options only", "BLD-12", TWO, ", E: 3", "", "points:"),
    Fault("points beyond five", "BLD-12", TWO, "B: 5", "B: 6", "points:"),
    Fault("identifier with a blank", "BLD-14", ONE, "ITM-001\n", "ITM 001\n", "identifier:"),
    Fault("identifier is not the file's name", "BLD-15", ONE, "ITM-001\n", "ITM-009\n", "identifier:"),
    Fault("missing picture", "BLD-16", ONE, "itm-001-bagan.svg", "itm-001-gambar.svg", "![Bagan"),
    Fault("damaged SVG", "BLD-17", FIGURE, "</text>", "", "</svg>"),
    Fault("SVG without a size", "BLD-17", FIGURE, 'width="40" height="20">', ">", "<svg"),
    Fault("script in an SVG", "BLD-18", FIGURE, "<text", "<script>x</script><text", "<script"),
    Fault("event handler in an SVG", "BLD-18", FIGURE, '<text x="4"', '<text onclick="x()" x="4"', "<text"),
    Fault("reference in an SVG", "BLD-18", FIGURE, 'fill="#ffffff"', 'fill="url(http://x/)"', "<rect"),
    Fault("entity in an SVG", "BLD-18", FIGURE, "<svg", '<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg', "<!DOCTYPE"),
    Fault("missing alternative text", "BLD-21", ONE, "![Bagan dua kotak]", "![]", "![]"),
    Fault("section without items", "BLD-23", "test.yaml", "items: dua", "items: tiga", "items: tiga"),
    Fault("section draws nothing", "BLD-24", "test.yaml", "select: 1", "select: 0", "select:"),
    Fault("section draws too many", "BLD-24", "test.yaml", "select: 1", "select: 2", "select:"),
    Fault("sections longer than the test", "BLD-26", "test.yaml", "duration_minutes: 10", "duration_minutes: 7", "duration"),
    Fault("minimum longer than the test", "BLD-27", "test.yaml", "minimum_minutes: 5", "minimum_minutes: 11", "minimum"),
    Fault("no time to read", "BLD-28", "test.yaml", "duration_minutes: 10", "duration_minutes: 0", "duration"),
    Fault("raw HTML", "BLD-29", ONE, "Perhatikan", "Baris\n<b>tebal</b>", "<b>"),
    Fault("a script block", "BLD-29", ONE, "Perhatikan", "<script>alert(1)</script>\n\nPerhatikan", "<script>"),
    Fault("HTML in an option", "BLD-29", ONE, "Dua per tiga", "Dua <i>per</i> tiga", "C. "),
    Fault("a link", "BLD-30", ONE, "Perhatikan", "[sini](https://example.org)", "[sini]"),
    Fault("a picture from the network", "BLD-30", ONE, "media/itm", "https://example.org/itm", "![Bagan"),
    Fault("a picture outside media", "BLD-30", ONE, "media/itm", "media/../itm", "![Bagan"),
    Fault("unknown aspect", "BLD-33", ONE, "aspect: teknis", "aspect: umum", "aspect:"),
    Fault("competency without code", "BLD-34", ONE, "T.01 Pajak", "Pajak", "competency:"),
    Fault("level outside 1 to 5", "BLD-35", ONE, "level: 2", "level: 6", "level:"),
    Fault("empty option", "BLD-36", ONE, "D. Tiga per empat", "D.", "D."),
    Fault("two equal options", "BLD-37", ONE, "Tiga per empat", "satu  per dua", "D. "),
    Fault("options on two lines", "BLD-39", ONE, "D. Tiga per", "D. Tiga\nper", "per empat"),
    Fault("option letters out of order", "BLD-39", ONE, "B. Satu per tiga\n", "", "C. "),
    Fault("formula that cannot be read", "BLD-40", ONE, "\\frac{R}{T}", "\\frac{R}{", "Berapakah"),
    Fault("formula with an unknown command", "BLD-40", ONE, "\\frac", "\\pecahan", "Berapakah"),
    Fault("stem does not say how many", "BLD-41", THREE, "Pilih dua jawaban.", "", "Manakah"),
    Fault("the same key twice", "BLD-42", THREE, "[A, D]", "[A, A]", "key:"),
    Fault("option refers to others", "BLD-44", ONE, "Empat per lima", "Semua benar", "E. ", "warning"),
    Fault("length gives the key away", "BLD-31", ONE, "Dua per tiga", "Dua per tiga, karena " + "x" * 20, "C. ", "warning"),
    Fault("bad YAML", "BLD-03", ONE, "level: 2", "level: [2", "regulation"),
    Fault("duplicate YAML key", "BLD-03", ONE, "level: 2", "level: 2\nlevel: 3", "level: 3"),
    Fault("YAML alias", "BLD-03", "test.yaml", "title: Uji Kecil", "title: &a x\nversion: *a", "version: *a"),
    Fault("field missing", "BLD-04", ONE, "title: Membaca bagan\n", "", "identifier"),
    Fault("field unknown", "BLD-05", ONE, "level:", "weight: 2\nlevel:", "weight:"),
    Fault("level is no number", "BLD-06", ONE, "level: 2", "level: dua", "level:"),
    Fault("test field of a section wrong", "BLD-06", "test.yaml", "select: 1", "select: satu", "select:"),
    Fault("no front matter", "BLD-07", ONE, "---\nidentifier", "identifier", "identifier"),
    Fault(
        "section identifier twice",
        "BLD-13",
        "test.yaml",
        "identifier: dua",
        "identifier: satu",
        "identifier: satu\n    title: Bagian Dua",
    ),
]


def findings_of(folder: Path) -> list[tuple[str, int, str, str]]:
    _, report = compile_source(folder)
    return [(each.file, each.line, each.code, each.severity) for each in report]


def test_the_good_source_has_no_finding(tmp_path: Path) -> None:
    assert findings_of(write_source(tmp_path)) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_every_fault_is_named_with_its_file_and_line(fault: Fault, tmp_path: Path) -> None:
    assert fault.old in sources.FILES[fault.file]
    changed = sources.FILES[fault.file].replace(fault.old, fault.new, 1)
    found = findings_of(write_source(tmp_path, {fault.file: changed}))
    line = line_of(changed, fault.at)
    assert (fault.file, line, fault.code, fault.severity) in found


def test_an_item_that_no_section_reaches_is_named(tmp_path: Path) -> None:
    found = findings_of(write_source(tmp_path, {"test.yaml": TEST_YAML.replace("items: dua", "items: tiga")}))
    assert (THREE, 1, "BLD-25", "error") in found


def test_a_duplicate_item_identifier_names_where_it_was_first(tmp_path: Path) -> None:
    _, report = compile_source(write_source(tmp_path, {"items/dua/ITM-001.md": RIGHT_WRONG}))
    finding = next(each for each in report if each.code == "BLD-13")
    assert (finding.file, finding.line) == (ONE, 2)
    assert "items/dua/ITM-001.md" in finding.problem.sentence()


def test_text_that_is_not_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    data = GRADED.encode().replace(b"Antrean panjang", "Antrean paé".encode("latin-1"))
    assert (TWO, 10, "BLD-02", "error") in findings_of(write_source(tmp_path, {TWO: data}))


def test_a_source_without_test_yaml_still_has_its_items_checked(tmp_path: Path) -> None:
    found = findings_of(write_source(tmp_path, {"test.yaml": None, ONE: RIGHT_WRONG.replace("level: 2", "level: 9")}))
    assert ("test.yaml", 1, "BLD-01", "error") in found
    assert (ONE, 6, "BLD-35", "error") in found


def test_too_few_and_too_many_options_are_refused(tmp_path: Path) -> None:
    one = SEVERAL[: SEVERAL.index("B. Pilihan")].replace("[A, D]", "A")
    six = SEVERAL + "F. Pilihan keenam\n"
    for text in (one, six):
        assert "BLD-38" in {code for _, _, code, _ in findings_of(write_source(tmp_path, {THREE: text}))}


def test_an_item_without_a_stem_is_refused(tmp_path: Path) -> None:
    text = GRADED.replace("Antrean panjang. Apa yang Anda lakukan?\n", "")
    assert (TWO, 10, "BLD-43", "error") in findings_of(write_source(tmp_path, {TWO: text}))


def test_a_picture_nobody_uses_is_a_warning(tmp_path: Path) -> None:
    found = findings_of(write_source(tmp_path, {"media/sisa.svg": SVG}))
    assert found == [("media/sisa.svg", 1, "BLD-22", "warning")]


def test_keys_that_favour_a_letter_are_a_warning(tmp_path: Path) -> None:
    many = {
        f"items/satu/POS-{i:03}.md": GRADED.replace("ITM-002", f"POS-{i:03}").replace("A: 2, B: 5", "A: 5, B: 2")
        for i in range(30)
    }
    yaml = TEST_YAML.replace("duration_minutes: 10", "duration_minutes: 60").replace("minutes: 4", "minutes: 20")
    assert findings_of(write_source(tmp_path, {**many, "test.yaml": yaml})) == [("test.yaml", 1, "BLD-32", "warning")]


def test_all_faults_are_reported_in_one_run_by_file_and_line(tmp_path: Path) -> None:
    broken = RIGHT_WRONG.replace("level: 2", "level: 7").replace("key: C\n", "").replace("D. Tiga per empat", "D.")
    found = findings_of(write_source(tmp_path, {ONE: broken, TWO: GRADED.replace("D: 4", "D: 5"), FIGURE: "<svg>"}))
    assert {code for _, _, code, _ in found} == {"BLD-35", "BLD-08", "BLD-36", "BLD-10", "BLD-17"}
    assert found == sorted(found)


def _png(width: int = 3, height: int = 2) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\x80" * 3 * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def test_a_png_is_taken_whole_and_refused_cut_or_changed_at_any_byte(tmp_path: Path) -> None:
    good = _png()
    item = RIGHT_WRONG.replace("itm-001-bagan.svg", "itm-001-foto.png")
    changes: dict[str, str | bytes | None] = {ONE: item, FIGURE: None}
    compiled, _ = compile_source(write_source(tmp_path / "good", {**changes, "media/itm-001-foto.png": good}))
    assert compiled is not None
    assert 'width="3" height="2"' in compiled.items[1].body
    source = write_source(tmp_path / "bad", {**changes, "media/itm-001-foto.png": good})
    path = source / "media/itm-001-foto.png"
    for position in range(len(good)):
        for bad in (good[:position], good[:position] + bytes([good[position] ^ 1]) + good[position + 1 :]):
            path.write_bytes(bad)
            assert ("media/itm-001-foto.png", 1, "BLD-17", "error") in findings_of(source)


@pytest.mark.parametrize(("name", "code"), [("Foto.svg", "BLD-19"), ("foto.gif", "BLD-19"), ("foto.jpg", "BLD-17")])
def test_other_kinds_and_names_of_pictures_are_refused(name: str, code: str, tmp_path: Path) -> None:
    assert (f"media/{name}", 1, code, "error") in findings_of(write_source(tmp_path, {f"media/{name}": b"GIF89a"}))


def test_a_picture_too_large_is_refused(tmp_path: Path) -> None:
    large = SVG.replace('width="40"', 'width="40000"')
    assert (FIGURE, 1, "BLD-20", "error") in findings_of(write_source(tmp_path, {FIGURE: large}))


_FRAGMENTS = [
    b"",
    b"[",
    b"{{",
    b"&a ",
    b"*a",
    b"\n---\n",
    b"key:",
    b"null",
    b"1e999",
    b"$\\frac{",
    b"![](",
    b"\xff",
    b"\0",
    b"<a",
    b"$$",
]


@settings(max_examples=150)
@given(
    file=st.sampled_from(sorted(sources.FILES)),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), st.sampled_from(_FRAGMENTS)), min_size=1, max_size=4),
)
def test_whatever_is_in_a_file_there_are_only_findings(file: str, cuts: list[tuple[float, int, bytes]]) -> None:
    data = sources.FILES[file].encode()
    for share, length, fragment in cuts:
        position = int(share * len(data))
        data = data[:position] + fragment + data[position + length :]
    with tempfile.TemporaryDirectory() as folder:
        found = findings_of(write_source(Path(folder), {file: data}))
    assert all(line >= 1 for _, line, _, _ in found)


def test_every_sentence_stands_in_both_languages_with_the_same_places() -> None:
    for code, sentences in CATALOGUE.items():
        if code.startswith("BLD-"):
            places = [{field for _, field, _, _ in string.Formatter().parse(sentences[each])} for each in ("id", "en")]
            assert places[0] == places[1], code
