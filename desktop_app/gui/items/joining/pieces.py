"""A piece: something small to be picked up, put down or joined, with its state told by shape, word and colour.

The same button serves as a place (a gap, a slot): then it is `empty` or shows what lies in it. Made and laid out by the
interaction widgets; what a press means is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.text.pack_document import PackDocument, draw_document
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.messages import mark
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import font, px
from desktop_app.gui.widgets.painted_button import PaintedButton
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    pass

_WORD = re.compile(r"[^\s-]+-?")
PieceState = Literal["free", "carried", "used", "placed", "empty"]
# Said after the name, and shown below the text where there is room for it.
STATE_WORDS: dict[PieceState, str] = {
    "free": "",
    "carried": mark("dipegang"),
    "used": mark("terpakai"),
    "placed": "",
    "empty": mark("kosong"),
}


class Piece(PaintedButton):
    """One piece or place. `given_back`: Delete or Backspace was pressed on it."""

    given_back = Signal()

    def __init__(self, images: PackImages, presentation: Presentation, parent: QWidget) -> None:
        super().__init__(parent)
        self._presentation = presentation
        self._document = PackDocument(images, presentation)
        self._letter = ""
        self._partners: tuple[str, ...] = ()
        self._state: PieceState = "free"
        self._worded = False
        self._fill = False  # as wide as the line: with more room beside the letter's mark
        self._above = False  # the letter's mark stands above the text: beside it a word would not fit
        self.identifier = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def state(self) -> PieceState:
        """How it is shown."""
        return self._state

    def show_piece(
        self, identifier: str, html: str, width: int, letter: str = "", fill: bool = False, worded: bool = False
    ) -> QSize:
        """Show `html` in at most `width` pixels (`fill`: in exactly as many) and take the size that it needs.

        `letter` stands in a round mark before the text. `worded` keeps a line below the text for the word of its state.
        """
        self.identifier, self._letter, self._worded = identifier, letter, worded
        self._fill, self._above = fill, False
        room = self._write(html, width)
        if letter and longest_word(self._document) > room:
            self._above = True
            room = self._write(html, width)
        if not fill:
            self._document.setTextWidth(min(room, self._document.idealWidth() + 1))
        text = self._document.size()
        wide = (
            width if fill else min(width, max(self._least_width(), self._left() + self._pad() + round(text.width() + 0.5)))
        )
        high = round(text.height() + 0.5) + 2 * self._pad() + self._word_height() + self._mark_above()
        smallest = px(tokens.TARGET + tokens.SPACE_2 if fill else tokens.TARGET, self._presentation.scale)
        self.setFixedSize(wide, max(smallest, high))
        self.show_state(self._state)
        return self.size()

    def show_state(self, state: PieceState, partners: Sequence[str] = (), name: str = "") -> None:
        """Show it in `state`. `partners` are the marks of what it is joined to; `name` is said instead of its text."""
        self._state, self._partners = state, tuple(partners)
        self.setAccessibleName(", ".join(filter(None, (name or self._spoken_name(), *self._spoken_state()))))
        self.update()

    def spoken(self) -> str:
        """Its text for a screen reader, without its state."""
        return self._document.spoken()

    def put_away(self) -> None:
        """Nothing of the item stays behind."""
        self.identifier, self._letter, self._partners, self._state = "", "", (), "free"
        self._document.show_html("", 1, self.devicePixelRatioF())
        self.setAccessibleName("")
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter press, Delete and Backspace give back; everything else goes on."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.given_back.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Card, mark, text, partners, word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter)
        if self._letter:
            self._paint_letter(painter)
        top = self._text_top()
        if self._partners and self._worded:
            self._paint_partners(painter)
        else:
            self._paint_word(painter)
        painter.translate(self._left(), round(top))
        palette = self._presentation.palette
        draw_document(self._document, painter, QRectF(0, -top, self.width() - self._left(), self.height()), palette.ink)

    def _pad(self) -> int:
        return px(tokens.SPACE_2, self._presentation.scale)

    def _mark_size(self) -> int:
        return px(tokens.SPACE_8, self._presentation.scale)

    def _write(self, html: str, width: int) -> int:
        """Write the text in a piece of `width` pixels; returns how much room it has."""
        room = max(1, width - self._left() - self._pad())
        self._document.show_html(html, room, self.devicePixelRatioF())
        return room

    def _left(self) -> int:
        """Where the text begins."""
        scale = self._presentation.scale
        if not self._letter or self._above:
            return self._pad() + px(tokens.SPACE_1, scale)
        return self._pad() + self._mark_size() + px(tokens.SPACE_3 if self._fill else tokens.SPACE_2, scale)

    def _mark_above(self) -> int:
        """The room that the letter's mark takes above the text."""
        return self._mark_size() + self._pad() if self._above else 0

    def _word_height(self) -> int:
        return QFontMetrics(font(tokens.TEXT_SMALL, self._presentation.scale)).height() if self._worded else 0

    def _least_width(self) -> int:
        """Wide enough for a finger, and for every word that it may have to show."""
        least = px(tokens.TARGET, self._presentation.scale)
        if not self._worded:
            return least
        metrics = QFontMetrics(font(tokens.TEXT_SMALL, self._presentation.scale))
        words = (self._presentation.say(word) for word in STATE_WORDS.values() if word)
        return max(least, self._left() + self._pad() + max(map(metrics.horizontalAdvance, words)))

    def _text_top(self) -> float:
        """Text and the line below it stand in the middle; without anything to say, the text alone does."""
        below = self._word_height() if self._partners or STATE_WORDS[self._state] else 0
        return (self.height() - below + self._mark_above() - self._document.size().height()) / 2

    def _spoken_name(self) -> str:
        return f"{self._letter}. {self._document.spoken()}" if self._letter else self._document.spoken()

    def _spoken_state(self) -> list[str]:
        said = []
        if self._partners:
            said.append(self._presentation.say("dipasangkan dengan {names}", names=", ".join(self._partners)))
        if STATE_WORDS[self._state]:
            said.append(self._presentation.say(STATE_WORDS[self._state]))
        return said

    def _paint_card(self, painter: QPainter) -> None:
        palette = self._presentation.palette
        width, colour, line = float(tokens.LINE_WIDTH), palette.line_strong, Qt.PenStyle.SolidLine
        ground = palette.primary_soft if self.underMouse() and self.isEnabled() else palette.surface
        if self._state == "carried":
            width, colour, ground = float(tokens.FOCUS_WIDTH), palette.primary, palette.selected
        elif self._state == "placed":
            width, colour, ground = tokens.LINE_WIDTH * 2, palette.primary, palette.selected
        elif self._state in ("used", "empty"):
            line, ground = Qt.PenStyle.DashLine, palette.surface_sunken
        painter.setBrush(QColor(ground))
        self._paint_frame(painter, QPen(QColor(colour), width, line), 0)
        if self.hasFocus():
            self._paint_frame(painter, QPen(QColor(palette.focus), tokens.FOCUS_WIDTH), 0)
            if self._state == "carried":  # the line of what is held stays to be seen inside the ring
                self._paint_frame(painter, QPen(QColor(colour), tokens.LINE_WIDTH * 2), tokens.FOCUS_WIDTH)

    def _paint_frame(self, painter: QPainter, pen: QPen, inside: float) -> None:
        painter.setPen(pen)
        inset = inside + pen.widthF() / 2
        radius = px(tokens.RADIUS, self._presentation.scale)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_letter(self, painter: QPainter) -> None:
        size = self._mark_size()
        middle = self._text_top() + self._document.size().height() / 2
        top = self._pad() if self._above else max(self._pad(), middle - size / 2)
        box = QRectF(self._pad(), top, size, size)
        self._paint_mark(painter, box, self._letter, self._state in ("placed", "carried"), tokens.TEXT_BASE)

    def _paint_mark(self, painter: QPainter, box: QRectF, text: str, full: bool, size: int) -> None:
        palette = self._presentation.palette
        painter.setPen(QPen(QColor(palette.primary if full else palette.line_strong), tokens.LINE_WIDTH * 2))
        painter.setBrush(QColor(palette.primary if full else palette.surface))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(QColor(palette.on_primary if full else palette.ink))
        painter.setFont(font(size, self._presentation.scale, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _below_text(self) -> QRectF:
        """The line below the text."""
        high = self._word_height()
        top = self.height() - high - self._pad()
        return QRectF(self._left(), top, self.width() - self._left() - self._pad(), high)

    def _paint_partners(self, painter: QPainter) -> None:
        """The marks of what it is joined to, as small copies of those marks."""
        line = self._below_text()
        box = QRectF(line.left(), line.top(), line.height() * 3 / 2, line.height())
        for each in self._partners:
            self._paint_mark(painter, box, each, True, tokens.TEXT_SMALL)
            box.translate(box.width() + self._pad() / 2, 0)

    def _paint_word(self, painter: QPainter) -> None:
        if not self._worded or not STATE_WORDS[self._state]:
            return
        word = self._presentation.say(STATE_WORDS[self._state])
        painter.setPen(QColor(self._presentation.palette.ink_soft))
        painter.setFont(font(tokens.TEXT_SMALL, self._presentation.scale))
        line = self._below_text()
        if painter.fontMetrics().horizontalAdvance(word) > line.width():
            line.setLeft(self._pad())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)


def longest_word(document: PackDocument) -> int:
    """How many pixels the longest word of `document` takes: a narrower line would break it. Lines end at hyphens too."""
    metrics = QFontMetrics(document.defaultFont())
    return max((metrics.horizontalAdvance(word) for word in _WORD.findall(document.toPlainText())), default=0)
