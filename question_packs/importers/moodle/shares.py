"""What an answer is worth: Moodle's per cents as decimals that an answer key can hold. Shared by Moodle XML and GIFT.

The rule: per cents that stand for a part which no decimal writes out (33.33333 is 1/3, 14.28571 is 1/7) are taken for that
part. An answer key holds six decimals, so parts are rounded to six; where the right answers together are the whole, the last
of them takes what rounding left over, and all of them together are worth the whole exactly. Totals are rounded once, to two
decimals, when a test is scored.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from question_packs.assessment.expressions.values import parse_number
from question_packs.errors import KnownError

_WITHOUT_END = (3, 6, 7, 9)  # Moodle's own list of grades has no others whose decimals never end
_NEAR = Fraction(1, 2000)  # 33.3 is a third, 33 is not
_SIX = Decimal("0.000001")


def share_of(percent: str) -> Fraction:
    """The part of the whole that per cents mean; no number, or one beyond all sense: `MDL-10`."""
    exact = Fraction(number_in(percent)) / 100
    if abs(exact) > 1:
        raise KnownError("MDL-10", value=percent.strip()[:40])
    for parts in _WITHOUT_END:
        near = Fraction(round(exact * parts), parts)
        if near.denominator == parts and abs(exact - near) < _NEAR:
            return near
    return exact


def number_in(text: str) -> Decimal:
    """A number as people write it, with a dot or a comma (`MDL-10`)."""
    try:
        number = parse_number(text.strip().replace(",", "."), "float")
    except (ValueError, ArithmeticError) as error:
        raise KnownError("MDL-10", value=text.strip()[:40]) from error
    return Decimal(number)


def points_of(shares: Sequence[Fraction]) -> list[Decimal]:
    """The shares with six decimals; positive ones that make up the whole still do."""
    points = [_rounded(each) for each in shares]
    right = [place for place, each in enumerate(shares) if each > 0]
    if sum((shares[place] for place in right), Fraction(0)) == 1:
        points[right[-1]] += 1 - sum((points[place] for place in right), Decimal(0))
    return points


def equal_points(count: int) -> list[Decimal]:
    """The whole in `count` equal parts."""
    return points_of([Fraction(1, count)] * count)


def grade_of(text: str, default: str = "1") -> Decimal:
    """How much a question is worth, with at most six decimals (`MDL-10`)."""
    number = number_in(text or default)
    if not 0 <= number < 10**5:
        raise KnownError("MDL-10", value=text[:40])
    return plain(number)


def plain(number: Decimal) -> Decimal:
    """At most six decimals and no exponent, as an answer key holds numbers."""
    rounded = round(number, 6).normalize()
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded


def _rounded(share: Fraction) -> Decimal:
    return plain((Decimal(share.numerator) / Decimal(share.denominator)).quantize(_SIX))
