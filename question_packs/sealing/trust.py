"""The trust list: which keys may do what. Signed by the root key, which a device learns when it is enrolled.

Roles: `root`, `centre` (orders, receipts, results), `approver` (release of packs), `device`. The newest revision wins;
a key that left the list is not trusted any more.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from question_packs.errors import KnownError
from question_packs.sealing import dsse
from question_packs.sealing.keys import KeyPair, PublicKeys
from question_packs.strict_json import decode_strict, encode

PAYLOAD_TYPE = "application/vnd.lontar.trust+json"


class TrustList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`approvals` is how many distinct approvers a pack's release needs."""

    type: Literal["lontar.trust/1"]
    revision: Annotated[int, msgspec.Meta(ge=0)]
    centre_name: str
    approvals: Annotated[int, msgspec.Meta(ge=1, le=16)]
    keys: tuple[PublicKeys, ...]

    def verify_keys(self, role: str) -> dict[str, str]:
        """Key id to public key, of everybody with this role."""
        return {each.key_id: each.verify_key for each in self.keys if each.role == role}

    def recipient(self, role: str) -> str:
        """The age recipient of the (newest) holder of a role; none: `SEA-08`."""
        holders = [each.recipient for each in self.keys if each.role == role]
        if not holders:
            raise KnownError("SEA-08", keyid="-", role=role)
        return holders[-1]

    def verify(self, envelope: bytes, payload_type: str, role: str, what: str, threshold: int = 1) -> bytes:
        """The payload of an envelope signed by `threshold` distinct keys of `role` (errors as `dsse.verify`)."""
        return dsse.verify(envelope, payload_type, self.verify_keys(role), what, threshold)[0]


def sign_trust_list(trust: TrustList, root: KeyPair) -> bytes:
    """The trust list as an envelope of the root key."""
    return dsse.sign(encode(trust), PAYLOAD_TYPE, [root])


def verify_trust_list(envelope: bytes, root: PublicKeys) -> TrustList:
    """The trust list, if the root signed it."""
    payload, _ = dsse.verify(envelope, PAYLOAD_TYPE, {root.key_id: root.verify_key}, "trust list")
    return decode_strict(payload, TrustList, "trust list")
