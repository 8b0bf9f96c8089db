"""Whether the room is ready: one line per PC in words, the same packs everywhere, and what to do next in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.proctor.console_page import ConsolePage
from desktop_app.gui.proctor.papers import save_document
from desktop_app.gui.proctor.parts import Card, Figure, Row, Table, Tone
from desktop_app.gui.proctor.words import local_time
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.banner import Banner
from desktop_app.gui.widgets.buttons import text_label
from desktop_app.services.console.readiness import PcLine, PcResult, RoomReadiness, certificates_of, readiness
from question_packs import design_tokens as tokens
from question_packs.records.readiness import CHECK_NAMES, Certificate

if TYPE_CHECKING:
    from desktop_app.gui.proctor.desk import Desk
    from desktop_app.services.console.views import RoomView

_RESULTS: dict[PcResult, tuple[str, str, Tone]] = {
    "problem": (mark("Belum siap"), "problem", "problem"),
    "packs": (mark("Paket soal berbeda"), "problem", "problem"),
    "missing": (mark("Belum diperiksa"), "ring", "notice"),
    "warning": (mark("Siap, perhatikan"), "warning", "notice"),
    "ok": (mark("Siap"), "check", "good"),
}
_FINGERPRINT = 16


class ReadinessPage(ConsolePage):
    """Figures and what to do next above, the PCs below."""

    identifier = "readiness"
    title = mark("Kesiapan")
    icon = "ok"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._envelopes: tuple[str, ...] | None = None
        self._certificates: dict[str, Certificate] = {}
        self._next = text_label("title", "readiness-next")
        self._mixed = Banner(desk.presentation, "mixed-packs")
        self._figures = {name: Figure(f"ready-{name}") for name in ("ready", "unready", "spares")}
        self._facts = text_label("soft", "readiness-facts")
        self._print = self.button(mark("Berita acara kesiapan"), "print-readiness", "secondary")
        self._table = Table(desk.presentation, "pcs", 5, 3)
        self._summary = Card(desk.presentation, self._next)
        self._build()
        self._print.clicked.connect(lambda: save_document(self.desk, "readiness"))

    def _build(self) -> None:
        self.name_for_readers(self._table, mark("PC ruang ini, yang terburuk di atas"))
        self._line = QHBoxLayout()
        for figure in self._figures.values():
            self._line.addWidget(figure)
        self._line.addWidget(self._facts, 1)
        self._line.addWidget(self._print)
        self._summary.column.addWidget(self._mixed)
        self._summary.column.addLayout(self._line)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._summary)
        self._column.addWidget(self._table, 1)

    def refresh(self) -> None:
        """Sizes of this page."""
        super().refresh()
        edge = px(tokens.SPACE_3, self.scale())
        self._column.setContentsMargins(edge, edge, edge, edge)
        self._column.setSpacing(edge)
        self._line.setSpacing(px(tokens.SPACE_6, self.scale()))
        self._summary.refresh()
        self._mixed.restyle()

    def retranslate(self) -> None:
        """Words of the table."""
        titles = (mark("PC"), mark("Hasil"), mark("Terhubung"), mark("Yang perlu diperhatikan"), mark("Diperiksa"))
        self._table.head([self.say(each) for each in titles])
        if self.desk.service.room is not None:
            self.show_room(self.desk.service.room)

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self._table

    def badge(self, room: RoomView) -> int:
        """PCs that are not ready, until the exam began."""
        return 0 if room.started else readiness(room, self._proven(room)).unready

    def _proven(self, room: RoomView) -> dict[str, Certificate]:
        """Certificates are proven once, not twice a second."""
        if room.certificates != self._envelopes:
            self._envelopes = room.certificates
            self._certificates = certificates_of(room.certificates, room.order)
        return self._certificates

    def show_room(self, room: RoomView) -> None:
        """Every PC, the worst first."""
        state = readiness(room, self._proven(room))
        self._table.show_rows([self._row(each, room.order.time_zone) for each in state.lines])
        short = state.spares < 0
        for name, number, word, bad in (
            ("ready", state.ready, self.say("PC siap"), False),
            ("unready", state.unready, self.say("belum siap"), state.unready > 0),
            ("spares", abs(state.spares), self.say("PC kurang") if short else self.say("cadangan"), short),
        ):
            self._figures[name].show_figure(number, word, bad)
        self._next.setText(self._next_words(room, state))
        self._facts.setText(self._fact_words(room, state))
        if state.mixed:
            who = ", ".join(state.mixed[:12])
            text = self.say("JANGAN MULAI: paket soal tidak sama di {who}. Ambil paket sesi ini di PC itu.", who=who)
            if text != self._mixed.text:
                self._mixed.tell("problem", text)
        else:
            self._mixed.hide()

    def _row(self, pc: PcLine, zone: str) -> Row:
        words, icon, tone = _RESULTS[pc.result]
        name = f"{pc.name} ({self.say('simpul ruang')})" if pc.node else pc.name
        linked = self.say("ya") if pc.connected else self.say("tidak")
        made = local_time(pc.made_ms, zone) if pc.made_ms is not None else "–"
        return Row(pc.device_id, (name, self.say(words), linked, self._worst_words(pc), made), icon, tone)

    def _worst_words(self, pc: PcLine) -> str:
        if pc.result == "packs":
            return self.say("Paket soal sesi ini tidak lengkap di PC ini.")
        if pc.result == "missing":
            return self.say("Jalankan pemeriksaan kesiapan di PC ini.")
        if pc.worst is None:
            return ""
        indonesian, english = CHECK_NAMES.get(pc.worst.identifier, (pc.worst.identifier,) * 2)
        name = english if self.presentation.language == "en" else indonesian
        return f"{name}: {pc.worst.value}. {pc.worst.advice}".strip()

    def _next_words(self, room: RoomView, state: RoomReadiness) -> str:
        say = self.say
        if room.trouble:
            return say("Disk PC pengawas penuh: kosongkan sekarang ({code}).", code=room.trouble)
        if state.mixed:
            return say("Samakan paket soal di {count} PC.", count=len(state.mixed))
        problems = sum(each.result == "problem" for each in state.lines)
        if problems:
            return say("Perbaiki {count} PC yang belum siap, mulai dari yang teratas.", count=problems)
        missing = sum(each.result == "missing" and not each.node for each in state.lines)
        if missing and state.spares < 0:
            return say("Jalankan pemeriksaan kesiapan di {count} PC.", count=missing)
        if state.spares < 0:
            return say("Siapkan {count} PC lagi agar semua peserta mendapat tempat.", count=-state.spares)
        if missing:
            return say("Cukup PC yang siap. {count} PC lain belum diperiksa.", count=missing)
        return say("Ruang siap. Cetak berita acara kesiapan.")

    def _fact_words(self, room: RoomView, state: RoomReadiness) -> str:
        say = self.say
        packs = ", ".join(f"{each.form} {each.pack_digest[:_FINGERPRINT]}" for each in room.order.forms)
        clocks = (
            say("Jam semua PC sama")
            if not state.wrong_clocks
            else say("Jam berbeda: {who}", who=", ".join(state.wrong_clocks))
        )
        centre = {
            "connected": say("pusat terhubung"),
            "unreachable": say("pusat tidak terjangkau"),
            "none": say("tanpa jaringan ke pusat"),
        }[room.upstream]
        order = say("Perintah sesi revisi {revision}", revision=room.order.revision)
        return f"{order} · {say('naskah')} {packs}\n{clocks} · {centre}"
