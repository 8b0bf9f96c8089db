"""The frame round the item of the exam page: header, navigator at the side, footer. Built once, then told what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.theme import px
from desktop_app.gui.tools.dock import Dock
from desktop_app.gui.tools.tool_row import ToolRow
from desktop_app.gui.widgets.banner import Banner
from desktop_app.gui.widgets.buttons import ElidedLabel, text_label
from desktop_app.gui.widgets.legend import Legend
from desktop_app.gui.widgets.navigator import Navigator
from desktop_app.gui.widgets.person_strip import PersonStrip
from desktop_app.gui.widgets.save_indicator import SaveIndicator
from desktop_app.gui.widgets.time_display import TimeDisplay
from desktop_app.gui.widgets.view_controls import ViewControls
from desktop_app.gui.widgets.watermark import Watermark
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.gui.items.item_panel import ItemPanel
    from desktop_app.gui.page import Page
    from desktop_app.services.views import CandidateView, ItemView, NavigatorCell
    from question_packs.errors import KnownError

_NOTICE_MS = 15_000


class ExamFrame:
    """Lays out `page` round `panel`. Its public widgets are connected by the page."""

    def __init__(self, page: Page, panel: ItemPanel, candidate: CandidateView, practice: bool) -> None:
        self._page, presentation = page, page.presentation
        self._test_title = "" if practice else candidate.test_title
        self._person = PersonStrip(presentation, candidate)
        self._place = text_label("large", "item-place", wrap=False)
        self._section = ElidedLabel("small", "section-title")
        self.save, self.time = SaveIndicator(presentation), TimeDisplay(presentation)
        self.navigator, self._legend = Navigator(presentation), Legend(presentation)
        self._controls = ViewControls(presentation, with_items=True)
        self._notice, self._problem = Banner(presentation, "notice"), Banner(presentation, "problem")
        self._notice_timer = QTimer(page)
        self._notice_timer.setSingleShot(True)
        self._notice_timer.setInterval(_NOTICE_MS)
        self._notice_timer.timeout.connect(self._notice.hide)
        self._practice = page.label(mark("LATIHAN: tidak dinilai dan tidak disimpan"), "practice-band", "practice-band")
        self._practice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._practice.setVisible(practice)
        self._help_called = False
        self.previous = page.button(mark("Sebelumnya"), "previous", "secondary", "left")
        self.flag = page.button(mark("Ragu-ragu"), "flag", "secondary", "flag")
        self.flag.setCheckable(True)
        self.next = page.button(mark("Berikutnya"), "next", "primary", "right", icon_last=True)
        self.review = page.button(mark("Periksa & selesai"), "review", "secondary", "list")
        self.help = page.button(mark("Panggil pengawas"), "help", "secondary", "bell")
        self.tools, self.dock = ToolRow(presentation), Dock(presentation)
        self._panel = panel
        self.dock.shown.connect(self._place_dock)
        self._build(Watermark(presentation, candidate.candidate_number))

    def refresh(self) -> None:
        """Take language and sizes in use."""
        scale = self._page.presentation.frame_scale
        small, gap = px(tokens.SPACE_2, scale), px(tokens.SPACE_4, scale)
        self._header_row.setContentsMargins(gap + small, small, gap + small, small)
        self._header_row.setSpacing(px(tokens.SPACE_6, scale))
        self._side_column.setContentsMargins(gap, gap, small, small)
        self._side_column.setSpacing(small)
        self._footer_row.setContentsMargins(gap + small, small, gap + small, small)
        self._footer_row.setSpacing(small)
        self._notices.setContentsMargins(gap, small, gap, 0)
        self._notices.setSpacing(small)
        for part in (self.navigator, self._legend, self._controls, self.save, self._person):
            part.refresh()
        for banner in (self._notice, self._problem):
            banner.restyle()
        if self._help_called:
            self.show_help_called()
        self._place_dock()

    def show_item(self, item: ItemView, cells: tuple[NavigatorCell, ...]) -> None:
        """Where the candidate is, and what may be pressed."""
        say = self._page.say
        self._place.setText(say("Soal {number} dari {total}", number=item.number, total=item.total))
        self._section.setText(" · ".join(filter(None, (self._test_title, item.section_title))))
        self.flag.setChecked(item.flagged)
        self.previous.setEnabled(item.can_go_back)
        self.next.setEnabled(item.can_go_forward)
        self.navigator.show_cells(cells)
        self._legend.show_cells(cells)

    def notice(self, text: str) -> None:
        """A quiet sentence above the item; it goes by itself or by the Escape key."""
        self._notice.tell("notice", text)
        self._notice_timer.start()

    def dismiss_notice(self) -> None:
        """Put the notice away."""
        self._notice.hide()

    def problem(self, error: KnownError) -> None:
        """A sentence that stays until it is solved."""
        self._problem.tell_error(error)

    def problem_solved(self) -> None:
        """Saving works again."""
        self._problem.hide()

    def show_help_called(self) -> None:
        """The candidate sees that the call went out."""
        self._help_called = True
        self.help.setText(self._page.say("Pengawas dipanggil"))
        self.help.setAccessibleName(self.help.text())

    def _build(self, watermark: QWidget) -> None:
        self._hero = _bar()
        middle = QVBoxLayout(self._hero)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        self._notices = QVBoxLayout()
        for part in (self._problem, self._notice):
            self._notices.addWidget(part)
        middle.addLayout(self._notices)
        middle.addWidget(self.tools)
        self._over = QGridLayout()
        self._over.setSpacing(0)
        self._over.addWidget(self._panel, 0, 0)
        self._over.addWidget(self.dock, 0, 1)
        self._over.addWidget(watermark, 0, 0)
        watermark.raise_()
        middle.addLayout(self._over, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._hero, 1)
        body.addWidget(self._side())
        outer = QVBoxLayout(self._page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._header())
        outer.addWidget(_rule("rule"))
        outer.addWidget(self._practice)
        outer.addLayout(body, 1)
        outer.addWidget(_rule("rule"))
        outer.addWidget(self._footer())

    def add_reading(self, buttons: Sequence[QWidget]) -> None:
        """The buttons that read the item aloud stand in the footer, where they take no height from the item."""
        for place, button in enumerate(buttons, start=2):
            self._footer_row.insertWidget(place, button)

    def _place_dock(self) -> None:
        """A tool stands beside the item, or over its right part where the item would become too narrow."""
        room = self._hero.width()
        self._over.removeWidget(self.dock)
        if room - self.dock.width() >= self._panel.least_width():
            self._over.addWidget(self.dock, 0, 1)
        else:
            self._over.addWidget(self.dock, 0, 0, Qt.AlignmentFlag.AlignRight)
            self.dock.raise_()

    def _header(self) -> QWidget:
        header = _bar()
        self._header_row = QHBoxLayout(header)
        place = QVBoxLayout()
        place.setSpacing(0)
        place.addWidget(self._place)
        place.addWidget(self._section)
        self._header_row.addLayout(place, 1)
        self._header_row.addWidget(self._person)
        self._header_row.addWidget(self.save)
        self._header_row.addWidget(self.time)
        return header

    def _side(self) -> QWidget:
        side = QFrame()
        side.setProperty("role", "ground")
        self._side_column = QVBoxLayout(side)
        for part in (self._legend, _rule("rule"), self.navigator, _rule("rule"), self._controls, self.help):
            self._side_column.addWidget(part, 1 if part is self.navigator else 0)
        return side

    def _footer(self) -> QWidget:
        footer = _bar()
        self._footer_row = QHBoxLayout(footer)
        self._footer_row.addWidget(self.previous)
        self._footer_row.addWidget(self.flag)
        self._footer_row.addStretch(1)
        self._footer_row.addWidget(self.review)
        self._footer_row.addWidget(self.next)
        return footer


def _bar() -> QWidget:
    bar = QFrame()
    bar.setProperty("role", "bar")
    return bar


def _rule(role: str) -> QFrame:
    rule = QFrame()
    rule.setProperty("role", role)
    rule.setFixedHeight(tokens.LINE_WIDTH)
    return rule
