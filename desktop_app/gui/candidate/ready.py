"""The first page: is this PC fit, and which sittings does it hold. For the proctor, before candidates come in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.gui import icons
from desktop_app.gui.messages import mark
from desktop_app.gui.page import Sheet
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button, text_label
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.services.views import CheckState, ReadyCheck, ReadyView, SittingState, SittingSummary

_CHECKS = {
    "database": mark("Penyimpanan jawaban"),
    "disk": mark("Ruang kosong di disk"),
    "clock": mark("Jam PC"),
    "enrolment": mark("Terdaftar di pusat"),
    "orders": mark("Perintah sesi"),
    "packs": mark("Paket soal"),
    "display": mark("Layar"),
    "centre": mark("Hubungan ke pusat"),
}
_STATES: dict[CheckState, tuple[str, str, str]] = {
    "ok": ("ok", mark("Siap"), "good"),
    "warning": ("warning", mark("Perhatikan"), "notice"),
    "problem": ("problem", mark("Belum siap"), "problem"),
}
_SITTING_STATES: dict[SittingState, str] = {
    "ready": mark("Siap dibuka"),
    "pack_missing": mark("Paket soal belum ada"),
    "open": mark("Sedang berlangsung"),
    "closed": mark("Sudah ditutup"),
}


class ReadyPage(Sheet):
    """Shows a `ReadyView`; until there is one, that the PC is being checked."""

    open_asked = Signal(str)
    close_asked = Signal(str)
    sign_in_asked = Signal(str)
    stick_chosen = Signal(Path)
    enrol_chosen = Signal(Path)
    stick_asked = Signal()
    enrol_asked = Signal()
    proctor_asked = Signal()

    def __init__(self, presentation: Presentation) -> None:
        super().__init__(presentation, "ready", mark("Memeriksa PC ini..."))
        self._view: ReadyView | None = None
        self._choices: list[tuple[str, Path]] = []
        self._choice_signal = self.stick_chosen
        self._place = text_label("soft", "ready-place")
        self._sittings, self._checks, self._offers = QVBoxLayout(), QGridLayout(), QVBoxLayout()
        self._checks.setColumnStretch(1, 1)
        for layout in (self._place, self._sittings, self._offers, self._checks):
            if isinstance(layout, QWidget):
                self.content.addWidget(layout)
            else:
                self.content.addLayout(layout)
        self._stick = self.button(mark("Ambil dari stik"), "read-stick", "secondary", "stick")
        self._proctor = self.button(mark("Untuk pengawas"), "proctor", "plain")
        self._enrol = self.button(mark("Daftarkan PC ini"), "enrol", "primary")
        self._stick.clicked.connect(self.stick_asked)
        self._enrol.clicked.connect(self.enrol_asked)
        self.foot.addWidget(self._stick)
        self.foot.addWidget(self._proctor)
        self.foot.addStretch(1)
        self.foot.addWidget(self._enrol)
        self._proctor.clicked.connect(self.proctor_asked)
        self._proctor.hide()
        self._stick.hide()
        self._enrol.hide()

    def show_view(self, view: ReadyView) -> None:
        """Show the PC's state."""
        self._view = view
        self._choices = []
        self.refresh()
        if self.isVisible() and (target := self.first_focus()) is not None:
            target.setFocus()

    def sitting_title(self, sitting_id: str) -> str:
        """What the sitting is called; empty where it is not shown."""
        sittings = self._view.sittings if self._view is not None else ()
        titles = {sitting.sitting_id: f"{sitting.event_title} · {sitting.sitting_title}" for sitting in sittings}
        return titles.get(sitting_id, "")

    def offer_sticks(self, folders: list[Path]) -> None:
        """Let the proctor choose among several sticks."""
        self._choices, self._choice_signal = [(folder.name or str(folder), folder) for folder in folders], self.stick_chosen
        self.refresh()

    def offer_tickets(self, tickets: list[Path]) -> None:
        """Let the proctor choose among several enrolment tickets."""
        self._choices, self._choice_signal = [(ticket.name, ticket) for ticket in tickets], self.enrol_chosen
        self.refresh()

    def first_focus(self) -> QWidget | None:
        """The first thing that can be pressed."""
        buttons = [button for button in self.card.findChildren(Button) if button.isVisibleTo(self)]
        return min(buttons, key=lambda button: button.property("role") != "primary", default=None)

    def retranslate(self) -> None:
        """Build the lists anew: they are short and change seldom."""
        view = self._view
        if view is None:
            return
        bad = not view.enrolled or any(check.state == "problem" for check in view.checks)
        self.title.setText(self.say("PC ini belum siap") if bad else self.say("PC ini siap"))
        self._place.setText(" · ".join(filter(None, (view.room_title, view.device_name, view.centre_name, view.version))))
        self._show_sittings(view)
        self._show_offers()
        self._show_checks(view)
        for layout in (self._sittings, self._offers, self._checks):
            self.show_content(layout)
        self._stick.setVisible(view.enrolled)
        self._proctor.setVisible(view.enrolled)
        self._enrol.setVisible(not view.enrolled)
        for button in self.findChildren(Button):
            button.restyle(self.presentation.palette, self.scale())

    def _show_sittings(self, view: ReadyView) -> None:
        self.clear_content(self._sittings)
        if not view.sittings:
            empty = text_label("body")
            empty.setText(self._nothing_yet(view))
            self._sittings.addWidget(empty)
        for sitting in view.sittings:
            self._sittings.addWidget(self._sitting_row(sitting))
        if view.unsent:
            waiting = text_label("soft")
            waiting.setText(self.say("{count} berkas jawaban menunggu dikirim ke pusat.", count=view.unsent))
            self._sittings.addWidget(waiting)

    def _nothing_yet(self, view: ReadyView) -> str:
        if view.enrolled:
            return self.say("Belum ada sesi di PC ini. Ambil perintah sesi dan paket soal dari stik.")
        return self.say("PC ini belum terdaftar di pusat. Tancapkan stik yang berisi tiket pendaftaran.")

    def _sitting_row(self, sitting: SittingSummary) -> QFrame:
        row = QFrame()
        row.setProperty("role", "sunken")
        line = QHBoxLayout(row)
        edge = px(tokens.SPACE_3, self.scale())
        line.setContentsMargins(edge, edge, edge, edge)
        words = QVBoxLayout()
        for role, text in (
            ("strong", f"{sitting.event_title} · {sitting.sitting_title}"),
            ("small", self._sitting_facts(sitting)),
        ):
            label = text_label(role)
            label.setText(text)
            words.addWidget(label)
        line.addLayout(words, 1)
        if sitting.state == "ready":
            line.addWidget(self._row_button(self.say("Buka sesi"), "open-sitting-page", "primary", self.open_asked, sitting))
        elif sitting.state == "open":
            line.addWidget(
                self._row_button(self.say("Tutup sesi"), "close-sitting-page", "plain", self.close_asked, sitting)
            )
            line.addWidget(self._row_button(self.say("Peserta masuk"), "to-sign-in", "primary", self.sign_in_asked, sitting))
        return row

    def _sitting_facts(self, sitting: SittingSummary) -> str:
        people = self.say("{count} peserta", count=sitting.candidates)
        return " · ".join((sitting.when, people, self.say(_SITTING_STATES[sitting.state])))

    def _row_button(self, text: str, name: str, role: str, signal: object, sitting: SittingSummary) -> Button:
        button = Button(name, role)
        button.setText(text)
        button.setAccessibleName(f"{text}: {sitting.sitting_title}")
        button.clicked.connect(lambda: signal.emit(sitting.sitting_id))  # type: ignore[attr-defined]
        return button

    def _show_offers(self) -> None:
        self.clear_content(self._offers)
        for place, (text, path) in enumerate(self._choices):
            button = Button(f"offer-{place}", "secondary", "stick")
            button.setText(text)
            button.clicked.connect(lambda _=False, path=path: self._choice_signal.emit(path))
            self._offers.addWidget(button)

    def _show_checks(self, view: ReadyView) -> None:
        self.clear_content(self._checks)
        for row, check in enumerate(view.checks):
            self._show_check(row, check)

    def _show_check(self, row: int, check: ReadyCheck) -> None:
        icon, word, kind = _STATES[check.state]
        palette = self.presentation.palette
        colour = {"good": palette.success, "notice": palette.flag, "problem": palette.danger}[kind]
        picture, name = QLabel(), text_label("body")
        picture.setPixmap(icons.pixmap(icon, px(tokens.TEXT_LARGE, self.scale()), colour, self.devicePixelRatioF()))
        name.setText(self.say(_CHECKS.get(check.identifier, check.identifier)))
        detail, state = text_label("soft", wrap=False), text_label("strong", wrap=False)
        detail.setText(check.detail)
        state.setText(self.say(word))
        state.setProperty("kind", kind)
        for column, widget in enumerate((picture, name, detail, state)):
            self._checks.addWidget(widget, row, column, Qt.AlignmentFlag.AlignVCenter)
