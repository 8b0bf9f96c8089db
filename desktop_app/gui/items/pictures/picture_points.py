"""A picture on which points are set: by a press, or by a crosshair that the arrow keys move."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop_app.gui.items.pictures.picture_ground import PictureGround, Pixel
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from question_packs import design_tokens as tokens
from question_packs.assessment.interactions import Picture

STEP = 10  # pixels of the picture for one press of an arrow key; with Shift 1
_WAYS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


def place_in_words(say: Callable[..., str], pixel: Pixel, picture: Picture) -> str:
    """Where `pixel` lies: roughly in words, then exactly."""
    x, y = pixel
    across = min(2, 3 * x // max(1, picture.width))
    down = min(2, 3 * y // max(1, picture.height))
    corners = (
        (say("kiri atas"), say("tengah atas"), say("kanan atas")),
        (say("kiri tengah"), say("tengah"), say("kanan tengah")),
        (say("kiri bawah"), say("tengah bawah"), say("kanan bawah")),
    )
    return say("{corner}, {x} dari {width} ke kanan, {y} dari {height} ke bawah", corner=corners[down][across],
               x=x, y=y, width=picture.width, height=picture.height)  # fmt: skip


class PointGround(PictureGround):
    """The picture of an interaction with points. The signals carry a pixel of the picture.

    `moved`: the crosshair is somewhere else; only the keyboard sees it.
    """

    pointed = Signal(int, int)
    taken_back = Signal(int, int)
    moved = Signal()
    SPOKEN_ROLE = QAccessible.Role.Graphic

    def __init__(self, images: PackImages, presentation: Presentation, parent: QWidget | None = None) -> None:
        super().__init__(images, presentation, parent)
        self.points: list[Pixel] = []
        self.crosshair: Pixel = (0, 0)
        self.hovered: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def show_picture(self, picture: Picture, width: int) -> None:
        """A new picture starts with the crosshair in its middle; the same one in another size keeps it."""
        if picture != self.picture:
            self.crosshair = (picture.width // 2, picture.height // 2)
        super().show_picture(picture, width)

    def show_points(self, points: Sequence[Pixel]) -> None:
        """Draw `points` with their numbers."""
        self.points = list(points)
        self.tell()

    def tell(self) -> None:
        """Put into words for a screen reader where the crosshair is and which points there are."""
        say = self.presentation.say
        words = [self.picture.alt, place_in_words(say, self.crosshair, self.picture)]
        if self.points:
            words.append(say("{count} titik dipasang", count=len(self.points)))
        self.setAccessibleName(". ".join(word for word in words if word))
        self.update()

    def put_away(self) -> None:
        """No picture, no point."""
        super().put_away()
        self.points, self.hovered = [], None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the crosshair, Space and Enter set a point, Delete takes the nearest back."""
        way = _WAYS.get(Qt.Key(event.key()))
        if way is not None:
            self.move_crosshair(way, 1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP)
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.pointed.emit(*self.crosshair)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.taken_back.emit(*self.crosshair)
        else:
            event.ignore()

    def move_crosshair(self, way: tuple[int, int], step: int) -> None:
        """Move the crosshair by `step` pixels of the picture, as far as its edge."""
        x, y = self.crosshair[0] + way[0] * step, self.crosshair[1] + way[1] * step
        self.crosshair = max(0, min(x, self.picture.width)), max(0, min(y, self.picture.height))
        self.tell()
        self._keep_in_sight()
        self.moved.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set a point where the mouse is."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.crosshair = self.to_picture(event.position())
            self.pointed.emit(*self.crosshair)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What would be placed follows the mouse."""
        self.hovered = event.position()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing follows the mouse outside."""
        self.hovered = None
        self.update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The crosshair appears."""
        super().focusInEvent(event)
        self.update()
        self.moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The crosshair goes."""
        super().focusOutEvent(event)
        self.update()
        self.moved.emit()

    def _keep_in_sight(self) -> None:
        """A picture may be larger than the page shows: the page follows the crosshair."""
        page: QWidget | None = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        content = None if page is None else page.widget()
        if page is not None and content is not None:
            place, room = self.mapTo(content, self.to_screen(self.crosshair).toPoint()), 2 * self.badge_size()
            page.ensureVisible(place.x(), place.y(), room, room)

    def paint_over(self, painter: QPainter) -> None:
        """Points with numbers, crosshair, focus ring."""
        for number, pixel in enumerate(self.points, 1):
            self.paint_point(painter, self.to_screen(pixel), str(number) if len(self.points) > 1 else "")
        if self.hasFocus():
            self.paint_crosshair(painter)
            self.paint_ring(painter)

    def paint_point(self, painter: QPainter, place: QPointF, number: str) -> None:
        """A ring with a dot in its middle; what lies under the point stays in sight."""
        palette, size = self.presentation.palette, px(tokens.SPACE_3, self.presentation.scale)
        ring = QPainterPath()
        ring.addEllipse(place, size, size)
        ring.addEllipse(place, self.line(), self.line())
        self.stroke(painter, ring, palette.primary, self.line() * 1.5)
        if number:
            self.paint_badge(painter, place + QPointF(size, -size) * 1.4, number)

    def paint_crosshair(self, painter: QPainter) -> None:
        """Two lines that leave their middle free."""
        middle = self.to_screen(self.crosshair)
        size, gap = px(tokens.SPACE_6, self.presentation.scale), px(tokens.SPACE_1, self.presentation.scale)
        lines = QPainterPath()
        for way in _WAYS.values():
            lines.moveTo(middle + QPointF(*way) * gap)
            lines.lineTo(middle + QPointF(*way) * size)
        self.stroke(painter, lines, self.presentation.palette.focus, self.line())

    def paint_ring(self, painter: QPainter) -> None:
        """The keyboard rests on the picture."""
        inset = tokens.FOCUS_WIDTH / 2 + self.halo()
        ring = QPainterPath()
        ring.addRect(self.rect().toRectF().adjusted(inset, inset, -inset, -inset))
        self.stroke(painter, ring, self.presentation.palette.focus, tokens.FOCUS_WIDTH)
