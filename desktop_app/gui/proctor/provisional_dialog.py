"""Somebody who is on no roster and is told to sit: a provisional candidate, with a new PIN that is shown once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit

from desktop_app.gui.proctor.act_dialogs import ConsoleDialog
from desktop_app.gui.widgets.buttons import text_label
from desktop_app.services.console.roster import free_seats, next_number, provisional

if TYPE_CHECKING:
    from desktop_app.gui.proctor.desk import Desk
    from desktop_app.services.console.views import RoomView
    from question_packs.records.acts import AdmitProvisional

_NIP_LENGTH = 18


class ProvisionalDialog(ConsoleDialog):
    """Stays open with the PIN until it was written down."""

    def __init__(self, desk: Desk, room: RoomView) -> None:
        say = desk.say
        super().__init__(
            desk.window,
            desk.presentation,
            say("Peserta sementara"),
            say("Untuk yang diperintahkan ikut dan tidak ada di daftar. Pusat mengesahkan kemudian."),
            say("Tambahkan"),
        )
        self.setObjectName("provisional-dialog")
        self._desk, self._number = desk, next_number(room)
        self._fields = {name: QLineEdit() for name in ("name", "nip", "position", "unit", "instruction")}
        self._seat, self._form = QComboBox(), QComboBox()
        self._pin = text_label("hero", "provisional-pin")
        self._seat.addItems(free_seats(room))
        self._form.addItems([each.form for each in room.order.forms])
        self._build()

    def _build(self) -> None:
        say = self._desk.say
        titles = (say("Nama"), say("NIP"), say("Jabatan"), say("Unit kerja"), say("Perintah dari siapa"))
        for (name, field), title in zip(self._fields.items(), titles, strict=True):
            field.setObjectName(f"provisional-{name}")
            field.setMaxLength(_NIP_LENGTH if name == "nip" else 200)
            self.add_field(title, field)
            field.textChanged.connect(self._enable)
        self._seat.setObjectName("provisional-seat")
        self._form.setObjectName("provisional-form")
        self.add_field(say("Kursi"), self._seat)
        self.add_field(say("Naskah"), self._form)
        self.content.addWidget(self._pin)
        if not self._seat.count():
            self.banner.tell("problem", say("Tidak ada kursi atau PC kosong di ruang ini."))
        self.go.clicked.connect(self._make)
        self._enable()

    def _text(self, name: str) -> str:
        return self._fields[name].text().strip()

    def _enable(self) -> None:
        self.go.setEnabled(bool(self._text("name") and self._text("instruction") and self._seat.count()))

    def _make(self) -> None:
        facts = (self._number, self._text("name"), self._text("nip"), self._text("position"), self._text("unit"))
        seat, form = self._seat.currentText(), self._form.currentText()
        self.go.setEnabled(False)
        self._desk.service.ask(lambda road: provisional(*facts, seat, form), self._made, self._desk.tell_error)

    def _made(self, made: tuple[AdmitProvisional, str]) -> None:
        act, pin = made
        self._desk.do(act, self._text("instruction"))
        say = self._desk.say
        for field in (*self._fields.values(), self._seat, self._form):
            self.show_field(field, False)
        self._pin.setText(f"{act.entry.candidate_number}   PIN {pin[:3]} {pin[3:]}")
        self._pin.setAccessibleName(say("Nomor {number}, PIN {pin}", number=act.entry.candidate_number, pin=" ".join(pin)))
        self.banner.tell("notice", say("Tulis nomor dan PIN ini sekarang: tidak ditampilkan lagi."))
        self.go.hide()
        self.cancel.setText(say("Sudah ditulis"))
        self.cancel.setFocus()
