"""The options of a choice interaction: large cards, each a button with a letter and a text.

Cards are made once and used again for every item. One answer: round marks, choosing another moves the mark, pressing the
chosen one keeps it. Several answers: square marks, a second press takes the mark away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop_app.gui import icons
from desktop_app.gui.items.pack_images import PackImages
from desktop_app.gui.items.rich_text import PackDocument, draw_document
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import font, px
from question_packs import design_tokens as tokens
from question_packs.assessment.responses import shape_of

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from desktop_app.services.views import ChoiceView, ItemView


class ChoiceCard(QAbstractButton):
    """One option."""

    def __init__(self, images: PackImages, presentation: Presentation, parent: QWidget) -> None:
        super().__init__(parent)
        self._presentation = presentation
        self._document = PackDocument(images, presentation)
        self._letter = ""
        self._several = False
        self.identifier = ""
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_choice(self, choice: ChoiceView, several: bool, chosen: bool, width: int) -> None:
        """Show `choice` in `width` pixels; the height follows."""
        self._letter, self._several, self.identifier = choice.letter, several, choice.identifier
        self.setObjectName(f"choice-{choice.letter}")
        self._document.show_html(choice.html, width - self._text_left() - self._pad(), self.devicePixelRatioF())
        self.setChecked(chosen)
        self.setAccessibleName(f"{choice.letter}. {self._document.spoken()}")
        smallest = px(tokens.TARGET + tokens.SPACE_2, self._presentation.scale)
        self.setFixedSize(width, max(smallest, round(self._document.size().height()) + 2 * self._pad()))
        self.update()

    def put_away(self) -> None:
        """No option is shown: neither its text nor its name stays behind, where a screen reader would find it."""
        self._document.show_html("", self.width(), self.devicePixelRatioF())
        self.setAccessibleName("")
        self.setChecked(False)
        self.hide()

    def sizeHint(self) -> QSize:
        """The size it was given by its text."""
        return self.size()

    def nextCheckState(self) -> None:
        """A press toggles one of several answers, and only ever sets a single answer."""
        self.setChecked(not self.isChecked() if self._several else True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter press; everything else goes on to the page."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        else:
            event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The mouse is over it."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse left it."""
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Card, mark, letter, text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter)
        self._paint_mark(painter)
        top = (self.height() - self._document.size().height()) / 2
        painter.translate(self._text_left(), round(top))
        draw_document(self._document, painter, QRectF(0, 0, self.width(), self.height()), self._presentation.palette.ink)

    def _pad(self) -> int:
        return px(tokens.SPACE_3, self._presentation.scale)

    def _mark_size(self) -> int:
        return px(tokens.SPACE_8, self._presentation.scale)

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
        box = QRectF(self._pad(), (self.height() - size) / 2, size, size)
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
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._letter)
        if chosen:
            self._paint_tick(painter, box)

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


class ChoiceList(QWidget):
    """All options of the item on the screen. `answered` carries the identifiers chosen, in the order shown."""

    answered = Signal(tuple)

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__()
        self._images = images
        self._presentation = presentation
        self._cards: list[ChoiceCard] = []
        self._in_use = 0
        self._several = False

    def show_item(self, item: ItemView, width: int) -> None:
        """Show the options of `item` below each other in `width` pixels."""
        self._several = any(shape_of(each.interaction)[0] != "single" for each in item.interactions)
        self._in_use = len(item.choices)
        while len(self._cards) < self._in_use:
            self._add_card()
        top, gap = 0, px(tokens.SPACE_3, self._presentation.scale)
        for card, choice in zip(self._cards, item.choices, strict=False):
            card.show_choice(choice, self._several, choice.identifier in item.response, width)
            card.move(0, top)
            card.show()
            top += card.height() + gap
        for card in self._cards[self._in_use :]:
            card.put_away()
        self.setFixedSize(width, max(top - gap, 0))

    def cards(self) -> list[ChoiceCard]:
        """The cards on the screen."""
        return self._cards[: self._in_use]

    def press(self, place: int) -> bool:
        """Press the card at `place` (from 0); False where there is none."""
        if place >= self._in_use:
            return False
        self._cards[place].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._cards[place].click()
        return True

    def step_focus(self, step: int) -> ChoiceCard | None:
        """Move the keyboard to the card below (1) or above (-1); onto the first from outside."""
        cards = self.cards()
        places = [place for place, card in enumerate(cards) if card.hasFocus()]
        place = max(0, min(places[0] + step, len(cards) - 1)) if places else 0
        if not cards:
            return None
        cards[place].setFocus(Qt.FocusReason.TabFocusReason)
        return cards[place]

    def _add_card(self) -> None:
        card = ChoiceCard(self._images, self._presentation, self)
        card.clicked.connect(lambda: self._pressed(card))
        if self._cards:
            QWidget.setTabOrder(self._cards[-1], card)
        self._cards.append(card)

    def _pressed(self, pressed: ChoiceCard) -> None:
        if not self._several:
            for card in self.cards():
                card.setChecked(card is pressed)
        self.answered.emit(tuple(card.identifier for card in self.cards() if card.isChecked()))
