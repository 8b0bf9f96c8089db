"""One-time codes: what the screen of a PC without network shows is typed here; the answer is read back to that PC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.proctor.act_dialogs import ConsoleDialog
from desktop_app.gui.proctor.words import ACT_KIND
from desktop_app.gui.widgets.buttons import text_label
from question_packs.errors import KnownError
from question_packs.records.act_codes import CODE_KINDS, CodeKind
from question_packs.sealing.codes import CHALLENGE_LENGTH, show_code

if TYPE_CHECKING:
    from desktop_app.services.console.service import ConsoleService
    from desktop_app.services.console.views import SeatView

_MINUTES: tuple[CodeKind, ...] = ("grant_time", "credit_outage")
_ALLOWANCES = {"remaining": mark("Sisa waktu sejak peserta lain mulai"), "full": mark("Waktu penuh")}


class OneTimeCodeDialog(ConsoleDialog):
    """Shows the code for one person. The dialog stays until it was read out."""

    def __init__(
        self, window: QWidget, presentation: Presentation, service: ConsoleService, seat: SeatView, kind: CodeKind
    ) -> None:
        say = presentation.say
        super().__init__(
            window,
            presentation,
            say("Kode sekali pakai"),
            say("Untuk PC tanpa jaringan: {who}. Pemakaian kode dicatat.", who=f"{seat.entry.seat} {seat.entry.name}"),
            say("Buat kode"),
        )
        self.setObjectName("one-time-code-dialog")
        self._service, self._seat = service, seat
        self._kind, self._allowance = QComboBox(), QComboBox()
        self._challenge, self._minutes = QLineEdit(), QLineEdit()
        self._code = text_label("hero", "one-time-code")
        self._build(kind)

    def _build(self, kind: CodeKind) -> None:
        say = self.presentation.say
        self._kind.setObjectName("code-kind")
        self._challenge.setObjectName("challenge")
        self._minutes.setObjectName("minutes")
        self._challenge.setMaxLength(CHALLENGE_LENGTH + 2)
        self._challenge.setText(self._seat.report.challenge if self._seat.report else "")
        for each in CODE_KINDS:
            self._kind.addItem(say(ACT_KIND[each]), each)
        for value, text in _ALLOWANCES.items():
            self._allowance.addItem(say(text), value)
        self.add_field(say("Untuk tindakan"), self._kind)
        self.add_field(say("Menit"), self._minutes)
        self.add_field(say("Waktu ujian"), self._allowance)
        self.add_field(say("Kode yang tampil di layar PC itu"), self._challenge)
        self.content.addWidget(self._code)
        self._kind.setCurrentIndex(CODE_KINDS.index(kind))
        for changed in (self._challenge.textChanged, self._minutes.textChanged, self._kind.currentIndexChanged):
            changed.connect(self._enable)
        self.go.clicked.connect(self._make)
        self._enable()

    def _chosen(self) -> CodeKind:
        return CODE_KINDS[self._kind.currentIndex()]

    def _enable(self) -> None:
        """Another kind asks for something else; what was made does not fit any more."""
        kind = self._chosen()
        for field, wanted in ((self._minutes, kind in _MINUTES), (self._allowance, kind == "admit_late")):
            self.show_field(field, wanted)
        self._code.clear()
        minutes = kind not in _MINUTES or self._minutes.text().strip().isdecimal()
        self.go.setEnabled(bool(self._challenge.text().strip()) and minutes)

    def _make(self) -> None:
        kind = self._chosen()
        parameter = str(int(self._minutes.text())) if kind in _MINUTES else ""
        if kind == "admit_late":
            parameter = str(self._allowance.currentData())
        try:
            code = self._service.one_time_code(kind, self._challenge.text(), self._seat.number, parameter)
        except KnownError as error:
            self.banner.tell_error(error)
            return
        self.banner.hide()
        self._code.setText(show_code(code))
        self._code.setAccessibleName(" ".join(code))
        self.cancel.setText(self.presentation.say("Tutup"))
        self.cancel.setFocus()
