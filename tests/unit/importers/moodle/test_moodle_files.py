"""Files of Moodle XML as wholes: texts, media, sections, names, every loss and refusal by its code, and the report."""

from __future__ import annotations

import base64
import io
import wave
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_packs.errors import KnownError
from question_packs.importers.found import Tags, no_progress
from question_packs.importers.moodle.reader import read_bytes
from question_packs.importers.report_text import report_lines
from tests.unit.importers.moodle.moodle_files import POINT, answer, codes, embedded, one, points, question, quiz, refusal

YES_NO = answer("100", "Ya") + answer("0", "Tidak")


def test_pictures_formulas_and_languages_of_a_text_come_in() -> None:
    text = (
        '<p><span lang="en" class="multilang">Office</span><span lang="id" class="multilang">Kantor</span> '
        r'\(x^2\) <img src="@@PLUGINFILE@@/denah%20baru.png" alt="denah"><o:p>Word</o:p></p>'
    )
    found = quiz(question("multichoice", YES_NO, text=text, files=embedded("denah baru.png")))
    body = next(iter(found.items.values())).item.body
    assert "Kantor" in body
    assert "Office" not in body
    assert 'src="pack:denah-baru.png" alt="denah"' in body
    assert 'src="pack:formula_' in body
    assert "denah-baru.png" in found.media
    assert codes(found.reports[0]) == ["MDL-42", "HTM-01"]


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (question("multichoice", YES_NO, text="{mlang en}A{mlang}{mlang id}B{mlang}"), "MDL-42"),
        (question("multichoice", YES_NO, text=r"Harga \( 5"), "MDL-43"),
        (question("multichoice", answer("50", "Ya") + answer("0", "Tidak")), "MDL-40"),
        (question("multichoice", YES_NO + "<generalfeedback><text>Bagus</text></generalfeedback>"), "MDL-41"),
        (question("multichoice", YES_NO + "<hint><text>Ingat UU</text></hint>"), "MDL-45"),
        (question("multichoice", YES_NO + "<answernumbering>iii</answernumbering>"), "MDL-49"),
        (question("multichoice", YES_NO + "<idnumber>A B</idnumber>"), "IMP-25"),
        (question("cloze", text="{1:MC:=<b>a</b>~b}"), "MDL-44"),
        (question("essay", "<responseformat>monospaced</responseformat>"), "MDL-47"),
        (question("ordering", "<selecttype>RANDOM</selecttype><selectcount>2</selectcount>"
                  + answer("1", "a") + answer("2", "b") + answer("3", "c")), "MDL-54"),
        (question("numerical", answer("100", "1") + "<units><unit><multiplier>3</multiplier><unit_name>x</unit_name>"
                  "</unit><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units>"
                  "<showunits>2</showunits>"), "MDL-53"),
        (question("numerical", answer("100", "1") + "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit>"
                  "</units><showunits>0</showunits><unitgradingtype>2</unitgradingtype>"), "MDL-51"),
    ],
)  # fmt: skip
def test_each_loss_has_its_name(xml: str, code: str) -> None:
    _, report = one(xml)
    assert report.status == "with_loss"
    assert code in codes(report)


