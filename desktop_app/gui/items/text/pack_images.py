"""Pictures of an item at the size and sharpness of this screen; the last few drawings are kept, bounded in bytes.

The only source is the pack: `medium(name)` of the session. SVG is drawn as vectors at the final size; large photographs are
made small while they are unpacked. A formula takes the colour of the text; every other picture that lets the ground shine
through gets white paper behind it in high contrast, so that nothing disappears on black.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QImageIOHandler, QImageReader, QPainter
from PySide6.QtSvg import QSvgRenderer

Medium = Callable[[str], tuple[bytes, str] | None]
SVG = "image/svg+xml"
_FORMULA = "formula_"
MOST_PIXELS = 4096  # of a side of a drawing
# More than one item shows: going back and forth draws nothing anew, and 150 items with figures do not fill the memory.
_DRAWN_BYTES = 16 * 2**20
_SOURCE_BYTES = 8 * 2**20
_PAPER = QColor(Qt.GlobalColor.white)

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class _Kept(Generic[_Key, _Value]):
    """The things used last, as many as together weigh at most `most` bytes, but always the newest."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._things: dict[_Key, tuple[_Value, int]] = {}

    def get(self, key: _Key) -> _Value | None:
        if key not in self._things:
            return None
        self._things[key] = self._things.pop(key)  # used last: goes last
        return self._things[key][0]

    def keep(self, key: _Key, value: _Value, weight: int) -> None:
        self._things[key] = (value, weight)
        while len(self._things) > 1 and sum(weight for _, weight in self._things.values()) > self._most:
            del self._things[next(iter(self._things))]

    def clear(self) -> None:
        self._things.clear()


class PackImages:
    """The pictures of one session."""

    def __init__(self, medium: Medium) -> None:
        self._medium = medium
        self._sizes: dict[str, QSizeF | None] = {}
        self._depths: dict[str, float] = {}
        self._sources: _Kept[str, tuple[bytes, str]] = _Kept(_SOURCE_BYTES)
        self._drawn: _Kept[tuple[str, int, int, str], QImage] = _Kept(_DRAWN_BYTES)

    def natural_size(self, name: str) -> QSizeF | None:
        """Size in pixels at 100 % zoom; None where the pack has no such picture."""
        if name not in self._sizes:
            self._measure(name)
        return self._sizes[name]

    def depth(self, name: str) -> float | None:
        """How far a formula reaches below the line of the text, in pixels at 100 % zoom; None for other pictures."""
        return self._depths.get(name) if self.natural_size(name) is not None else None

    def picture(self, name: str, size: QSizeF, ratio: float, ink: str) -> QImage | None:
        """The picture drawn for `size` logical pixels at device ratio `ratio`; `ink` is the colour of the text beside it."""
        if self.natural_size(name) is None:
            return None
        pixels = QSize(*(max(1, min(MOST_PIXELS, round(side * ratio))) for side in (size.width(), size.height())))
        key = (name, pixels.width(), pixels.height(), ink)
        if (image := self._drawn.get(key)) is None:
            image = self._draw(name, pixels, QColor(ink))
            image.setDevicePixelRatio(ratio)
            self._drawn.keep(key, image, image.sizeInBytes())
        return image

    def recording(self, name: str) -> tuple[bytes, str] | None:
        """Bytes and media type of audio or video; None where the pack has no such name. Kept nowhere here."""
        return self._medium(name)

    def forget_drawings(self) -> None:
        """Let go of what was drawn for another zoom."""
        self._drawn.clear()
        self._sources.clear()

    def _source(self, name: str) -> tuple[bytes, str] | None:
        source = self._sources.get(name)
        if source is None and (source := self._medium(name)) is not None:
            self._sources.keep(name, source, len(source[0]))
        return source

    def _measure(self, name: str) -> None:
        source = self._source(name)
        size = None
        if source is not None and source[1] == SVG:
            drawing = QSvgRenderer(QByteArray(source[0]))
            size = QSizeF(drawing.defaultSize()) if drawing.isValid() else None
            if name.startswith(_FORMULA):
                self._depths[name] = drawing.viewBoxF().bottom()
        elif source is not None:
            size = _size(source[0])
        self._sizes[name] = size

    def _draw(self, name: str, pixels: QSize, ink: QColor) -> QImage:
        data, media_type = self._source(name) or (b"", "")
        image = _draw_vectors(data, pixels) if media_type == SVG else _unpack(data, pixels)
        if name.startswith(_FORMULA):
            return _filled(image, ink, QPainter.CompositionMode.CompositionMode_SourceIn)
        if image.hasAlphaChannel() and ink.lightnessF() > 0.5:
            return _filled(image, _PAPER, QPainter.CompositionMode.CompositionMode_DestinationOver)
        return image


def _buffer(data: bytes) -> QBuffer:
    """`data` for a reader of pictures; must live longer than that reader."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    return buffer


def _size(data: bytes) -> QSizeF | None:
    buffer = _buffer(data)
    reader = QImageReader(buffer)
    found = reader.size()
    return QSizeF(found.transposed() if _is_turned(reader) else found) if found.isValid() else None


def _is_turned(reader: QImageReader) -> bool:
    """Whether a photograph is stored lying and shown upright, or the other way round."""
    return bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)


def _unpack(data: bytes, pixels: QSize) -> QImage:
    """A photograph made small while it is unpacked; one whose pixels are damaged leaves its place empty."""
    buffer = _buffer(data)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    reader.setScaledSize(pixels.transposed() if _is_turned(reader) else pixels)
    image = reader.read()
    return image if not image.isNull() else _empty(pixels)


def _draw_vectors(data: bytes, pixels: QSize) -> QImage:
    image = _empty(pixels)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(data)).render(painter, QRectF(image.rect()))
    painter.end()
    return image


def _empty(pixels: QSize) -> QImage:
    image = QImage(pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _filled(image: QImage, colour: QColor, mode: QPainter.CompositionMode) -> QImage:
    filled = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(filled)
    painter.setCompositionMode(mode)
    painter.fillRect(filled.rect(), colour)
    painter.end()
    return filled
