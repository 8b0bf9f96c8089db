"""Officers of a room and their keys: how somebody who signs acts signs in at any console of the room, with no network.

The centre draws a key and a personal code for each officer when it publishes; the code is printed in the sitting's sealed
envelope, the key travels in the order under that code. Used by the centre's `publish` and by the console.
"""

from __future__ import annotations

from base64 import b64decode, b64encode

from question_packs.errors import KnownError
from question_packs.records.orders import Officer, OfficerRole
from question_packs.sealing import codes
from question_packs.sealing.keys import KeyPair


def new_officer(name: str, nip: str, role: OfficerRole, code: str) -> Officer:
    """An officer with a fresh key under `code` (as `codes.new_opening_code` makes); takes about a second."""
    pair = KeyPair.generate(name, role)
    sealed = pair.to_bytes(codes.normalise_code(code))
    return Officer(name, nip, role, pair.public, b64encode(sealed).decode())


def unlock_officer(officer: Officer, typed_code: str) -> KeyPair:
    """The officer's signing key; takes about a second. Mistyped: `SEA-04`; not this officer's code: `ACT-04`."""
    code = codes.normalise_code(typed_code)
    try:
        pair = KeyPair.from_bytes(b64decode(officer.sealed_key, validate=True), officer.name, code)
    except (KnownError, ValueError) as error:
        raise KnownError("ACT-04", name=officer.name) from error
    if pair.public != officer.keys:
        raise KnownError("ACT-04", name=officer.name)
    return pair
