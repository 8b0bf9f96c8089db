"""Sealed segments on a stick: one `.bundle` file each, encrypted to whom it is for, named by content.

Inside is the same envelope that HTTPS carries. One file per segment keeps damage local: every other file stays good. A
stick holds no key and no readable name.
"""

from __future__ import annotations

from question_packs.sealing import age


def seal_bundle(envelope: bytes, *recipients: str) -> bytes:
    """The bytes of a `.bundle` file, for the centre, the room's nodes, or whoever else may open it."""
    return age.encrypt(envelope, recipients)


def open_bundle(data: bytes, identities: list[str]) -> bytes:
    """The envelope inside; damaged or for somebody else: `SEA-03`."""
    return age.decrypt(data, identities, "bundle")
