"""Pictures of an item at the size and sharpness of this screen; the last few drawings are kept.

The only source is the pack: `medium(name)` of the session. SVG is drawn as vectors at the final size; a drawing without a
ground of its own (a formula) takes the colour of the text, so that it can be read in high contrast.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

Medium = Callable[[str], tuple[bytes, str] | None]
SVG = "image/svg+xml"
_MOST_PIXELS = 4096
# More than one item shows: going back and forth draws nothing anew, and 150 items with figures do not fill the memory.
_MOST_DRAWINGS = 24


class PackImages:
    """The pictures of one session."""

    def __init__(self, medium: Medium) -> None:
        self._medium = medium
        self._sources: dict[str, QSvgRenderer | QImage | None] = {}
        self._drawn: dict[tuple[str, int, int, str], QImage] = {}

    def natural_size(self, name: str) -> QSizeF | None:
        """Size in pixels at 100 % zoom; None where the pack has no such picture."""
        source = self._source(name)
        if source is None:
            return None
        return QSizeF(source.defaultSize() if isinstance(source, QSvgRenderer) else source.size())

    def picture(self, name: str, size: QSizeF, ratio: float, ink: str) -> QImage | None:
        """The picture drawn for `size` logical pixels at device ratio `ratio`."""
        source = self._source(name)
        if source is None:
            return None
        pixels = QSize(
            max(1, min(_MOST_PIXELS, round(size.width() * ratio))), max(1, min(_MOST_PIXELS, round(size.height() * ratio)))
        )
        key = (name, pixels.width(), pixels.height(), ink)
        if key not in self._drawn:
            image = _draw(source, pixels, ink)
            image.setDevicePixelRatio(ratio)
            self._drawn[key] = image
            if len(self._drawn) > _MOST_DRAWINGS:
                del self._drawn[next(iter(self._drawn))]
        return self._drawn[key]

    def forget_drawings(self) -> None:
        """Let go of what was drawn for another zoom."""
        self._drawn.clear()

    def _source(self, name: str) -> QSvgRenderer | QImage | None:
        if name not in self._sources:
            found = self._medium(name)
            self._sources[name] = None if found is None else _load(*found)
        return self._sources[name]


def _load(data: bytes, media_type: str) -> QSvgRenderer | QImage | None:
    if media_type == SVG:
        renderer = QSvgRenderer(QByteArray(data))
        return renderer if renderer.isValid() else None
    image = QImage.fromData(QByteArray(data))
    return None if image.isNull() else image


def _draw(source: QSvgRenderer | QImage, pixels: QSize, ink: str) -> QImage:
    if isinstance(source, QImage):
        return source.scaled(pixels, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    image = QImage(pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    source.render(painter, QRectF(image.rect()))
    if image.pixelColor(0, 0).alpha() == 0:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(image.rect(), QColor(ink))
    painter.end()
    return image
