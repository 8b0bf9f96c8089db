"""The right answers to an item, as far as its key tells them: what "fill in the key" puts into the item view."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from question_packs.assessment import interactions as ia
from question_packs.assessment.model import AssessmentItem
from question_packs.assessment.responses import ItemResponses, Response, check_response, limits_of
from question_packs.errors import KnownError
from question_packs.scoring.answer_key import ItemKey
from question_packs.scoring.declarations import AreaEntry, AreaMapping, ResponseDeclaration, ResponseMapping
from question_packs.scoring.general import general_form
from question_packs.scoring.score import score_item


def right_answers(item: AssessmentItem, key: ItemKey) -> ItemResponses:
    """The responses that give the most points, by response identifier; empty where only people can judge.

    The declared correct answers, or what the mappings value highest where that gives more.
    """
    declarations = general_form(key).responses
    declared = {each.identifier: each.correct for each in declarations if each.correct}
    best = {name: value for name, value in _best_of_key(item, key) if value}
    candidates = [_fitting(item, {**best, **declared}), _fitting(item, {**declared, **best})]
    return max(candidates, key=lambda each: _points(key, each))


def _points(key: ItemKey, responses: ItemResponses) -> Decimal:
    try:
        return score_item(key, responses)
    except KnownError:  # rules that fail are told where the score is shown
        return Decimal(0)


def _fitting(item: AssessmentItem, wanted: ItemResponses) -> ItemResponses:
    """Only what the item view could have given."""
    return {name: value for name, value in wanted.items() if _fits(item.interaction(name), value)}


def _fits(interaction: ia.Interaction | None, response: Response) -> bool:
    if interaction is None:
        return False
    try:
        check_response(interaction, response)
    except KnownError:
        return False
    return True


def _best_of_key(item: AssessmentItem, key: ItemKey) -> Iterator[tuple[str, Response]]:
    for declaration in general_form(key).responses:
        interaction = item.interaction(declaration.identifier)
        if interaction is not None:
            yield declaration.identifier, _best(declaration, interaction)


def _best(declaration: ResponseDeclaration, interaction: ia.Interaction) -> Response:
    most = 1 if declaration.cardinality == "single" else limits_of(interaction)[1] or None
    if declaration.mapping is not None:
        return _best_of_mapping(declaration.mapping, most)
    if declaration.area_mapping is not None:
        return _best_of_areas(declaration.area_mapping, most)
    return ()


def _best_of_mapping(mapping: ResponseMapping, most: int | None) -> Response:
    ranked = sorted(mapping.entries, key=lambda each: -each.value)
    return tuple(each.key for each in ranked if each.value > 0 or most == 1)[:most]


def _best_of_areas(mapping: AreaMapping, most: int | None) -> Response:
    ranked = sorted((each for each in mapping.entries if each.shape != "default"), key=lambda each: -each.value)
    return tuple(_middle(each) for each in ranked if each.value > 0)[:most]


def _middle(area: AreaEntry) -> str:
    """A point inside a usual area; of a polygon, the middle of its corners."""
    coords = area.coords
    if area.shape in ("circle", "ellipse"):
        return f"{coords[0]} {coords[1]}"
    across, down = coords[0::2], coords[1::2]
    return f"{sum(across) // len(across)} {sum(down) // len(down)}"
