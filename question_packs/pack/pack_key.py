"""The pack-key file: the identity that opens a pack, on its way from the author's side to the centre.

Signed by the pack's approvers, encrypted to the centre, which puts the identity into the key slots of its sitting orders.
Written by the builder, read by the centre; never comes near a workstation.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from question_packs.sealing import age, dsse
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import decode_strict, encode

PAYLOAD_TYPE = "application/vnd.lontar.pack-key+json"


class PackKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which pack (by digest), and the age identity of its recipient."""

    type: Literal["lontar.pack-key/1"]
    pack_digest: str
    identity: str


def seal_pack_key(key: PackKey, approvers: Iterable[KeyPair], recipients: Iterable[str]) -> bytes:
    """The bytes of a `.pack-key` file: signed, then encrypted."""
    return age.encrypt(dsse.sign(encode(key), PAYLOAD_TYPE, approvers), recipients)


def open_pack_key(data: bytes, identities: Iterable[str], verify_keys: dict[str, str], threshold: int) -> PackKey:
    """Decrypt and verify a `.pack-key` file (`SEA-03`, `SEA-01`, `SEA-02`, `REC-01`)."""
    envelope = age.decrypt(data, identities, "pack key")
    payload, _ = dsse.verify(envelope, PAYLOAD_TYPE, verify_keys, "pack key", threshold)
    return decode_strict(payload, PackKey, "pack key")
