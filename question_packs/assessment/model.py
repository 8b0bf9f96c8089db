"""The assessment test as 1EdTech QTI 3.0 names it: test, parts, sections, item references, items, interactions.

Frozen and strictly decoded. Holds everything a candidate may see and nothing of how answers are judged: keys and weights
are in `question_packs.scoring.answer_key`, in a file that never reaches a workstation. Anybody may read this module.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.interactions import Interaction

NavigationMode = Literal["linear", "nonlinear"]
SubmissionMode = Literal["individual", "simultaneous"]
Tool = Literal[
    "calculator-basic", "calculator-scientific", "ruler", "highlighter", "answer-eliminator", "line-reader", "notes"
]


class TimeLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Seconds. `min_time` is how long a candidate must stay before handing in."""

    max_time: int | None = None
    min_time: int | None = None


class ItemSessionControl(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a candidate may do with an item: come back to it (`allow_review`), leave it unanswered (`allow_skipping`).

    `validate_responses`: it may not be left with a response that breaks its own limits. `max_attempts`: how often its
    response may be submitted where each item is submitted by itself (0: any number).
    """

    allow_review: bool = True
    allow_skipping: bool = True
    validate_responses: bool = False
    max_attempts: int = 1


class AssessmentItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question. `body` is cleaned HTML up to the first block interaction; its images are `pack:` URLs.

    `stimulus`: the identifier of the text that it shares with other items, shown beside it; empty where there is none.
    """

    identifier: str
    title: str
    language: str
    body: str
    interactions: tuple[Interaction, ...]
    stimulus: str = ""

    def interaction(self, response_identifier: str) -> Interaction | None:
        """The interaction that gives this response; None where there is none of that name."""
        return next((each for each in self.interactions if each.response_identifier == response_identifier), None)


class AssessmentStimulus(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text or figure that several items share, or a reference document of a section. `body` is cleaned HTML."""

    identifier: str
    title: str
    language: str
    body: str


class BranchRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """If `condition` holds, go on at `target`: an item, a section, EXIT_SECTION, EXIT_TESTPART or EXIT_TEST."""

    target: str
    condition: Node


class AssessmentItemRef(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A place of a section that shows an item. `categories` are its tags: aspect, competency, level.

    `group`: the group of its section that it belongs to. `required`: selection never leaves it out. `pre_conditions` (all
    must hold) and `branch_rules` work in linear parts only, and may ask for responses, never for scores.
    """

    identifier: str
    categories: tuple[str, ...] = ()
    fixed: bool = False
    required: bool = False
    group: str = ""
    pre_conditions: tuple[Node, ...] = ()
    branch_rules: tuple[BranchRule, ...] = ()


class ItemGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A section inside a section, where only selection and order matter: `select` and `shuffle` apply to its own members.

    `keep_together`: its items stay side by side when the section around it is shuffled. `parent`: the group around it.
    """

    identifier: str
    select: int | None = None
    shuffle: bool = False
    keep_together: bool = True
    fixed: bool = False
    required: bool = False
    parent: str = ""


class AssessmentSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A section. `select` draws that many of its items and groups; `shuffle` orders them by the attempt's seed.

    A section with its own `max_time` is a sub-test: it is entered once, and closes when its time is over or it is left.
    `references`: stimuli that can be looked up in it.
    """

    identifier: str
    title: str
    item_refs: tuple[AssessmentItemRef, ...]
    instructions: str = ""
    shuffle: bool = False
    select: int | None = None
    time_limits: TimeLimits = TimeLimits()
    groups: tuple[ItemGroup, ...] = ()
    tools: tuple[Tool, ...] = ()
    references: tuple[str, ...] = ()
    item_session_control: ItemSessionControl | None = None
    pre_conditions: tuple[Node, ...] = ()
    branch_rules: tuple[BranchRule, ...] = ()


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