_DROP = "<drop><choice>1</choice><xleft>{x}</xleft><ytop>0</ytop></drop>"
_DRAG = "<drag><no>1</no><text>a</text></drag>"


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (question("stack"), "MDL-02"),
        (question("coderunner"), "MDL-02"),
        (question("random"), "MDL-03"),
        (question("randomsamatch"), "MDL-03"),
        (question("multichoice", answer("banyak", "Ya") + answer("0", "Tidak")), "MDL-10"),
        (question("multichoice", YES_NO + "<defaultgrade>-1</defaultgrade>"), "MDL-10"),
        (question("multichoice", answer("100", "Ya")), "MDL-11"),
        (question("multichoice", answer("100", "Ya") * 101), "MDL-12"),
        (question("multichoice", answer("0", "Ya") * 2), "MDL-13"),
        (question("shortanswer"), "MDL-13"),
        (question("truefalse", answer("0", "true")), "MDL-13"),
        ('<question type="truefalse"><name><text>x</text></name></question>', "MDL-14"),
        (question("numerical", answer("100", "*")), "MDL-15"),
        (question("essay", "<attachments>1</attachments><filetypeslist>.exe</filetypeslist>"), "MDL-16"),
        (question("ordering", answer("1", "a")), "MDL-17"),
        (question("ddwtos"), "MDL-18"),
        (question("gapselect", text="[[3]]"), "MDL-19"),
        (question("ddmarker", embedded()), "MDL-20"),
        (question("ddimageortext", embedded() + _DRAG + _DROP.format(x=900)), "MDL-21"),
        (question("ddmarker", embedded() + _DRAG + "<drop><shape>star</shape><choice>1</choice></drop>"), "MDL-22"),
        (question("ddimageortext", _DRAG), "MDL-23"),
        (question("cloze", text="{1:TEBAK:=a}"), "MDL-24"),
        (question("cloze", text="{1:SA:=a"), "MDL-24"),
        (question("cloze"), "MDL-25"),
        (question("cloze", text="{1:NM:=*}"), "MDL-15"),
        (question("cloze", text="{1:MC:=a}"), "MDL-11"),
        (question("cloze", text="{1:MC:a~b}"), "MDL-13"),
        (question("calculated", answer("100", "1")), "MDL-27"),
        (question("multichoice", YES_NO, text="<b>" * 120), "MDL-30"),
        (question("multichoice", YES_NO, text='<img src="https://contoh.id/a.png">'), "MDL-31"),
        (question("multichoice", YES_NO, text='<img src="@@PLUGINFILE@@/hilang.png">'), "QTI-13"),
        (question("cloze", text='<img alt="{1:SA:=a}" src="x">'), "MDL-32"),
        (question("cloze", text="<script>{1:SA:=a}</script>"), "MDL-32"),
        (question("multichoice", YES_NO, text='<a href="@@PLUGINFILE@@/denah.png">x</a>', files=embedded()), "MDL-33"),
        (question("cloze", text=r"{1:MC:=\\(x\\)~b}"), "MDL-34"),
        (question("multichoice", YES_NO, files='<file name="a.png" encoding="base64">A</file>'), "MDL-35"),
        (question("multichoice", YES_NO, text=r"\(\frac{\)"), "BLD-40"),
    ],
)  # fmt: skip
def test_each_refusal_has_its_name_and_stops_no_other_question(xml: str, code: str) -> None:
    assert refusal(xml) == code


@pytest.mark.parametrize("formula", ["{c}", "1/0", "system(1)", "2 +", "(" * 50 + "1", "__import__(1)", "1 2", "9**9**9**9"])
def test_a_formula_is_only_arithmetic(formula: str) -> None:
    data = (
        "<dataset_definitions><dataset_definition><name><text>a</text></name><dataset_items><dataset_item>"
        "<number>1</number><value>2</value></dataset_item></dataset_items></dataset_definition></dataset_definitions>"
    )
    assert refusal(question("calculated", answer("100", formula) + data)) == "MDL-26"


def test_tags_say_what_an_item_is_about_and_categories_are_sections() -> None:
    tags = "".join(
        f"<tag><text>{each}</text></tag>" for each in ("aspect:TWK", "level:2", "competency:Integritas", "uji coba")
    )
    found = quiz(
        '<question type="category"><category><text>$course$/top/Bank 2026/Wawasan</text></category></question>',
        question("multichoice", f"<idnumber>TWK-01</idnumber>{YES_NO}<tags>{tags}</tags>"),
        question("description", text="<p>Bacaan.</p>", name="Kutipan"),
        '<question type="category"><category><text>top/Numerik</text></category></question>',
        question("multichoice", YES_NO, name="Kedua"),
    )
    assert found.items["TWK-01"].tags == Tags("TWK", "Integritas", 2)
    first, second = found.tests[0].test.sections()
    assert (first.title, second.title) == ("Wawasan", "Numerik")
    assert first.item_refs[0].categories == ("uji-coba",)
    assert first.references == ("Kutipan",)
    assert found.stimuli["Kutipan"].body == "<p>Bacaan.</p>"
    assert [each.kind for each in found.reports] == ["item", "stimulus", "item"]


def test_names_stay_apart_and_titles_stay_whole() -> None:
    found = quiz(*(question("multichoice", YES_NO, name="Apa itu SPBE?") for _ in range(3)))
    assert list(found.items) == ["Apa-itu-SPBE", "Apa-itu-SPBE-2", "Apa-itu-SPBE-3"]
    assert {each.item.title for each in found.items.values()} == {"Apa itu SPBE?"}


