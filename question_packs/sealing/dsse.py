"""DSSE envelopes: Ed25519 signatures over the exact payload bytes, with a threshold of distinct keys.

Source: the Dead Simple Signing Envelope, version 1.0.0 (pre-authentication encoding and JSON form). The payload is what
is signed and stored; it is decoded only after it was verified, and never re-encoded to be checked.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from typing import Annotated

import msgspec

from question_packs.errors import KnownError
from question_packs.sealing.keys import KeyPair, decode_base64, signature_is_valid
from question_packs.strict_json import decode_canonical, encode

# Each costs a verification; nothing here needs more.
_MOST_SIGNATURES = 16


class Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One signature: `keyid` as `sealing.keys.key_id`, `sig` base64."""

    keyid: str
    sig: str


class Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """The JSON form of DSSE: the payload (base64 as it travels), its type, its signatures."""

    payload_type: str
    payload: bytes
    signatures: Annotated[tuple[Signature, ...], msgspec.Meta(max_length=_MOST_SIGNATURES)]


_DECODER = msgspec.json.Decoder(Envelope)


def _pre_authentication_encoding(payload_type: str, payload: bytes) -> bytes:
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def sign(payload: bytes, payload_type: str, keys: Iterable[KeyPair]) -> bytes:
    """The envelope of `payload`, signed by each of `keys`, as bytes."""
    message = _pre_authentication_encoding(payload_type, payload)
    signatures = tuple(Signature(key.key_id, b64encode(key.sign(message)).decode()) for key in keys)
    return encode(Envelope(payload_type, payload, signatures))


def verify(
    envelope: bytes, payload_type: str, verify_keys: dict[str, str], what: str, threshold: int = 1
) -> tuple[bytes, tuple[str, ...]]:
    """The payload and the key ids that signed it.

    `verify_keys` maps key id to base64 raw public key: whom the caller trusts for this. Raises `REC-01` (not an envelope
    or another type of payload), `SEA-01` (a signature by a trusted key is wrong) or `SEA-02` (fewer than `threshold`
    distinct trusted keys). An envelope has one spelling: white space, another key order or slack bits of base64 are refused.
    """
    parsed = parse(envelope, what)
    return parsed.payload, verify_parsed(parsed, payload_type, verify_keys, what, threshold)


def parse(envelope: bytes, what: str) -> Envelope:
    """Read an envelope once (`REC-01`). Nothing in it is to be believed before `verify_parsed`."""
    return decode_canonical(envelope, _DECODER, what)


def verify_parsed(
    envelope: Envelope, payload_type: str, verify_keys: dict[str, str], what: str, threshold: int = 1
) -> tuple[str, ...]:
    """The key ids that signed an envelope which `parse` read; raises as `verify`."""
    if threshold < 1:
        raise ValueError("a threshold below one trusts everybody")
    if envelope.payload_type != payload_type:
        raise KnownError("REC-01", what=what, reason=f"payload type {envelope.payload_type!r}, expected {payload_type!r}")
    message = _pre_authentication_encoding(payload_type, envelope.payload)
    good: dict[str, None] = {}
    for signature in envelope.signatures:
        if signature.keyid not in verify_keys:
            continue
        if not _matches(verify_keys[signature.keyid], signature.sig, message):
            raise KnownError("SEA-01", what=what)
        good[signature.keyid] = None
    if len(good) < threshold:
        raise KnownError("SEA-02", what=what, needed=threshold, found=len(good))
    return tuple(good)


def unverified_payload(envelope: bytes, what: str) -> bytes:
    """The payload without any check: only to learn whom to ask for a key, never to be believed."""
    return parse(envelope, what).payload


def unverified_signers(envelope: bytes, what: str) -> tuple[str, ...]:
    """The distinct key ids that an envelope claims, without any check: only to be shown to a person as such."""
    return tuple(dict.fromkeys(each.keyid for each in parse(envelope, what).signatures))


def _matches(verify_key: str, signature: str, message: bytes) -> bool:
    try:
        raw = decode_base64(signature)
    except ValueError:
        return False
    return signature_is_valid(verify_key, raw, message)
