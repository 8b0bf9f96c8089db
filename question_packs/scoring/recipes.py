"""Keys for what authors ask for most, as declarations and rules of standard QTI, so that each goes out as it came in.

Each function gives the `QtiProcessing` of an item. Used by importers of formats that name such keys in their own way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.expressions.values import scalar_text
from question_packs.scoring.declarations import (
    BaseType,
    Cardinality,
    MapEntry,
    OutcomeDeclaration,
    QtiProcessing,
    ResponseDeclaration,
    ResponseMapping,
)
from question_packs.scoring.standard import condition, literal, set_outcome, standard_rules, variable

RESPONSE = "RESPONSE"
UNIT = "UNIT"
_ZERO = Decimal(0)


@dataclass(frozen=True)
class AcceptedNumber:
    """A right number and what it is worth. `tolerance`: how far off it may be, both ends included.

    `relative`: the tolerance is per cent of the number.
    """

    number: Decimal
    points: Decimal
    tolerance: Decimal = _ZERO
    relative: bool = False


def numeric(accepted: Sequence[AcceptedNumber], units: Mapping[str, Decimal] | None = None) -> QtiProcessing:
    """A number; the first accepted one that fits counts.

    `units`: for each choice of a second, inline choice `UNIT` what the number is multiplied by; a unit that is not chosen,
    or not among them, makes the answer wrong.
    """
    correct = (scalar_text(accepted[0].number),)
    responses = [ResponseDeclaration(RESPONSE, "single", "float", None if units else correct)]
    given = variable(RESPONSE)
    if units is not None:
        mapping = ResponseMapping(tuple(MapEntry(unit, factor) for unit, factor in units.items()))
        responses.append(ResponseDeclaration(UNIT, "single", "identifier", mapping=mapping))
        given = Node("product", {}, (given, Node("map-response", {"identifier": UNIT})))
    branches = [_branch(n, each, given, units) for n, each in enumerate(accepted)]
    rules = (Node("response-condition", {}, tuple(branches)),)
    return _processing(responses, rules, max(each.points for each in accepted))


def _branch(position: int, accepted: AcceptedNumber, given: Node, units: Mapping[str, Decimal] | None) -> Node:
    mode = "relative" if accepted.relative else "absolute"
    attributes = {"tolerance-mode": mode, "tolerance": scalar_text(accepted.tolerance)}
    fits = Node("equal", attributes, (_float(accepted.number), given))
    if units is not None:
        known = Node("multiple", {}, tuple(literal(unit, "identifier") for unit in units))
        fits = Node("and", {}, (Node("member", {}, (variable(UNIT), known)), fits))
    name = "response-else-if" if position else "response-if"
    return Node(name, {}, (fits, set_outcome("SCORE", _float(accepted.points))))


def text_answers(answers: Mapping[str, Decimal], case_sensitive: bool = False) -> QtiProcessing:
    """A short text: what each answer is worth, all others nothing."""
    return _mapped("single", "string", answers, max(answers.values()), case_sensitive)


def partial_credit(
    points: Mapping[str, Decimal],
    base_type: BaseType,
    maximum: Decimal,
    lower: Decimal | None = _ZERO,
    cardinality: Cardinality = "multiple",
) -> QtiProcessing:
    """Match, gaps, associations, several choices: what each pair or choice is worth; the sum at least `lower`.

    Rating (a grid of rows and columns) is this too: `row column` pairs with their points.
    """
    return _mapped(cardinality, base_type, points, maximum, True, lower, maximum)


def likert(scale: Sequence[str], reverse: bool = False, base_type: BaseType = "identifier") -> QtiProcessing:
    """The first step of a scale is worth 1, the last one as much as there are steps; `reverse` the other way round."""
    steps = list(reversed(scale)) if reverse else list(scale)
    points = {step: Decimal(number) for number, step in enumerate(steps, 1)}
    return _mapped("single", base_type, points, Decimal(len(steps)), True)


def order_by_place(correct: Sequence[str], points: Decimal) -> QtiProcessing:
    """An order: `points` for each option that stands at its right place."""
    rules = tuple(_if_at(place, option, points) for place, option in enumerate(correct, 1))
    return _processing([_order(correct)], rules, points * len(correct))


def _if_at(place: int, option: str, points: Decimal) -> Node:
    at_place = Node("index", {"n": str(place)}, (variable(RESPONSE),))
    right = Node("match", {}, (at_place, literal(option, "identifier")))
    return condition(right, (_add(points),))


def rank(correct: Sequence[str], maximum: Decimal) -> QtiProcessing:
    """Situational judgement, rank: from `maximum` down to 0, the further the options are from their right places.

    The distance is the sum over all options of how many places each is off; the farthest order of all is worth 0. An order
    that leaves an option out is worth 0.
    """
    size = len(correct)
    farthest = max(size * size // 2, 1)
    terms = [
        condition(
            Node("match", {}, (Node("index", {"n": str(place)}, (variable(RESPONSE),)), literal(option, "identifier"))),
            (set_outcome("DISTANCE", Node("sum", {}, (variable("DISTANCE"), literal(str(abs(place - right)), "integer")))),),
        )
        for right, option in enumerate(correct, 1)
        for place in range(1, size + 1)
        if place != right
    ]
    lost = Node("product", {}, (_float(maximum), variable("DISTANCE")))
    score = Node("subtract", {}, (_float(maximum), Node("divide", {}, (lost, literal(str(farthest), "integer")))))
    count = Node("container-size", {}, (variable(RESPONSE),))
    whole = Node("equal", {"tolerance-mode": "exact"}, (count, literal(str(size), "integer")))
    rules = (*terms, condition(whole, (set_outcome("SCORE", score),)))
    distance = OutcomeDeclaration("DISTANCE", base_type="integer")
    return _processing([_order(correct)], rules, maximum, distance)


def best_and_worst(points_best: Mapping[str, Decimal], points_worst: Mapping[str, Decimal]) -> QtiProcessing:
    """Situational judgement: responses `BEST` and `WORST`, each with its points; one option chosen for both is worth 0."""
    responses = [
        ResponseDeclaration(name, "single", "identifier", mapping=_mapping(points, True))
        for name, points in (("BEST", points_best), ("WORST", points_worst))
    ]
    mapped = tuple(Node("map-response", {"identifier": each.identifier}) for each in responses)
    same = Node("match", {}, (variable("BEST"), variable("WORST")))
    none = (set_outcome("SCORE", _float(_ZERO)),)
    rules = (condition(same, none, (set_outcome("SCORE", Node("sum", {}, mapped)),)),)
    return _processing(responses, rules, max(points_best.values()) + max(points_worst.values()))


def by_people(base_type: BaseType, maximum: Decimal, response: str = RESPONSE) -> QtiProcessing:
    """An essay (`string`), a file or a drawing (`file`): only people can judge it."""
    score = OutcomeDeclaration("SCORE", normal_maximum=maximum, external=True)
    declaration = ResponseDeclaration(response, "single", base_type)
    return QtiProcessing((declaration,), (score,), (), maximum, by_people=True)


def _mapped(
    cardinality: Cardinality,
    base_type: BaseType,
    points: Mapping[str, Decimal],
    maximum: Decimal,
    case_sensitive: bool,
    lower: Decimal | None = None,
    upper: Decimal | None = None,
) -> QtiProcessing:
    mapping = _mapping(points, case_sensitive, lower, upper)
    declaration = ResponseDeclaration(RESPONSE, cardinality, base_type, mapping=mapping)
    return _processing([declaration], standard_rules("map_response"), maximum)


def _mapping(
    points: Mapping[str, Decimal], case_sensitive: bool, lower: Decimal | None = None, upper: Decimal | None = None
) -> ResponseMapping:
    entries = tuple(MapEntry(value, worth, case_sensitive) for value, worth in points.items())
    return ResponseMapping(entries, lower=lower, upper=upper)


def _processing(
    responses: Sequence[ResponseDeclaration], rules: tuple[Node, ...], maximum: Decimal, *others: OutcomeDeclaration
) -> QtiProcessing:
    score = OutcomeDeclaration("SCORE", normal_maximum=maximum)
    return QtiProcessing(tuple(responses), (score, *others), rules, maximum)


def _order(correct: Sequence[str]) -> ResponseDeclaration:
    return ResponseDeclaration(RESPONSE, "ordered", "identifier", tuple(correct))


def _add(points: Decimal) -> Node:
    return set_outcome("SCORE", Node("sum", {}, (variable("SCORE"), _float(points))))


def _float(number: Decimal) -> Node:
    return literal(scalar_text(number))
