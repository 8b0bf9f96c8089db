"""The lines of a drawing, and the PNG file that holds them twice: as pixels for people, as numbers to be drawn on.

The file is all that is kept of a drawing. Its text chunk lets it be taken up again after a crash or at another PC, with
every line still to be taken back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPen, QPolygonF

from question_packs.assessment.responses import MAX_FILE_BYTES
from question_packs.design_tokens import CALM

Ink = Literal["black", "red", "blue", "white"]
# The drawing is judged by others: it looks the same whatever contrast the candidate works in.
INKS: dict[Ink, str] = {"black": CALM.ink, "red": CALM.danger, "blue": CALM.primary, "white": CALM.surface}
WIDTHS = (3, 7, 15)  # pixels of the picture, for one of 800 pixels
ERASER = 4  # times the pen
_CHUNK = "lontar-strokes"
_MOST_STROKES = 2000
_MOST_POINTS = 4000

Coordinate = Annotated[int, msgspec.Meta(ge=0, le=99_999)]


class Stroke(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line: `width` and `points` in pixels of the picture. Without `ink` it is the eraser's."""

    width: Annotated[int, msgspec.Meta(ge=1, le=2000)]
    points: Annotated[tuple[tuple[Coordinate, Coordinate], ...], msgspec.Meta(min_length=1, max_length=_MOST_POINTS)]
    ink: Ink | None = None


Strokes = Annotated[tuple[Stroke, ...], msgspec.Meta(max_length=_MOST_STROKES)]


def is_full(strokes: Sequence[Stroke]) -> bool:
    """Whether a drawing holds as many lines as it can."""
    return len(strokes) >= _MOST_STROKES


def is_long(points: Sequence[tuple[int, int]]) -> bool:
    """Whether a line holds as many points as it can."""
    return len(points) >= _MOST_POINTS


def draw_stroke(painter: QPainter, stroke: Stroke) -> None:
    """Draw one line on a transparent layer of the picture's size; the eraser makes it transparent again."""
    mode = (
        QPainter.CompositionMode.CompositionMode_SourceOver if stroke.ink else QPainter.CompositionMode.CompositionMode_Clear
    )
    painter.setCompositionMode(mode)
    pen = QPen(QColor(INKS[stroke.ink] if stroke.ink else INKS["black"]), stroke.width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    points = [QPointF(*point) for point in stroke.points]
    painter.drawPolyline(QPolygonF(points if len(points) > 1 else points * 2))


def png_of(picture: QImage, strokes: Sequence[Stroke]) -> bytes:
    """The drawing as a PNG file that may be handed in; fewer colours where it would be too large, then fewer pixels."""
    text = msgspec.json.encode(tuple(strokes)).decode()
    image = picture.convertToFormat(QImage.Format.Format_RGB32)
    data = _encoded(image, text)
    while len(data) > MAX_FILE_BYTES and image.width() > 1:
        if image.format() == QImage.Format.Format_Indexed8:
            image = picture.scaled(image.size() / 2, mode=Qt.TransformationMode.SmoothTransformation)
        image = image.convertToFormat(QImage.Format.Format_Indexed8)
        data = _encoded(image, text)
    return data


def strokes_of(png: bytes) -> tuple[Stroke, ...]:
    """The lines of a drawing's file; none where it holds none that can be read."""
    text = QImage.fromData(QByteArray(png)).text(_CHUNK)
    try:
        return msgspec.json.decode(text, type=Strokes)
    except (msgspec.DecodeError, UnicodeError):
        return ()


def _encoded(image: QImage, text: str) -> bytes:
    image.setText(_CHUNK, text)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())
