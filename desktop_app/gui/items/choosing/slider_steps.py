"""The values of a slider, step by step from its lower bound. Pure, no Qt."""

from __future__ import annotations

from decimal import Decimal

from question_packs.assessment.interactions import SliderInteraction
from question_packs.assessment.responses import canonical_number


def last_step(slider: SliderInteraction) -> int:
    """How many steps lie between the bounds; the values are those at 0 to this."""
    lower, upper, step = (Decimal(each) for each in (slider.lower_bound, slider.upper_bound, slider.step))
    return int((upper - lower) // step)


def value_at(slider: SliderInteraction, place: int) -> str:
    """The value at `place` as it stands in a response."""
    value = Decimal(slider.lower_bound) + place * Decimal(slider.step)
    canonical = canonical_number(format(value, "f"), slider.base_type)
    assert canonical is not None, "importers give an integer slider whole bounds and steps"
    return canonical


def place_of(slider: SliderInteraction, value: str) -> int:
    """The place of a response's value."""
    return int((Decimal(value) - Decimal(slider.lower_bound)) // Decimal(slider.step))
