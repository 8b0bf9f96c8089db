"""Pictures that a pack may hold: SVG of plain shapes and text, PNG, JPEG; nothing else, and nothing damaged.

An SVG is checked element by element against an allow-list, so it can hold no script, no reference and no entity. Used when a
source is read.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from xml.parsers import expat

from question_packs.errors import KnownError, LineError

MAX_BYTES = 2 * 1024 * 1024
MAX_PIXELS = 4000
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\.(svg|png|jpg|jpeg)")
_SVG_NAMESPACE = "http://www.w3.org/2000/svg"
_SVG_ELEMENTS = {
    "svg", "g", "rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "text", "tspan", "title", "desc",
}  # fmt: skip
_SVG_ATTRIBUTES = {
    "xmlns", "version", "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dx",
    "dy", "d", "points", "transform", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-dasharray",
    "stroke-linecap", "stroke-linejoin", "stroke-opacity", "opacity", "font-family", "font-size", "font-weight",
    "font-style", "text-anchor", "id", "role", "aria-label", "preserveAspectRatio",
}  # fmt: skip
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


@dataclass(frozen=True)
class Picture:
    """A checked picture; `width` and `height` in CSS pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


def read_picture(name: str, data: bytes) -> Picture:
    """The picture `name` with these bytes.

    Raises `LineError` with `BLD-17` (damaged), `BLD-18` (an SVG with something not allowed), `BLD-19` (name or kind),
    `BLD-20` (too large).
    """
    if not _NAME.fullmatch(name):
        raise LineError(1, KnownError("BLD-19", name=name))
    kind = name.rpartition(".")[2]
    if kind == "svg":
        picture = Picture(data, "image/svg+xml", *_svg_size(data))
    elif kind == "png":
        picture = Picture(data, "image/png", *_png_size(data))
    else:
        picture = Picture(data, "image/jpeg", *_jpeg_size(data))
    if len(data) > MAX_BYTES or not 0 < picture.width <= MAX_PIXELS or not 0 < picture.height <= MAX_PIXELS:
        raise LineError(1, KnownError("BLD-20", megabytes=MAX_BYTES // 2**20, pixels=MAX_PIXELS))
    return picture


def _damaged(reason: str, line: int = 1) -> LineError:
    return LineError(line, KnownError("BLD-17", reason=reason))


class _SvgChecker:
    """Walks an SVG with expat, which tells the line; keeps the size of the outermost element."""

    def __init__(self) -> None:
        self.size: tuple[int, int] | None = None
        self._parser = expat.ParserCreate(encoding="utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._instruction

    def run(self, data: bytes) -> tuple[int, int]:
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            raise _damaged(expat.ErrorString(error.code), error.lineno) from error
        if self.size is None:
            raise _damaged("no svg element")
        return self.size

    def _refuse(self, what: str) -> LineError:
        return LineError(self._parser.CurrentLineNumber, KnownError("BLD-18", what=what))

    def _doctype(self, *_: object) -> None:
        raise self._refuse("<!DOCTYPE>")

    def _instruction(self, target: str, _: str) -> None:
        raise self._refuse(f"<?{target}?>")

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        if element not in _SVG_ELEMENTS or (self.size is None) != (element == "svg"):
            raise self._refuse(f"<{element}>")
        for name, value in attributes.items():
            if name not in _SVG_ATTRIBUTES or "url(" in value.lower():
                raise self._refuse(f"{name}={value[:40]}")
        if self.size is None:
            if attributes.get("xmlns") != _SVG_NAMESPACE or "viewBox" not in attributes:
                raise _damaged("xmlns or viewBox is missing", self._parser.CurrentLineNumber)
            self.size = (self._pixels(attributes, "width"), self._pixels(attributes, "height"))

    def _pixels(self, attributes: dict[str, str], name: str) -> int:
        text = attributes.get(name, "").removesuffix("px")
        try:
            return round(float(text))
        except (ValueError, OverflowError) as error:
            raise _damaged(f"{name} is not a number of pixels", self._parser.CurrentLineNumber) from error


def _svg_size(data: bytes) -> tuple[int, int]:
    return _SvgChecker().run(data)


def _png_size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG, after every chunk's checksum and the length of its pixels were checked."""
    if not data.startswith(_PNG_SIGNATURE):
        raise _damaged("not a PNG")
    chunks = _png_chunks(data)
    if chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13 or chunks[-1][0] != b"IEND":
        raise _damaged("cut short")
    width, height, depth, colour, _, _, interlace = struct.unpack(">IIBBBBB", chunks[0][1])
    if width > MAX_PIXELS or height > MAX_PIXELS:
        return width, height
    row = 1 + (width * depth * _PNG_CHANNELS.get(colour, 1) + 7) // 8
    try:
        unpacker = zlib.decompressobj()
        # An interlaced picture has filter bytes per pass: a little more than `row` a line.
        pixels = unpacker.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT"), 2 * row * height + 64)
    except zlib.error as error:
        raise _damaged("its pixels cannot be unpacked") from error
    if len(pixels) < row * height or (not interlace and len(pixels) != row * height):
        raise _damaged("pixels are missing")
    return width, height


def _png_chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    chunks = []
    position = len(_PNG_SIGNATURE)
    while position < len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        kind = data[position + 4 : position + 8]
        body = data[position + 8 : position + 8 + length]
        checksum = data[position + 8 + length : position + 12 + length]
        if len(checksum) != 4 or zlib.crc32(kind + body) != int.from_bytes(checksum, "big"):
            raise _damaged("a part of it is cut or changed")
        chunks.append((kind, body))
        position += 12 + length
    if not chunks:
        raise _damaged("cut short")
    return chunks


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height of a JPEG, whose segments must follow one another up to the end mark."""
    if not data.startswith(b"\xff\xd8") or not data.rstrip(b"\0").endswith(b"\xff\xd9"):
        raise _damaged("not a JPEG, or cut short")
    position = 2
    while data[position : position + 1] == b"\xff" and position + 9 < len(data):
        marker = data[position + 1]
        # SOF0 to SOF15 hold the size; C4, C8 and CC are other segments in that range.
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return width, height
        position += 2 + int.from_bytes(data[position + 2 : position + 4], "big")
    raise _damaged("it has no size")
