"""HTTP Message Signatures (RFC 9421) by which enrolled machines authenticate their requests.

Covered: method, path, query and the digest of the body. A request is fresh for five minutes around the server's clock, or
whatever the caller says; replay within that time is the caller's to refuse by the nonce that `verify_request` returns.
"""

from __future__ import annotations

import secrets
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from http_message_signatures import (
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
)
from http_message_signatures.algorithms import ED25519
from http_message_signatures.exceptions import HTTPMessageSignaturesException

from question_packs.errors import KnownError
from question_packs.sealing.keys import KeyPair

COVERED = ("@method", "@path", "@query")
TAG = "lontar"


@dataclass
class _Message:
    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)


class _Resolver(HTTPSignatureKeyResolver):  # type: ignore[misc]
    def __init__(self, find_key: Callable[[str], str | None]) -> None:
        self._find_key = find_key

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey | None:
        verify_key = self._find_key(key_id)
        return None if verify_key is None else Ed25519PublicKey.from_public_bytes(b64decode(verify_key))


class _OwnKey(HTTPSignatureKeyResolver):  # type: ignore[misc]
    def __init__(self, key: KeyPair) -> None:
        self._key = key

    def resolve_private_key(self, key_id: str) -> object:
        return self._key.signing


class RequestSigner:
    """Signs a machine's requests with its enrolled key."""

    def __init__(self, key: KeyPair) -> None:
        self._key_id = key.key_id
        self._signer = HTTPMessageSigner(signature_algorithm=ED25519, key_resolver=_OwnKey(key))

    def headers(self, method: str, url: str, body: bytes, created: datetime | None = None) -> dict[str, str]:
        """The headers (content digest, signature) to send with this request. `created`: if not now."""
        message = _Message(method, url)
        self._signer.sign(
            message,
            key_id=self._key_id,
            created=created,
            nonce=secrets.token_urlsafe(16),
            tag=TAG,
            covered_component_ids=COVERED,
            body=body,
        )
        return message.headers


@dataclass(frozen=True)
class SignedRequest:
    """Who signed a request, and the nonce that makes it unique."""

    key_id: str
    nonce: str


def verify_request(
    method: str,
    url: str,
    headers: dict[str, str],
    body: bytes,
    find_key: Callable[[str], str | None],
    max_age: timedelta = timedelta(minutes=5),
) -> SignedRequest:
    """Check a request's signature; unsigned, stale, altered or by an unknown key: `SEA-01`.

    `max_age` bounds the clocks' difference both ways, so a nonce must be remembered for twice as long.
    `find_key` maps a key id to the base64 raw public key of an enrolled machine, or None.
    """
    verifier = HTTPMessageVerifier(signature_algorithm=ED25519, key_resolver=_Resolver(find_key))
    # The library's own 5 seconds for a clock that is ahead would lock out most PCs of a room; so age is all in the skew.
    verifier.max_clock_skew = max_age
    try:
        results = verifier.verify(
            _Message(method, url, headers), max_age=timedelta(0), expect_tag=TAG, require_components=COVERED, body=body
        )
        result = results[0]
        return SignedRequest(str(result.parameters["keyid"]), str(result.parameters["nonce"]))
    except (HTTPMessageSignaturesException, KeyError, IndexError, ValueError, TypeError) as error:
        raise KnownError("SEA-01", what="request") from error
