"""GIFT: its whole grammar, scores by its weights, every loss and refusal with its line, and no text that breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_packs.assessment import interactions as ia
from question_packs.errors import KnownError
from question_packs.importers.found import Tags
from question_packs.importers.report_text import report_lines
from question_packs.importers.sources import read_found
from question_packs.scoring.declarations import QtiProcessing
from tests.unit.importers.moodle.moodle_files import codes, gift, points


@pytest.mark.parametrize(
    ("text", "response", "score"),
    [
        ("Asas ASN?{=netralitas ~keberpihakan}", "A", "1.00"),
        ("Asas ASN?{=netralitas ~keberpihakan}", "B", "0.00"),
        ("Asas?{~%-50%a =b ~%25%c}", "A", "-0.50"),
        ("Asas?{~%-50%a =b ~%25%c}", "C", "0.25"),
        ("Bumi bulat.{T}", "BENAR", "1.00"),
        ("Bumi datar.{FALSE#keliru#benar}", "SALAH", "1.00"),
        ("Singkatan?{=ASN =%50%PNS}", "pns", "0.50"),
        ("Singkatan?{=A*N}", "aparatur sipil n", "1.00"),
        ("Dua tambah dua?{#4}", "4", "1.00"),
        ("Pi?{#3.14..3.15}", "3.15", "1.00"),
        ("Pi?{#3.1415:0.0005}", "3.142", "1.00"),
        ("Tahun?{#=1945:0 =%50%1945:5 ~#salah}", "1950", "0.50"),
        ("Suhu?{#-5..5}", "-5", "1.00"),
    ],
)
def test_each_type_scores_as_it_is_written(text: str, response: str, score: str) -> None:
    assert points(gift(text), {"RESPONSE": (response,)}) == score


def test_several_right_answers_share_the_points() -> None:
    found = gift("Pilih tiga.{~%33.333%a ~%33.333%b ~%33.333%c ~%-100%d}")
    assert points(found, {"RESPONSE": ("A", "B", "C")}) == "1.00"
    assert points(found, {"RESPONSE": ("A", "B")}) == "0.67"
    assert points(found, {"RESPONSE": ("A", "D")}) == "0.00"


def test_matching_takes_answers_that_belong_to_none() -> None:
    found = gift("Jodohkan.{=Bupati -> Kabupaten =Lurah -> Kelurahan = -> Provinsi}")
    match = next(iter(found.items.values())).item.interactions[0]
    assert isinstance(match, ia.MatchInteraction)
    assert [each.content for each in match.targets] == ["Kabupaten", "Kelurahan", "Provinsi"]
    assert points(found, {"RESPONSE": ("S1 T1", "S2 T2")}) == "1.00"


def test_a_missing_word_is_written_where_it_is_missing() -> None:
    item = next(iter(gift("Ibu kota {=Nusantara} di Kalimantan.").items.values())).item
    assert item.body == 'Ibu kota <img src="interaction:RESPONSE" alt=""> di Kalimantan.'


def test_titles_formats_escapes_comments_categories_and_marks() -> None:
    found = gift(
        "// [id:SPBE-1] [tag:aspect:TIU] keterangan\n"
        r"::Waktu \: pagi::[html]<b>2 \= 1 + 1</b> \{ya\}?{" + "\n// di tengah\n"
        r"=\~benar\#1 ~[plain]a < b ~c\nd}" + "\n\n$CATEGORY: top/Kantor/Arsip\n\n"
        "[markdown]Kata **tebal**{}\n\n[plain]Hanya <teks>"
    )  # fmt: skip
    first, second = found.items.values()
    assert first.item.identifier == "SPBE-1"
    assert first.item.title == "Waktu : pagi"
    assert first.tags == Tags(aspect="TIU")
    assert first.item.body == "<b>2 = 1 + 1</b> {ya}?"
    choice = first.item.interactions[0]
    assert isinstance(choice, ia.ChoiceInteraction)
    assert [each.content for each in choice.simple_choices] == ["~benar#1", "a &lt; b", "c d"]
    assert second.item.body == "<p>Kata <strong>tebal</strong></p>"
    assert isinstance(second.processing, QtiProcessing)
    assert second.processing.by_people
    assert [each.title for each in found.tests[0].test.sections()] == ["latihan", "Arsip"]
    assert next(iter(found.stimuli.values())).body == "Hanya &lt;teks&gt;"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Soal {=a", "GFT-02"),
        ("Soal =a}", "GFT-02"),
        ("Soal {=a} dan {=b}", "GFT-03"),
        ("Jodohkan {=a -> b =c}", "GFT-04"),
        ("Angka {#5..1}", "GFT-05"),
        ("Angka {#lima}", "MDL-10"),
        ("Angka {#}", "MDL-13"),
        ("Pilih {~a ~b}", "MDL-13"),
        ("Pilih {=a ~}", ""),
        ("Pilih {~a}", "MDL-11"),
        ("Rumus $$\\\\frac{=a}", "MDL-43"),
    ],
)
def test_each_refusal_names_its_line_and_stops_no_other_question(text: str, code: str) -> None:
    found = gift(f"Baik.{{T}}\n\n\n{text}\n\nBaik juga.{{F}}")
    statuses = [each.status for each in found.reports]
    assert statuses[0] == statuses[2] == "imported"
    report = found.reports[1]
    if code:
        assert codes(report) == [code]
        assert report.notes[0].where.startswith("4")


def test_the_report_names_every_question_with_its_line() -> None:
    found = gift("::Satu::Ya?{=a#benar ~b####umum}\n\nTeks saja.\n\nRusak {=a\n\nBaik {T}")
    assert list(report_lines(found, "en")) == [
        "latihan.gift · GIFT · 3 item, 1 stimulus",
        "========================================",
        "imported with loss  item Satu  (latihan.gift:1, multichoice)",
        "    MDL-41  1: Feedback was left out: an examination shows none.",
        "imported with loss  stimulus teks  (latihan.gift:3, description)",
        "    MDL-60  3: A text without a question became a reference that candidates can open in its section.",
        "refused             item soal-3  (latihan.gift:5, -)",
        "    GFT-02  5: The braces { and } do not match. "
        "Complete them, or write \\{ and \\} where they are part of the text.",
        "imported            item soal-4  (latihan.gift:7, truefalse)",
        "Of 4: 1 imported, 2 imported with loss, 1 refused.",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_of_all_editors(tmp_path: Path, encoding: str, ending: str) -> None:
    path = tmp_path / "soal.txt"
    path.write_bytes(f"::Café::Ya?{{=é ~b}}{ending}{ending}Dua?{{T}}".encode(encoding))
    found = read_found(path)
    assert found.format == "GIFT"
    assert next(iter(found.items.values())).item.title == "Café"
    assert [each.source for each in found.reports] == ["soal.txt:1, multichoice", "soal.txt:3, truefalse"]
    assert [note.problem.code for note in found.notes] == (["GFT-10"] if encoding == "cp1252" else [])


def test_bytes_that_are_no_text_and_files_beyond_all_sense_are_refused(tmp_path: Path) -> None:
    broken = tmp_path / "rusak.gift"
    broken.write_bytes(b"\xff\xfeA\0{\0\0\xd8}")
    with pytest.raises(KnownError, match="IMP-04"):
        read_found(broken)
    huge = tmp_path / "besar.gift"
    huge.write_bytes(b"a" * (8 * 2**20 + 1))
    with pytest.raises(KnownError, match="GFT-01"):
        read_found(huge)


@given(st.text(st.sampled_from("{}=~#%:\\->$/[]():50aTF \n."), max_size=120))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = gift(text)
    assert len(found.items) == sum(each.kind == "item" and each.status != "refused" for each in found.reports)


@given(st.text(max_size=60))
def test_escaped_text_comes_out_as_it_was(words: str) -> None:
    clean = " ".join("".join(each for each in words if each.isprintable()).split())
    escaped = "".join(f"\\{each}" if each in "\\~=#{}:" else each for each in clean)
    found = gift(f"::J::Soal?{{=x{escaped} ~salah}}")
    choice = next(iter(found.items.values())).item.interactions[0]
    assert isinstance(choice, ia.ChoiceInteraction)
    if not set(clean) & set("<>&$\\[(") and not any(0xE000 <= ord(each) <= 0xF8FF for each in clean):
        assert " ".join(choice.simple_choices[0].content.split()) == "x" + clean
