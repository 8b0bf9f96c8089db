"""One option of a choice: a large button with a letter, a text, and a mark that tells its state by shape too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.gui import icons
from desktop_app.gui.items.joining.pieces import longest_word
from desktop_app.gui.items.text.pack_document import PackDocument, draw_document
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import font, px
from desktop_app.gui.widgets.painted_button import PaintedButton
from desktop_app.services.views import ChoiceView
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    pass

_MOST_LINES = 4


class ChoiceCard(PaintedButton):
    """One option."""

    def __init__(self, images: PackImages, presentation: Presentation, parent: QWidget) -> None:
        super().__init__(parent)
        self._presentation = presentation
        self._document = PackDocument(images, presentation)
        self.letter = self._html = ""
        self._several = self._upright = False
        self._above = False  # lying, but with the mark above the text: beside it a word would not fit
        self.identifier = ""
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_choice(self, choice: ChoiceView, several: bool, chosen: bool, struck: bool = False) -> None:
        """Take `choice`; `lie` or `stand` then gives it its form and size."""
        self.letter, self._several, self.identifier = choice.letter, several, choice.identifier
        self._html, self._is_struck = choice.html, struck
        self.setObjectName(f"choice-{choice.letter}")
        self.setChecked(chosen)

    def lie(self, width: int) -> None:
        """Mark at the left, text beside it, in `width` pixels; below it where a word is wider. The height follows."""
        self._upright = self._above = False
        beside = max(1, width - self._text_left() - self._pad())
        self._write(beside)
        if longest_word(self._document) > beside:
            self._above = True
            self._write(max(1, width - 2 * self._pad()))
        smallest = px(tokens.TARGET + tokens.SPACE_2, self._presentation.scale)
        self.setFixedSize(width, max(smallest, round(self._document.size().height()) + self._text_top() + self._pad()))

    def stand(self, width: int) -> bool:
        """Mark above, text below it; False where a word is wider than that, or the text needs more than a few lines."""
        self._upright, self._above = True, False
        room = width - 2 * self._pad()
        if room <= 0:
            return False
        self._write(room)
        height = self._document.size().height()
        self.setFixedSize(width, round(height) + self._text_top() + self._pad())
        most = _MOST_LINES * tokens.LINE_HEIGHT * px(tokens.TEXT_BASE, self._presentation.scale)
        return longest_word(self._document) <= room and self._document.idealWidth() <= room and height <= most

    def _write(self, width: int) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter if self._upright else Qt.AlignmentFlag.AlignLeft
        self._document.align(centre)
        self._document.show_html(self._html, width, self.devicePixelRatioF())
        self._say_name()
        self.update()

    @property
    def is_struck(self) -> bool:
        """Whether the candidate has ruled it out."""
        return self._is_struck

    def strike(self, on: bool) -> None:
        """Show it as ruled out; it can be chosen all the same."""
        if on != self._is_struck:
            self._is_struck = on
            self._say_name()
            self.update()

    def _say_name(self) -> None:
        text = f"{self.letter}. {self._document.spoken()}"
        self.setAccessibleName(self._presentation.say("{option}, dicoret", option=text) if self._is_struck else text)

    def put_away(self) -> None:
        """No option is shown: neither its text nor its name stays behind, where a screen reader would find it."""
        self._html = self.identifier = ""
        self._is_struck = False
        self._document.show_html("", self.width(), self.devicePixelRatioF())
        self.setAccessibleName("")
        self.setChecked(False)
        self.hide()

    def nextCheckState(self) -> None:
        """A press toggles one of several answers, and only ever sets a single answer."""
        self.setChecked(not self.isChecked() if self._several else True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Card, mark, letter, text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter)
        self._paint_mark(painter)
        painter.save()
        painter.translate(self._text_place())
        palette = self._presentation.palette
        ink = palette.ink_soft if self._is_struck else palette.ink
        draw_document(self._document, painter, QRectF(0, 0, self.width(), self.height()), ink)
        painter.restore()
        if self._is_struck:
            self._paint_strike(painter)

    def _pad(self) -> int:
        return px(tokens.SPACE_3, self._presentation.scale)

    def _mark_size(self) -> int:
        return px(tokens.SPACE_8, self._presentation.scale)

    def _text_place(self) -> QPointF:
        if self._upright or self._above:
            return QPointF(self._pad(), self._text_top())
        return QPointF(self._text_left(), round((self.height() - self._document.size().height()) / 2))

    def _mark_place(self) -> QPointF:
        size = self._mark_size()
        if self._upright:
            return QPointF((self.width() - size) / 2, self._pad())
        if self._above:
            return QPointF(self._pad(), self._pad())
        return QPointF(self._pad(), (self.height() - size) / 2)

    def _text_top(self) -> int:
        """Where the text begins at the earliest: below the mark where that stands above it."""
        return 2 * self._pad() + self._mark_size() if self._upright or self._above else self._pad()

    def _text_left(self) -> int:
        return self._pad() + self._mark_size() + px(tokens.SPACE_4, self._presentation.scale)

    def _paint_card(self, painter: QPainter) -> None:
        palette = self._presentation.palette
        width: float = tokens.LINE_WIDTH
        colour = palette.line_strong
        if self.isChecked():
            width, colour = tokens.LINE_WIDTH * 2, palette.primary
        if self.hasFocus():
            width, colour = tokens.FOCUS_WIDTH, palette.focus
        hovered = self.underMouse() and self.isEnabled()
        ground = palette.selected if self.isChecked() else palette.primary_soft if hovered else palette.surface
        painter.setPen(QPen(QColor(colour), width))
        painter.setBrush(QColor(ground))
        radius = px(tokens.RADIUS, self._presentation.scale)
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)

    def _paint_mark(self, painter: QPainter) -> None:
        palette, size = self._presentation.palette, self._mark_size()
        box = QRectF(self._mark_place(), QSizeF(size, size))
        chosen = self.isChecked()
        painter.setPen(QPen(QColor(palette.primary if chosen else palette.line_strong), tokens.LINE_WIDTH * 2))
        painter.setBrush(QColor(palette.primary if chosen else palette.surface))
        if self._several:
            corner = px(tokens.RADIUS_SMALL, self._presentation.scale)
            painter.drawRoundedRect(box, corner, corner)
        else:
            painter.drawEllipse(box)
        painter.setPen(QColor(palette.on_primary if chosen else palette.ink))
        painter.setFont(font(tokens.TEXT_BASE, self._presentation.scale, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.letter)
        if chosen:
            self._paint_tick(painter, box)

    def _paint_strike(self, painter: QPainter) -> None:
        """A line through the whole of it."""
        painter.setPen(QPen(QColor(self._presentation.palette.danger), tokens.FOCUS_WIDTH))
        middle = self._mark_place().y() + self._mark_size() / 2
        painter.drawLine(QPointF(self._pad(), middle), QPointF(self.width() - self._pad(), middle))

    def _paint_tick(self, painter: QPainter, mark: QRectF) -> None:
        """A small tick at the mark's corner: chosen is told by shape too."""
        palette, scale = self._presentation.palette, self._presentation.scale
        size = px(tokens.SPACE_4, scale)
        box = QRectF(0, 0, size, size)
        box.moveCenter(QPointF(mark.right() - px(tokens.SPACE_1, scale) / 2, mark.bottom() - px(tokens.SPACE_1, scale) / 2))
        painter.setPen(QPen(QColor(palette.primary), tokens.LINE_WIDTH))
        painter.setBrush(QColor(palette.surface))
        painter.drawEllipse(box)
        inset = px(tokens.SPACE_1, scale) * 3 / 4
        icons.paint(painter, "check", box.adjusted(inset, inset, -inset, -inset), palette.primary)
