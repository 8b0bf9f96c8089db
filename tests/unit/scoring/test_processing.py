"""Judging by QTI's rules: the templates and the rules they stand for, mappings, areas, tables, bounds, and people."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from question_packs.assessment.expressions.tree import Node
from question_packs.scoring.answer_key import ItemKey
from question_packs.scoring.areas import inside
from question_packs.scoring.declarations import (
    AreaEntry,
    AreaMapping,
    MapEntry,
    OutcomeDeclaration,
    QtiProcessing,
    ResponseDeclaration,
    ResponseMapping,
)
from question_packs.scoring.general import general_form
from question_packs.scoring.key_checks import check_processing
from question_packs.scoring.processing import process
from question_packs.scoring.rules import check_rules
from question_packs.scoring.score import score_attempt, score_item
from question_packs.scoring.standard import condition, literal, set_outcome, standard_rules, variable
from tests.samples import answer_key, graded, refused, right_wrong

D = Decimal
SCORE = OutcomeDeclaration("SCORE")
CHOICES = st.lists(st.sampled_from("ABCDEZ"), max_size=5)

SHORT_FORMS = [
    right_wrong("S1", "C", "2.5"),
    right_wrong("S1", "AD", "3"),
    graded("S1", "2", A="1", B="5"),
    graded("S1", "1", "multiple", A="1", B="2", C="-1"),
]


def processing(response: ResponseDeclaration, template: str, maximum: str = "10", **more) -> QtiProcessing:
    return QtiProcessing((response,), (SCORE,), standard_rules(template), D(maximum), **more)


def text(*entries: MapEntry, **bounds) -> ResponseDeclaration:
    return ResponseDeclaration("RESPONSE", "multiple", "string", mapping=ResponseMapping(entries, **bounds))


def score_of(some: QtiProcessing, *texts: str) -> Decimal:
    return process(some, {"RESPONSE": texts} if texts else {}).score


def key_of(some: QtiProcessing, identifier: str = "S1") -> ItemKey:
    return ItemKey(identifier, "bagian", "aspek", "", 0, "", "single", some)


@given(CHOICES, st.sampled_from(SHORT_FORMS))
def test_the_short_forms_give_what_their_rules_give(choices, key):
    """Forged responses as well: nobody gains by naming an option twice, or two where one is asked for."""
    responses = {"RESPONSE": tuple(choices)} if choices else {}
    general = general_form(key)
    check_processing(general)
    assert process(general, responses).score == score_item(key, responses)
    assert general.maximum * general.weight == key.maximum


def test_a_mapping_looks_at_case_only_where_it_is_told_to():
    some = processing(text(MapEntry("Biak", D(2)), MapEntry("serui", D(1), case_sensitive=False)), "map_response")
    assert [score_of(some, each) for each in ("Biak", "biak", "SERUI", "Wamena")] == [2, 0, 1, 0]


@given(st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=4), st.integers(-3, 0), st.integers(0, 3))
def test_a_mapping_stays_within_its_bounds_and_counts_each_value_once(texts, lower, upper):
    entries = (MapEntry("a", D("1.1")), MapEntry("b", D("-2.2")), MapEntry("c", D("3.3")))
    bounded = text(*entries, default=D("-0.5"), lower=D(lower), upper=D(upper))
    worth = {"a": D("1.1"), "b": D("-2.2"), "c": D("3.3"), "d": D("-0.5")}
    expected = min(max(sum((worth[each] for each in set(texts)), D(0)), D(lower)), D(upper)) if texts else D(0)
    assert score_of(processing(bounded, "map_response"), *texts) == expected


def test_each_area_counts_once_and_a_point_outside_is_the_default():
    areas = (AreaEntry("circle", (50, 50, 10), D(2)), AreaEntry("rect", (100, 0, 120, 20), D(1)))
    response = ResponseDeclaration("RESPONSE", "multiple", "point", area_mapping=AreaMapping(areas, default=D("-1")))
    some = processing(response, "map_response_point")
    assert score_of(some, "50 50", "55 55", "110 10") == 3
    assert score_of(some, "60 50", "200 200") == 1
    assert score_of(some, "61 50") == -1


@pytest.mark.parametrize(
    ("shape", "coords", "within", "without"),
    [
        ("rect", (10, 10, 20, 30), [(10, 10), (20, 30), (15, 20)], [(9, 10), (21, 20)]),
        ("circle", (0, 0, 5), [(3, 4), (5, 0), (0, 0)], [(4, 4), (6, 0)]),
        ("ellipse", (10, 10, 8, 2), [(18, 10), (10, 12), (14, 11)], [(10, 13), (17, 12)]),
        ("poly", (0, 0, 10, 0, 10, 10, 5, 5, 0, 10), [(1, 1), (5, 5), (0, 5), (9, 8)], [(5, 6), (11, 5), (-1, 0)]),
        ("default", (), [(0, 0), (999, 999)], []),
        ("circle", (1, 2), [], [(1, 2)]),
    ],
)
def test_points_in_areas(shape, coords, within, without):
    assert all(inside(point, shape, coords) for point in within)
    assert not any(inside(point, shape, coords) for point in without)


@given(st.tuples(st.integers(0, 40), st.integers(0, 40)), st.tuples(*[st.integers(0, 40)] * 4))
def test_a_rectangle_is_the_polygon_of_its_corners(point, corners):
    left, right = sorted(corners[:2])
    top, bottom = sorted(corners[2:])
    polygon = (left, top, right, top, right, bottom, left, bottom)
    assert inside(point, "poly", polygon) == inside(point, "rect", (left, top, right, bottom))


@given(st.decimals(-1000, 1000, places=3), st.decimals(0, 50, places=1), st.decimals("0.5", 3, places=1))
def test_a_score_stays_within_its_bounds(raw, maximum, weight):
    outcome = OutcomeDeclaration("SCORE", normal_minimum=D(-2))
    rules = (set_outcome("SCORE", literal(str(raw))),)
    score = process(QtiProcessing((), (outcome,), rules, maximum, weight), {}).score
    assert -2 * weight <= score <= maximum * weight
    assert score == min(max(raw, D(-2)), maximum) * weight


def test_the_first_branch_that_holds_is_taken_and_exit_ends_all():
    response = ResponseDeclaration("RESPONSE", "single", "integer")
    least = Node("gte", {}, (variable("RESPONSE"), literal("5", "integer")))
    rules = (
        condition(least, (set_outcome("SCORE", literal("2")), Node("exit-response")), (set_outcome("SCORE", literal("1")),)),
        set_outcome("SCORE", Node("sum", {}, (variable("SCORE"), literal("0.5")))),
    )
    some = QtiProcessing((response,), (SCORE,), rules, D(2))
    assert [score_of(some, each) for each in ("5", "4")] == [2, D("1.5")]
    assert score_of(some) == D("1.5")  # NULL is not at least 5


def test_a_null_score_is_nothing():
    response = ResponseDeclaration("RESPONSE", "single", "float")
    some = QtiProcessing((response,), (SCORE,), (set_outcome("SCORE", variable("RESPONSE")),), D(9))
    assert [score_of(some), score_of(some, "2.50"), score_of(some, "forged")] == [0, D("2.5"), 0]


def test_a_lookup_table_turns_points_into_a_level():
    entries = (("8", "tinggi"), ("4", "sedang"), ("0", "rendah"))
    table = Node(
        "interpolation-table",
        {"default-value": "tak sah"},
        tuple(Node("interpolation-table-entry", {"source-value": low, "target-value": word}) for low, word in entries),
    )
    level = OutcomeDeclaration("LEVEL", base_type="string", lookup=table)
    rules = (Node("lookup-outcome-value", {"identifier": "LEVEL"}, (variable("RESPONSE"),)),)
    some = QtiProcessing((ResponseDeclaration("RESPONSE", "single", "integer"),), (SCORE, level), rules, D(0))
    levels = [process(some, {"RESPONSE": (each,)}).outcomes["LEVEL"] for each in ("9", "4", "-1")]
    assert [each.only for each in levels if each is not None] == ["tinggi", "sedang", "tak sah"]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (Node("set-outcome-value", {"identifier": "NONE"}, (literal("1"),)), "PRC-06"),
        (Node("set-outcome-value", {}, (literal("1"),)), "PRC-04"),
        (Node("set-outcome-value", {"identifier": "SCORE"}), "PRC-03"),
        (Node("response-condition"), "PRC-03"),
        (Node("lookup-outcome-value", {"identifier": "SCORE"}, (literal("1"),)), "PRC-04"),
        (set_outcome("SCORE", Node("map-response", {"identifier": "SCORE"})), "PRC-06"),
        (set_outcome("SCORE", literal("A", "identifier")), "PRC-05"),
        (Node("set-template-value", {"identifier": "X"}, (literal("1"),)), "PRC-01"),
    ],
)
def test_rules_that_would_fail_on_the_day_are_refused_before(rule, code):
    some = QtiProcessing((ResponseDeclaration("RESPONSE", "single", "string"),), (SCORE,), (rule,), D(1))
    assert refused(check_processing, some).code == code


def test_an_unknown_template_is_refused_by_name():
    rules = standard_rules("http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response")
    check_rules(rules, "response")
    assert refused(standard_rules, "http://example.org/own.xml").code == "PRC-11"


# --- people, and the test as a whole


def test_what_waits_for_people_is_counted_and_decides_nothing():
    essay = QtiProcessing((ResponseDeclaration("RESPONSE", "single", "string"),), (SCORE,), (), D(10), by_people=True)
    key = answer_key(right_wrong("S1", "A", "5"), key_of(essay, "S2"), section_cut=D(8))
    written = {"S1": {"RESPONSE": ("A",)}, "S2": {"RESPONSE": ("Tulisan",)}}
    outcome = score_attempt(written, ["S1", "S2"], key)
    assert (outcome.total.score, outcome.total.maximum, outcome.total.by_people) == (5, 15, 1)
    assert outcome.sections[0].reached_cut is None
    blank = score_attempt({"S1": {"RESPONSE": ("A",)}}, ["S1", "S2"], key)
    assert (blank.total.by_people, blank.sections[0].reached_cut) == (0, False)


def test_a_failure_on_the_day_names_the_item():
    some = QtiProcessing((), (SCORE,), (set_outcome("SCORE", variable("GONE")),), D(1))
    error = refused(score_item, key_of(some), {})
    assert (error.code, error.values["item"]) == ("PRC-12", "S1")


def test_outcomes_of_the_test_are_made_of_its_items():
    heavy = replace(right_wrong("S1", "A"), weights={"BERAT": D(3)}, categories=("inti",))
    key = replace(
        answer_key(heavy, right_wrong("S2", "B"), right_wrong("S3", "C")),
        outcomes=tuple(OutcomeDeclaration(each) for each in ("TOTAL", "INTI", "BENAR", "SALAH", "DIJAWAB")),
        outcome_rules=(
            _sum_of("TOTAL", {"weight-identifier": "BERAT"}),
            _sum_of("INTI", {"include-category": "inti"}),
            set_outcome("BENAR", Node("number-correct")),
            set_outcome("SALAH", Node("number-incorrect")),
            set_outcome("DIJAWAB", Node("number-responded")),
        ),
    )
    responses = {"S1": {"RESPONSE": ("A",)}, "S2": {"RESPONSE": ("B",)}, "S3": {}}
    variables = score_attempt(responses, ["S1", "S2", "S3"], key).variables
    assert variables == {"TOTAL": ("4",), "INTI": ("1",), "BENAR": ("2",), "SALAH": ("1",), "DIJAWAB": ("2",)}


def _sum_of(outcome: str, attributes: dict[str, str]) -> Node:
    return set_outcome(outcome, Node("sum", {}, (Node("test-variables", {"variable-identifier": "SCORE", **attributes}),)))
