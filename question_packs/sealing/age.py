"""The age file format (pyrage): encrypt to recipients or a code, decrypt with identities.

Every output is a standard age file: an auditor with the right key opens it with the `age` tool.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyrage

from question_packs.errors import KnownError


def new_identity() -> tuple[str, str]:
    """A fresh age identity and its recipient, as age's own text forms."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def recipient_of(identity: str) -> str:
    """The recipient of an identity; not an identity: `SEA-03`."""
    try:
        return str(pyrage.x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError as error:
        raise KnownError("SEA-03", what="identity") from error


def encrypt(data: bytes, recipients: Iterable[str]) -> bytes:
    """`data` for all of `recipients` (age's text form)."""
    return bytes(pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(each) for each in recipients]))


def decrypt(data: bytes, identities: Iterable[str], what: str) -> bytes:
    """The plain bytes; damaged, or for somebody else: `SEA-03` naming `what`."""
    try:
        return bytes(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(each) for each in identities]))
    except (pyrage.DecryptError, pyrage.IdentityError, ValueError) as error:
        raise KnownError("SEA-03", what=what) from error


class Opener:
    """Decrypts many small files with one identity without parsing it each time; not an identity: `SEA-03`."""

    def __init__(self, identity: str) -> None:
        try:
            self._identities = [pyrage.x25519.Identity.from_str(identity)]
        except pyrage.IdentityError as error:
            raise KnownError("SEA-03", what="identity") from error

    def open(self, data: bytes, what: str) -> bytes:
        """As `decrypt`."""
        try:
            return bytes(pyrage.decrypt(data, self._identities))
        except (pyrage.DecryptError, ValueError) as error:
            raise KnownError("SEA-03", what=what) from error
