"""The console's first page: which room node, which sitting, who; the personal code lets in.

A node that is not proven shows digits; the proctor compares them once with what the node itself prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.page import Sheet
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.proctor.look import console_sheet
from desktop_app.gui.widgets.buttons import text_label
from desktop_app.gui.widgets.language_button import LanguageButton
from desktop_app.gui.widgets.opening_code import OpeningCodeEdit
from desktop_app.gui.widgets.view_controls import ViewControls

if TYPE_CHECKING:
    from desktop_app.services.console.roads import NodeFound
    from desktop_app.services.console.service import ConsoleService
    from question_packs.records.room import RoomSitting

ROLES = {
    "proctor": mark("proktor"),
    "invigilator": mark("pengawas"),
    "registrar": mark("petugas registrasi"),
    "technician": mark("teknisi"),
}


class ConsoleSignInPage(Sheet):
    """`entered` when the room is there."""

    entered = Signal()

    def __init__(self, presentation: Presentation, service: ConsoleService, address: str = "") -> None:
        super().__init__(presentation, "console-sign-in", mark("Konsol pengawas"))
        self._service = service
        self._sittings: tuple[RoomSitting, ...] = ()
        self._busy = False
        self._address, self._code = QLineEdit(address), OpeningCodeEdit("officer-code")
        self._sitting, self._officer = QComboBox(), QComboBox()
        self._find = self.button(mark("Cari simpul ruang"), "find-node", "secondary")
        self._same = self.button(mark("Angkanya sama"), "same-digits", "primary")
        self._enter = self.button(mark("Masuk"), "enter-console", "primary", "right", icon_last=True)
        self._node, self._digits = text_label("soft", "node-name"), text_label("large", "node-digits")
        self._controls, self._language = ViewControls(presentation), LanguageButton(presentation)
        self._compare, self._who = QWidget(), QWidget()
        self._build()

    def _build(self) -> None:
        for field, name in ((self._address, "node-address"), (self._sitting, "sitting"), (self._officer, "officer")):
            field.setObjectName(name)
        self._address.setPlaceholderText("192.168.1.10")
        row = QHBoxLayout()
        row.addWidget(self._address, 1)
        row.addWidget(self._find)
        self.content.addWidget(self._node)
        self.content.addWidget(self.label(mark("Alamat simpul ruang (kosong: cari sendiri)"), "strong"))
        self.content.addLayout(row)
        self.name_for_readers(self._address, mark("Alamat simpul ruang (kosong: cari sendiri)"))
        self.content.addWidget(self._compare)
        self.content.addWidget(self._who)
        self._build_compare()
        self._build_who()
        self.foot.addWidget(self._controls)
        self.foot.addWidget(self._language)
        self.foot.addStretch(1)
        self.foot.addWidget(self._enter)
        self._connect()

    def _connect(self) -> None:
        self._find.clicked.connect(self.look_for_node)
        self._address.returnPressed.connect(self.look_for_node)
        self._same.clicked.connect(self._trust)
        self._sitting.currentIndexChanged.connect(self._show_officers)
        self._code.textChanged.connect(self._enable)
        self._code.returnPressed.connect(self._enter.click)
        self._enter.clicked.connect(self._sign_in)

    def _build_compare(self) -> None:
        column = QVBoxLayout(self._compare)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.label(mark("Cocokkan angka ini dengan angka di layar PC simpul ruang:")))
        column.addWidget(self._digits)
        column.addWidget(self._same)
        self._compare.hide()

    def _build_who(self) -> None:
        column = QVBoxLayout(self._who)
        column.setContentsMargins(0, 0, 0, 0)
        for field, text in (
            (self._sitting, mark("Sesi")),
            (self._officer, mark("Nama Anda")),
            (self._code, mark("Kode pribadi dari amplop sesi")),
        ):
            column.addWidget(self.label(text, "strong"))
            column.addWidget(field)
            self.name_for_readers(field, text)
        self._who.hide()

    def refresh(self) -> None:
        """The console's additions for lists to choose from."""
        super().refresh()
        self.setStyleSheet(self.styleSheet() + console_sheet(self.presentation.palette, self.presentation.scale))
        self._controls.refresh()
        self._language.refresh()
        self._name_officers()
        self._enable()

    def first_focus(self) -> QWidget:
        """The code, once it is asked for."""
        return self._code if self._who.isVisibleTo(self) else self._address

    # --- the node

    def look_for_node(self) -> None:
        """Look at the typed address, or in the usual places."""
        self.banner.hide()
        self._work(True, self.say("Mencari simpul ruang..."))
        self._service.find(self._address.text().strip(), self._found, self._failed)

    def _found(self, node: NodeFound) -> None:
        self._work(False, f"{node.card.room_title} · {node.card.node_name}")
        self._digits.setText(node.digits)
        self._digits.setAccessibleName(" ".join(node.digits))
        self._compare.setVisible(not node.trusted)
        self._who.hide()
        if node.trusted:
            self._ask_sittings()
        else:
            self._same.setFocus()

    def _trust(self) -> None:
        self._service.trust_node()
        self._compare.hide()
        self._ask_sittings()

    def _ask_sittings(self) -> None:
        self._service.sittings(self._show_sittings, self._failed)

    # --- who

    def _show_sittings(self, sittings: tuple[RoomSitting, ...]) -> None:
        self._sittings = sittings
        self._sitting.clear()
        self._sitting.addItems([f"{each.event_title} · {each.sitting_title}" for each in sittings])
        self._who.setVisible(bool(sittings))
        if sittings:
            self._code.setFocus()
        else:
            self.banner.tell("notice", self.say("Simpul ruang belum memegang sesi. Ambil dahulu dari pusat atau stik."))
        self._enable()

    def _show_officers(self, place: int) -> None:
        self._officer.clear()
        if place >= 0:
            self._officer.addItems([each.name for each in self._sittings[place].officers])
            self._name_officers()

    def _name_officers(self) -> None:
        """Name and role of each, in the language in use; who is chosen stays chosen."""
        chosen = self._sitting.currentIndex()
        for place, each in enumerate(self._sittings[chosen].officers if chosen >= 0 else ()):
            self._officer.setItemText(place, f"{each.name} ({self.say(ROLES[each.role])})")

    def _sign_in(self) -> None:
        if not self._enter.isEnabled():
            return
        sitting = self._sittings[self._sitting.currentIndex()]
        officer = sitting.officers[self._officer.currentIndex()]
        self.banner.hide()
        self._work(True)
        self._service.sign_in(sitting, officer, self._code.text(), self._entered, self._failed)

    def _entered(self) -> None:
        self._work(False)
        self._code.clear()
        self.entered.emit()

    def show_locked(self) -> None:
        """The proctor went away: sitting and name stay chosen, the code is asked for again."""
        self._code.clear()
        self._code.setFocus()
        self._enable()

    def _failed(self, error: Exception) -> None:
        self._work(False)
        self.banner.tell_error(error)
        self._code.selectAll()

    def _work(self, busy: bool, node: str | None = None) -> None:
        self._busy = busy
        if node is not None:
            self._node.setText(node)
        self._enable()

    def _enable(self) -> None:
        self._find.setEnabled(not self._busy)
        waiting = self._busy and self._who.isVisibleTo(self)
        self._enter.setText(self.say("Memeriksa kode...") if waiting else self.say("Masuk"))
        ready = self._who.isVisibleTo(self) and bool(self._code.text())
        self._enter.setEnabled(ready and not self._busy and self._officer.count() > 0)
