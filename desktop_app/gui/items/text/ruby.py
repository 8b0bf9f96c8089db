"""Readings above the signs that they belong to (ruby), which QTextDocument cannot set: each pair is drawn as one object.

`document_html` names the pairs by an address, `pack_document` gives them their font and place in the line.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

_SCHEME = "ruby:"
_READING_SIZE = 0.6  # of the base text


def ruby_address(base: str, reading: str) -> str:
    """The address of the pair, which only this program writes: cleaned HTML has none of this scheme.

    In hexadecimal digits: what an address may hold is not changed on its way through the document.
    """
    return f"{_SCHEME}{base.encode().hex()}/{reading.encode().hex()}"


def is_ruby(address: str) -> bool:
    """Whether `address` is of a pair."""
    return address.startswith(_SCHEME)


@dataclass(frozen=True)
class Ruby:
    """A text and its reading, in the font of the text."""

    base: str
    reading: str
    font: QFont

    @classmethod
    def at(cls, address: str, font: QFont) -> Ruby:
        """The pair of `ruby_address`, in `font`."""
        base, _, reading = address.removeprefix(_SCHEME).partition("/")
        return cls(bytes.fromhex(base).decode(), bytes.fromhex(reading).decode(), font)

    @property
    def spoken(self) -> str:
        """For a screen reader, and where there is no room to draw."""
        return f"{self.base} ({self.reading})"

    @property
    def size(self) -> QSizeF:
        """In logical pixels, of which `depth` hang below the line of the text."""
        base, reading = QFontMetricsF(self.font), QFontMetricsF(self._small())
        width = max(base.horizontalAdvance(self.base), reading.horizontalAdvance(self.reading))
        return QSizeF(ceil(width), self._baseline() + self.depth)

    @property
    def depth(self) -> int:
        """How far it reaches below the line; signs of many scripts are taller than the font's own letters."""
        metrics = QFontMetricsF(self.font)
        return ceil(max(metrics.descent(), metrics.tightBoundingRect(self.base).bottom()))

    def draw(self, ratio: float, ink: str) -> QImage:
        """The pair in the colour `ink`, for a screen of device ratio `ratio`."""
        size = self.size
        image = QImage((size * ratio).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setPen(QColor(ink))
        small = self._small()
        for font, text, line in (
            (small, self.reading, QFontMetricsF(small).ascent()),
            (self.font, self.base, self._baseline()),
        ):
            painter.setFont(font)
            painter.drawText(QPointF((size.width() - QFontMetricsF(font).horizontalAdvance(text)) / 2, line), text)
        painter.end()
        return image

    def _baseline(self) -> int:
        """Where the line of the text runs, from above."""
        metrics = QFontMetricsF(self.font)
        rise = max(metrics.ascent(), -metrics.tightBoundingRect(self.base).top())
        return ceil(QFontMetricsF(self._small()).height() + rise)

    def _small(self) -> QFont:
        small = QFont(self.font)
        small.setPixelSize(max(1, round(self.font.pixelSize() * _READING_SIZE)))
        return small
