"""Evaluates a calculator's tokens in decimals: precedence, brackets, percent, functions in degrees. No Qt, no `eval`.

A token is a number (`12.5`), an operator (`+ - * / ^`), something behind a value (`% ! ²`), a bracket, `pi`, or a function
(`FUNCTIONS`) in front of its bracketed value.
"""

from __future__ import annotations

import decimal
import math
from collections.abc import Callable, Sequence
from decimal import Decimal

MAX_TOKENS = 120
_DEEPEST = 30
_SHOWN_DIGITS = 12
_LARGEST_FACTORIAL = 69
_CONTEXT = decimal.Context(
    prec=28, Emax=99, Emin=-99,
    traps=[decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow],
)  # fmt: skip
_PI = Decimal("3.141592653589793238462643383")
_RIGHT_ANGLE = 90


class CalculationError(Exception):
    """What was typed has no value: division by zero, the root of a negative number, too large, or not finished."""


def evaluate(tokens: Sequence[str]) -> Decimal:
    """The value of `tokens`; raises `CalculationError`.

    `200 + 10 %` is 220, as on a pocket calculator: a percentage that is added or taken away is one of what is before it.
    """
    if len(tokens) > MAX_TOKENS:
        raise CalculationError
    reader = _Reader(tokens)
    try:
        with decimal.localcontext(_CONTEXT):
            value = reader.sum()
    except (decimal.DecimalException, ValueError, OverflowError) as error:
        raise CalculationError from error
    if reader.symbol is not None or not value.is_finite():
        raise CalculationError
    return value


def written(value: Decimal) -> str:
    """`value` in at most 12 digits, with a dot; very large and very small ones with an exponent: `1.5e20`."""
    rounded = decimal.Context(prec=_SHOWN_DIGITS).create_decimal(value).normalize()
    if not rounded:
        return "0"
    if -_SHOWN_DIGITS < rounded.adjusted() < _SHOWN_DIGITS:
        return f"{rounded:f}"
    digits = rounded.scaleb(-rounded.adjusted())
    return f"{digits:f}e{rounded.adjusted()}"


class _Reader:
    """Recursive descent: sum, product, sign, power, what stands behind a value, atom."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens, self._place, self._depth = tokens, 0, 0

    @property
    def symbol(self) -> str | None:
        """What comes next."""
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def sum(self) -> Decimal:
        value = self._product()
        while (sign := self._take("+", "-")) is not None:
            start = self._place
            other = self._product()
            if self._was_percentage(start):
                other = value * other
            value = value + other if sign == "+" else value - other
        return value

    def _product(self) -> Decimal:
        value = self._signed()
        while (sign := self._take("*", "/")) is not None:
            other = self._signed()
            value = value * other if sign == "*" else value / other
        return value

    def _signed(self) -> Decimal:
        """A minus in front binds less than a power: -2² is -4."""
        self._go_deeper()
        value = -self._signed() if self._take("-") else self._power()
        self._depth -= 1
        return value

    def _power(self) -> Decimal:
        base = self._followed()
        return _power(base, self._signed()) if self._take("^") else base

    def _followed(self) -> Decimal:
        value = self._atom()
        while (mark := self._take("%", "!", "²")) is not None:
            value = value / 100 if mark == "%" else value * value if mark == "²" else _factorial(value)
        return value

    def _atom(self) -> Decimal:
        symbol = self.symbol
        self._place += 1
        if symbol is None:
            raise CalculationError
        if symbol == "pi":
            return +_PI
        if symbol == "(" or symbol in FUNCTIONS:
            value = self._bracket(opened=symbol == "(")
            return value if symbol == "(" else FUNCTIONS[symbol](value)
        return +Decimal(symbol)

    def _bracket(self, opened: bool) -> Decimal:
        if not opened and not self._take("("):
            raise CalculationError
        self._go_deeper()
        value = self.sum()
        self._depth -= 1
        if not self._take(")"):
            raise CalculationError
        return value

    def _take(self, *wanted: str) -> str | None:
        symbol = self.symbol
        if symbol not in wanted:
            return None
        self._place += 1
        return symbol

    def _was_percentage(self, start: int) -> bool:
        """Whether what was read from `start` on is one number or bracket with a percent sign and nothing else."""
        read = self._tokens[start : self._place]
        return read[-1] == "%" and not {"*", "/", "^"} & set(_outside_brackets(read))

    def _go_deeper(self) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise CalculationError


def _outside_brackets(tokens: Sequence[str]) -> list[str]:
    depth, found = 0, []
    for symbol in tokens:
        depth += (symbol == "(") - (symbol == ")")
        if not depth:
            found.append(symbol)
    return found


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    return base**exponent


def _factorial(value: Decimal) -> Decimal:
    if value != value.to_integral_value() or not 0 <= value <= _LARGEST_FACTORIAL:
        raise CalculationError
    return +Decimal(math.factorial(int(value)))


def _of_angle(function: Callable[[float], float]) -> Callable[[Decimal], Decimal]:
    """A function of degrees; rounded so that the sine of 30 degrees is a half."""

    def apply(degrees: Decimal) -> Decimal:
        turned = float(degrees % (4 * _RIGHT_ANGLE))
        return Decimal(str(round(function(math.radians(turned)), _SHOWN_DIGITS + 1)))

    return apply


def _tangent(degrees: Decimal) -> Decimal:
    if degrees % (2 * _RIGHT_ANGLE) in (_RIGHT_ANGLE, -_RIGHT_ANGLE):
        raise CalculationError
    return _of_angle(math.tan)(degrees)


# In front of a bracketed value; angles in degrees.
FUNCTIONS: dict[str, Callable[[Decimal], Decimal]] = {
    "sqrt": Decimal.sqrt,
    "sin": _of_angle(math.sin),
    "cos": _of_angle(math.cos),
    "tan": _tangent,
    "ln": Decimal.ln,
    "log": Decimal.log10,
}
