"""Width and height of PNG, JPEG, GIF and WebP from their bytes; whatever is cut short or damaged is refused.

Nothing is decoded into pixels: sizes come from the headers before anything large is unpacked, and PNG's pixel data are
counted piece by piece. Used by `pictures` (authors' folders) and `intake` (importers).
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass

from question_packs.media.damaged import DamagedError
from question_packs.media.exif import is_turned

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PIECE = 1 << 18
# SOF0 to SOF2 are what Qt draws; C4, C8 and CC in that range are other segments, the rest other codings.
_JPEG_DRAWN = (0xC0, 0xC1, 0xC2)
_JPEG_EXIF = 0xE1
_JPEG_OTHER = (0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0))
# Within coded pixels FF 00 is a byte of theirs and FF D0..D7 a restart; every other marker ends them.
_JPEG_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


@dataclass(frozen=True)
class Raster:
    """A picture of pixels: its size, and whether it moves (only its first frame is ever shown)."""

    media_type: str
    width: int
    height: int
    moves: bool = False


def read_raster(data: bytes, most_pixels: int) -> Raster | None:
    """What these bytes are; None for anything else than PNG, JPEG, GIF, WebP.

    A picture of more than `most_pixels` is told by its header alone, unread: the caller refuses it. Raises `DamagedError`.
    """
    if data.startswith(_PNG_SIGNATURE):
        return _png(data, most_pixels)
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data.startswith((b"GIF87a", b"GIF89a")):
        return _gif(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    return None


def _png(data: bytes, most_pixels: int) -> Raster:
    if data[8:16] != b"\0\0\0\x0dIHDR" or data[29:33] != zlib.crc32(data[12:29]).to_bytes(4, "big"):
        raise DamagedError("its head is cut or changed")
    width, height, depth, colour, _, _, interlace = struct.unpack(">IIBBBBB", data[16:29])
    if width * height > most_pixels:
        return Raster("image/png", width, height)
    chunks = _png_chunks(data)
    if chunks[-1][0] != b"IEND":
        raise DamagedError("cut short")
    row = 1 + (width * depth * _PNG_CHANNELS.get(colour, 1) + 7) // 8
    # An interlaced picture has filter bytes per pass: a little more than `row` a line.
    length = _unpacked_length([body for kind, body in chunks if kind == b"IDAT"], 2 * row * height + 64)
    if length < row * height or (not interlace and length != row * height):
        raise DamagedError("pixels are missing")
    return Raster("image/png", width, height, any(kind == b"acTL" for kind, _ in chunks))


def _png_chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    chunks = []
    position = len(_PNG_SIGNATURE)
    while position < len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        kind = data[position + 4 : position + 8]
        body = data[position + 8 : position + 8 + length]
        checksum = data[position + 8 + length : position + 12 + length]
        if len(checksum) != 4 or zlib.crc32(kind + body) != int.from_bytes(checksum, "big"):
            raise DamagedError("a part of it is cut or changed")
        chunks.append((kind, body))
        position += 12 + length
    return chunks


def _unpacked_length(bodies: list[bytes], most: int) -> int:
    """How many bytes the deflated `bodies` hold together, counted without keeping them; at most `most` + a piece."""
    unpacker = zlib.decompressobj()
    length = 0
    try:
        for body in bodies:
            rest = body
            while rest and length <= most and not unpacker.eof:
                length += len(unpacker.decompress(rest, _PIECE))
                rest = unpacker.unconsumed_tail
    except zlib.error as error:
        raise DamagedError("its pixels cannot be unpacked") from error
    return length


def _jpeg(data: bytes) -> Raster:
    """Walk the segments to the end mark; pixels between two marks are passed over."""
    position, size, turned = 2, None, None
    while (marker := _JPEG_MARKER.search(data, position)) is not None:
        code, position = data[marker.start() + 1], marker.end()
        if code == 0xD9:
            if size is None:
                raise DamagedError("it has no size")
            return Raster("image/jpeg", *(reversed(size) if turned else size))
        if code in _JPEG_OTHER:
            raise DamagedError("a JPEG coding that is not drawn")
        if code in _JPEG_DRAWN and position + 7 <= len(data):
            height, width = struct.unpack(">HH", data[position + 3 : position + 7])
            size = (width, height)
        if code != 0x01:
            length = max(2, int.from_bytes(data[position : position + 2], "big"))
            if code == _JPEG_EXIF and turned is None:
                turned = is_turned(data[position + 2 : position + length])
            position += length
    raise DamagedError("cut short")


def _gif(data: bytes) -> Raster:
    """Walk the blocks to the trailer, counting frames; each must lie within the screen that the header tells."""
    if len(data) < 13:
        raise DamagedError("cut short")
    width, height, flags = struct.unpack("<HHB", data[6:11])
    position, frames = 13 + _gif_colours(flags), 0
    while (kind := data[position : position + 1]) != b";":
        if kind == b"!":
            position = _gif_skip(data, position + 2)
        elif kind == b"," and position + 10 < len(data):
            left, top, wide, high, flags = struct.unpack("<HHHHB", data[position + 1 : position + 10])
            if left + wide > width or top + high > height:
                raise DamagedError("a frame lies outside")
            position = _gif_skip(data, position + 11 + _gif_colours(flags))
            frames += 1
        else:
            raise DamagedError("cut short")
    if not frames:
        raise DamagedError("it has no picture")
    return Raster("image/gif", width, height, frames > 1)


def _gif_colours(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_skip(data: bytes, position: int) -> int:
    """Past a chain of sub-blocks: each has its length first, the last has none."""
    while position < len(data):
        length = data[position]
        position += 1 + length
        if not length:
            return position
    raise DamagedError("cut short")


def _webp(data: bytes) -> Raster:
    chunks = _webp_chunks(data)
    kinds = dict(reversed(chunks))  # of two of a kind the first counts
    moves = b"ANIM" in kinds
    picture = next((_webp_frame(kind, body) for kind, body in chunks if kind in (b"VP8 ", b"VP8L")), None)
    extended = kinds.get(b"VP8X")
    if extended is not None and len(extended) >= 10:
        canvas = (1 + int.from_bytes(extended[4:7], "little"), 1 + int.from_bytes(extended[7:10], "little"))
        if not moves and picture != canvas:
            raise DamagedError("its sizes differ")
        return Raster("image/webp", *canvas, moves)
    if picture is None:
        raise DamagedError("it has no picture")
    return Raster("image/webp", *picture)


def _webp_chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise DamagedError("cut short")
    chunks, position = [], 12
    while position + 8 <= end:
        length = int.from_bytes(data[position + 4 : position + 8], "little")
        if position + 8 + length > end:
            raise DamagedError("cut short")
        chunks.append((data[position : position + 4], data[position + 8 : position + 8 + length]))
        position += 8 + length + length % 2
    return chunks


def _webp_frame(kind: bytes, body: bytes) -> tuple[int, int]:
    if kind == b"VP8L" and len(body) >= 5 and body[0] == 0x2F:
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and len(body) >= 10 and body[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", body[6:10])
        return width & 0x3FFF, height & 0x3FFF
    raise DamagedError("its pixels cannot be read")
