"""One item below each other in lines of at most 75 characters: body, interactions with their texts, fields in the lines.

Widgets are made once; only their content changes from item to item.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop_app.gui.items.answer_style import answer_style
from desktop_app.gui.items.choosing.choice_view import ChoiceList
from desktop_app.gui.items.interaction_widget import InteractionWidget
from desktop_app.gui.items.item_block import ItemBlock
from desktop_app.gui.items.item_text import Field, ItemText
from desktop_app.gui.items.more_below import MoreBelow
from desktop_app.gui.items.outside import NOTHING_OUTSIDE, Outside
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.items.text.rich_text import RichText
from desktop_app.gui.items.widget_pool import WidgetPool
from desktop_app.gui.items.writing.inline_field import InlineField
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import font, px, style_sheet
from question_packs import design_tokens as tokens
from question_packs.assessment import interactions as ia
from question_packs.errors import KnownError

if TYPE_CHECKING:
    from desktop_app.services.views import InteractionView, ItemView

_SAMPLE = "Pegawai negeri yang melayani masyarakat dengan jujur, sopan, dan cepat di daerahnya."


class ItemSheet(QScrollArea):
    """Shows an item and reports answers by response identifier. `typing`: something waits in a field to be told.

    `figure_asked` carries the `Figure` that is to be seen large.
    """

    answered = Signal(str, tuple)
    file_given = Signal(str, bytes, str, str)
    typing = Signal()
    figure_asked = Signal(object)

    def __init__(self, images: PackImages, presentation: Presentation, outside: Outside = NOTHING_OUTSIDE) -> None:
        super().__init__()
        self.setObjectName("item")
        self._images, self._presentation, self._outside = images, presentation, outside
        self._item: ItemView | None = None
        self._lacks: Mapping[str, KnownError] = {}
        self._insists = False
        self._laid_out_width = 0
        self._ground = QWidget()
        self._body = ItemText(images, presentation, self._ground, "item-body", open_figure=self.figure_asked.emit)
        self._blocks: list[ItemBlock] = []
        self._in_use = 0
        self._widgets: dict[str, InteractionWidget] = {}
        self._pool = WidgetPool(images, presentation, self._ground, self._connect)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._ground)
        self._more = MoreBelow(presentation, self)
        self._more.asked.connect(self.show_options)
        self.verticalScrollBar().valueChanged.connect(self._tell_more)
        self.verticalScrollBar().rangeChanged.connect(self._tell_more)

    # --- what it shows

    def show_item(self, item: ItemView) -> None:
        """Put `item` on the screen, from its beginning; the keyboard stays in the item if it was in the one before."""
        had_keyboard = self._focused() is not None
        self._assign(item)
        self._lacks, self._insists = {}, False
        self.lay_out()
        if had_keyboard and (stops := self.stops()):
            stops[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.verticalScrollBar().setValue(0)
        self._tell_more()

    def show_answer(self, item: ItemView) -> None:
        """The answers or the mark of the item on the screen changed: show them; texts and places stay as they are."""
        self._item = item
        for view in item.interactions:
            self._widgets[view.interaction.response_identifier].show_response(view.response)

    def show_shortcomings(self, lacks: Mapping[str, KnownError], insists: bool) -> None:
        """What the responses still lack, by response identifier.

        It is said quietly where something was answered; with `insists`, after the candidate tried to leave, everywhere.
        """
        self._lacks, self._insists = lacks, insists or self._insists
        self._tell_lacks()
        self._place()

    def lay_out(self) -> None:
        """Show everything at the width there is: for a new item, a new width, another zoom, contrast or language."""
        item = self._item
        if item is None:
            return
        self._restyle()
        width = self._laid_out_width = self._width()
        fields = self._fields(item)
        placed = set(self._body.show(item.body, width, fields))
        blocks = [view for view in item.interactions if not isinstance(view.interaction, ia.InlineInteraction)]
        while len(self._blocks) < len(item.interactions):
            self._blocks.append(ItemBlock(self._images, self._presentation, self._ground, self.figure_asked.emit))
        for block, view in zip(self._blocks, blocks, strict=False):
            placed.update(block.show(self._widgets[view.interaction.response_identifier], view, width, fields))
        homeless = [field for name, field in fields.items() if name not in placed]
        for block, (widget, view) in zip(self._blocks[len(blocks) :], homeless, strict=False):
            block.show_field(widget, view, width)
        self._in_use = len(blocks) + len(homeless)
        for block in self._blocks[self._in_use :]:
            block.put_away()
        for widget in self._widgets.values():
            widget.set_read_only(item.read_only)
        self._tell_lacks()
        self._place()
        self._order_tabs()

    # --- for the tools of a section

    @property
    def body_text(self) -> RichText:
        """The item's text above its first interaction."""
        return self._body.text

    def choice_lists(self) -> dict[str, ChoiceList]:
        """The lists of options on the screen, by response identifier."""
        return {name: widget for name, widget in self._widgets.items() if isinstance(widget, ChoiceList)}

    def bring_into_sight(self, part: QWidget, rect: QRect) -> None:
        """Scroll so that `rect` of a part of the item is seen."""
        middle = part.mapTo(self._ground, rect.center())
        self.ensureVisible(middle.x(), middle.y(), 0, rect.height())

    # --- the keyboard

    def stops(self) -> list[QWidget]:
        """Where the keyboard can rest, in reading order."""
        fields = [stop for field in self._body.fields for stop in field.stops()]
        return fields + [stop for block in self._blocks[: self._in_use] for stop in block.stops()]

    def press(self, place: int) -> bool:
        """A letter or digit key of the page: it goes to the first interaction where it means something."""
        return any(widget.press(place) for widget in self._widgets.values())

    def step_focus(self, step: int) -> None:
        """Move the keyboard among the stops and keep it in sight; above the first one the text comes back."""
        stops = self.stops()
        places = [place for place, stop in enumerate(stops) if stop.hasFocus()]
        if step < 0 and places == [0]:
            self.scroll_pages(-1)
        elif stops:
            place = max(0, min(places[0] + step, len(stops) - 1)) if places else 0
            stops[place].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.reveal(stops[place])

    def scroll_pages(self, pages: int) -> None:
        """Scroll by so many screens; the keyboard needs no mouse to read a long text."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def show_options(self) -> None:
        """Scroll on to what is to be answered: all of it where it fits, else one screen further."""
        bar, stops = self.verticalScrollBar(), self.stops()
        if stops:
            first = self._top_of(stops[0]) - px(tokens.SPACE_4, self._presentation.scale)
            bar.setValue(first if bar.value() < first else bar.value() + bar.pageStep() // 2)

    def reveal(self, stop: QWidget) -> None:
        """Scroll so that `stop`, or where one writes in it, can be seen."""
        # What lies under the hint at the foot is not seen.
        room = min(px(2 * tokens.TARGET, self._presentation.scale), self.viewport().height() // 3)
        cursor: QRect | None = stop.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        if stop.height() > self.viewport().height() and cursor is not None:
            at = stop.mapTo(self._ground, cursor.center())
            self.ensureVisible(at.x(), at.y(), 0, cursor.height() + room)
        else:
            self.ensureWidgetVisible(stop, 0, room)

    # --- what waits in fields

    @property
    def waits(self) -> bool:
        """Whether something was typed that has not been reported."""
        return any(widget.waits for widget in self._widgets.values())

    def flush(self) -> None:
        """Report what was typed: the item is left."""
        for widget in list(self._widgets.values()):
            widget.flush()

    # --- events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys belong to the page."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines follow the width. A scroll bar that comes or goes only moves them: what is held stays in the hand."""
        super().resizeEvent(event)
        if self._width() != self._laid_out_width:
            self.lay_out()
        elif event.size().width() != event.oldSize().width():
            self._place()
        self._tell_more()

    # --- inside

    def _assign(self, item: ItemView) -> None:
        """Give every interaction its widget; the item on the screen keeps those that it has."""
        kinds = {view.interaction.response_identifier: type(view.interaction) for view in item.interactions}
        before = self._item
        self._item = item
        if before is not None and before.identifier == item.identifier and kinds.keys() == self._widgets.keys():
            return
        for widget in self._widgets.values():
            self._pool.take_back(widget)
        self._widgets = {name: self._pool.lend(kind) for name, kind in kinds.items()}

    def _connect(self, widget: InteractionWidget) -> None:
        widget.outside = self._outside
        widget.answered.connect(lambda response: self._report(widget, response))
        widget.file_given.connect(lambda data, name, kind: self.file_given.emit(self._name_of(widget), data, name, kind))
        widget.resized.connect(self._resized)
        widget.typing.connect(self._typed)

    def _report(self, widget: InteractionWidget, response: tuple[str, ...]) -> None:
        self.answered.emit(self._name_of(widget), response)

    def _name_of(self, widget: InteractionWidget) -> str:
        return next(name for name, each in self._widgets.items() if each is widget)

    def _typed(self) -> None:
        self._tell_lacks()
        self._resized()
        self.typing.emit()

    def _resized(self) -> None:
        """Everything below moves; where one writes stays in sight."""
        self._place()
        if (focus := self._focused()) is not None:
            self.reveal(focus)

    def _focused(self) -> QWidget | None:
        focus = self._ground.focusWidget()
        return focus if focus is not None and focus.hasFocus() else None

    def _fields(self, item: ItemView) -> dict[str, Field]:
        views = [view for view in item.interactions if isinstance(view.interaction, ia.InlineInteraction)]
        fields: dict[str, Field] = {}
        for number, view in enumerate(views, start=1):
            widget = self._widgets[view.interaction.response_identifier]
            assert isinstance(widget, InlineField)
            widget.place = (number, len(views))
            fields[view.interaction.response_identifier] = (widget, view)
        return fields

    def _tell_lacks(self) -> None:
        names = {widget: name for name, widget in self._widgets.items()}
        for text in [self._body, *(text for block in self._blocks[: self._in_use] for text in block.texts)]:
            notes = [each for field in text.fields for each in (_field_note(field), self._lack_of(names[field])) if each]
            text.tell(list(dict.fromkeys(notes)))
        for block in self._blocks[: self._in_use]:
            if block.widget is not None:
                block.tell(self._lack_of(names[block.widget]) or _field_note(block.widget))

    def _lack_of(self, name: str) -> str:
        """The sentence for what an interaction lacks, where it is time to say it."""
        error, item = self._lacks.get(name), self._item
        assert item is not None
        view = next(view for view in item.interactions if view.interaction.response_identifier == name)
        if error is None or not (self._insists or self._is_said_at_once(view)):
            return ""
        return error.sentence(self._presentation.language)

    def _is_said_at_once(self, view: InteractionView) -> bool:
        """A longer text counts its words itself; nobody is told at the first word that it is too short."""
        return bool(view.response) and not isinstance(view.interaction, ia.ExtendedTextInteraction)

    def _restyle(self) -> None:
        palette, scale = self._presentation.palette, self._presentation.scale
        sheet = style_sheet(palette, scale) + answer_style(palette, scale)
        if self._ground.styleSheet() != sheet:
            self._ground.setStyleSheet(sheet)

    def _width(self) -> int:
        scale = self._presentation.scale
        per_character = QFontMetricsF(font(tokens.TEXT_BASE, scale)).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        measure = round(per_character * tokens.MEASURE_CHARACTERS)
        room = self.width() - 2 * px(tokens.SPACE_6, 1) - px(tokens.SPACE_4, 1)
        return max(px(tokens.TARGET, 1), min(measure, room))

    def _place(self) -> None:
        """Put the parts below each other at once: a layout would move them only after the next turn of the event loop."""
        scale, room = self._presentation.scale, self.viewport().width()
        left = max(0, (room - self._width()) // 2)
        top = self._body.place(left, px(tokens.SPACE_6, scale))
        for block in self._blocks[: self._in_use]:
            top = block.place(left, top)
        self._ground.resize(room, top + px(tokens.SPACE_2, scale))

    def _order_tabs(self) -> None:
        before: QWidget = self._ground
        blocks = self._blocks[: self._in_use]
        for stop in (*self._body.tab_stops(), *(stop for block in blocks for stop in block.tab_stops())):
            QWidget.setTabOrder(before, stop)
            before = stop

    def _top_of(self, stop: QWidget) -> int:
        return stop.mapTo(self._ground, QPoint()).y()

    def _tell_more(self) -> None:
        """Show or take away the hint at the foot. What lies below the last stop is empty and tells nothing."""
        bar, stops = self.verticalScrollBar(), self.stops()
        if not stops or bar.maximum() - bar.value() <= px(tokens.SPACE_6, self._presentation.scale):
            self._more.go_away()
        else:
            self._more.show_over(self.viewport().geometry(), self._words_for_more(stops[0]))

    def _words_for_more(self, first: QWidget) -> str:
        assert self._item is not None
        say, seen = self._presentation.say, self._is_seen(first)
        if len(self._item.interactions) == 1 and self._item.choices:
            return say("Masih ada pilihan di bawah") if seen else say("Lihat pilihan jawaban")
        return say("Masih ada lanjutan di bawah") if seen else say("Lihat tempat menjawab")

    def _is_seen(self, stop: QWidget) -> bool:
        """Whether the whole of `stop` is in sight, above where the hint lies."""
        bottom = self._top_of(stop) + stop.height() - self.verticalScrollBar().value()
        return bottom < self.viewport().height() - px(tokens.TARGET, self._presentation.scale)


def _field_note(widget: InteractionWidget) -> str:
    """What an inline field has to say; nothing for other widgets."""
    return widget.note() if isinstance(widget, InlineField) else ""
