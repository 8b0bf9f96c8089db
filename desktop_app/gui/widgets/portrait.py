"""A candidate's photo with round corners, or the initials where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap

from desktop_app.gui.theme import font
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.services.views import CandidateView
    from question_packs.design_tokens import Palette


def initials(name: str) -> str:
    """At most two letters for the place of a missing photo."""
    return "".join(word[0] for word in name.split()[:2]).upper()


def portrait(candidate: CandidateView, size: QSize, palette: Palette, ratio: float) -> QPixmap:
    """A picture of `size` logical pixels for a screen of device ratio `ratio`."""
    picture = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    box, shape = QRectF(0, 0, size.width(), size.height()), QPainterPath()
    corner = min(tokens.RADIUS, size.width() / 8)
    shape.addRoundedRect(box, corner, corner)
    painter.setClipPath(shape)
    photo = QPixmap()
    if candidate.photo is not None and photo.loadFromData(candidate.photo):
        painter.drawPixmap(box, photo, QRectF(photo.rect()))
    else:
        painter.fillRect(box, QColor(palette.surface_sunken))
        painter.setPen(QColor(palette.ink))
        painter.setFont(font(size.width() * 2 / 5, 1, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials(candidate.name))
    painter.end()
    return picture
