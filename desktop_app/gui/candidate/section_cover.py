"""Before a section's items: what it is, how long it takes, what to do. Its clock starts when the candidate presses start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.items.text.rich_text import RichText
from desktop_app.gui.messages import mark
from desktop_app.gui.page import Sheet
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import text_label
from desktop_app.gui.widgets.time_display import hours_minutes_seconds
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.services.views import ClockView, SectionCoverView


class SectionCoverPage(Sheet):
    """One section waits to be entered. The whole test's clock goes on and is seen."""

    start_asked = Signal()

    def __init__(self, presentation: Presentation, images: PackImages) -> None:
        super().__init__(presentation, "section-cover", mark("Bagian ujian"))
        self._view: SectionCoverView | None = None
        self._told_over = False
        self._over = self.label(mark("Waktu bagian sebelumnya sudah habis. Jawaban Anda di sana tersimpan."), "soft")
        self._name, self._size = text_label("large", "section-name"), text_label("body", "section-size")
        self._instructions = RichText(images, presentation)
        self._instructions.setObjectName("section-instructions")
        self._clock_word = text_label("small", "section-clock-word")
        self._clock: ClockView | None = None
        self._time = text_label("strong", "remaining-time", wrap=False)
        for part in (self._over, self._name, self._size, self._instructions, self._clock_word):
            self.content.addWidget(part)
        self._go = self.button(mark("Mulai bagian ini"), "enter-section", "primary", "right", icon_last=True)
        self.foot.addWidget(self._time)
        self.foot.addStretch(1)
        self.foot.addWidget(self._go)
        self._go.clicked.connect(self.start_asked)

    def show_section(self, view: SectionCoverView, clock: ClockView | None, time_was_over: bool) -> None:
        """Show the section that waits; `time_was_over`: the one before ended by its clock, not by the candidate.

        Without a clock (an author looks at a test that has no time limit) no time is said.
        """
        self._view, self._told_over = view, time_was_over
        self.banner.hide()
        self._clock = clock
        self.refresh()
        self._go.setFocus()

    def show_clock(self, clock: ClockView) -> None:
        """The time left for the whole test."""
        self._clock = clock
        self._say_time()

    def put_away(self) -> None:
        """Nothing of the section stays behind."""
        self._view = None
        self._instructions.show_html("", 1)

    def first_focus(self) -> QWidget | None:
        """Start."""
        return self._go

    def retranslate(self) -> None:
        """Which section, how many items, how long."""
        view = self._view
        if view is None:
            return
        self.title.setText(self.say("Bagian {number} dari {total}", number=view.number, total=view.total))
        self._over.setVisible(self._told_over)
        self._name.setText(view.title)
        self._size.setText(self._size_text(view))
        self._clock_word.setText(self._clock_text(view))
        self._go.setAccessibleDescription(f"{self.title.text()}: {view.title}. {self._size.text()}")
        self._say_time()
        self._fit_instructions()

    def resizeEvent(self, event: object) -> None:
        """The instructions flow in the width of the card."""
        super().resizeEvent(event)
        self._fit_instructions()

    def _size_text(self, view: SectionCoverView) -> str:
        if view.minutes is None:
            return self.say("{items} soal", items=view.items)
        return self.say("{items} soal, {minutes} menit", items=view.items, minutes=view.minutes)

    def _clock_text(self, view: SectionCoverView) -> str:
        if view.minutes is None:
            return self.say("Waktu ujian tetap berjalan di halaman ini.")
        return self.say(
            "Waktu bagian ini mulai setelah Anda menekan Mulai bagian ini. Waktu ujian seluruhnya tetap berjalan. "
            "Bagian yang sudah ditinggalkan tidak dapat dibuka lagi."
        )

    def _say_time(self) -> None:
        if self._clock is not None:
            left = self.say("Sisa waktu ujian {time}", time=hours_minutes_seconds(self._clock.remaining_ms))
            if left != self._time.text():
                self._time.setText(left)
                self._time.setAccessibleName(left)

    def _fit_instructions(self) -> None:
        if self._view is None:
            return
        edges = 2 * px(tokens.SPACE_8, self.presentation.frame_scale)
        width = max(self.card.width() - edges - self._scroll.verticalScrollBar().sizeHint().width(), 1)
        self._instructions.setVisible(bool(self._view.instructions))
        self._instructions.show_html(self._view.instructions, width)
