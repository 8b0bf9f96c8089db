"""The first page and the sitting's code: for the proctor, before candidates come in and after they are gone.

Slow work goes to the store thread by `Background.run`. The candidates' own way is `flow.CandidateFlow`'s.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.gui.background import Background
from desktop_app.gui.candidate.ready import ReadyPage
from desktop_app.gui.messages import mark
from desktop_app.gui.sticks import NO_STICK, tickets_on

if TYPE_CHECKING:
    from desktop_app.gui.candidate.opening import OpeningPage, Purpose
    from desktop_app.gui.kiosk_service import KioskService
    from desktop_app.gui.stage import Stage
    from desktop_app.services.views import ReadyView

_NO_TICKET = mark("Tidak ada tiket pendaftaran (.enrol) pada stik. Minta tiket dari pusat.")


class ReadyFlow(QObject):
    """Shows the PC's state. `candidates_awaited` carries a sitting's id and title."""

    candidates_awaited = Signal(str, str)
    proctor_asked = Signal()

    def __init__(self, stage: Stage, background: Background, find_sticks: Callable[[], list[Path]]) -> None:
        super().__init__(stage.window)
        self._stage, self._presentation = stage, stage.presentation
        self._run, self._find_sticks = background.run, find_sticks
        self._kiosk: KioskService
        self._opening: OpeningPage | None = None
        self.page = ReadyPage(self._presentation)
        self._connect()

    def show_first(self) -> None:
        """Show the page before anything is known: the PC is being checked."""
        self._stage.show(self.page)

    def begin(self, kiosk: KioskService) -> None:
        """From now on there is something to ask."""
        self._kiosk = kiosk

    def refresh(self) -> None:
        """Something new came to this PC: show it, if the first page is what is seen, now and when the answer is there."""

        def renew(view: ReadyView) -> None:
            if self._stage.current() is self.page:
                self.page.show_view(view)

        if self._stage.current() is self.page:
            self._run(self._kiosk.ready, renew, self.page.banner.tell_error)

    def follow_opening(self, sitting_id: str) -> None:
        """The proctor opened a sitting for the whole room: where nobody does anything here, the candidates are awaited."""

        def renew(view: ReadyView) -> None:
            if self._stage.current() is self.page:
                self.page.show_view(view)
                waiting = [(each.sitting_id, each.state) for each in view.sittings if each.state in ("ready", "open")]
                if waiting == [(sitting_id, "open")]:
                    self._await_candidates(sitting_id)

        if self._stage.current() is self.page:
            self._run(self._kiosk.ready, renew, self.page.banner.tell_error)

    def load(self) -> None:
        """Look at the PC anew and show it."""
        self._run(self._kiosk.ready, self._show_ready, self.page.banner.tell_error)

    def _show_ready(self, view: ReadyView) -> None:
        self.page.show_view(view)
        self._stage.allow_language(True)
        self._stage.show(self.page)

    def _connect(self) -> None:
        ready = self.page
        ready.open_asked.connect(lambda sitting: self._ask_code(sitting, "open"))
        ready.close_asked.connect(lambda sitting: self._ask_code(sitting, "close"))
        ready.sign_in_asked.connect(self._await_candidates)
        ready.proctor_asked.connect(self.proctor_asked)
        ready.stick_asked.connect(self._ask_stick)
        ready.stick_chosen.connect(self._read_stick)
        ready.enrol_asked.connect(self._ask_ticket)
        ready.enrol_chosen.connect(self._enrol)

    def _ask_stick(self) -> None:
        self._choose(self._find_sticks(), NO_STICK, self._read_stick, self.page.offer_sticks)

    def _ask_ticket(self) -> None:
        self._choose(tickets_on(self._find_sticks()), _NO_TICKET, self._enrol, self.page.offer_tickets)

    def _choose(
        self, paths: list[Path], none: str, take: Callable[[Path], None], offer: Callable[[list[Path]], None]
    ) -> None:
        self.page.banner.hide()
        if not paths:
            self.page.banner.tell("notice", self._presentation.say(none))
        elif len(paths) == 1:
            take(paths[0])
        else:
            offer(paths)

    def _read_stick(self, folder: Path) -> None:
        self.page.banner.tell("notice", self._presentation.say("Membaca stik. Jangan cabut stik."))
        self._run(lambda: self._kiosk.read_stick(folder), self._stick_read, self.page.banner.tell_error)

    def _stick_read(self, counts: tuple[int, int]) -> None:
        said = self._presentation.say("Diambil dari stik: {orders} perintah sesi, {packs} paket soal.",
                                      orders=counts[0], packs=counts[1])  # fmt: skip
        self.page.banner.tell("good", said)
        self.refresh()

    def _enrol(self, ticket: Path) -> None:
        self.page.banner.tell("notice", self._presentation.say("Mendaftarkan PC ini ke pusat..."))
        self._run(lambda: self._kiosk.enrol(ticket), self._enrolled, self.page.banner.tell_error)

    def _enrolled(self, _nothing: None) -> None:
        self.page.banner.tell("good", self._presentation.say("PC ini sudah terdaftar."))
        self.refresh()

    # --- the sitting's code

    def _ask_code(self, sitting_id: str, purpose: Purpose) -> None:
        if self._opening is None:
            from desktop_app.gui.candidate.opening import OpeningPage

            self._opening = OpeningPage(self._presentation)
            self._opening.code_entered.connect(self._try_code)
            self._opening.back_asked.connect(self.load)
        self.page.banner.hide()
        self._opening.show_sitting(sitting_id, self.page.sitting_title(sitting_id), purpose)
        self._stage.show(self._opening)

    def _try_code(self, code: str) -> None:
        page = self._opening
        assert page is not None
        sitting, act = page.sitting_id, self._kiosk.open_sitting if page.purpose == "open" else self._kiosk.close_sitting

        def failed(error: Exception) -> None:
            page.set_waiting(False)
            page.banner.tell_error(error)

        after = (lambda _: self._await_candidates(sitting)) if page.purpose == "open" else lambda _: self.load()
        self._run(lambda: act(sitting, code), after, failed)

    def _await_candidates(self, sitting_id: str) -> None:
        self.candidates_awaited.emit(sitting_id, self.page.sitting_title(sitting_id))
