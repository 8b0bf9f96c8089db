"""Scores: a pure function of responses and answer key.

Decimals throughout; each total is rounded once, at the end, half up to two places, and the rounded value is what is compared
with a cut score, so that print and decision never disagree (DOMAIN part 5). Re-scoring makes a new result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from question_packs.assessment.expressions.values import to_texts
from question_packs.assessment.responses import ItemResponses
from question_packs.errors import InBoth, KnownError
from question_packs.scoring.answer_key import AnswerKey, Grouping, ItemKey, MapResponse, MatchCorrect
from question_packs.scoring.declarations import QtiProcessing
from question_packs.scoring.general import general_form
from question_packs.scoring.outcomes import JudgedItem, process_test
from question_packs.scoring.processing import Processed, process

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class ItemOutcome:
    """What one item's responses were worth; `responses` is empty for a blank.

    `by_people`: the response waits for people to judge it; until then `score` is 0 and says nothing.
    """

    identifier: str
    responses: ItemResponses
    score: Decimal
    maximum: Decimal
    by_people: bool = False


@dataclass(frozen=True)
class Score:
    """A sum over some items, rounded. `by_people`: how many of its items wait for people to judge them.

    `reached_cut` is None where there is no cut score, and where those items may still decide it.
    """

    identifier: str
    title: str
    score: Decimal
    maximum: Decimal
    answered: int
    items: int
    cut: Decimal | None
    reached_cut: bool | None
    by_people: int = 0


@dataclass(frozen=True)
class Outcome:
    """All scores of one attempt. `variables`: what the test's own outcome processing made, as texts; empty for NULL."""

    key_version: str
    pack_digest: str
    total: Score
    sections: tuple[Score, ...]
    aspects: tuple[Score, ...]
    items: tuple[ItemOutcome, ...]
    variables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def round_score(value: Decimal) -> Decimal:
    """Half up to two decimals."""
    return value.quantize(_CENT, ROUND_HALF_UP)


def score_item(key: ItemKey, responses: ItemResponses) -> Decimal:
    """The exact points of one item's responses; rules that fail: `PRC-12`, naming the item.

    An option that the key does not know gives nothing, one named twice counts once, and several options for an item that
    takes one give nothing: no workstation makes such responses, so no gain may come from forging them.
    """
    if isinstance(key.processing, QtiProcessing):
        return _process(key, key.processing, responses).score
    chosen = set(responses.get("RESPONSE", ()))
    if not chosen or (key.cardinality == "single" and len(chosen) > 1):
        return Decimal(0)
    match key.processing:
        case MatchCorrect(correct, weight):
            return weight if chosen == set(correct) else Decimal(0)
        case MapResponse(points, weight):
            return weight * sum((points.get(choice, Decimal(0)) for choice in chosen), Decimal(0))


def _process(key: ItemKey, processing: QtiProcessing, responses: ItemResponses) -> Processed:
    try:
        return process(processing, responses)
    except KnownError as error:
        problem = InBoth(error.sentence("id"), error.sentence("en"))
        raise KnownError("PRC-12", item=key.identifier, problem=problem) from error


def score_attempt(responses: Mapping[str, ItemResponses], presented: Iterable[str], key: AnswerKey) -> Outcome:
    """Score an attempt on the items of its form (`presented`: their identifiers; blanks among them count 0).

    An item that the key does not judge would be missing from score and maximum unseen, so it is refused: `REC-01`. Rules
    that fail: `PRC-12`.
    """
    wanted = set(presented)
    keys = [item for item in key.items if item.identifier in wanted]
    unjudged = wanted - {item.identifier for item in keys}
    if unjudged:
        raise KnownError("REC-01", what="answer key", reason=f"item {min(unjudged)} is not in it")
    outcomes = {item.identifier: _item_outcome(item, responses.get(item.identifier, {})) for item in keys}
    cut_total = key.cut_scores.total if key.cut_scores else None

    def total_of(group: Grouping, members: list[ItemKey]) -> Score:
        return _total(group, [outcomes[item.identifier] for item in members])

    return Outcome(
        key_version=key.version,
        pack_digest=key.pack_digest,
        total=total_of(Grouping("total", key.test_title, cut_total), keys),
        sections=tuple(total_of(each, [i for i in keys if i.section == each.identifier]) for each in key.sections),
        aspects=tuple(total_of(each, [i for i in keys if i.aspect == each.identifier]) for each in key.aspects),
        items=tuple(outcomes.values()),
        variables=_test_variables(key, keys, responses),
    )


def _item_outcome(key: ItemKey, responses: ItemResponses) -> ItemOutcome:
    """A blank is worth 0 for certain; nobody has to read it."""
    waits = isinstance(key.processing, QtiProcessing) and key.processing.by_people and bool(responses)
    return ItemOutcome(key.identifier, responses, score_item(key, responses), key.maximum, waits)


def _total(group: Grouping, members: list[ItemOutcome]) -> Score:
    score = round_score(sum((each.score for each in members), Decimal(0)))
    waiting = sum(each.by_people for each in members)
    return Score(
        identifier=group.identifier,
        title=group.title,
        score=score,
        maximum=round_score(sum((each.maximum for each in members), Decimal(0))),
        answered=sum(1 for each in members if each.responses),
        items=len(members),
        cut=group.cut,
        reached_cut=_reached(score, group.cut, waiting),
        by_people=waiting,
    )


def _reached(score: Decimal, cut: Decimal | None, waiting: int) -> bool | None:
    """What people have yet to judge can only add."""
    if cut is None or (waiting and score < cut):
        return None
    return score >= cut


def _test_variables(
    key: AnswerKey, keys: list[ItemKey], responses: Mapping[str, ItemResponses]
) -> Mapping[str, tuple[str, ...]]:
    """The test's own outcomes; a failure of its rules is `PRC-12` with the test's name."""
    if not key.outcomes:
        return {}
    judged = []
    for item in keys:
        processing = general_form(item)
        judged.append(JudgedItem(item, processing, _process(item, processing, responses.get(item.identifier, {}))))
    try:
        variables = process_test(key, judged)
    except KnownError as error:
        problem = InBoth(error.sentence("id"), error.sentence("en"))
        raise KnownError("PRC-12", item=key.test_identifier, problem=problem) from error
    return {name: to_texts(value) for name, value in variables.items()}
