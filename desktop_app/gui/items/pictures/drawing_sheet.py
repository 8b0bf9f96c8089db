"""The sheet that is drawn on: a picture, lines on it, a pen that the mouse or the arrow keys lead."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.pictures.picture_ground import Pixel
from desktop_app.gui.items.pictures.picture_points import PointGround
from desktop_app.gui.items.pictures.stroke import ERASER, INKS, WIDTHS, Ink, Stroke, draw_stroke, is_full, is_long
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from question_packs.assessment.interactions import Picture
from question_packs.design_tokens import CALM

_USUAL_WIDTH = 800  # the width of a picture for which the pens are as wide as `WIDTHS` says


class DrawingSheet(PointGround):
    """Lines on a picture. `drawn`: a line was ended, taken back or brought again. `lifted`: the pen went up or down."""

    drawn = Signal()
    lifted = Signal()
    SPOKEN_ROLE = QAccessible.Role.Canvas

    def __init__(self, images: PackImages, presentation: Presentation, parent: QWidget | None = None) -> None:
        super().__init__(images, presentation, parent)
        self.strokes: tuple[Stroke, ...] = ()
        self.ink: Ink | None = "black"
        self.thickness = WIDTHS[1]
        self.led_by_mouse = False
        self._undone: tuple[Stroke, ...] = ()
        self._points: list[Pixel] = []
        self._ground = QImage()
        self._layer = QImage()

    @property
    def pen_is_down(self) -> bool:
        """Whether moving draws."""
        return bool(self._points)

    def show_picture(self, picture: Picture, width: int) -> None:
        """Show `picture`; the lines of another one go."""
        if picture != self.picture:
            self.strokes, self._undone, self._points = (), (), []
            self._ground = self._drawn_picture(picture)
        super().show_picture(picture, width)
        self._redraw()
        self.tell()

    def show_strokes(self, strokes: tuple[Stroke, ...]) -> None:
        """Lines as they were kept; nothing was undone yet."""
        self.strokes, self._undone, self._points = strokes, (), []
        self._redraw()

    def put_away(self) -> None:
        """No picture and no line."""
        super().put_away()
        self.strokes, self._undone, self._points = (), (), []
        self._ground, self._layer = QImage(), QImage()

    def image(self) -> QImage:
        """Picture and lines, in the picture's own pixels."""
        image = self._ground.copy()
        painter = QPainter(image)
        painter.drawImage(0, 0, self._layer)
        painter.end()
        return image

    def can_undo(self) -> bool:
        """Whether there is a line to take back."""
        return bool(self.strokes)

    def can_redo(self) -> bool:
        """Whether a line was taken back just now."""
        return bool(self._undone)

    def undo(self) -> None:
        """Take the last line back."""
        if self.strokes:
            self._undone = (*self._undone, self.strokes[-1])
            self._keep(self.strokes[:-1])

    def redo(self) -> None:
        """Bring the line again that was taken back last."""
        if self._undone:
            last, self._undone = self._undone[-1], self._undone[:-1]
            self._keep((*self.strokes, last))

    def clear(self) -> None:
        """No line any more; they come back one by one by `redo`."""
        self._undone = tuple(reversed(self.strokes))
        self._keep(())

    def lift(self) -> None:
        """End the line that is being drawn."""
        if not self._points:
            return
        stroke, self._points = self._stroke(), []
        self._undone = ()
        self._keep((*self.strokes, stroke))
        self.lifted.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pen down; a line that the keyboard had begun ends."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.lift()
            self.led_by_mouse = True
            self._lower(self.to_picture(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw while the button is held."""
        if self.led_by_mouse and event.buttons() & Qt.MouseButton.LeftButton:
            self._lead(self.to_picture(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pen up."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.lift()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter put the pen down and lift it, Escape lifts it, Delete takes the last line back."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._press_pen()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.undo()
        elif event.key() == Qt.Key.Key_Escape and self.pen_is_down:
            self.lift()
        else:
            super().keyPressEvent(event)

    def _press_pen(self) -> None:
        self.led_by_mouse = False
        if self.pen_is_down:
            self.lift()
        else:
            self._lower(self.crosshair)

    def move_crosshair(self, way: tuple[int, int], step: int) -> None:
        """Move the pen; it draws while it is down."""
        super().move_crosshair(way, step)
        if self.pen_is_down:
            self._lead(self.crosshair)

    def paint_picture(self, painter: QPainter) -> None:
        """Picture and lines, as they will be handed in."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for image in (self._ground, self._layer):
            painter.drawImage(QRectF(self.rect()), image)

    def _drawn_picture(self, picture: Picture) -> QImage:
        size = QSize(max(1, picture.width), max(1, picture.height))
        ground = QImage(size, QImage.Format.Format_RGB32)
        ground.fill(QColor(CALM.surface))
        drawn = self.images.picture(picture.name, QSizeF(size), 1.0, INKS["black"])
        if drawn is not None:
            painter = QPainter(ground)
            painter.drawImage(QRectF(ground.rect()), drawn)
            painter.end()
        return ground

    def _lower(self, pixel: Pixel) -> None:
        if is_full(self.strokes):
            return
        self.crosshair, self._points = pixel, [pixel]
        self._draw_on(self._stroke())
        self.lifted.emit()

    def _lead(self, pixel: Pixel) -> None:
        if not self._points or self._points[-1] == pixel:
            return
        self.crosshair = pixel
        self._points.append(pixel)
        self._draw_on(Stroke(self._pen(), tuple(self._points[-2:]), self.ink))
        if is_long(self._points):
            self.lift()
            self._lower(pixel)

    def _pen(self) -> int:
        width = self.thickness * max(self.picture.width, self.picture.height) / _USUAL_WIDTH
        return max(1, round(width if self.ink else width * ERASER))

    def _stroke(self) -> Stroke:
        return Stroke(self._pen(), tuple(self._points), self.ink)

    def _draw_on(self, stroke: Stroke) -> None:
        painter = QPainter(self._layer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_stroke(painter, stroke)
        painter.end()
        self.update()

    def _keep(self, strokes: tuple[Stroke, ...]) -> None:
        self.strokes = strokes
        self._redraw()
        self.drawn.emit()

    def _redraw(self) -> None:
        self._layer = QImage(self._ground.size(), QImage.Format.Format_ARGB32_Premultiplied)
        self._layer.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._layer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for stroke in self.strokes:
            draw_stroke(painter, stroke)
        painter.end()
        self.update()

    def paint_crosshair(self, painter: QPainter) -> None:
        """While the pen is down only its tip is shown: what was just drawn stays in sight."""
        if not self.pen_is_down:
            super().paint_crosshair(painter)
            return
        tip, size = QPainterPath(), max(self._pen() * self.factors()[0], 2 * self.halo())
        tip.addEllipse(self.to_screen(self.crosshair), size, size)
        self.stroke(painter, tip, self.presentation.palette.focus, self.line())

    def paint_point(self, painter: QPainter, place: QPointF, number: str) -> None:
        """A sheet has lines, no points."""
