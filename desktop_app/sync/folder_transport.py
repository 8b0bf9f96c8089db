"""The road over a stick: a folder with the same signed bytes, each sealed to the centre and named by its content.

    segments/<sha256>.bundle   receipts/<segment>.receipt   results/<attempt>.result
    orders/<sha256>.order      packs/<digest>.pack          enrol/…                    trust.dsse.json

A stick is a hostile thing: only plain files of the expected names and sizes directly in these folders are looked at, links
never. Used by the services.
"""

from __future__ import annotations

import re
from pathlib import Path

from desktop_app.store.files import safe_name, write_whole
from question_packs.errors import KnownError
from question_packs.records.segments import segment_digest
from question_packs.records.stick import seal_bundle

MAX_RECORD = 64 * 1024 * 1024
MAX_FILES = 20_000
_NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")


class FolderTransport:
    """One stick."""

    def __init__(self, folder: Path, centre_recipient: str) -> None:
        self.folder = folder
        self._centre_recipient = centre_recipient

    def exchange(self, envelopes: list[bytes]) -> list[bytes]:
        """Write a bundle per segment, read each back, and return the receipts that lie on the stick."""
        for envelope in envelopes:
            self._write(envelope)
        return [receipt for _, receipt in records(self.folder, "receipts", "receipt")]

    def result(self, attempt_id: str) -> bytes | None:
        """A result that the centre put on the stick."""
        path = self.folder / "results" / f"{safe_name(attempt_id)}.result"
        return path.read_bytes() if _is_plain(path) else None

    def _write(self, envelope: bytes) -> None:
        path = self.folder / "segments" / f"{segment_digest(envelope)}.bundle"
        if path.exists():
            return
        sealed = seal_bundle(envelope, self._centre_recipient)
        try:
            write_whole(path, sealed, 0o644)
            if path.read_bytes() != sealed:
                raise KnownError("NET-04", path=self.folder)
        except OSError as error:
            raise KnownError("NET-04", path=self.folder) from error


def records(folder: Path, kind: str, suffix: str) -> list[tuple[Path, bytes]]:
    """The plain files `folder/kind/*.suffix` with safe names, at most 20,000 of 64 MiB each; the rest is passed over."""
    return [(path, path.read_bytes()) for path in record_paths(folder, kind, suffix)]


def record_paths(folder: Path, kind: str, suffix: str) -> list[Path]:
    """As `records`, the paths alone."""
    try:
        found = sorted((folder / kind).iterdir())[:MAX_FILES] if (folder / kind).is_dir() else []
    except OSError as error:
        raise KnownError("NET-04", path=folder) from error
    return [path for path in found if path.suffix == f".{suffix}" and _NAME.fullmatch(path.stem) and _is_plain(path)]


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and path.stat().st_size <= MAX_RECORD
