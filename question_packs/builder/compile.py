"""Source folder to what a pack and an answer key are made of, with every finding of one run.

The same source gives the same values, in the same order, on every machine. Used by `build` and by the `check` command.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from question_packs.assessment.interactions import ChoiceInteraction, SimpleChoice
from question_packs.assessment.model import (
    AssessmentItem,
    AssessmentItemRef,
    AssessmentSection,
    AssessmentTest,
    TestPart,
    TimeLimits,
)
from question_packs.builder.checks import check_source, items_of
from question_packs.builder.content import ContentRenderer
from question_packs.builder.draft import Draft
from question_packs.builder.findings import Report
from question_packs.builder.source import TEST_FILE, ItemSource, SectionSource, Source, TestSource, read_source
from question_packs.errors import KnownError
from question_packs.pack.writer import Medium
from question_packs.scoring.answer_key import AnswerKey, CutScores, Grouping, ItemKey, MapResponse, MatchCorrect

RESPONSE_IDENTIFIER = "RESPONSE"


def compile_source(folder: Path) -> tuple[Draft | None, Report]:
    """Read, check and convert a source folder. The draft is None where the report holds an error."""
    report = Report()
    if not folder.is_dir():
        raise KnownError("BLD-01", what=str(folder))
    source = read_source(folder, report)
    check_source(source, report)
    renderer = ContentRenderer(source.pictures, source.media_files, report)
    test = None if source.test is None else _test(source, source.test, renderer)
    language = "id" if source.test is None else source.test.language
    items = tuple(_item(item, language, renderer) for item in source.items)
    if not report.errors:  # an item that cannot be read would make its pictures look unused
        for name in sorted(source.pictures.keys() - renderer.used.keys()):
            report.warning(f"media/{name}", 1, KnownError("BLD-22", name=name))
    if report.errors or test is None or source.test is None:
        return None, report
    media = {name: Medium(picture.data, picture.media_type) for name, picture in sorted(renderer.used.items())}
    return Draft(test, items, _answer_key(source, source.test), media), report


def _test(source: Source, test: TestSource, renderer: ContentRenderer) -> AssessmentTest:
    lines = source.test_lines
    rules = [renderer.inline(rule, TEST_FILE, lines.of(f"$.rules[{i}]")) for i, rule in enumerate(test.rules)]
    sections = tuple(
        _section(source, section, lines.of(f"$.sections[{i}].instructions"), renderer)
        for i, section in enumerate(test.sections)
    )
    return AssessmentTest(
        identifier=test.identifier,
        title=test.title,
        language=test.language,
        version=test.version,
        test_parts=(TestPart("part-1", sections, test.navigation, test.submission),),
        time_limits=TimeLimits(max_time=_seconds(test.duration_minutes), min_time=_seconds(test.minimum_minutes)),
        rules="<ol>" + "".join(f"<li>{rule}</li>" for rule in rules) + "</ol>" if rules else "",
    )


def _seconds(minutes: int | None) -> int | None:
    return None if minutes is None else minutes * 60


def _section(source: Source, section: SectionSource, line: int, renderer: ContentRenderer) -> AssessmentSection:
    return AssessmentSection(
        identifier=section.identifier,
        title=section.title,
        item_refs=tuple(_item_ref(item) for item in items_of(source, section)),
        instructions=renderer.block(section.instructions, TEST_FILE, line),
        shuffle=section.shuffle,
        select=section.select,
        time_limits=TimeLimits(max_time=_seconds(section.minutes)),
    )


def _item_ref(item: ItemSource) -> AssessmentItemRef:
    header = item.header
    competency = header.competency.partition(" ")[0]
    categories = (f"aspect:{header.aspect}", f"competency:{competency}", f"level:{header.level}")
    return AssessmentItemRef(header.identifier, categories)


def _item(item: ItemSource, language: str, renderer: ContentRenderer) -> AssessmentItem:
    """The item as a candidate may see it: nothing here depends on its key but how many answers the stem asks for."""
    choices = tuple(
        SimpleChoice(option.letter, renderer.inline(option.text, item.file, option.line)) for option in item.options
    )
    interaction = ChoiceInteraction(RESPONSE_IDENTIFIER, choices, max_choices=max(1, len(item.keys)))
    body = renderer.block(item.stem, item.file, item.stem_line)
    return AssessmentItem(item.header.identifier, item.header.title, language, body, (interaction,))


def _answer_key(source: Source, test: TestSource) -> AnswerKey:
    cuts = test.cut_scores
    section_cuts = cuts.sections if cuts else {}
    return AnswerKey(
        type="lontar.answer-key/1",
        pack_digest="",
        test_identifier=test.identifier,
        test_title=test.title,
        version=test.version,
        sections=tuple(Grouping(each.identifier, each.title, section_cuts.get(each.identifier)) for each in test.sections),
        aspects=tuple(Grouping(each.identifier, each.title) for each in test.aspects),
        items=tuple(_item_key(item, section.identifier) for section in test.sections for item in items_of(source, section)),
        cut_scores=CutScores(cuts.source, cuts.valid_from, cuts.total) if cuts else None,
    )


def _item_key(item: ItemSource, section: str) -> ItemKey:
    header = item.header
    weight = Decimal(1)
    processing: MatchCorrect | MapResponse
    if header.points is not None:
        processing = MapResponse({letter: Decimal(value) for letter, value in sorted(header.points.items())}, weight)
    else:
        processing = MatchCorrect(tuple(sorted(item.keys)), weight)
    return ItemKey(
        identifier=header.identifier,
        section=section,
        aspect=header.aspect,
        competency=header.competency,
        level=header.level,
        regulation=header.regulation,
        cardinality="multiple" if len(item.keys) > 1 else "single",
        processing=processing,
    )
