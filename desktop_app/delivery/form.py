"""The candidate's own form: which items, in which order, in which sections. A pure function of test and seed.

Used by `delivery.attempt` and by the services that show the navigator.
"""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from question_packs.assessment.model import AssessmentSection, AssessmentTest, TestPart
from question_packs.assessment.ordering import section_items


@dataclass(frozen=True)
class Place:
    """One item in its place. `number` counts from 1 over the whole form."""

    number: int
    item: str
    section: AssessmentSection
    part: TestPart


class Form:
    """The ordered places of one candidate."""

    def __init__(self, test: AssessmentTest, seed: str) -> None:
        self.test = test
        self.seed = seed
        self.places: tuple[Place, ...] = tuple(_places(test, seed))
        self.by_item = {place.item: place for place in self.places}
        self.sections: tuple[str, ...] = tuple(dict.fromkeys(place.section.identifier for place in self.places))

    def first_of(self, section: str) -> Place:
        """The first place of a section."""
        return next(place for place in self.places if place.section.identifier == section)


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
    return [Place(number, ref.identifier, section, part) for number, (part, section, ref) in enumerate(chosen, start=1)]
