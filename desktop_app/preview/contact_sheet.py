"""Many pictures on few pages: a row for each item, its pictures side by side, each with its words above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from desktop_app.gui.theme import font
from question_packs import design_tokens as tokens
from question_packs.design_tokens import CALM

_CELL = (340, 230)  # pixels, one picture
_GAP = tokens.SPACE_4
_HEAD = tokens.SPACE_8
_ROWS = 8


@dataclass(frozen=True)
class SheetRow:
    """`title` of an item, and its pictures, each with the word above it."""

    title: str
    pictures: Sequence[tuple[str, Path]]


def write_sheets(rows: Sequence[SheetRow], folder: Path) -> list[Path]:
    """Write `sheet-1.png`, `sheet-2.png` … into `folder`."""
    written = []
    for number, page in zip(count(1), _pages(rows), strict=False):
        path = folder / f"sheet-{number}.png"
        _sheet(page).save(str(path))
        written.append(path)
    return written


def _pages(rows: Sequence[SheetRow]) -> Iterator[Sequence[SheetRow]]:
    for first in range(0, len(rows), _ROWS):
        yield rows[first : first + _ROWS]


def _sheet(rows: Sequence[SheetRow]) -> QImage:
    columns = max(len(row.pictures) for row in rows)
    high = _HEAD + _CELL[1] + 2 * _GAP
    image = QImage(columns * (_CELL[0] + _GAP) + _GAP, len(rows) * high + _GAP, QImage.Format.Format_RGB32)
    image.fill(QColor(CALM.ground))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for place, row in enumerate(rows):
        _paint_row(painter, row, place * high + _GAP)
    painter.end()
    return image


def _paint_row(painter: QPainter, row: SheetRow, top: int) -> None:
    painter.setPen(QColor(CALM.ink))
    painter.setFont(font(tokens.TEXT_SMALL, 1, bold=True))
    painter.drawText(_GAP, top, painter.viewport().width(), _HEAD, Qt.AlignmentFlag.AlignVCenter, row.title)
    painter.setFont(font(tokens.TEXT_SMALL, 1))
    for column, (words, path) in enumerate(row.pictures):
        left = _GAP + column * (_CELL[0] + _GAP)
        if column:  # the first picture stands below the title, which says enough
            box = QRectF(left, top, _CELL[0], _HEAD)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        _paint_picture(painter, path, QRectF(left, top + _HEAD, *_CELL))


def _paint_picture(painter: QPainter, path: Path, cell: QRectF) -> None:
    """The picture as wide as its cell; what is longer than the cell is cut at the foot."""
    picture = QImage(str(path))
    factor = min(cell.width() / max(1, picture.width()), 1.0)
    small = picture.scaledToWidth(round(picture.width() * factor), Qt.TransformationMode.SmoothTransformation)
    shown = QRectF(0, 0, small.width(), min(small.height(), cell.height()))
    painter.drawImage(cell.topLeft(), small, shown)
    painter.setPen(QColor(CALM.line_strong))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(shown.translated(cell.topLeft()))
