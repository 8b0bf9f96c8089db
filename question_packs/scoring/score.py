"""Scores: a pure function of responses and answer key.

Decimals throughout; each total is rounded once, at the end, half up to two places, and the rounded value is what is compared
with a cut score, so that print and decision never disagree (DOMAIN part 5). Re-scoring makes a new result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from question_packs.assessment.responses import ItemResponses
from question_packs.errors import KnownError
from question_packs.scoring.answer_key import AnswerKey, Grouping, ItemKey, MapResponse, MatchCorrect

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class ItemOutcome:
    """What one item's responses were worth; `responses` is empty for a blank."""

    identifier: str
    responses: ItemResponses
    score: Decimal
    maximum: Decimal


@dataclass(frozen=True)
class Score:
    """A sum over some items, rounded. `reached_cut` is None where there is no cut score."""

    identifier: str
    title: str
    score: Decimal
    maximum: Decimal
    answered: int
    items: int
    cut: Decimal | None
    reached_cut: bool | None


@dataclass(frozen=True)
class Outcome:
    """All scores of one attempt."""

    key_version: str
    pack_digest: str
    total: Score
    sections: tuple[Score, ...]
    aspects: tuple[Score, ...]
    items: tuple[ItemOutcome, ...]


def round_score(value: Decimal) -> Decimal:
    """Half up to two decimals."""
    return value.quantize(_CENT, ROUND_HALF_UP)


def score_item(key: ItemKey, responses: ItemResponses) -> Decimal:
    """The exact points of one item's responses.

    An option that the key does not know gives nothing, one named twice counts once, and several options for an item that
    takes one give nothing: no workstation makes such responses, so no gain may come from forging them.
    """
    chosen = set(responses.get("RESPONSE", ()))
    if not chosen or (key.cardinality == "single" and len(chosen) > 1):
        return Decimal(0)
    match key.processing:
        case MatchCorrect(correct, weight):
            return weight if chosen == set(correct) else Decimal(0)
        case MapResponse(points, weight):
            return weight * sum((points.get(choice, Decimal(0)) for choice in chosen), Decimal(0))
        case _:
            raise KnownError("REC-01", what="answer key", reason=f"item {key.identifier} has processing of another version")


def score_attempt(responses: Mapping[str, ItemResponses], presented: Iterable[str], key: AnswerKey) -> Outcome:
    """Score an attempt on the items of its form (`presented`: their identifiers; blanks among them count 0).

    An item that the key does not judge would be missing from score and maximum unseen, so it is refused: `REC-01`.
    """
    wanted = set(presented)
    keys = [item for item in key.items if item.identifier in wanted]
    unjudged = wanted - {item.identifier for item in keys}
    if unjudged:
        raise KnownError("REC-01", what="answer key", reason=f"item {min(unjudged)} is not in it")
    outcomes = {
        item.identifier: ItemOutcome(
            item.identifier,
            responses.get(item.identifier, {}),
            score_item(item, responses.get(item.identifier, {})),
            item.maximum,
        )
        for item in keys
    }

    def total_of(group: Grouping, members: list[ItemKey]) -> Score:
        chosen = [outcomes[item.identifier] for item in members]
        score = round_score(sum((each.score for each in chosen), Decimal(0)))
        return Score(
            identifier=group.identifier,
            title=group.title,
            score=score,
            maximum=round_score(sum((each.maximum for each in chosen), Decimal(0))),
            answered=sum(1 for each in chosen if each.responses),
            items=len(chosen),
            cut=group.cut,
            reached_cut=None if group.cut is None else score >= group.cut,
        )

    cut_total = key.cut_scores.total if key.cut_scores else None
    return Outcome(
        key_version=key.version,
        pack_digest=key.pack_digest,
        total=total_of(Grouping("total", key.test_title, cut_total), keys),
        sections=tuple(total_of(each, [i for i in keys if i.section == each.identifier]) for each in key.sections),
        aspects=tuple(total_of(each, [i for i in keys if i.aspect == each.identifier]) for each in key.aspects),
        items=tuple(outcomes.values()),
    )
