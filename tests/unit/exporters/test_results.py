"""A result says what was answered and what it was worth, as the standard has it, and never what was right."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from question_packs.exporters.names import as_name
from question_packs.exporters.results import NAMESPACE, AttemptResult, assessment_result
from question_packs.scoring.answer_key import AnswerKey, CutScores, Grouping, ItemKey, MapResponse, MatchCorrect
from question_packs.scoring.declarations import OutcomeDeclaration, QtiProcessing, ResponseDeclaration
from question_packs.scoring.score import score_attempt
from question_packs.scoring.standard import literal, set_outcome, standard_rules

Q = f"{{{NAMESPACE}}}"
ESSAY = QtiProcessing((ResponseDeclaration("ESAI", "single", "string"),), (), (), Decimal(10), by_people=True)
FREE = QtiProcessing(
    (ResponseDeclaration("RESPONSE", "ordered", "identifier", ("B", "A")),),
    (OutcomeDeclaration("SCORE"),),
    standard_rules("match_correct"),
    Decimal(1),
    Decimal("2.5"),
)
RESPONSES = {"B-1": {"RESPONSE": ("A",)}, "B-3": {"RESPONSE": ("B", "A")}, "B-4": {"ESAI": ("Baris 1\nBaris <2>",)}}


def key(*outcomes: OutcomeDeclaration) -> AnswerKey:
    def item(identifier: str, processing: object, section: str = "s1") -> ItemKey:
        return ItemKey(identifier, section, "umum", "", 0, "", "single", processing)

    return AnswerKey(
        "lontar.answer-key/1",
        "0" * 64,
        "UJIAN",
        "Ujian",
        "3",
        (Grouping("s1", "Bagian 1", Decimal(1)), Grouping("s2", "Bagian 2")),
        (Grouping("umum", "Umum"),),
        (
            item("B-1", MatchCorrect(("A",), Decimal(1))),
            item("B-2", MapResponse({"A": Decimal(4), "B": Decimal(1)}, Decimal(1))),
            item("B-3", FREE, "s2"),
            item("B-4", ESSAY, "s2"),
        ),
        CutScores("Peraturan uji", "2026-01-01", Decimal(3)),
        outcomes,
        tuple(set_outcome(each.identifier, literal("7")) for each in outcomes),
    )


def report(answers: AnswerKey, **more: object) -> tuple[etree._Element, AttemptResult]:
    presented = ("B-2", "B-1", "B-4", "B-3")
    outcome = score_attempt(RESPONSES, presented, answers)
    sessions = {"urn:lontar:attempt": "1f2e"}
    result = AttemptResult("2026/001", sessions, outcome, presented, "2026-01-05T02:00:00Z", **more)
    return etree.fromstring(assessment_result(result, answers)), result


def value(holder: etree._Element, name: str) -> str | None:
    """The value of an outcome variable, None where it has none."""
    return holder.findtext(f"{Q}outcomeVariable[@identifier='{name}']/{Q}value")


def test_the_scores_are_those_of_the_outcome_and_the_items_stand_as_the_candidate_saw_them() -> None:
    root, result = report(key())
    test = root.find(f"{Q}testResult")
    assert value(test, "SCORE") == str(result.outcome.total.score) == "3.50"
    assert value(test, "SCORE_section_s1") == "1.00"
    assert value(test, "SCORE_aspect_umum") == "3.50"
    assert test.find(f"{Q}outcomeVariable[@identifier='SCORE']").get("masteryValue") == "3"
    items = root.findall(f"{Q}itemResult")
    assert [(each.get("identifier"), each.get("sequenceIndex")) for each in items] == [
        ("B-2", "1"),
        ("B-1", "2"),
        ("B-4", "3"),
        ("B-3", "4"),
    ]
    outcomes = {each.identifier: each for each in result.outcome.items}
    for each in items:
        judged = outcomes[each.get("identifier")]
        assert value(each, "SCORE") == (None if judged.by_people else format(judged.score, "f"))
        assert value(each, "MAXSCORE") == format(judged.maximum, "f")
        assert value(each, "completionStatus") == ("completed" if judged.responses else "not_attempted")


def test_a_response_has_its_type_and_every_value_in_order() -> None:
    root, _ = report(key())
    found = {
        each.getparent().get("identifier"): (
            each.get("cardinality"),
            each.get("baseType"),
            [one.text for one in each.iterfind(f"{Q}candidateResponse/{Q}value")],
        )
        for each in root.iter(f"{Q}responseVariable")
    }
    assert found == {
        "B-1": ("single", "identifier", ["A"]),
        "B-2": ("single", "identifier", []),
        "B-3": ("ordered", "identifier", ["B", "A"]),
        "B-4": ("single", "string", ["Baris 1\nBaris <2>"]),
    }
    assert root.findall(f".//{Q}correctResponse") == []


def test_what_waits_for_people_or_was_not_handed_in_says_so() -> None:
    statuses = [each.get("sessionStatus") for each in report(key())[0].iter(f"{Q}itemResult")]
    assert statuses == ["final", "final", "pendingExternalScoring", "final"]
    unfinished = report(key(), is_final=False)[0]
    assert {each.get("sessionStatus") for each in unfinished.iter(f"{Q}itemResult")} == {"pendingSubmission"}


def test_a_test_with_a_score_of_its_own_keeps_it_and_the_total_has_another_name() -> None:
    test = report(key(OutcomeDeclaration("SCORE")))[0].find(f"{Q}testResult")
    assert (value(test, "SCORE"), value(test, "TOTAL_SCORE")) == ("7", "3.50")


@given(st.text(min_size=1, max_size=30))
def test_every_identifier_becomes_a_name_of_xml(identifier: str) -> None:
    assert etree.fromstring(f"<{as_name(identifier)}/>") is not None


@pytest.mark.parametrize("known", ["RESPONSE", "B-1", "_x.y"])
def test_a_name_stays_as_it_is(known: str) -> None:
    assert as_name(known) == known
