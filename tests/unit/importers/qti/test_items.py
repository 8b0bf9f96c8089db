"""QTI items come in whole from either spelling, with a loss that is named, or not at all, with element and line."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from question_packs.assessment import interactions as ia
from question_packs.assessment.html import clean_html
from question_packs.assessment.responses import check_response
from question_packs.errors import KnownError
from question_packs.importers.found import AuthoredItem, ItemReport
from question_packs.importers.safe_xml import parse_xml
from question_packs.scoring.declarations import QtiProcessing
from question_packs.scoring.processing import process
from tests.unit.importers.qti.item_files import (
    BY_PEOPLE,
    EXAMPLES,
    MAP,
    SCORE,
    as_version_2,
    declaration,
    item,
    read,
)

CHOICES = (
    '<qti-simple-choice identifier="A">Ya</qti-simple-choice><qti-simple-choice identifier="B">Tidak</qti-simple-choice>'
)
CHOICE = f'<qti-choice-interaction response-identifier="RESPONSE" max-choices="1">{CHOICES}</qti-choice-interaction>'
SINGLE = declaration("single", "identifier", "A")


def _only(text: str) -> tuple[AuthoredItem, ItemReport]:
    items, report, _ = read(text)
    assert report.status != "refused", report.notes
    assert len(items) == 1
    return items[0], report


def _processing(authored: AuthoredItem) -> QtiProcessing:
    assert isinstance(authored.processing, QtiProcessing)
    return authored.processing


def _losses(text: str) -> list[str]:
    return [note.problem.code for note in _only(text)[1].notes]


def _refusal(text: str) -> tuple[str, str]:
    items, report, _ = read(text)
    assert items == ()
    assert report.status == "refused"
    (note,) = report.notes
    return note.problem.code, note.where


# --- every interaction


def test_the_examples_cover_every_interaction_of_the_model() -> None:
    kinds = {type(each) for text in _all_texts() for each in _only(text)[0].item.interactions}
    assert kinds == set(ia.Interaction.__args__)


def _all_texts() -> list[str]:
    return [*(each.text for each in EXAMPLES.values()), *BY_PEOPLE.values()]


@pytest.mark.parametrize("text", _all_texts(), ids=[*EXAMPLES, *BY_PEOPLE])
def test_both_spellings_give_the_same_item_and_nothing_is_lost(text: str) -> None:
    new, report = _only(text)
    old, old_report = _only(as_version_2(text))
    assert new == old
    assert report.status == old_report.status == "imported"


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
@pytest.mark.parametrize("spelling", [str, as_version_2], ids=["3.0", "2.1"])
def test_an_imported_item_is_scored_as_its_author_meant(example: object, spelling: object) -> None:
    authored, _ = _only(spelling(example.text))
    processing = _processing(authored)
    for response, score in ((example.right, example.score), (example.wrong, 0), ((), 0)):
        check_response(authored.item.interactions[0], response)
        assert process(processing, {"RESPONSE": response}).score == score
    assert processing.maximum == example.score


@pytest.mark.parametrize("text", BY_PEOPLE.values(), ids=BY_PEOPLE)
def test_essays_files_and_drawings_are_judged_by_people(text: str) -> None:
    processing = _processing(_only(text)[0])
    assert processing.by_people
    assert processing.maximum == 10


def test_pictures_and_recordings_come_along_under_names_of_the_pack() -> None:
    items, _, media = read(EXAMPLES["graphicGapMatchInteraction"].text)
    assert sorted(media) == ["peta.png", "pin.png"]
    interaction = items[0].item.interactions[0]
    assert isinstance(interaction, ia.GraphicGapMatchInteraction)
    assert interaction.picture == ia.Picture("peta.png", 200, 100, "Peta sebuah pulau")
    assert interaction.choices[0].content == '<img src="pack:pin.png" alt="Penanda" width="20" height="20">'


# --- texts


def test_a_block_interaction_parts_the_text_even_inside_wrappers() -> None:
    body = f"<div><blockquote><p>Satu.</p>{CHOICE}<p>Dua.</p></blockquote></div><p>Tiga.</p>"
    authored, _ = _only(item(SINGLE, body))
    assert authored.item.body == "<div><blockquote><p>Satu.</p></blockquote></div>"
    assert authored.item.interactions[0].after == "<div><blockquote><p>Dua.</p></blockquote></div><p>Tiga.</p>"


def test_several_interactions_stand_in_the_order_of_the_text() -> None:
    head = SINGLE + declaration("single", "string", "x", name="R2") + declaration("single", "identifier", "B", name="R3")
    second = CHOICE.replace("RESPONSE", "R3")
    entry = '<qti-text-entry-interaction response-identifier="R2"/>'
    authored, _ = _only(item(head, f"{CHOICE}<p>Isi {entry} di sini.</p>{second}<p>Selesai.</p>"))
    assert [each.response_identifier for each in authored.item.interactions] == ["RESPONSE", "R2", "R3"]
    assert authored.item.interactions[0].after == '<p>Isi <img src="interaction:R2"> di sini.</p>'
    assert authored.item.interactions[2].after == "<p>Selesai.</p>"


def test_an_interaction_in_a_table_is_moved_and_that_is_told() -> None:
    assert _losses(item(SINGLE, f"<table><tr><td>Teks</td><td>{CHOICE}</td></tr></table>")) == ["QTI-35"]


LOSSES = {
    "QTI-30": ("<qti-feedback-inline identifier='x' outcome-identifier='F'>Benar!</qti-feedback-inline>", "Benar!"),
    "QTI-32": ("<qti-rubric-block view='scorer'><p>Rahasia</p></qti-rubric-block>", "Rahasia"),
    "HTM-01": ("<marquee>Lari</marquee>", None),
    "HTM-02": ("<script>alert(1)</script>", "alert"),
    "HTM-03": ('<img src="peta.png"/>', None),
    "HTM-04": ('<a href="https://example.org/x">tautan</a>', "example.org"),
    "HTM-05": ('<p style="color: red">Merah</p>', "color"),
    "QTI-48": ('<object data="suara.wav" type="audio/wav"/>', None),
}


@pytest.mark.parametrize(("code", "markup", "gone"), [(code, *each) for code, each in LOSSES.items()], ids=LOSSES)
def test_what_cannot_be_kept_is_named(code: str, markup: str, gone: str | None) -> None:
    text = item(SINGLE, f"<div>{markup}</div>{CHOICE}")
    assert code in _losses(text)
    if gone is not None:
        assert gone.encode() not in msgspec.json.encode(_only(text)[0].item)


def test_a_note_for_candidates_is_part_of_the_item() -> None:
    body = (
        f'<qti-rubric-block view="candidate"><qti-content-body><p>Petunjuk</p></qti-content-body></qti-rubric-block>{CHOICE}'
    )
    authored, report = _only(item(SINGLE, body))
    assert authored.item.body == "<p>Petunjuk</p>"
    assert report.status == "imported"


def test_a_formula_becomes_a_picture_with_words() -> None:
    formula = '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mfrac><m:mn>1</m:mn><m:mn>2</m:mn></m:mfrac></m:math>'
    items, _, media = read(item(SINGLE, f"<p>Hitung {formula}.</p>{CHOICE}"))
    assert re.search(r'<img src="pack:formula_\w+\.svg" alt="[^"]+"', items[0].item.body)
    assert [medium.media_type for medium in media.values()] == ["image/svg+xml"]


def test_a_recording_in_a_prompt_is_played_above_the_interaction() -> None:
    prompt = '<qti-prompt>Dengarkan <audio src="suara.wav"/> lalu jawab.</qti-prompt>'
    authored, report = _only(item(SINGLE, CHOICE.replace(CHOICES, prompt + CHOICES)))
    player, choice = authored.item.interactions
    assert isinstance(player, ia.MediaInteraction)
    assert isinstance(choice, ia.ChoiceInteraction)
    assert choice.prompt == "Dengarkan lalu jawab."
    assert [note.problem.code for note in report.notes] == ["QTI-48"]


def test_an_interaction_inside_an_option_is_refused_and_never_dropped() -> None:
    entry = '<qti-text-entry-interaction response-identifier="R2"/>'
    text = item(SINGLE + declaration("single", "string", "x", name="R2"), CHOICE.replace("Ya", entry))
    assert _refusal(text)[0] == "QTI-21"


# --- refusals


REFUSED = {
    "QTI-01": "<qti-assessment-test xmlns='http://www.imsglobal.org/xsd/imsqtiasi_v3p0' identifier='t'/>",
    "QTI-02": item(SINGLE, CHOICE, attributes='adaptive="true"'),
    "QTI-03": item(SINGLE, f"{CHOICE}<qti-portable-custom-interaction response-identifier='X'/>"),
    "QTI-04": item(SINGLE, CHOICE.replace('response-identifier="RESPONSE"', "")),
    "QTI-05": item(SINGLE, CHOICE.replace('max-choices="1"', 'max-choices="satu"')),
    "QTI-06": item(SINGLE, CHOICE.replace(CHOICES, "")),
    "QTI-07": item(declaration("single", "float", "1"), CHOICE),
    "QTI-08": item(SINGLE, CHOICE.replace("RESPONSE", "LAIN")),
    "QTI-09": item(SINGLE, CHOICE.replace('"B"', '"A"')),
    "QTI-10": item(SINGLE, CHOICE.replace('"B"', '"B C"')),
    "QTI-11": item(declaration("single", "identifier"), CHOICE),
    "QTI-12": item(SINGLE, "<p>Hanya bacaan.</p>"),
    "QTI-13": item(SINGLE, f'<p><img src="tidak-ada.png" alt="x"/></p>{CHOICE}'),
    "QTI-15": item(SINGLE, CHOICE, '<qti-response-processing template="http://example.org/buatan-sendiri"/>'),
    "QTI-17": item('<qti-response-declaration identifier="R" cardinality="record"/>', CHOICE),
    "QTI-20": item(SINGLE, f'<p><img src="suara.wav" alt="x"/></p>{CHOICE}'),
    "QTI-21": item(SINGLE, CHOICE.replace("Ya", '<object data="suara.wav" type="audio/wav"/>')),
    "IMP-23": item(SINGLE, f'<p><img src="https://example.org/x.png" alt="x"/></p>{CHOICE}'),
    "PRC-02": item(
        SINGLE,
        CHOICE,
        '<qti-response-processing><qti-set-outcome-value identifier="SCORE"><qti-custom-operator/>'
        "</qti-set-outcome-value></qti-response-processing>",
    ),
}


@pytest.mark.parametrize(("code", "text"), REFUSED.items(), ids=REFUSED)
def test_what_cannot_come_in_is_refused_with_element_and_line(code: str, text: str) -> None:
    found, where = _refusal(text)
    assert found == code
    assert re.fullmatch(r"\d+ <[\w:-]+>", where)


# --- judging


def _own_rules(expression: str) -> str:
    return (
        '<qti-response-processing><qti-response-condition><qti-response-if><qti-match><qti-variable identifier="RESPONSE"/>'
        f'<qti-correct identifier="RESPONSE"/></qti-match><qti-set-outcome-value identifier="SCORE">{expression}'
        "</qti-set-outcome-value></qti-response-if></qti-response-condition></qti-response-processing>"
    )


def test_the_maximum_of_own_rules_is_worked_out() -> None:
    value = '<qti-base-value base-type="float">2.5</qti-base-value>'
    authored, _ = _only(item(SINGLE, CHOICE, _own_rules(f"<qti-sum>{value}{value}</qti-sum>")))
    assert _processing(authored).maximum == 5
    assert process(_processing(authored), {"RESPONSE": ("A",)}).score == 5


def test_rules_whose_maximum_nobody_can_tell_need_one_that_is_written() -> None:
    rules = _own_rules(
        '<qti-power><qti-variable identifier="SCORE"/><qti-base-value base-type="float">2</qti-base-value></qti-power>'
    )
    assert _refusal(item(SINGLE, CHOICE, rules))[0] == "QTI-18"
    authored, _ = _only(item(SINGLE + SCORE.replace("/>", ' normal-maximum="4"/>'), CHOICE, rules))
    assert _processing(authored).maximum == 4


def test_a_key_without_processing_is_used_and_that_is_told() -> None:
    authored, report = _only(item(SINGLE, CHOICE, ""))
    assert [note.problem.code for note in report.notes] == ["QTI-37"]
    assert process(_processing(authored), {"RESPONSE": ("A",)}).score == 1


def test_a_question_of_a_survey_comes_in_without_points_and_that_is_told() -> None:
    authored, report = _only(item(declaration("single", "identifier"), CHOICE, ""))
    assert (report.status, [note.problem.code for note in report.notes]) == ("with_loss", ["QTI-55"])
    assert (_processing(authored).maximum, process(_processing(authored), {"RESPONSE": ("A",)}).score) == (0, 0)


def test_a_template_means_the_only_response_whatever_its_name() -> None:
    authored, report = _only(item(SINGLE.replace("RESPONSE", "JAWAB"), CHOICE.replace("RESPONSE", "JAWAB")))
    assert [note.problem.code for note in report.notes] == ["QTI-40"]
    assert process(_processing(authored), {"JAWAB": ("A",)}).score == 1


def test_an_answer_that_no_rule_asks_for_is_told() -> None:
    head = SINGLE + declaration("single", "identifier", "A", name="R2")
    assert _losses(item(head, CHOICE + CHOICE.replace("RESPONSE", "R2"))) == ["QTI-45"]


# --- template variables


TEMPLATED = item(
    declaration("single", "integer")
    + '<qti-template-declaration identifier="a" cardinality="single" base-type="integer"/>'
    + "<qti-template-processing>"
    + "<qti-set-template-value identifier='a'><qti-random-integer min='2' max='9'/></qti-set-template-value>"
    + "<qti-set-correct-response identifier='RESPONSE'><qti-product><qti-variable identifier='a'/>"
    + "<qti-base-value base-type='integer'>2</qti-base-value></qti-product></qti-set-correct-response>"
    + "</qti-template-processing>",
    "<p>Dua kali <qti-printed-variable identifier='a'/> adalah "
    "<qti-text-entry-interaction response-identifier='RESPONSE'/>.</p>",
)


def test_an_item_with_chance_becomes_fixed_versions_each_with_its_own_key() -> None:
    items, report, _ = read(TEMPLATED)
    assert [note.problem.code for note in report.notes] == ["QTI-44"]
    assert [each.item.identifier for each in items] == [f"butir-1-v{number}" for number in range(1, len(items) + 1)]
    assert len(items) > 1
    for each in items:
        asked = re.search(r"Dua kali (\d) adalah", each.item.body)
        assert asked is not None
        assert process(_processing(each), {"RESPONSE": (str(2 * int(asked[1])),)}).score == Decimal(1)
    assert items == read(TEMPLATED)[0]


# --- whatever anybody sends


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_small_change_anywhere_never_makes_it_fall_over(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([*_all_texts(), TEMPLATED]))
    pieces = re.findall(r'"[^"]*"|<[^>\s]*|[^<"]+', text)
    position = data.draw(st.integers(0, len(pieces) - 1))
    change = st.sampled_from(['""', '"-1"', '"0"', '"1e9"', '"A B"', '"identifier"', "", "<qti-prompt", "<div", "x", MAP])
    pieces[position] = data.draw(change | st.sampled_from(pieces))
    try:
        parse_xml("".join(pieces).encode(), "butir.xml")
    except KnownError:
        return
    items, report, _ = read("".join(pieces))
    assert bool(items) == (report.status != "refused")
    for each in items:
        assert each.item.body == clean_html(each.item.body)
        assert _processing(each).maximum > 0
