"""Ed25519 signing keys and age identities, and the files they live in.

A key file is JSON readable only by its owner; with a passphrase the whole file is an age file that `age -d` opens.
Used by every program that signs or opens something.
"""

from __future__ import annotations

import hashlib
import os
from base64 import b64decode, b64encode
from functools import lru_cache
from pathlib import Path

import msgspec
import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from question_packs.errors import KnownError
from question_packs.sealing.passphrase import CannotOpenError, lock, unlock
from question_packs.strict_json import decode_strict, encode

AGE_MAGIC = b"age-encryption.org/v1\n"


def decode_base64(text: str) -> bytes:
    """The bytes of the one base64 spelling that encoders write; `ValueError` for any other, also for slack bits."""
    data = b64decode(text, validate=True)
    if b64encode(data).decode() != text:
        raise ValueError("not canonical base64")
    return data


class PublicKeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What others may know of a key holder: `verify_key` is raw Ed25519 (base64), `recipient` an age recipient."""

    name: str
    role: str
    verify_key: str
    recipient: str

    def __post_init__(self) -> None:
        if len(decode_base64(self.verify_key)) != 32:
            raise ValueError("verify_key is not an Ed25519 key")
        try:
            pyrage.x25519.Recipient.from_str(self.recipient)
        except pyrage.RecipientError as error:
            raise ValueError("recipient is not an age recipient") from error

    @property
    def key_id(self) -> str:
        """SHA-256 (hex) of the raw public key: how signatures name their key."""
        return key_id(b64decode(self.verify_key))


class _KeyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    type: str
    public: PublicKeys
    signing_secret: str
    identity: str


def key_id(raw_public_key: bytes) -> str:
    """SHA-256 (hex) of a raw Ed25519 public key."""
    return hashlib.sha256(raw_public_key).hexdigest()


@lru_cache(maxsize=4096)
def _public_key(verify_key: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(b64decode(verify_key))


def signature_is_valid(verify_key: str, signature: bytes, message: bytes) -> bool:
    """Whether `signature` is the one of `message` under the base64 raw public key `verify_key`."""
    try:
        _public_key(verify_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


class KeyPair:
    """One holder's Ed25519 signing key and age identity: an approver, the centre, a device."""

    def __init__(self, name: str, role: str, signing: Ed25519PrivateKey, identity: str) -> None:
        raw = signing.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        recipient = str(pyrage.x25519.Identity.from_str(identity).to_public())
        self.public = PublicKeys(name, role, b64encode(raw).decode(), recipient)
        self.signing = signing
        self.identity = identity

    @classmethod
    def generate(cls, name: str, role: str) -> KeyPair:
        """A new pair from the operating system's random source."""
        return cls(name, role, Ed25519PrivateKey.generate(), str(pyrage.x25519.Identity.generate()))

    @property
    def key_id(self) -> str:
        """SHA-256 (hex) of the raw public key."""
        return self.public.key_id

    def sign(self, message: bytes) -> bytes:
        """The 64-byte Ed25519 signature of `message`."""
        return self.signing.sign(message)

    def derive(self, purpose: str) -> bytes:
        """32 secret bytes for one purpose, the same ones each time (HKDF-SHA-256 over the age identity)."""
        return HKDF(SHA256(), 32, salt=None, info=f"lontar {purpose}".encode()).derive(self.identity.encode())

    def to_bytes(self, passphrase: str | None = None) -> bytes:
        """The bytes of the key file; under a passphrase they are an age file (making one takes about a second)."""
        secret = self.signing.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
        data = encode(_KeyFile("lontar.key/1", self.public, b64encode(secret).decode(), self.identity))
        return data if passphrase is None else lock(data, passphrase)

    def save(self, path: Path, passphrase: str | None = None) -> None:
        """Write the key file, readable by its owner only; an existing file is refused (`SEA-07`)."""
        data = self.to_bytes(passphrase)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError as error:
            raise KnownError("SEA-07", path=path) from error
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    @staticmethod
    def is_protected(path: Path) -> bool:
        """Whether a key file asks for a passphrase; unreadable: `SEA-06`."""
        try:
            return path.read_bytes().startswith(AGE_MAGIC)
        except OSError as error:
            raise KnownError("SEA-06", path=path) from error

    @classmethod
    def load(cls, path: Path, passphrase: str | None = None) -> KeyPair:
        """Read a key file; unreadable, damaged or wrongly unlocked: `SEA-06`."""
        try:
            data = path.read_bytes()
        except OSError as error:
            raise KnownError("SEA-06", path=path) from error
        return cls.from_bytes(data, path, passphrase)

    @classmethod
    def from_bytes(cls, data: bytes, path: Path | str, passphrase: str | None = None) -> KeyPair:
        """As `load`, of bytes; `path` is what the refusal names."""
        try:
            if data.startswith(AGE_MAGIC):
                data = unlock(data, passphrase or "")
            file = decode_strict(data, _KeyFile, "key file")
            signing = Ed25519PrivateKey.from_private_bytes(b64decode(file.signing_secret))
            pair = cls(file.public.name, file.public.role, signing, file.identity)
        except (KnownError, ValueError, CannotOpenError, pyrage.IdentityError) as error:
            raise KnownError("SEA-06", path=path) from error
        if pair.public != file.public:
            raise KnownError("SEA-06", path=path)
        return pair


def load_public(path: Path) -> PublicKeys:
    """Read a holder's public keys (`*.pub`), as `keygen` writes them."""
    try:
        return decode_strict(path.read_bytes(), PublicKeys, "public key")
    except (OSError, KnownError) as error:
        raise KnownError("SEA-06", path=path) from error
