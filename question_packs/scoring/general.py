"""The short forms of an item's key written out as QTI's general form: the same scores from declarations and rules.

Used by outcome processing, which asks for variables, and by the exporter.
"""

from __future__ import annotations

from decimal import Decimal

from question_packs.scoring.answer_key import ItemKey, MapResponse, MatchCorrect
from question_packs.scoring.declarations import (
    MapEntry,
    OutcomeDeclaration,
    QtiProcessing,
    ResponseDeclaration,
    ResponseMapping,
)
from question_packs.scoring.standard import standard_rules


def general_form(key: ItemKey) -> QtiProcessing:
    """How this item is judged, as declarations and rules."""
    match key.processing:
        case MatchCorrect(correct, weight):
            declaration = ResponseDeclaration("RESPONSE", key.cardinality, "identifier", correct)
            return _general(declaration, "match_correct", Decimal(1), weight)
        case MapResponse(points, weight):
            mapping = ResponseMapping(tuple(MapEntry(choice, value) for choice, value in points.items()))
            declaration = ResponseDeclaration("RESPONSE", key.cardinality, "identifier", mapping=mapping)
            return _general(declaration, "map_response", _most(key, points), weight)
        case QtiProcessing():
            return key.processing


def _most(key: ItemKey, points: dict[str, Decimal]) -> Decimal:
    if key.cardinality == "multiple":
        return sum((each for each in points.values() if each > 0), Decimal(0))
    return max(points.values())


def _general(declaration: ResponseDeclaration, template: str, maximum: Decimal, weight: Decimal) -> QtiProcessing:
    score = OutcomeDeclaration("SCORE", normal_maximum=maximum)
    return QtiProcessing((declaration,), (score,), standard_rules(template), maximum, weight)
