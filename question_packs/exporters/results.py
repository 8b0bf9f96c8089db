"""An attempt's results as QTI results reporting 3.0: one `assessmentResult` for each candidate. Called by the centre.

Says what was answered and what it was worth, never what would have been right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from lxml import etree

from question_packs.exporters.names import as_name
from question_packs.scoring.answer_key import AnswerKey, ItemKey
from question_packs.scoring.declarations import OutcomeDeclaration, ResponseDeclaration
from question_packs.scoring.general import general_form
from question_packs.scoring.score import ItemOutcome, Outcome, Score

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_result_v3p0"
_SCHEMA = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_resultv3p0_v1p0.xsd"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class AttemptResult:
    """One attempt as it is reported.

    `sessions`: identifiers of the session by who gave them (a URI). `presented`: its items in the candidate's order. `at`:
    ISO 8601 with zone. `is_final`: handed in. `files`: where a file that was handed in is, by item and response.
    """

    candidate_number: str
    sessions: Mapping[str, str]
    outcome: Outcome
    presented: tuple[str, ...]
    at: str
    is_final: bool = True
    files: Mapping[tuple[str, str], str] = field(default_factory=dict)


def assessment_result(result: AttemptResult, key: AnswerKey) -> bytes:
    """The XML of one attempt; `key` is that which it was scored by."""
    root = etree.Element(f"{{{NAMESPACE}}}assessmentResult", nsmap={None: NAMESPACE, "xsi": _INSTANCE})
    root.set(f"{{{_INSTANCE}}}schemaLocation", f"{NAMESPACE} {_SCHEMA}")
    context = _add(root, "context", sourcedId=as_name(result.candidate_number))
    for source, identifier in result.sessions.items():
        _add(context, "sessionIdentifier", sourceID=source, identifier=as_name(identifier))
    _add_test(root, result, key)
    keys = {each.identifier: each for each in key.items}
    outcomes = {each.identifier: each for each in result.outcome.items}
    for index, name in enumerate(result.presented, start=1):
        _add_item(root, result, index, outcomes[name], keys[name])
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


# --- the test


def _add_test(root: etree._Element, result: AttemptResult, key: AnswerKey) -> None:
    """The total, the scores of sections and aspects, and the outcomes of the test's own processing."""
    test = _add(root, "testResult", identifier=as_name(key.test_identifier), datestamp=result.at)
    for name, score in _scores(result.outcome, key):
        _add_score(test, name, score)
    for declared in key.outcomes:
        _add_own(test, declared, result.outcome.variables.get(declared.identifier, ()))


def _scores(outcome: Outcome, key: AnswerKey) -> Iterator[tuple[str, Score]]:
    """The total is called SCORE, unless the test's own processing has an outcome of that name."""
    own = {each.identifier for each in key.outcomes}
    yield "TOTAL_SCORE" if "SCORE" in own else "SCORE", outcome.total
    yield from ((f"SCORE_section_{each.identifier}", each) for each in outcome.sections)
    yield from ((f"SCORE_aspect_{each.identifier}", each) for each in outcome.aspects)


def _add_score(test: etree._Element, name: str, score: Score) -> None:
    variable = _add_variable(test, "outcomeVariable", as_name(name), "single", "float")
    variable.set("interpretation", score.title)
    variable.set("normalMaximum", _digits(score.maximum))
    if score.cut is not None:
        variable.set("masteryValue", _digits(score.cut))
    if score.by_people:
        variable.set("external-scored", "human")
    _add_values(variable, (_digits(score.score),))


def _add_own(test: etree._Element, declared: OutcomeDeclaration, values: tuple[str, ...]) -> None:
    variable = _add_variable(test, "outcomeVariable", as_name(declared.identifier), declared.cardinality, declared.base_type)
    _add_values(variable, values)


# --- the items


def _add_item(root: etree._Element, result: AttemptResult, index: int, outcome: ItemOutcome, key: ItemKey) -> None:
    status = "pendingExternalScoring" if outcome.by_people else "final"
    item = _add(
        root,
        "itemResult",
        identifier=as_name(outcome.identifier),
        sequenceIndex=str(index),
        datestamp=result.at,
        sessionStatus=status if result.is_final else "pendingSubmission",
    )
    for declared in general_form(key).responses:
        _add_response(item, declared, result, outcome)
    score = _add_variable(item, "outcomeVariable", "SCORE", "single", "float")
    score.set("normalMaximum", _digits(outcome.maximum))
    if outcome.by_people:
        score.set("external-scored", "human")
    else:
        _add_values(score, (_digits(outcome.score),))
    _add_values(_add_variable(item, "outcomeVariable", "MAXSCORE", "single", "float"), (_digits(outcome.maximum),))
    completion = "completed" if outcome.responses else "not_attempted"
    _add_values(_add_variable(item, "outcomeVariable", "completionStatus", "single", "identifier"), (completion,))


def _add_response(item: etree._Element, declared: ResponseDeclaration, result: AttemptResult, outcome: ItemOutcome) -> None:
    """What was answered; of a file, where it is."""
    values = tuple(outcome.responses.get(declared.identifier, ()))
    base_type: str = declared.base_type
    if base_type == "file":
        address = result.files.get((outcome.identifier, declared.identifier), "")
        base_type, values = "uri", (address,) if address else ()
    variable = _add_variable(item, "responseVariable", as_name(declared.identifier), declared.cardinality, base_type)
    _add_values(_add(variable, "candidateResponse"), values)


# --- elements


def _add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)


def _add_variable(parent: etree._Element, name: str, identifier: str, cardinality: str, base_type: str) -> etree._Element:
    return _add(parent, name, identifier=identifier, cardinality=cardinality, baseType=base_type)


def _add_values(variable: etree._Element, values: tuple[str, ...]) -> None:
    """What somebody typed may hold characters that XML cannot: each becomes a question mark in a diamond."""
    for value in values:
        _add(variable, "value").text = _NOT_IN_XML.sub("\ufffd", value)


def _digits(number: Decimal) -> str:
    return format(number, "f")