def test_a_file_that_is_no_quiz_is_refused_as_a_whole() -> None:
    with pytest.raises(KnownError, match="MDL-01"):
        read_bytes(b"<html><quiz/></html>", "x.xml", no_progress)


def test_the_report_names_line_and_reason_for_each_question() -> None:
    found = quiz(
        "\n" + question("multichoice", "<penalty>0.33</penalty>" + YES_NO, name="Baik"),
        "\n" + question("stack", name="Plugin"),
        "\n"
        + question(
            "multichoice", answer("100", "Ya", "<feedback><text>!</text></feedback>") + answer("0", "x"), name="Umpan"
        ),
    )
    assert list(report_lines(found, "id")) == [
        "bank.xml · Moodle XML · 3 butir",
        "===============================",
        "tentang berkas ini",
        "    MDL-61  5 <penalty>: 1 soal punya pengurangan nilai untuk percobaan ulang; tidak dipakai, karena dalam ujian "
        "tidak ada percobaan ulang.",
        "diimpor                    butir Baik  (bank.xml:3, multichoice)",
        "ditolak                    butir Plugin  (bank.xml:8, stack)",
        "    MDL-02  8 <question>: Jenis soal 'stack' berasal dari plugin yang tidak dikenal di sini. "
        "Ubah soal ini di Moodle menjadi jenis bawaan.",
        "diimpor dengan kehilangan  butir Umpan  (bank.xml:11, multichoice)",
        "    MDL-41  13 <feedback>: Umpan balik ditinggalkan: dalam ujian tidak ada umpan balik.",
        "Dari 3: 1 diimpor, 1 diimpor dengan kehilangan, 1 ditolak.",
    ]


@given(st.lists(st.integers(-100, 100), min_size=2, max_size=6).filter(lambda each: max(each) > 0), st.data())
def test_choices_score_as_their_weights_say(weights: list[int], data: st.DataObject) -> None:
    found = quiz(question("multichoice", "<single>0</single>" + "".join(answer(str(w), f"p{w}") for w in weights)))
    chosen = data.draw(st.sets(st.integers(0, len(weights) - 1)))
    exact = min(max(sum((Decimal(weights[each]) / 100 for each in chosen), Decimal(0)), Decimal(0)), Decimal(1))
    got = Decimal(points(found, {"RESPONSE": tuple(chr(65 + each) for each in chosen)}))
    assert abs(got - exact) <= Decimal("0.01")


_MARKUP = st.text(st.sampled_from("<>/ab=\"'&;{}[]:~#%\\()$1.\n"), max_size=80)


@given(st.sampled_from(["cloze", "multichoice", "ddwtos", "shortanswer", "essay", "description"]), _MARKUP, _MARKUP)
def test_any_text_ends_in_one_of_three_ways(kind: str, text: str, other: str) -> None:
    found = quiz(question(kind, answer("100", other) + answer("0", "x"), text=text))
    assert len(found.reports) == 1


def _recording() -> bytes:
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * 800)
    return sound.getvalue()


@pytest.mark.parametrize(
    "element",
    ['<audio controls="controls" src="@@PLUGINFILE@@/suara.wav"></audio>',
     '<audio><source src="@@PLUGINFILE@@/suara.wav"></audio>',
     '<a href="@@PLUGINFILE@@/suara.wav">Dengarkan</a>'],
)  # fmt: skip
def test_recordings_of_a_text_have_players_above_what_is_answered(element: str) -> None:
    files = embedded("suara.wav", _recording())
    item, _ = one(question("multichoice", YES_NO, text=f"<p>Dengarkan.</p>{element}", files=files))
    assert [type(each).__name__ for each in item.item.interactions] == ["MediaInteraction", "ChoiceInteraction"]
    option = answer("100", element, files) + answer("0", "b")
    assert refusal(question("multichoice", option)) in ("MDL-33", "QTI-13")


def test_the_picture_of_old_files_stands_below_the_text() -> None:
    picture = base64.b64encode(POINT).decode()
    item, report = one(question("multichoice", YES_NO + f"<image>peta.png</image><image_base64>{picture}</image_base64>"))
    assert item.item.body.endswith('<img src="pack:peta.png" alt="gambar tanpa teks alternatif" width="1" height="1"></p>')
    assert codes(report) == ["HTM-03"]
