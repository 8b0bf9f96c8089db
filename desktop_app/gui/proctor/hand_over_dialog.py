"""The hand-over of results and sticks (BAST): to whom; every file with its SHA-256 and size goes into the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from desktop_app.gui.proctor.act_dialogs import ConsoleDialog
from desktop_app.gui.proctor.papers import save_document
from desktop_app.gui.widgets.buttons import text_label
from desktop_app.services.console.sticks import Written, listing, media
from question_packs.records.acts import HandOver, RegisterMedium

if TYPE_CHECKING:
    from desktop_app.gui.proctor.desk import Desk

_MOST_FILES = 5000


class HandOverDialog(ConsoleDialog):
    """Reads what the room holds now, then asks for the name of who takes it."""

    def __init__(self, desk: Desk) -> None:
        say = desk.say
        sentence = say("Nama penerima masuk berita acara serah terima bersama sidik setiap berkas.")
        super().__init__(desk.window, desk.presentation, say("Serah terima"), sentence, say("Catat dan cetak"))
        self.setObjectName("hand-over-dialog")
        self._desk = desk
        self._files: Written | None = None
        self._name, self._nip = QLineEdit(), QLineEdit()
        self._what = text_label("body", "hand-over-files")
        for field, name, title in (
            (self._name, "to-name", say("Nama penerima")),
            (self._nip, "to-nip", say("NIP penerima")),
        ):
            field.setObjectName(name)
            field.setMaxLength(200)
            self.add_field(title, field)
            field.textChanged.connect(self._enable)
        self.content.addWidget(self._what)
        self.go.clicked.connect(self._do)
        self._enable()
        assert desk.service.sitting is not None
        sitting_id = desk.service.sitting.sitting_id
        desk.service.ask(lambda road: listing(road.bundles(sitting_id)), self._came, self.banner.tell_error)

    def _came(self, files: Written) -> None:
        self._files = files
        sticks = ", ".join(each.serial for each in self._sticks()) or "–"
        say = self._desk.say
        self._what.setText(say("{count} berkas. Stik yang ditulis: {sticks}", count=len(files.files), sticks=sticks))
        self._enable()

    def _sticks(self) -> list[RegisterMedium]:
        room = self._desk.service.room
        written = [each for each in media(room) if each.state == "written"] if room is not None else []
        return [RegisterMedium(each.serial, "handed_over", each.bundles) for each in written]

    def _enable(self) -> None:
        known = self._files is not None and len(self._files.files) <= _MOST_FILES
        self.go.setEnabled(known and bool(self._name.text().strip()))

    def _do(self) -> None:
        assert self._files is not None
        files = self._files.files
        named, sizes = tuple((name, digest) for name, digest, _ in files), tuple(size for _, _, size in files)
        for stick in self._sticks():
            self._desk.do(stick)
        self._desk.do(HandOver(self._name.text().strip(), self._nip.text().strip(), named, sizes))
        save_document(self._desk, "handover")
        self.accept()
