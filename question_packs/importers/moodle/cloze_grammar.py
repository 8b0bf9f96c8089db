"""The language of Moodle's embedded answers (cloze): `{1:SHORTANSWER:=Jakarta~%50%Batavia#feedback}` inside a text.

Only finds and takes apart; `cloze_type` makes questions of it.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from question_packs.errors import KnownError
from question_packs.importers.moodle.keys import Answer
from question_packs.importers.moodle.shares import number_in, share_of

Kind = Literal["text", "number", "list", "one", "several"]


@dataclass(frozen=True)
class Style:
    """What a type's name says. `down`: its options stand below one another; else side by side, where they are options."""

    kind: Kind
    case_sensitive: bool = False
    shuffle: bool = False
    down: bool = True


_NAMES: dict[str, Style] = {
    "SHORTANSWER SA MW": Style("text"),
    "SHORTANSWER_C SAC MWC": Style("text", case_sensitive=True),
    "NUMERICAL NM": Style("number"),
    "MULTICHOICE MC": Style("list"),
    "MULTICHOICE_S MCS": Style("list", shuffle=True),
    "MULTICHOICE_V MCV": Style("one"),
    "MULTICHOICE_VS MCVS": Style("one", shuffle=True),
    "MULTICHOICE_H MCH": Style("one", down=False),
    "MULTICHOICE_HS MCHS": Style("one", shuffle=True, down=False),
    "MULTIRESPONSE MR": Style("several"),
    "MULTIRESPONSE_S MRS": Style("several", shuffle=True),
    "MULTIRESPONSE_H MRH": Style("several", down=False),
    "MULTIRESPONSE_HS MRHS": Style("several", shuffle=True, down=False),
}
STYLES = {name: style for names, style in _NAMES.items() for name in names.split()}
_FIELD = re.compile(r"(?<!\\)\{(\d{0,4}):([A-Z_]{1,20}):((?:\\.|[^\\{}]|\{[^{}]{0,200}\}){1,8000})\}", re.DOTALL)
_LOOKS_LIKE_ONE = re.compile(r"\{\s*\d{0,4}\s*:\s*([A-Za-z_]{1,20})\s*:")
_BETWEEN = re.compile(r"(?<!\\)~")
_FEEDBACK = re.compile(r"(?<!\\)(?<!&)#")
_SHARE = re.compile(r"%(-?[\d.,]{1,20})%")
_ESCAPED = re.compile(r"\\([\\~=#{}\"/])")


@dataclass(frozen=True)
class Field:
    """One embedded question: its style, its weight, its answers (still HTML), where it stands, whether it had feedback."""

    style: Style
    weight: Decimal
    answers: tuple[Answer, ...]
    start: int
    end: int
    had_feedback: bool


def fields_in(text: str) -> list[Field]:
    """The embedded questions of a text. One of an unknown type, or that is not well-formed: `MDL-24`."""
    broken = _LOOKS_LIKE_ONE.search(_FIELD.sub(" ", text))
    if broken:
        raise KnownError("MDL-24", text=broken[0][:60])
    return [_field(found) for found in _FIELD.finditer(text)]


def _field(found: re.Match[str]) -> Field:
    style = STYLES.get(found[2])
    if style is None:
        raise KnownError("MDL-24", text=found[0][:60])
    pieces = [each for each in _BETWEEN.split(found[3]) if each.strip()]
    answers = tuple(_answer(each) for each in pieces)
    had_feedback = any(_FEEDBACK.search(each) for each in pieces)
    return Field(style, Decimal(found[1] or 1), answers, found.start(), found.end(), had_feedback)


def _answer(piece: str) -> Answer:
    """`=right`, `%50%half`, `wrong`; a share may also stand behind the sign (`=%50%`)."""
    text = _FEEDBACK.split(piece, maxsplit=1)[0].strip()
    share = Fraction(0)
    if text.startswith("="):
        text, share = text[1:], Fraction(1)
    given = _SHARE.match(text)
    if given:
        text, share = text[given.end() :], share_of(given[1])
    return Answer(_ESCAPED.sub(r"\1", text).strip(), share)


def words_of(markup: str) -> str:
    """An answer as it is typed: its characters, without the tags of the editor."""
    return " ".join(html.unescape(re.sub(r"<[^<>]{0,500}>", "", markup)).replace("\xa0", " ").split())


def number_with_tolerance(markup: str) -> tuple[Decimal, Decimal]:
    """`12.5:0.1` or `12.5` (`MDL-10`)."""
    number, _, tolerance = words_of(markup).partition(":")
    return number_in(number), abs(number_in(tolerance or "0"))
