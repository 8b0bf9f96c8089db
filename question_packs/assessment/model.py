"""The assessment test as 1EdTech QTI 3.0 names it: test, parts, sections, item references, items, interactions.

Frozen and strictly decoded. Holds everything a candidate may see and nothing of how answers are judged: keys and weights
are in `question_packs.scoring.answer_key`, in a file that never reaches a workstation. Anybody may read this module.
"""

from __future__ import annotations

from typing import Literal

import msgspec

NavigationMode = Literal["linear", "nonlinear"]
SubmissionMode = Literal["individual", "simultaneous"]


class TimeLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Seconds. `min_time` is how long a candidate must stay before handing in."""

    max_time: int | None = None
    min_time: int | None = None


class ItemSessionControl(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a candidate may do with an item: come back to it (`allow_review`), leave it unanswered (`allow_skipping`)."""

    allow_review: bool = True
    allow_skipping: bool = True


class SimpleChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One option. `content` is cleaned HTML; `fixed` keeps it at its place when options are shuffled."""

    identifier: str
    content: str
    fixed: bool = False


class ChoiceInteraction(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="choiceInteraction"):
    """Choose one (`max_choices` 1) or several options; `max_choices` 0 means any number."""

    response_identifier: str
    simple_choices: tuple[SimpleChoice, ...]
    max_choices: int = 1
    min_choices: int = 0
    shuffle: bool = True
    prompt: str = ""


# Further interactions of QTI join this union, each as its own tagged struct.
Interaction = ChoiceInteraction


class AssessmentItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question. `body` is cleaned HTML whose images are `pack:` URLs."""

    identifier: str
    title: str
    language: str
    body: str
    interactions: tuple[Interaction, ...]

    @property
    def interaction(self) -> Interaction:
        """The item's interaction; an item has exactly one as long as choice is the only kind."""
        return self.interactions[0]


class AssessmentItemRef(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place of a section that shows an item. `categories` are its tags: aspect, competency, level."""

    identifier: str
    categories: tuple[str, ...] = ()
    fixed: bool = False


class AssessmentSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A section. `select` draws that many of its items; `shuffle` orders them by the attempt's seed.

    A section with its own `max_time` is a sub-test: it is entered once, and closes when its time is over or it is left.
    """

    identifier: str
    title: str
    item_refs: tuple[AssessmentItemRef, ...]
    instructions: str = ""
    shuffle: bool = False
    select: int | None = None
    time_limits: TimeLimits = TimeLimits()


class TestPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part: how one moves in it and when its responses are submitted."""

    identifier: str
    sections: tuple[AssessmentSection, ...]
    navigation_mode: NavigationMode = "nonlinear"
    submission_mode: SubmissionMode = "simultaneous"
    item_session_control: ItemSessionControl = ItemSessionControl()


class AssessmentTest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole test. `version` is the author's own version text."""

    identifier: str
    title: str
    language: str
    version: str
    test_parts: tuple[TestPart, ...]
    time_limits: TimeLimits = TimeLimits()
    rules: str = ""

    def sections(self) -> tuple[AssessmentSection, ...]:
        """All sections, in order."""
        return tuple(section for part in self.test_parts for section in part.sections)
