"""When the room is interrupted: an outage of power or network, and an evacuation.

The console recognises the outage; people confirm what is given back, record it and print it (D14). Evacuation is one press.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.proctor.act_dialogs import Proposal
from desktop_app.gui.proctor.console_page import ConsolePage
from desktop_app.gui.proctor.evacuation import EvacuationCard
from desktop_app.gui.proctor.papers import save_document
from desktop_app.gui.proctor.parts import Card, Row, Table, Tone, shown_if
from desktop_app.gui.proctor.words import STATUS, local_time
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import text_label
from desktop_app.gui.widgets.time_display import hours_minutes_seconds
from desktop_app.services.console.guidance import outage_guidance
from desktop_app.services.console.incidents import Outage, Person, credit_acts, declaration, outage_of
from question_packs import design_tokens as tokens
from question_packs.records.acts import CreditOutage, DeclareOutage

if TYPE_CHECKING:
    from desktop_app.gui.proctor.desk import Desk
    from desktop_app.services.console.views import RoomView

_MINUTE_MS = 60_000
_CAUSES = (
    ("power", mark("Listrik padam")),
    ("network", mark("Jaringan ruang")),
    ("evacuation", mark("Evakuasi")),
    ("other", mark("Lainnya")),
)


class OutagePage(ConsolePage):
    """Outage at the left, evacuation at the right."""

    identifier = "outage"
    title = mark("Gangguan")
    icon = "warning"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._outage: Outage | None = None
        self._state = text_label("title", "outage-state")
        self._guide = text_label("soft", "outage-guide")
        self._confirm = self.button(mark("Sahkan semua"), "confirm-all", "primary", "check")
        self._begin = self.button(mark("Catat gangguan mulai sekarang"), "declare-outage", "secondary")
        self._postpone = self.button(mark("Tunda sesi"), "postpone", "danger")
        self._print = self.button(mark("Berita acara gangguan"), "print-outage", "secondary")
        self._card = Card(desk.presentation, self.label(mark("Gangguan listrik atau jaringan"), "large"))
        self._table = Table(desk.presentation, "outage-people", 5, 1, acts=True)
        self._evacuation = EvacuationCard(desk, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.name_for_readers(self._table, mark("Peserta yang terkena gangguan; Enter memutuskan waktunya"))
        self._bar = QHBoxLayout()
        for button in (self._confirm, self._begin, self._postpone, self._print):
            self._bar.addWidget(button)
        self._bar.addStretch(1)
        for part in (self._state, self._guide):
            self._card.column.addWidget(part)
        self._card.column.addLayout(self._bar)
        self._card.column.addWidget(self._table, 1)
        self._card.column.addStretch(0)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._card, 5)
        self._row.addWidget(self._evacuation, 3)

    def _connect(self) -> None:
        self._table.acted.connect(self._decide)
        self._confirm.clicked.connect(self._ask_confirm)
        self._begin.clicked.connect(self._ask_begin)
        self._postpone.clicked.connect(self._ask_postpone)
        self._print.clicked.connect(lambda: save_document(self.desk, "outage"))

    def refresh(self) -> None:
        """Sizes of this page."""
        super().refresh()
        edge = px(tokens.SPACE_3, self.scale())
        self._row.setContentsMargins(edge, edge, edge, edge)
        self._row.setSpacing(edge)
        self._bar.setSpacing(edge)
        for part in (self._card, self._evacuation):
            part.refresh()

    def retranslate(self) -> None:
        """Everything that depends on the room."""
        self._table.head(
            [self.say(each) for each in (mark("Kursi"), mark("Nama"), mark("Keadaan"), mark("Hilang"), mark("Dikembalikan"))]
        )
        if self.desk.service.room is not None:
            self.show_room(self.desk.service.room)

    def first_focus(self) -> QWidget | None:
        """The one action, where there is something to confirm."""
        return self._confirm if self._confirm.isEnabled() else self._evacuation.first_focus()

    def badge(self, room: RoomView) -> int:
        """Who waits for confirmation, or at least the outage itself."""
        outage = outage_of(room)
        return 0 if outage is None else max(len(outage.waiting), 1 if outage.of_room else 0)

    def show_room(self, room: RoomView) -> None:
        """The outage as it stands."""
        outage = self._outage = outage_of(room)
        state, guide = (self._state_words(room, outage), self._guidance(room, outage)) if outage else (self._calm(), "")
        for label, text in ((self._state, state), (self._guide, guide)):
            if label.text() != text:
                label.setText(text)
        self._guide.setVisible(bool(guide))
        allowed = self.desk.service.may(DeclareOutage)
        shown_if(self._confirm, outage is not None and allowed)
        self._confirm.setEnabled(outage is not None and self._confirmable(outage))
        shown_if(self._begin, outage is None and allowed)
        shown_if(self._postpone, outage is not None and outage.of_room and allowed)
        self._table.setVisible(outage is not None)
        self._table.show_rows([self._line(each) for each in outage.people] if outage else [])
        self._evacuation.show_room(room)

    def _calm(self) -> str:
        return self.say("Tidak ada gangguan.")

    def _state_words(self, room: RoomView, outage: Outage) -> str:
        since = local_time(outage.started_ms, room.order.time_zone)
        if outage.missing:
            return self.say("{count} PC masih terputus sejak {time}.", count=outage.missing, time=since)
        if outage.waiting:
            return self.say("{count} peserta menunggu untuk melanjutkan.", count=len(outage.waiting))
        return self.say("Semua PC sudah kembali. Sahkan agar tercatat.")

    def _guidance(self, room: RoomView, outage: Outage) -> str:
        rule, minutes = outage_guidance(), outage.lasted_ms(room.now_ms) // _MINUTE_MS
        said = self.say("tunda") if rule.postpones(outage.lasted_ms(room.now_ms)) else self.say("lanjutkan")
        return self.say(
            "Sudah {minutes} menit. Acuan {source} ({as_of}): kurang dari {limit} menit dilanjutkan, lebih lama ditunda. "
            "Saran: {said}. Keputusan pada Anda. Jawaban aman di setiap PC.",
            minutes=minutes, source=rule.source, as_of=rule.as_of, limit=rule.minutes, said=said,
        )  # fmt: skip

    def _line(self, each: Person) -> Row:
        seat = each.seat
        lost = hours_minutes_seconds(each.lost_ms) if each.lost_ms is not None else "–"
        credited = hours_minutes_seconds(each.credited_ms) if each.lost_ms is not None else "–"
        missing = seat.running and not seat.connected
        state = self.say("terputus") if missing else self.say(STATUS[seat.status])
        icon, tone = ("cut", "problem") if missing else ("again", "notice") if each.waits else ("check", "good")
        action = self.say("Putuskan") if each.waits else ""
        return Row(seat.number, (seat.entry.seat, seat.entry.name, state, lost, credited), icon, cast(Tone, tone), action)

    # --- deciding

    @staticmethod
    def _confirmable(outage: Outage) -> bool:
        return bool(credit_acts(outage)) or (outage.of_room and not outage.missing)

    def _ask_confirm(self) -> None:
        outage, room = self._outage, self.desk.service.room
        assert outage is not None
        assert room is not None
        title = self.say("Sahkan semua")
        sentence = self.say(
            "{count} peserta mendapat kembali waktu yang tertulis dan boleh melanjutkan.", count=len(outage.waiting)
        )
        if outage.missing:
            sentence += " " + self.say("{count} PC lain masih terputus dan disahkan kemudian.", count=outage.missing)
        reasons = self.say("Listrik padam"), self.say("Genset terlambat menyala"), self.say("Jaringan ruang putus")
        credits = credit_acts(outage)
        if not outage.of_room:
            first, *others = credits
            self.desk.propose(
                Proposal(title, sentence, title, lambda chosen, typed: first, "must", reasons, also=(*others,))
            )
            return
        make = lambda chosen, typed: declaration(room, outage, cast(Any, chosen or "power"), ended=not outage.missing)  # noqa: E731
        causes = tuple((value, self.say(text)) for value, text in _CAUSES)
        self.desk.propose(
            Proposal(title, sentence, title, make, "must", reasons, causes, self.say("Penyebab"), also=credits)
        )

    def _decide(self, number: str) -> None:
        """Another amount for one person, or one whose loss is unknown."""
        each = next((each for each in self._outage.people if each.seat.number == number), None) if self._outage else None
        if each is None or not each.waits:
            self.desk.open_person(number)
            return
        lost = each.lost_ms
        amounts = {0, 10 * _MINUTE_MS, 20 * _MINUTE_MS, 30 * _MINUTE_MS} if lost is None else {0, each.credited_ms, lost}
        self.desk.propose(
            Proposal(
                self.say("Putuskan waktu"),
                self.say(
                    "Ujian {who} terhenti. Waktu yang dikembalikan dicatat dalam berita acara.", who=each.seat.entry.name
                ),
                self.say("Kembalikan"),
                lambda chosen, typed: CreditOutage(int(chosen or 0), (number,)),
                "must",
                (self.say("Listrik padam"), self.say("Gangguan PC"), self.say("Gangguan jaringan")),
                tuple((str(amount), hours_minutes_seconds(amount)) for amount in sorted(amounts, reverse=True)),
                self.say("Waktu yang dikembalikan"),
            )
        )

    def _ask_begin(self) -> None:
        room = self.desk.service.room
        assert room is not None
        self.desk.propose(
            Proposal(
                self.say("Catat gangguan"),
                self.say("Gangguan seluruh ruang mulai sekarang. Sahkan lagi di halaman ini bila sudah selesai."),
                self.say("Catat"),
                lambda chosen, typed: declaration(room, None, cast(Any, chosen or "power"), ended=False),
                "must",
                (self.say("Listrik padam"), self.say("Jaringan ruang putus"), self.say("Gempa")),
                tuple((value, self.say(text)) for value, text in _CAUSES),
                self.say("Penyebab"),
            )
        )

    def _ask_postpone(self) -> None:
        outage, room = self._outage, self.desk.service.room
        assert outage is not None
        assert room is not None
        title = self.say("Tunda sesi")
        self.desk.propose(
            Proposal(
                title,
                self.say(
                    "Sesi dicatat ditunda. Jawaban dan sisa waktu tetap tersimpan. Jadwal baru ditulis sebagai alasan."
                ),
                title,
                lambda chosen, typed: declaration(room, outage, cast(Any, chosen or "power"), postponed=True, ended=False),
                "must",
                (),
                tuple((value, self.say(text)) for value, text in _CAUSES),
                self.say("Penyebab"),
                danger=True,
            )
        )
