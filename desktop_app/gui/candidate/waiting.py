"""Everything is ready: the candidate waits for the start token that the proctor announces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.page import Sheet
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.widgets.buttons import text_label

if TYPE_CHECKING:
    from desktop_app.services.views import CandidateView


class WaitingPage(Sheet):
    """A large calm page with one field."""

    start_asked = Signal(str)

    def __init__(self, presentation: Presentation) -> None:
        super().__init__(presentation, "waiting", mark("Anda siap mulai"))
        self._candidate: CandidateView | None = None
        self._busy = False
        self._facts = text_label("body")
        self._token = QLineEdit()
        self._token.setObjectName("start-token")
        self._token.setProperty("role", "code")
        self.name_for_readers(self._token, mark("Token mulai"))
        self._go = self.button(mark("Mulai ujian"), "start", "primary", "right", icon_last=True)
        self.content.addWidget(self._facts)
        self.content.addWidget(self.label(mark("Tunggu aba-aba. Pengawas akan mengumumkan token mulai."), "body"))
        self.content.addWidget(self.label(mark("Token mulai"), "strong"))
        self.content.addWidget(self._token)
        self.content.addWidget(self.label(mark("Waktu mulai berjalan setelah Anda menekan Mulai ujian."), "small"))
        self.foot.addStretch(1)
        self.foot.addWidget(self._go)
        self._token.textChanged.connect(self._set_enabled)
        self._token.returnPressed.connect(self._go.click)
        self._go.clicked.connect(self._start)

    def show_candidate(self, candidate: CandidateView) -> None:
        """Wait with `candidate`."""
        self._candidate = candidate
        self._busy = False
        self._token.clear()
        self.banner.hide()
        self.refresh()

    def tell_failure(self, error: Exception) -> None:
        """The token was not the right one, or it is too early."""
        self._busy = False
        self.banner.tell_error(error)
        self._set_enabled()
        self._token.setFocus()
        self._token.selectAll()

    def first_focus(self) -> QWidget | None:
        """The token."""
        return self._token

    def retranslate(self) -> None:
        """Who, where, how much."""
        self._set_enabled()
        if (candidate := self._candidate) is None:
            return
        minutes = candidate.minutes + candidate.extra_minutes
        size = self.say("{items} soal, {minutes} menit", items=candidate.items, minutes=minutes)
        seat = self.say("Kursi {seat}", seat=candidate.seat)
        self._facts.setText(f"{candidate.name} · {seat}\n{candidate.test_title}: {size}")

    def _set_enabled(self) -> None:
        self._go.setEnabled(bool(self._token.text().strip()) and not self._busy)

    def _start(self) -> None:
        self._busy = True
        self.banner.hide()
        self._set_enabled()
        self.start_asked.emit(self._token.text().strip())
