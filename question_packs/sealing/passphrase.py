"""Age files under a passphrase or code, with a fixed cost.

The library measures the machine: what a fast or idle PC made, a slow or busy one refuses to open, as if the code were wrong.
Here the cost is the same everywhere, and what is written is still a standard age file that `age -d` opens.
"""

from __future__ import annotations

import hmac
import os
import re
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

# Doublings: 256 MiB, about half a second on a PC of today and a few on an old one.
COST = 18
_MOST_COST = 20  # what the library makes on a very fast machine; more is an attack on this PC's memory
_LABEL = b"age-encryption.org/v1"
_HEADER = re.compile(_LABEL + rb"\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n([A-Za-z0-9+/]{43})\n---", re.ASCII)
_CHUNK = 64 * 1024
_MAC_LINE = 1 + 43 + 1  # a space, the code, the end of the line


class CannotOpenError(Exception):
    """Another passphrase, or a damaged file."""


def lock(data: bytes, passphrase: str) -> bytes:
    """`data` as an age file."""
    salt, file_key, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    body = ChaCha20Poly1305(_wrap_key(passphrase, salt, COST)).encrypt(bytes(12), file_key, None)
    header = b"%s\n-> scrypt %s %d\n%s\n---" % (_LABEL, _b64(salt), COST, _b64(body))
    seal = ChaCha20Poly1305(_derive(file_key, nonce, b"payload"))
    chunks = [data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK)] or [b""]
    sealed = [seal.encrypt(_nonce(place, len(chunks)), chunk, None) for place, chunk in enumerate(chunks)]
    return b"".join((header, b" ", _b64(_mac(file_key, header)), b"\n", nonce, *sealed))


def unlock(data: bytes, passphrase: str) -> bytes:
    """The plain bytes; `CannotOpenError` for everything else."""
    found = _HEADER.match(data)
    if found is None or int(found[2]) > _MOST_COST:
        raise CannotOpenError
    try:
        wrap_key = _wrap_key(passphrase, _unb64(found[1]), int(found[2]))
        file_key = ChaCha20Poly1305(wrap_key).decrypt(bytes(12), _unb64(found[3]), None)
        mac, rest = data[found.end() : found.end() + _MAC_LINE], data[found.end() + _MAC_LINE :]
        if not hmac.compare_digest(mac, b" " + _b64(_mac(file_key, found[0])) + b"\n"):
            raise CannotOpenError
        return _open_payload(file_key, rest[:16], rest[16:])
    except (InvalidTag, ValueError) as error:
        raise CannotOpenError from error


def _open_payload(file_key: bytes, nonce: bytes, sealed: bytes) -> bytes:
    seal, size = ChaCha20Poly1305(_derive(file_key, nonce, b"payload")), _CHUNK + 16
    chunks = [sealed[at : at + size] for at in range(0, len(sealed), size)]
    if not chunks:
        raise CannotOpenError
    return b"".join(seal.decrypt(_nonce(place, len(chunks)), chunk, None) for place, chunk in enumerate(chunks))


def _wrap_key(passphrase: str, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt=_LABEL + b"/scrypt" + salt, length=32, n=2**cost, r=8, p=1).derive(passphrase.encode())


def _derive(file_key: bytes, salt: bytes, use: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, use).derive(file_key)


def _mac(file_key: bytes, header: bytes) -> bytes:
    return hmac.digest(_derive(file_key, b"", b"header"), header, "sha256")


def _nonce(place: int, count: int) -> bytes:
    """Eleven bytes of position, and whether it is the last chunk."""
    return place.to_bytes(11, "big") + bytes([place == count - 1])


def _b64(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")


def _unb64(text: bytes) -> bytes:
    return b64decode(text + b"=" * (-len(text) % 4), validate=True)
