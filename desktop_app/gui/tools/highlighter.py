"""Marks words of the item's text: drag with the mouse, or word by word with the keyboard."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.notes import Range, with_range, without_range
from desktop_app.gui.theme import px
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.gui.items.text.rich_text import RichText
    from desktop_app.gui.tools.workplace import Workplace
    from desktop_app.services.views import ItemView

_STEPS: dict[int, int] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_LINES: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_TOGGLE = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Highlighter:
    """The tool: shows the marks of the item's body, and lays a layer over it while it is open."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._text = place.panel.sheet.body_text
        self._layer: HighlightLayer | None = None

    def open(self) -> None:
        """Words can be marked from now on."""
        if self._layer is None:
            self._layer = HighlightLayer(self._text, self._place)
        self._layer.cover()
        self._layer.show()
        self._layer.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """The marks stay."""
        if self._layer is not None:
            self._layer.hide()

    def show_item(self, item: ItemView) -> None:
        """Its marks."""
        self.restyle()
        if self._layer is not None:
            self._layer.setEnabled(not item.read_only)

    def restyle(self) -> None:
        """The text was laid out anew."""
        self._text.mark_ranges(self._place.marks.notes.marked)
        if self._layer is not None and not self._layer.isHidden():
            self._layer.cover()

    def flush(self) -> None:
        """Marks are kept at once."""


class HighlightLayer(QWidget):
    """Lies over the text and takes mouse and keyboard. A selection is from word `_anchor` to word `_at`."""

    def __init__(self, text: RichText, place: Workplace) -> None:
        super().__init__(text)
        self.setObjectName("highlight-layer")
        self._text, self._place = text, place
        self._words: list[Range] = []
        self._at = self._anchor = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def cover(self) -> None:
        """The text under it changed."""
        self.resize(self._text.size())
        self._words = words_of(self._text.document.toPlainText())
        self._at = self._anchor = 0
        self.raise_()
        self._tell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A selection begins; on a marked word the mark goes when the button comes up there."""
        if (word := self._word_at(event)) is not None:
            self._anchor = self._at = word
            self._tell()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It follows the mouse while the button is down."""
        if event.buttons() & Qt.MouseButton.LeftButton and (word := self._word_at(event)) is not None:
            self._at = word
            self._tell()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was selected is marked; a click on a mark takes it away."""
        if event.button() == Qt.MouseButton.LeftButton and self._words:
            self._toggle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go word by word, with Shift they select; Space marks or takes away, Delete takes away."""
        key, selecting = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not self._words or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        elif key in _STEPS:
            self._go(self._at + _STEPS[key], selecting)
        elif key in _LINES:
            self._go(self._word_beside(_LINES[key]), selecting)
        elif key in _TOGGLE:
            self._toggle()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._mark(False)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The word is ringed."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing stays selected."""
        super().focusOutEvent(event)
        self._anchor = self._at
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A ring round what would be marked."""
        if not self._words or not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._place.presentation.palette.focus), tokens.FOCUS_WIDTH))
        radius = px(tokens.RADIUS_SMALL, self._place.presentation.scale)
        inset = tokens.FOCUS_WIDTH / 2
        for rect in self._text.range_rects(*self._selection()):
            ring = rect.adjusted(inset - 2, inset, 2 - inset, -inset).intersected(QRectF(self.rect()))
            painter.drawRoundedRect(ring, radius, radius)

    def _selection(self) -> Range:
        first, last = sorted((self._anchor, self._at))
        return self._words[first][0], self._words[last][1]

    def _go(self, word: int, selecting: bool) -> None:
        self._at = max(0, min(word, len(self._words) - 1))
        if not selecting:
            self._anchor = self._at
        self._tell()
        rect = self._text.range_rects(*self._words[self._at])[0].toRect()
        self._place.panel.sheet.bring_into_sight(self, rect)

    def _toggle(self) -> None:
        start, end = self._selection()
        self._mark(not any(first <= start and end <= last for first, last in self._place.marks.notes.marked))

    def _mark(self, on: bool) -> None:
        """Mark the selection or take marks from it. A read-only item keeps its marks."""
        marked, change = self._place.marks.notes.marked, with_range if on else without_range
        wanted = _whole_words(change(marked, *self._selection()), self._words)
        if self.isEnabled() and self._place.marks.change(marked=wanted):
            self._text.mark_ranges(self._place.marks.notes.marked)
        self._anchor = self._at
        self._tell()

    def _word_at(self, event: QMouseEvent) -> int | None:
        """The word under the mouse, or the one nearest to it on its line."""
        if not self._words:
            return None
        hit = self._text.document.documentLayout().hitTest(event.position(), Qt.HitTestAccuracy.FuzzyHit)
        return max((place for place, word in enumerate(self._words) if word[0] <= hit), default=0)

    def _word_beside(self, step: int) -> int:
        """The word nearest to this one on the next line up or down; this one where there is none."""
        here = self._text.range_rects(*self._words[self._at])[0]
        best, best_distance = self._at, float("inf")
        for place, word in enumerate(self._words):
            rect = self._text.range_rects(*word)[0]
            down = (rect.center().y() - here.center().y()) * step
            distance = down * self.width() + abs(rect.center().x() - here.center().x())
            if down > 1 and distance < best_distance:
                best, best_distance = place, distance
        return best

    def _tell(self) -> None:
        """Say what would be marked to whoever cannot see it."""
        say = self._place.presentation.say
        if self._words:
            start, end = self._selection()
            units = self._text.document.toPlainText()
            marked = any(first <= start and end <= last for first, last in self._place.marks.notes.marked)
            words = _units(units)[start:end].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            state = say("Stabilo: {words}, ditandai", words=words) if marked else say("Stabilo: {words}", words=words)
            self.setAccessibleName(state)
        else:
            self.setAccessibleName("")
        self.update()


def words_of(text: str) -> list[Range]:
    """From-to of every word, in UTF-16 units as documents count; pictures and fields are no words."""
    return [found.span() for found in re.finditer(r"[^\s\ufffc]+", _units(text))]


def _whole_words(ranges: tuple[Range, ...], words: list[Range]) -> tuple[Range, ...]:
    """`ranges` from the first letter of their first word to the last of their last; blanks alone are not marked."""
    inside = [[word for word in words if start <= word[0] and word[1] <= end] for start, end in ranges]
    return tuple((found[0][0], found[-1][1]) for found in inside if found)


def _units(text: str) -> str:
    """`text` with each UTF-16 unit as a character of its own."""
    data = text.encode("utf-16-le", "surrogatepass")
    return "".join(map(chr, struct.unpack(f"<{len(data) // 2}H", data)))
