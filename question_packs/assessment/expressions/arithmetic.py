"""Operators of arithmetic, in decimals. A result that is no number (a division by 0, one out of all bounds) is NULL."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal, DecimalException
from functools import reduce

from question_packs.assessment.expressions.arguments import Number, any_null, integer_of, number_of, numbers_of
from question_packs.assessment.expressions.calls import Call, Operator, Values
from question_packs.assessment.expressions.values import EXACT, LARGEST, Value, number
from question_packs.errors import KnownError

MAX_FIGURES = 27


def number_or_null(value: Number) -> Value | None:
    """A result; NULL where it is infinite, or a whole number too large to be exact."""
    if isinstance(value, int):
        return None if abs(value) > LARGEST else number(value)
    return number(value) if value.is_finite() else None


def _over_all(compute: Callable[[Sequence[Number]], Number]) -> Operator:
    """An operator on all numbers of its arguments; NULL if one is NULL."""

    def operator(call: Call, values: Values) -> Value | None:
        if any_null(values):
            return None
        try:
            return number_or_null(compute(numbers_of(call, values)))
        except DecimalException:
            return None

    return operator


def _on_two(compute: Callable[[Number, Number], Number | None]) -> Operator:
    def operator(call: Call, values: Values) -> Value | None:
        if any_null(values):
            return None
        try:
            result = compute(number_of(call, values[0]), number_of(call, values[1]))
        except DecimalException:
            return None
        return None if result is None else number_or_null(result)

    return operator


def _on_integers(compute: Callable[[Sequence[int]], int | None]) -> Operator:
    def operator(call: Call, values: Values) -> Value | None:
        if any_null(values):
            return None
        found = [each for value in values for each in _integers(call, value)]
        result = compute(found)
        return None if result is None else number_or_null(result)

    return operator


def _integers(call: Call, value: Value | None) -> list[int]:
    return [integer_of(call, number(each)) for each in numbers_of(call, (value,))]


def _plus(first: Number, second: Number) -> Number:
    whole = isinstance(first, int) and isinstance(second, int)
    return first + second if whole else EXACT.add(Decimal(first), Decimal(second))


def _times(first: Number, second: Number) -> Number:
    if isinstance(first, int) and isinstance(second, int):
        if first.bit_length() + second.bit_length() > 1000:  # far beyond what is exact; stops a long product from growing
            return int(LARGEST) * 10
        return first * second
    return EXACT.multiply(Decimal(first), Decimal(second))


def _divide(first: Number, second: Number) -> Number | None:
    return EXACT.divide(Decimal(first), Decimal(second)) if second else None


def _power(first: Number, second: Number) -> Number:
    return EXACT.power(Decimal(first), Decimal(second)) if first or second else Decimal(1)


def _integer_divide(pair: Sequence[int]) -> int | None:
    return pair[0] // pair[1] if pair[1] else None


def _integer_modulus(pair: Sequence[int]) -> int | None:
    return pair[0] % pair[1] if pair[1] else None


def _lcm(numbers: Sequence[int]) -> int | None:
    result = 1
    for each in numbers:
        result = math.lcm(result, each)
        if result > LARGEST:
            return None
    return result


def _on_one(compute: Callable[[Number], Number]) -> Operator:
    def operator(call: Call, values: Values) -> Value | None:
        found = None if values[0] is None else number_of(call, values[0])
        return None if found is None or not -LARGEST <= found <= LARGEST else number_or_null(compute(found))

    return operator


def _round(value: Number) -> int:
    """n + 0.5 becomes n + 1, as QTI has it, below 0 as well."""
    return int((Decimal(value) + Decimal("0.5")).to_integral_value(ROUND_FLOOR))


def rounded(call: Call, value: Number) -> Decimal:
    """A number to `figures` significant figures or decimal places, half away from 0 (`PRC-04`)."""
    figures, mode = call.integer("figures"), call.text("rounding-mode", "significantFigures")
    least = 0 if mode == "decimalPlaces" else 1
    if not least <= figures <= MAX_FIGURES:
        raise KnownError("PRC-04", operator=call.name, attribute="figures", value=figures)
    exact = Decimal(value)
    places = figures if mode == "decimalPlaces" else figures - exact.adjusted() - 1
    if not exact or places > MAX_FIGURES + 28:
        return exact
    try:
        return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, EXACT)
    except DecimalException:  # more figures than a decimal holds: it has no more of them
        return exact


def _round_to(call: Call, values: Values) -> Value | None:
    return None if values[0] is None else number(rounded(call, number_of(call, values[0])))


def _to_float(number_: Number) -> Decimal:
    return Decimal(number_)


OPERATORS: dict[str, Operator] = {
    "sum": _over_all(lambda numbers: reduce(_plus, numbers)),
    "product": _over_all(lambda numbers: reduce(_times, numbers)),
    "max": _over_all(max),
    "min": _over_all(min),
    "subtract": _on_two(lambda first, second: _plus(first, -second)),
    "divide": _on_two(_divide),
    "power": _on_two(_power),
    "integer-divide": _on_integers(_integer_divide),
    "integer-modulus": _on_integers(_integer_modulus),
    "gcd": _on_integers(lambda numbers: math.gcd(*numbers)),
    "lcm": _on_integers(_lcm),
    "truncate": _on_one(int),
    "round": _on_one(_round),
    "round-to": _round_to,
    "integer-to-float": _on_one(_to_float),
}
