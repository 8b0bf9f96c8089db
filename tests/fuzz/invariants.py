"""What must hold of whatever an importer made of a file, however strange the file was. A breach is an AssertionError."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import msgspec

from question_packs.assessment.html import clean_html
from question_packs.assessment.interactions import InlineChoiceInteraction
from question_packs.assessment.model import AssessmentItem
from question_packs.errors import KnownError
from question_packs.importers.drafts import draft_of
from question_packs.importers.found import Found
from question_packs.importers.report_text import report_lines
from question_packs.pack.writer import Medium
from question_packs.scoring.answer_key import AnswerKey
from question_packs.scoring.declarations import QtiProcessing
from question_packs.scoring.key_checks import check_processing
from question_packs.strict_json import decode_strict, encode

_LONGEST_REPORT_LINE = 20_000
_HTML = ("body", "prompt", "after", "content")


def check_found(found: Found) -> None:
    """Every question ended in exactly one state; what came in is safe, can be judged, written down and read again."""
    check_reports(found)
    for name, authored in found.items.items():
        assert authored.item.identifier == name
        check_item(authored.item)
        if isinstance(authored.processing, QtiProcessing):
            check_processing(authored.processing)
    check_draft(found)


def check_reports(found: Found) -> None:
    """A loss or a refusal says which, as many came in as are there, and the report can be printed."""
    for report in found.reports:
        assert report.notes or report.status == "imported", report
    came_in = [each for each in found.reports if each.kind == "item" and each.status != "refused"]
    assert len(came_in) <= len(found.items), "reported as imported and not there"
    assert bool(came_in) == bool(found.items), "there and not reported"
    for language in ("id", "en"):
        for line in report_lines(found, language):
            assert len(line) < _LONGEST_REPORT_LINE


def check_each_ends_once(found: Found) -> None:
    """Where every question has a file of its own: no file has two reports."""
    places = [(each.kind, each.source) for each in found.reports]
    assert len(places) == len(set(places)), "a question that ended twice"


def check_item(item: AssessmentItem) -> None:
    """What a pack would hold of it is read again as the same, and its HTML has nothing left to clean."""
    assert decode_strict(encode(item), AssessmentItem, "item") == item
    for text in _texts(item):
        assert clean_html(text) == text, text


def _texts(part: object) -> Iterator[str]:
    """The HTML in the item and in everything below it."""
    if isinstance(part, InlineChoiceInteraction):
        return  # its choices are plain text
    if isinstance(part, tuple):
        for each in part:
            yield from _texts(each)
    elif isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            value = getattr(part, name)
            if name in _HTML:
                yield value
            else:
                yield from _texts(value)


def check_draft(found: Found) -> None:
    """A draft can be made of it, or it is refused in words; the key is read again as the same."""
    with suppress(KnownError):
        draft = draft_of(found)
        assert decode_strict(encode(draft.key), AnswerKey, "key") == draft.key
        for medium in draft.media.values():
            check_medium(medium)


def check_medium(medium: Medium) -> None:
    """Nothing that acts or fetches is left in a drawing."""
    if medium.media_type == "image/svg+xml":
        lower = medium.data.lower()
        assert b"<script" not in lower
        assert b"<foreignobject" not in lower
        assert b"<!entity" not in lower
