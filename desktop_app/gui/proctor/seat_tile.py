"""One seat of the map: shape, word and colour tell its state; trouble stands out, everything else is quiet.

A tile draws itself again only when something that it shows became another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop_app.gui import icons
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.proctor.seat_face import face_of
from desktop_app.gui.theme import font, px
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.services.console.views import SeatView
    from question_packs.design_tokens import Palette

_LINE = 1.3  # of the text's size
_BAR = tokens.SPACE_1
_NARROW = 1.3  # of a tile's smallest width


class SeatTile(QAbstractButton):
    """`key_pressed` carries keys that are the map's: arrows and letters."""

    key_pressed = Signal(int)

    def __init__(self, presentation: Presentation, seat: SeatView, parent: QWidget) -> None:
        super().__init__(parent)
        self._presentation = presentation
        self.seat = seat
        self.face = face_of(seat, presentation)
        self.painted = 0
        self._pointed_at = False
        self.setObjectName(f"seat-{seat.number}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._name_it()

    def show_seat(self, seat: SeatView) -> None:
        """Take the newest state; draw only if it looks different."""
        self.seat = seat
        face = face_of(seat, self._presentation)
        if face != self.face:
            self.face = face
            self._name_it()
            self.update()

    def refresh(self) -> None:
        """Language, zoom or contrast changed."""
        self.face = face_of(self.seat, self._presentation)
        self._name_it()
        self.update()

    def point_at(self, on: bool) -> None:
        """It is what somebody looks for."""
        if on != self._pointed_at:
            self._pointed_at = on
            self.update()

    def smallest(self) -> QSize:
        """Below this the map scrolls."""
        return QSize(px(tokens.TARGET * 2, self._scale()), px(tokens.TARGET, self._scale()) + _BAR)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the person; arrows and letters are the map's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.click()
        elif event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            self.key_pressed.emit(event.key())
        else:
            event.ignore()

    def _name_it(self) -> None:
        face, say = self.face, self._presentation.say
        parts = [say("Kursi {seat}", seat=face.seat), face.name, face.number, face.words[0]]
        parts += [say("sisa {time}", time=face.times[0])] if face.times else []
        parts += [say("terputus")] if face.offline else []
        self.setAccessibleName(", ".join(parts))
        self.setToolTip(f"{face.seat} · {face.name} · {face.number}\n{face.words[0]}")

    def _scale(self) -> float:
        return self._presentation.scale * tokens.CONSOLE_DENSITY

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, edge, lines of text as there is room, progress, focus ring."""
        self.painted += 1
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, scale = self._presentation.palette, self._scale()
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        ink = self._paint_ground(painter, box, palette, scale)
        narrow = box.width() < _NARROW * self.smallest().width()
        pad = px(tokens.SPACE_1 if narrow else tokens.SPACE_2, scale)
        self._paint_lines(painter, box.adjusted(pad, pad / 2, -pad, -pad / 2 - _BAR), palette, scale, ink)
        self._paint_progress(painter, box, palette)
        if self.hasFocus() or self._pointed_at:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.focus), tokens.FOCUS_WIDTH))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), self._corner(), self._corner())

    def _corner(self) -> int:
        return px(tokens.RADIUS_SMALL, self._scale())

    def _paint_ground(self, painter: QPainter, box: QRectF, palette: Palette, scale: float) -> str:
        """The tile's ground and edge; the colour of its word."""
        ground, edge, ink, width = {
            "urgent": (palette.danger_soft, palette.danger, palette.danger, 2 * tokens.LINE_WIDTH),
            "notice": (palette.flag_soft, palette.flag, palette.flag, 2 * tokens.LINE_WIDTH),
            "done": (palette.surface_sunken, palette.line, palette.ink_soft, tokens.LINE_WIDTH),
            "empty": (palette.ground, palette.line_strong, palette.ink_soft, tokens.LINE_WIDTH),
            "calm": (palette.surface, palette.line, palette.ink_soft, tokens.LINE_WIDTH),
        }[self.face.level]
        pen = QPen(QColor(edge), width)
        if self.face.level == "empty":
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, self._corner(), self._corner())
        return ink

    def _paint_lines(self, painter: QPainter, box: QRectF, palette: Palette, scale: float, ink: str) -> None:
        """Seat and time, name, state: three lines where they fit, else the name is left to the panel."""
        bold, plain = font(tokens.TEXT_BASE, scale, bold=True), font(tokens.TEXT_SMALL, scale)
        height = px(tokens.TEXT_SMALL, scale) * _LINE
        first = px(tokens.TEXT_BASE, scale) * _LINE
        middle = box.height() >= first + 2 * height
        gap = max(0.0, (box.height() - first - (2 if middle else 1) * height) / (2 if middle else 1))
        gap = min(gap, px(tokens.SPACE_2, scale))
        top = QRectF(box.left(), box.top(), box.width(), first)
        painter.setPen(QColor(palette.ink))
        painter.setFont(bold)
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.face.seat)
        label = QFontMetricsF(bold).horizontalAdvance(self.face.seat) + px(tokens.SPACE_1, scale)
        signs = self._paint_signs(painter, top, label, scale, palette)
        painter.setFont(plain)
        time = self._fitting((*self.face.times, ""), painter, box.width() - label - signs)
        painter.setPen(QColor(palette.ink))
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, time)
        line = QRectF(box.left(), top.bottom() + gap, box.width(), height)
        if middle:
            self._write(painter, line, self.face.name, palette.ink)
            line.translate(0, height + gap)
        side = height * 0.85
        icons.paint(painter, self.face.icon, QRectF(line.left(), line.center().y() - side / 2, side, side), ink)
        if self.face.level in ("urgent", "notice"):
            painter.setFont(font(tokens.TEXT_SMALL, scale, bold=True))
        rest = line.adjusted(side + px(tokens.SPACE_1, scale), 0, 0, 0)
        self._write(painter, rest, self._fitting(self.face.words, painter, rest.width()), ink)

    @staticmethod
    def _fitting(candidates: tuple[str, ...], painter: QPainter, width: float) -> str:
        """The longest that fits, else the shortest."""
        metrics = QFontMetricsF(painter.font())
        return next((each for each in candidates if metrics.horizontalAdvance(each) <= width), candidates[-1])

    def _paint_signs(self, painter: QPainter, line: QRectF, after: float, scale: float, palette: Palette) -> float:
        """Further troubles and extra time, beside the seat's label; how wide they are together."""
        side = px(tokens.TEXT_SMALL, scale) * 0.9
        x = line.left() + after
        for sign in self.face.signs:
            icons.paint(painter, sign, QRectF(x, line.center().y() - side / 2, side, side), palette.ink_soft)
            x += side + px(tokens.SPACE_1, scale) / 2
        return x - line.left() - after

    @staticmethod
    def _write(painter: QPainter, line: QRectF, text: str, colour: str) -> None:
        painter.setPen(QColor(colour))
        fitting = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitting)

    def _paint_progress(self, painter: QPainter, box: QRectF, palette: Palette) -> None:
        """How many of the items are answered, along the lower edge."""
        if self.face.progress:
            bar = QRectF(box.left() + 2, box.bottom() - _BAR, (box.width() - 4) * self.face.progress / 100, _BAR - 1)
            painter.fillRect(bar, QColor(palette.line_strong if self.face.level == "done" else palette.primary))
