"""The completeness roll of a sitting: who was registered, who sat, whose attempt arrived whole, and who is missing and why.

Made and signed by the room node before anybody goes home, and by the centre; both count by the same rule over the same
records, so two rolls of one sitting can be laid side by side. Used by `completeness` of the server and by the console.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from question_packs.errors import KnownError
from question_packs.records.acts import Absence
from question_packs.records.limits import Count, Digest, Identifier, Instant
from question_packs.sealing import dsse
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import check_version, decode_strict, encode

PAYLOAD_TYPE = "application/vnd.lontar.roll+json"

# Nothing of the person is here; events are missing or it was not handed in; two logs disagree; it was set aside.
MissingReason = Literal["nothing", "incomplete", "fork", "voided"]


class Missing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who sat and whose attempt is not here whole."""

    candidate_number: Identifier
    reason: MissingReason


class Absent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who did not sit. `not_recorded`: nobody wrote down why."""

    candidate_number: Identifier
    reason: Absence | Literal["not_recorded"]


class Roll(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The roll: `registered` (provisional candidates too) is `sat` plus `absent`, `sat` is `received` plus `missing`.

    `keeper_id`: key id of the machine that made it, `keeper` its name. `provisional` and `disqualified`: candidate numbers.
    `merkle_root` (hex) is over this sitting's records alone, so that room and centre have the same one.
    """

    type: Literal["lontar.roll/1"]
    sitting_id: Identifier
    sitting_title: Identifier
    room_id: Identifier
    keeper_id: Digest
    keeper: Identifier
    keeper_role: Literal["centre", "node"]
    made_at: Instant
    registered: Count
    sat: Count
    received: Count
    missing: tuple[Missing, ...]
    absent: tuple[Absent, ...]
    provisional: tuple[Identifier, ...]
    disqualified: tuple[Identifier, ...]
    acts: Count
    merkle_root: Digest

    @property
    def forks(self) -> tuple[str, ...]:
        """Candidate numbers whose logs disagree: people must decide."""
        return tuple(each.candidate_number for each in self.missing if each.reason == "fork")

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing of anybody who sat."""
        return not self.missing


def sign_roll(roll: Roll, keeper: KeyPair) -> bytes:
    """The roll as an envelope of the key of whoever made it."""
    return dsse.sign(encode(roll), PAYLOAD_TYPE, [keeper])


def verify_roll(envelope: bytes, keeper_keys: dict[str, str]) -> Roll:
    """A roll that the machine it names signed (`keeper_keys`: key id to public key); else `SEA-01`/`SEA-02`, `REC-01`."""
    payload, signers = dsse.verify(envelope, PAYLOAD_TYPE, keeper_keys, "completeness roll")
    check_version(payload, "lontar.roll/", 1, "completeness roll")
    roll = decode_strict(payload, Roll, "completeness roll")
    if roll.keeper_id not in signers:
        raise KnownError("SEA-01", what="completeness roll")
    return roll
