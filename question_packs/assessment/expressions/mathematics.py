"""QTI's math and statistics operators.

Roots, logarithms and exponentials are decimal. Trigonometry has no exact results: it is computed in binary and cut to 12
figures, so that every machine gives the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Context, Decimal, DecimalException

from question_packs.assessment.expressions.arguments import any_null, number_of, numbers_of
from question_packs.assessment.expressions.arithmetic import number_or_null
from question_packs.assessment.expressions.calls import Call, Operator, Values
from question_packs.assessment.expressions.values import EXACT, LARGEST, Value, number
from question_packs.errors import KnownError

CONSTANTS = {"pi": Decimal("3.141592653589793238462643383"), "e": Decimal("2.718281828459045235360287471")}
_TWELVE = Context(prec=12)

_BINARY: dict[str, Callable[[float], float]] = {
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "sec": lambda x: 1 / math.cos(x),
    "csc": lambda x: 1 / math.sin(x),
    "cot": lambda x: 1 / math.tan(x),
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
    "asec": lambda x: math.acos(1 / x),
    "acsc": lambda x: math.asin(1 / x),
    "acot": lambda x: math.atan(1 / x),
    "sinh": math.sinh,
    "cosh": math.cosh,
    "tanh": math.tanh,
    "sech": lambda x: 1 / math.cosh(x),
    "csch": lambda x: 1 / math.sinh(x),
    "coth": lambda x: 1 / math.tanh(x),
}
_DECIMAL: dict[str, Callable[[Decimal], Decimal | int]] = {
    "log": EXACT.log10,
    "ln": EXACT.ln,
    "exp": EXACT.exp,
    "abs": abs,
    "signum": lambda x: (x > 0) - (x < 0),
    "floor": math.floor,
    "ceil": math.ceil,
    "toDegrees": lambda x: EXACT.divide(EXACT.multiply(x, Decimal(180)), CONSTANTS["pi"]),
    "toRadians": lambda x: EXACT.divide(EXACT.multiply(x, CONSTANTS["pi"]), Decimal(180)),
}
MATH_NAMES = (*_BINARY, *_DECIMAL, "atan2")
STATISTICS = ("mean", "sampleVariance", "sampleSD", "popVariance", "popSD")


def _constant(call: Call, _: Values) -> Value:
    if call.text("name") not in CONSTANTS:
        raise _unknown_name(call)
    return number(CONSTANTS[call.text("name")])


def _math(call: Call, values: Values) -> Value | None:
    """What has no result (the logarithm of 0) is NULL."""
    if any_null(values):
        return None
    arguments = [number_of(call, value) for value in values]
    name = call.text("name")
    if len(arguments) != (2 if name == "atan2" else 1):
        raise KnownError("PRC-03", operator=f"{call.name} {name}", found=len(arguments))
    try:
        if name == "atan2":
            return _cut(math.atan2(float(arguments[0]), float(arguments[1])))
        if name in _BINARY:
            return _cut(_BINARY[name](float(arguments[0])))
        if name in _DECIMAL and -LARGEST <= arguments[0] <= LARGEST:
            result = _DECIMAL[name](Decimal(arguments[0]))
            same_type = name == "abs" and isinstance(arguments[0], int)
            return number_or_null(int(result) if same_type else result)
    except (ValueError, ZeroDivisionError, OverflowError, DecimalException):
        return None
    if name in _DECIMAL:
        return None
    raise _unknown_name(call)


def _cut(result: float) -> Value | None:
    return number(_TWELVE.create_decimal(repr(result))) if math.isfinite(result) else None


def _statistics(call: Call, values: Values) -> Value | None:
    """Of too few values NULL."""
    if any_null(values):
        return None
    name = call.text("name")
    if name not in STATISTICS:
        raise _unknown_name(call)
    numbers = [Decimal(each) for each in numbers_of(call, values)]
    try:
        result = _statistic(name, numbers)
    except DecimalException:
        return None
    return None if result is None else number(result)


def _statistic(name: str, numbers: list[Decimal]) -> Decimal | None:
    mean = EXACT.divide(_sum(numbers), Decimal(len(numbers)))
    if name == "mean":
        return mean
    divisor = len(numbers) - (1 if name.startswith("sample") else 0)
    if not divisor:
        return None
    differences = [EXACT.subtract(each, mean) for each in numbers]
    variance = EXACT.divide(_sum([EXACT.multiply(each, each) for each in differences]), Decimal(divisor))
    return EXACT.sqrt(variance) if name.endswith("SD") else variance


def _sum(numbers: list[Decimal]) -> Decimal:
    total = Decimal(0)
    for each in numbers:
        total = EXACT.add(total, each)
    return total


def _unknown_name(call: Call) -> KnownError:
    return KnownError("PRC-04", operator=call.name, attribute="name", value=call.text("name"))


OPERATORS: dict[str, Operator] = {"math-constant": _constant, "math-operator": _math, "stats-operator": _statistics}
