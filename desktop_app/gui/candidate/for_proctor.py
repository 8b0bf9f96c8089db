"""The proctor's page on a workstation: the road to the room node, sticks, one-time codes, and which acts came.

For somebody under stress who has walked to this seat: what is the matter stands first, each thing to do is one button.
Reached from the first page, from the sign-in page, and from every cover.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.gui import icons
from desktop_app.gui.messages import mark
from desktop_app.gui.page import Sheet
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.room_link import RoomLink
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button, text_label
from desktop_app.gui.widgets.one_time_code import OneTimeCode
from question_packs import design_tokens as tokens
from question_packs.records.act_words import act_name

if TYPE_CHECKING:
    from desktop_app.gui.guard import Hold
    from question_packs.records.act_codes import CodeKind

WITH_MINUTES = ("grant_time", "credit_outage")
_CODE_WORDS: dict[CodeKind, str] = {
    "resume": mark("Lanjutkan"),
    "return": mark("Sudah kembali"),
    "unlock": mark("Buka kunci layar"),
    "grant_time": mark("Tambah waktu"),
    "credit_outage": mark("Kembalikan waktu gangguan"),
    "force_submit": mark("Kumpulkan sekarang"),
}


@dataclass(frozen=True)
class ReceivedAct:
    """One act that reached this PC. `at`: local time; `kind` as it travels."""

    at: str
    kind: str
    reason: str


@dataclass(frozen=True)
class DeskView:
    """What the services know. `kinds`: what a one-time code could do now; none where nobody is signed in."""

    device_name: str
    room_title: str
    unsent: int
    kinds: tuple[CodeKind, ...]
    acts: tuple[ReceivedAct, ...]


class ForProctorPage(Sheet):
    """Shows a `DeskView` and a `RoomLink`. `find_asked` carries an address, empty for searching the room's network."""

    find_asked = Signal(str)
    read_stick_asked = Signal()
    write_stick_asked = Signal()
    stick_chosen = Signal(Path)
    kind_chosen = Signal(str)
    code_entered = Signal(str, str, str)
    sittings_asked = Signal()
    back_asked = Signal()

    def __init__(self, presentation: Presentation) -> None:
        super().__init__(presentation, "for-proctor", mark("Untuk pengawas"))
        self._view: DeskView | None = None
        self._link = RoomLink()
        self._keyboard: Hold = "untried"
        self._kind: CodeKind | None = None
        self._sticks: list[Path] = []
        self._place = text_label("soft", "desk-place")
        self._facts, self._kinds, self._acts, self._offers = QGridLayout(), QGridLayout(), QGridLayout(), QVBoxLayout()
        self._address = QLineEdit()
        self._address.setObjectName("node-address")
        self._address.setPlaceholderText("192.168.1.10")
        self.name_for_readers(self._address, mark("Alamat simpul ruang"))
        self._connect_button = self.button(mark("Hubungkan"), "connect-node", "secondary")
        self._find = self.button(mark("Cari sendiri"), "find-node", "secondary", "link")
        self._read = self.button(mark("Baca stik"), "desk-read-stick", "secondary", "stick")
        self._write = self.button(mark("Tulis ke stik"), "desk-write-stick", "secondary", "stick")
        self._code = OneTimeCode(self)
        self._back = self.button(mark("Kembali"), "desk-back", "primary", "left")
        self._sittings = self.button(mark("Sesi di PC ini"), "desk-sittings", "secondary", "list")
        self._build()
        self._connect()

    def show_view(self, view: DeskView, keyboard: Hold, sittings: bool) -> None:
        """Show what the services know. `sittings`: whether the way to the first page is open."""
        self._view, self._keyboard, self._kind, self._sticks = view, keyboard, None, []
        self._code.hide()
        self._sittings.setVisible(sittings)
        self.refresh()

    def show_link(self, link: RoomLink) -> None:
        """The road to the room node changed."""
        self._link = link
        if self.isVisible():
            self.refresh()

    def show_challenge(self, challenge: str) -> None:
        """The field for the code of the kind that was chosen."""
        self._code.show_challenge(challenge)
        self._code.ask_minutes(self._kind in WITH_MINUTES)
        self._code.show()
        self.refresh()
        self._code.field.setFocus()

    def refuse_code(self, error: Exception) -> None:
        """The code did not fit."""
        self.banner.tell_error(error)
        self._code.refused()

    def code_done(self) -> None:
        """The code was right."""
        self._code.hide()
        self._kind = None
        self.banner.tell("good", self.say("Kode diterima."))
        self.refresh()

    def offer_sticks(self, folders: list[Path]) -> None:
        """Let the proctor choose among several sticks."""
        self._sticks = folders
        self.refresh()

    def first_focus(self) -> QWidget | None:
        """The way back."""
        return self._back

    def retranslate(self) -> None:
        """Everything: the page is short and seldom seen."""
        if (view := self._view) is None:
            return
        self._place.setText(" · ".join(filter(None, (view.room_title, view.device_name))))
        for layout in (self._facts, self._kinds, self._acts, self._offers):
            self.clear_content(layout)
        self._show_facts(view)
        self._show_kinds(view)
        self._show_acts(view)
        self._show_offers()
        self._code.refresh()
        for layout in (self._facts, self._kinds, self._acts, self._offers):
            self.show_content(layout)
        for button in self.findChildren(Button):
            button.restyle(self.presentation.palette, self.scale())

    def _build(self) -> None:
        road, sticks = QHBoxLayout(), QHBoxLayout()
        for part in (self._address, self._connect_button, self._find):
            road.addWidget(part, 1 if part is self._address else 0)
        for part in (self._read, self._write):
            sticks.addWidget(part)
        sticks.addStretch(1)
        self._kinds_name = self.label(mark("Kode sekali pakai, bila tidak ada jaringan"), "strong")
        self._acts_name = self.label(mark("Tindakan yang sudah sampai di PC ini"), "strong")
        self._facts.setColumnStretch(1, 1)
        self._acts.setColumnStretch(1, 1)
        self._kinds_rule, self._acts_rule = _rule(), _rule()
        # Whoever stands at a seat in trouble wants the code first.
        self._column_of((self._place, self._kinds_name, self._kinds, self._code, self._kinds_rule))
        self._column_of((self._facts, self.label(mark("Alamat simpul ruang"), "strong"), road, sticks, self._offers))
        self._column_of((self._acts_rule, self._acts_name, self._acts))
        self.foot.addWidget(self._back)
        self.foot.addStretch(1)
        self.foot.addWidget(self._sittings)

    def _column_of(self, parts: tuple[QWidget | QLayout, ...]) -> None:
        for part in parts:
            if isinstance(part, QWidget):
                self.content.addWidget(part)
            else:
                self.content.addLayout(part)

    def _connect(self) -> None:
        self._find.clicked.connect(lambda: self.find_asked.emit(""))
        self._connect_button.clicked.connect(lambda: self.find_asked.emit(self._address.text().strip()))
        self._address.returnPressed.connect(self._connect_button.click)
        self._address.textChanged.connect(lambda text: self._connect_button.setEnabled(bool(text.strip())))
        self._connect_button.setEnabled(False)
        self._read.clicked.connect(self.read_stick_asked)
        self._write.clicked.connect(self.write_stick_asked)
        self._code.entered.connect(self._enter_code)
        self._sittings.clicked.connect(self.sittings_asked)
        self._back.clicked.connect(self.back_asked)

    def _show_facts(self, view: DeskView) -> None:
        link = self._link
        self._find.setEnabled(not link.searching)
        self._fact(0, link.connected, mark("Simpul ruang"), self._link_words(link))
        sent = self.say("Terakhir {time}.", time=link.synchronised_at) if link.synchronised_at else ""
        waiting = self.say("{count} berkas jawaban menunggu dikirim.", count=view.unsent) if view.unsent else ""
        nothing = self.say("Tidak ada yang menunggu.") if not view.unsent else ""
        self._fact(1, not view.unsent, mark("Pengiriman"), " ".join(filter(None, (sent, waiting, nothing))))
        if self._keyboard == "refused":
            words = self.say("Tidak terkunci: program lain memegangnya. Tutup program itu.")
            self._fact(2, False, mark("Papan ketik"), words)

    def _link_words(self, link: RoomLink) -> str:
        if link.searching:
            return self.say("Sedang mencari...")
        if link.connected:
            return self.say("Terhubung dengan {name} sejak {time}.", name=link.node_name, time=link.since)
        return self.say("Tidak terhubung. Ujian tetap berjalan, jawaban tersimpan di PC ini.")

    def _fact(self, row: int, good: bool, name: str, words: str) -> None:
        palette, size = self.presentation.palette, px(tokens.TEXT_LARGE, self.scale())
        picture, label, text = QLabel(), text_label("strong", wrap=False), text_label("body", f"desk-fact-{row}")
        colour = palette.success if good else palette.flag
        picture.setPixmap(icons.pixmap("ok" if good else "warning", size, colour, self.devicePixelRatioF()))
        label.setText(self.say(name))
        text.setText(words)
        inner = QVBoxLayout()
        inner.setSpacing(0)
        inner.addWidget(label)
        inner.addWidget(text)
        self._facts.setHorizontalSpacing(px(tokens.SPACE_3, self.scale()))
        self._facts.addWidget(picture, row, 0, Qt.AlignmentFlag.AlignTop)
        self._facts.addLayout(inner, row, 1)

    def _show_kinds(self, view: DeskView) -> None:
        for part in (self._kinds_name, self._kinds_rule):
            part.setVisible(bool(view.kinds))
        columns = 3 if self.scale() < _NARROW else 2 if self.scale() < _NARROWEST else 1
        for place, kind in enumerate(view.kinds):
            button = Button(f"code-{kind}", "secondary")
            button.setText(self.say(_CODE_WORDS[kind]))
            button.setCheckable(True)
            button.setChecked(kind == self._kind)
            button.clicked.connect(lambda _=False, kind=kind: self._choose(kind))
            self._kinds.addWidget(button, place // columns, place % columns)

    def _show_acts(self, view: DeskView) -> None:
        for part in (self._acts_name, self._acts_rule):
            part.setVisible(bool(view.acts))
        for row, act in enumerate(view.acts):
            time, words = text_label("soft", wrap=False), text_label("body")
            time.setText(act.at)
            kind = act_name(act.kind, self.presentation.language)
            words.setText(f"{kind}. {act.reason}" if act.reason else kind)
            self._acts.addWidget(time, row, 0, Qt.AlignmentFlag.AlignTop)
            self._acts.addWidget(words, row, 1)

    def _show_offers(self) -> None:
        for place, folder in enumerate(self._sticks):
            button = Button(f"offer-{place}", "secondary", "stick")
            button.setText(folder.name or str(folder))
            button.clicked.connect(lambda _=False, folder=folder: self.stick_chosen.emit(folder))
            self._offers.addWidget(button)

    def _choose(self, kind: CodeKind) -> None:
        self._kind = kind
        self.banner.hide()
        self.kind_chosen.emit(kind)

    def _enter_code(self, typed: str, minutes: str) -> None:
        self.banner.hide()
        self.code_entered.emit(self._kind, typed, minutes)


_NARROW, _NARROWEST = 1.4, 1.9


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("role", "rule")
    rule.setFixedHeight(tokens.LINE_WIDTH)
    return rule
