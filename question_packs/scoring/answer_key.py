"""The answer-key file: how each response is judged, and what the scores are made of.

Signed by the approvers of the pack, encrypted to the centre's scoring recipients; names the pack by its digest. It repeats
sections and titles, so that the centre scores without ever opening the pack. Written by the builder, read by the centre.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from question_packs.errors import KnownError
from question_packs.records.segments import check_version
from question_packs.sealing import age, dsse
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import decode_strict, encode

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


Processing = MatchCorrect | MapResponse


class ItemKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one item is judged, and its tags."""

    identifier: str
    section: str
    aspect: str
    competency: str
    level: int
    regulation: str
    cardinality: Cardinality
    processing: Processing

    @property
    def maximum(self) -> Decimal:
        """The most points that this item can give."""
        match self.processing:
            case MatchCorrect(_, weight):
                return weight
            case MapResponse(points, weight):
                return max(points.values()) * weight


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


class AnswerKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole key of one pack. `version` names it in every result."""

    type: Literal["lontar.answer-key/1"]
    pack_digest: str
    test_identifier: str
    test_title: str
    version: str
    sections: tuple[Grouping, ...]
    aspects: tuple[Grouping, ...]
    items: tuple[ItemKey, ...]
    cut_scores: CutScores | None = None


def seal_answer_key(key: AnswerKey, approvers: list[KeyPair], recipients: list[str]) -> bytes:
    """The bytes of an `.answer-key` file: signed, then encrypted."""
    return age.encrypt(dsse.sign(encode(key), PAYLOAD_TYPE, approvers), recipients)


def open_answer_key(data: bytes, identities: list[str], verify_keys: dict[str, str], threshold: int) -> AnswerKey:
    """Decrypt and verify an `.answer-key` file (`SEA-03`, `SEA-01`, `SEA-02`, `REC-01`)."""
    envelope = age.decrypt(data, identities, "answer key")
    payload, _ = dsse.verify(envelope, PAYLOAD_TYPE, verify_keys, "answer key", threshold)
    check_version(payload, "lontar.answer-key/", 1, "answer key")
    key = decode_strict(payload, AnswerKey, "answer key")
    if len({item.identifier for item in key.items}) != len(key.items):
        raise KnownError("REC-01", what="answer key", reason="an item stands in it twice")
    return key
