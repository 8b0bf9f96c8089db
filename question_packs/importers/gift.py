"""Reads GIFT to a `Found`: each question ends imported, imported with loss, or refused, with the line where and why."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from question_packs.errors import KnownError
from question_packs.importers.found import Found, Note, Progress
from question_packs.importers.gift_grammar import Block, Category, GiftAnswer, GiftQuestion, Part, blocks_of, question_of
from question_packs.importers.losses import Losses, RefusedError
from question_packs.importers.moodle import building
from question_packs.importers.moodle.building import Made, with_recordings
from question_packs.importers.moodle.collecting import Asked, Collector
from question_packs.importers.moodle.keys import Answer
from question_packs.importers.moodle.shares import number_in, points_of
from question_packs.importers.moodle.texts import QuestionTexts, Source
from question_packs.importers.qti.resources import MediaShelf
from question_packs.importers.text_files import read_text
from question_packs.scoring.recipes import AcceptedNumber

_SIGNS = re.compile(r"^\s*(//|::|\$CATEGORY:)|(?<!\\)\{[^{}]*[=~#][^{}]*\}|\{\s*(T|F|TRUE|FALSE)?\s*[}#]", re.MULTILINE)
_WHOLE = Fraction(1)
_ONE = Decimal(1)


def knows(path: Path, start: bytes) -> bool:
    """Whether the file, which begins with `start`, looks like GIFT: answers in braces, titles, comments or categories.

    A file of plain texts alone has no sign at all: then its name counts.
    """
    text = start.decode("utf-8", "ignore").lstrip("\ufeff")
    plain = text.replace("\0", "")  # UTF-16
    if path.suffix.lower() == ".gift":
        return True
    return not plain.lstrip().startswith("<") and "PK\3\4" not in plain[:4] and bool(_SIGNS.search(plain))


def read(path: Path, progress: Progress) -> Found:
    """Everything in the file. Raises what makes the whole of it unreadable: `IMP-10`, `GFT-01`, `IMP-04`."""
    text, notes = read_text(path)
    found = read_gift(text, path.name, progress)
    found.notes += notes
    return found


def read_gift(text: str, what: str, progress: Progress) -> Found:
    """Everything in this text of a file called `what`."""
    collector = Collector(what, "GIFT")
    shelf = MediaShelf(collector.found.media)
    blocks = list(blocks_of(text))
    for done, block in enumerate(blocks):
        progress(done, len(blocks))
        if isinstance(block, Category):
            collector.category(block.path)
        else:
            _read_one(block, shelf, collector)
    return collector.finish()


def _read_one(block: Block, shelf: MediaShelf, collector: Collector) -> None:
    asked = Asked(str(block.line), "-", block.identifier, "", block.tags)
    losses = Losses()
    try:
        question = question_of(block)
        asked = Asked(str(block.line), question.kind, block.identifier, question.title, block.tags)
        reading = _Reading(question, QuestionTexts(shelf, losses), losses)
        if question.had_feedback:
            losses.take(asked.where, KnownError("MDL-41"))
        body = reading.html(question.text, plays=True)
        if question.kind == "description":
            collector.text(asked, body, losses.notes)
        else:
            made = with_recordings(reading.made(body), reading.texts.recordings)
            collector.made(asked, (made,), losses.notes)
    except RefusedError as refusal:
        collector.refused(asked, Note(refusal.where, refusal.problem))
    except KnownError as problem:
        collector.refused(asked, Note(asked.where, problem))


class _Reading:
    """One question while it is made."""

    def __init__(self, question: GiftQuestion, texts: QuestionTexts, losses: Losses) -> None:
        self.texts = texts
        self._question = question
        self._losses = losses

    def html(self, part: Part, *, plays: bool = False) -> str:
        """A text, in its own format or that of the question; formats such as `[html]` in front of it say which."""
        form = part.form or self._question.text.form or "moodle"
        return self.texts.html(Source(part.text, part.line, form), plays=plays)

    def made(self, body: str) -> Made:
        """The question with its answers."""
        match self._question.kind:
            case "essay":
                return building.essay(body, building.Essay(lines=15), _ONE)
            case "truefalse":
                right = self._question.answers[0].part.text.upper().startswith("T")
                return building.true_false(body, Fraction(right), Fraction(not right), _ONE)
            case "numerical":
                return building.number(body, self._numbers(), _ONE)
            case "matching":
                return self._matching(body)
            case "shortanswer":
                answers = [Answer(each.part.text, _share(each, _WHOLE)) for each in self._question.answers]
                return building.short_answer(body, answers, case_sensitive=False, grade=_ONE)
            case _:
                return self._choice(body)

    def _choice(self, body: str) -> Made:
        """One option where one has the sign `=`, else several."""
        answers = self._question.answers
        options = [
            Answer(self.html(each.part), _share(each, _WHOLE if each.sign == "=" else Fraction(0))) for each in answers
        ]
        return building.choice(
            body,
            options,
            single=any(each.sign == "=" for each in answers),
            shuffle=True,
            grade=_ONE,
            losses=self._losses,
            where=str(self._question.text.line),
        )

    def _matching(self, body: str) -> Made:
        pairs, extra = [], []
        for answer in self._question.answers:
            first, arrow, second = answer.part.text.partition("->")
            if not arrow or not second.strip():
                raise KnownError("GFT-04", line=answer.part.line)
            part = Part(second.strip(), answer.part.line, answer.part.form)
            if first.strip():
                pairs.append((self.html(Part(first.strip(), answer.part.line, answer.part.form)), self.html(part)))
            else:
                extra.append(self.html(part))
        return building.matching(body, pairs, extra, True, _ONE)

    def _numbers(self) -> list[AcceptedNumber]:
        """`number`, `number:tolerance` and `from..to`; the answer with the sign `~` only holds feedback."""
        answers = [each for each in self._question.answers if each.sign != "~" and each.part.text not in ("", "*")]
        points = points_of([_share(each, _WHOLE) for each in answers])
        return [_accepted(each.part, worth) for each, worth in zip(answers, points, strict=True)]


def _share(answer: GiftAnswer, without: Fraction) -> Fraction:
    return without if answer.share is None else answer.share


def _accepted(part: Part, points: Decimal) -> AcceptedNumber:
    lowest, dots, highest = part.text.partition("..")
    if dots:
        ends = number_in(lowest), number_in(highest)
        if ends[0] > ends[1]:
            raise KnownError("GFT-05", line=part.line, range=part.text[:40])
        return AcceptedNumber((ends[0] + ends[1]) / 2, points, (ends[1] - ends[0]) / 2)
    number, _, tolerance = part.text.partition(":")
    return AcceptedNumber(number_in(number), points, abs(number_in(tolerance or "0")))
