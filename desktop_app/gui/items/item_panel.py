"""The hero of the exam page: one item, its text and its options, in lines of at most 75 characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop_app.gui.items.choice_view import ChoiceCard, ChoiceList
from desktop_app.gui.items.more_below import MoreBelow
from desktop_app.gui.items.pack_images import PackImages
from desktop_app.gui.items.rich_text import RichText
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import font, px
from desktop_app.gui.widgets.buttons import text_label
from question_packs import design_tokens as tokens
from question_packs.assessment.interactions import ChoiceInteraction

if TYPE_CHECKING:
    from desktop_app.services.views import ItemView

_SAMPLE = "Pegawai negeri yang melayani masyarakat dengan jujur, sopan, dan cepat di daerahnya."


class ItemPanel(QScrollArea):
    """Shows an item and reports answers. Widgets are made once; only their content changes from item to item."""

    answered = Signal(tuple)

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__()
        self.setObjectName("item")
        self._images = images
        self._presentation = presentation
        self._item: ItemView | None = None
        self._body = RichText(images, presentation)
        self._body.setObjectName("item-body")
        self._prompt = RichText(images, presentation)
        self._hint = text_label("strong", "choose-hint")
        self.choices = ChoiceList(images, presentation)
        self.choices.answered.connect(self.answered)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._ground = QWidget()
        for part in (self._body, self._prompt, self._hint, self.choices):
            part.setParent(self._ground)
        self.setWidget(self._ground)
        self._more = MoreBelow(presentation, self)
        self._more.asked.connect(self.show_options)
        self.verticalScrollBar().valueChanged.connect(self._tell_more)
        self.verticalScrollBar().rangeChanged.connect(self._tell_more)

    def show_item(self, item: ItemView) -> None:
        """Put `item` on the screen, from its beginning."""
        self._item = item
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._tell_more()

    def show_answer(self, item: ItemView) -> None:
        """The answer or the mark of the item on the screen changed: show it; text and cards stay as they are."""
        self._item = item
        for card in self.choices.cards():
            card.setChecked(card.identifier in item.response)

    def forget_drawings(self) -> None:
        """Zoom or contrast changed: pictures are drawn anew."""
        self._images.forget_drawings()

    def step_focus(self, step: int) -> None:
        """Move the keyboard among the options and keep it in sight; above the first option the text comes back."""
        if step < 0 and next(iter(self.choices.cards())).hasFocus():
            self.scroll_pages(-1)
        elif (card := self.choices.step_focus(step)) is not None:
            self.reveal(card)

    def scroll_pages(self, pages: int) -> None:
        """Scroll by so many screens; the keyboard needs no mouse to read a long text."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def show_options(self) -> None:
        """Scroll on to the options: all of them where they fit, else one screen further."""
        bar = self.verticalScrollBar()
        first = self.choices.y() - px(tokens.SPACE_4, self._presentation.scale)
        bar.setValue(first if bar.value() < first else bar.value() + bar.pageStep() // 2)

    def reveal(self, card: ChoiceCard) -> None:
        """Scroll so that `card` can be seen."""
        self.ensureWidgetVisible(card, 0, px(tokens.SPACE_6, self._presentation.scale))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys belong to the page."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines follow the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()
        self._tell_more()

    def _width(self) -> int:
        scale = self._presentation.scale
        per_character = QFontMetricsF(font(tokens.TEXT_BASE, scale)).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        measure = round(per_character * tokens.MEASURE_CHARACTERS)
        room = self.width() - 2 * px(tokens.SPACE_6, 1) - px(tokens.SPACE_4, 1)
        return max(px(tokens.TARGET, scale), min(measure, room))

    def _lay_out(self) -> None:
        item = self._item
        if item is None:
            return
        width = self._width()
        self._body.show_html(item.body, width)
        prompt, most = _question(item)
        self._prompt.setVisible(bool(prompt))
        self._prompt.show_html(prompt, width, bold=True)
        self._hint.setVisible(most != 1)
        self._hint.setText(self._hint_text(most))
        self._hint.setFixedSize(width, self._hint.heightForWidth(width))
        self.choices.show_item(item, width)
        self._place(width)

    def _place(self, width: int) -> None:
        """Put the parts below each other at once: a layout would move them only after the next turn of the event loop."""
        scale, room = self._presentation.scale, self.viewport().width()
        left, top = max(0, (room - width) // 2), px(tokens.SPACE_6, scale)
        for part in (self._body, self._prompt, self._hint, self.choices):
            if not part.isHidden():
                part.move(left, top)
                top += part.height() + px(tokens.SPACE_4, scale)
        self._ground.resize(room, top + px(tokens.SPACE_2, scale))

    def _tell_more(self) -> None:
        """Show or take away the hint at the foot. What lies below the last option is empty and tells nothing."""
        bar, cards = self.verticalScrollBar(), self.choices.cards()
        if not cards or bar.maximum() - bar.value() <= px(tokens.SPACE_6, self._presentation.scale):
            self._more.go_away()
        else:
            self._more.show_over(self.viewport().geometry(), self._is_seen(cards[0]))

    def _is_seen(self, card: ChoiceCard) -> bool:
        """Whether the whole of `card` is in sight, above where the hint lies."""
        bottom = self.choices.y() + card.geometry().bottom() - self.verticalScrollBar().value()
        return bottom < self.viewport().height() - px(tokens.TARGET, self._presentation.scale)

    def _hint_text(self, most: int) -> str:
        if most == 0:
            return self._presentation.say("Pilih semua jawaban yang tepat.")
        return self._presentation.say("Pilih {count} jawaban.", count=most)


def _question(item: ItemView) -> tuple[str, int]:
    """Prompt and largest number of answers of a choice."""
    for each in item.interactions:
        if isinstance(each.interaction, ChoiceInteraction):
            return each.interaction.prompt, each.interaction.max_choices
    return "", 1
