"""QTI's values: what variables hold and expressions give. NULL is Python's None; an empty container is NULL too.

Floats are decimals, so that no score ever comes from a binary fraction. Used by the evaluator, by delivery's conditions and
by scoring.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Literal

from question_packs.errors import KnownError

Cardinality = Literal["single", "multiple", "ordered", "record"]
BaseType = Literal[
    "identifier", "boolean", "integer", "float", "string", "point", "pair", "directedPair", "duration", "file", "uri"
]
Scalar = bool | int | Decimal | str | tuple[int, int] | tuple[str, str]

MAX_MEMBERS = 1000
MAX_TEXT = 20_000  # characters, as long as the longest response
LARGEST = Decimal(10) ** 27  # whole numbers up to here are exact in 28 digits
# All arithmetic: 28 digits, and no number so large that it takes time or memory.
EXACT = Context(prec=28, Emin=-999, Emax=999, traps=[InvalidOperation, DivisionByZero, Overflow])

NUMERIC = ("integer", "float")
_BASE_TYPES_OF_TEXT = ("identifier", "string", "uri", "file")
_INTEGER = re.compile(r"[+-]?\d{1,27}")
_FLOAT = re.compile(r"[+-]?(\d{1,28}(\.\d{0,28})?|\.\d{1,28})([eE][+-]?\d{1,2})?")


@dataclass(frozen=True)
class Value:
    """A value that is not NULL. `items`: its one value, or its members; of a record none, but `fields` by name.

    A pair's two identifiers are sorted, so that pairs which differ only in direction are equal.
    """

    base_type: BaseType
    cardinality: Cardinality
    items: tuple[Scalar, ...]
    fields: tuple[tuple[str, Value], ...] = ()

    @property
    def only(self) -> Scalar:
        """The value of a single one."""
        return self.items[0]


def single(base_type: BaseType, value: Scalar) -> Value:
    """A single value."""
    return Value(base_type, "single", (value,))


def boolean(value: bool) -> Value:
    """True or false."""
    return single("boolean", value)


def number(value: int | Decimal) -> Value:
    """An integer or a float, as Python's type says."""
    return single("float" if isinstance(value, Decimal) else "integer", value)


def container(base_type: BaseType, cardinality: Cardinality, members: Iterable[Scalar]) -> Value | None:
    """A container; NULL if it is empty."""
    items = tuple(members)
    return Value(base_type, cardinality, items) if items else None


def is_null(value: Value | None) -> bool:
    """Whether QTI takes it for NULL: an empty text is NULL as well."""
    return value is None or (value.cardinality == "single" and value.items == ("",))


def parse_scalar(text: str, base_type: BaseType) -> Scalar:
    """The value of a text in QTI's spelling; `ValueError` where it is none of that type."""
    if base_type in ("integer", "float", "duration"):
        return parse_number(text, base_type)
    if len(text) > MAX_TEXT:
        raise ValueError("too long a text")
    if base_type == "boolean":
        return {"true": True, "1": True, "false": False, "0": False}[_known(text.strip(), ("true", "1", "false", "0"))]
    if base_type in _BASE_TYPES_OF_TEXT:
        return text if base_type == "string" else text.strip()
    first, second = _two(text)
    if base_type == "point":
        return int(parse_number(first, "integer")), int(parse_number(second, "integer"))
    return (first, second) if base_type == "directedPair" or first <= second else (second, first)


def parse_number(text: str, base_type: str) -> int | Decimal:
    """A number of that base type; `ValueError` where the text is none, or is one that nobody can compute with."""
    text = text.strip()
    if base_type == "integer":
        if not _INTEGER.fullmatch(text):
            raise ValueError(f"{text[:40]!r} is no whole number")
        return int(text)
    if not _FLOAT.fullmatch(text):
        raise ValueError(f"{text[:40]!r} is no number")
    return EXACT.create_decimal(text)


def _known(text: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        raise ValueError(f"{text[:40]!r} is none of {', '.join(allowed)}")
    return text


def _two(text: str) -> tuple[str, str]:
    parts = text.split()
    if len(parts) != 2:
        raise ValueError(f"{text[:40]!r} is no pair")
    return parts[0], parts[1]


def parse_values(texts: Iterable[str], base_type: BaseType, cardinality: Cardinality) -> Value | None:
    """The value that texts are in a declaration or a response; none of them: NULL.

    `ValueError` where a text is none of that type, or there are several for a single value.
    """
    items = tuple(parse_scalar(text, base_type) for text in texts)
    if len(items) > MAX_MEMBERS or (cardinality == "single" and len(items) > 1):
        raise ValueError(f"{len(items)} values")
    return Value(base_type, cardinality, items) if items else None


def to_texts(value: Value | None) -> tuple[str, ...]:
    """A value as declarations and responses spell it; NULL is none."""
    return () if value is None else tuple(scalar_text(each) for each in value.items)


def scalar_text(scalar: Scalar) -> str:
    """One value in QTI's spelling."""
    match scalar:
        case bool():
            return "true" if scalar else "false"
        case Decimal():
            return format(scalar.normalize(EXACT), "f") if scalar else "0"
        case tuple():
            return f"{scalar[0]} {scalar[1]}"
    return str(scalar)


def same(first: Value, second: Value) -> bool:
    """QTI's match: the same members, in any order where the container has none. 1 and 1.0 are the same."""
    if first.cardinality == "record" or second.cardinality == "record":
        return first == second
    if first.cardinality == second.cardinality == "multiple":
        return counted(first) == counted(second)
    return first.items == second.items


def counted(value: Value) -> dict[Scalar, int]:
    """How often each member is in a container."""
    counts: dict[Scalar, int] = {}
    for each in value.items:
        counts[each] = counts.get(each, 0) + 1
    return counts


def converted(value: Value | None, base_type: BaseType, cardinality: Cardinality) -> Value | None:
    """A value as a variable of that type takes it: one value can be a container, and numbers pass for one another.

    A float that is not whole stays one in a variable for integers: a score loses no fraction.

    Raises `ValueError` where it is of another type.
    """
    if value is None:
        return None
    if value.cardinality != cardinality and not (value.cardinality == "single" and cardinality in ("multiple", "ordered")):
        raise ValueError(f"{value.cardinality} where {cardinality} is needed")
    if value.base_type in NUMERIC and base_type == "integer" and any(each != int(each) for each in _numbers(value)):
        base_type = "float"
    if cardinality == "record" or value.base_type == base_type:
        return Value(base_type, cardinality, value.items, value.fields)
    return Value(base_type, cardinality, tuple(_converted(each, value.base_type, base_type) for each in value.items))


def _numbers(value: Value) -> list[int | Decimal]:
    return [each for each in value.items if isinstance(each, int | Decimal)]


def _converted(scalar: Scalar, old: BaseType, new: BaseType) -> Scalar:
    if old in NUMERIC and new in NUMERIC:
        assert isinstance(scalar, int | Decimal)
        return Decimal(scalar) if new == "float" else int(scalar)
    if old in _BASE_TYPES_OF_TEXT and new in _BASE_TYPES_OF_TEXT:
        return scalar
    raise ValueError(f"{old} where {new} is needed")


def too_large(operator: str, limit: object) -> KnownError:
    """The refusal of what is larger than anything an examination needs."""
    return KnownError("PRC-07", operator=operator, limit=limit)
