"""Reads a pack: verifies every byte before anything is believed, opens it with its identity, hands out items and media.

`verify_pack` needs no key and is what installing calls. `OpenPack` is the pack once the sitting was opened; items are
decrypted when they are asked for, so what is not on the screen is not in memory.
"""

from __future__ import annotations

import hashlib
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from question_packs.assessment.model import AssessmentItem, AssessmentStimulus, AssessmentTest
from question_packs.errors import KnownError
from question_packs.pack.manifest import (
    APPROVALS,
    BLOB_FOLDER,
    MANIFEST_NAME,
    PAYLOAD_TYPE,
    PackIndex,
    PackManifest,
    pack_digest,
)
from question_packs.sealing import dsse
from question_packs.sealing.age import Opener
from question_packs.strict_json import check_version, decode_strict

MAX_PACK_BYTES = 512 * 1024 * 1024
# All that zipfile raises on bytes that only look like a zip.
_ZIP_FAILURES = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    struct.error,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    EOFError,
)
_ITEM_DECODER = msgspec.json.Decoder(AssessmentItem)


@dataclass(frozen=True)
class VerifiedPack:
    """A pack whose every byte was checked: its manifest, its digest, who approved it, and its blobs."""

    path: Path
    manifest: PackManifest
    digest: str
    approved_by: tuple[str, ...]
    offsets: dict[str, tuple[int, int]]

    def blob(self, name: str) -> bytes:
        """The ciphertext of a blob, checked again against its name (the disk may have changed since)."""
        offset, size = self.offsets[name]
        try:
            with self.path.open("rb") as file:
                file.seek(offset)
                data = file.read(size)
        except OSError as error:
            raise KnownError("PCK-01", reason=f"{self.path.name} cannot be read any more") from error
        if hashlib.sha256(data).hexdigest() != name:
            raise KnownError("PCK-01", reason=f"blob {name[:12]} changed")
        return data


def verify_pack(
    path: Path, verify_keys: dict[str, str] | None, threshold: int = APPROVALS, expected_digest: str | None = None
) -> VerifiedPack:
    """Check the whole container: layout, manifest signatures, every blob's hash, and not one byte besides.

    `verify_keys`: the approvers trusted here (key id to public key); None checks the signatures' presence against nobody
    and is for `inspect` only. Raises `PCK-01` (damaged, with the reason), `PCK-02` (a draft), `PCK-04` (whole, but not the
    pack `expected_digest`) or `REC-02` (a newer format).
    """
    try:
        data_size = path.stat().st_size
        if data_size > MAX_PACK_BYTES:
            raise KnownError("PCK-01", reason=f"larger than {MAX_PACK_BYTES} bytes")
        with zipfile.ZipFile(path) as archive:
            pack = _verify_archive(path, archive, data_size, verify_keys, threshold)
    except FileNotFoundError as error:
        raise KnownError("PCK-01", reason=f"{path.name} not found") from error
    except _ZIP_FAILURES as error:
        raise KnownError("PCK-01", reason=str(error) or type(error).__name__) from error
    if expected_digest not in (None, pack.digest):
        raise KnownError("PCK-04", expected=str(expected_digest)[:12])
    return pack


def _verify_archive(
    path: Path, archive: zipfile.ZipFile, size: int, verify_keys: dict[str, str] | None, threshold: int
) -> VerifiedPack:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names) or names[:1] != [MANIFEST_NAME]:
        raise KnownError("PCK-01", reason="unexpected layout")
    # Before anything is read: a compressed entry could unpack to more than the memory holds.
    data_end = _check_layout(entries)
    envelope = archive.read(MANIFEST_NAME)
    payload, approved_by = _verify_manifest(envelope, verify_keys, threshold)
    manifest = _decode_manifest(payload)
    sizes = {BLOB_FOLDER + blob.sha256: blob.size for blob in manifest.blobs}
    if names[1:] != sorted(sizes) or manifest.index not in {blob.sha256 for blob in manifest.blobs}:
        raise KnownError("PCK-01", reason="its entries are not those of its manifest")
    offsets = {}
    with path.open("rb") as file:
        for entry in entries[1:]:
            offsets[entry.filename.removeprefix(BLOB_FOLDER)] = _check_blob(file.read, file.seek, entry, sizes)
        _check_frame(file.seek, file.read, entries, data_end, size)
    return VerifiedPack(path, manifest, pack_digest(payload), approved_by, offsets)


_LOCAL_HEADER = 30


def _check_layout(entries: list[zipfile.ZipInfo]) -> int:
    """Entries stand one after the other from the file's first byte; where the last one ends."""
    expected = 0
    for entry in entries:
        _check_entry(entry, expected)
        expected += _LOCAL_HEADER + len(entry.filename) + entry.file_size
    return expected


def _check_entry(entry: zipfile.ZipInfo, expected_offset: int) -> None:
    plain = (
        entry.compress_type == zipfile.ZIP_STORED
        and entry.file_size == entry.compress_size
        and not entry.extra
        and not entry.comment
        and entry.flag_bits == 0
        and entry.header_offset == expected_offset
    )
    if not plain:
        raise KnownError("PCK-01", reason=f"entry {entry.filename[:24]} is not plainly stored")


