"""Operators that give values as they are, and those that make containers and look into them."""

from __future__ import annotations

from question_packs.assessment.expressions.arguments import any_null, container_of, scalar
from question_packs.assessment.expressions.calls import Call, Operator, Values
from question_packs.assessment.expressions.values import (
    NUMERIC,
    BaseType,
    Cardinality,
    Scalar,
    Value,
    boolean,
    container,
    counted,
    is_null,
    number,
    parse_scalar,
    single,
    too_large,
)
from question_packs.assessment.expressions.vocabulary import BASE_TYPES
from question_packs.errors import KnownError

MAX_REPEATS = 1000


def _base_value(call: Call, _: Values) -> Value | None:
    base_type = BASE_TYPES.get(call.text("base-type"))
    if base_type is None:
        raise KnownError("PRC-04", operator=call.name, attribute="base-type", value=call.text("base-type"))
    try:
        return single(base_type, parse_scalar(call.node.text, base_type))
    except ValueError as error:
        raise call.wrong(str(error)) from error


def _null(_: Call, __: Values) -> None:
    return None


def _collect(call: Call, values: Values, cardinality: Cardinality) -> Value | None:
    """All members of single values and containers of one type; NULLs add nothing."""
    present = [value for value in values if value is not None]
    types = {value.base_type for value in present}
    if any(value.cardinality == "record" for value in present):
        raise call.wrong("a record cannot be a member")
    base_type: BaseType = present[0].base_type if present else "string"
    if len(types) > 1:
        if not types <= set(NUMERIC):
            raise call.wrong(f"members of different types: {', '.join(sorted(types))}")
        base_type = "float"
    return container(base_type, cardinality, (each for value in present for each in value.items))


def _multiple(call: Call, values: Values) -> Value | None:
    return _collect(call, values, "multiple")


def _ordered(call: Call, values: Values) -> Value | None:
    return _collect(call, values, "ordered")


def _size(call: Call, values: Values) -> Value:
    return number(0 if values[0] is None else len(container_of(call, values[0]).items))


def _is_null(_: Call, values: Values) -> Value:
    return boolean(is_null(values[0]))


def _index(call: Call, values: Values) -> Value | None:
    position = call.integer("n")
    if position < 1:
        raise KnownError("PRC-04", operator=call.name, attribute="n", value=position)
    if values[0] is None:
        return None
    if values[0].cardinality != "ordered":
        raise call.wrong("an ordered container is needed")
    members = values[0].items
    return single(values[0].base_type, members[position - 1]) if position <= len(members) else None


def _field(call: Call, values: Values) -> Value | None:
    if values[0] is None:
        return None
    if values[0].cardinality != "record":
        raise call.wrong("a record is needed")
    return dict(values[0].fields).get(call.text("field-identifier"))


def _member(call: Call, values: Values) -> Value | None:
    if any_null(values):
        return None
    return boolean(scalar(call, values[0]).only in container_of(call, values[1]).items)


def _delete(call: Call, values: Values) -> Value | None:
    if any_null(values):
        return None
    out, old = scalar(call, values[0]).only, container_of(call, values[1])
    return container(old.base_type, old.cardinality, (each for each in old.items if each != out))


def _contains(call: Call, values: Values) -> Value | None:
    if any_null(values):
        return None
    whole, part = container_of(call, values[0]), container_of(call, values[1])
    if whole.cardinality != part.cardinality:
        raise call.wrong("an ordered container and one without order")
    return boolean(_has_run(whole.items, part.items) if whole.cardinality == "ordered" else _has_all(whole, part))


def _has_run(whole: tuple[Scalar, ...], part: tuple[Scalar, ...]) -> bool:
    """[A, B, C] contains [B, C], but neither [C, B] nor [A, C]."""
    return any(whole[start : start + len(part)] == part for start in range(len(whole) - len(part) + 1))


def _has_all(whole: Value, part: Value) -> bool:
    """{A, B, B} contains {B, B}, {A, B} does not."""
    have = counted(whole)
    return all(have.get(each, 0) >= times for each, times in counted(part).items())


def _repeat(call: Call, _: Values) -> Value | None:
    times = call.integer("number-repeats")
    if times > MAX_REPEATS:
        raise too_large(call.name, f"{MAX_REPEATS} repeats")
    members: list[Scalar] = []
    base_type: BaseType = "string"
    for _round in range(times):
        part = _collect(call, tuple(call.again(child) for child in call.node.children), "ordered")
        if part is not None:
            base_type = part.base_type
            members += part.items
    return container(base_type, "ordered", members)


OPERATORS: dict[str, Operator] = {
    "base-value": _base_value,
    "null": _null,
    "multiple": _multiple,
    "ordered": _ordered,
    "container-size": _size,
    "is-null": _is_null,
    "index": _index,
    "field-value": _field,
    "member": _member,
    "delete": _delete,
    "contains": _contains,
    "repeat": _repeat,
}
