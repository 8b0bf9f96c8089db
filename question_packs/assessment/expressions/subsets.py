"""Which items of a test an operator such as `number-responded` means: by section and by category, as its attributes say."""

from __future__ import annotations

from collections.abc import Collection

from question_packs.assessment.expressions.calls import Call


def is_meant(call: Call, sections: Collection[str], categories: Collection[str]) -> bool:
    """Whether an item is meant that stands in these sections (one around the other) and has these categories."""
    section = call.text("section-identifier")
    wanted, unwanted = call.text("include-category").split(), call.text("exclude-category").split()
    return (
        (not section or section in sections)
        and (not wanted or any(each in wanted for each in categories))
        and not any(each in unwanted for each in categories)
    )
