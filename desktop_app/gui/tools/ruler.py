"""A ruler that lies on the item: moved and turned by mouse or keys, in centimetres that grow with the zoom as figures do."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QRegion,
    QTransform,
    QWheelEvent,
)  # fmt: skip
from PySide6.QtWidgets import QWidget

from desktop_app.gui.theme import font, px
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.gui.tools.workplace import Workplace
    from desktop_app.services.views import ItemView

_CENTIMETRES = 12
_PIXELS_PER_CENTIMETRE = 96 / 2.54  # of a picture at 100 %
_MILLIMETRES = 10
_TURN, _TURN_LITTLE = 5, 1
_MOVES: dict[int, QPoint] = {
    Qt.Key.Key_Left: QPoint(-1, 0), Qt.Key.Key_Right: QPoint(1, 0), Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}  # fmt: skip


class Ruler:
    """The tool."""

    def __init__(self, place: Workplace) -> None:
        self._stick = RulerStick(place)

    def open(self) -> None:
        """Lay it on the item."""
        self._stick.restyle()
        self._stick.show()
        self._stick.raise_()
        self._stick.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Take it away."""
        self._stick.hide()

    def show_item(self, item: ItemView) -> None:
        """It lies where it lay."""

    def restyle(self) -> None:
        """A centimetre of a figure is longer or shorter now."""
        self._stick.restyle()

    def flush(self) -> None:
        """There is nothing to keep."""


class RulerStick(QWidget):
    """As large as the turned ruler needs; only the ruler itself takes the mouse."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.panel)
        self.setObjectName("ruler")
        self._place = place
        self._angle = 0
        self._held: QPointF | None = None
        self._is_turning = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeAllCursor)

    def restyle(self) -> None:
        """Take size and language in use; it stays in sight."""
        before = self.geometry().center() if self._was_placed() else self._place.panel.rect().center()
        side = math.ceil(math.hypot(self._length(), self._breadth()))
        self.resize(side, side)
        self._move_to(before)
        self._turn(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move it, plus and minus turn it; with Shift by little."""
        little = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        turn = _TURN_LITTLE if little else _TURN
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        elif event.key() in _MOVES:
            self._move_to(self.geometry().center() + _MOVES[event.key()] * (1 if little else tokens.SPACE_3))
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._turn(turn)
        elif event.key() in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self._turn(-turn)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """At its ends it is turned, elsewhere moved."""
        along = self._upright().map(event.position() - self._middle()).x()
        self._is_turning = abs(along) > self._length() / 2 - px(tokens.TARGET, self._place.presentation.scale)
        self._held = event.globalPosition()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It follows the mouse."""
        if self._held is None:
            return
        if self._is_turning:
            before, now = (self.mapFromGlobal(each) - self._middle() for each in (self._held, event.globalPosition()))
            turned = math.degrees(math.atan2(now.y(), now.x()) - math.atan2(before.y(), before.x()))
            if round(turned):
                self._turn(round(turned))
                self._held = event.globalPosition()
        else:
            self._move_to(self.geometry().center() + (event.globalPosition() - self._held).toPoint())
            self._held = event.globalPosition()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """It is let go."""
        self._held = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel turns it."""
        self._turn(_TURN_LITTLE if event.angleDelta().y() > 0 else -_TURN_LITTLE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Body, millimetres, figures."""
        palette, scale = self._place.presentation.palette, self._place.presentation.scale
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._middle())
        painter.rotate(self._angle)
        focused = self.hasFocus()
        painter.setPen(QPen(QColor(palette.focus if focused else palette.line_strong),
                            tokens.FOCUS_WIDTH if focused else tokens.LINE_WIDTH * 2))  # fmt: skip
        ground = QColor(palette.flag_soft)
        ground.setAlphaF(0.85)  # what is measured shines through
        painter.setBrush(ground)
        inset = tokens.FOCUS_WIDTH / 2
        painter.drawRect(self._body().adjusted(inset, inset, -inset, -inset))
        painter.setFont(font(tokens.TEXT_SMALL, scale))
        painter.setPen(QPen(QColor(palette.ink), tokens.LINE_WIDTH))
        self._paint_scale(painter)

    def _paint_scale(self, painter: QPainter) -> None:
        start, top, step = -self._scale_length() / 2, self._body().top(), self._centimetre() / _MILLIMETRES
        for place in range(_CENTIMETRES * _MILLIMETRES + 1):
            x = start + place * step
            share = 0.4 if place % _MILLIMETRES == 0 else 0.28 if place % 5 == 0 else 0.16
            painter.drawLine(QPointF(x, top), QPointF(x, top + self._breadth() * share))
            if place % _MILLIMETRES == 0:
                box = QRectF(
                    x - self._centimetre() / 2, top + self._breadth() * 0.42, self._centimetre(), self._breadth() / 2
                )
                text = str(place // _MILLIMETRES) + (" cm" if place == _CENTIMETRES * _MILLIMETRES else "")
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _centimetre(self) -> float:
        return _PIXELS_PER_CENTIMETRE * self._place.presentation.scale

    def _scale_length(self) -> float:
        return _CENTIMETRES * self._centimetre()

    def _length(self) -> float:
        return self._scale_length() + self._centimetre()

    def _breadth(self) -> float:
        return px(tokens.TARGET + tokens.SPACE_3, self._place.presentation.scale)

    def _body(self) -> QRectF:
        return QRectF(-self._length() / 2, -self._breadth() / 2, self._length(), self._breadth())

    def _middle(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def _upright(self) -> QTransform:
        """From this widget's turned coordinates to those of the ruler."""
        return QTransform().rotate(-self._angle)

    def _was_placed(self) -> bool:
        return not self.mask().isEmpty()

    def _move_to(self, middle: QPoint) -> None:
        """Its middle stays on the panel."""
        room = self._place.panel.rect()
        held = QPoint(max(0, min(middle.x(), room.width())), max(0, min(middle.y(), room.height())))
        self.move(held - QPoint(self.width() // 2, self.height() // 2))

    def _turn(self, degrees: int) -> None:
        self._angle = (self._angle + degrees) % 360
        turned = QTransform().translate(self._middle().x(), self._middle().y()).rotate(self._angle)
        self.setMask(QRegion(turned.map(QPolygonF(self._body())).toPolygon()))
        say = self._place.presentation.say
        name = say("Penggaris {degrees} derajat: panah menggeser, tambah dan kurang memutar", degrees=self._angle)
        self.setAccessibleName(name)
        self.update()
