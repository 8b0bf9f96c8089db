"""Response processing: what the responses to one item are worth, by the general form of its key.

Here and only here are the operators that need a key. Pure and bounded; run at the centre, in the author's preview, and by
importers to try what they made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from question_packs.assessment.expressions.arguments import any_null
from question_packs.assessment.expressions.calls import Call, Operator, Values, unknown_variable
from question_packs.assessment.expressions.evaluate import Budget
from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.expressions.values import EXACT, Value, boolean, number
from question_packs.assessment.interactions import Shape
from question_packs.assessment.responses import ItemResponses
from question_packs.errors import KnownError
from question_packs.scoring.areas import inside
from question_packs.scoring.declarations import QtiProcessing, ResponseDeclaration
from question_packs.scoring.mapping import map_points, map_response
from question_packs.scoring.rules import Runner
from question_packs.scoring.variables import Outcomes, declared_value, response_value

SCORE = "SCORE"


@dataclass(frozen=True)
class Processed:
    """What the rules made of an item's responses.

    `score`: `SCORE` times weight, within the item's bounds. `outcomes`, `responses`: all variables by name, None for NULL.
    """

    score: Decimal
    outcomes: Mapping[str, Value | None]
    responses: Mapping[str, Value | None]


def process(processing: QtiProcessing, responses: ItemResponses) -> Processed:
    """Judge the responses to one item. Known failures: `PRC-01` ... `PRC-09`, of the key and never of a response."""
    environment = _ItemEnvironment(processing, responses)
    outcomes = environment.outcomes
    actions = {"set-outcome-value": outcomes.set, "lookup-outcome-value": outcomes.look_up}
    Runner("response", environment, actions, Budget()).run(processing.rules)
    return Processed(_score(processing, outcomes.get(SCORE)), outcomes.values, environment.values)


def _score(processing: QtiProcessing, value: Value | None) -> Decimal:
    """NULL is 0; what people judge is 0 until they have."""
    if value is None or processing.by_people:
        return Decimal(0)
    if value.cardinality != "single" or not isinstance(value.only, int | Decimal):
        raise KnownError("PRC-05", operator=SCORE, reason=f"{value.cardinality} {value.base_type}")
    lowest = next((each.normal_minimum for each in processing.outcomes if each.identifier == SCORE), None)
    raw = min(Decimal(value.only), processing.maximum)
    if lowest is not None:
        raw = max(raw, min(lowest, processing.maximum))
    return EXACT.multiply(raw, processing.weight)


class _ItemEnvironment:
    """The variables of one item and the operators that need its key."""

    def __init__(self, processing: QtiProcessing, responses: ItemResponses) -> None:
        self._declarations = {each.identifier: each for each in processing.responses}
        self.values = {name: response_value(each, responses.get(name, ())) for name, each in self._declarations.items()}
        self.outcomes = Outcomes(processing.outcomes)

    def variable(self, node: Node) -> Value | None:
        """A response or outcome variable, or one that every item has."""
        identifier = node.attributes["identifier"]
        if identifier in self.values:
            return self.values[identifier]
        if self.outcomes.has(identifier):
            return self.outcomes.get(identifier)
        if identifier == "numAttempts":
            return number(1)
        if identifier == "duration":  # how long a candidate looked at an item is no part of its score here
            return None
        raise unknown_variable(identifier)

    def operators(self) -> Mapping[str, Operator]:
        """Those that need the key."""
        return {
            "correct": self._correct,
            "default": self._default,
            "map-response": self._map_response,
            "map-response-point": self._map_points,
            "inside": inside_operator,
        }

    def _declaration(self, call: Call) -> ResponseDeclaration:
        identifier = call.text("identifier")
        if identifier not in self._declarations:
            raise unknown_variable(identifier)
        return self._declarations[identifier]

    def _correct(self, call: Call, _: Values) -> Value | None:
        declaration = self._declaration(call)
        return declared_value(declaration, declaration.correct)

    def _default(self, call: Call, _: Values) -> Value | None:
        identifier = call.text("identifier")
        if identifier in self._declarations:
            return declared_value(self._declarations[identifier], self._declarations[identifier].default)
        if not self.outcomes.has(identifier):
            raise unknown_variable(identifier)
        return self.outcomes.default(identifier)

    def _map_response(self, call: Call, _: Values) -> Value:
        declaration = self._declaration(call)
        if declaration.mapping is None:
            raise call.wrong(f"{declaration.identifier}: no mapping")
        return number(map_response(declaration.mapping, self.values[declaration.identifier]))

    def _map_points(self, call: Call, _: Values) -> Value:
        declaration = self._declaration(call)
        if declaration.area_mapping is None or declaration.base_type != "point":
            raise call.wrong(f"{declaration.identifier}: no areaMapping")
        return number(map_points(declaration.area_mapping, self.values[declaration.identifier]))


def inside_operator(call: Call, values: Values) -> Value | None:
    """QTI's `inside`: whether the point, or one of the points, lies in the area."""
    if any_null(values):
        return None
    value = values[0]
    assert value is not None
    if value.base_type != "point":
        raise call.wrong(f"points are needed, not {value.base_type}")
    coords = tuple(int(each) for each in call.text("coords").replace(",", " ").split())
    shape = _shape(call)
    return boolean(any(inside((int(x), int(y)), shape, coords) for x, y in _points(value)))


def _shape(call: Call) -> Shape:
    match call.text("shape"):
        case "circle" | "rect" | "poly" | "ellipse" | "default" as shape:
            return shape
    raise KnownError("PRC-04", operator=call.name, attribute="shape", value=call.text("shape"))


def _points(value: Value) -> list[tuple[int, int]]:
    return [(int(each[0]), int(each[1])) for each in value.items if isinstance(each, tuple)]
