"""Moodle's calculated questions: each row of their data becomes a fixed question of its own, of which one is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from lxml import etree

from question_packs.errors import KnownError
from question_packs.importers.losses import RefusedError, at
from question_packs.importers.moodle import building
from question_packs.importers.moodle.building import Made
from question_packs.importers.moodle.fields import Question, count_of, share_in, source_of, text_in, text_of
from question_packs.importers.moodle.formulas import compute, round_half_up
from question_packs.importers.moodle.keys import Answer
from question_packs.importers.moodle.shares import number_in, points_of
from question_packs.importers.moodle.simple_types import number_of
from question_packs.scoring.recipes import AcceptedNumber

_MOST_VARIANTS = 50
_COMPUTED = re.compile(r"\{=((?:[^{}]|\{[^{}]{0,60}\}){1,1000})\}")
_SIGNIFICANT = "2"

Row = Mapping[str, Decimal]


def read_calculated(question: Question) -> tuple[Made, ...]:
    """A number that follows from the numbers in the text."""
    return tuple(number_of(question, _body(question, row), _accepted(question, row)) for row in _rows(question))


def read_calculated_choice(question: Question) -> tuple[Made, ...]:
    """Multiple choice whose options are computed."""
    return tuple(_choice(question, row) for row in _rows(question))


def _choice(question: Question, row: Row) -> Made:
    options = []
    for answer in question.answers():
        source = source_of(answer, question.element)
        with at(answer):
            text = _filled(source.text, row, answer)
        options.append(Answer(question.texts.html(replace(source, text=text)), share_in(answer)))
    return building.choice(
        _body(question, row),
        options,
        single=question.flag("single", default=True),
        shuffle=question.flag("shuffleanswers", default=True),
        grade=question.grade,
        losses=question.losses,
        where=question.where(),
    )


def _body(question: Question, row: Row) -> str:
    source = question.source()
    return question.texts.html(replace(source, text=_filled(source.text, row)), plays=True)


def _filled(text: str, row: Row, answer: etree._Element | None = None) -> str:
    """A text with the numbers of a row; computed ones are rounded as the answer says, if it is one's."""

    def computed(found: re.Match[str]) -> str:
        number = compute(found[1], row)
        return _written(number if answer is None else _rounded(number, answer))

    filled = _COMPUTED.sub(computed, text)
    for name, value in row.items():
        filled = filled.replace(f"{{{name}}}", _written(value))
    return filled


def _rounded(number: Decimal, answer: etree._Element) -> Decimal:
    places = count_of(answer, "correctanswerlength", 2)
    if text_in(answer, "correctanswerformat") == _SIGNIFICANT:
        return Decimal(format(number, f".{max(1, min(places, 12))}g"))
    return Decimal(repr(round_half_up(float(number), places)))


def _written(number: Decimal) -> str:
    """A decimal comma, as Indonesian has it."""
    plain = format(number.normalize(), "f") if number else "0"
    return plain.replace(".", ",")


def _accepted(question: Question, row: Row) -> list[AcceptedNumber]:
    answers = question.answers()
    found = []
    for answer, points in zip(answers, points_of([share_in(each) for each in answers]), strict=True):
        if text_of(answer) == "*" and not points:
            continue  # any other number, with its feedback
        with at(answer):
            number = compute(text_of(answer), row)
            found.append(_with_tolerance(number, points, answer))
    return found


def _with_tolerance(number: Decimal, points: Decimal, answer: etree._Element) -> AcceptedNumber:
    tolerance = abs(number_in(text_in(answer, "tolerance") or "0"))
    match text_in(answer, "tolerancetype"):
        case "" | "1":  # relative
            return AcceptedNumber(number, points, _short(tolerance * abs(number)))
        case "3":  # geometric
            ends = number * (1 + tolerance), number / (1 + tolerance)
            middle = (ends[0] + ends[1]) / 2
            return AcceptedNumber(_short(middle), points, _short(abs(ends[0] - middle)))
        case _:  # as it stands
            return AcceptedNumber(number, points, tolerance)


def _short(number: Decimal) -> Decimal:
    return Decimal(format(number, ".12g"))


def _rows(question: Question) -> Iterator[Row]:
    """The rows that all wildcards have; none: `MDL-27`; the first ones where there are many (`MDL-62`)."""
    columns: dict[str, dict[int, Decimal]] = {}
    for definition in question.element.iterfind("dataset_definitions/dataset_definition"):
        items = definition.iterfind("dataset_items/dataset_item")
        with at(definition):
            columns[text_in(definition, "name")] = {
                count_of(each, "number"): number_in(text_in(each, "value")) for each in items
            }
    numbers = sorted(set.intersection(*map(set, columns.values()))) if columns else []
    if not numbers:
        raise RefusedError(question.element, KnownError("MDL-27"))
    if len(numbers) > _MOST_VARIANTS:
        question.losses.add(question.element, "MDL-62", found=len(numbers), limit=_MOST_VARIANTS)
    else:
        question.losses.add(question.element, "MDL-63", count=len(numbers))
    return ({name: rows[number] for name, rows in columns.items()} for number in numbers[:_MOST_VARIANTS])
