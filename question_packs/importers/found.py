"""What an importer finds: items with their keys, tests that use them, media; and the report of what became of each.

The common result of all formats. Importers fill a `Found`; `sources` makes a draft of it; the command prints its report.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.model import AssessmentItem, AssessmentStimulus, AssessmentTest
from question_packs.errors import KnownError
from question_packs.pack.writer import Medium
from question_packs.scoring.answer_key import CutScores, Grouping, Processing
from question_packs.scoring.declarations import OutcomeDeclaration

Status = Literal["imported", "with_loss", "refused"]
Kind = Literal["item", "test", "stimulus"]
# What a reader tells while it works: how many pieces are done, and of how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Note:
    """One loss, or the reason of a refusal. `where`: line, row or element in the item's source."""

    where: str
    problem: KnownError


@dataclass(frozen=True)
class Tags:
    """What an item is about, as the answer key keeps it. Formats that have no such thing leave the defaults."""

    aspect: str = "umum"
    competency: str = ""
    level: int = 0
    regulation: str = ""


@dataclass(frozen=True)
class AuthoredItem:
    """An item that came in whole or with loss: what candidates see, and how it is judged."""

    item: AssessmentItem
    processing: Processing
    cardinality: Literal["single", "multiple"] = "single"
    tags: Tags = Tags()


@dataclass(frozen=True)
class AuthoredTest:
    """A test that came in: its structure, whose item references name `Found.items`, and its own outcome processing.

    `cuts`: the cut scores of sections by identifier; `cut_scores`: where all of them come from.
    """

    test: AssessmentTest
    outcomes: tuple[OutcomeDeclaration, ...] = ()
    outcome_rules: tuple[Node, ...] = ()
    aspects: tuple[Grouping, ...] = ()
    cuts: Mapping[str, Decimal] = field(default_factory=dict)
    cut_scores: CutScores | None = None


@dataclass(frozen=True)
class ItemReport:
    """What became of one item (or test, or stimulus). `source`: file inside the package, or sheet and row."""

    source: str
    identifier: str
    title: str
    status: Status
    notes: tuple[Note, ...] = ()
    kind: Kind = "item"


@dataclass
class Found:
    """Everything of one file. `format` names it for people: `QTI 2.1`, `Moodle XML`, ...

    `notes`: about the file as a whole. A file that cannot be read at all is refused by a `KnownError` instead.
    """

    file: str
    format: str
    items: dict[str, AuthoredItem] = field(default_factory=dict)
    tests: list[AuthoredTest] = field(default_factory=list)
    stimuli: dict[str, AssessmentStimulus] = field(default_factory=dict)
    media: dict[str, Medium] = field(default_factory=dict)
    reports: list[ItemReport] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def count(self, status: Status) -> int:
        """How many items, tests and stimuli ended so."""
        return sum(each.status == status for each in self.reports)


def no_progress(done: int, of: int) -> None:
    """For callers whom progress does not interest."""
