"""Types of Moodle questions whose text has gaps `[[1]]`: words dragged into them, or chosen from lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lxml import etree

from question_packs.assessment import interactions as ia
from question_packs.errors import KnownError
from question_packs.importers.losses import RefusedError
from question_packs.importers.moodle import keys
from question_packs.importers.moodle.building import Made
from question_packs.importers.moodle.fields import Question, flag_of, source_of, text_in, text_of
from question_packs.importers.moodle.keys import Part
from question_packs.importers.moodle.texts import field_at, gap_at, mark_of, put_in
from question_packs.scoring import recipes

_GAP = re.compile(r"\[\[(\d{1,3})\]\]")


@dataclass(frozen=True)
class _Piece:
    """Something that can fill a gap of its group."""

    element: etree._Element
    group: str
    name: str


def read_ddwtos(question: Question) -> Made:
    """Words to be dragged into the gaps of a text; words of one group fit into the gaps of the group only."""
    html, right = _text_with_gaps(question)
    pieces = _pieces(question, "dragbox")
    _check_gaps(question, right, pieces)
    groups = [pieces[number - 1].group for number in right]
    gaps = tuple(ia.Gap(f"G{place}") for place in range(1, len(right) + 1))
    choices = tuple(
        ia.AssociableChoice(
            each.name,
            question.html(each.element),
            match_max=0 if flag_of(each.element, "infinite") else 1,
            match_group=tuple(gap.identifier for gap, group in zip(gaps, groups, strict=True) if group == each.group),
        )
        for each in pieces
        if each.group in groups
    )
    interaction = ia.GapMatchInteraction(
        response_identifier=recipes.RESPONSE,
        content=put_in(html, {place: gap_at(each.identifier) for place, each in enumerate(gaps, 1)}),
        choices=choices,
        gaps=gaps,
        shuffle=question.flag("shuffleanswers"),
    )
    pairs = [f"{pieces[number - 1].name} {gap.identifier}" for number, gap in zip(right, gaps, strict=True)]
    return Made("", (interaction,), keys.equal_parts(pairs, "directedPair", question.grade), several=True)


def read_gapselect(question: Question) -> Made:
    """Words to be chosen from a list at each gap of a text."""
    html, right = _text_with_gaps(question)
    pieces = _pieces(question, "selectoption")
    _check_gaps(question, right, pieces)
    fields, interactions, parts = {}, [], []
    for place, number in enumerate(right, 1):
        response, own = f"R{place}", pieces[number - 1]
        choices = tuple(
            ia.SimpleChoice(each.name, question.texts.plain(source_of(each.element, question.element)))
            for each in pieces
            if each.group == own.group
        )
        shuffle = question.flag("shuffleanswers")
        interactions.append(ia.InlineChoiceInteraction(response, choices, shuffle=shuffle, label=f"Isian {place}"))
        key = recipes.partial_credit({own.name: Decimal(1)}, "identifier", Decimal(1), cardinality="single")
        parts.append(Part(response, key))
        fields[place] = field_at(response)
    return Made(put_in(html, fields), tuple(interactions), keys.combined(parts, question.grade))


def _text_with_gaps(question: Question) -> tuple[str, list[int]]:
    """The text with a mark for each gap, and for each gap the number of the piece that is right in it."""
    source = question.source()
    right: list[int] = []

    def mark(found: re.Match[str]) -> str:
        right.append(int(found[1]))
        return mark_of(len(right))

    text = _GAP.sub(mark, source.text)
    return question.texts.html(replace(source, text=text), plays=True), right


def _pieces(question: Question, name: str) -> list[_Piece]:
    elements = question.element.findall(name)
    return [_Piece(each, text_in(each, "group") or "1", f"P{place}") for place, each in enumerate(elements, 1)]


def _check_gaps(question: Question, right: Sequence[int], pieces: Sequence[_Piece]) -> None:
    """There are gaps, and each has a piece (`MDL-18`, `MDL-19`). Pieces that fit none are a loss (`MDL-59`)."""
    if not right:
        raise RefusedError(question.element, KnownError("MDL-18"))
    for number in right:
        if not 0 < number <= len(pieces):
            raise RefusedError(question.element, KnownError("MDL-19", number=number))
    used = {pieces[number - 1].group for number in right}
    for each in pieces:
        if each.group not in used:
            question.losses.add(each.element, "MDL-59", text=text_of(each.element)[:60])
