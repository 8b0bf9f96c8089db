"""The formulas of Moodle's calculated questions: arithmetic with wildcards such as `{a}`, read and computed, nothing else.

A formula is never run as a program: only numbers, wildcards, `+ - * / % ^`, parentheses and the functions below are known.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from question_packs.errors import KnownError

_TOKEN = re.compile(
    r"\s*(?:(\d+\.?\d*(?:[eE][+-]?\d{1,3})?|\.\d+)|\{([^{}=\s][^{}]{0,60})\}|([A-Za-z]\w{0,10})|(\*\*|[-+*/%^(),]))"
)
_LONGEST = 1000
_NESTING = 30
_FUNCTIONS: dict[str, tuple[Callable[..., float], tuple[int, ...]]] = {
    "abs": (abs, (1,)), "ceil": (math.ceil, (1,)), "floor": (math.floor, (1,)), "sqrt": (math.sqrt, (1,)),
    "exp": (math.exp, (1,)), "log": (math.log, (1,)), "log10": (math.log10, (1,)), "log2": (math.log2, (1,)),
    "log1p": (math.log1p, (1,)), "expm1": (math.expm1, (1,)), "pow": (math.pow, (2,)), "fmod": (math.fmod, (2,)),
    "sin": (math.sin, (1,)), "cos": (math.cos, (1,)), "tan": (math.tan, (1,)), "asin": (math.asin, (1,)),
    "acos": (math.acos, (1,)), "atan": (math.atan, (1,)), "atan2": (math.atan2, (2,)), "sinh": (math.sinh, (1,)),
    "cosh": (math.cosh, (1,)), "tanh": (math.tanh, (1,)), "asinh": (math.asinh, (1,)), "acosh": (math.acosh, (1,)),
    "atanh": (math.atanh, (1,)), "pi": (lambda: math.pi, (0,)), "deg2rad": (math.radians, (1,)),
    "rad2deg": (math.degrees, (1,)), "round": (lambda x, places=0.0: round_half_up(x, int(places)), (1, 2)),
    "max": (max, (2, 3, 4)), "min": (min, (2, 3, 4)),
}  # fmt: skip


def compute(formula: str, values: Mapping[str, Decimal]) -> Decimal:
    """The number that a formula gives, to twelve significant digits. Unknown parts, or no number: `MDL-26`."""
    try:
        result = _Reader(formula, values).whole()
        if not math.isfinite(result) or abs(result) > 10**15:
            raise ValueError(formula)
    except (ValueError, ArithmeticError, TypeError) as error:
        raise KnownError("MDL-26", formula=formula.strip()[:80]) from error
    return Decimal(format(result, ".12g"))


def round_half_up(number: float, places: int) -> float:
    """As Moodle rounds: halves away from nothing."""
    scale = 10.0 ** max(min(places, 12), -12)
    return math.copysign(math.floor(abs(number) * scale + 0.5), number) / scale


class _Reader:
    """Reads a formula from left to right; `ValueError` where it cannot."""

    def __init__(self, formula: str, values: Mapping[str, Decimal]) -> None:
        if len(formula) > _LONGEST:
            raise ValueError("too long")
        self._text = formula.strip()
        self._values = values
        self._position = 0
        self._depth = 0
        self._found = self._next()

    def whole(self) -> float:
        result = self._sum()
        if self._found is not None:
            raise ValueError("something is left over")
        return result

    def _next(self) -> re.Match[str] | None:
        if self._position == len(self._text):
            return None
        found = _TOKEN.match(self._text, self._position)
        if found is None:
            raise ValueError("unknown sign")
        self._position = found.end()
        return found

    def _takes(self, *signs: str) -> str:
        """The sign that comes next, if it is one of these."""
        if self._found is None or self._found[4] not in signs:
            return ""
        sign = str(self._found[4])
        self._found = self._next()
        return sign

    def _sum(self) -> float:
        self._depth += 1
        if self._depth > _NESTING:
            raise ValueError("nested too deeply")
        result = self._product()
        while sign := self._takes("+", "-"):
            other = self._product()
            result = result + other if sign == "+" else result - other
        self._depth -= 1
        return result

    def _product(self) -> float:
        result = self._signed()
        while sign := self._takes("*", "/", "%"):
            other = self._signed()
            result = result * other if sign == "*" else result / other if sign == "/" else math.fmod(result, other)
        return result

    def _signed(self) -> float:
        negative = False
        while sign := self._takes("-", "+"):
            negative ^= sign == "-"
        result = self._power()
        return -result if negative else result

    def _power(self) -> float:
        base = self._atom()
        if not self._takes("**", "^"):
            return base
        self._depth += 1
        if self._depth > _NESTING:
            raise ValueError("nested too deeply")
        result = math.pow(base, self._signed())
        self._depth -= 1
        return result

    def _atom(self) -> float:
        found = self._found
        if found is None:
            raise ValueError("something is missing")
        if self._takes("("):
            return self._closed(self._sum())
        self._found = self._next()
        if found[1]:
            return float(found[1])
        if found[2]:
            if found[2] not in self._values:
                raise ValueError("unknown wildcard")
            return float(self._values[found[2]])
        if found[3]:
            return self._call(found[3].lower())
        raise ValueError("unexpected sign")

    def _closed(self, result: float) -> float:
        if not self._takes(")"):
            raise ValueError("not closed")
        return result

    def _call(self, name: str) -> float:
        if name not in _FUNCTIONS or not self._takes("("):
            raise ValueError("unknown function")
        arguments = []
        if not self._takes(")"):
            arguments.append(self._sum())
            while self._takes(","):
                arguments.append(self._sum())
            self._closed(0)
        function, counts = _FUNCTIONS[name]
        if len(arguments) not in counts:
            raise ValueError("wrong number of arguments")
        return float(function(*arguments))
