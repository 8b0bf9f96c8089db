"""The proctor opens a sitting, or closes it, by the opening code of its envelope."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.page import Sheet
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.widgets.buttons import text_label
from desktop_app.gui.widgets.opening_code import OpeningCodeEdit

Purpose = Literal["open", "close"]


class OpeningPage(Sheet):
    """`code_entered` carries the code as typed; what it is for stands in `purpose`."""

    code_entered = Signal(str)
    back_asked = Signal()

    def __init__(self, presentation: Presentation) -> None:
        super().__init__(presentation, "opening", mark("Buka sesi"))
        self.purpose: Purpose = "open"
        self.sitting_id = ""
        self._sitting_title = ""
        self._waiting = False
        self._sitting = text_label("soft")
        self._code = OpeningCodeEdit("opening-code")
        self.name_for_readers(self._code, mark("Kode pembuka"))
        self._back = self.button(mark("Kembali"), "opening-back", "secondary", "left")
        self._go = self.button(mark("Buka sesi"), "open-sitting", "primary")
        for part in (self._sitting, self.label(mark("Kode pembuka dari amplop sesi"), "strong"), self._code):
            self.content.addWidget(part)
        self.content.addWidget(self.label(mark("Sepuluh huruf dan angka. Tanda hubung terisi sendiri."), "small"))
        self.foot.addWidget(self._back)
        self.foot.addStretch(1)
        self.foot.addWidget(self._go)
        self._code.completed.connect(lambda complete: self._go.setEnabled(complete and not self._waiting))
        self._code.returnPressed.connect(self._go.click)
        self._go.clicked.connect(self._enter)
        self._back.clicked.connect(self.back_asked)

    def show_sitting(self, sitting_id: str, sitting_title: str, purpose: Purpose) -> None:
        """Ask for the code of a sitting."""
        self.sitting_id, self._sitting_title, self.purpose = sitting_id, sitting_title, purpose
        self._code.clear()
        self.banner.hide()
        self.set_waiting(False)
        self.refresh()

    def set_waiting(self, waiting: bool) -> None:
        """While the code is tried, nothing can be typed."""
        self._waiting = waiting
        self._code.setEnabled(not waiting)
        self._back.setEnabled(not waiting)
        self._go.setEnabled(not waiting and len(self._code.text()) > len("7K3QD-9M2X"))
        self.retranslate()
        if not waiting:
            self._code.setFocus()
            self._code.selectAll()

    def first_focus(self) -> QWidget | None:
        """The code."""
        return self._code

    def retranslate(self) -> None:
        """Title and button say what the code is for."""
        action = self.say("Buka sesi") if self.purpose == "open" else self.say("Tutup sesi")
        self.title.setText(action)
        self._sitting.setText(self._sitting_title)
        self._go.setText(self.say("Memeriksa kode...") if self._waiting else action)

    def _enter(self) -> None:
        self.banner.hide()
        self.set_waiting(True)
        self.code_entered.emit(self._code.text())
