"""The candidate's own form: which items, in which order, in which sections. A pure function of test and seed.

Used by `delivery.attempt`, `delivery.navigation` and by the services that show the navigator.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from msgspec.structs import replace

from question_packs.assessment.model import (
    AssessmentItem,
    AssessmentItemRef,
    AssessmentSection,
    AssessmentTest,
    ItemSessionControl,
    TestPart,
)
from question_packs.assessment.ordering import section_items

# Gives an item by its identifier; the pack's reader does.
Items = Callable[[str], AssessmentItem]


@dataclass(frozen=True)
class Place:
    """One item in its place. `number` counts from 1 over the whole form."""

    number: int
    ref: AssessmentItemRef
    section: AssessmentSection
    part: TestPart

    @property
    def item(self) -> str:
        """The item's identifier."""
        return self.ref.identifier

    @property
    def control(self) -> ItemSessionControl:
        """What may be done with the item: its section's word before its part's."""
        return self.section.item_session_control or self.part.item_session_control

    @property
    def timed(self) -> bool:
        """Whether its section has a time of its own."""
        return self.section.time_limits.max_time is not None

    @property
    def covered(self) -> bool:
        """Whether its section is shown by a cover before it is entered: it has its own time, or instructions."""
        return self.timed or bool(self.section.instructions)

    @property
    def linear(self) -> bool:
        """Whether one goes forward only."""
        return self.part.navigation_mode == "linear"

    @property
    def individual(self) -> bool:
        """Whether each item is submitted by itself."""
        return self.part.submission_mode == "individual"

    @property
    def conditional(self) -> bool:
        """Whether conditions count here: where an answer that was left behind cannot change any more."""
        return self.linear and self.individual


class Form:
    """The ordered places of one candidate. `item` reads an item where a rule needs more than its place."""

    def __init__(self, test: AssessmentTest, seed: str, items: Items) -> None:
        self.test = test
        self.seed = seed
        self.item = items
        self.places: tuple[Place, ...] = tuple(_places(test, seed))
        self.by_item = {place.item: place for place in self.places}
        self.sections: tuple[str, ...] = tuple(dict.fromkeys(place.section.identifier for place in self.places))
        self.conditional = any(place.conditional and _has_rules(place) for place in self.places)

    def first_of(self, section: str) -> Place:
        """The first place of a section."""
        return next(place for place in self.places if place.section.identifier == section)

    def after_section(self, place: Place) -> int:
        """The index of the first place behind the section of `place`; the number of places where there is none."""
        behind = (each.number - 1 for each in self.places[place.number :] if each.section is not place.section)
        return next(behind, len(self.places))

    def after_part(self, place: Place) -> int:
        """The index of the first place behind the part of `place`; the number of places where there is none."""
        behind = (each.number - 1 for each in self.places[place.number :] if each.part is not place.part)
        return next(behind, len(self.places))


def under_conditions(test: AssessmentTest, minimum_time_s: int, extra_time_percent: int) -> AssessmentTest:
    """The test as one candidate sits it: at least the event's minimum time, and extra time in every timed section."""
    limits = test.time_limits
    longest = replace(limits, min_time=max(limits.min_time or 0, minimum_time_s))
    parts = tuple(
        replace(part, sections=tuple(_longer(section, extra_time_percent) for section in part.sections))
        for part in test.test_parts
    )
    return replace(test, time_limits=longest, test_parts=parts)


def _longer(section: AssessmentSection, percent: int) -> AssessmentSection:
    limits = section.time_limits
    if limits.max_time is None:
        return section
    return replace(section, time_limits=replace(limits, max_time=limits.max_time * (100 + percent) // 100))


def _places(test: AssessmentTest, seed: str) -> list[Place]:
    chosen = [
        (part, section, ref) for part in test.test_parts for section in part.sections for ref in section_items(section, seed)
    ]
    return [Place(number, ref, section, part) for number, (part, section, ref) in enumerate(chosen, start=1)]


def _has_rules(place: Place) -> bool:
    ref, section = place.ref, place.section
    return bool(ref.pre_conditions or ref.branch_rules or section.pre_conditions or section.branch_rules)
