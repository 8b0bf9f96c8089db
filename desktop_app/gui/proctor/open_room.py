"""Opens the sitting on every PC of the room: the opening code is typed here once, with a second officer where two must."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.gui.proctor.act_dialogs import ConsoleDialog, OfficerFields
from desktop_app.gui.widgets.opening_code import OpeningCodeEdit
from question_packs.errors import KnownError
from question_packs.records.acts import OpenSitting

if TYPE_CHECKING:
    from desktop_app.gui.proctor.desk import Desk
    from desktop_app.services.console.service import Signatory


class OpenRoomDialog(ConsoleDialog):
    """Stays until the act is on its way; what became of it on each PC is told as with every act."""

    def __init__(self, desk: Desk) -> None:
        say = desk.say
        sentence = say("Semua PC ruang ini yang tersambung dibuka sekaligus. PC yang menyusul terbuka dengan sendirinya.")
        super().__init__(desk.window, desk.presentation, say("Buka ruang"), sentence, say("Buka ruang"))
        self.setObjectName("open-room-dialog")
        self._service = desk.service
        self._code = OpeningCodeEdit("room-opening-code")
        self.add_field(say("Kode pembuka dari amplop sesi"), self._code)
        self._second = OfficerFields(self, desk.service) if desk.service.needs_second(OpenSitting()) else None
        self._fields = [self._code, *([self._second.code] if self._second else [])]
        for field in self._fields:
            field.textChanged.connect(self._enable)
        self.go.clicked.connect(self._confirm)
        self._enable()

    def _enable(self) -> None:
        self.go.setEnabled(all(field.text().strip() for field in self._fields))

    def _confirm(self) -> None:
        self.banner.hide()
        self.wait(True)
        if self._second is None:
            self._open(None)
        else:
            self._second.unlock(self._open, self._refused)

    def _open(self, second: Signatory | None) -> None:
        try:
            self._service.open_room(self._code.text(), second, lambda _: self._opened(), self._refused)
        except KnownError as error:
            self._refused(error)

    def _opened(self) -> None:
        self.wait(False)
        self.accept()

    def _refused(self, error: Exception) -> None:
        self.wait(False)
        self._enable()
        self.banner.tell_error(error)
