"""The answer-key file: how each response is judged, and what the scores are made of.

Signed by the approvers of the pack, encrypted to the centre's scoring recipients; names the pack by its digest. It repeats
sections and titles, so that the centre scores without ever opening the pack. Written by the builder, read by the centre.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from question_packs.assessment.expressions.tree import Node
from question_packs.errors import InBoth, KnownError
from question_packs.scoring.declarations import OutcomeDeclaration, QtiProcessing
from question_packs.scoring.key_checks import check_outcomes, check_processing, processing_numbers
from question_packs.scoring.rules import check_rules
from question_packs.sealing import age, dsse
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import check_version, decode_strict, encode

PAYLOAD_TYPE = "application/vnd.lontar.answer-key+json"

Cardinality = Literal["single", "multiple"]


class MatchCorrect(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="match_correct"):
    """QTI match_correct (SC-1, SC-4 all-or-nothing): `weight` if the response is exactly `correct`, else 0."""

    correct: tuple[str, ...]
    weight: Decimal


class MapResponse(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="map_response"):
    """QTI map_response (SC-3): every option has its own points; a blank is 0. `weight` multiplies."""

    points: dict[str, Decimal]
    weight: Decimal


Processing = MatchCorrect | MapResponse | QtiProcessing


class ItemKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How one item is judged, and its tags.

    For the test's own outcome processing: `categories` of the item's place, `groups` around it in its section, and `weights`
    by QTI's weight identifiers.
    """

    identifier: str
    section: str
    aspect: str
    competency: str
    level: int
    regulation: str
    cardinality: Cardinality
    processing: Processing
    categories: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    weights: dict[str, Decimal] = {}

    @property
    def maximum(self) -> Decimal:
        """The most points that this item can give."""
        match self.processing:
            case MatchCorrect(_, weight):
                return weight
            case MapResponse(points, weight):
                if self.cardinality == "multiple":
                    return weight * sum((each for each in points.values() if each > 0), Decimal(0))
                return weight * max(points.values())
            case QtiProcessing():
                return self.processing.weight * self.processing.maximum


class Grouping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A section or aspect: its title and, where the event has one, its cut score."""

    identifier: str
    title: str
    cut: Decimal | None = None


class CutScores(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the cut scores come from: dated data with a source, or None of it."""

    source: str
    valid_from: str
    total: Decimal | None = None


class AnswerKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The whole key of one pack. `version` names it in every result.

    `outcomes`, `outcome_rules`: the test's own outcome processing, where it has any.
    """

    type: Literal["lontar.answer-key/1"]
    pack_digest: str
    test_identifier: str
    test_title: str
    version: str
    sections: tuple[Grouping, ...]
    aspects: tuple[Grouping, ...]
    items: tuple[ItemKey, ...]
    cut_scores: CutScores | None = None
    outcomes: tuple[OutcomeDeclaration, ...] = ()
    outcome_rules: tuple[Node, ...] = ()


def seal_answer_key(key: AnswerKey, approvers: list[KeyPair], recipients: list[str]) -> bytes:
    """The bytes of an `.answer-key` file: signed, then encrypted."""
    return age.encrypt(dsse.sign(encode(key), PAYLOAD_TYPE, approvers), recipients)


def open_answer_key(data: bytes, identities: list[str], verify_keys: dict[str, str], threshold: int) -> AnswerKey:
    """Decrypt and verify an `.answer-key` file (`SEA-03`, `SEA-01`, `SEA-02`, `REC-01`; an item's rules: `PRC-12`)."""
    envelope = age.decrypt(data, identities, "answer key")
    payload, _ = dsse.verify(envelope, PAYLOAD_TYPE, verify_keys, "answer key", threshold)
    check_version(payload, "lontar.answer-key/", 1, "answer key")
    key = decode_strict(payload, AnswerKey, "answer key")
    _check_key(key)
    return key


def _check_key(key: AnswerKey) -> None:
    """What would make scoring fail or silently leave points out is refused here, with the item's name."""
    for names, kind in (
        ([item.identifier for item in key.items], "an item"),
        ([each.identifier for each in key.sections], "a section"),
        ([each.identifier for each in key.aspects], "an aspect"),
    ):
        if len(set(names)) != len(names):
            raise _bad_key(f"{kind} stands in it twice")
    sections, aspects = {each.identifier for each in key.sections}, {each.identifier for each in key.aspects}
    for item in key.items:
        if item.section not in sections or item.aspect not in aspects:
            raise _bad_key(f"item {item.identifier} is of an unknown section or aspect")
        _check_numbers(f"item {item.identifier}", _numbers(item))
        _check_rules_of(item)
    cuts = [each.cut for each in (*key.sections, *key.aspects)] + [key.cut_scores.total if key.cut_scores else None]
    _check_numbers("a cut score", [cut for cut in cuts if cut is not None])
    try:
        check_outcomes(key.outcomes)
        check_rules(key.outcome_rules, "outcome")
    except KnownError as error:
        raise _bad_key(f"outcome processing: {error}") from error


def _check_rules_of(item: ItemKey) -> None:
    if isinstance(item.processing, QtiProcessing):
        try:
            check_processing(item.processing)
        except KnownError as error:
            raise KnownError(
                "PRC-12", item=item.identifier, problem=InBoth(error.sentence("id"), error.sentence("en"))
            ) from error


def _numbers(item: ItemKey) -> list[Decimal]:
    match item.processing:
        case MatchCorrect(correct, weight):
            if not correct or (item.cardinality == "single" and len(correct) != 1):
                raise _bad_key(f"item {item.identifier} does not have the right number of correct options")
            return [weight]
        case MapResponse(points, weight):
            if not points:
                raise _bad_key(f"item {item.identifier} has no points")
            return [*points.values(), weight]
        case QtiProcessing():
            return [*processing_numbers(item.processing), *item.weights.values()]


def _check_numbers(name: str, numbers: list[Decimal]) -> None:
    """Sums and products of such numbers are exact in 28 digits; infinities and NaN are none."""
    for number in numbers:
        exponent = number.as_tuple().exponent
        if not isinstance(exponent, int) or not -6 <= exponent <= 5 or abs(number) >= 10**6:
            raise _bad_key(f"{name}: {number} is not a number between -999999 and 999999 with up to 6 decimals")


def _bad_key(reason: str) -> KnownError:
    return KnownError("REC-01", what="answer key", reason=reason)
