"""Moodle's embedded answers (cloze): fields and lists inside a text, each with its own key and weight."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from question_packs.assessment import interactions as ia
from question_packs.errors import KnownError
from question_packs.importers.losses import RefusedError
from question_packs.importers.moodle import building, keys
from question_packs.importers.moodle.building import Made
from question_packs.importers.moodle.cloze_grammar import Field, fields_in, number_with_tolerance, words_of
from question_packs.importers.moodle.fields import Question
from question_packs.importers.moodle.keys import Answer, Part
from question_packs.importers.moodle.shares import points_of
from question_packs.importers.moodle.texts import Source, field_at, mark_of, put_in
from question_packs.scoring import recipes
from question_packs.scoring.declarations import QtiProcessing
from question_packs.scoring.recipes import AcceptedNumber

_MOST_FIELDS = 60


def read_cloze(question: Question) -> Made:
    """A text with fields. Options that stand below one another in Moodle stand below the text, with the field's number."""
    source = question.source()
    reader = _Reader(question, source)
    fields = reader.fields()
    marked = _with_marks(source.text, fields)
    html = question.texts.html(replace(source, text=marked), plays=True)
    inline, blocks, parts, places = [], [], [], {}
    for number, field in enumerate(fields, 1):
        interaction, part = reader.read(number, field)
        parts.append(part)
        if isinstance(interaction, ia.InlineChoiceInteraction | ia.TextEntryInteraction):
            inline.append(interaction)
            places[number] = field_at(part.response)
        else:
            blocks.append(interaction)
            places[number] = f"<strong>({number})</strong>"
    if blocks:
        question.losses.add(question.element, "MDL-58", count=len(blocks))
    several = any(each.max_choices != 1 for each in blocks)
    return Made(put_in(html, places), (*inline, *blocks), keys.combined(parts, question.grade), several)


def _with_marks(text: str, fields: list[Field]) -> str:
    pieces, position = [], 0
    for number, field in enumerate(fields, 1):
        pieces += [text[position : field.start], mark_of(number)]
        position = field.end
    return "".join([*pieces, text[position:]])


class _Reader:
    """Makes interactions of the fields of one text."""

    def __init__(self, question: Question, source: Source) -> None:
        self._question = question
        self._source = source

    def fields(self) -> list[Field]:
        """The fields; none, too many, or one that cannot be read: `MDL-25`, `MDL-24`."""
        try:
            fields = fields_in(self._source.text)
        except KnownError as problem:
            raise RefusedError(self._question.element, problem) from problem
        if not 0 < len(fields) <= _MOST_FIELDS:
            raise RefusedError(self._question.element, KnownError("MDL-25", found=len(fields), limit=_MOST_FIELDS))
        if any(each.had_feedback for each in fields):
            self._question.losses.add(self._question.element, "MDL-41")
        return fields

    def read(
        self, number: int, field: Field
    ) -> tuple[ia.TextEntryInteraction | ia.InlineChoiceInteraction | ia.ChoiceInteraction, Part]:
        """One field as an interaction, and its part of the key."""
        response = f"R{number}"
        label = f"Isian {number}"
        match field.style.kind:
            case "text":
                answers = [Answer(words_of(each.text), each.share) for each in field.answers]
                key = keys.text_key(answers, field.style.case_sensitive)
                longest = max(len(each.text) for each in answers)
                entry = ia.TextEntryInteraction(response, expected_length=min(max(longest + 2, 8), 40), label=label)
                return entry, Part(response, key, field.weight)
            case "number":
                entry = ia.TextEntryInteraction(response, base_type="float", expected_length=10, label=label)
                return entry, Part(response, _number_key(field), field.weight)
            case "list":
                choices = tuple(
                    ia.SimpleChoice(building.letter_of(place), self._question.texts.plain(self._source_of(each)))
                    for place, each in enumerate(field.answers)
                )
                listed = ia.InlineChoiceInteraction(response, choices, shuffle=field.style.shuffle, label=label)
                return listed, Part(response, _choice_key(field), field.weight)
            case _:
                return self._options(number, response, field), Part(response, _choice_key(field), field.weight)

    def _options(self, number: int, response: str, field: Field) -> ia.ChoiceInteraction:
        choices = tuple(
            ia.SimpleChoice(building.letter_of(place), self._question.texts.html(self._source_of(each)))
            for place, each in enumerate(field.answers)
        )
        return ia.ChoiceInteraction(
            response,
            choices,
            max_choices=0 if field.style.kind == "several" else 1,
            shuffle=field.style.shuffle,
            prompt=f"({number})",
            orientation="vertical" if field.style.down else "horizontal",
        )

    def _source_of(self, answer: Answer) -> Source:
        return replace(self._source, text=answer.text)


def _choice_key(field: Field) -> QtiProcessing:
    if len(field.answers) < 2:
        raise KnownError("MDL-11", found=len(field.answers))
    points = points_of([each.share for each in field.answers])
    if not any(each > 0 for each in points):
        raise KnownError("MDL-13")
    named = {building.letter_of(place): each for place, each in enumerate(points)}
    several = field.style.kind == "several"
    return recipes.partial_credit(
        named, "identifier", Decimal(1), Decimal(0) if several else None, "multiple" if several else "single"
    )


def _number_key(field: Field) -> QtiProcessing:
    """`*` is any other number, which can only be worth nothing (`MDL-15`)."""
    accepted = []
    for answer, points in zip(field.answers, points_of([each.share for each in field.answers]), strict=True):
        if words_of(answer.text) == "*":
            if points:
                raise KnownError("MDL-15")
            continue
        number, tolerance = number_with_tolerance(answer.text)
        accepted.append(AcceptedNumber(number, points, tolerance))
    if not any(each.points > 0 for each in accepted):
        raise KnownError("MDL-13")
    return recipes.numeric(accepted)
