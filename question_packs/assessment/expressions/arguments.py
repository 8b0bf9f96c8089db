"""What operators take out of their arguments, with one kind of refusal where an argument is of another type."""

from __future__ import annotations

from decimal import Decimal

from question_packs.assessment.expressions.calls import Call, Values
from question_packs.assessment.expressions.values import NUMERIC, Value

Number = int | Decimal


def any_null(values: Values) -> bool:
    """Whether one of them is NULL, which makes most results NULL."""
    return any(value is None for value in values)


def scalar(call: Call, value: Value | None) -> Value:
    """A single value that is not NULL."""
    if value is None or value.cardinality != "single":
        raise call.wrong("a single value is needed")
    return value


def number_of(call: Call, value: Value | None) -> Number:
    """The number of a single value that is not NULL."""
    found = scalar(call, value)
    if found.base_type not in (*NUMERIC, "duration") or not isinstance(found.only, int | Decimal):
        raise call.wrong(f"a number is needed, not {found.base_type}")
    return found.only


def integer_of(call: Call, value: Value | None) -> int:
    """The whole number of a single value; a float that is whole is one."""
    found = number_of(call, value)
    if found != int(found):
        raise call.wrong("a whole number is needed")
    return int(found)


def numbers_of(call: Call, values: Values) -> list[Number]:
    """All numbers of values and containers, none of them NULL."""
    found: list[Number] = []
    for value in values:
        assert value is not None
        if value.base_type not in NUMERIC:
            raise call.wrong(f"numbers are needed, not {value.base_type}")
        found += [each for each in value.items if isinstance(each, int | Decimal)]
    return found


def text_of(call: Call, value: Value | None) -> str:
    """The text of a single value; numbers are no texts."""
    found = scalar(call, value)
    if not isinstance(found.only, str):
        raise call.wrong(f"a text is needed, not {found.base_type}")
    return found.only


def truth_of(call: Call, value: Value | None) -> bool | None:
    """True, false or NULL."""
    if value is None:
        return None
    if value.base_type != "boolean" or value.cardinality != "single":
        raise call.wrong(f"true or false is needed, not {value.base_type}")
    return value.only is True


def container_of(call: Call, value: Value | None) -> Value:
    """A multiple or ordered container."""
    if value is None or value.cardinality not in ("multiple", "ordered"):
        raise call.wrong("a container is needed")
    return value
