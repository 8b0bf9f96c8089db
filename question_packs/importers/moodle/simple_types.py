"""Types of Moodle questions with one field or one list: choices, short texts, numbers, essays."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from lxml import etree

from question_packs.assessment.responses import FILE_KINDS
from question_packs.errors import KnownError
from question_packs.importers.losses import RefusedError, at
from question_packs.importers.moodle import building
from question_packs.importers.moodle.building import Essay, Made, Unit
from question_packs.importers.moodle.fields import Question, count_of, share_in, text_in, text_of
from question_packs.importers.moodle.keys import Answer
from question_packs.importers.moodle.shares import number_in, points_of
from question_packs.scoring.recipes import AcceptedNumber

_GROUPS_OF_FILES = {
    "document": ("docx", "pdf", "odt"),
    "image": ("png", "jpg", "jpeg"),
    "web_image": ("png", "jpg", "jpeg"),
    "spreadsheet": ("xlsx", "ods", "csv"),
    "presentation": ("pptx",),
}
_UNIT_IS_CHOSEN = ("1", "2")
_UNIT_IS_SHOWN_ONLY = "3"


def read_multichoice(question: Question) -> Made:
    """One option or several."""
    return building.choice(
        question.body(),
        question.choices(),
        single=question.flag("single", default=True),
        shuffle=question.flag("shuffleanswers", default=True),
        grade=question.grade,
        losses=question.losses,
        where=question.where(),
    )


def read_truefalse(question: Question) -> Made:
    """True or false, whatever the answers are called."""
    shares = {text_of(each).lower(): share_in(each) for each in question.answers()}
    return building.true_false(
        question.body(), shares.get("true", Fraction(0)), shares.get("false", Fraction(0)), question.grade
    )


def read_shortanswer(question: Question) -> Made:
    """A short text."""
    answers = [Answer(text_of(each), share_in(each)) for each in question.answers()]
    return building.short_answer(question.body(), answers, case_sensitive=question.flag("usecase"), grade=question.grade)


def read_numerical(question: Question) -> Made:
    """A number, with or without a unit."""
    return number_of(question, question.body(), accepted_numbers(question))


def number_of(question: Question, body: str, accepted: list[AcceptedNumber]) -> Made:
    """A number with the units of the question. Moodle lets a unit be typed; here it is chosen, or shown beside the field."""
    units = _units(question)
    if not units or text_in(question.element, "showunits") == _UNIT_IS_SHOWN_ONLY:
        return building.number(body, accepted, question.grade)
    chosen = text_in(question.element, "showunits") in _UNIT_IS_CHOSEN
    if text_in(question.element, "unitgradingtype") in ("", "0") and not chosen:
        question.losses.add(question.element, "MDL-50", unit=units[0].name)
        return building.number(body, accepted, question.grade, units[0].name, question.flag("unitsleft"))
    if not chosen:
        question.losses.add(question.element, "MDL-51")
    if text_in(question.element, "unitgradingtype") not in ("", "0"):
        question.losses.add(question.element, "MDL-52", penalty=text_in(question.element, "unitpenalty") or "0.1")
    return building.number_with_unit(body, accepted, question.grade, units)


def accepted_numbers(question: Question) -> list[AcceptedNumber]:
    """The right numbers. `*`, any other number, can only be worth nothing (`MDL-15`)."""
    answers = [each for each in question.answers() if text_of(each)]
    points = points_of([share_in(each) for each in answers])
    found = []
    for answer, worth in zip(answers, points, strict=True):
        with at(answer):
            if text_of(answer) != "*":
                tolerance = abs(number_in(text_in(answer, "tolerance") or "0"))
                found.append(AcceptedNumber(number_in(text_of(answer)), worth, tolerance))
            elif worth:
                raise KnownError("MDL-15")
    return found


def _units(question: Question) -> list[Unit]:
    """Moodle multiplies the right number to have it in another unit; what is answered is multiplied by the inverse."""
    units = []
    for element in question.element.iterfind("units/unit"):
        name = text_in(element, "unit_name")
        with at(element):
            multiplier = number_in(text_in(element, "multiplier") or "1")
            factor = 1 / multiplier if multiplier else Decimal(0)
            if round(factor, 6) * multiplier != 1:
                question.losses.add(element, "MDL-53", unit=name)
            elif name:
                units.append(Unit(name, round(factor, 6)))
    return units


def read_essay(question: Question) -> Made:
    """A text, files, or both."""
    element = question.element
    form = text_in(element, "responseformat") or "editor"
    for name in ("graderinfo", "responsetemplate"):
        if text_in(element, name):
            question.losses.add(element.find(name), "MDL-46", element=name)
    attachments = count_of(element, "attachments")
    if form in ("editorfilepicker", "monospaced"):
        question.losses.add(element, "MDL-47", form=form)
    if attachments not in (0, 1):
        question.losses.add(element, "MDL-48")
    most_bytes = count_of_bytes(element)
    wanted = Essay(
        text=form != "noinline",
        lines=count_of(element, "responsefieldlines") or None,
        min_words=count_of(element, "minwordlimit"),
        max_words=count_of(element, "maxwordlimit"),
        files=bool(attachments) or form in ("noinline", "editorfilepicker"),
        media_types=_media_types(question),
        **({"max_bytes": most_bytes} if most_bytes else {}),
    )
    return building.essay(question.body(), wanted, question.grade)


def count_of_bytes(element: etree._Element) -> int:
    """How large a handed in file may be; 0 where nothing is said."""
    text = text_in(element, "maxbytes")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0


def _media_types(question: Question) -> tuple[str, ...]:
    """The kinds of files that may be handed in; others are a loss (`QTI-46`), all of them a refusal."""
    wanted = re.split(r"[\s,;]+", text_in(question.element, "filetypeslist").lower())
    found: dict[str, None] = {}
    for each in filter(None, wanted):
        endings = _GROUPS_OF_FILES.get(each, (each.lstrip("*."),))
        kinds = [kind for kind, (own, _) in FILE_KINDS.items() if kind == each or set(own) & set(endings)]
        if not kinds:
            question.losses.add(question.element.find("filetypeslist"), "QTI-46", type=each[:80])
        found.update(dict.fromkeys(kinds))
    if any(wanted) and not found:
        raise RefusedError(question.element, KnownError("MDL-16", types=", ".join(wanted)[:80]))
    return tuple(found)
