"""Each type of Moodle question becomes what a candidate can answer, and scores as Moodle scores it."""

from __future__ import annotations

import pytest

from question_packs.assessment import interactions as ia
from question_packs.assessment.responses import ItemResponses, check_response
from question_packs.scoring.declarations import QtiProcessing
from tests.unit.importers.moodle.moodle_files import answer, codes, embedded, one, points, question, quiz

THIRDS = question(
    "multichoice",
    "<single>false</single><defaultgrade>3</defaultgrade>"
    + answer("33.33333", "NIP")
    + answer("33.33333", "Nama")
    + answer("33.33333", "Golongan")
    + answer("-50", "Hobi"),
)


@pytest.mark.parametrize(
    ("chosen", "score"),
    [("A", "1.00"), ("AB", "2.00"), ("ABC", "3.00"), ("ABCD", "1.50"), ("AD", "0.00"), ("D", "0.00"), ("", "0.00")],
)
def test_thirds_are_thirds_and_wrong_choices_take_away_down_to_nothing(chosen: str, score: str) -> None:
    assert points(quiz(THIRDS), {"RESPONSE": tuple(chosen)}) == score


def test_one_choice_may_be_worth_less_than_nothing() -> None:
    options = answer("100", "Ya") + answer("-25", "Tidak") + answer("50", "Mungkin")
    found = quiz(question("multichoice", "<single>true</single>" + options))
    assert [points(found, {"RESPONSE": (each,)}) for each in "ABC"] == ["1.00", "-0.25", "0.50"]


def test_true_and_false_keep_their_places() -> None:
    item, _ = one(question("truefalse", answer("0", "true") + answer("100", "false")))
    choice = item.item.interactions[0]
    assert isinstance(choice, ia.ChoiceInteraction)
    assert [each.content for each in choice.simple_choices] == ["Benar", "Salah"]
    assert not choice.shuffle


@pytest.mark.parametrize(
    ("written", "score"),
    [
        ("surat dinas", "1.00"),
        ("SURAT DINAS", "1.00"),
        ("surat 12", "0.50"),
        ("nota", "0.00"),
        ("a*b", "0.25"),
        ("axb", "0.00"),
    ],
)
def test_wildcards_of_short_answers_and_stars_that_are_none(written: str, score: str) -> None:
    answers = answer("100", "Surat Dinas") + answer("50", "surat *") + answer("25", r"a\*b") + answer("0", "*")
    assert points(quiz(question("shortanswer", "<usecase>0</usecase>" + answers)), {"RESPONSE": (written,)}) == score


def test_a_line_of_underscores_is_where_the_answer_is_written() -> None:
    item, _ = one(question("shortanswer", answer("100", "cuti"), text="<p>Hak ______ tahunan.</p>"))
    assert item.item.body == '<p>Hak <img src="interaction:RESPONSE" alt=""> tahunan.</p>'


UNITS = (
    "<units><unit><multiplier>1</multiplier><unit_name>W</unit_name></unit>"
    "<unit><multiplier>0.001</multiplier><unit_name>kW</unit_name></unit></units>"
)


@pytest.mark.parametrize(
    ("response", "score"),
    [
        ({"RESPONSE": ("5500",), "UNIT": ("U1",)}, "1.00"),
        ({"RESPONSE": ("5.5",), "UNIT": ("U2",)}, "1.00"),
        ({"RESPONSE": ("5.5",), "UNIT": ("U1",)}, "0.00"),
        ({"RESPONSE": ("5500",)}, "0.00"),
        ({"RESPONSE": ("5600",), "UNIT": ("U1",)}, "0.50"),
    ],
)
def test_numbers_with_units_and_tolerances(response: ItemResponses, score: str) -> None:
    answers = answer("100", "5500", "<tolerance>1</tolerance>") + answer("50", "5500", "<tolerance>100</tolerance>")
    settings = "<showunits>1</showunits><unitgradingtype>1</unitgradingtype>"
    assert points(quiz(question("numerical", answers + UNITS + settings)), response) == score


def test_a_unit_that_may_be_left_out_is_shown_beside_the_field() -> None:
    item, report = one(question("numerical", answer("100", "12,5") + UNITS + "<showunits>0</showunits>"))
    assert codes(report) == ["MDL-50"]
    assert item.item.body.endswith('<p><img src="interaction:RESPONSE" alt=""> W</p>')


