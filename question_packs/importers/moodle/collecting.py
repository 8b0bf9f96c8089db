"""Gathers the questions of one file into a `Found`: their names, sections from categories, reference texts, reports.

Shared by the readers of Moodle XML, GIFT and Aiken, which give it each question with what it became, in the file's order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from question_packs.assessment.model import (
    AssessmentItem,
    AssessmentItemRef,
    AssessmentSection,
    AssessmentStimulus,
    ItemGroup,
    TestPart,
)
from question_packs.errors import KnownError
from question_packs.importers.drafts import test_of_items
from question_packs.importers.found import AuthoredItem, AuthoredTest, Found, ItemReport, Note, Status, Tags
from question_packs.importers.moodle.building import Made
from question_packs.importers.qti.shelf import usable_name
from question_packs.scoring.declarations import QtiProcessing
from question_packs.scoring.key_checks import check_processing

_LONGEST_TITLE = 200
_TOP = re.compile(r"^(\$[a-z]+\$/)?(top/)?", re.IGNORECASE)
_LEVEL = re.compile(r"level:(\d{1,2})", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """A question as its file names it: where it stands, what type it is, its identifier there (if any), title and tags."""

    where: str
    kind: str
    identifier: str = ""
    title: str = ""
    tags: tuple[str, ...] = ()


@dataclass
class _Section:
    title: str
    refs: list[AssessmentItemRef] = field(default_factory=list)
    groups: list[ItemGroup] = field(default_factory=list)
    references: list[str] = field(default_factory=list)


class Collector:
    """One file while it is read. `found` is whole after `finish`."""

    def __init__(self, file: str, form: str) -> None:
        self.found = Found(file, form)
        self._sections: dict[str, _Section] = {}
        self._path = ""
        self._names: set[str] = set()  # of items and groups
        self._times: Counter[str] = Counter()  # how often a name was asked for

    def category(self, path: str) -> None:
        """The questions that follow belong to this category."""
        self._path = _TOP.sub("", path.strip()).strip("/ ")

    def made(self, asked: Asked, variants: Sequence[Made], notes: Sequence[Note]) -> None:
        """A question that was read; several `variants` are the same question with other numbers, of which one is drawn."""
        try:
            for each in variants:
                if isinstance(each.processing, QtiProcessing):
                    check_processing(each.processing)
        except KnownError as problem:
            self.refused(asked, Note(asked.where, problem))
            return
        name = self._name_of(asked)
        several = len(variants) > 1
        names = [self._put(f"{name}-v{number}" if several else name, asked, each) for number, each in enumerate(variants, 1)]
        section = self._section()
        categories = _categories_of(asked.tags)
        section.refs += [AssessmentItemRef(each, categories, group=name if several else "") for each in names]
        if several:
            section.groups.append(ItemGroup(name, select=1))
        self._report(asked, name, tuple(notes))

    def text(self, asked: Asked, body: str, notes: Sequence[Note]) -> None:
        """A text that asks nothing: it can be looked up in its section (`MDL-60`)."""
        name = usable_name(asked.identifier or asked.title or "teks", self.found.stimuli)
        self.found.stimuli[name] = AssessmentStimulus(name, _title(asked, name), "id", body)
        self._section().references.append(name)
        told = (*notes, Note(asked.where, KnownError("MDL-60")))
        self.found.reports.append(ItemReport(self._source(asked), name, asked.title, "with_loss", told, "stimulus"))

    def refused(self, asked: Asked, *reasons: Note) -> None:
        """A question that could not be read."""
        name = usable_name(asked.identifier or asked.title or self._next_name(), ())
        self.found.reports.append(ItemReport(self._source(asked), name, asked.title, "refused", reasons))

    def finish(self) -> Found:
        """Everything, with a test whose sections are the categories."""
        sections = [each for each in self._sections.values() if each.refs]
        if sections:
            base = test_of_items(self.found, self.found.items)
            parts = (TestPart("part-1", tuple(_written(n, each, base) for n, each in enumerate(sections, 1))),)
            self.found.tests.append(AuthoredTest(replace(base.test, test_parts=parts)))
        return self.found

    def _name_of(self, asked: Asked) -> str:
        wanted = asked.identifier or asked.title or self._next_name()
        base = usable_name(wanted[:50], ())
        self._times[base] += 1  # or thousands of questions of one name would try all numbers again
        name = base if base not in self._names else usable_name(f"{base}-{self._times[base]}", self._names)
        self._names.add(name)
        return name

    def _next_name(self) -> str:
        return f"soal-{len(self.found.reports) + 1}"

    def _put(self, wanted: str, asked: Asked, made: Made) -> str:
        name = usable_name(wanted, self.found.items)
        self._names.add(name)
        item = AssessmentItem(name, _title(asked, name), "id", made.body, made.interactions)
        tags = _tags_of(asked.tags)
        self.found.items[name] = AuthoredItem(item, made.processing, "multiple" if made.several else "single", tags)
        return name

    def _section(self) -> _Section:
        return self._sections.setdefault(self._path, _Section(self._path.rpartition("/")[2][:_LONGEST_TITLE]))

    def _report(self, asked: Asked, name: str, notes: tuple[Note, ...]) -> None:
        if asked.identifier and name != asked.identifier:
            renamed = KnownError("IMP-25", identifier=asked.identifier[:80], name=name)
            notes = (*notes, Note(asked.where, renamed))
        status: Status = "with_loss" if notes else "imported"
        self.found.reports.append(ItemReport(self._source(asked), name, asked.title, status, notes))

    def _source(self, asked: Asked) -> str:
        return f"{self.found.file}:{asked.where.partition(' ')[0]}, {asked.kind}"


def _written(number: int, section: _Section, base: AuthoredTest) -> AssessmentSection:
    return AssessmentSection(
        f"bagian-{number}",
        section.title or base.test.title,
        tuple(section.refs),
        groups=tuple(section.groups),
        references=tuple(section.references),
    )


def _title(asked: Asked, name: str) -> str:
    return " ".join(asked.title.split())[:_LONGEST_TITLE] or name


def _tags_of(tags: Sequence[str]) -> Tags:
    """Tags such as `aspect:TWK`, `competency:...`, `level:3` and `regulation:...` say what an item is about."""
    given = dict(each.partition(":")[::2] for each in tags if ":" in each)
    level = next((found[1] for found in map(_LEVEL.fullmatch, tags) if found), "0")
    return Tags(
        aspect=given.get("aspect", "").strip() or Tags().aspect,
        competency=given.get("competency", "").strip(),
        level=int(level),
        regulation=given.get("regulation", "").strip(),
    )


def _categories_of(tags: Sequence[str]) -> tuple[str, ...]:
    """All other tags are categories of the item's place, which may hold no blanks."""
    own = ("aspect:", "competency:", "level:", "regulation:")
    others = (each for each in tags if not each.startswith(own))
    return tuple(dict.fromkeys(usable_name(each, ()) for each in others if each.strip()))
