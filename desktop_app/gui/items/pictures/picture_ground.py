"""The picture of an interaction as it lies on the screen: its size, and the way from its pixels to the screen's and back.

Base of the grounds on which areas are chosen (`picture_areas`), points are set (`picture_points`) and lines are drawn
(`drawing_sheet`). A response always counts in the picture's own pixels; only this module knows the factor.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import font, px
from question_packs import design_tokens as tokens
from question_packs.assessment.interactions import Picture

NO_PICTURE = Picture("", 1, 1, "")
Pixel = tuple[int, int]


class PictureGround(QWidget):
    """A picture as wide as the line lets it be, never larger than its own size times the zoom."""

    def __init__(self, images: PackImages, presentation: Presentation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.images = images
        self.presentation = presentation
        self.picture = NO_PICTURE
        self.setMouseTracking(True)

    def show_picture(self, picture: Picture, width: int) -> None:
        """Show `picture` in at most `width` pixels."""
        self.picture = picture
        factor = min(self.presentation.scale, width / max(1, picture.width))
        self.setFixedSize(max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
        self.setAccessibleName(picture.alt)
        self.update()

    def put_away(self) -> None:
        """No picture, no words of it."""
        self.picture = NO_PICTURE
        self.setAccessibleName("")
        self.setAccessibleDescription("")

    def factors(self) -> tuple[float, float]:
        """Pixels of the screen for one of the picture, across and down; they differ by the rounding of the size only."""
        return self.width() / max(1, self.picture.width), self.height() / max(1, self.picture.height)

    def to_screen(self, pixel: Pixel) -> QPointF:
        """Where `pixel` of the picture lies in this widget."""
        across, down = self.factors()
        return QPointF(pixel[0] * across, pixel[1] * down)

    def to_picture(self, place: QPointF | QPoint) -> Pixel:
        """The picture's pixel nearest to `place`; places beside the picture count as its edge."""
        across, down = self.factors()
        x, y = round(place.x() / across), round(place.y() / down)
        return max(0, min(x, self.picture.width)), max(0, min(y, self.picture.height))

    def paint_over(self, painter: QPainter) -> None:
        """What lies on the picture; the painter's pixels are the widget's."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Picture, frame, and what lies on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_picture(painter)
        palette = self.presentation.palette
        painter.setPen(QPen(QColor(palette.line_strong), tokens.LINE_WIDTH))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = tokens.LINE_WIDTH / 2
        painter.drawRect(QRectF(self.rect()).adjusted(half, half, -half, -half))
        self.paint_over(painter)

    def paint_picture(self, painter: QPainter) -> None:
        """The picture of the pack; its words where the pack has none."""
        palette = self.presentation.palette
        image = self.images.picture(self.picture.name, QSizeF(self.size()), self.devicePixelRatioF(), palette.ink)
        painter.fillRect(self.rect(), QColor(palette.surface))
        if image is not None:
            painter.drawImage(QRectF(self.rect()), image)
            return
        painter.setPen(QColor(palette.ink))
        painter.setFont(font(tokens.TEXT_BASE, self.presentation.scale))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.picture.alt)

    def stroke(self, painter: QPainter, path: QPainterPath, colour: str, width: float) -> None:
        """`path` as a double line: `colour` on a wider line of the ground's colour, seen on any photograph."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for shade, size in ((self.presentation.palette.surface, width + 2 * self.halo()), (colour, width)):
            pen = QPen(QColor(shade), size)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPath(path)

    def halo(self) -> float:
        """How far the ground's colour stands out on each side of a line."""
        return tokens.LINE_WIDTH * 2 * self.presentation.scale

    def line(self) -> float:
        """The width of a plain line on the picture."""
        return tokens.LINE_WIDTH * 2 * self.presentation.scale

    def badge_size(self) -> int:
        """The diameter of a number or tick on the picture."""
        return px(tokens.SPACE_6 + tokens.SPACE_1, self.presentation.scale)

    def badge_place(self, box: QRectF) -> QPointF:
        """The middle of the badge of what lies in `box`: in its upper right corner, beside it where it is too small."""
        half = self.badge_size() / 2 + self.halo()
        outward = half / 2 if min(box.width(), box.height()) < 4 * half else -half
        return box.topRight() + QPointF(outward, -outward)

    def paint_badge(self, painter: QPainter, centre: QPointF, text: str) -> QRectF:
        """A round badge with `text`, wholly on the picture; returns where it is."""
        size = self.badge_size()
        box = QRectF(0, 0, size, size)
        box.moveCenter(centre)
        room = QRectF(self.rect()).adjusted(tokens.LINE_WIDTH, tokens.LINE_WIDTH, -tokens.LINE_WIDTH, -tokens.LINE_WIDTH)
        box.moveLeft(max(room.left(), min(box.left(), room.right() - size)))
        box.moveTop(max(room.top(), min(box.top(), room.bottom() - size)))
        palette = self.presentation.palette
        painter.setPen(QPen(QColor(palette.surface), self.halo()))
        painter.setBrush(QColor(palette.primary))
        painter.drawEllipse(box)
        painter.setPen(QColor(palette.on_primary))
        painter.setFont(font(tokens.TEXT_SMALL, self.presentation.scale, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return box
