"""The grammar of GIFT: a file taken apart into categories and questions, a question into title, texts and answers.

Line numbers stay right through comments and escapes. Makes no items: `gift` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from question_packs.errors import KnownError
from question_packs.importers.moodle.shares import share_of

Kind = Literal["description", "essay", "numerical", "multichoice", "matching", "truefalse", "shortanswer"]

_CATEGORY = re.compile(r"^\s*\$CATEGORY:\s*(.*)$", re.IGNORECASE)
_TITLE = re.compile(r"::(.*?)::", re.DOTALL)
_FORM = re.compile(r"\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"%\s*(-?\d{1,3}(?:[.,]\d*)?)\s*%")
_ID_OR_TAG = re.compile(r"\[(id|tag):((?:\\\]|[^\]]){1,200})\]")
# Escaped signs lie in the private use area while a question is taken apart.
_ESCAPED = {sign: chr(0xE010 + place) for place, sign in enumerate("\\:#={}~n")}
_PLAIN = {hidden: "\n" if sign == "n" else sign for sign, hidden in _ESCAPED.items()}
_ESCAPE = re.compile(r"\\([\\:#={}~n])")
_HIDDEN = re.compile("[" + "".join(_PLAIN) + "]")


@dataclass(frozen=True)
class Block:
    """A question as written, from `line` on; comments are empty lines in it. `identifier`, `tags`: of comments before it."""

    line: int
    text: str
    identifier: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Category:
    """From here on questions belong to this category."""

    path: str


@dataclass(frozen=True)
class Part:
    """A text with the format that it asks for (empty: that of the question) and its line."""

    text: str
    line: int
    form: str = ""


@dataclass(frozen=True)
class GiftAnswer:
    """An answer: its sign (`=`, `~` or none), its share (None: no weight given), its text."""

    sign: str
    share: Fraction | None
    part: Part


@dataclass(frozen=True)
class GiftQuestion:
    """A question taken apart. `had_feedback`: there was feedback, which is left out."""

    title: str
    kind: Kind
    text: Part
    answers: tuple[GiftAnswer, ...] = ()
    had_feedback: bool = False


def blocks_of(text: str) -> Iterator[Block | Category]:
    """Categories and questions, which empty lines part: a question that is not closed spoils no other."""
    lines: list[str] = []
    start, notes = 1, ""
    for number, line in enumerate([*text.split("\n"), ""], 1):
        category = _CATEGORY.match(line)
        if category or not line.strip():
            if lines:
                yield _block(start, lines, notes)
                lines, notes = [], ""
            if category:
                yield Category(category[1])
        elif line.lstrip().startswith("//"):
            notes += line
            lines += [""] if lines else []
        else:
            start = start if lines else number
            lines.append(line)


def _block(line: int, lines: Sequence[str], notes: str) -> Block:
    marks = _ID_OR_TAG.findall(notes)
    identifier = next((value for name, value in marks if name == "id"), "")
    return Block(line, "\n".join(lines), identifier, tuple(value for name, value in marks if name == "tag"))


def question_of(block: Block) -> GiftQuestion:
    """A question taken apart. Braces that do not match, or more than one block of answers: `GFT-02`, `GFT-03`."""
    text = _HIDDEN.sub(" ", block.text)  # nobody's text has these
    text = _ESCAPE.sub(lambda found: _ESCAPED[found[1]], text)
    line = block.line + _lines_before(text, len(text) - len(text.lstrip()))
    text = text.strip()
    title = ""
    found = _TITLE.match(text)
    if found:
        title, line, text = found[1], line + found[0].count("\n"), text[found.end() :]
    opening, closing = text.find("{"), text.find("}")
    if opening < 0 and closing < 0:
        return GiftQuestion(_shown(title), "description", _part(text, line))
    if opening < 0 or closing < opening:
        raise KnownError("GFT-02")
    before, inner, behind = text[:opening], text[opening + 1 : closing], text[closing + 1 :]
    if "{" in inner or "{" in behind or "}" in behind:
        raise KnownError("GFT-03")
    whole = f"{before}_____{behind}" if behind.strip() else before
    return _answered(_shown(title), _part(whole, line), inner, line + before.count("\n"))


def _answered(title: str, text: Part, inner: str, line: int) -> GiftQuestion:
    inner, separator, _ = inner.partition("####")
    kind = _kind_of(inner.strip())
    if kind == "numerical":
        at = inner.index("#")
        inner = inner[:at] + " " + inner[at + 1 :]
    if kind == "truefalse":
        word, feedback, _ = inner.partition("#")
        answers = [GiftAnswer("", None, _part(word, line))]
        return GiftQuestion(title, kind, text, tuple(answers), bool(separator or feedback))
    pieces = list(_pieces(inner, line, "=" if kind == "matching" else "=~"))
    answers = [_answer(sign, piece, at) for sign, piece, at in pieces]
    had_feedback = bool(separator) or any("#" in piece for _, piece, _ in pieces)
    return GiftQuestion(title, kind, text, tuple(answers), had_feedback)


def _kind_of(inner: str) -> Kind:
    if not inner:
        return "essay"
    if inner.startswith("#"):
        return "numerical"
    if "~" in inner:
        return "multichoice"
    if "=" in inner and "->" in inner:
        return "matching"
    word = inner.partition("#")[0].strip().upper()
    return "truefalse" if word in ("T", "TRUE", "F", "FALSE") else "shortanswer"


def _pieces(inner: str, line: int, signs: str) -> Iterator[tuple[str, str, int]]:
    """Sign, text and line of each answer; a first answer may do without a sign."""
    position = 0
    for found in re.finditer(f"(?P<sign>^|[{signs}])(?P<text>[^{signs}]*)", inner):
        position = found.start("text")
        if found["text"].strip() or found["sign"]:
            yield found["sign"], found["text"], line + _lines_before(inner, position)


def _answer(sign: str, piece: str, line: int) -> GiftAnswer:
    text = piece.partition("#")[0]
    line += _lines_before(text, len(text) - len(text.lstrip()))
    text = text.strip()
    given = _WEIGHT.match(text)
    if given is None:
        return GiftAnswer(sign, None, _part(text, line))
    return GiftAnswer(sign, share_of(given[1]), _part(text[given.end() :], line))


def _part(text: str, line: int) -> Part:
    line += _lines_before(text, len(text) - len(text.lstrip()))
    text = text.strip()
    form = _FORM.match(text)
    return Part(_shown(text[form.end() :] if form else text), line, form[1] if form else "")


def _shown(text: str) -> str:
    """The text with its escaped signs."""
    return _HIDDEN.sub(lambda found: _PLAIN[found[0]], text).strip()


def _lines_before(text: str, position: int) -> int:
    return text.count("\n", 0, position)
