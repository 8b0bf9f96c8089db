"""Sealed segments and acts on a stick: one `.bundle` or `.act` file each, encrypted to whom it is for, named by content.

Inside is the same envelope that HTTPS carries. One file each keeps damage local: every other file stays good. A stick
holds no key and no readable name: an act may tell of a person's illness.
"""

from __future__ import annotations

from question_packs.sealing import age
from question_packs.sealing.keys import AGE_MAGIC


def seal_bundle(envelope: bytes, *recipients: str) -> bytes:
    """The bytes of a `.bundle` file, for the centre, the room's nodes, or whoever else may open it."""
    return age.encrypt(envelope, recipients)


def open_bundle(data: bytes, identities: list[str]) -> bytes:
    """The envelope inside; damaged or for somebody else: `SEA-03`."""
    return age.decrypt(data, identities, "bundle")


def open_act(data: bytes, identities: list[str]) -> bytes:
    """The envelope of an `.act` file, sealed or not: it is signed either way. Damaged or for somebody else: `SEA-03`."""
    return age.decrypt(data, identities, "act") if data.startswith(AGE_MAGIC) else data
