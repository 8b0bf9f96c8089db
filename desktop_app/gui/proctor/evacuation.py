"""Evacuation: one press stops every clock and hides every screen; then the roll-call; then everybody goes on, or anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.proctor.act_dialogs import Proposal
from desktop_app.gui.proctor.papers import save_document
from desktop_app.gui.proctor.parts import Card, Row, Table, shown_if
from desktop_app.gui.proctor.words import local_time
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import text_label
from desktop_app.services.console.incidents import evacuated_since_ms
from question_packs import design_tokens as tokens
from question_packs.records.acts import NoteIncident, Pause, Resume, VoidAndRestart

if TYPE_CHECKING:
    from desktop_app.gui.proctor.console_page import ConsolePage
    from desktop_app.gui.proctor.desk import Desk
    from desktop_app.services.console.views import RoomView, SeatView

_EVACUATE = Pause((), "evacuation")


class EvacuationCard(Card):
    """The ticks of the roll-call live here until its result is noted."""

    def __init__(self, desk: Desk, page: ConsolePage) -> None:
        super().__init__(desk.presentation, page.label(mark("Evakuasi"), "large"))
        self._desk = desk
        self._seen: set[str] = set()
        self._state = text_label("body", "evacuation-state")
        self._go = page.button(mark("EVAKUASI: jeda semua, tutup layar"), "evacuate", "danger", "exit")
        self._table = Table(desk.presentation, "roll-call", 2, 1, acts=True)
        self._print = page.button(mark("Cetak daftar apel"), "print-rollcall", "secondary")
        self._note = page.button(mark("Catat hasil apel"), "note-rollcall", "secondary")
        self._resume = page.button(mark("Lanjutkan semua"), "resume-evacuated", "primary", "play")
        self._void = page.button(mark("Ulang semua dengan naskah lain"), "void-all", "danger")
        page.name_for_readers(self._table, mark("Apel; Enter menandai peserta sudah terlihat"))
        self._buttons = QVBoxLayout()
        for button in (self._go, self._print, self._note, self._resume, self._void):
            self._buttons.addWidget(button)
        self.column.addWidget(self._state)
        self.column.addWidget(self._table, 1)
        self.column.addLayout(self._buttons)
        self.column.addStretch(0)
        self._connect()

    def _connect(self) -> None:
        self._go.clicked.connect(self._evacuate)
        self._table.acted.connect(self._tick)
        self._print.clicked.connect(lambda: save_document(self._desk, "rollcall"))
        self._note.clicked.connect(self._ask_note)
        self._resume.clicked.connect(self._ask_resume)
        self._void.clicked.connect(self._ask_void)

    def refresh(self) -> None:
        """Sizes and words."""
        super().refresh()
        self._buttons.setSpacing(self.column.spacing())
        self._go.setMinimumHeight(px(2 * tokens.TARGET, self._desk.presentation.frame_scale))
        self._table.head([self._desk.say(mark("Kursi")), self._desk.say(mark("Nama"))])

    def first_focus(self) -> QWidget | None:
        """The list of who was seen; never the big button."""
        return self._table if self._table.isVisibleTo(self) else None

    def show_room(self, room: RoomView) -> None:
        """Before, or during."""
        since, say = evacuated_since_ms(room), self._desk.say
        away, language = since is not None, self._desk.presentation.language
        if not away:
            self._seen.clear()
        people = _people(room)
        shown_if(self._go, not away)
        self._go.setEnabled(self._desk.service.may(Pause))
        for part in (self._table, self._note, self._resume):
            if part.isHidden() == away:
                part.setVisible(away)
        shown_if(self._void, away and len(room.order.forms) > 1)
        refused = next((each.refused for each in room.acts if each.act.body == _EVACUATE), None)
        if since is None and refused is not None:
            text = say(
                "Belum sampai ke simpul ruang: tekan lagi, dan minta peserta keluar. {why}", why=refused.sentence(language)
            )
        elif since is None:
            text = say("Satu tekan: waktu semua peserta berhenti dan semua layar ditutup. Tidak ada jawaban yang hilang.")
        else:
            text = say(
                "Dijeda sejak {time}. Sudah terlihat {seen} dari {all}.",
                time=local_time(since, room.order.time_zone), seen=len(self._seen), all=len(people),
            )  # fmt: skip
            self._table.show_rows([self._row(each) for each in people])
        if self._state.text() != text:
            self._state.setText(text)

    def _row(self, seat: SeatView) -> Row:
        seen = seat.number in self._seen
        action = self._desk.say("Sudah terlihat") if seen else self._desk.say("Tandai ada")
        cells = (seat.entry.seat, seat.entry.name)
        return Row(seat.number, cells, "check" if seen else "ring", "good" if seen else "notice", action)

    def _tick(self, number: str) -> None:
        self._seen ^= {number}
        if self._desk.service.room is not None:
            self.show_room(self._desk.service.room)

    # --- acts

    def _evacuate(self) -> None:
        self._desk.do(_EVACUATE, self._desk.say("Evakuasi"))

    def _ask_note(self) -> None:
        room, say = self._desk.service.room, self._desk.say
        assert room is not None
        missing = [f"{each.entry.seat} {each.entry.name}" for each in _people(room) if each.number not in self._seen]
        found = say("Apel: {seen} dari {all} terlihat.", seen=len(self._seen), all=len(_people(room)))
        lacking = say("Belum terlihat: {who}.", who=", ".join(missing)) if missing else say("Semua terlihat.")
        evidence = f"{found} {lacking}"[:4000]
        title = say("Catat hasil apel")
        make = lambda chosen, typed: NoteIncident("other", "", evidence)  # noqa: E731
        self._desk.propose(Proposal(title, evidence, title, make, "may"))

    def _ask_resume(self) -> None:
        say, title = self._desk.say, self._desk.say("Lanjutkan semua")
        sentence = say("Setiap peserta melanjutkan setelah ia menekan tombol di layarnya.")
        self._desk.propose(Proposal(title, sentence, title, lambda chosen, typed: Resume(), "may", confirms=True))

    def _ask_void(self) -> None:
        room, say = self._desk.service.room, self._desk.say
        assert room is not None
        acts = tuple(VoidAndRestart(each.number, _other_form(room, each)) for each in room.seats if each.running)
        title = say("Ulang semua dengan naskah lain")
        sentence = say(
            "Soal mungkin sudah dibicarakan. {count} ujian diulang dari awal; yang lama disimpan.", count=len(acts)
        )
        if not acts:
            self._desk.tell("notice", say("Tidak ada ujian yang terbuka."))
            return
        make = lambda chosen, typed: acts[0]  # noqa: E731
        self._desk.propose(Proposal(title, sentence, title, make, "must", danger=True, also=acts[1:]))


def _people(room: RoomView) -> list[SeatView]:
    """Who was in the room."""
    return [each for each in room.seats if each.status not in ("expected", "absent")]


def _other_form(room: RoomView, seat: SeatView) -> str:
    return next(each.form for each in room.order.forms if each.form != seat.form)
