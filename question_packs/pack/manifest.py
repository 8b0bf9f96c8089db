"""The signed manifest of a pack, and the index inside it.

The manifest names every blob by the SHA-256 and size of its ciphertext, so a pack is verified completely when it is
installed, days before anybody can open it. What a blob is, only the encrypted index tells.
"""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from question_packs.assessment.model import AssessmentTest

PAYLOAD_TYPE = "application/vnd.lontar.pack-manifest+json"
MANIFEST_NAME = "manifest.dsse.json"
BLOB_FOLDER = "blobs/"
APPROVALS = 2


class BlobEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One blob: hex SHA-256 and size in bytes of its ciphertext."""

    sha256: str
    size: int


class PackManifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`content_digest` is over the plain content: equal for two builds of one source. `recipient`: the pack's own."""

    type: Literal["lontar.pack/1"]
    identifier: str
    title: str
    version: str
    content_digest: str
    recipient: str
    index: str
    blobs: tuple[BlobEntry, ...]


class MediaEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure or formula: where it is and what it is."""

    blob: str
    media_type: str


class PackIndex(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The plain index: the test, and the blob of every item, medium and stimulus by name."""

    test: AssessmentTest
    items: dict[str, str]
    media: dict[str, MediaEntry]
    stimuli: dict[str, str] = {}


def pack_digest(manifest_payload: bytes) -> str:
    """The name of a pack everywhere: SHA-256 (hex) of its manifest's payload, whoever signed it."""
    return hashlib.sha256(manifest_payload).hexdigest()
