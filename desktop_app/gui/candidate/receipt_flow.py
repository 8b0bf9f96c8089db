"""After the hand-in: the receipt, renewed while it is seen, and the way of the answers by stick."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.gui.background import Background
from desktop_app.gui.candidate.receipt import ReceiptPage
from desktop_app.gui.sticks import NO_STICK

if TYPE_CHECKING:
    from desktop_app.gui.kiosk_service import KioskService
    from desktop_app.gui.stage import Stage
    from desktop_app.services.views import ReceiptView

RECEIPT_POLL_MS = 3000


class ReceiptFlow(QObject):
    """`finished`: the candidate has seen enough."""

    finished = Signal()

    def __init__(
        self, stage: Stage, background: Background, kiosk: KioskService, find_sticks: Callable[[], list[Path]]
    ) -> None:
        super().__init__(stage.window)
        self._stage, self._presentation = stage, stage.presentation
        self._run, self._kiosk, self._find_sticks = background.run, kiosk, find_sticks
        self._page = ReceiptPage(stage.presentation)
        self._page.finished.connect(self.finished)
        self._page.stick_asked.connect(self._ask_stick)
        self._page.stick_chosen.connect(self._hand_in_to_stick)
        self._timer = QTimer(self)
        self._timer.setInterval(RECEIPT_POLL_MS)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._poll)

    def show(self, receipt: ReceiptView) -> None:
        """Show a receipt and ask for newer states of it."""
        self._page.banner.hide()
        self._page.show_receipt(receipt)
        self._stage.show(self._page)
        self._timer.start()

    def is_seen(self) -> bool:
        """Whether the receipt is on the screen."""
        return self._stage.current() is self._page

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()

    def _poll(self) -> None:
        """Ask once more after each answer, so that a slow store is never asked twice at a time."""
        self._run(self._kiosk.receipt, self._heard, self._failed)

    def _heard(self, receipt: ReceiptView) -> None:
        if self.is_seen():
            self._page.show_receipt(receipt)
            self._timer.start()

    def _failed(self, error: Exception) -> None:
        if self.is_seen():
            self._page.banner.tell_error(error)
            self._timer.start()

    def _ask_stick(self) -> None:
        sticks = self._find_sticks()
        if not sticks:
            self._page.banner.tell("notice", self._presentation.say(NO_STICK))
        elif len(sticks) == 1:
            self._hand_in_to_stick(sticks[0])
        else:
            self._page.offer_sticks(sticks)

    def _hand_in_to_stick(self, folder: Path) -> None:
        self._page.offer_sticks([])
        self._page.banner.tell("notice", self._presentation.say("Menulis ke stik. Jangan cabut stik."))
        self._run(lambda: self._kiosk.hand_in_to_stick(folder), self._has_written, self._page.banner.tell_error)

    def _has_written(self, count: int) -> None:
        said = self._presentation.say(
            "{count} berkas jawaban sudah ditulis ke stik. Serahkan stik kepada pengawas.", count=count
        )
        self._page.banner.tell("good", said)
