"""How a camera was held, from the Exif data of a JPEG: a photograph taken upright is stored lying and shown turned.

Reads what Qt's reader of JPEG reads, so that sizes told here are those of the screen. Used by `raster`.
"""

from __future__ import annotations

import struct

_EXIF = b"Exif\0\0"
_ORIENTATION, _SHORT = 0x0112, 3
_TURNED = range(5, 9)  # values that turn by a quarter, mirrored or not


def is_turned(segment: bytes) -> bool:
    """Whether the body of an APP1 segment turns the picture by a quarter; False for any other or damaged segment."""
    if not segment.startswith(_EXIF):
        return False
    tiff = segment[len(_EXIF) :]
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    try:
        return order is not None and _orientation(tiff, order) in _TURNED
    except struct.error:
        return False


def _orientation(tiff: bytes, order: str) -> int:
    """The value of that tag in the first directory; 1, as stored, where it is missing."""
    (start,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, start)
    for entry in range(start + 2, start + 2 + 12 * count, 12):
        tag, kind, components, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
        if (tag, kind, components) == (_ORIENTATION, _SHORT, 1):
            return int(value)
    return 1
