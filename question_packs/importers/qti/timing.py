"""Time limits and item session control of a QTI test, at whichever level they stand. What cannot be kept becomes a note."""

from __future__ import annotations

import math

from lxml import etree
from msgspec.structs import replace

from question_packs.assessment.model import ItemSessionControl, TimeLimits
from question_packs.importers.qti.names import attribute, child
from question_packs.importers.qti.test_context import TestContext

_FLAGS = {"true": True, "1": True, "false": False, "0": False}
# What shows candidates more than an examination does.
_SHOWN = ("show-feedback", "show-solution", "allow-comment")


def read_time_limits(element: etree._Element, context: TestContext) -> TimeLimits:
    """The time limits that stand in `element`; none where it has none."""
    limits = child(element, "time-limits")
    if limits is None:
        return TimeLimits()
    if attribute(limits, "allow-late-submission") in ("true", "1"):
        context.note(limits, "IMP-30", element="time-limits allow-late-submission")
    return TimeLimits(_seconds(limits, "max-time", context), _seconds(limits, "min-time", context))


def drop_time_limits(element: etree._Element, context: TestContext) -> None:
    """A note where `element` has time limits that cannot be kept there."""
    limits = child(element, "time-limits")
    if limits is not None:
        context.note(limits, "IMP-31", element=f"time-limits ({attribute(element, 'identifier')})")


def _seconds(limits: etree._Element, name: str, context: TestContext) -> int | None:
    text = attribute(limits, name)
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1
    if not 0 < seconds <= 10**7:
        if text not in ("0", "0.0"):  # how some programs write "no limit"
            context.note(limits, "IMP-44", element=name, value=text)
        return None
    return math.ceil(seconds)


def read_session_control(
    element: etree._Element, around: ItemSessionControl, context: TestContext
) -> ItemSessionControl | None:
    """What `element` says about the sessions of its items, on top of `around`; None where it says nothing."""
    control = child(element, "item-session-control")
    if control is None:
        return None
    for name in _SHOWN:
        if attribute(control, name) in ("true", "1"):
            context.note(control, "IMP-30", element=f"item-session-control {name}")
    return replace(
        around,
        allow_review=_FLAGS.get(attribute(control, "allow-review"), around.allow_review),
        allow_skipping=_FLAGS.get(attribute(control, "allow-skipping"), around.allow_skipping),
        validate_responses=_FLAGS.get(attribute(control, "validate-responses"), around.validate_responses),
        max_attempts=_attempts(control, around.max_attempts, context),
    )


def _attempts(control: etree._Element, around: int, context: TestContext) -> int:
    text = attribute(control, "max-attempts")
    if not text:
        return around
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        context.note(control, "IMP-44", element="max-attempts", value=text)
        return around
    return int(text)
