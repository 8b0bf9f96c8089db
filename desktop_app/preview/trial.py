"""The author's own attempt at the items of a source: answers, files and points of this moment, kept nowhere.

What may be answered is checked as the exam engine checks it; what an answer is worth, the answer key says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.preview.right_answers import right_answers
from desktop_app.preview.source import Entry, SourceContent
from desktop_app.services.views import InteractionView, ItemView, StimulusView
from question_packs.assessment.expressions.values import to_texts
from question_packs.assessment.model import AssessmentSection, AssessmentTest
from question_packs.assessment.ordering import in_seed_order
from question_packs.assessment.responses import FileName, Response, check_response, shortcoming
from question_packs.errors import KnownError
from question_packs.scoring.general import general_form
from question_packs.scoring.processing import process
from question_packs.scoring.score import score_item


@dataclass(frozen=True)
class Judgement:
    """What the answer of this moment is worth. `outcomes`: every outcome variable as texts; `problem`: the rules failed."""

    score: Decimal
    maximum: Decimal
    by_people: bool
    outcomes: Mapping[str, tuple[str, ...]]
    problem: KnownError | None = None


class Trial:
    """Answers to the items of one source. `seed` shuffles options as one candidate would see them; 0: as written."""

    def __init__(self, content: SourceContent) -> None:
        self.content = content
        self.seed = 0
        self._responses: dict[str, dict[str, Response]] = {}
        self._files: dict[str, bytes] = {}
        self._shown = [each for each in content.entries if each.item is not None]

    def view(self, entry: Entry) -> ItemView:
        """The item as a candidate meets it, with what was answered here."""
        assert entry.item is not None
        assert entry.section is not None
        place, given = self._shown.index(entry), self.responses(entry)
        seed = f"contoh-{self.seed}"
        views = tuple(
            InteractionView(
                in_seed_order(each, entry.identifier, seed) if self.seed else each, given.get(each.response_identifier, ())
            )
            for each in entry.item.interactions
        )
        return ItemView(
            identifier=entry.identifier,
            number=place + 1,
            total=len(self._shown),
            section_title=entry.section.title,
            body=entry.item.body,
            interactions=views,
            flagged=False,
            can_go_back=place > 0,
            can_go_forward=place + 1 < len(self._shown),
            stimulus=self.stimulus(entry.item.stimulus),
            tools=entry.section.tools,
            references=tuple(filter(None, map(self.stimulus, entry.section.references))),
        )

    def stimulus(self, identifier: str) -> StimulusView | None:
        """A shared text of the source; None where there is none of that name."""
        found = self.content.stimuli.get(identifier)
        return None if found is None else StimulusView(found.identifier, found.title, found.body)

    def responses(self, entry: Entry) -> dict[str, Response]:
        """What was answered to an item."""
        return self._responses.get(entry.identifier, {})

    def respond(self, entry: Entry, identifier: str, response: Response) -> None:
        """Answer an interaction (`DEL-04`, `DEL-13`, as in an exam); an empty response takes the answer back."""
        assert entry.item is not None
        interaction = entry.item.interaction(identifier)
        assert interaction is not None
        check_response(interaction, response)
        given = dict(self.responses(entry)) | {identifier: response}
        self._responses[entry.identifier] = {name: value for name, value in given.items() if value}

    def hand_file(self, entry: Entry, identifier: str, data: bytes, name: str, media_type: str) -> None:
        """Answer with a file."""
        digest = hashlib.sha256(data).hexdigest()
        self.respond(entry, identifier, (FileName(digest, len(data), media_type, name).text,))
        self._files[digest] = data

    def handed_file(self, entry: Entry, identifier: str) -> bytes | None:
        """The bytes of the file in a response."""
        response = self.responses(entry).get(identifier, ())
        file = FileName.parse(response[0]) if response else None
        return None if file is None else self._files.get(file.sha256)

    def fill_key(self, entry: Entry) -> None:
        """Answer as the key has it, as far as it says."""
        assert entry.item is not None
        assert entry.key is not None
        self._responses[entry.identifier] = dict(right_answers(entry.item, entry.key))

    def clear(self, entry: Entry) -> None:
        """Take all answers to an item back."""
        self._responses.pop(entry.identifier, None)

    def shortcomings(self, entry: Entry) -> dict[str, KnownError]:
        """What the responses still lack, by response identifier."""
        assert entry.item is not None
        given = self.responses(entry)
        lacks = {
            each.response_identifier: shortcoming(each, given.get(each.response_identifier, ()))
            for each in entry.item.interactions
        }
        return {name: lack for name, lack in lacks.items() if lack is not None}

    def judge(self, entry: Entry) -> Judgement:
        """What the answers given to an item are worth."""
        key = entry.key
        assert key is not None
        processing, given = general_form(key), self.responses(entry)
        try:
            outcomes = process(processing, given).outcomes
            score = score_item(key, given)
        except KnownError as problem:
            return Judgement(Decimal(0), key.maximum, processing.by_people, {}, problem)
        texts = {name: to_texts(value) for name, value in outcomes.items()}
        return Judgement(score, key.maximum, processing.by_people, texts)

    def test_of(self, section: AssessmentSection) -> AssessmentTest:
        """The test that the section is of."""
        test = self.entries_of(section)[0].test
        assert test is not None
        return test

    def entries_of(self, section: AssessmentSection) -> list[Entry]:
        """The items of a section, in order."""
        return [each for each in self._shown if each.section is section]
