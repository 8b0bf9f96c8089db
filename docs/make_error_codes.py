"""Writes `docs/error-codes.md` from the catalogue: `python docs/make_error_codes.py`. A test holds the two together."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from question_packs.error_catalogue import CATALOGUE

PAGE = Path(__file__).with_name("error-codes.md")

INTRODUCTION = """\
# Error codes

Every failure that was foreseen has a code and one sentence that says what is wrong and what to do, in Bahasa Indonesia and
English. Words in braces are filled in. A message with `BUG-01` was not foreseen: please report it with the log file.

This page is made from `question_packs/error_catalogue.py` by `python docs/make_error_codes.py`.
"""


def page() -> str:
    """The whole page as Markdown: the codes in order, each with its two sentences."""
    entries = [f"## {code}\n\n{text['id']}\n\n*{text['en']}*\n" for code, text in sorted(CATALOGUE.items())]
    return "\n".join([INTRODUCTION, *entries])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
