"""What would make scoring by general rules fail on the day is refused when the key is built and when it is opened."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from question_packs.assessment.expressions.check import walk
from question_packs.assessment.expressions.tree import Node
from question_packs.errors import KnownError
from question_packs.scoring.areas import fits_shape
from question_packs.scoring.declarations import OutcomeDeclaration, QtiProcessing, ResponseDeclaration
from question_packs.scoring.processing import SCORE, process
from question_packs.scoring.rules import check_rules
from question_packs.scoring.variables import check_lookup, declared_value

_KEY_OF_RESPONSE = ("correct", "map-response", "map-response-point")


def check_processing(processing: QtiProcessing) -> None:
    """Refuse declarations and rules that could not be run: `PRC-01` ... `PRC-09`.

    At the end they are run twice, for no response and for the correct one.
    """
    names = [each.identifier for each in processing.responses] + [each.identifier for each in processing.outcomes]
    for name in names:
        if names.count(name) > 1:
            raise KnownError("PRC-05", operator=name, reason="declared twice")
    for response in processing.responses:
        _check_response(response)
    check_outcomes(processing.outcomes)
    check_rules(processing.rules, "response")
    _check_names(processing.rules, {each.identifier for each in processing.responses})
    if not processing.by_people and SCORE not in names:
        raise KnownError("PRC-06", identifier=SCORE)
    process(processing, {})
    process(processing, {each.identifier: each.correct or () for each in processing.responses})


def check_outcomes(outcomes: Iterable[OutcomeDeclaration]) -> None:
    """Refuse outcome declarations with a default or a table of another type."""
    for outcome in outcomes:
        declared_value(outcome, outcome.default)
        check_lookup(outcome)


def processing_numbers(processing: QtiProcessing) -> list[Decimal]:
    """All points, bounds and weights that scores are made of."""
    numbers = [processing.maximum, processing.weight]
    for response in processing.responses:
        for mapping in (response.mapping, response.area_mapping):
            if mapping is not None:
                numbers += [mapping.default, *(each.value for each in mapping.entries)]
                numbers += [bound for bound in (mapping.lower, mapping.upper) if bound is not None]
    for outcome in processing.outcomes:
        numbers += [each for each in (outcome.normal_minimum, outcome.normal_maximum) if each is not None]
    return numbers


def _check_response(response: ResponseDeclaration) -> None:
    declared_value(response, response.correct)
    declared_value(response, response.default)
    for area in response.area_mapping.entries if response.area_mapping is not None else ():
        if not fits_shape(area.shape, area.coords):
            raise KnownError("PRC-04", operator=area.shape, attribute="coords", value=str(area.coords))


def _check_names(rules: Iterable[Node], responses: set[str]) -> None:
    """Operators that take a response's key name a response."""
    for rule in rules:
        for node in walk(rule):
            identifier = node.attributes.get("identifier", "")
            if node.name in _KEY_OF_RESPONSE and identifier not in responses:
                raise KnownError("PRC-06", identifier=identifier)
