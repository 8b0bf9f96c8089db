"""Operators that compare: values of any type, texts, numbers with a tolerance, durations."""

from __future__ import annotations

import operator as py
from collections.abc import Callable
from decimal import Decimal

from question_packs.assessment.expressions import patterns
from question_packs.assessment.expressions.arguments import Number, any_null, number_of, text_of
from question_packs.assessment.expressions.arithmetic import rounded
from question_packs.assessment.expressions.calls import Call, Operator, Values, unknown_variable
from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.expressions.values import EXACT, Value, boolean, same
from question_packs.errors import KnownError


def _match(call: Call, values: Values) -> Value | None:
    first, second = values
    if first is None or second is None:
        return None
    if first.cardinality != second.cardinality:
        raise call.wrong(f"{first.cardinality} against {second.cardinality}")
    return boolean(same(first, second))


def _string_match(call: Call, values: Values) -> Value | None:
    if any_null(values):
        return None
    first, second = _texts(call, values)
    return boolean(second in first if call.flag("substring", False) else first == second)


def _substring(call: Call, values: Values) -> Value | None:
    if any_null(values):
        return None
    first, second = _texts(call, values)
    return boolean(first in second)


def _texts(call: Call, values: Values) -> tuple[str, str]:
    first, second = text_of(call, values[0]), text_of(call, values[1])
    return (first, second) if call.flag("case-sensitive", True) else (first.casefold(), second.casefold())


def _pattern_match(call: Call, values: Values) -> Value | None:
    if any_null(values):
        return None
    return boolean(patterns.fits(_pattern(call), text_of(call, values[0])))


def _pattern(call: Call) -> str:
    """The pattern itself, or the variable in braces that holds it."""
    pattern = call.text("pattern")
    if not (pattern.startswith("{") and pattern.endswith("}")):
        return pattern
    value = call.again(Node("variable", {"identifier": pattern[1:-1]}))
    if value is None:
        raise unknown_variable(pattern[1:-1])
    return text_of(call, value)


def _equal(call: Call, values: Values) -> Value | None:
    if any_null(values):
        return None
    first, second = number_of(call, values[0]), number_of(call, values[1])
    mode = call.text("tolerance-mode", "exact")
    if mode == "exact":
        return boolean(first == second)
    lower, upper = _bounds(call, Decimal(first), mode)
    above = py.ge if call.flag("include-lower-bound", True) else py.gt
    below = py.le if call.flag("include-upper-bound", True) else py.lt
    return boolean(above(second, lower) and below(second, upper))


def _bounds(call: Call, value: Decimal, mode: str) -> tuple[Decimal, Decimal]:
    """`tolerance`: t0 and t1, or one for both; relative ones are per cent of the value."""
    parts = call.text("tolerance").split()
    if mode not in ("absolute", "relative") or not 1 <= len(parts) <= 2:
        raise KnownError("PRC-04", operator=call.name, attribute="tolerance", value=call.text("tolerance"))
    low, high = (abs(Decimal(call.numeral(part, "tolerance", "float"))) for part in (parts[0], parts[-1]))
    if mode == "relative":
        share = EXACT.divide(abs(value), Decimal(100))
        low, high = EXACT.multiply(share, low), EXACT.multiply(share, high)
        if value < 0:  # QTI multiplies the value by (1 - t0 %) and (1 + t1 %): of a negative one the ends change places
            low, high = high, low
    return EXACT.subtract(value, low), EXACT.add(value, high)


def _equal_rounded(call: Call, values: Values) -> Value | None:
    if any_null(values):
        return None
    first, second = (rounded(call, number_of(call, value)) for value in values)
    return boolean(first == second)


def _by(compare: Callable[[Number, Number], bool]) -> Operator:
    def operator(call: Call, values: Values) -> Value | None:
        if any_null(values):
            return None
        return boolean(compare(number_of(call, values[0]), number_of(call, values[1])))

    return operator


OPERATORS: dict[str, Operator] = {
    "match": _match,
    "string-match": _string_match,
    "substring": _substring,
    "pattern-match": _pattern_match,
    "equal": _equal,
    "equal-rounded": _equal_rounded,
    "lt": _by(py.lt),
    "gt": _by(py.gt),
    "lte": _by(py.le),
    "gte": _by(py.ge),
    "duration-lt": _by(py.lt),
    "duration-gte": _by(py.ge),
}
