"""The most that an item's rules can give: read from its declarations, or worked out soundly from the rules.

Every value that a rule can give has an upper bound, or none that is known; both branches of a condition count, and none of
them is taken to exclude another. So the result is never too small. Used where items are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.expressions.values import EXACT, parse_number
from question_packs.assessment.responses import MAX_VALUES
from question_packs.scoring.declarations import AreaMapping, OutcomeDeclaration, ResponseDeclaration, ResponseMapping

SCORE = "SCORE"


@dataclass(frozen=True)
class Bounds:
    """Between which numbers a value lies."""

    low: Decimal
    high: Decimal

    def joined(self, other: Bounds) -> Bounds:
        """Where it may be either."""
        return Bounds(min(self.low, other.low), max(self.high, other.high))


ZERO = Bounds(Decimal(0), Decimal(0))
_State = dict[str, Bounds | None]


def declared_maximum(outcomes: Mapping[str, OutcomeDeclaration]) -> Decimal | None:
    """What the item itself says: SCORE's normal maximum, or the default of MAXSCORE."""
    score = outcomes.get(SCORE)
    if score is not None and score.normal_maximum is not None:
        return score.normal_maximum
    most = outcomes.get("MAXSCORE")
    return _number(most.default[0]) if most is not None and most.default else None


def worked_out_maximum(
    rules: Iterable[Node],
    responses: Mapping[str, ResponseDeclaration],
    outcomes: Mapping[str, OutcomeDeclaration],
    most_values: Mapping[str, int],
) -> Decimal | None:
    """The most that SCORE can become by these rules; None where that cannot be said.

    `most_values`: how many values each response can have (0: any number).
    """
    state: _State = {name: _beginning(each) for name, each in outcomes.items()}
    found = _Walk(responses, most_values).end(rules, state).get(SCORE)
    return None if found is None else found.high


def mapping_bounds(declaration: ResponseDeclaration, most: int) -> Bounds | None:
    """What a response's mapping can give; None where it has none. `most`: how many values it can have, 0: any number."""
    mapping = declaration.mapping
    if mapping is None:
        return None
    if declaration.cardinality == "single":
        most = 1
    values = sorted((entry.value for entry in mapping.entries), reverse=True)
    return _sums(values, most, mapping)


def area_bounds(declaration: ResponseDeclaration, most: int) -> Bounds | None:
    """The same for an area mapping, of which each area counts once."""
    mapping = declaration.area_mapping
    if mapping is None:
        return None
    values = sorted((entry.value for entry in mapping.entries), reverse=True)
    return _sums(values, 1 if declaration.cardinality == "single" else most, mapping)


def _sums(values: list[Decimal], most: int, mapping: ResponseMapping | AreaMapping) -> Bounds:
    """Between the best and the worst of up to `most` values (sorted, the best first): each once, or the default."""
    places = most or MAX_VALUES
    rest_high, rest_low = max(mapping.default, Decimal(0)), min(mapping.default, Decimal(0))
    best = [each for each in values[:places] if each > rest_high]
    worst = [each for each in values[::-1][:places] if each < rest_low]
    high = sum(best, Decimal(0)) + rest_high * (places - len(best))
    low = sum(worst, Decimal(0)) + rest_low * (places - len(worst))
    if mapping.upper is not None:
        high = min(high, mapping.upper)
    if mapping.lower is not None:
        low, high = max(low, mapping.lower), max(high, mapping.lower)
    return Bounds(min(low, high), high)


def _beginning(outcome: OutcomeDeclaration) -> Bounds | None:
    if not outcome.default:
        return ZERO if outcome.base_type in ("integer", "float") else None
    number = _number(outcome.default[0])
    return None if number is None else Bounds(number, number)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(parse_number(text, "float"))
    except (ValueError, ArithmeticError):
        return None


class _Walk:
    """Goes through rules once and keeps what each outcome can be."""

    def __init__(self, responses: Mapping[str, ResponseDeclaration], most_values: Mapping[str, int]) -> None:
        self._responses = responses
        self._most = most_values
        self._exits: list[_State] = []

    def end(self, rules: Iterable[Node], state: _State) -> _State:
        """What can be when the rules have ended, by themselves or by an exit."""
        return _joined([self._run(rules, state), *self._exits])

    def _run(self, rules: Iterable[Node], state: _State) -> _State:
        for rule in rules:
            match rule.name:
                case "response-condition":
                    state = self._branches(rule, state)
                case "response-processing-fragment":
                    state = self._run(rule.children, state)
                case "exit-response":
                    self._exits.append(state)
                case "set-outcome-value" | "lookup-outcome-value":
                    value = self._value(rule.children[0], state) if rule.name == "set-outcome-value" else None
                    state = {**state, rule.attributes.get("identifier", ""): value}
        return state

    def _branches(self, condition: Node, before: _State) -> _State:
        """Any branch may be the one; without an else it may be none."""
        ends = []
        for branch in condition.children:
            rules = branch.children if branch.name == "response-else" else branch.children[1:]
            ends.append(self._run(rules, before))
        has_else = any(branch.name == "response-else" for branch in condition.children)
        return _joined(ends if has_else else [*ends, before])

    def _value(self, node: Node, state: _State) -> Bounds | None:
        """What an expression can give; None where nothing is known of it."""
        identifier = node.attributes.get("identifier", "")
        match node.name:
            case "base-value":
                number = _number(node.text)
                return None if number is None else Bounds(number, number)
            case "variable":
                return state.get(identifier)
            case "map-response" if identifier in self._responses:
                return mapping_bounds(self._responses[identifier], self._most.get(identifier, 0))
            case "map-response-point" if identifier in self._responses:
                return area_bounds(self._responses[identifier], self._most.get(identifier, 0))
        parts = [self._value(each, state) for each in node.children]
        known = [each for each in parts if each is not None]
        return _combined(node.name, known) if known and len(known) == len(parts) else None


def _joined(states: list[_State]) -> _State:
    joined = states[0]
    for other in states[1:]:
        joined = {name: _either(joined.get(name), other.get(name)) for name in {**joined, **other}}
    return joined


def _either(first: Bounds | None, second: Bounds | None) -> Bounds | None:
    return None if first is None or second is None else first.joined(second)


def _combined(name: str, parts: list[Bounds]) -> Bounds | None:
    """The bounds of an operator of numbers."""
    match name:
        case "sum":
            return Bounds(sum((each.low for each in parts), Decimal(0)), sum((each.high for each in parts), Decimal(0)))
        case "subtract" if len(parts) == 2:
            return Bounds(parts[0].low - parts[1].high, parts[0].high - parts[1].low)
        case "product":
            result = parts[0]
            for each in parts[1:]:
                corners = [EXACT.multiply(a, b) for a in (result.low, result.high) for b in (each.low, each.high)]
                result = Bounds(min(corners), max(corners))
            return result
        case "divide" if len(parts) == 2 and (parts[1].low > 0 or parts[1].high < 0):
            corners = [EXACT.divide(a, b) for a in (parts[0].low, parts[0].high) for b in (parts[1].low, parts[1].high)]
            return Bounds(min(corners), max(corners))
        case "max":
            return Bounds(max(each.low for each in parts), max(each.high for each in parts))
        case "min":
            return Bounds(min(each.low for each in parts), min(each.high for each in parts))
        case "integer-to-float" if len(parts) == 1:
            return parts[0]
        case "round" | "truncate" if len(parts) == 1:
            return Bounds(parts[0].low - 1, parts[0].high + 1)
    return None
