"""Several files of questions as one draft: one test with the sections of all of them. Used by the command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from msgspec.structs import replace as replaced

from question_packs.assessment.model import AssessmentSection, TestPart, TimeLimits
from question_packs.builder.draft import Draft
from question_packs.errors import KnownError
from question_packs.importers.drafts import draft_of, test_of_items
from question_packs.importers.found import AuthoredTest, Found
from question_packs.importers.qti.shelf import usable_name
from question_packs.scoring.answer_key import Grouping

T = TypeVar("T")


def together(files: Sequence[Found], name: str) -> Draft:
    """A draft called `name` with the items of all `files`; an item whose name another has gets a number.

    Raises `EXP-06` (a file's test is more than sections of items), `EXP-07` (two files call different media or texts the
    same), and what `draft_of` raises.
    """
    whole = Found(name, "")
    sections: list[AssessmentSection] = []
    aspects: dict[str, Grouping] = {}
    for file in files:
        for section in _take(file, whole):
            sections.append(replaced(section, identifier=f"bagian-{len(sections) + 1}"))
        for test in file.tests:
            aspects = {each.identifier: each for each in test.aspects} | aspects
    base = test_of_items(whole, whole.items)
    part = TestPart("part-1", tuple(sections))
    whole.tests.append(replace(base, test=replaced(base.test, test_parts=(part,)), aspects=tuple(aspects.values())))
    return draft_of(whole)


def _take(file: Found, whole: Found) -> list[AssessmentSection]:
    """The sections of one file, whose items are now in `whole`."""
    if len(file.tests) > 1 or not all(map(_is_plain, file.tests)):
        raise KnownError("EXP-06", file=file.file)
    test = file.tests[0] if file.tests else test_of_items(file, file.items)
    names: dict[str, str] = {}
    for old, authored in file.items.items():
        names[old] = usable_name(old, whole.items)
        whole.items[names[old]] = replace(authored, item=replaced(authored.item, identifier=names[old]))
    _add(whole.media, file.media, file)
    _add(whole.stimuli, file.stimuli, file)
    return [_renamed(section, names) for section in test.test.sections() if section.item_refs]


def _is_plain(test: AuthoredTest) -> bool:
    """Whether nothing is lost when its sections stand in another test."""
    parts = test.test.test_parts
    return (
        parts == (TestPart(parts[0].identifier, parts[0].sections),)
        and test.test.time_limits == TimeLimits()
        and not (test.test.rules or test.outcomes or test.cut_scores or test.cuts)
        and not any(section.groups or section.pre_conditions or section.branch_rules for section in parts[0].sections)
    )


def _renamed(section: AssessmentSection, names: dict[str, str]) -> AssessmentSection:
    refs = tuple(replaced(each, identifier=names[each.identifier]) for each in section.item_refs)
    return replaced(section, item_refs=refs)


def _add(to: dict[str, T], more: dict[str, T], file: Found) -> None:
    for name, each in more.items():
        if to.setdefault(name, each) != each:
            raise KnownError("EXP-07", file=file.file, name=name)
