"""Writes a pack: encrypts the blobs, signs the manifest, lays out the zip. Called by the builder alone."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from question_packs.assessment.model import AssessmentItem, AssessmentStimulus, AssessmentTest
from question_packs.pack.manifest import (
    BLOB_FOLDER,
    MANIFEST_NAME,
    PAYLOAD_TYPE,
    BlobEntry,
    MediaEntry,
    PackIndex,
    PackManifest,
    pack_digest,
)
from question_packs.sealing import age, dsse
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import encode

# Entries carry no build time: the zip's own bytes depend on the content and the ciphertext alone.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Medium:
    """A figure's bytes and media type."""

    data: bytes
    media_type: str


@dataclass(frozen=True)
class WrittenPack:
    """What was written: the pack's digest, the digest of its plain content, and the identity that opens it."""

    digest: str
    content_digest: str
    identity: str


def content_digest(
    test: AssessmentTest,
    items: Sequence[AssessmentItem],
    media: dict[str, Medium],
    stimuli: Sequence[AssessmentStimulus] = (),
) -> str:
    """SHA-256 (hex) over everything a candidate can see, in one order: the same source gives the same digest."""
    digest = hashlib.sha256(encode(test))
    for item in sorted(items, key=lambda each: each.identifier):
        digest.update(hashlib.sha256(encode(item)).digest())
    for stimulus in sorted(stimuli, key=lambda each: each.identifier):
        digest.update(b"stimulus\0" + hashlib.sha256(encode(stimulus)).digest())
    for name in sorted(media):
        digest.update(name.encode() + b"\0" + media[name].media_type.encode() + b"\0")
        digest.update(hashlib.sha256(media[name].data).digest())
    return digest.hexdigest()


def write_pack(
    path: Path,
    test: AssessmentTest,
    items: Sequence[AssessmentItem],
    media: dict[str, Medium],
    approvers: Sequence[KeyPair],
    stimuli: Sequence[AssessmentStimulus] = (),
) -> WrittenPack:
    """Write the pack to `path` with one signature per approver (fewer than two make a draft)."""
    identity, recipient = age.new_identity()
    blobs: dict[str, bytes] = {}

    def add(plain: bytes) -> str:
        ciphertext = age.encrypt(plain, [recipient])
        name = hashlib.sha256(ciphertext).hexdigest()
        blobs[name] = ciphertext
        return name

    item_blobs = {item.identifier: add(encode(item)) for item in items}
    media_blobs = {name: MediaEntry(add(medium.data), medium.media_type) for name, medium in sorted(media.items())}
    stimulus_blobs = {stimulus.identifier: add(encode(stimulus)) for stimulus in stimuli}
    index = add(encode(PackIndex(test, item_blobs, media_blobs, stimulus_blobs)))
    manifest = PackManifest(
        type="lontar.pack/1",
        identifier=test.identifier,
        title=test.title,
        version=test.version,
        content_digest=content_digest(test, items, media, stimuli),
        recipient=recipient,
        index=index,
        blobs=tuple(BlobEntry(name, len(blobs[name])) for name in sorted(blobs)),
    )
    payload = encode(manifest)
    _write_zip(path, dsse.sign(payload, PAYLOAD_TYPE, approvers), blobs)
    return WrittenPack(pack_digest(payload), manifest.content_digest, identity)


def _write_zip(path: Path, manifest_envelope: bytes, blobs: dict[str, bytes]) -> None:
    partial = path.with_name(path.name + ".partial")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(MANIFEST_NAME, _ZIP_TIME), manifest_envelope)
        for name in sorted(blobs):
            archive.writestr(zipfile.ZipInfo(BLOB_FOLDER + name, _ZIP_TIME), blobs[name])
    partial.replace(path)
