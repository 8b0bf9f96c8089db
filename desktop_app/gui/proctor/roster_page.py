"""The registration desk: find somebody, see the photo, Enter marks the person present.

Finds people of every sitting that this node holds: who came to the wrong one is moved here by one press, if there is a seat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.proctor.console_page import ConsolePage
from desktop_app.gui.proctor.desk_card import DeskCard
from desktop_app.gui.proctor.parts import Row, Table, Tone
from desktop_app.gui.proctor.provisional_dialog import ProvisionalDialog
from desktop_app.gui.proctor.session_page import ABSENCES
from desktop_app.gui.proctor.words import STATUS
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import text_label
from desktop_app.services.console.roster import Elsewhere, Line, Presence, found, lines, people_elsewhere, search
from question_packs import design_tokens as tokens
from question_packs.records.acts import AdmitProvisional, CheckIn

if TYPE_CHECKING:
    from desktop_app.gui.proctor.desk import Desk
    from desktop_app.services.console.views import RoomView
    from question_packs.records.room import RoomSitting

_PRESENCES: dict[Presence, tuple[str, str, Tone]] = {
    "expected": (mark("Belum datang"), "ring", "plain"),
    "late": (mark("Terlambat"), "clock", "problem"),
    "present": (mark("Hadir"), "seated", "good"),
    "pending": (mark("Hadir, identitas menyusul"), "warning", "notice"),
    "absent": (mark("Tidak hadir"), "crossed", "plain"),
}
_FILTERS: tuple[tuple[str, str], ...] = (
    ("", mark("Semua peserta")),
    *((key, words[0]) for key, words in _PRESENCES.items()),
)
_ELSEWHERE = "elsewhere:"
_SHOWN_ELSEWHERE = 20
_CARD_WIDTH = 350


class RosterPage(ConsolePage):
    """Search at the top, people at the left, one person at the right."""

    identifier = "roster"
    title = mark("Peserta")
    icon = "person"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines: tuple[Line, ...] = ()
        self._elsewhere: tuple[Elsewhere, ...] = ()
        self._search, self._filter = QLineEdit(), QComboBox()
        self._search.setObjectName("search-roster")
        self._filter.setObjectName("filter-roster")
        self._count = text_label("soft", "roster-count", wrap=False)
        self._new = self.button(mark("Peserta sementara"), "admit-provisional", "secondary", "plus")
        self._table = Table(desk.presentation, "roster", 5, 1)
        self._card = DeskCard(desk, self)
        self._build()
        self._connect()
        self._look_elsewhere()

    def _build(self) -> None:
        self.name_for_readers(self._search, mark("Cari nomor, nama, NIP, atau kursi; Enter menandai hadir"))
        self.name_for_readers(self._filter, mark("Tampilkan"))
        self.name_for_readers(self._table, mark("Daftar peserta; Enter menandai hadir"))
        self._bar = QHBoxLayout()
        self._bar.addWidget(self._search, 1)
        self._bar.addWidget(self._filter)
        self._bar.addWidget(self._new)
        left = QVBoxLayout()
        left.addWidget(self._table, 1)
        left.addWidget(self._count)
        self._row = QHBoxLayout()
        self._row.addLayout(left, 1)
        self._row.addWidget(self._card)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._bar)
        self._column.addLayout(self._row, 1)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._searched)
        self._search.returnPressed.connect(self._enter)
        self._filter.currentIndexChanged.connect(self._show)
        self._table.acted.connect(self._check_in)
        self._table.chosen.connect(self._choose)
        self._new.clicked.connect(self._ask_provisional)

    def refresh(self) -> None:
        """Sizes of this page."""
        super().refresh()
        edge = px(tokens.SPACE_3, self.scale())
        self._column.setContentsMargins(edge, edge, edge, edge)
        for layout in (self._column, self._bar, self._row):
            layout.setSpacing(edge)
        self._card.setFixedWidth(px(_CARD_WIDTH, 1 + (self.scale() - 1) / 2))
        self._card.refresh()

    def retranslate(self) -> None:
        """Words of the field, the filter and the table."""
        self._search.setPlaceholderText(self.say("Ketik nomor, nama, atau NIP; Enter = hadir"))
        chosen = max(self._filter.currentIndex(), 0)
        self._filter.blockSignals(True)
        self._filter.clear()
        self._filter.addItems([self.say(text) for _, text in _FILTERS])
        self._filter.setCurrentIndex(chosen)
        self._filter.blockSignals(False)
        self._table.head(
            [self.say(each) for each in (mark("Kursi"), mark("Nama"), mark("Nomor"), mark("Kehadiran"), mark("Keadaan"))]
        )
        self._show()

    def first_focus(self) -> QWidget | None:
        """The field: the next person stands before the desk."""
        return self._search

    def find_person(self) -> None:
        """Ctrl+F."""
        self._search.setFocus()
        self._search.selectAll()

    def badge(self, room: RoomView) -> int:
        """Who is late."""
        return sum(each.status == "expected" for each in room.seats) if room.started and not room.closed else 0

    def show_room(self, room: RoomView) -> None:
        """Who came."""
        self._lines = lines(room)
        self._show()

    # --- people

    def _look_elsewhere(self) -> None:
        """The other sittings of this node, for who came to the wrong one. One that this officer may not see is left out."""
        service = self.desk.service
        assert service.sitting is not None
        mine, key = service.sitting.sitting_id, service.me.key.key_id if service.me else ""

        def came(sittings: tuple[RoomSitting, ...]) -> None:
            others = [
                each.sitting_id
                for each in sittings
                if each.sitting_id != mine and any(officer.keys.key_id == key for officer in each.officers)
            ]
            if others:
                service.ask(
                    lambda road: people_elsewhere(map(road.board, others)), self._found_elsewhere, self.desk.tell_error
                )

        service.sittings(came, self.desk.tell_error)

    def _found_elsewhere(self, people: tuple[Elsewhere, ...]) -> None:
        self._elsewhere = people
        self._show()

    def _searched(self) -> None:
        self._show()
        rows = self._table.rows()
        if self._search.text().strip() and rows:
            self._table.choose(rows[0].key)

    def _show(self) -> None:
        typed, presence = self._search.text().strip(), _FILTERS[max(self._filter.currentIndex(), 0)][0]
        fitting = search(typed, self._lines) if typed else self._lines
        here = [self._row_of(each) for each in fitting if presence in ("", each.presence)]
        there = [each for each in self._elsewhere if found(typed, each.entry)] if typed and not presence else []
        self._table.show_rows([*here, *map(self._row_elsewhere, there[:_SHOWN_ELSEWHERE])])
        came = sum(each.presence in ("present", "pending") for each in self._lines)
        self._count.setText(
            self.say(
                "{present} hadir, {absent} tidak hadir, {left} belum datang",
                present=came,
                absent=sum(each.presence == "absent" for each in self._lines),
                left=sum(each.presence in ("expected", "late") for each in self._lines),
            )
        )
        self._choose(self._table.current_key())

    def _row_of(self, line: Line) -> Row:
        words, icon, tone = _PRESENCES[line.presence]
        said, seat = self.say(words), line.seat
        if line.absence:
            said = f"{said}: {self.say(dict(ABSENCES)[line.absence]).lower()}"
        state = "" if seat.status in ("expected", "absent", "present") else self.say(STATUS[seat.status])
        cells = (seat.entry.seat, seat.entry.name, seat.number, said, state)
        return Row(seat.number, cells, icon, tone)

    def _row_elsewhere(self, person: Elsewhere) -> Row:
        where = self.say("Sesi lain: {title}", title=person.sitting_title)
        entry = person.entry
        key = f"{_ELSEWHERE}{person.sitting_id}:{entry.candidate_number}"
        return Row(key, (entry.seat, entry.name, entry.candidate_number, where, ""), "right", "notice")

    def _line(self, key: str) -> Line | None:
        return next((each for each in self._lines if each.seat.number == key), None)

    def _person_elsewhere(self, key: str) -> Elsewhere | None:
        fits = (each for each in self._elsewhere if key == f"{_ELSEWHERE}{each.sitting_id}:{each.entry.candidate_number}")
        return next(fits, None)

    def _choose(self, key: str) -> None:
        room = self.desk.service.room
        if room is not None:
            self._card.show_person(room, self._line(key), self._person_elsewhere(key))

    # --- acts

    def _enter(self) -> None:
        """Enter in the field: the chosen person is here; the field is free for the next one."""
        if self._check_in(self._table.current_key()):
            self._search.clear()

    def _check_in(self, key: str) -> bool:
        line = self._line(key)
        if line is None:
            self._card.move_here()
            return self._person_elsewhere(key) is not None
        who = f"{line.seat.entry.seat} {line.seat.entry.name}"
        if line.presence == "present":
            self.desk.tell("notice", self.say("{who} sudah tercatat hadir.", who=who))
            return True
        self.desk.do(CheckIn(key))
        self.desk.tell("good", self.say("Hadir: {who}", who=who))
        return True

    def _ask_provisional(self) -> None:
        room = self.desk.service.room
        if room is not None and self.desk.service.may(AdmitProvisional):
            ProvisionalDialog(self.desk, room).open()
