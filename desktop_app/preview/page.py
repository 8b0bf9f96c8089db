"""The preview's page: items at the left, the item as candidates see it in the middle, what its author knows at the right.

Keys: as on the exam page within an item (letters and digits choose, arrows move); Left and Right change the item, F5 reads
the source again, Ctrl+F searches, F9 and Ctrl with + and - change the view.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.gui.candidate.section_cover import SectionCoverPage
from desktop_app.gui.items.item_panel import ItemPanel
from desktop_app.gui.items.outside import Outside
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.messages import mark
from desktop_app.gui.page import Page
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.banner import Banner
from desktop_app.gui.widgets.buttons import ElidedLabel, text_label
from desktop_app.gui.widgets.language_button import LanguageButton
from desktop_app.gui.widgets.view_controls import ViewControls
from desktop_app.preview.info_panel import InfoPanel
from desktop_app.preview.item_list import ItemList, Thing
from desktop_app.preview.rows import Row, Writer
from desktop_app.preview.source import Check, Entry, SourceContent
from desktop_app.preview.trial import Trial
from desktop_app.preview.words import TOOLS
from desktop_app.services.views import ClockView, SectionCoverView
from question_packs import design_tokens as tokens
from question_packs.assessment.model import AssessmentSection

if TYPE_CHECKING:
    from pathlib import Path

    from question_packs.assessment.responses import Response

_LETTERS = "ABCDEFGH"
_SHARES = (21, 52, 27)  # of the window: list, item, panel


class PreviewPage(Page):
    """Shows a `SourceContent`. `reload_asked`: the source is to be read again."""

    reload_asked = Signal()

    def __init__(self, presentation: Presentation, folders: Iterable[Path] = ()) -> None:
        super().__init__(presentation, "preview")
        self._content: SourceContent | None = None
        self._trial: Trial | None = None
        self._entry: Entry | None = None
        self._section: AssessmentSection | None = None
        self._writer = Writer(presentation)
        images = PackImages(self._medium)
        outside = Outside(handed_file=self._handed_file, folders=lambda: list(folders))
        self.panel = ItemPanel(images, presentation, outside)
        self.cover = SectionCoverPage(presentation, images)
        self.items = ItemList(presentation)
        self.banner = Banner(presentation)
        self._title, self._format = ElidedLabel("large", "source-name"), text_label("small", "source-format", wrap=False)
        self._controls, self._language = ViewControls(presentation, with_items=True), LanguageButton(presentation)
        self.reload = self.button(mark("Muat ulang (F5)"), "reload", "secondary", "again")
        self.previous = self.button(mark("Sebelumnya"), "previous", "secondary", "left")
        self.next = self.button(mark("Berikutnya"), "next", "secondary", "right", icon_last=True)
        self.fill = self.button(mark("Isi kunci"), "fill-key", "primary", "check")
        self.clear = self.button(mark("Kosongkan"), "clear", "secondary", "cross")
        self.order = self.button(mark("Urutan lain"), "other-order", "secondary", "again")
        self.info = InfoPanel(presentation, self._rows, (self.fill, self.clear, self.order))
        self._around = text_label("small", "around-item")
        self._build()
        self._connect()

    def scale(self) -> float:
        """The frame grows more slowly than the item."""
        return self.presentation.frame_scale

    def show_content(self, content: SourceContent) -> None:
        """Show a source; after another reading, the same item again where there is one of its name."""
        before = None if self._entry is None else self._entry.identifier
        self._content, self._trial = content, Trial(content)
        self._entry = None
        if content.refusal is not None:
            self.banner.tell_error(content.refusal)
        else:
            self.banner.hide()
        self.items.show_content(content)
        again = next((each for each in content.entries if each.identifier == before), None)
        first = again or next(iter(content.entries), None)
        self.show_thing(first)
        self.refresh()

    def show_thing(self, thing: Thing | None) -> None:
        """Show an item, or the cover of a section."""
        self.panel.flush()
        if isinstance(thing, AssessmentSection):
            self._show_cover(thing)
            return
        self._entry = thing
        if thing is not None and thing.item is not None:
            self._show_item(thing)
        else:
            self._middle.setCurrentWidget(self._nothing)
        if thing is not None:
            self.items.select(thing)
        if thing is None or thing.item is None:
            self.info.open_page("checks")
        self._say_state()

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.items.rows

    def tell(self, text: str) -> None:
        """A quiet sentence above everything."""
        self.banner.tell("notice", text)

    @property
    def entry(self) -> Entry | None:
        """The item on the screen."""
        return self._entry

    def retranslate(self) -> None:
        """Everything again."""
        scale = self.presentation.frame_scale
        gap = px(tokens.SPACE_2, scale)
        for row in (self._header_row, self._foot_row):
            row.setContentsMargins(2 * gap, gap, 2 * gap, gap)
            row.setSpacing(gap)
        for part in (self._controls, self._language, self.items):
            part.refresh()
        self.banner.restyle()
        self.cover.refresh()
        self.panel.restyle()
        self._say_state()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the page, whatever has the keyboard."""
        if not self._press(event):
            super().keyPressEvent(event)

    # --- what it is made of

    def _build(self) -> None:
        self._nothing = text_label("soft", "nothing")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._middle = QStackedWidget()
        for view in (self._nothing, self.panel, self.cover):
            self._middle.addWidget(view)
        item = _bar()
        column = QVBoxLayout(item)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._around)
        column.addWidget(self._middle, 1)
        column.addWidget(self._foot())
        split = QSplitter()
        split.setChildrenCollapsible(False)
        for column_of, share in zip((self.items, item, self.info), _SHARES, strict=True):
            split.addWidget(column_of)
            split.setStretchFactor(split.count() - 1, share)
        split.setSizes([share * tokens.SMALLEST_SCREEN[0] // 100 for share in _SHARES])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        for part in (self._header(), self.banner):
            outer.addWidget(part)
        outer.addWidget(split, 1)

    def _header(self) -> QWidget:
        header = _bar()
        self._header_row = QHBoxLayout(header)
        names = QVBoxLayout()
        names.setSpacing(0)
        for label in (self._title, self._format):
            names.addWidget(label)
        self._header_row.addLayout(names, 1)
        for part in (self._controls, self._language, self.reload):
            self._header_row.addWidget(part)
        return header

    def _foot(self) -> QWidget:
        foot = _bar()
        self._foot_row = QHBoxLayout(foot)
        self._foot_row.addWidget(self.previous)
        self._foot_row.addStretch(1)
        self._foot_row.addWidget(self.next)
        return foot

    def _connect(self) -> None:
        self.items.chosen.connect(self.show_thing)
        self.panel.answered.connect(self._answer)
        self.panel.file_given.connect(self._hand_file)
        self.cover.start_asked.connect(self._enter_section)
        self.reload.clicked.connect(self.reload_asked)
        self.previous.clicked.connect(lambda: self._step(-1))
        self.next.clicked.connect(lambda: self._step(1))
        self.fill.clicked.connect(self._fill_key)
        self.clear.clicked.connect(self._clear)
        self.order.clicked.connect(self._other_order)

    # --- the item

    def _show_item(self, entry: Entry) -> None:
        assert self._trial is not None
        self._middle.setCurrentWidget(self.panel)
        self.panel.show_item(self._trial.view(entry))
        self.panel.show_shortcomings(self._trial.shortcomings(entry))

    def _show_cover(self, section: AssessmentSection) -> None:
        assert self._content is not None
        assert self._trial is not None
        sections = self._content.sections()
        seconds = section.time_limits.max_time
        view = SectionCoverView(
            identifier=section.identifier,
            number=next(number for number, each in enumerate(sections, 1) if each is section),
            total=len(sections),
            title=section.title,
            instructions=section.instructions,
            items=section.select or len(self._trial.entries_of(section)),
            minutes=None if seconds is None else -(-seconds // 60),
        )
        self._entry, self._section = None, section
        self._middle.setCurrentWidget(self.cover)
        test_seconds = self._trial.test_of(section).time_limits.max_time
        clock = None if test_seconds is None else ClockView(1000 * test_seconds, None)
        self.cover.show_section(view, clock, time_was_over=False)
        self._say_state()

    def _enter_section(self) -> None:
        assert self._trial is not None
        assert self._section is not None
        self.show_thing(self._trial.entries_of(self._section)[0])

    def _step(self, step: int) -> None:
        assert self._content is not None
        entries = self._content.entries
        if self._entry is None or not entries:
            return
        place = max(0, min(entries.index(self._entry) + step, len(entries) - 1))
        self.show_thing(entries[place])

    def _answer(self, identifier: str, response: Response) -> None:
        if self._entry is not None and self._trial is not None:
            self._trial.respond(self._entry, identifier, response)
            self._show_answer()

    def _hand_file(self, identifier: str, data: bytes, name: str, media_type: str) -> None:
        if self._entry is not None and self._trial is not None:
            self._trial.hand_file(self._entry, identifier, data, name, media_type)
            self._show_answer()

    def _fill_key(self) -> None:
        if self._entry is not None and self._trial is not None:
            self.panel.flush()
            self._trial.fill_key(self._entry)
            self._show_answer()

    def _clear(self) -> None:
        if self._entry is not None and self._trial is not None:
            self.panel.flush()
            self._trial.clear(self._entry)
            self._show_answer()

    def _other_order(self) -> None:
        """Show the item as another candidate would see it."""
        if self._entry is not None and self._trial is not None:
            self._trial.seed += 1
            self._show_item(self._entry)
            self._say_state()

    def _show_answer(self) -> None:
        assert self._entry is not None
        assert self._trial is not None
        self.panel.show_answer(self._trial.view(self._entry))
        self.panel.show_shortcomings(self._trial.shortcomings(self._entry))
        self.info.refresh()

    # --- what it says

    def _say_state(self) -> None:
        content, entry = self._content, self._entry
        if content is None:
            return
        self._title.setText(content.path.name)
        self._format.setText(content.format)
        shown = entry is not None and entry.item is not None
        for button in (self.fill, self.clear, self.order):
            button.setEnabled(shown)
        entries = content.entries
        self.previous.setEnabled(entry is not None and entry is not entries[0])
        self.next.setEnabled(entry is not None and entry is not entries[-1])
        words = (
            mark("Butir soal ini ditolak, jadi tidak dapat ditampilkan. Lihat Pemeriksaan di sebelah kanan.")
            if entry is not None
            else mark("Tidak ada butir soal yang dapat ditampilkan.")
        )
        self._nothing.setText(self.say(words))
        self._around.setText(self._around_item())
        self._around.setVisible(bool(self._around.text()))
        self._around.setContentsMargins(*(px(tokens.SPACE_4, self.scale()), px(tokens.SPACE_2, self.scale())) * 2)
        self.info.count("checks", len(self._checks()))
        self.info.refresh()

    def _around_item(self) -> str:
        """What the section gives beside the item: tools and documents to look up."""
        if self._entry is None or self._entry.section is None or self._trial is None:
            return ""
        view = self._trial.view(self._entry)
        parts = [self.say("Bagian: {title}", title=view.section_title)]
        if view.tools:
            parts.append(self.say("Alat: {tools}", tools=", ".join(self.say(TOOLS[each]) for each in view.tools)))
        if view.references:
            parts.append(self.say("Rujukan: {titles}", titles=", ".join(each.title for each in view.references)))
        return " · ".join(parts)

    def _checks(self) -> tuple[Check, ...]:
        content, entry = self._content, self._entry
        of_item = () if entry is None else entry.checks
        return of_item + (() if content is None else content.checks)

    def _rows(self, page: str) -> Iterable[Row]:
        if page == "checks":
            return self._writer.checks(self._checks())
        if self._entry is None or self._entry.item is None or self._trial is None:
            return [Row("text", self.say("Pilih satu butir soal di sebelah kiri."))]
        if page == "key":
            return self._writer.key(self._entry, self._trial.view(self._entry))
        return self._writer.score(self._trial.judge(self._entry)) if page == "score" else self._writer.data(self._entry)

    # --- what it is asked

    def _medium(self, name: str) -> tuple[bytes, str] | None:
        return None if self._content is None else self._content.medium(name)

    def _handed_file(self, identifier: str) -> bytes | None:
        if self._entry is None or self._trial is None:
            return None
        return self._trial.handed_file(self._entry, identifier)

    def _press(self, event: QKeyEvent) -> bool:
        key, control = event.key(), event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control:
            actions = {
                Qt.Key.Key_F: self.items.search.setFocus,
                Qt.Key.Key_Plus: lambda: self.presentation.zoom_by(1),
                Qt.Key.Key_Equal: lambda: self.presentation.zoom_by(1),
                Qt.Key.Key_Minus: lambda: self.presentation.zoom_by(-1),
            }
        else:
            actions = {
                Qt.Key.Key_F5: self.reload_asked.emit,
                Qt.Key.Key_F7: self.panel.fold_stimulus,
                Qt.Key.Key_F9: lambda: self.presentation.set_high_contrast(not self.presentation.high_contrast),
                Qt.Key.Key_Left: lambda: self._step(-1),
                Qt.Key.Key_Right: lambda: self._step(1),
                Qt.Key.Key_Up: lambda: self.panel.sheet.step_focus(-1),
                Qt.Key.Key_Down: lambda: self.panel.sheet.step_focus(1),
                Qt.Key.Key_PageUp: lambda: self.panel.sheet.scroll_pages(-1),
                Qt.Key.Key_PageDown: lambda: self.panel.sheet.scroll_pages(1),
            }
        action = actions.get(Qt.Key(key))
        if action is not None:
            action()
            return True
        return not control and self._choose(event.text().upper())

    def _choose(self, text: str) -> bool:
        """A letter or digit goes to the item."""
        if text and text in _LETTERS:
            return self.panel.sheet.press(_LETTERS.index(text))
        return text.isascii() and text.isdigit() and text != "0" and self.panel.sheet.press(int(text) - 1)


def _bar() -> QFrame:
    bar = QFrame()
    bar.setProperty("role", "bar")
    return bar
