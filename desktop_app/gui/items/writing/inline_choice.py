"""One option of a list inside a line of text: a button that shows what is chosen, and a list of cards that it opens.

The list lies inside the item's page, not in a window of its own: nothing of the desktop can come to light beside it.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop_app.gui import icons
from desktop_app.gui.items.answer_style import answer_style
from desktop_app.gui.items.choosing.choice_view import ChoiceList
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.items.writing.inline_field import InlineField
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import font, px
from question_packs import design_tokens as tokens
from question_packs.assessment.interactions import InlineChoiceInteraction

if TYPE_CHECKING:
    from desktop_app.services.views import InteractionView
    from question_packs.assessment.responses import Response

_WRAP = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
_LONGEST_LIST = 0.7  # of the item's page
_LIST_WIDTH = 420


class _FieldButton(QAbstractButton):
    """Shows the chosen text, wrapped where it is long, and a mark that a list opens."""

    cleared = Signal()

    def __init__(self, presentation: Presentation, parent: QWidget) -> None:
        super().__init__(parent)
        self._presentation = presentation
        self.setObjectName("inline-choice")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def fit(self, texts: list[str], width: int) -> None:
        """As wide as its longest text, at most `width`; as high as that text needs."""
        metrics = QFontMetrics(self._font())
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0) + tokens.SPACE_1
        room = min(widest, max(width - self._sides(), 1))
        high = max((metrics.boundingRect(0, 0, room, 0, _WRAP, text).height() for text in texts), default=0)
        height = max(px(tokens.TARGET, self._presentation.scale), high + 2 * self._pad())
        self.setFixedSize(min(room + self._sides(), width), height)

    def sizeHint(self) -> QSize:
        """The size it was given by its texts."""
        return self.size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space, Enter and Alt+Down open the list, Delete and Backspace take the answer back; the rest is the page's."""
        opens = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        opens = opens or (event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier)
        if opens and not event.isAutoRepeat():
            self.click()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Frame, text, mark."""
        palette, scale, focused = self._presentation.palette, self._presentation.scale, self.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = tokens.FOCUS_WIDTH if focused else tokens.LINE_WIDTH * 2 if self.text() else tokens.LINE_WIDTH
        colour = palette.focus if focused else palette.primary if self.text() else palette.line_strong
        painter.setPen(QPen(QColor(colour), line))
        painter.setBrush(QColor(palette.selected if self.text() else palette.surface))
        radius = px(tokens.RADIUS_SMALL, scale)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2), radius, radius)
        painter.setFont(self._font())
        painter.setPen(QColor(palette.ink if self.text() else palette.ink_soft))
        painter.drawText(self._text_box(), _WRAP, self.text() or self._presentation.say("Pilih..."))
        mark = px(tokens.SPACE_4, scale)
        box = QRectF(self.width() - self._pad() - mark, (self.height() - mark) / 2, mark, mark)
        icons.paint(painter, "down", box, palette.primary)

    def _font(self) -> QFont:
        return font(tokens.TEXT_BASE, self._presentation.scale)

    def _pad(self) -> int:
        return px(tokens.SPACE_2, self._presentation.scale)

    def _sides(self) -> int:
        return 3 * self._pad() + px(tokens.SPACE_4, self._presentation.scale)

    def _text_box(self) -> QRect:
        return self.rect().adjusted(self._pad(), 0, self._pad() - self._sides(), 0)


class _Area(QScrollArea):
    """Scrolls a long list; its keys are the list's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move from card to card."""
        event.ignore()


