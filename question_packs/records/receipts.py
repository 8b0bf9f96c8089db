"""Receipts and results: what the centre answers, signed.

A workstation lets go of data only for a receipt over its own hashes; an HTTP status proves nothing.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from question_packs.sealing import dsse
from question_packs.sealing.keys import KeyPair
from question_packs.sealing.trust import TrustList
from question_packs.strict_json import check_version, decode_strict, encode

RECEIPT_TYPE = "application/vnd.lontar.receipt+json"
RESULT_TYPE = "application/vnd.lontar.result+json"


class Receipt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The centre holds this segment.

    `sequence_reached`: the last sequence up to which the centre has every event of the epoch (-1: none). `gaps`: ranges
    (first, last) that are missing below the highest event seen. `status`: `accepted`; `fork` (kept, and it contradicts
    another log); `quarantined` (kept, could not be understood). `complete`: the attempt is whole and handed in.
    `log_position`: leaf index in the centre's Merkle log.
    """

    type: Literal["lontar.receipt/1"]
    centre: str
    segment_digest: str
    attempt_id: str
    epoch: int
    first_sequence: int
    last_sequence: int
    head_hash: str
    sequence_reached: int
    gaps: tuple[tuple[int, int], ...]
    status: Literal["accepted", "fork", "quarantined"]
    complete: bool
    log_position: int
    received_at: str


class ScoreLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a result: decimals as text, already rounded. `cut` and `reached_cut` where the event has a cut score."""

    identifier: str
    title: str
    score: str
    maximum: str
    cut: str | None = None
    reached_cut: bool | None = None


class AttemptResult(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A scored attempt as the centre releases it to the candidate's screen, if the order allows.

    `by_people`: how many answers still wait for assessors.
    """

    type: Literal["lontar.result/1"]
    attempt_id: str
    candidate_number: str
    total: ScoreLine
    sections: tuple[ScoreLine, ...]
    aspects: tuple[ScoreLine, ...]
    answered: int
    items: int
    key_version: str
    scored_at: str
    by_people: int = 0


def receipt_code(head_hash: str) -> str:
    """The code on the candidate's screen and on paper: the head hash's first 16 hex digits in groups of four.

    Short enough to compare by eye and to copy onto the sheet that candidate and proctor sign.
    """
    digits = head_hash[:16].upper()
    return "-".join(digits[start : start + 4] for start in range(0, 16, 4))


def sign_receipt(receipt: Receipt, centre: KeyPair) -> bytes:
    """The receipt as an envelope of the centre's key."""
    return dsse.sign(encode(receipt), RECEIPT_TYPE, [centre])


def verify_receipt(envelope: bytes, trust: TrustList) -> Receipt:
    """A receipt by a centre on the trust list; another centre's: `SEA-02`."""
    return _read_receipt(trust.verify(envelope, RECEIPT_TYPE, "centre", "receipt"))


def verify_node_receipt(envelope: bytes, node_keys: dict[str, str]) -> tuple[Receipt, str]:
    """A receipt by a node of the room, and that node's id: the segment is held in the room. Another's: `SEA-02`.

    `node_keys` as `SittingOrder.machine_keys("node")`. It is no receipt of the centre: nobody lets go of anything for it.
    """
    payload, signers = dsse.verify(envelope, RECEIPT_TYPE, node_keys, "receipt")
    return _read_receipt(payload), min(signers)


def _read_receipt(payload: bytes) -> Receipt:
    check_version(payload, "lontar.receipt/", 1, "receipt")
    return decode_strict(payload, Receipt, "receipt")


def sign_result(result: AttemptResult, centre: KeyPair) -> bytes:
    """The result as an envelope of the centre's key."""
    return dsse.sign(encode(result), RESULT_TYPE, [centre])


def verify_result(envelope: bytes, trust: TrustList) -> AttemptResult:
    """A result by a centre on the trust list."""
    payload = trust.verify(envelope, RESULT_TYPE, "centre", "result")
    check_version(payload, "lontar.result/", 1, "result")
    return decode_strict(payload, AttemptResult, "result")
