"""Everything is ready: the candidate waits for the start: by the proctor's release, the token, or a one-time code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.page import Sheet
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.widgets.buttons import text_label
from desktop_app.gui.widgets.one_time_code import OneTimeCode
from question_packs.errors import KnownError

if TYPE_CHECKING:
    from desktop_app.services.views import CandidateView

Gate = Literal["token", "released", "late", "paused"]
_LATE, _ROOM_PAUSED = "SIG-05", "SIG-06"
_LEADS: dict[Gate, str] = {
    "token": mark("Tunggu aba-aba. Pengawas akan mengumumkan token mulai."),
    "released": mark("Pengawas sudah membuka ujian. Tekan Mulai ujian bila Anda siap."),
    "late": mark("Batas waktu mulai sudah lewat. Pengawas dapat mengizinkan Anda dengan sebuah kode."),
    "paused": mark("Ruang sedang dijeda. Tunggu sampai pengawas membuka kembali ujian."),
}


class WaitingPage(Sheet):
    """A large calm page. `code_entered` carries a one-time code as typed: to start, to start late, or to go on here."""

    start_asked = Signal(str)
    code_wanted = Signal()
    code_entered = Signal(str)

    def __init__(self, presentation: Presentation) -> None:
        super().__init__(presentation, "waiting", mark("Anda siap mulai"))
        self._candidate: CandidateView | None = None
        self._gate: Gate = "token"
        self._busy = self._by_code = False
        self._facts, self._lead = text_label("body"), text_label("large", "waiting-lead")
        self._token = QLineEdit()
        self._token.setObjectName("start-token")
        self._token.setProperty("role", "code")
        self.name_for_readers(self._token, mark("Token mulai"))
        self._token_name = self.label(mark("Token mulai"), "strong")
        self._code = OneTimeCode(self)
        self._ask_code = self.button(mark("Pakai kode sekali pakai"), "start-by-code", "plain")
        self._go = self.button(mark("Mulai ujian"), "start", "primary", "right", icon_last=True)
        self._build()

    def _build(self) -> None:
        for part in (self._facts, self._lead, self._token_name, self._token, self._code):
            self.content.addWidget(part)
        self.content.addWidget(self.label(mark("Waktu mulai berjalan setelah Anda menekan Mulai ujian."), "small"))
        self.foot.addWidget(self._ask_code)
        self.foot.addStretch(1)
        self.foot.addWidget(self._go)
        self._token.textChanged.connect(self._set_enabled)
        self._token.returnPressed.connect(self._go.click)
        self._go.clicked.connect(self._start)
        self._ask_code.clicked.connect(self.code_wanted)
        self._code.entered.connect(self._enter_code)

    def show_candidate(self, candidate: CandidateView) -> None:
        """Wait with `candidate`."""
        self._candidate = candidate
        self._token.clear()
        self._go_to("token")

    def show_released(self, released: bool) -> None:
        """Whether the proctor released the start for this person: then nothing needs to be typed."""
        if released:
            self._go_to("released")
        elif self._gate in ("released", "paused"):
            self._go_to("token")

    def refuse_code(self, error: Exception) -> None:
        """The one-time code did not fit."""
        self.banner.tell_error(error)
        self._code.refused()

    def show_challenge(self, challenge: str) -> None:
        """Offer the field for a one-time code, which answers `challenge`."""
        self._by_code = True
        self._code.show_challenge(challenge)
        self.refresh()
        self._code.field.setFocus()

    def tell_failure(self, error: Exception) -> None:
        """The token or the code was not the right one, it is too late, or the room is paused."""
        self._busy = False
        code = error.code if isinstance(error, KnownError) else ""
        if code == _LATE:
            self._go_to("late")
            self.code_wanted.emit()
        elif code == _ROOM_PAUSED:
            self._go_to("paused")
        else:
            self.banner.tell_error(error)
            self._set_enabled()
            self._take_focus()

    def first_focus(self) -> QWidget | None:
        """The one thing to do now."""
        if self._gate == "released":
            return self._go
        return self._code.field if self._by_code else self._token if self._gate == "token" else self._lead

    def retranslate(self) -> None:
        """Who, where, how much, and what is awaited."""
        self._lead.setText(self.say(_LEADS[self._gate]))
        by_token = self._gate == "token" and not self._by_code
        self._token_name.setVisible(by_token)
        self._token.setVisible(by_token)
        self._code.setVisible(self._by_code)
        self._code.refresh()
        self._ask_code.setVisible(by_token)
        self._go.setVisible(self._gate in ("token", "released"))
        self._set_enabled()
        if (candidate := self._candidate) is not None:
            minutes = candidate.minutes + candidate.extra_minutes
            size = self.say("{items} soal, {minutes} menit", items=candidate.items, minutes=minutes)
            seat = self.say("Kursi {seat}", seat=candidate.seat)
            self._facts.setText(f"{candidate.name} · {seat}\n{candidate.test_title}: {size}")

    def _go_to(self, gate: Gate) -> None:
        self._gate, self._busy, self._by_code = gate, False, False
        self.banner.hide()
        self.refresh()
        self._take_focus()

    def _take_focus(self) -> None:
        if self.isVisible() and (target := self.first_focus()) is not None:
            target.setFocus()
            if isinstance(target, QLineEdit):
                target.selectAll()

    def _set_enabled(self) -> None:
        typed = bool(self._token.text().strip())
        self._go.setEnabled((typed or self._gate == "released") and not self._busy)

    def _start(self) -> None:
        self._busy = True
        self.banner.hide()
        self._set_enabled()
        self.start_asked.emit("" if self._gate == "released" else self._token.text().strip())

    def _enter_code(self, typed: str, _minutes: str) -> None:
        self.banner.hide()
        self.code_entered.emit(typed)
