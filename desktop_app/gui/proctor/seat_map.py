"""The map of the room: every seat in its place, beside it who needs somebody first, below what the last acts became.

Keys: arrows move over the seats, Enter opens the person, letters do the acts that the person's page names; F2 goes to the
list of who needs help; Ctrl+F finds by number, name or seat.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.proctor.act_strip import ActStrip
from desktop_app.gui.proctor.console_page import ConsolePage
from desktop_app.gui.proctor.person_acts import PersonAct, PersonActs
from desktop_app.gui.proctor.room_acts import RoomActBar
from desktop_app.gui.proctor.seat_grid import SeatGrid
from desktop_app.gui.proctor.trouble_list import TroubleList
from desktop_app.gui.proctor.words import local_time
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.banner import Banner
from desktop_app.gui.widgets.buttons import Button
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.gui.proctor.desk import Desk
    from desktop_app.services.console.views import RoomView, SeatView

_FILTERS = (
    ("all", mark("Semua")),
    ("trouble", mark("Perlu dibantu")),
    ("running", mark("Sedang ujian")),
    ("before", mark("Belum mulai")),
    ("done", mark("Selesai")),
)
_LIST_WIDTH = 300
_FIND_WIDTH = 260
# What the one action of a trouble does: an act of the person, or (empty) it opens the person.
_ACT_OF_TROUBLE = {
    "locked": "unlock", "awaiting_resume": "resume", "needs_proctor": "credit", "save_failed": "transfer",
}  # fmt: skip


def fits(seat: SeatView, name: str) -> bool:
    """Whether a seat belongs to a filter."""
    return {
        "all": True,
        "trouble": any(each != "low_time" for each in seat.troubles),
        "running": seat.running,
        "before": seat.status in ("expected", "absent", "present", "signed_in", "waiting"),
        "done": seat.status in ("submitted", "disqualified"),
    }[name]


class SeatMapPage(ConsolePage):
    """The first page of the console."""

    identifier = "map"
    title = mark("Denah")
    icon = "map"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._filter = "all"
        self._filtered: set[str] | None = None
        self._find = QLineEdit()
        self._filters = {name: self._filter_button(name, text) for name, text in _FILTERS}
        self._room_acts = RoomActBar(desk)
        self._outage = Banner(desk.presentation, "outage")
        self._to_outage = self.button(mark("Tangani"), "to-outage", "compact", "right", icon_last=True)
        self._grid, self._troubles = SeatGrid(desk.presentation), TroubleList(desk.presentation)
        self._strip = ActStrip(desk)
        self._build()
        self._connect()

    def _filter_button(self, name: str, text: str) -> Button:
        button = self.button(text, f"filter-{name}", "compact")
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setChecked(name == "all")
        button.clicked.connect(lambda: self._choose(name))
        return button

    def _build(self) -> None:
        self._find.setObjectName("find-person")
        self.name_for_readers(self._find, mark("Cari nomor, nama, atau kursi (Ctrl+F)"))
        self._bar = QHBoxLayout()
        for button in self._filters.values():
            self._bar.addWidget(button)
        self._bar.addWidget(self._find)
        self._bar.addStretch(1)
        self._bar.addWidget(self._room_acts)
        self._outage_row = QWidget()
        row = QHBoxLayout(self._outage_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._outage, 1)
        row.addWidget(self._to_outage)
        self._outage_row.hide()
        self._middle = QHBoxLayout()
        self._middle.addWidget(self._troubles)
        self._middle.addWidget(self._grid, 1)
        self._column = QVBoxLayout(self)
        for part in (self._bar, self._outage_row, self._middle, self._strip):
            if isinstance(part, QWidget):
                self._column.addWidget(part)
            else:
                self._column.addLayout(part, 1 if part is self._middle else 0)

    def _connect(self) -> None:
        self._grid.opened.connect(self.desk.open_person)
        self._grid.key_pressed.connect(self._key)
        self._troubles.act.connect(self._help)
        self._find.textChanged.connect(self._look_for)
        self._find.returnPressed.connect(self._go_to_found)
        self._to_outage.clicked.connect(lambda: self.desk.go("outage"))
        QShortcut(QKeySequence("F2"), self).activated.connect(self._troubles.focus_first)

    def refresh(self) -> None:
        """Sizes of this page."""
        super().refresh()
        scale = self.scale()
        edge = px(tokens.SPACE_2, scale)
        self._column.setContentsMargins(edge, edge, edge, edge)
        for layout in (self._column, self._bar, self._middle):
            layout.setSpacing(edge)
        self._troubles.setFixedWidth(px(_LIST_WIDTH, 1 + (scale - 1) / 2))
        self._find.setFixedWidth(px(_FIND_WIDTH, scale))
        for part in (self._grid, self._troubles, self._room_acts, self._strip):
            part.refresh()
        self._outage.restyle()

    def retranslate(self) -> None:
        """The hint in the field."""
        self._find.setPlaceholderText(self.say("Cari nomor, nama, kursi"))

    def first_focus(self) -> QWidget | None:
        """The seat where the keyboard was."""
        return self._grid.current_tile()

    # --- the room

    def badge(self, room: RoomView) -> int:
        """Who needs somebody."""
        return room.counts.troubled

    def show_room(self, room: RoomView) -> None:
        """Every seat, who is in trouble, the last acts."""
        self._grid.show_seats(room.seats)
        self._troubles.show_troubles(room.troubles, linked=room.link == "connected")
        self._room_acts.show_room(room)
        self._strip.show_room(room)
        self._show_outage(room)
        self._show_filter(room)

    def _show_outage(self, room: RoomView) -> None:
        outage = room.outage
        self._outage_row.setVisible(outage is not None and not outage.over)
        if outage is None or outage.over:
            return
        text = self.say(
            "{count} kursi terputus bersamaan sejak {time}. {back} sudah kembali. Jawaban aman di setiap PC.",
            count=len(outage.seats),
            time=local_time(outage.started_ms, room.order.time_zone),
            back=len(outage.back),
        )
        if text != self._outage.text:
            self._outage.tell("notice", text)

    def _show_filter(self, room: RoomView) -> None:
        for name, text in _FILTERS:
            said = f"{self.say(text)} {sum(fits(seat, name) for seat in room.seats)}"
            if self._filters[name].text() != said:
                self._filters[name].setText(said)
        wanted = None if self._filter == "all" else {each.number for each in room.seats if fits(each, self._filter)}
        if wanted != self._filtered:
            self._filtered = wanted
            self._grid.show_only(wanted)

    def _choose(self, name: str) -> None:
        self._filter = name
        if self.desk.service.room is not None:
            self._show_filter(self.desk.service.room)

    # --- finding

    def find_person(self) -> None:
        """To the field."""
        self._find.setFocus()
        self._find.selectAll()

    def _found(self) -> SeatView | None:
        """The first person whose seat is what is typed, or in whose number or name it is found."""
        typed, room = self._find.text().strip().casefold(), self.desk.service.room
        if not typed or room is None:
            return None
        exact = next((each for each in room.seats if each.entry.seat.casefold() == typed), None)
        return exact or next((each for each in room.seats if typed in f"{each.number} {each.entry.name}".casefold()), None)

    def _look_for(self) -> None:
        self._grid.point_at(found.number if (found := self._found()) is not None else "")

    def _go_to_found(self) -> None:
        found = self._found()
        if found is None:
            self.desk.tell("notice", self.say("Tidak ada peserta dengan nomor, nama, atau kursi itu."))
            return
        self._find.clear()
        self.desk.open_person(found.number)

    # --- acting

    def _help(self, number: str, kind: str) -> None:
        """The one action of a line of the list."""
        self._act(number, lambda acts: acts.find(_ACT_OF_TROUBLE.get(kind, "")))

    def _key(self, number: str, key: int) -> None:
        """A letter over a seat."""
        letter = chr(key) if Qt.Key.Key_A <= key <= Qt.Key.Key_Z else ""
        if letter:
            self._act(number, lambda acts: acts.by_key(letter), opens=False)

    def _act(self, number: str, choose: Callable[[PersonActs], PersonAct | None], opens: bool = True) -> None:
        room = self.desk.service.room
        seat = room.seat(number) if room is not None else None
        if room is None or seat is None:
            return
        act = choose(PersonActs(self.desk, room, seat))
        if act is not None:
            self.desk.propose(act.proposal())
        elif opens:
            self.desk.open_person(number)