def _check_blob(
    read: Callable[[int], bytes], seek: Callable[[int], int], entry: zipfile.ZipInfo, sizes: dict[str, int]
) -> tuple[int, int]:
    offset = entry.header_offset + _LOCAL_HEADER + len(entry.filename)
    seek(offset)
    data = read(entry.file_size)
    name = entry.filename.removeprefix(BLOB_FOLDER)
    if entry.file_size != sizes[entry.filename] or hashlib.sha256(data).hexdigest() != name:
        raise KnownError("PCK-01", reason=f"blob {name[:12]} does not match its name")
    return offset, entry.file_size


def _check_frame(
    seek: Callable[[int], int],
    read: Callable[[int], bytes],
    entries: list[zipfile.ZipInfo],
    data_end: int,
    size: int,
) -> None:
    """Every byte outside the contents must be what a STORED zip of these entries has: no room for anything else."""
    for entry in entries:
        seek(entry.header_offset)
        if read(_LOCAL_HEADER + len(entry.filename)) != entry.FileHeader(zip64=False):
            raise KnownError("PCK-01", reason=f"the header of {entry.filename[:24]} changed")
    directory = b"".join(_central_header(entry) for entry in entries)
    seek(data_end)
    tail = read(size - data_end)
    count = len(entries).to_bytes(2, "little")
    end = (
        b"PK\5\6"
        + bytes(4)
        + count
        + count
        + len(directory).to_bytes(4, "little")
        + data_end.to_bytes(4, "little")
        + bytes(2)
    )
    if tail != directory + end:
        raise KnownError("PCK-01", reason="its directory changed")


def _central_header(entry: zipfile.ZipInfo) -> bytes:
    name = entry.filename.encode()
    local = entry.FileHeader(zip64=False)
    # Version made by: 2.0 on Unix (3); attributes as `ZipInfo` of a writer that sets none but 0600.
    return (
        b"PK\1\2\x14\x03" + local[4:30] + bytes(6) + (0o600 << 16).to_bytes(4, "little")
        + entry.header_offset.to_bytes(4, "little") + name
    )  # fmt: skip


def _verify_manifest(envelope: bytes, verify_keys: dict[str, str] | None, threshold: int) -> tuple[bytes, tuple[str, ...]]:
    try:
        if verify_keys is None:
            return dsse.unverified_payload(envelope, "manifest"), ()
        return dsse.verify(envelope, PAYLOAD_TYPE, verify_keys, "manifest", threshold)
    except KnownError as error:
        if error.code == "SEA-02":
            raise KnownError("PCK-02") from error
        raise KnownError("PCK-01", reason=error.sentence("en")) from error


def claimed_signers(path: Path) -> tuple[str, ...]:
    """The key ids that a verified pack's manifest says it is signed by; nobody checked them."""
    with zipfile.ZipFile(path) as archive:
        return dsse.unverified_signers(archive.read(MANIFEST_NAME), "manifest")


def _decode_manifest(payload: bytes) -> PackManifest:
    try:
        check_version(payload, "lontar.pack/", 1, "question pack")
        return decode_strict(payload, PackManifest, "manifest")
    except KnownError as error:
        if error.code == "REC-02":
            raise
        raise KnownError("PCK-01", reason=str(error.values["reason"])) from error


class OpenPack:
    """A verified pack with the identity that opens it."""

    def __init__(self, pack: VerifiedPack, identity: str) -> None:
        self.digest = pack.digest
        self._pack = pack
        self._opener = Opener(identity)
        index = decode_strict(self._open(pack.manifest.index), PackIndex, "pack index")
        self._check_index(index)
        self.test: AssessmentTest = index.test
        self._items = index.items
        self._media = index.media
        self._stimuli = index.stimuli
        self.stimulus = lru_cache(maxsize=2)(self._stimulus)
        self.item = lru_cache(maxsize=8)(self._item)

    def _check_index(self, index: PackIndex) -> None:
        """Now rather than in the middle of the exam: every item of the test and every blob named is there."""
        wanted = {ref.identifier for section in index.test.sections() for ref in section.item_refs}
        wanted_texts = {name for section in index.test.sections() for name in section.references}
        named = {*index.items.values(), *index.stimuli.values(), *(medium.blob for medium in index.media.values())}
        if (
            not wanted <= index.items.keys()
            or not wanted_texts <= index.stimuli.keys()
            or not named <= self._pack.offsets.keys()
        ):
            raise KnownError("PCK-01", reason="its index names what is not in it")

    def _open(self, blob: str) -> bytes:
        return self._opener.open(self._pack.blob(blob), "question pack")

    def _item(self, identifier: str) -> AssessmentItem:
        return decode_strict(self._open(self._items[identifier]), _ITEM_DECODER, f"item {identifier}")

    def _stimulus(self, identifier: str) -> AssessmentStimulus | None:
        """The shared text of this name, or None if the pack has none of that name."""
        blob = self._stimuli.get(identifier)
        return None if blob is None else decode_strict(self._open(blob), AssessmentStimulus, f"stimulus {identifier}")

    def medium(self, name: str) -> tuple[bytes, str] | None:
        """The bytes and media type of a figure, or None if the pack has none of that name."""
        entry = self._media.get(name)
        return None if entry is None else (self._open(entry.blob), entry.media_type)
