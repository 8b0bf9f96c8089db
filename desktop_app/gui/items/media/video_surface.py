"""Where a video is seen: its picture as large as fits, or the sign for playing while there is none."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.gui import icons
from desktop_app.gui.items.media.player import Player
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from question_packs import design_tokens as tokens


class VideoSurface(QWidget):
    """Draws `player`'s picture. `pressed`: a click on it. The keyboard has the buttons below it."""

    pressed = Signal()

    def __init__(self, player: Player, presentation: Presentation, parent: QWidget) -> None:
        super().__init__(parent)
        self._player, self._presentation = player, presentation
        player.pictured.connect(self.update)
        player.moved.connect(self.update)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Like the button below."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, its proportions kept."""
        painter, palette = QPainter(self), self._presentation.palette
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(QColor(palette.line_strong), tokens.LINE_WIDTH))
        painter.setBrush(QColor(palette.surface_sunken))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        image = self._player.picture()
        if image is not None:
            painter.drawImage(self._place_of(image), image)
        else:
            size = px(tokens.SPACE_12, self._presentation.scale)
            box = QRectF(0, 0, size, size)
            box.moveCenter(QRectF(self.rect()).center())
            icons.paint(painter, "play", box, palette.ink_soft)

    def _place_of(self, image: QImage) -> QRectF:
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        size = image.size().toSizeF().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(room.topLeft(), size)
        place.moveCenter(room.center())
        return place
