"""A draft: a whole test with its items, media and key, as an author has it before anybody approves it.

What every source becomes, a folder of Markdown as well as anything that `question_packs.importers` reads, and what
`builder.build`, the exporter and the preview take.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from question_packs.assessment.model import AssessmentItem, AssessmentStimulus, AssessmentTest
from question_packs.pack.writer import Medium
from question_packs.scoring.answer_key import AnswerKey


@dataclass(frozen=True)
class Draft:
    """What candidates may see (`test`, `items`, `stimuli`, `media`) and the `key`, whose pack digest is still empty."""

    test: AssessmentTest
    items: tuple[AssessmentItem, ...]
    key: AnswerKey
    media: dict[str, Medium] = field(default_factory=dict)
    stimuli: tuple[AssessmentStimulus, ...] = ()
