"""Types of Moodle questions in which texts are joined or put in order: matching, drag-and-drop matching, ordering."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec.structs import replace

from question_packs.assessment import interactions as ia
from question_packs.assessment.expressions.tree import Node
from question_packs.errors import KnownError
from question_packs.importers.losses import RefusedError
from question_packs.importers.moodle import building
from question_packs.importers.moodle.building import Made
from question_packs.importers.moodle.fields import Question, child_of, count_of, source_of, text_in
from question_packs.importers.moodle.shares import number_in, plain
from question_packs.scoring import recipes
from question_packs.scoring.declarations import OutcomeDeclaration, QtiProcessing, ResponseDeclaration
from question_packs.scoring.standard import condition, literal, set_outcome, standard_rules, variable

_MOST_STEPS = 30
# As exported by name, and by the number that older versions wrote.
_GRADING = {
    "-1": "ALL_OR_NOTHING", "0": "ABSOLUTE_POSITION", "1": "RELATIVE_NEXT_EXCLUDE_LAST", "2": "RELATIVE_NEXT_INCLUDE_LAST",
    "3": "RELATIVE_ONE_PREVIOUS_AND_NEXT", "4": "RELATIVE_ALL_PREVIOUS_AND_NEXT", "5": "LONGEST_ORDERED_SUBSET",
    "6": "LONGEST_CONTIGUOUS_SUBSET", "7": "RELATIVE_TO_CORRECT",
}  # fmt: skip


def read_matching(question: Question) -> Made:
    """Each question to its answer; an answer without a question belongs to none."""
    pairs, extra = [], []
    for element in (*question.element.iterfind("subquestion"), *question.element.iterfind("drag")):
        answer = child_of(element, "answer")
        first, second = question.html(element), question.texts.html(source_of(answer, answer))
        if not second:
            continue  # an empty row of Moodle's form
        if first:
            pairs.append((first, second))
        else:
            extra.append(second)
    shuffle = question.flag("shuffleanswers", default=True)
    return building.matching(question.body(), pairs, extra, shuffle, question.grade)


def read_ordering(question: Question) -> Made:
    """Steps in their order, which is that of the answers in the file."""
    answers = question.answers()
    if not 2 <= len(answers) <= _MOST_STEPS:
        raise RefusedError(question.element, KnownError("MDL-17", found=len(answers), limit=_MOST_STEPS))
    answers.sort(key=lambda each: number_in(each.get("fraction") or "0"))
    draws_some = text_in(question.element, "selecttype") in ("RANDOM", "CONTIGUOUS", "1", "2")
    if draws_some and 0 < count_of(question.element, "selectcount") < len(answers):
        question.losses.add(question.element, "MDL-54", count=len(answers))
    names = [building.letter_of(place) for place in range(len(answers))]
    interaction = ia.OrderInteraction(
        response_identifier=recipes.RESPONSE,
        simple_choices=tuple(ia.SimpleChoice(n, question.html(each)) for n, each in zip(names, answers, strict=True)),
        orientation="horizontal" if text_in(question.element, "layouttype") in ("HORIZONTAL", "1") else "vertical",
    )
    return Made(question.body(), (interaction,), _order_key(question, names), several=True)


def _order_key(question: Question, names: Sequence[str]) -> QtiProcessing:
    given = text_in(question.element, "gradingtype") or "ABSOLUTE_POSITION"
    grading = _GRADING.get(given, given)
    match grading:
        case "ABSOLUTE_POSITION":
            key = recipes.order_by_place(names, Decimal(1))
        case "ALL_OR_NOTHING":
            key = _all_or_nothing(names)
        case "RELATIVE_NEXT_EXCLUDE_LAST":
            key = _by_next(names)
        case _:
            question.losses.add(question.element, "MDL-55", grading=grading[:60])
            key = recipes.order_by_place(names, Decimal(1))
    return replace(key, weight=plain(question.grade / key.maximum))


def _all_or_nothing(names: Sequence[str]) -> QtiProcessing:
    declaration = ResponseDeclaration(recipes.RESPONSE, "ordered", "identifier", tuple(names))
    outcome = OutcomeDeclaration("SCORE", normal_maximum=Decimal(1))
    return QtiProcessing((declaration,), (outcome,), standard_rules("match_correct"), Decimal(1))


def _by_next(names: Sequence[str]) -> QtiProcessing:
    """A point for each step that has its right next one behind it."""
    rules = tuple(
        condition(Node("and", {}, (_at(place, step), _at(place + 1, following))), (_add_one(),))
        for step, following in pairwise(names)
        for place in range(1, len(names))
    )
    declaration = ResponseDeclaration(recipes.RESPONSE, "ordered", "identifier", tuple(names))
    maximum = Decimal(len(names) - 1)
    return QtiProcessing((declaration,), (OutcomeDeclaration("SCORE", normal_maximum=maximum),), rules, maximum)


def _at(place: int, option: str) -> Node:
    there = Node("index", {"n": str(place)}, (variable(recipes.RESPONSE),))
    return Node("match", {}, (there, literal(option, "identifier")))


def _add_one() -> Node:
    return set_outcome("SCORE", Node("sum", {}, (variable("SCORE"), literal("1"))))
