"""Everything that happened, newest first: acts with their outcome, what PCs noticed; and a place to write something down."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.proctor.act_dialogs import ConsoleDialog
from desktop_app.gui.proctor.act_strip import fate, whom
from desktop_app.gui.proctor.console_page import ConsolePage
from desktop_app.gui.proctor.papers import save_document
from desktop_app.gui.proctor.parts import Row, Table, Tone
from desktop_app.gui.proctor.words import ACT_KIND, incident_words, local_instant
from desktop_app.gui.theme import px
from desktop_app.services.console.timeline import Happening, timeline
from question_packs import design_tokens as tokens
from question_packs.records.acts import (
    CheckIn,
    Disqualify,
    GrantTime,
    HandOver,
    MarkAbsent,
    NoteIncident,
    RegisterMedium,
    Warn,
    candidates_of,
    kind_of,
)

if TYPE_CHECKING:
    from desktop_app.gui.proctor.desk import Desk
    from desktop_app.services.console.views import RoomView

_DESK, _MEDIA, _RULES = (CheckIn, MarkAbsent), (RegisterMedium, HandOver), (Warn, Disqualify)
_FILTERS: tuple[tuple[str, str, Callable[[Happening], bool]], ...] = (
    ("all", mark("Semua"), lambda each: True),
    ("main", mark("Tanpa daftar hadir"), lambda each: each.act is None or not isinstance(each.act.act.body, _DESK)),
    (
        "failed",
        mark("Gagal"),
        lambda each: each.act is not None and (each.act.status == "failed" or bool(each.act.failures)),
    ),
    ("incidents", mark("Kejadian"), lambda each: each.act is None or isinstance(each.act.act.body, NoteIncident | Warn)),
    ("time", mark("Tambahan waktu"), lambda each: each.act is not None and isinstance(each.act.act.body, GrantTime)),
    ("media", mark("Stik dan serah terima"), lambda each: each.act is not None and isinstance(each.act.act.body, _MEDIA)),
)
_CATEGORIES = (
    ("violation", mark("Pelanggaran")),
    ("health", mark("Kesehatan")),
    ("technical", mark("Teknis")),
    ("item", mark("Soal bermasalah")),
    ("other", mark("Lainnya")),
)
_EVIDENCE = {
    "violation": mark("Barang bukti dan saksi"),
    "health": mark("Saksi"),
    "technical": mark("Keterangan lain"),
    "item": mark("Nomor soal"),
    "other": mark("Keterangan lain"),
}
_MOST = 400


class TimelinePage(ConsolePage):
    """Filter and search above, the list below."""

    identifier = "timeline"
    title = mark("Catatan")
    icon = "list"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._filter, self._search = QComboBox(), QLineEdit()
        self._filter.setObjectName("timeline-filter")
        self._search.setObjectName("timeline-search")
        self._note = self.button(mark("Catat kejadian"), "note-incident", "primary", "plus")
        self._violation = self.button(mark("Berita acara pelanggaran"), "print-violation", "secondary")
        self._table = Table(desk.presentation, "timeline", 6, 3)
        self._people: dict[str, str] = {}
        self._build()
        self._filter.currentIndexChanged.connect(self._show)
        self._search.textChanged.connect(self._show)
        self._note.clicked.connect(self._ask_note)
        self._table.acted.connect(self._open)
        self._table.chosen.connect(lambda key: self._violation.setEnabled(bool(self._people.get(key))))
        self._violation.clicked.connect(self._print_violation)

    def _build(self) -> None:
        self.name_for_readers(self._filter, mark("Tampilkan"))
        self.name_for_readers(self._search, mark("Cari dalam catatan"))
        self.name_for_readers(self._table, mark("Semua tindakan dan kejadian; Enter membuka pesertanya"))
        self._bar = QHBoxLayout()
        self._bar.addWidget(self._filter)
        self._bar.addWidget(self._search, 1)
        self._bar.addWidget(self._violation)
        self._bar.addWidget(self._note)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._bar)
        self._column.addWidget(self._table, 1)

    def refresh(self) -> None:
        """Sizes of this page."""
        super().refresh()
        edge = px(tokens.SPACE_3, self.scale())
        self._column.setContentsMargins(edge, edge, edge, edge)
        self._column.setSpacing(edge)
        self._bar.setSpacing(edge)

    def retranslate(self) -> None:
        """Words of filter and table."""
        chosen = max(self._filter.currentIndex(), 0)
        self._filter.blockSignals(True)
        self._filter.clear()
        self._filter.addItems([self.say(text) for _, text, _ in _FILTERS])
        self._filter.setCurrentIndex(chosen)
        self._filter.blockSignals(False)
        self._search.setPlaceholderText(self.say("Cari nama, tindakan, alasan"))
        titles = (mark("Jam"), mark("Apa"), mark("Untuk"), mark("Alasan"), mark("Keadaan"), mark("Oleh"))
        self._table.head([self.say(each) for each in titles])
        self._violation.setEnabled(bool(self._people.get(self._table.current_key())))
        self._show()

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self._table

    def find_person(self) -> None:
        """Ctrl+F."""
        self._search.setFocus()

    def show_room(self, room: RoomView) -> None:
        """What happened."""
        self._show()

    def _show(self) -> None:
        room = self.desk.service.room
        if room is None:
            return
        fits = _FILTERS[max(self._filter.currentIndex(), 0)][2]
        typed = self._search.text().casefold().split()
        self._people.clear()
        rows: list[Row] = []
        for place, each in enumerate(timeline(room)):
            if len(rows) >= _MOST or not fits(each):
                continue
            row, person = self._row(each, room, place)
            said = " ".join(row.cells).casefold()
            if all(word in said for word in typed):
                rows.append(row)
                self._people[row.key] = person
        self._table.show_rows(rows)

    def _row(self, each: Happening, room: RoomView, place: int) -> tuple[Row, str]:
        """A line, and whose page it opens."""
        at = local_instant(each.at, room.order.time_zone)
        if each.act is None:
            assert each.notice is not None
            number = each.notice.candidate_number
            seat = room.seat(number)
            who = f"{seat.entry.seat} {seat.entry.name}" if seat else number
            what = incident_words(each.notice.incident_kind, self.presentation)
            cells = (at, self.say("PC melihat: {what}", what=what), who, each.notice.note, "", "")
            return Row(f"notice-{each.at}-{number}-{place}", cells, "warning", "notice"), number
        act, body = each.act, each.act.act.body
        concerned = candidates_of(body) or ()
        reason = act.act.reason
        if isinstance(body, NoteIncident) and body.evidence:
            reason = f"{reason} · {body.evidence}"
        what = self.say(ACT_KIND[kind_of(body)])
        if isinstance(body, NoteIncident):
            what = f"{what}: {self.say(dict(_CATEGORIES)[body.category]).lower()}"
        cells = (at, what, whom(act, room, self.presentation), reason, fate(act, self.presentation), act.by)
        tones: dict[str, tuple[str, Tone]] = {"failed": ("problem", "problem"), "partly": ("warning", "notice")}
        icon, tone = tones.get(act.status, ("check" if act.status == "applied" else "saving", "plain"))
        if isinstance(body, _RULES):
            icon = "flag"
        return Row(act.act.act_id, cells, icon, tone), concerned[0] if len(concerned) == 1 else ""

    def _open(self, key: str) -> None:
        if self._people.get(key):
            self.desk.open_person(self._people[key])

    def _ask_note(self) -> None:
        room = self.desk.service.room
        if room is not None:
            IncidentDialog(self.desk, room).open()

    def _print_violation(self) -> None:
        number = self._people.get(self._table.current_key())
        if number:
            save_document(self.desk, "violation", number)


class IncidentDialog(ConsoleDialog):
    """What happened, to whom, with which evidence or witness; a violation can be printed at once (D13)."""

    def __init__(self, desk: Desk, room: RoomView) -> None:
        say = desk.say
        sentence = say("Catatan ini masuk berita acara. Tidak mengubah waktu atau jawaban siapa pun.")
        super().__init__(desk.window, desk.presentation, say("Catat kejadian"), sentence, say("Catat"))
        self.setObjectName("incident-dialog")
        self._desk = desk
        self._category, self._person = QComboBox(), QComboBox()
        self._what, self._evidence = QLineEdit(), QLineEdit()
        for widget, name in (
            (self._category, "incident-category"),
            (self._person, "incident-person"),
            (self._what, "incident-what"),
            (self._evidence, "incident-evidence"),
        ):
            widget.setObjectName(name)
        for value, text in _CATEGORIES:
            self._category.addItem(say(text), value)
        self._person.addItem(say("Ruang ini"), "")
        for seat in room.seats:
            self._person.addItem(f"{seat.entry.seat}  {seat.entry.name}", seat.number)
        for field in (self._what, self._evidence):
            field.setMaxLength(1000)
        self.add_field(say("Jenis"), self._category)
        self.add_field(say("Siapa"), self._person)
        self.add_field(say("Apa yang terjadi"), self._what)
        self.add_field("", self._evidence)
        self._name_evidence()
        self._category.currentIndexChanged.connect(self._name_evidence)
        self._what.textChanged.connect(self._enable)
        self.go.clicked.connect(self._note)
        self._enable()

    def _name_evidence(self) -> None:
        self.rename_field(self._evidence, self._desk.say(_EVIDENCE[str(self._category.currentData())]))

    def _enable(self) -> None:
        self.go.setEnabled(bool(self._what.text().strip()))

    def _note(self) -> None:
        category, number = str(self._category.currentData()), str(self._person.currentData())
        self._desk.do(NoteIncident(cast(Any, category), number, self._evidence.text().strip()), self._what.text().strip())
        if category == "violation" and number:
            save_document(self._desk, "violation", number)
        self.accept()
