"""Files of Moodle's formats, made by hand for the tests, and ways to read them."""

from __future__ import annotations

import base64

from question_packs.assessment.responses import ItemResponses
from question_packs.importers.drafts import draft_of
from question_packs.importers.found import AuthoredItem, Found, ItemReport, no_progress
from question_packs.importers.gift import read_gift
from question_packs.importers.moodle.reader import read_bytes
from question_packs.scoring.score import score_attempt

# One white point: no test looks at what a picture shows.
POINT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def cdata(text: str) -> str:
    """The text as XML holds it unread; what would end the section is split over two."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def embedded(name: str = "denah.png", data: bytes = POINT) -> str:
    """A file as Moodle embeds it."""
    return f'<file name="{name}" path="/" encoding="base64">{base64.b64encode(data).decode()}</file>'


def question(kind: str, inside: str = "", text: str = "<p>Pertanyaan?</p>", files: str = "", name: str = "Soal") -> str:
    """A question around `inside`, whose text is `text`."""
    return (
        f'<question type="{kind}"><name><text>{name}</text></name>\n'
        f'<questiontext format="html"><text>{cdata(text)}</text>{files}</questiontext>\n{inside}</question>'
    )


def answer(fraction: str, text: str, inside: str = "") -> str:
    """An answer of a question."""
    return f'<answer fraction="{fraction}"><text>{cdata(text)}</text>{inside}</answer>\n'


def quiz(*questions: str) -> Found:
    """What a file of these questions holds."""
    return read_bytes(f"<?xml version='1.0'?>\n<quiz>{''.join(questions)}</quiz>".encode(), "bank.xml", no_progress)


def one(question_xml: str) -> tuple[AuthoredItem, ItemReport]:
    """The only item of a file with this question, and its report."""
    found = quiz(question_xml)
    assert len(found.items) == 1, found.reports
    return next(iter(found.items.values())), found.reports[0]


def codes(report: ItemReport) -> list[str]:
    """The codes of a report's notes."""
    return [note.problem.code for note in report.notes]


def refusal(question_xml: str) -> str:
    """Why this question is refused; the good one behind it is not."""
    found = quiz(question_xml, question("truefalse", answer("100", "true") + answer("0", "false")))
    assert [each.status for each in found.reports] == ["refused", "imported"]
    return codes(found.reports[0])[0]


def gift(text: str) -> Found:
    """What this GIFT text holds."""
    return read_gift(text, "latihan.gift", no_progress)


def points(found: Found, responses: ItemResponses) -> str:
    """What these responses to the first item of a file are worth, as the centre counts."""
    draft = draft_of(found)
    name = draft.items[0].identifier
    return str(score_attempt({name: responses}, [name], draft.key).total.score)
