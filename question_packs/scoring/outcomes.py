"""Outcome processing: what a test's own rules make of the outcomes of its items. Pure and bounded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from question_packs.assessment.expressions.calls import Call, Operator, Values, unknown_variable
from question_packs.assessment.expressions.subsets import is_meant
from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.expressions.values import (
    EXACT,
    NUMERIC,
    Scalar,
    Value,
    container,
    converted,
    number,
    same,
)
from question_packs.scoring.answer_key import AnswerKey, ItemKey
from question_packs.scoring.declarations import OutcomeDeclaration, QtiProcessing
from question_packs.scoring.processing import Processed
from question_packs.scoring.rules import Runner
from question_packs.scoring.variables import Outcomes, declared_value


@dataclass(frozen=True)
class JudgedItem:
    """An item of the candidate's form with what its rules made of the responses."""

    key: ItemKey
    processing: QtiProcessing
    processed: Processed

    @property
    def is_answered(self) -> bool:
        """Whether one of its responses is not NULL."""
        return any(value is not None for value in self.processed.responses.values())

    @property
    def is_correct(self) -> bool | None:
        """Whether all responses are the declared correct ones; None where one of them has no correct one declared."""
        if any(each.correct is None for each in self.processing.responses):
            return None
        return all(
            _is_same(self.processed.responses[each.identifier], declared_value(each, each.correct))
            for each in self.processing.responses
        )


def _is_same(given: Value | None, correct: Value | None) -> bool:
    if given is None or correct is None:
        return given is correct
    return same(given, correct)


def process_test(key: AnswerKey, items: Sequence[JudgedItem]) -> Mapping[str, Value | None]:
    """The test's outcome variables by name. Known failures: `PRC-01` ... `PRC-09`, of the key."""
    environment = _TestEnvironment(key, items)
    outcomes = environment.outcomes
    actions = {"set-outcome-value": outcomes.set, "lookup-outcome-value": outcomes.look_up}
    Runner("outcome", environment, actions).run(key.outcome_rules)
    return outcomes.values


class _TestEnvironment:
    """The variables of a test and its items, and the operators that ask for many items."""

    def __init__(self, key: AnswerKey, items: Sequence[JudgedItem]) -> None:
        self.outcomes = Outcomes(key.outcomes)
        self._items = {each.key.identifier: each for each in items}
        self._known = {each.identifier for each in key.items}

    def variable(self, node: Node) -> Value | None:
        """An outcome of the test, or `ITEM.VARIABLE`; NULL for an item that this candidate's form does not have."""
        identifier = node.attributes["identifier"]
        if self.outcomes.has(identifier):
            return self.outcomes.get(identifier)
        item, _, name = identifier.rpartition(".")
        if item in self._items:
            return _weighted(self._items[item], name, node.attributes.get("weight-identifier", ""))
        if item in self._known:
            return None
        raise unknown_variable(identifier)

    def operators(self) -> Mapping[str, Operator]:
        """Those that ask for many items, and the defaults of the test's outcomes."""
        return {
            "number-selected": lambda call, _: number(len(self._meant(call))),
            "number-presented": lambda call, _: number(len(self._meant(call))),
            "number-responded": lambda call, _: number(sum(each.is_answered for each in self._meant(call))),
            "number-correct": lambda call, _: number(sum(each.is_correct is True for each in self._meant(call))),
            "number-incorrect": lambda call, _: number(sum(each.is_correct is False for each in self._meant(call))),
            "test-variables": self._test_variables,
            "outcome-minimum": lambda call, _: self._bounds(call, "normal_minimum"),
            "outcome-maximum": lambda call, _: self._bounds(call, "normal_maximum"),
            "default": self._default,
        }

    def _meant(self, call: Call) -> list[JudgedItem]:
        return [
            each
            for each in self._items.values()
            if is_meant(call, (each.key.section, *each.key.groups), each.key.categories)
        ]

    def _test_variables(self, call: Call, _: Values) -> Value | None:
        """A container of that variable of all items that have it with one number."""
        name, weight = call.text("variable-identifier"), call.text("weight-identifier")
        wanted = (call.text("base-type"),) if call.text("base-type") and not weight else NUMERIC
        found = [
            _weighted(each, name, weight)
            for each in self._meant(call)
            if name in each.processed.outcomes or name in each.processed.responses
        ]
        numbers = [each for each in found if each is not None and each.cardinality == "single" and each.base_type in wanted]
        members: list[Scalar] = [each.only for each in numbers]
        whole = all(each.base_type == "integer" for each in numbers)
        return container("integer" if whole else "float", "multiple", members)

    def _bounds(self, call: Call, bound: str) -> Value | None:
        """The declared bounds of an outcome of all items; NULL where one item declares none."""
        name = call.text("outcome-identifier")
        declared = [(each, _declaration(each, name)) for each in self._meant(call)]
        bounds: list[Scalar] = []
        for item, declaration in declared:
            if declaration is None:
                continue
            declared_bound: Decimal | None = getattr(declaration, bound)
            if declared_bound is None:
                return None
            bounds.append(EXACT.multiply(declared_bound, _weight(item, call.text("weight-identifier"))))
        return container("float", "multiple", bounds)

    def _default(self, call: Call, _: Values) -> Value | None:
        if not self.outcomes.has(call.text("identifier")):
            raise unknown_variable(call.text("identifier"))
        return self.outcomes.default(call.text("identifier"))


def _declaration(item: JudgedItem, name: str) -> OutcomeDeclaration | None:
    return next((each for each in item.processing.outcomes if each.identifier == name), None)


def _weight(item: JudgedItem, weight: str) -> Decimal:
    """The item's weight of that name; 1 where it has none, as QTI has it."""
    return item.key.weights.get(weight, Decimal(1)) if weight else Decimal(1)


def _weighted(item: JudgedItem, name: str, weight: str) -> Value | None:
    """A variable of an item; a number times its weight is a float."""
    processed = item.processed
    if name not in processed.outcomes and name not in processed.responses:
        raise unknown_variable(f"{item.key.identifier}.{name}")
    value = processed.outcomes.get(name, processed.responses.get(name))
    if value is None or not weight or value.base_type not in NUMERIC:
        return value
    floats = converted(value, "float", value.cardinality)
    assert floats is not None
    times = _weight(item, weight)
    members = (EXACT.multiply(each, times) for each in floats.items if isinstance(each, Decimal))
    return container("float", value.cardinality, members)