class _List(QFrame):
    """The open list. `closed` when it goes; the keyboard then belongs to the button again."""

    chosen = Signal(tuple)
    closed = Signal()

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__()
        self.setObjectName("inline-list")
        self.setProperty("role", "popup")
        self._presentation = presentation
        self.choices = ChoiceList(images, presentation)
        self.choices.answered.connect(self.chosen)
        self._area = _Area()
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self.choices)
        edge = px(tokens.SPACE_3, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge, edge, edge)
        column.addWidget(self._area)
        self.hide()

    def open_at(self, button: QWidget, options: list[tuple[str, str]], chosen: Response) -> None:
        """Lie below `button`, or above it where there is more room."""
        page = _page_of(button)
        self.setParent(page)
        self.setStyleSheet(answer_style(self._presentation.palette, self._presentation.scale))
        scale, edge = self._presentation.scale, px(tokens.SPACE_3, 1)
        frame = 2 * (edge + 2 * tokens.LINE_WIDTH)
        width = min(max(px(_LIST_WIDTH, scale), button.width()), page.width() - 2 * edge)
        # Room for a scroll bar is always left, so that nothing is hidden where the list is long.
        self.choices.show_options(options, chosen, width - frame - px(tokens.SPACE_3, scale))
        height = min(self.choices.height() + frame, round(page.height() * _LONGEST_LIST))
        corner = button.mapTo(page, QPoint())
        below, above = page.height() - corner.y() - button.height(), corner.y()
        top = corner.y() + button.height() if below >= height or below >= above else max(above - height, 0)
        left = max(edge, min(corner.x(), page.width() - width - edge))
        self.setGeometry(left, min(top, page.height() - height), width, height)
        self.show()
        self.raise_()
        cards = self.choices.cards()
        (next((card for card in cards if card.isChecked()), cards[0])).setFocus(Qt.FocusReason.PopupFocusReason)
        _application().installEventFilter(self)

    def close_list(self) -> None:
        """Go away and keep nothing."""
        if not self.isHidden():
            _application().removeEventFilter(self)
            self.hide()
            self.choices.put_away()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, letters and digits choose, Escape closes; nothing reaches the page."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        letter = event.text().upper()
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Left):
            self.close_list()
        elif step is not None:
            self._step(step)
        elif letter.isascii() and letter.isalpha():
            self.choices.press(ord(letter) - ord("A"))
        event.accept()

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Tab closes the list."""
        self.close_list()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click elsewhere, or the keyboard gone elsewhere, closes it."""
        moves = event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.FocusIn)
        if moves and isinstance(watched, QWidget) and watched is not self and not self.isAncestorOf(watched):
            self.close_list()
        return False

    def _step(self, step: int) -> None:
        cards = self.choices.cards()
        place = next((place for place, card in enumerate(cards) if card.hasFocus()), 0)
        card = cards[max(0, min(place + step, len(cards) - 1))]
        card.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._area.ensureWidgetVisible(card)


class InlineChoice(InlineField):
    """The response is the identifier of the chosen option."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self._button = _FieldButton(presentation, self)
        self._list = _List(images, presentation)
        self._button.clicked.connect(self._open)
        self._button.cleared.connect(self._clear)
        self._list.chosen.connect(self._choose)
        self._list.closed.connect(self._closed)
        self._interaction: InlineChoiceInteraction | None = None
        self._response: Response = ()

    def show_interaction(self, view: InteractionView, width: int) -> None:
        """A button as wide as the longest option."""
        assert isinstance(view.interaction, InlineChoiceInteraction)
        self._list.close_list()
        self._interaction = view.interaction
        texts = [each.content for each in self._interaction.inline_choices]
        self._button.fit([*texts, self.presentation.say("Pilih...")], width)
        self.setFixedSize(self._button.size())
        self.show_response(view.response)

    def show_response(self, response: Response) -> None:
        """Show what is chosen."""
        assert self._interaction is not None
        self._response = response
        chosen = next((each.content for each in self._interaction.inline_choices if each.identifier in response), "")
        self._button.setText(chosen)
        name = self.named(self._interaction.label, self.presentation.say("Pilihan"))
        self._button.setAccessibleName(f"{name}: {chosen or self.presentation.say('belum dipilih')}")
        self._button.update()

    def stops(self) -> list[QWidget]:
        """The button."""
        return [self._button]

    def put_away(self) -> None:
        """Closed and empty."""
        self._list.close_list()
        self._interaction, self._response = None, ()
        self._button.setText("")
        self._button.setAccessibleName("")

    def _open(self) -> None:
        assert self._interaction is not None
        options = [(each.identifier, escape(each.content)) for each in self._interaction.inline_choices]
        self._list.open_at(self._button, options, self._response)

    def _choose(self, response: Response) -> None:
        self._list.close_list()
        self.show_response(response)
        self.answered.emit(response)

    def _clear(self) -> None:
        if self._response:
            self.show_response(())
            self.answered.emit(())

    def _closed(self) -> None:
        if self._interaction is not None:
            self._button.setFocus(Qt.FocusReason.PopupFocusReason)


def _application() -> QApplication:
    """The one application, for who must see every click."""
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found


def _page_of(button: QWidget) -> QWidget:
    """The scroll area that the item is in: its list lies over it."""
    parent = button.parentWidget()
    while parent is not None and not isinstance(parent, QAbstractScrollArea):
        parent = parent.parentWidget()
    return parent or button.window()
