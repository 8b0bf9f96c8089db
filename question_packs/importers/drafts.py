"""A draft of what an importer found: one test with its items, the media they use, and the answer key.

Used by `sources` and by the command; the preview and the exporter take what it makes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from question_packs.assessment.model import AssessmentItemRef, AssessmentSection, AssessmentTest, TestPart
from question_packs.assessment.ordering import groups_around
from question_packs.builder.draft import Draft
from question_packs.errors import KnownError
from question_packs.importers.found import AuthoredItem, AuthoredTest, Found, Tags
from question_packs.pack.writer import Medium
from question_packs.scoring.answer_key import AnswerKey, Grouping, ItemKey

MAX_MEDIA_BYTES = 512 * 2**20
_ASPECT_TITLES = {"umum": "Umum"}
_IN_PACK = re.compile(r"pack:([^\"'<>\s]+)")


def draft_of(found: Found) -> Draft:
    """The first test of `found`, or one of all its items where there is none.

    Raises `IMP-13` (no item), `IMP-12` (too many media).
    """
    authored = found.tests[0] if found.tests else test_of_items(found, found.items)
    refs = [ref for section in authored.test.sections() for ref in section.item_refs]
    items = tuple(found.items[ref.identifier].item for ref in refs)
    if not items:
        raise KnownError("IMP-13")
    wanted = {each.stimulus for each in items} | {name for each in authored.test.sections() for name in each.references}
    stimuli = tuple(found.stimuli[name] for name in sorted(wanted & found.stimuli.keys()))
    media = _media_of((authored.test, items, stimuli), found.media)
    return Draft(authored.test, items, _key(authored, found), media, stimuli)


def test_of_items(found: Found, identifiers: Iterable[str]) -> AuthoredTest:
    """A test of one section with these items, for a file that has none for them."""
    stem = re.sub(r"[^A-Za-z0-9]+", "-", found.file.rpartition("/")[2].rpartition(".")[0]).strip("-")[:30] or "ujian"
    taken = {each.test.identifier for each in found.tests}
    identifier = stem if stem not in taken else f"{stem}-lain"
    refs = tuple(AssessmentItemRef(each) for each in identifiers)
    languages = [found.items[each.identifier].item.language for each in refs]
    section = AssessmentSection("bagian-1", stem.replace("-", " "), refs)
    return AuthoredTest(
        AssessmentTest(
            identifier=identifier,
            title=stem.replace("-", " "),
            language=next((each for each in languages if each), "id"),
            version="1",
            test_parts=(TestPart("part-1", (section,)),),
        )
    )


def _media_of(shown: object, media: dict[str, Medium]) -> dict[str, Medium]:
    """The media whose names stand anywhere in what is shown."""
    names = set(_names_in(msgspec.to_builtins(shown), media))
    used = {name: media[name] for name in sorted(names)}
    size = sum(len(each.data) for each in used.values())
    if size > MAX_MEDIA_BYTES:
        raise KnownError("IMP-12", found=-(-size // 2**20), limit=MAX_MEDIA_BYTES // 2**20)
    return used


def _names_in(value: object, media: dict[str, Medium]) -> Iterable[str]:
    """A medium stands in a text as `pack:NAME`, in an interaction as its bare name."""
    if isinstance(value, str):
        yield from ({value, *_IN_PACK.findall(value)} & media.keys())
    elif isinstance(value, dict):
        for each in value.values():
            yield from _names_in(each, media)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _names_in(each, media)


def _key(authored: AuthoredTest, found: Found) -> AnswerKey:
    test = authored.test
    keys = [_item_key(ref, section, found.items[ref.identifier]) for section in test.sections() for ref in section.item_refs]
    known = {each.identifier for each in authored.aspects}
    others = dict.fromkeys(each.aspect for each in keys if each.aspect not in known)
    return AnswerKey(
        type="lontar.answer-key/1",
        pack_digest="",
        test_identifier=test.identifier,
        test_title=test.title,
        version=test.version,
        sections=tuple(
            Grouping(each.identifier, each.title or each.identifier, authored.cuts.get(each.identifier))
            for each in test.sections()
        ),
        aspects=(*authored.aspects, *(Grouping(each, _ASPECT_TITLES.get(each, each)) for each in others)),
        items=tuple(keys),
        cut_scores=authored.cut_scores,
        outcomes=authored.outcomes,
        outcome_rules=authored.outcome_rules,
    )


def _item_key(ref: AssessmentItemRef, section: AssessmentSection, authored: AuthoredItem) -> ItemKey:
    tags = _tags(ref, authored.tags)
    return ItemKey(
        identifier=ref.identifier,
        section=section.identifier,
        aspect=tags.aspect,
        competency=tags.competency,
        level=tags.level,
        regulation=tags.regulation,
        cardinality=authored.cardinality,
        processing=authored.processing,
        categories=ref.categories,
        groups=groups_around(section, ref)[:-1],
    )


def _tags(ref: AssessmentItemRef, tags: Tags) -> Tags:
    """The item's own tags; where it has none, those in the test's categories (`aspect:`, `competency:`, `level:`)."""
    if tags != Tags():
        return tags
    given = dict(each.partition(":")[::2] for each in ref.categories if ":" in each)
    level = given.get("level", "0")
    return Tags(
        aspect=given.get("aspect") or tags.aspect,
        competency=given.get("competency", ""),
        level=int(level) if level.isascii() and level.isdigit() and len(level) < 3 else 0,
    )