def test_matching_with_an_answer_that_belongs_to_none() -> None:
    pairs = [("Presiden", "Istana"), ("Bupati", "Kabupaten"), ("", "Kelurahan")]
    inside = "".join(
        f"<subquestion><text>{first}</text><answer><text>{second}</text></answer></subquestion>" for first, second in pairs
    )
    found = quiz(question("matching", inside))
    match = next(iter(found.items.values())).item.interactions[0]
    assert isinstance(match, ia.MatchInteraction)
    assert [each.content for each in match.targets] == ["Istana", "Kabupaten", "Kelurahan"]
    check_response(match, ("S1 T1", "S2 T3"))
    assert points(found, {"RESPONSE": ("S1 T1", "S2 T3")}) == "0.50"
    assert points(found, {"RESPONSE": ("S1 T1", "S2 T2")}) == "1.00"


@pytest.mark.parametrize(
    ("grading", "score", "losses"),
    [
        ("ABSOLUTE_POSITION", "0.33", []),
        ("ALL_OR_NOTHING", "0.00", []),
        ("RELATIVE_NEXT_EXCLUDE_LAST", "0.50", []),
        ("LONGEST_ORDERED_SUBSET", "0.33", ["MDL-55"]),
    ],
)
def test_orders_are_graded_as_asked_or_the_loss_is_named(grading: str, score: str, losses: list[str]) -> None:
    steps = "".join(answer(str(place), text) for place, text in enumerate(["Konsep", "Paraf", "Tanda tangan"], 1))
    found = quiz(question("ordering", f"<gradingtype>{grading}</gradingtype>" + steps))
    assert codes(found.reports[0]) == losses
    given = ("A", "C", "B") if grading != "RELATIVE_NEXT_EXCLUDE_LAST" else ("C", "A", "B")
    assert points(found, {"RESPONSE": given}) == score
    assert points(found, {"RESPONSE": ("A", "B", "C")}) == "1.00"


def _box(name: str, text: str, group: int, more: str = "") -> str:
    return f"<{name}><text>{text}</text><group>{group}</group>{more}</{name}>"


def test_words_are_dragged_into_gaps_of_their_group_only() -> None:
    boxes = _box("dragbox", "kepala", 1) + _box("dragbox", "surat", 2, "<infinite/>") + _box("dragbox", "tas", 3)
    found = quiz(question("ddwtos", boxes, text="<p>[[1]] kantor menulis [[2]] dan [[2]].</p>"))
    interaction = next(iter(found.items.values())).item.interactions[0]
    assert isinstance(interaction, ia.GapMatchInteraction)
    assert [(each.match_max, each.match_group) for each in interaction.choices] == [(1, ("G1",)), (0, ("G2", "G3"))]
    assert codes(found.reports[0]) == ["MDL-59"]
    assert points(found, {"RESPONSE": ("P1 G1", "P2 G2", "P2 G3")}) == "1.00"
    assert points(found, {"RESPONSE": ("P2 G2",)}) == "0.33"


def test_words_are_chosen_from_lists_at_their_gaps() -> None:
    options = "".join(_box("selectoption", each, 1) for each in ("arsip", "disposisi"))
    found = quiz(question("gapselect", options, text="<p>[[2]] lalu [[1]]</p>"))
    item = next(iter(found.items.values())).item
    assert item.body.count("interaction:R") == len(item.interactions) == 2
    assert points(found, {"R1": ("P2",), "R2": ("P2",)}) == "0.50"


CLOZE = (
    "<p>Ibu kota {1:SHORTANSWER:=Nusantara#tepat~%50%IKN}, luas {2:NUMERICAL:=2560:10~%50%2560:500}, "
    "pulau {1:MULTICHOICE_S:=Kalimantan~Jawa}, {1:MCV:Ya~=Tidak}, {1:MRH:%50%a~%50%b~%-50%c}.</p>"
)


@pytest.mark.parametrize(
    ("responses", "score"),
    [
        ({"R1": ("nusantara",), "R2": ("2555",), "R3": ("A",), "R4": ("B",), "R5": ("A", "B")}, "6.00"),
        ({"R1": ("IKN",), "R2": ("2900",)}, "1.50"),
        ({"R5": ("A", "C")}, "0.00"),
        ({}, "0.00"),
    ],
)
def test_embedded_answers_have_their_own_weights(responses: ItemResponses, score: str) -> None:
    found = quiz(question("cloze", "<defaultgrade>6</defaultgrade>", text=CLOZE))
    assert codes(found.reports[0]) == ["MDL-41", "MDL-58"]
    assert points(found, responses) == score


def test_options_of_embedded_answers_stand_below_the_text_with_their_numbers() -> None:
    item, _ = one(question("multianswer", text=CLOZE))
    inline = [
        each.response_identifier
        for each in item.item.interactions
        if f"interaction:{each.response_identifier}" in item.item.body
    ]
    assert inline == ["R1", "R2", "R3"]
    assert "<strong>(4)</strong>" in item.item.body
    assert isinstance(item.item.interactions[3], ia.ChoiceInteraction)


