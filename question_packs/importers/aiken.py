"""Reads Aiken to a `Found`: a question, its options, a line `ANSWER: A`; each ends imported or refused, with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from question_packs.errors import KnownError
from question_packs.importers.found import Found, Note, Progress
from question_packs.importers.losses import Losses, RefusedError
from question_packs.importers.moodle import building
from question_packs.importers.moodle.building import Made
from question_packs.importers.moodle.collecting import Asked, Collector
from question_packs.importers.moodle.keys import Answer
from question_packs.importers.moodle.texts import QuestionTexts, Source
from question_packs.importers.qti.resources import MediaShelf
from question_packs.importers.text_files import read_text

_OPTION = re.compile(r"\s*([A-Z])[.)]\s*(.*)", re.DOTALL)
_ANSWER = re.compile(r"\s*ANSWER\s*:\s*(.*?)\s*", re.DOTALL)
_LOOKS_LIKE_IT = re.compile(r"^\s*ANSWER\s*:", re.MULTILINE)
_HAS_OPTIONS = re.compile(r"^\s*[A-Z][.)]", re.MULTILINE)


@dataclass
class _Block:
    """A question while its lines are gathered: text, options with their letters and lines, what the answer line says."""

    line: int
    text: list[str] = field(default_factory=list)
    options: list[tuple[str, str, int]] = field(default_factory=list)
    answer: str | None = None
    answer_line: int = 0


def knows(path: Path, start: bytes) -> bool:
    """Whether the file, which begins with `start`, looks like Aiken: options with letters and lines `ANSWER:`."""
    text = start.replace(b"\0", b"").decode("utf-8", "ignore").replace("\r", "\n")
    return bool(_LOOKS_LIKE_IT.search(text) and _HAS_OPTIONS.search(text)) and not text.lstrip("\ufeff \n").startswith("<")


def read(path: Path, progress: Progress) -> Found:
    """Everything in the file. Raises what makes the whole of it unreadable: `IMP-10`, `GFT-01`, `IMP-04`."""
    text, notes = read_text(path)
    found = read_aiken(text, path.name, progress)
    found.notes += notes
    return found


def read_aiken(text: str, what: str, progress: Progress) -> Found:
    """Everything in this text of a file called `what`."""
    collector = Collector(what, "Aiken")
    shelf = MediaShelf(collector.found.media)
    blocks = list(_blocks_of(text))
    for done, block in enumerate(blocks):
        progress(done, len(blocks))
        asked = Asked(str(block.line), "multichoice")
        losses = Losses()
        try:
            collector.made(asked, (_made(block, QuestionTexts(shelf, losses), losses),), losses.notes)
        except RefusedError as refusal:
            collector.refused(asked, Note(refusal.where, refusal.problem))
        except KnownError as problem:
            collector.refused(asked, Note(str(block.answer_line or block.line), problem))
    return collector.finish()


def _blocks_of(text: str) -> Iterator[_Block]:
    """The questions: each ends behind its answer line; one without it where text follows its options and an empty line."""
    block: _Block | None = None
    blank = False
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            blank = True
            continue
        answer, option = _ANSWER.fullmatch(line), _OPTION.fullmatch(line)
        if block is not None and block.options and blank and answer is None and option is None:
            yield block
            block = None
        if block is None:
            block = _Block(number)
        blank = False
        if answer:
            block.answer, block.answer_line = answer[1], number
            yield block
            block = None
        else:
            _add(block, line, number, option)
    if block is not None:
        yield block


def _add(block: _Block, line: str, number: int, option: re.Match[str] | None) -> None:
    if option:
        block.options.append((option[1], option[2].strip(), number))
    elif block.options:  # a line that goes on with the option above
        letter, text, at = block.options[-1]
        block.options[-1] = letter, f"{text}\n{line.strip()}", at
    else:
        block.text.append(line.strip())


def _made(block: _Block, texts: QuestionTexts, losses: Losses) -> Made:
    _check(block)
    options = [
        Answer(texts.html(Source(text, line, "plain")), Fraction(letter == block.answer))
        for letter, text, line in block.options
    ]
    body = texts.html(Source("\n".join(block.text), block.line, "plain"))
    where = str(block.line)
    return building.choice(
        f"<p>{body}</p>", options, single=True, shuffle=True, grade=Decimal(1), losses=losses, where=where
    )


def _check(block: _Block) -> None:
    """What the format demands: `GFT-06` ... `GFT-09`, fewer than two options: `MDL-11`."""
    if not block.text:
        raise KnownError("GFT-09")
    letters = [letter for letter, _, _ in block.options]
    if len(letters) < 2:
        raise KnownError("MDL-11", found=len(letters))
    for place, (letter, text, line) in enumerate(block.options):
        if letter in letters[:place]:
            raise KnownError("GFT-08", letter=letter, line=line)
        if not text:
            raise KnownError("GFT-11", letter=letter, line=line)
    if block.answer is None:
        raise KnownError("GFT-06")
    if block.answer not in letters:
        raise KnownError("GFT-07", letter=block.answer[:20] or "-")
