"""The evaluator of QTI's expressions: bounded, so that no tree of anybody's keeps a machine busy; needs no answer key.

What needs one (`correct`, `map-response`, ...), chance, and what asks for many items are operators of the environment:
see `calls.Environment`. Where the environment does not offer them they are refused by name.
"""

from __future__ import annotations

from question_packs.assessment.expressions import arithmetic, comparisons, containers, logic, mathematics
from question_packs.assessment.expressions.calls import Call, Environment, Operator
from question_packs.assessment.expressions.check import MAX_DEPTH
from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.expressions.values import MAX_MEMBERS, MAX_TEXT, Value, too_large
from question_packs.assessment.expressions.vocabulary import EXPRESSIONS
from question_packs.errors import KnownError

MAX_STEPS = 20_000

_OPERATORS: dict[str, Operator] = {
    **arithmetic.OPERATORS,
    **comparisons.OPERATORS,
    **containers.OPERATORS,
    **logic.OPERATORS,
    **mathematics.OPERATORS,
}


class Budget:
    """How many operators may still be evaluated; one budget for all that belongs together, such as an item's rules."""

    def __init__(self, steps: int = MAX_STEPS) -> None:
        self.left = steps

    def spend(self, operator: str) -> None:
        """One step more; `PRC-07` where none is left."""
        if self.left <= 0:
            raise too_large(operator, "steps")
        self.left -= 1


def evaluate(node: Node, environment: Environment, budget: Budget | None = None) -> Value | None:
    """The value of an expression. Known failures: `PRC-01` ... `PRC-09`, each naming the operator."""
    return _evaluate(node, environment, budget or Budget(), 1)


def holds(node: Node, environment: Environment, budget: Budget | None = None) -> bool:
    """Whether a condition is true; NULL is not (`PRC-05` where it is no condition at all)."""
    value = evaluate(node, environment, budget)
    if value is None:
        return False
    if value.base_type != "boolean" or value.cardinality != "single":
        raise KnownError("PRC-05", operator=node.name, reason=f"{value.cardinality} {value.base_type}")
    return value.only is True


def _evaluate(node: Node, environment: Environment, budget: Budget, depth: int) -> Value | None:
    budget.spend(node.name)
    if depth > MAX_DEPTH:
        raise too_large(node.name, f"depth {MAX_DEPTH}")
    if node.name == "variable":
        return environment.variable(node)
    operator = _OPERATORS.get(node.name) or environment.operators().get(node.name)
    if operator is None:
        raise _not_here(node.name)
    call = Call(node, environment, lambda inner: _evaluate(inner, environment, budget, depth + 1))
    # `repeat` evaluates its child itself, as often as it says.
    arguments = () if node.name == "repeat" else tuple(call.again(child) for child in node.children)
    return _within_limits(node.name, operator(call, arguments))


def _not_here(name: str) -> KnownError:
    if name == "custom-operator":
        return KnownError("PRC-02")
    return KnownError("PRC-08" if name in EXPRESSIONS else "PRC-01", operator=name)


def _within_limits(name: str, value: Value | None) -> Value | None:
    if value is not None:
        if len(value.items) > MAX_MEMBERS:
            raise too_large(name, f"{MAX_MEMBERS} values")
        if any(isinstance(each, str) and len(each) > MAX_TEXT for each in value.items):
            raise too_large(name, f"{MAX_TEXT} characters")
    return value