PLACES = (
    "<drag><no>1</no><text>Loket</text><draggroup>1</draggroup></drag>"
    "<drag><no>2</no><text>Arsip</text><draggroup>1</draggroup><infinite/></drag>"
    "<drop><no>1</no><choice>2</choice><xleft>0</xleft><ytop>0</ytop></drop>"
)


def test_pieces_are_put_on_places_of_a_picture() -> None:
    found = quiz(question("ddimageortext", embedded() + PLACES))
    interaction = next(iter(found.items.values())).item.interactions[0]
    assert isinstance(interaction, ia.GraphicGapMatchInteraction)
    assert interaction.picture.name in found.media
    assert interaction.hotspots[0].coords == (0, 0, 1, 1)
    assert points(found, {"RESPONSE": ("P2 G1",)}) == "1.00"


def test_markers_are_set_on_areas_that_stay_hidden() -> None:
    areas = (
        "<drag><no>1</no><text>Pintu</text></drag><drag><no>2</no><text>Meja</text></drag><drag><no>3</no><text>Pot</text></drag>"
        "<drop><shape>circle</shape><coords>10,10;5</coords><choice>1</choice></drop>"
        "<drop><shape>rectangle</shape><coords>0,0;4,6</coords><choice>2</choice></drop>"
    )
    found = quiz(question("ddmarker", embedded() + areas))
    assert {"MDL-56", "MDL-57"} <= set(codes(found.reports[0]))
    assert points(found, {"PENANDA-1": ("12 13",), "PENANDA-2": ("5 7",)}) == "0.50"
    assert points(found, {"PENANDA-1": ("12 13",), "PENANDA-2": ("4 6",)}) == "1.00"


def test_essays_are_left_to_people_with_their_limits_and_files() -> None:
    settings = (
        "<responseformat>editor</responseformat><minwordlimit>50</minwordlimit><maxwordlimit>300</maxwordlimit>"
        "<attachments>2</attachments><filetypeslist>.pdf,document,.exe</filetypeslist>"
        "<graderinfo><text>Lihat pedoman</text></graderinfo>"
    )
    item, report = one(question("essay", settings))
    text, files = item.item.interactions
    assert isinstance(text, ia.ExtendedTextInteraction)
    assert isinstance(files, ia.UploadInteraction)
    assert (text.min_words, text.max_words) == (50, 300)
    assert "application/pdf" in files.media_types
    assert isinstance(item.processing, QtiProcessing)
    assert item.processing.by_people
    assert codes(report) == ["MDL-46", "MDL-48", "QTI-46"]


def _data(name: str, *values: str) -> str:
    items = "".join(
        f"<dataset_item><number>{place}</number><value>{each}</value></dataset_item>" for place, each in enumerate(values, 1)
    )
    return f"<dataset_definition><name><text>{name}</text></name><dataset_items>{items}</dataset_items></dataset_definition>"


def test_each_row_of_a_calculated_question_is_a_question_and_one_is_drawn() -> None:
    data = f"<dataset_definitions>{_data('a', '2.5', '3')}{_data('b', '4', '5')}</dataset_definitions>"
    formula = answer("100", "{a}*{b}", "<tolerance>0.01</tolerance><tolerancetype>1</tolerancetype>")
    found = quiz(question("calculated", formula + data, text="<p>{a} kali {b}, bukan {={a}+{b}}</p>", name="Luas"))
    assert list(found.items) == ["Luas-v1", "Luas-v2"]
    assert found.items["Luas-v1"].item.body.startswith("<p>2,5 kali 4, bukan 6,5</p>")
    section = found.tests[0].test.sections()[0]
    assert [(group.identifier, group.select) for group in section.groups] == [("Luas", 1)]
    assert {ref.group for ref in section.item_refs} == {"Luas"}
    assert points(found, {"RESPONSE": ("10.1",)}) == "1.00"
    assert points(found, {"RESPONSE": ("10.2",)}) == "0.00"
    assert codes(found.reports[0]) == ["MDL-63"]


def test_options_may_be_computed_too() -> None:
    data = f"<dataset_definitions>{_data('a', '2')}</dataset_definitions>"
    item, _ = one(question("calculatedmulti", answer("100", "{={a}/3}") + answer("0", "{a}") + data))
    choice = item.item.interactions[0]
    assert isinstance(choice, ia.ChoiceInteraction)
    assert [each.content for each in choice.simple_choices] == ["0,67", "2"]
