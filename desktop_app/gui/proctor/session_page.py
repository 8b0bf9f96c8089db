"""The course of a sitting: open, start, close so that no attempt stays open, count, let the room go.

Always one sentence says what is next. Who keeps the room from being let go stands in a list, each with one action.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.proctor.act_dialogs import Proposal
from desktop_app.gui.proctor.console_page import ConsolePage
from desktop_app.gui.proctor.parts import Card, Row, Table, Tone, shown_if
from desktop_app.gui.proctor.roll_card import RollCard
from desktop_app.gui.proctor.room_acts import RoomActBar
from desktop_app.gui.proctor.words import STATUS
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import text_label
from desktop_app.services.console.closing import (
    OPEN_KINDS,
    STEPS,
    Leftover,
    LeftoverKind,
    Step,
    leftovers,
    step_of,
    undo_in_time,
)
from question_packs import design_tokens as tokens
from question_packs.records.acts import CloseSitting, ForceSubmit, MarkAbsent, NoteIncident, StartExam, UndoStart

if TYPE_CHECKING:
    from desktop_app.gui.proctor.desk import Desk
    from desktop_app.services.console.views import RoomView

_STEPS: dict[Step, str] = {
    "open": mark("Buka sesi"),
    "start": mark("Mulai"),
    "run": mark("Ujian berjalan"),
    "close": mark("Tutup sesi"),
    "roll": mark("Kelengkapan"),
}
_KINDS: dict[LeftoverKind, tuple[str, str, Tone, str]] = {
    "running": (mark("Masih mengerjakan"), "play", "notice", mark("Selesaikan")),
    "unreachable": (mark("Masih terbuka di PC yang terputus"), "cut", "problem", mark("Ambil stik")),
    "on_pc": (mark("Selesai, jawaban masih di PC"), "saving", "notice", mark("Ambil stik")),
    "forked": (mark("Dua catatan berbeda; pusat yang memutuskan"), "warning", "notice", mark("Lihat")),
    "not_begun": (mark("Hadir, tidak mengerjakan"), "seated", "notice", mark("Catat")),
    "unrecorded": (mark("Kehadiran belum dicatat"), "ring", "notice", mark("Tidak hadir")),
}
ABSENCES = (
    ("unknown", mark("Tanpa keterangan")),
    ("sick", mark("Sakit")),
    ("permission", mark("Izin")),
    ("duty", mark("Tugas dinas")),
)


class SessionPage(ConsolePage):
    """From the opening to the last person who leaves."""

    identifier = "session"
    title = mark("Sesi")
    icon = "play"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._left: dict[str, Leftover] = {}
        self._steps = {step: text_label("body", f"step-{step}", wrap=False) for step in STEPS}
        self._next = text_label("title", "next-step")
        self._room_acts = RoomActBar(desk)
        self._undo = self.button(mark("Batalkan mulai (dua petugas)"), "undo-start-two", "danger")
        self._finish = self.button(mark("Selesaikan semua"), "finish-all", "danger")
        self._close = self.button(mark("Tutup sesi"), "close-sitting", "primary")
        self._list = Card(desk.presentation, self.label(mark("Yang belum beres"), "large"))
        self._calm = text_label("soft", "nothing-left")
        self._table = Table(desk.presentation, "leftovers", 4, 1, acts=True)
        self._roll = RollCard(desk, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.name_for_readers(self._table, mark("Peserta yang belum beres; Enter melakukan tindakannya"))
        self._way = QHBoxLayout()
        for label in self._steps.values():
            self._way.addWidget(label)
        self._way.addStretch(1)
        self._bar = QHBoxLayout()
        for part in (self._room_acts, self._finish, self._close, self._undo):
            self._bar.addWidget(part)
        self._bar.addStretch(1)
        self._list.column.addWidget(self._calm)
        self._list.column.addWidget(self._table, 1)
        self._list.column.addStretch(0)
        self._lower = QHBoxLayout()
        self._lower.addWidget(self._list, 3)
        self._lower.addWidget(self._roll, 2)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._way)
        self._column.addWidget(self._next)
        self._column.addLayout(self._bar)
        self._column.addLayout(self._lower, 1)

    def _connect(self) -> None:
        self._table.acted.connect(self._act)
        self._undo.clicked.connect(self._ask_undo)
        self._finish.clicked.connect(self._ask_finish)
        self._close.clicked.connect(self._ask_close)

    def refresh(self) -> None:
        """Sizes of this page."""
        super().refresh()
        scale = self.scale()
        edge = px(tokens.SPACE_3, scale)
        self._column.setContentsMargins(edge, edge, edge, edge)
        for layout in (self._column, self._lower, self._bar, self._way):
            layout.setSpacing(edge)
        for part in (self._room_acts, self._list, self._roll):
            part.refresh()

    def retranslate(self) -> None:
        """Everything that depends on the room."""
        self._table.head([self.say(each) for each in (mark("Kursi"), mark("Nama"), mark("Nomor"), mark("Keadaan"))])
        if self.desk.service.room is not None:
            self.show_room(self.desk.service.room)

    def first_focus(self) -> QWidget | None:
        """The list, where there is something in it."""
        return self._table if self._left else None

    def badge(self, room: RoomView) -> int:
        """Who keeps the sitting from being closed, once it was."""
        return len(leftovers(room)) if room.closed else 0

    def show_room(self, room: RoomView) -> None:
        """Step, what is next, who is left."""
        left, step = leftovers(room), step_of(room)
        self._show_way(step)
        said = self._next_words(room, step, left)
        if self._next.text() != said:
            self._next.setText(said)
        self._room_acts.show_room(room)
        allowed = self.desk.service.may(StartExam)
        opened = [each for each in left if each.kind in OPEN_KINDS]
        shown_if(self._undo, allowed and room.started and bool(opened) and not undo_in_time(room))
        shown_if(self._finish, allowed and room.started and any(each.kind == "running" for each in left))
        shown_if(self._close, allowed and room.started and not room.closed)
        self._close.setEnabled(not opened)
        self._show_left(left if room.started or room.closed else ())
        self._roll.show_room(room)

    def _show_way(self, step: Step) -> None:
        now = STEPS.index(step)
        for place, (name, label) in enumerate(self._steps.items()):
            sign = "✓" if place < now else "●" if place == now else "○"
            text = f"{sign} {place + 1}. {self.say(_STEPS[name])}"
            role = "strong" if place == now else "soft"
            if label.text() != text or label.property("role") != role:
                label.setText(text)
                label.setProperty("role", role)
                label.setAccessibleName(f"{text}, {self.say('sekarang')}" if place == now else text)
                label.style().unpolish(label)
                label.style().polish(label)

    def _next_words(self, room: RoomView, step: Step, left: tuple[Leftover, ...]) -> str:
        if step == "open":
            return self.say("Buka ruang dengan kode pembuka dari amplop sesi.")
        if step == "start":
            ready = sum(each.status == "waiting" for each in room.seats)
            return self.say("{ready} peserta siap. Bacakan tata tertib, lalu tekan Mulai.", ready=ready)
        if step == "run":
            running = sum(each.running for each in room.seats)
            return self.say("{count} peserta masih mengerjakan.", count=running)
        if step == "close":
            return self.say("Semua ujian sudah selesai. Tutup sesi, lalu hitung kelengkapan.")
        if left:
            return self.say("Sesi ditutup. {count} hal di bawah masih perlu dibereskan.", count=len(left))
        return self.say("Sesi ditutup. Periksa kelengkapan, cetak dokumen, lalu ruang boleh bubar.")

    # --- who is left

    def _show_left(self, left: tuple[Leftover, ...]) -> None:
        self._left = {each.seat.number: each for each in left}
        self._calm.setText(self.say("Tidak ada yang tersisa."))
        self._calm.setVisible(not left)
        self._table.setVisible(bool(left))
        self._table.show_rows([self._row(each) for each in left])

    def _row(self, each: Leftover) -> Row:
        words, icon, tone, action = _KINDS[each.kind]
        seat = each.seat
        state = self.say(STATUS[seat.status]) if each.kind == "running" else self.say(words)
        if each.kind == "on_pc" and seat.connected:
            action = ""  # it is on its way
        return Row(
            seat.number,
            (seat.entry.seat, seat.entry.name, seat.number, state),
            icon,
            tone,
            self.say(action) if action else "",
        )

    def _act(self, number: str) -> None:
        each = self._left.get(number)
        if each is None:
            return
        if each.kind == "running":
            self.desk.propose(self._force((number,), f"{each.seat.entry.seat} {each.seat.entry.name}"))
        elif each.kind == "not_begun":
            self.desk.propose(self._note(each))
        elif each.kind == "unrecorded":
            self.desk.propose(self._absent(each))
        elif each.kind == "forked" or each.seat.connected:
            self.desk.open_person(number)
        else:
            self.desk.go("documents")

    def _note(self, each: Leftover) -> Proposal:
        number, who = each.seat.number, each.seat.entry.name
        return Proposal(
            self.say("Catat kejadian"),
            self.say("{who} hadir dan tidak mengerjakan ujian. Mengapa?", who=who),
            self.say("Catat"),
            lambda chosen, typed: NoteIncident("other", number),
            "must",
            (self.say("Pulang sebelum mulai"), self.say("Sakit"), self.say("Identitas tidak sesuai")),
        )

    def _absent(self, each: Leftover) -> Proposal:
        number, who = each.seat.number, each.seat.entry.name
        return Proposal(
            self.say("Tidak hadir"),
            self.say("{who} dicatat tidak hadir.", who=who),
            self.say("Catat"),
            lambda chosen, typed: MarkAbsent(number, cast(Any, chosen or "unknown")),
            options=tuple((value, self.say(text)) for value, text in ABSENCES),
            options_title=self.say("Sebab"),
        )

    # --- for all

    def _force(self, numbers: tuple[str, ...], who: str) -> Proposal:
        title = self.say("Selesaikan paksa")
        return Proposal(
            title,
            self.say("Ujian {who} diselesaikan sekarang. Semua jawaban tersimpan tetap dinilai.", who=who),
            title,
            lambda chosen, typed: ForceSubmit(numbers),
            "must",
            (self.say("Waktu sesi habis"), self.say("Lupa menekan Selesai"), self.say("Diminta panitia")),
            danger=True,
        )

    def _ask_finish(self) -> None:
        numbers = tuple(each.seat.number for each in self._left.values() if each.kind == "running")
        if numbers:
            self.desk.propose(self._force(numbers, self.say("{count} peserta", count=len(numbers))))

    def _ask_close(self) -> None:
        title = self.say("Tutup sesi")
        sentence = self.say("Sesudah ini tidak ada peserta yang dapat mulai lagi.")
        self.desk.propose(Proposal(title, sentence, title, lambda chosen, typed: CloseSitting(), confirms=True))

    def _ask_undo(self) -> None:
        title = self.say("Batalkan mulai")
        sentence = self.say("Ujian semua peserta dimulai dari awal. Yang sudah dikerjakan disimpan tersendiri.")
        proposal = Proposal(title, sentence, title, lambda chosen, typed: UndoStart(), "must", danger=True, seconded=True)
        self.desk.propose(proposal)
