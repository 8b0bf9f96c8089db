"""What a candidate marked and noted at an item, as small JSON in `ItemView.note`. Written and read here alone.

`read_notes` takes whatever stands there: what it cannot read (another version) is as if nothing had been noted.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from question_packs.assessment.responses import MAX_NOTE

Range = tuple[int, int]


class Notes(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`text`: the pad. `marked`: from-to in characters of the body's document. `struck`: options by response identifier."""

    version: Literal[1] = 1
    text: str = ""
    marked: tuple[Range, ...] = ()
    struck: dict[str, tuple[str, ...]] = {}


def read_notes(note: str) -> Notes:
    """The notes in `note`; empty ones where there are none or they cannot be read."""
    if not note:
        return Notes()
    try:
        return msgspec.json.decode(note, type=Notes)
    except (msgspec.DecodeError, UnicodeError):
        return Notes()


def write_notes(notes: Notes) -> str | None:
    """JSON of at most `MAX_NOTE` characters, empty where nothing is noted; None where it would be longer."""
    if notes == Notes():
        return ""
    try:
        text = msgspec.json.encode(notes).decode()
    except UnicodeEncodeError:  # half of a character
        return None
    return text if len(text) <= MAX_NOTE else None


def with_range(ranges: tuple[Range, ...], start: int, end: int) -> tuple[Range, ...]:
    """`ranges` and from `start` to `end`; what touches becomes one."""
    touching = [each for each in ranges if each[0] <= end and start <= each[1]]
    joined = (min([start, *(each[0] for each in touching)]), max([end, *(each[1] for each in touching)]))
    return tuple(sorted([*(each for each in ranges if each not in touching), joined]))


def without_range(ranges: tuple[Range, ...], start: int, end: int) -> tuple[Range, ...]:
    """`ranges` without what lies from `start` to `end`."""
    left = []
    for first, last in ranges:
        left += [(first, min(last, start)), (max(first, end), last)] if first < end and start < last else [(first, last)]
    return tuple(each for each in left if each[0] < each[1])
