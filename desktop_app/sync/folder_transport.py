"""The road over a stick: a folder with the same signed bytes, each named by its content, answers and acts sealed.

    segments/<sha256>.bundle   receipts/<segment>.receipt   results/<attempt>.result   acts/<sha256>.act
    orders/<sha256>.order      packs/<digest>.pack          enrol/…                    trust.dsse.json   node.card

A stick is a hostile thing: only plain files of the expected names and sizes directly in these folders are looked at, links
never. Used by the services.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from desktop_app.store.files import safe_name, write_whole
from question_packs.errors import KnownError
from question_packs.records.acts import act_digest, peek_act
from question_packs.records.segments import segment_digest
from question_packs.records.stick import open_act, open_bundle, seal_bundle

MAX_RECORD = 64 * 1024 * 1024
MAX_SMALL_RECORD = 1024 * 1024
MAX_FILES = 20_000
_NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")


class FolderTransport:
    """One stick. `recipients`: who can open the answers on it; `act_recipients`: the acts."""

    def __init__(self, folder: Path, recipients: tuple[str, ...], act_recipients: tuple[str, ...]) -> None:
        self.folder = folder
        self._recipients = recipients
        self._act_recipients = act_recipients

    def exchange(self, envelopes: list[bytes]) -> list[bytes]:
        """Write a bundle per segment, and return those of their receipts that lie on the stick from an earlier visit."""
        receipts = []
        for envelope in envelopes:
            digest = segment_digest(envelope)
            self._write(seal_bundle(envelope, *self._recipients), self.folder / "segments" / f"{digest}.bundle")
            receipt = read_small(self.folder, f"receipts/{digest}.receipt")
            if receipt is not None:
                receipts.append(receipt)
        return receipts

    def result(self, attempt_id: str) -> bytes | None:
        """A result that the centre put on the stick."""
        return read_small(self.folder, f"results/{safe_name(attempt_id)}.result")

    def write_act(self, envelope: bytes) -> None:
        """Write a signed act, sealed: it holds no answer, but it names people and why."""
        self._write(seal_bundle(envelope, *self._act_recipients), self.folder / "acts" / f"{act_digest(envelope)}.act")

    def _write(self, data: bytes, path: Path) -> None:
        try:
            if path.parent.is_symlink():
                raise KnownError("NET-04", path=self.folder)
            # Always anew: what bears this name may be left over from a stick that was pulled out; only the reader can tell.
            write_whole(path, data, 0o644)
            if path.read_bytes() != data:
                raise KnownError("NET-04", path=self.folder)
        except OSError as error:
            raise KnownError("NET-04", path=self.folder) from error


def stick_acts(folder: Path, identities: list[str]) -> Iterator[bytes]:
    """The signed acts on a stick that lie open or are sealed to one of `identities`: nothing about them is verified yet.

    In the order of when they were done, by their own word: a pause comes before the resume that ended it.
    """
    done: list[tuple[str, Path]] = []
    for path in record_paths(folder, "acts", "act", MAX_SMALL_RECORD):
        data = _read(path, folder)
        with suppress(KnownError):
            done.append((_moment(peek_act(open_act(data, identities)).at), path))
    # Read twice rather than held: a stick may be full of them.
    for _, path in sorted(done):
        data = _read(path, folder)
        with suppress(KnownError):
            yield open_act(data, identities)


def _read(path: Path, folder: Path) -> bytes:
    with _reading(folder):
        return path.read_bytes()


def _moment(instant: str) -> str:
    """An instant of a record in a form that sorts by time."""
    return instant.removesuffix("+00:00").removesuffix("Z")


def stick_segments(folder: Path, identity: str) -> Iterator[bytes]:
    """The segment envelopes on a stick that were sealed to this PC's `identity` too, for a transfer; no others."""
    for _, data in records(folder, "segments", "bundle"):
        with suppress(KnownError):
            yield open_bundle(data, [identity])


def read_small(folder: Path, name: str) -> bytes | None:
    """The bytes of the plain file `folder/name` of at most 1 MiB; None where there is none."""
    path = folder / name
    with _reading(folder):
        return path.read_bytes() if _is_plain(path, folder, MAX_SMALL_RECORD) else None


@contextmanager
def _reading(folder: Path) -> Iterator[None]:
    """A stick that was pulled out, or a file on it that cannot be read: `NET-05`."""
    try:
        yield
    except OSError as error:
        raise KnownError("NET-05", path=folder) from error


def records(folder: Path, kind: str, suffix: str) -> Iterator[tuple[Path, bytes]]:
    """The plain files `folder/kind/*.suffix` with safe names, at most 20,000 of 64 MiB each; the rest is passed over."""
    for path in record_paths(folder, kind, suffix):
        yield path, _read(path, folder)


def record_paths(folder: Path, kind: str, suffix: str, most_bytes: int = MAX_RECORD) -> list[Path]:
    """As `records`, the paths alone."""
    with _reading(folder):
        place = folder / kind
        if place.is_symlink() or not place.is_dir():
            return []
        with os.scandir(place) as entries:
            named = (Path(entry.path) for entry in entries if entry.name.endswith(f".{suffix}"))
            plain = (path for path in named if _NAME.fullmatch(path.stem) and _is_plain(path, folder, most_bytes))
            # One name at a time: of a million files only those that are wanted are kept in memory.
            return sorted(islice(plain, MAX_FILES))


def _is_plain(path: Path, folder: Path, most_bytes: int) -> bool:
    # The stick's own folder may be reached by a link: the desktop mounts it where it likes.
    linked = path.is_symlink() or (path.parent != folder and path.parent.is_symlink())
    return not linked and path.is_file() and path.stat().st_size <= most_bytes
