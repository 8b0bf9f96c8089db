"""QTI's mappings: what the values of a response are worth together. Exact decimals."""

from __future__ import annotations

from decimal import Decimal

from question_packs.assessment.expressions.values import EXACT, BaseType, Scalar, Value, parse_scalar, scalar_text
from question_packs.scoring.areas import inside
from question_packs.scoring.declarations import AreaMapping, ResponseMapping


def map_response(mapping: ResponseMapping, value: Value | None) -> Decimal:
    """The sum of what each value is worth, each counted once, within the bounds; NULL is worth nothing."""
    members = dict.fromkeys(value.items) if value is not None else {}
    points = [_worth(mapping, member, value.base_type) for member in members] if value is not None else []
    return _bounded(_total(points), mapping.lower, mapping.upper)


def _worth(mapping: ResponseMapping, member: Scalar, base_type: BaseType) -> Decimal:
    text = scalar_text(member)
    for entry in mapping.entries:
        if _same_key(entry.key, member, base_type):
            return entry.value
    for entry in mapping.entries:
        if not entry.case_sensitive and entry.key.casefold() == text.casefold():
            return entry.value
    return mapping.default


def _same_key(key: str, member: Scalar, base_type: BaseType) -> bool:
    """`1.50` is the key of 1.5, and `B A` that of the pair A B."""
    try:
        return parse_scalar(key, base_type) == member
    except ValueError:
        return False


def map_points(mapping: AreaMapping, value: Value | None) -> Decimal:
    """What the areas with a point in them are worth, each area once, a point in the first that holds it; within the bounds.

    Each point outside all areas is worth `default`.
    """
    hit: set[int] = set()
    points: list[Decimal] = []
    for point in value.items if value is not None else ():
        assert isinstance(point, tuple)
        x, y = int(point[0]), int(point[1])
        area = next((n for n, each in enumerate(mapping.entries) if inside((x, y), each.shape, each.coords)), None)
        if area is None:
            points.append(mapping.default)
        elif area not in hit:
            hit.add(area)
            points.append(mapping.entries[area].value)
    return _bounded(_total(points), mapping.lower, mapping.upper)


def _total(points: list[Decimal]) -> Decimal:
    total = Decimal(0)
    for each in points:
        total = EXACT.add(total, each)
    return total


def _bounded(total: Decimal, lower: Decimal | None, upper: Decimal | None) -> Decimal:
    if lower is not None and total < lower:
        return lower
    return upper if upper is not None and total > upper else total
