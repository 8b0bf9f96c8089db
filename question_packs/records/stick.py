"""Sealed segments on a stick: one `.bundle` file each, encrypted to the centre, named by content.

Inside is the same envelope that HTTPS carries. One file per segment keeps damage local: every other file stays good. A
stick holds no key and no readable name.
"""

from __future__ import annotations

from question_packs.sealing import age


def seal_bundle(envelope: bytes, centre_recipient: str) -> bytes:
    """The bytes of a `.bundle` file."""
    return age.encrypt(envelope, [centre_recipient])


def open_bundle(data: bytes, centre_identities: list[str]) -> bytes:
    """The envelope inside; damaged or another centre's: `SEA-03`."""
    return age.decrypt(data, centre_identities, "bundle")
