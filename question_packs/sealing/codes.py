"""Codes that people read out and type: opening codes, one-time codes, start tokens and PINs; and the slot a code opens.

An opening code is 10 characters of Crockford's base32: 8 random ones (40 bits) and 2 check characters (the value modulo
1021, a prime, so that every single wrong character and every swap of neighbours is noticed before anything is tried).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable

import argon2

from question_packs.errors import KnownError
from question_packs.sealing import age, passphrase

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
_CHECK_MODULUS = 1021
CHALLENGE_LENGTH = 6
ONE_TIME_LENGTH = 8

# OWASP's first recommendation for Argon2id: 46 MiB, one pass. About 60 ms on an office PC, once per sign-in. More would buy
# little: a PIN has six digits, and what protects the verifiers is that orders are encrypted to the room's PCs.
_HASHER = argon2.PasswordHasher(time_cost=1, memory_cost=47104, parallelism=1)


def _characters(value: int, length: int) -> str:
    return "".join(ALPHABET[(value >> (5 * place)) & 31] for place in reversed(range(length)))


def _with_check(value: int, length: int) -> str:
    """`length` characters of `value`, and two that a mistake would not fit."""
    return _characters(value, length) + _characters(value % _CHECK_MODULUS, 2)


def new_opening_code() -> str:
    """A fresh opening code, without separators."""
    return _with_check(secrets.randbits(40), 8)


def new_challenge() -> str:
    """A fresh challenge, shown by the PC that waits for a one-time code: 4 random characters and 2 check characters."""
    return _with_check(secrets.randbits(20), CHALLENGE_LENGTH - 2)


def one_time_code(secret: str, *facts: str) -> str:
    """The code (6 characters and 2 check characters) that answers a challenge among `facts`: HMAC-SHA-256 under `secret`."""
    digest = hmac.digest(secret.encode(), "\x1f".join(facts).encode(), "sha256")
    return _with_check(int.from_bytes(digest[:4], "big") >> 2, ONE_TIME_LENGTH - 2)


def normalise_code(typed: str, length: int = 10) -> str:
    """The canonical form of what a person typed (case, dashes, O/0, I/L/1 do not matter); mistyped: `SEA-04`."""
    code = typed.strip().upper().translate(_LOOKALIKES)
    if len(code) != length or any(character not in ALPHABET for character in code):
        raise KnownError("SEA-04", length=length)
    value = 0
    for character in code[:-2]:
        value = value * 32 + ALPHABET.index(character)
    if code[-2:] != _characters(value % _CHECK_MODULUS, 2):
        raise KnownError("SEA-04", length=length)
    return code


def show_code(code: str) -> str:
    """A code in two groups for reading aloud: `7K3QD-9M2XA`."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"


def seal_slot(secret: bytes, code: str, recipients: Iterable[str]) -> bytes:
    """A key slot: `secret` under the opening code, and that under the room's devices.

    A leaked code opens nothing without an enrolled PC; a stolen PC opens nothing without the code.
    """
    return age.encrypt(passphrase.lock(secret, normalise_code(code)), recipients)


def open_slot(slot: bytes, typed_code: str, device_identity: str) -> bytes:
    """The secret of a key slot. Mistyped: `SEA-04`; another room's slot: `SEA-03`; another sitting's code: `SEA-05`."""
    code = normalise_code(typed_code)
    inner = age.decrypt(slot, [device_identity], "key slot")
    try:
        return passphrase.unlock(inner, code)
    except passphrase.CannotOpenError as error:
        raise KnownError("SEA-05") from error


def new_pin() -> str:
    """A six-digit PIN or start token."""
    return f"{secrets.randbelow(10**6):06d}"


def pin_verifier(pin: str) -> str:
    """An Argon2id verifier (PHC string) of a PIN or token."""
    return _HASHER.hash(pin)


def pin_matches(verifier: str, typed: str) -> bool:
    """Whether `typed` is the PIN behind `verifier`; spaces do not matter."""
    try:
        return _HASHER.verify(verifier, typed.replace(" ", ""))
    except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
        return False
