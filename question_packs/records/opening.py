"""The keys that an `open_sitting` act carries: the packs' identities, sealed to the room's workstations.

Made by the room node for an officer who typed the opening code there; opened by each workstation that takes the act. Whoever
reads the act without a workstation of the room learns nothing.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable

from question_packs.errors import KnownError
from question_packs.sealing import age
from question_packs.sealing.keys import KeyPair, decode_base64
from question_packs.strict_json import decode_strict, encode


def seal_opening(identities: dict[str, str], recipients: Iterable[str]) -> str:
    """Pack digest to pack identity (as `open_key_slots` gives them), as base64 of an age file for `recipients`."""
    return b64encode(age.encrypt(encode(identities), recipients)).decode()


def open_opening(keys: str, device: KeyPair) -> dict[str, str]:
    """Pack digest to pack identity. Damaged: `REC-01`, `SEA-03`; sealed to other workstations: `SEA-03`."""
    try:
        sealed = decode_base64(keys)
    except ValueError as error:
        raise KnownError("REC-01", what="opening", reason="not base64") from error
    return decode_strict(age.decrypt(sealed, [device.identity], "opening"), dict[str, str], "opening")
