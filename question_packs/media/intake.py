"""The door for media of others: told by their bytes, not by their names; damaged, oversized and active ones are refused.

Called by every importer for each file that a question shows or plays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from question_packs.errors import KnownError
from question_packs.media.damaged import DamagedError
from question_packs.media.foreign_svg import clean_svg
from question_packs.media.raster import read_raster
from question_packs.media.recordings import recording_type
from question_packs.media.small_xml import XmlRefusedError
from question_packs.pack.writer import Medium

MAX_PIXELS = 16_000_000  # 64 MB once unpacked, on a PC of 4 GB
_MAX_SIDE = 12_000
_MIB = 2**20
_MAX_MIB = {"picture": 16, "audio": 64, "video": 256}


@dataclass(frozen=True)
class Taken:
    """A medium that a pack may hold. `width`, `height`: CSS pixels of a picture, else 0. `losses`: `MED-06`, `MED-07`."""

    medium: Medium
    kind: Literal["picture", "audio", "video"]
    width: int
    height: int
    losses: tuple[KnownError, ...]


def take(name: str, data: bytes) -> Taken:
    """The medium in `data`; `name` names it in refusals only.

    Raises `MED-01` (no kind that can be shown or played), `MED-02` (damaged or cut short), `MED-03` (too many bytes),
    `MED-04` (too many pixels), `MED-05` (SVG that declares entities, is nested too deeply, or not well-formed).
    """
    if len(data) > _MAX_MIB["video"] * _MIB:
        raise KnownError("MED-03", name=name, megabytes=_MAX_MIB["video"])
    try:
        taken = _raster(name, data) or _recording(data) or _drawing(name, data)
    except DamagedError as error:
        raise KnownError("MED-02", name=name, reason=error.reason) from error
    if taken is None:
        raise KnownError("MED-01", name=name)
    if len(data) > _MAX_MIB[taken.kind] * _MIB:
        raise KnownError("MED-03", name=name, megabytes=_MAX_MIB[taken.kind])
    return taken


def _raster(name: str, data: bytes) -> Taken | None:
    found = read_raster(data, MAX_PIXELS)
    if found is None:
        return None
    if not found.width or not found.height:
        raise DamagedError("it has no size")
    if found.width * found.height > MAX_PIXELS or max(found.width, found.height) > _MAX_SIDE:
        raise KnownError("MED-04", name=name, width=found.width, height=found.height, megapixels=MAX_PIXELS // 10**6)
    losses = (KnownError("MED-07", name=name),) if found.moves else ()
    return Taken(Medium(data, found.media_type), "picture", found.width, found.height, losses)


def _recording(data: bytes) -> Taken | None:
    media_type = recording_type(data)
    if media_type is None:
        return None
    return Taken(Medium(data, media_type), "video" if media_type.startswith("video/") else "audio", 0, 0, ())


def _drawing(name: str, data: bytes) -> Taken | None:
    """An SVG: whatever begins like XML and speaks of `svg`."""
    if b"<svg" not in data[:4096] and b":svg" not in data[:4096]:
        return None
    if len(data) > _MAX_MIB["picture"] * _MIB:
        raise KnownError("MED-03", name=name, megabytes=_MAX_MIB["picture"])
    try:
        clean = clean_svg(data)
    except XmlRefusedError as error:
        raise KnownError("MED-05", name=name, reason=error.reason) from error
    losses = (KnownError("MED-06", name=name, what=", ".join(clean.left_out)),) if clean.left_out else ()
    return Taken(Medium(clean.data, "image/svg+xml"), "picture", clean.width, clean.height, losses)
