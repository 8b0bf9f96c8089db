"""The regular expressions of XML Schema, which QTI uses, matched in time that grows with pattern times text.

They have neither anchors nor references back, so a set of states (Thompson's automaton) decides them without ever going
back: no pattern of anybody's can keep a machine busy. `^` at the beginning and `$` at the end are taken as the anchors that
authors mean, `(?:` as a group. Used by `pattern-match`; anybody else who has to match such a pattern may use it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from question_packs.errors import KnownError

MAX_PATTERN = 500
MAX_STATES = 1500
MAX_TEXT = 20_000

Accepts = Callable[[str], bool]

_QUANTIFIER = re.compile(r"\{(\d{1,4})(,(\d{0,4}))?\}")
_PROPERTY = re.compile(r"\{(\^?)([A-Z][a-z]?|Is[A-Za-z0-9-]+)\}")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}
_PLAIN_ESCAPES = frozenset("\\|.?*+(){}[]-^$/\"'#&~,;:!@%<>= _")
_NESTING = 50


def fits(pattern: str, text: str) -> bool:
    """Whether the whole text fits the pattern. Unreadable pattern: `PRC-09`; text too long: `PRC-07`."""
    if len(text) > MAX_TEXT:
        raise KnownError("PRC-07", operator="pattern-match", limit=f"{MAX_TEXT} characters")
    automaton = _compiled(pattern)
    states = automaton.closure([automaton.start])
    for character in text:
        if not states:
            return False
        states = automaton.closure([target for state in states for target in automaton.after(state, character)])
    return automaton.end in states


def check_pattern(pattern: str) -> None:
    """Refuse a pattern that cannot be read or is too large: `PRC-09`."""
    _compiled(pattern)


@dataclass
class _Automaton:
    """States by number. `free`: where one may go on without a character; `steps`: with one that is accepted."""

    free: list[list[int]] = field(default_factory=list)
    steps: list[tuple[Accepts, int] | None] = field(default_factory=list)
    start: int = 0
    end: int = 0

    def state(self) -> int:
        self.free.append([])
        self.steps.append(None)
        return len(self.free) - 1

    def closure(self, states: list[int]) -> set[int]:
        """These states and all that can be reached from them without a character."""
        reached: set[int] = set()
        waiting = list(states)
        while waiting:
            state = waiting.pop()
            if state not in reached:
                reached.add(state)
                waiting += self.free[state]
        return reached

    def after(self, state: int, character: str) -> list[int]:
        step = self.steps[state]
        return [step[1]] if step is not None and step[0](character) else []


# A parsed pattern: one character, a sequence, alternatives, or a repetition (least, most or None).
@dataclass(frozen=True)
class _Character:
    accepts: Accepts


@dataclass(frozen=True)
class _Sequence:
    parts: tuple[_Part, ...]


@dataclass(frozen=True)
class _Either:
    branches: tuple[_Part, ...]


@dataclass(frozen=True)
class _Repeat:
    part: _Part
    least: int
    most: int | None


_Part = _Character | _Sequence | _Either | _Repeat


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> _Automaton:
    if len(pattern) > MAX_PATTERN:
        raise KnownError("PRC-09", pattern=pattern[:60], reason=f"> {MAX_PATTERN}")
    try:
        part = _Parser(pattern.removeprefix("^")).whole()
        automaton = _Automaton()
        automaton.start = automaton.state()
        automaton.end = _build(automaton, part, automaton.start)
    except ValueError as error:
        raise KnownError("PRC-09", pattern=pattern[:60], reason=str(error)) from error
    return automaton


def _build(automaton: _Automaton, part: _Part, start: int) -> int:
    """Add `part` from state `start` on; the state where it ends."""
    if len(automaton.free) > MAX_STATES:
        raise ValueError(f"> {MAX_STATES}")
    match part:
        case _Character(accepts):
            end = automaton.state()
            automaton.steps[start] = (accepts, end)
            return _fresh(automaton, end)
        case _Sequence(parts):
            start = _fresh(automaton, start)  # a state for nothing as well: repeating nothing meets the limit too
            for each in parts:
                start = _build(automaton, each, start)
            return start
        case _Either(branches):
            end = automaton.state()
            for each in branches:
                automaton.free[_build(automaton, each, _fresh(automaton, start))].append(end)
            return end
        case _Repeat(inner, least, most):
            return _build_repeat(automaton, inner, least, most, start)


def _build_repeat(automaton: _Automaton, inner: _Part, least: int, most: int | None, start: int) -> int:
    for _ in range(least):
        start = _build(automaton, inner, start)
    end = automaton.state()
    if most is None:
        loop = _fresh(automaton, start)
        automaton.free[_build(automaton, inner, _fresh(automaton, loop))].append(loop)
        automaton.free[loop].append(end)
        return end
    automaton.free[start].append(end)
    for _ in range(most - least):
        start = _build(automaton, inner, _fresh(automaton, start))
        automaton.free[start].append(end)
    return end


def _fresh(automaton: _Automaton, state: int) -> int:
    """A new state right behind `state`, so that what is built from it changes nothing at `state`."""
    new = automaton.state()
    automaton.free[state].append(new)
    return new


class _Parser:
    """Reads a pattern from left to right; `ValueError` says what it cannot read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0

    def whole(self) -> _Part:
        part = self._either()
        if self._at < len(self._text):
            raise ValueError(f"'{self._text[self._at]}' ({self._at + 1})")
        return part

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _take(self) -> str:
        if self._at >= len(self._text):
            raise ValueError("...")
        self._at += 1
        return self._text[self._at - 1]

    def _skip(self, text: str) -> bool:
        found = self._text.startswith(text, self._at)
        self._at += len(text) if found else 0
        return found

    def _either(self) -> _Part:
        branches = [self._sequence()]
        while self._skip("|"):
            branches.append(self._sequence())
        return branches[0] if len(branches) == 1 else _Either(tuple(branches))

    def _sequence(self) -> _Part:
        parts: list[_Part] = []
        while self._peek() not in ("", "|", ")"):
            if self._peek() == "$" and self._at == len(self._text) - 1:
                self._at += 1
                break
            parts.append(self._quantified(self._atom()))
        return _Sequence(tuple(parts))

    def _quantified(self, part: _Part) -> _Part:
        if self._skip("?"):
            return _Repeat(part, 0, 1)
        if self._skip("*") or self._skip("+"):
            least = 1 if self._text[self._at - 1] == "+" else 0
            self._skip("?")  # as few as possible: for a whole text the same
            return _Repeat(part, least, None)
        if self._peek() != "{":
            return part
        found = _QUANTIFIER.match(self._text, self._at)
        if found is None:
            raise ValueError("{ }")
        self._at = found.end()
        least = int(found[1])
        most = least if found[2] is None else int(found[3]) if found[3] else None
        if most is not None and most < least:
            raise ValueError(found[0])
        return _Repeat(part, least, most)

    def _atom(self) -> _Part:
        character = self._take()
        if character == "(":
            return self._group()
        if character == "[":
            return _Character(self._members())
        if character == ".":
            return _Character(lambda each: each not in "\n\r")
        if character == "\\":
            return _Character(self._escape())
        if character in "?*+{}]":
            raise ValueError(f"'{character}' ({self._at})")
        return _Character(lambda each: each == character)

    def _group(self) -> _Part:
        if self._peek() == "?" and not self._skip("?:"):
            raise ValueError(self._text[self._at - 1 : self._at + 2])
        self._depth += 1
        if self._depth > _NESTING:
            raise ValueError(f"> {_NESTING} ( )")
        part = self._either()
        self._depth -= 1
        if not self._skip(")"):
            raise ValueError("( )")
        return part

    def _escape(self) -> Accepts:
        letter = self._take()
        if letter in "pP":
            return self._category(letter == "P")
        kind = _KINDS.get(letter.lower())
        if kind is not None:
            return kind if letter.islower() else _not(kind)
        if letter in _ESCAPES or letter in _PLAIN_ESCAPES:
            wanted = _ESCAPES.get(letter, letter)
            return lambda each: each == wanted
        raise ValueError(f"\\{letter}")

    def _category(self, negated: bool) -> Accepts:
        found = _PROPERTY.match(self._text, self._at)
        if found is None or found[2].startswith("Is"):
            raise ValueError("\\p")
        self._at = found.end()
        name = found[2]

        def accepts(each: str) -> bool:
            return unicodedata.category(each).startswith(name)

        return _not(accepts) if negated else accepts

    def _members(self) -> Accepts:
        """What stands in square brackets; `[a-z-[aeiou]]` takes the second class out of the first."""
        negated = self._skip("^")
        accepted: list[Accepts] = []
        without: Accepts | None = None
        while not (self._peek() == "]" and accepted):
            if self._skip("-["):
                without = self._members()
                break
            accepted.append(self._range())
        if self._take() != "]":
            raise ValueError("[ ]")
        inside = _not(_any_of(accepted)) if negated else _any_of(accepted)
        return inside if without is None else _both(inside, _not(without))

    def _range(self) -> Accepts:
        first = self._take()
        if first == "\\":
            if self._peek() not in (*_ESCAPES, *_PLAIN_ESCAPES):
                return self._escape()
            escaped = self._take()
            first = _ESCAPES.get(escaped, escaped)
        if self._peek() != "-" or self._text[self._at + 1 : self._at + 2] in ("]", "[", ""):
            return lambda each: each == first
        self._at += 1
        last = self._take()
        if last == "\\":
            escaped = self._take()
            last = _ESCAPES.get(escaped, escaped)
        if last < first:
            raise ValueError(f"{first}-{last}")
        return lambda each: first <= each <= last


def _not(accepts: Accepts) -> Accepts:
    return lambda each: not accepts(each)


def _both(first: Accepts, second: Accepts) -> Accepts:
    return lambda each: first(each) and second(each)


def _any_of(accepted: list[Accepts]) -> Accepts:
    return lambda each: any(accepts(each) for accepts in accepted)


def _is_word(each: str) -> bool:
    return unicodedata.category(each)[0] not in "PZC"


def _is_name_start(each: str) -> bool:
    return each.isalpha() or each in "_:"


_KINDS: dict[str, Accepts] = {
    "d": str.isdecimal,
    "s": lambda each: each in " \t\n\r",
    "w": _is_word,
    "i": _is_name_start,
    "c": lambda each: _is_name_start(each) or each.isalnum() or each in "-.·",
}
