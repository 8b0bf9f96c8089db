"""Documents and sticks: print or keep every document, carry answers by stick, hand over, codes for PCs without network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.proctor.act_dialogs import Proposal
from desktop_app.gui.proctor.code_dialog import OneTimeCodeDialog
from desktop_app.gui.proctor.console_page import ConsolePage
from desktop_app.gui.proctor.hand_over_dialog import HandOverDialog
from desktop_app.gui.proctor.papers import DOCUMENTS, open_paper, paper_folder, save_document
from desktop_app.gui.proctor.parts import Card, Row, Table
from desktop_app.gui.proctor.stick_dialogs import TakeStickDialog, WriteSticksDialog
from desktop_app.gui.proctor.words import local_instant
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import text_label
from desktop_app.services.console.sticks import Written, media
from question_packs import design_tokens as tokens
from question_packs.errors import KnownError
from question_packs.records.acts import RegisterMedium

if TYPE_CHECKING:
    from desktop_app.gui.proctor.desk import Desk
    from desktop_app.services.console.papers import Paper
    from desktop_app.services.console.views import RoomView

MEDIUM: dict[str, str] = {
    "issued": mark("Dikeluarkan"),
    "written": mark("Ditulis"),
    "handed_over": mark("Diserahkan"),
    "lost": mark("Hilang"),
}
_KEPT = "kept:"
_LEAST_WIDTH = 400


class DocumentsPage(ConsolePage):
    """Documents at the left, sticks and codes at the right."""

    identifier = "documents"
    title = mark("Dokumen & stik")
    icon = "stick"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._papers: tuple[Paper, ...] = ()
        self._people: tuple[str, ...] = ()
        self._documents = Card(desk.presentation, self.label(mark("Dokumen"), "large"))
        self._table = Table(desk.presentation, "documents", 2, 0, acts=True)
        self._table.setMinimumWidth(_LEAST_WIDTH)
        self._where = text_label("small", "papers-folder")
        self._sticks = Card(desk.presentation, self.label(mark("Stik"), "large"))
        self._take = self.button(mark("Ambil dari stik"), "take-stick", "secondary", "down")
        self._write = self.button(mark("Tulis ke dua stik"), "write-sticks", "primary", "stick")
        self._register = self.button(mark("Catat stik"), "register-stick", "secondary", "plus")
        self._hand_over = self.button(mark("Serah terima"), "hand-over", "secondary", "right")
        self._media = Table(desk.presentation, "media", 4, 0, acts=True)
        self._codes = Card(desk.presentation, self.label(mark("Kode untuk PC tanpa jaringan"), "large"))
        self._person = QComboBox()
        self._code = self.button(mark("Buat kode"), "one-time-code-open", "secondary")
        self._build()
        self._connect()

    def _build(self) -> None:
        self._person.setObjectName("code-person")
        self.name_for_readers(self._table, mark("Dokumen; Enter menyimpan dan membukanya"))
        self.name_for_readers(self._media, mark("Daftar stik; Enter mencatat hilang"))
        self.name_for_readers(self._person, mark("Peserta"))
        self._documents.column.addWidget(self._table, 1)
        self._documents.column.addWidget(self._where)
        self._buttons = QGridLayout()
        for place, button in enumerate((self._take, self._write, self._register, self._hand_over)):
            self._buttons.addWidget(button, place // 2, place % 2)
        self._sticks.column.addLayout(self._buttons)
        self._sticks.column.addWidget(self._media, 1)
        line = QHBoxLayout()
        line.addWidget(self._person, 1)
        line.addWidget(self._code)
        self._codes.column.addWidget(self.label(mark("Layar PC itu menampilkan kode; jawabannya Anda bacakan."), "soft"))
        self._codes.column.addLayout(line)
        self._right = QVBoxLayout()
        self._right.addWidget(self._sticks, 1)
        self._right.addWidget(self._codes)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._documents, 1)
        self._row.addLayout(self._right, 1)

    def _connect(self) -> None:
        self._table.acted.connect(self._open)
        self._media.acted.connect(self._ask_lost)
        self._take.clicked.connect(lambda: TakeStickDialog(self.desk).open())
        self._write.clicked.connect(lambda: WriteSticksDialog(self.desk, self._both_written).open())
        self._register.clicked.connect(self._ask_register)
        self._hand_over.clicked.connect(lambda: HandOverDialog(self.desk).open())
        self._code.clicked.connect(self._ask_code)

    def refresh(self) -> None:
        """Sizes of this page."""
        super().refresh()
        edge = px(tokens.SPACE_3, self.scale())
        self._row.setContentsMargins(edge, edge, edge, edge)
        for layout in (self._row, self._right, self._buttons):
            layout.setSpacing(edge)
        for card in (self._documents, self._sticks, self._codes):
            card.refresh()

    def retranslate(self) -> None:
        """Words of the tables."""
        self._table.head([self.say(mark("Dokumen")), self.say(mark("Tersimpan"))])
        self._media.head([self.say(each) for each in (mark("Nomor seri"), mark("Keadaan"), mark("Berkas"), mark("Jam"))])
        self._show_papers()
        if self.desk.service.room is not None:
            self._people = ()
            self.show_room(self.desk.service.room)

    def first_focus(self) -> QWidget | None:
        """The documents."""
        return self._table

    def show_room(self, room: RoomView) -> None:
        """The sticks of the room, and who can need a code."""
        may = self.desk.service.may(RegisterMedium)
        for button in (self._write, self._register, self._hand_over):
            button.setEnabled(may)
        zone = room.order.time_zone
        rows = []
        for each in media(room):
            state, lost = self.say(MEDIUM[each.state]), each.state == "lost"
            cells = (each.serial, state, str(each.bundles or "–"), local_instant(each.at, zone))
            action = "" if lost or not may else self.say("Hilang")
            rows.append(Row(each.serial, cells, "problem" if lost else "stick", "problem" if lost else "plain", action))
        self._media.show_rows(rows)
        people = tuple(f"{each.entry.seat}  {each.entry.name}" for each in room.seats)
        if people != self._people:
            self._people = people
            chosen = max(self._person.currentIndex(), 0)
            self._person.clear()
            for text, seat in zip(people, room.seats, strict=True):
                self._person.addItem(text, seat.number)
            self._person.setCurrentIndex(chosen)

    # --- documents

    def _show_papers(self) -> None:
        folder = paper_folder(self.desk)
        try:
            self._papers = folder.papers()
        except KnownError as error:
            self.desk.tell_error(error)
        save, look = self.say("Simpan & buka"), self.say("Buka")
        rows = [
            Row(name, (self.say(text), ""), "list", "plain", save) for name, text in DOCUMENTS.items() if name != "violation"
        ]
        for paper in self._papers:
            kept = f"{paper.saved_at:%H:%M}  {paper.digest[:8]}"
            rows.append(Row(f"{_KEPT}{paper.number}", (paper.path.name, kept), "check", "good", look))
        self._table.show_rows(rows)
        self._where.setText(self.say("Disimpan di {folder}. Dapat dicetak nanti di PC mana pun.", folder=folder.path))

    def _open(self, key: str) -> None:
        if key.startswith(_KEPT):
            open_paper(self.desk, next(each for each in self._papers if f"{_KEPT}{each.number}" == key))
        else:
            save_document(self.desk, key, done=lambda paper: self._show_papers())

    # --- sticks and codes

    def _both_written(self, written: Written, serials: tuple[str, ...]) -> None:
        said = self.say("Dua stik berisi sama: {serials}. Serahkan dengan berita acara.", serials=", ".join(serials))
        self.desk.tell("good", said)

    def _ask_register(self) -> None:
        title = self.say("Catat stik")
        self.desk.propose(
            Proposal(
                title,
                self.say("Setiap stik yang dipakai di ruang ini dicatat dengan nomor serinya."),
                self.say("Catat"),
                lambda chosen, typed: RegisterMedium(typed, "issued"),
                asks_for=self.say("Nomor seri pada stik"),
            )
        )

    def _ask_lost(self, serial: str) -> None:
        title = self.say("Stik hilang")
        self.desk.propose(
            Proposal(
                title,
                self.say(
                    "Stik {serial} dicatat hilang. Isinya tersegel untuk pusat; tulis lagi ke stik lain.", serial=serial
                ),
                title,
                lambda chosen, typed: RegisterMedium(serial, "lost"),
                "must",
                danger=True,
            )
        )

    def _ask_code(self) -> None:
        room = self.desk.service.room
        seat = room.seat(str(self._person.currentData())) if room is not None else None
        if seat is not None:
            OneTimeCodeDialog(self.desk.window, self.presentation, self.desk.service, seat, "start").open()
