"""Before handing in: what is still open; then one more question; then it is handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.page import Sheet
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button, text_label
from desktop_app.gui.widgets.time_display import hours_minutes_seconds
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.services.views import NavigatorCell, ReviewView

_MOST_NUMBERS = 24
_ROWS = (
    ("answered", mark("Sudah dijawab")),
    ("unanswered", mark("Belum dijawab")),
    ("incomplete", mark("Belum lengkap")),
    ("flagged", mark("Ragu-ragu")),
)


class ReviewPage(Sheet):
    """Two steps on one page: the summary, and the confirmation."""

    back_asked = Signal()
    item_asked = Signal(str)
    hand_in_confirmed = Signal()

    def __init__(self, presentation: Presentation) -> None:
        super().__init__(presentation, "review-page", mark("Periksa sebelum selesai"))
        self._review: ReviewView | None = None
        self._items: dict[int, str] = {}
        self._practice = self._confirming = self._handing_in = False
        self._wait_ms = 0
        self._grid = QGridLayout()
        self._grid.setColumnStretch(2, 1)
        self._counts: dict[str, QLabel] = {}
        self._numbers: dict[str, QLabel] = {}
        self._names: dict[str, QLabel] = {}
        for row, (key, text) in enumerate(_ROWS):
            self._add_row(row, key, text)
        self._question = text_label("large", "hand-in-question")
        self._jump = Button("first-unanswered", "plain", "right", True)
        self.content.addLayout(self._grid)
        jump = QHBoxLayout()
        jump.addWidget(self._jump)
        jump.addStretch(1)
        self.content.addLayout(jump)
        self.content.addWidget(self._question)
        self._back = self.button(mark("Kembali ke soal"), "review-back", "secondary", "left")
        self._go = self.button(mark("Kumpulkan"), "hand-in", "primary")
        self._confirm = Button("hand-in-confirm", "primary", "check")
        self.foot.addWidget(self._back)
        self.foot.addStretch(1)
        self.foot.addWidget(self._go)
        self.foot.addWidget(self._confirm)
        self._back.clicked.connect(self._step_back)
        self._jump.clicked.connect(self._jump_to_open_item)
        self._go.clicked.connect(self._ask_again)
        self._confirm.clicked.connect(self._hand_in)

    def _add_row(self, row: int, key: str, text: str) -> None:
        self._counts[key] = text_label("title", f"review-{key}", wrap=False)
        self._numbers[key] = text_label("small")
        self._grid.addWidget(self._counts[key], row, 0)
        self._names[key] = self.label(text, "strong")
        self._grid.addWidget(self._names[key], row, 1)
        self._grid.addWidget(self._numbers[key], row, 2)

    def show_review(self, review: ReviewView, cells: tuple[NavigatorCell, ...], practice: bool) -> None:
        """Show the summary of an attempt."""
        self._review, self._practice = review, practice
        self._items = {cell.number: cell.item for cell in cells}
        self._confirming = self._handing_in = False
        self._wait_ms = review.wait_ms
        self.banner.hide()
        self.refresh()

    def show_wait(self, wait_ms: int) -> None:
        """How long until handing in is allowed; counted by the flow's clock."""
        if wait_ms != self._wait_ms:
            self._wait_ms = max(0, wait_ms)
            self.retranslate()

    def first_focus(self) -> QWidget | None:
        """The way back: nobody hands in by mistake."""
        return self._back

    def retranslate(self) -> None:
        """Counts, numbers, and the step's question."""
        review = self._review
        if review is None:
            return
        self._grid.setHorizontalSpacing(px(tokens.SPACE_4, self.scale()))
        self._grid.setVerticalSpacing(px(tokens.SPACE_2, self.scale()))
        self._counts["answered"].setText(str(review.answered))
        for key, numbers in self._open_numbers(review):
            self._counts[key].setText(str(len(numbers)))
            self._numbers[key].setText(self._list(numbers))
        for part in (self._counts, self._names, self._numbers):
            part["incomplete"].setVisible(bool(review.incomplete))
        first = self.say("Ke soal pertama yang belum dijawab"), self.say("Ke soal pertama yang belum lengkap")
        self._jump.setText(first[0] if review.unanswered else first[1])
        self._jump.setAccessibleName(self._jump.text())
        self._jump.setVisible(bool(review.unanswered or review.incomplete) and not self._confirming)
        self._question.setText(self._question_text(review))
        self._go.setVisible(not self._confirming)
        self._go.setText(self.say("Selesai latihan") if self._practice else self.say("Kumpulkan"))
        self._go.setEnabled(self._wait_ms <= 0)
        self._confirm.setVisible(self._confirming)
        self._confirm.setText(self.say("Mengumpulkan...") if self._handing_in else self.say("Ya, kumpulkan sekarang"))
        self._confirm.setEnabled(not self._handing_in)
        self._back.setEnabled(not self._handing_in)

    def _open_numbers(self, review: ReviewView) -> tuple[tuple[str, tuple[int, ...]], ...]:
        return ("unanswered", review.unanswered), ("incomplete", review.incomplete), ("flagged", review.flagged)

    def _question_text(self, review: ReviewView) -> str:
        if self._wait_ms > 0:
            return self.say("Anda dapat mengumpulkan {time} lagi.", time=hours_minutes_seconds(self._wait_ms))
        if not self._confirming:
            return ""
        if review.unanswered:
            return self.say("Masih ada {count} soal belum dijawab. Kumpulkan sekarang?", count=len(review.unanswered))
        if review.incomplete:
            return self.say("Masih ada {count} jawaban belum lengkap. Kumpulkan sekarang?", count=len(review.incomplete))
        return self.say("Setelah dikumpulkan, jawaban tidak dapat diubah lagi. Kumpulkan sekarang?")

    def _list(self, numbers: tuple[int, ...]) -> str:
        shown = ", ".join(str(number) for number in numbers[:_MOST_NUMBERS])
        rest = len(numbers) - _MOST_NUMBERS
        return self.say("Nomor {numbers}, dan {rest} lagi", numbers=shown, rest=rest) if rest > 0 else shown

    def _step_back(self) -> None:
        if self._confirming:
            self._confirming = False
            self.retranslate()
        else:
            self.back_asked.emit()

    def _jump_to_open_item(self) -> None:
        if self._review is not None:
            self.item_asked.emit(self._items[(self._review.unanswered or self._review.incomplete)[0]])

    def _ask_again(self) -> None:
        self._confirming = True
        self.retranslate()
        self._back.setFocus()

    def _hand_in(self) -> None:
        self._handing_in = True
        self.banner.hide()
        self.retranslate()
        self.hand_in_confirmed.emit()
