"""Pictures of an author's own folder: SVG of plain shapes and text, PNG, JPEG, WebP; nothing else, and nothing damaged.

An SVG is checked element by element against an allow-list, so it can hold no script, no reference and no entity. Used when a
source is read; pictures of others come in by `intake`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.parsers import expat

from question_packs.errors import KnownError, LineError
from question_packs.media.damaged import DamagedError
from question_packs.media.raster import read_raster

MAX_BYTES = 2 * 1024 * 1024
MAX_PIXELS = 4000
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\.(svg|png|jpg|jpeg|webp)")
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
_MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}


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
    picture = Picture(data, "image/svg+xml", *_svg_size(data)) if kind == "svg" else _raster(data, _MEDIA_TYPES[kind])
    if len(data) > MAX_BYTES or not 0 < picture.width <= MAX_PIXELS or not 0 < picture.height <= MAX_PIXELS:
        raise LineError(1, KnownError("BLD-20", megabytes=MAX_BYTES // 2**20, pixels=MAX_PIXELS))
    return picture


def _raster(data: bytes, media_type: str) -> Picture:
    try:
        found = read_raster(data, MAX_PIXELS**2)
    except DamagedError as error:
        raise _damaged(error.reason) from error
    if found is None or found.media_type != media_type:
        raise _damaged(f"not {media_type}, or cut short")
    return Picture(data, media_type, found.width, found.height)


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
