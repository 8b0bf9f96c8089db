"""The candidate signs in with number and PIN, and may choose the language.

A sign-in that is held up is released by a proctor.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.page import Sheet
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.widgets.buttons import text_label
from desktop_app.gui.widgets.one_time_code import OneTimeCode
from question_packs.errors import KnownError

_SECOND_MS = 1000
_SLOW_DOWN = "SIG-02"


class SignInPage(Sheet):
    """`entered` carries candidate number and PIN; `code_entered` the proctor's code that ends the waiting."""

    entered = Signal(str, str)
    code_wanted = Signal()
    code_entered = Signal(str)
    proctor_asked = Signal()

    def __init__(self, presentation: Presentation) -> None:
        super().__init__(presentation, "sign-in-page", mark("Selamat datang"))
        self._sitting_title = ""
        self._busy = False
        self._wait_seconds = 0
        self._sitting = text_label("soft")
        self._number, self._pin = QLineEdit(), QLineEdit()
        self._number.setObjectName("candidate-number")
        self._pin.setObjectName("pin")
        self._pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._proctor = self.button(mark("Untuk pengawas"), "proctor", "plain")
        self._go = self.button(mark("Masuk"), "sign-in", "primary", "right", icon_last=True)
        self._code = OneTimeCode(self)
        self._code.hide()
        self._countdown = QTimer(self)
        self._countdown.setInterval(_SECOND_MS)
        self._countdown.timeout.connect(self._count_down)
        self._build()

    def _build(self) -> None:
        self.content.addWidget(self._sitting)
        for field, text in ((self._number, mark("Nomor peserta")), (self._pin, mark("PIN"))):
            self.content.addWidget(self.label(text, "strong"))
            self.content.addWidget(field)
            self.name_for_readers(field, text)
            field.textChanged.connect(self._set_enabled)
        self.content.addWidget(self.label(mark("Nomor ada pada kartu peserta Anda. PIN diberikan di ruang ujian."), "small"))
        self.content.addWidget(self._code)
        self._code.entered.connect(lambda typed, _: self.code_entered.emit(typed))
        self.foot.addWidget(self._proctor)
        self.foot.addStretch(1)
        self.foot.addWidget(self._go)
        self._number.returnPressed.connect(self._pin.setFocus)
        self._pin.returnPressed.connect(self._go.click)
        self._go.clicked.connect(self._enter)
        self._proctor.clicked.connect(self.proctor_asked)

    def show_sitting(self, sitting_title: str) -> None:
        """Wait for the next candidate."""
        self._sitting_title = sitting_title
        self._number.clear()
        self._pin.clear()
        self._busy = False
        self._forget_hold()
        self.refresh()

    def tell_failure(self, error: Exception) -> None:
        """Say why not; where it must slow down, count the seconds, and offer the proctor's code."""
        self._busy = False
        self._pin.clear()
        self.banner.tell_error(error)
        if isinstance(error, KnownError) and error.code == _SLOW_DOWN:
            self._wait_seconds = int(str(error.values["seconds"]))
            self._countdown.start()
            self.code_wanted.emit()
        self.retranslate()
        self._pin.setFocus()

    def show_challenge(self, challenge: str) -> None:
        """The field for the proctor's code, which answers `challenge`."""
        self._code.show_challenge(challenge)
        self._code.show()
        self.refresh()

    def refuse_code(self, error: Exception) -> None:
        """The proctor's code did not fit."""
        self.banner.tell_error(error)
        self._code.refused()

    def show_released(self) -> None:
        """The proctor let the sign-in go: no waiting any more."""
        self._forget_hold()
        self.banner.tell("good", self.say("Pengawas sudah membuka kunci. Silakan ketik PIN, lalu tekan Masuk."))
        self.refresh()
        self._pin.setFocus()

    @property
    def is_untouched(self) -> bool:
        """Whether nobody is signing in."""
        return not (self._number.text() or self._pin.text() or self._busy or self._wait_seconds)

    def _forget_hold(self) -> None:
        self.banner.hide()
        self._code.hide()
        self._countdown.stop()
        self._wait_seconds = 0

    def first_focus(self) -> QWidget | None:
        """The number."""
        return self._number

    def retranslate(self) -> None:
        """The button tells what it waits for."""
        self._sitting.setText(self._sitting_title)
        self._code.refresh()
        text = self.say("Masuk")
        if self._wait_seconds:
            text = self.say("Tunggu {seconds} detik", seconds=self._wait_seconds)
        elif self._busy:
            text = self.say("Memeriksa...")
        self._go.setText(text)
        self._set_enabled()

    def _set_enabled(self) -> None:
        filled = bool(self._number.text().strip() and self._pin.text().strip())
        self._go.setEnabled(filled and not self._busy and not self._wait_seconds)

    def _enter(self) -> None:
        self._busy = True
        self.banner.hide()
        self.retranslate()
        self.entered.emit(self._number.text().strip(), self._pin.text().strip())

    def _count_down(self) -> None:
        self._wait_seconds -= 1
        if self._wait_seconds <= 0:
            self._forget_hold()
        self.retranslate()
