"""Writes `docs/qti-support.md` from the importers' vocabulary: `python docs/make_qti_table.py`. A test compares."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from question_packs.importers.qti.vocabulary import (
    PASSED_OVER,
    PASSED_OVER_BEGINNINGS,
    VOCABULARY,
    Entry,
    everything,
)

PAGE = Path(__file__).with_name("qti-support.md")

INTRODUCTION = f"""\
# What of QTI is supported

Every element and attribute of QTI 3.0, and what becomes of it when a package is brought in. QTI 2.0, 2.1 and 2.2 write the
same names in camel case without `qti-` (`assessmentItemRef`).

- **supported**: it works as the standard says, as far as the note does not say otherwise
- **ignored**: it is left out, and the report of the import says so
- **refused**: the item or test that has it is not brought in, and the report says why

On every element these attributes are passed over without a word: `{"`, `".join(PASSED_OVER)}`, and what begins with
`{"` or `".join(PASSED_OVER_BEGINNINGS)}`. HTML in items is kept as far as `question_packs/assessment/html.py` allows; the
rest becomes the nearest that is allowed, or is reported. MathML becomes a picture with its text.

This page is made from `question_packs/importers/qti/vocabulary.py` by `python docs/make_qti_table.py`.
"""


def page() -> str:
    """The whole page as Markdown: one table for each group of elements."""
    tables = [_table(group, list(entries)) for group, entries in groupby(everything(), key=lambda each: each.group)]
    return "\n".join([INTRODUCTION, *tables])


def _table(group: str, entries: list[Entry]) -> str:
    head = f"## {group}\n\n| Element | | Attributes supported | Attributes ignored | Note |\n|---|---|---|---|---|\n"
    return head + "".join(map(_row, entries))


def _row(entry: Entry) -> str:
    name = f"qti-{entry.name}" if entry.name in VOCABULARY else entry.name
    # An element that does not come in takes all its attributes with it.
    supported, ignored = (entry.supported, entry.ignored) if entry.fate == "supported" else ((), ())
    gone = "all" if entry.fate != "supported" and entry.supported else _code(ignored)
    return f"| `{name}` | {entry.fate} | {_code(supported)} | {gone} | {entry.note} |\n"


def _code(names: tuple[str, ...]) -> str:
    return " ".join(f"`{each}`" for each in names)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
