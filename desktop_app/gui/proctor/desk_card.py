"""The person in front of the registration desk: photo beside the name, and what the desk can write down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.proctor.act_dialogs import Proposal
from desktop_app.gui.proctor.parts import shown_if
from desktop_app.gui.proctor.person_acts import PersonActs
from desktop_app.gui.proctor.person_facts import IdentityCard
from desktop_app.gui.proctor.session_page import ABSENCES
from desktop_app.gui.widgets.buttons import text_label
from desktop_app.services.console.roster import move_here
from question_packs.records.acts import AdmitLate, AdmitProvisional, CheckIn, MarkAbsent, RequestCorrection

if TYPE_CHECKING:
    from desktop_app.gui.proctor.console_page import ConsolePage
    from desktop_app.gui.proctor.desk import Desk
    from desktop_app.services.console.roster import Elsewhere, Line
    from desktop_app.services.console.views import RoomView


class DeskCard(QWidget):
    """Empty until somebody is chosen."""

    def __init__(self, desk: Desk, page: ConsolePage) -> None:
        super().__init__()
        self._desk = desk
        self._room: RoomView | None = None
        self._line: Line | None = None
        self._elsewhere: Elsewhere | None = None
        self._identity = IdentityCard(desk.presentation)
        self._hint = text_label("soft", "desk-hint")
        self._here = page.button(mark("Hadir (Enter)"), "check-in", "primary", "check")
        self._pending = page.button(mark("Hadir, identitas menyusul"), "check-in-pending", "compact")
        self._absent = page.button(mark("Tidak hadir"), "mark-absent", "compact")
        self._late = page.button(mark("Izinkan terlambat"), "desk-admit-late", "compact")
        self._correct = page.button(mark("Koreksi data"), "desk-correction", "compact")
        self._more = page.button(mark("Semua tentang peserta ini"), "desk-person", "compact", "right", icon_last=True)
        self._move = page.button(mark("Pindahkan ke sesi ini"), "move-here", "primary", "down")
        self._buttons = (self._here, self._pending, self._absent, self._late, self._correct, self._more, self._move)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self._identity, self._hint, *self._buttons):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._connect()

    def _connect(self) -> None:
        self._here.clicked.connect(self._check_in)
        self._pending.clicked.connect(self._ask_pending)
        self._absent.clicked.connect(self._ask_absent)
        self._late.clicked.connect(lambda: self._propose("admit_late"))
        self._correct.clicked.connect(lambda: self._propose("correction"))
        self._more.clicked.connect(self._open)
        self._move.clicked.connect(self.move_here)

    def refresh(self) -> None:
        """Language, zoom or contrast changed."""
        if self._room is not None:
            self.show_person(self._room, self._line, self._elsewhere)

    def show_person(self, room: RoomView, line: Line | None, elsewhere: Elsewhere | None) -> None:
        """Somebody of this sitting, or of another, or nobody."""
        self._room, self._line, self._elsewhere = room, line, elsewhere
        may, presence = self._desk.service.may, line.presence if line else ""
        before = line is not None and line.seat.status in ("expected", "present", "absent", "signed_in", "waiting")
        self._identity.setVisible(line is not None or elsewhere is not None)
        if line is not None:
            self._identity.show_seat(line.seat)
        elif elsewhere is not None:
            self._identity.show_entry(elsewhere.entry)
        shown_if(self._here, before and presence != "present" and may(CheckIn))
        shown_if(self._pending, presence in ("expected", "late", "absent") and may(CheckIn))
        shown_if(self._absent, presence in ("expected", "late") and may(MarkAbsent))
        shown_if(self._late, before and room.started and may(AdmitLate))
        shown_if(self._correct, line is not None and may(RequestCorrection))
        shown_if(self._more, line is not None)
        movable = elsewhere is not None and move_here(elsewhere, room) is not None
        shown_if(self._move, movable and may(AdmitProvisional))
        self._hint.setText(self._words(room, line, elsewhere, movable))
        self._hint.setVisible(bool(self._hint.text()))

    def _words(self, room: RoomView, line: Line | None, elsewhere: Elsewhere | None, movable: bool) -> str:
        say = self._desk.say
        if elsewhere is not None:
            title = elsewhere.sitting_title
            if room.seat(elsewhere.entry.candidate_number) is not None:
                return say("Sudah duduk di sesi ini. Sesi asal: {title}.", title=title)
            if not movable:
                return say("Terdaftar di {title}. Tidak ada kursi kosong di sesi ini.", title=title)
            return say("Terdaftar di {title}. PIN yang sama berlaku di sini.", title=title)
        if line is None:
            return say("Pilih seorang peserta. Cocokkan wajah dengan foto dan dokumennya.")
        return say("Cocokkan wajah dengan foto dan dokumennya.") if line.presence in ("expected", "late") else ""

    def move_here(self) -> None:
        """Who came to the wrong sitting sits in this one."""
        act = move_here(self._elsewhere, self._room) if self._elsewhere and self._room else None
        if act is None:
            return
        self._desk.do(act, self._desk.say("Datang ke sesi ini"))
        self._desk.tell("good", self._desk.say("{who} duduk di {seat}.", who=act.entry.name, seat=act.entry.seat))

    def _check_in(self) -> None:
        assert self._line is not None
        self._desk.do(CheckIn(self._line.seat.number))

    def _open(self) -> None:
        assert self._line is not None
        self._desk.open_person(self._line.seat.number)

    def _propose(self, name: str) -> None:
        if self._room is None or self._line is None:
            return
        act = PersonActs(self._desk, self._room, self._line.seat).find(name)
        if act is not None:
            self._desk.propose(act.proposal())
        else:
            self._desk.open_person(self._line.seat.number)

    def _ask_pending(self) -> None:
        assert self._line is not None
        say, number = self._desk.say, self._line.seat.number
        title = say("Hadir, identitas menyusul")
        sentence = say("{who} boleh duduk. Tuliskan siapa yang mengizinkan.", who=self._line.seat.entry.name)
        reasons = say("Diizinkan ketua panitia"), say("KTP tertinggal, wajah sesuai foto")
        self._desk.propose(
            Proposal(title, sentence, say("Catat"), lambda chosen, typed: CheckIn(number, "pending"), "must", reasons)
        )

    def _ask_absent(self) -> None:
        assert self._line is not None
        say, number = self._desk.say, self._line.seat.number
        make = lambda chosen, typed: MarkAbsent(number, cast(Any, chosen or "unknown"))  # noqa: E731
        options = tuple((value, say(text)) for value, text in ABSENCES)
        sentence = say("{who} dicatat tidak hadir.", who=self._line.seat.entry.name)
        self._desk.propose(Proposal(say("Tidak hadir"), sentence, say("Catat"), make, "may", (), options, say("Sebab")))
