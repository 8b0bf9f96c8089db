"""Sticks at the console: what the room holds is written to one and read back; what lies on one goes to the room node.

Both go file by file, so that no act waits behind a slow stick. Each call runs on the network worker.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from desktop_app.services.console.views import RoomView
from desktop_app.store.files import write_whole
from desktop_app.sync.folder_transport import read_small, record_paths
from question_packs.errors import InBoth, KnownError
from question_packs.records.acts import RegisterMedium
from question_packs.records.room import StickKind, StickPart
from question_packs.strict_json import decode_strict

_PLACE = re.compile(r"(segments/[0-9a-f]{64}\.bundle|acts/[0-9a-f]{64}\.act)")
_PARTS = msgspec.json.Decoder(tuple[StickPart, ...])
_KINDS = {"orders": "order", "acts": "act", "segments": "bundle", "receipts": "receipt", "results": "result",
          "readiness": "readiness"}  # fmt: skip
FILES_AT_ONCE = 8


@dataclass(frozen=True)
class Written:
    """What stands on a stick after it was read back: name, SHA-256 (hex) and size in bytes of each file, by name."""

    files: tuple[tuple[str, str, int], ...]

    @property
    def digest(self) -> str:
        """One SHA-256 (hex) over all names and digests: two sticks with the same one hold the same."""
        return hashlib.sha256("".join(f"{name} {digest}\n" for name, digest, _ in self.files).encode()).hexdigest()

    @property
    def answers(self) -> int:
        """How many of the files hold answers; the others are acts."""
        return sum(name.endswith(".bundle") for name, _, _ in self.files)

    def with_more(self, more: Written) -> Written:
        """Together with what was written next."""
        return Written(tuple(sorted((*self.files, *more.files))))


def write_some(folder: Path, files: Mapping[str, bytes]) -> Written:
    """Write files (place on the stick to bytes) and read each back; a stick that is full, torn away or lies: `NET-04`."""
    return Written(tuple(sorted(_write(folder, place, data) for place, data in files.items())))


def _write(folder: Path, place: str, data: bytes) -> tuple[str, str, int]:
    path = folder / place
    try:
        if _PLACE.fullmatch(place) is None or path.parent.is_symlink() or not folder.is_dir():
            raise KnownError("NET-04", path=folder)
        write_whole(path, data, 0o644)
        found = path.read_bytes()
    except OSError as error:
        raise KnownError("NET-04", path=folder) from error
    if found != data:
        raise KnownError("NET-04", path=folder)
    return path.name, hashlib.sha256(found).hexdigest(), len(found)


def files_to_take(folder: Path) -> tuple[Path, ...]:
    """The files of a stick that a room node may want: plain ones of the expected folders and names; else `NET-05`."""
    listed = [path for kind, suffix in _KINDS.items() for path in record_paths(folder, kind, suffix)]
    trust = folder / "trust.dsse.json"
    return (trust, *listed) if read_small(folder, trust.name) is not None else tuple(listed)


def read_some(paths: tuple[Path, ...]) -> list[bytes]:
    """The bytes of some files; a stick that was pulled out: `NET-05`."""
    try:
        return [each.read_bytes() for each in paths]
    except OSError as error:
        raise KnownError("NET-05", path=paths[0].parent.parent) from error


@dataclass(frozen=True)
class Taken:
    """What became of a stick's files: how many of each kind went in, and why others did not."""

    kinds: Mapping[StickKind, int]
    refusals: tuple[InBoth, ...]

    def with_more(self, more: Taken) -> Taken:
        """Together with what was taken in next; the same refusal is told once."""
        refusals = tuple(dict.fromkeys((*self.refusals, *more.refusals)))
        return Taken(Counter(self.kinds) + Counter(more.kinds), refusals)


NOTHING_TAKEN = Taken({}, ())


def taken_of(report: bytes) -> Taken:
    """The room node's answer about some files; `REC-01` if it cannot be read."""
    parts = decode_strict(report, _PARTS, "room node")
    refused = tuple(InBoth(f"{each.id} ({each.code})", f"{each.en} ({each.code})") for each in parts if each.code)
    return Taken(Counter(each.kind for each in parts if not each.code), refused)


def listing(files: Mapping[str, bytes]) -> Written:
    """What would stand on a stick: for a hand-over whose sticks were written before."""
    named = ((Path(place).name, hashlib.sha256(data).hexdigest(), len(data)) for place, data in files.items())
    return Written(tuple(sorted(named)))


def in_steps(files: Mapping[str, bytes]) -> list[dict[str, bytes]]:
    """The files in portions of `FILES_AT_ONCE`."""
    names = sorted(files)
    return [{name: files[name] for name in names[at : at + FILES_AT_ONCE]} for at in range(0, len(names), FILES_AT_ONCE)]


@dataclass(frozen=True)
class Medium:
    """A stick in the room's register, as it was told last. `at`: an instant."""

    serial: str
    state: str
    bundles: int
    at: str
    by: str


def media(room: RoomView) -> tuple[Medium, ...]:
    """Every stick that was registered, the newest word on each, by serial."""
    found: dict[str, Medium] = {}
    for view in reversed(room.acts):
        body = view.act.body
        if isinstance(body, RegisterMedium):
            bundles = body.bundles or (found[body.serial].bundles if body.serial in found else 0)
            found[body.serial] = Medium(body.serial, body.state, bundles, view.act.at, view.by)
    return tuple(found[serial] for serial in sorted(found))
