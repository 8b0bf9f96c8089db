"""Keeps the live link alive on its own thread: again after each loss, asks for a report every second.

Built by the composition root.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_app.gui.background import GuiWorker
from question_packs.errors import KnownError

if TYPE_CHECKING:
    from desktop_app.services.live_link import LiveLink
    from desktop_app.sync.schedule import Backoff
    from question_packs.records.acts import VerifiedAct
    from question_packs.records.room import ActOutcome, IntegrityNotice, SeatReport

log = logging.getLogger(__name__)

REPORT_EVERY_MS = 1000
AFTER_BUG_MS = 60_000


class LinkRunner(QObject):
    """`report`, `on_act` and `on_skew` are set before `begin` and called on the GUI thread."""

    connected = Signal(bool)
    _begun = Signal()

    def __init__(self, worker: GuiWorker) -> None:
        super().__init__()
        self._worker = worker
        self._link: LiveLink | None = None
        self._stopped = False
        self._lost_by = ""
        self._backoff: Backoff | None = None
        self.report: Callable[[], SeatReport | None] = lambda: None
        self.on_act: Callable[[VerifiedAct], None] = lambda act: None
        self.on_skew: Callable[[int], None] = lambda skew_ms: None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._connect)
        self._pulse = QTimer(self)
        self._pulse.setInterval(REPORT_EVERY_MS)
        self._pulse.timeout.connect(self._tell_report)
        self._begun.connect(self._connect, Qt.ConnectionType.QueuedConnection)

    def begin(self, link: LiveLink) -> None:
        """Connect, and stay connected. Any thread."""
        from desktop_app.sync.schedule import LINK_FIRST_S, LINK_LONGEST_S, Backoff

        self._backoff = Backoff(random.SystemRandom().uniform, LINK_FIRST_S, LINK_LONGEST_S)
        link.on_act = self.deliver
        link.on_skew = lambda skew_ms: self._worker.tell(lambda: self.on_skew(skew_ms))
        link.on_connected = lambda connected: self._worker.tell(partial(self._tell_connected, connected))
        self._link = link
        self._begun.emit()

    def outcome(self, outcome: ActOutcome) -> None:
        """What became of an act. Any thread."""
        if self._link is not None:
            self._link.outcome(outcome)

    def notice(self, notice: IntegrityNotice) -> None:
        """Something that a watcher saw. Any thread."""
        if self._link is not None:
            self._link.notice(notice)

    def reconnect(self) -> None:
        """Connect anew at once: the node was looked for and found. GUI thread."""
        if self._link is not None:
            self._link.reconnect()
        if self._again.isActive():
            self._again.start(0)

    def deliver(self, act: VerifiedAct) -> None:
        """An act that came by another road, such as a stick. Any thread."""
        self._worker.tell(partial(self._deliver_act, act))

    def stop(self) -> None:
        """End the connection; call it before the worker's own stop, which waits for it."""
        self._stopped = True
        self._again.stop()
        self._pulse.stop()
        link, self._link = self._link, None
        if link is not None:
            link.end()

    def _connect(self) -> None:
        if self._link is not None:
            self._worker.run(self._link.live, lambda _: self._connect(), self._lost)

    def _lost(self, error: Exception) -> None:
        if self._link is None or self._backoff is None:
            return
        if not isinstance(error, KnownError):
            self._again.start(AFTER_BUG_MS)
            raise error
        if error.code != self._lost_by:
            # Tried every few seconds for as long as a room has no node: told once.
            self._lost_by = error.code
            log.info("no link to the room node: %s", error.code)
        self._again.start(int(self._backoff.after_failure() * 1000))

    def _tell_connected(self, connected: bool) -> None:
        if self._link is None:
            return
        if connected and self._backoff is not None:
            self._backoff.after_success()
            self._lost_by = ""
            self._pulse.start()
            self._tell_report()
        else:
            self._pulse.stop()
        self.connected.emit(connected)

    def _tell_report(self) -> None:
        report = self.report()
        if report is not None and self._link is not None:
            self._link.report(report)

    def _deliver_act(self, act: VerifiedAct) -> None:
        if self._stopped:
            return
        self.on_act(act)
        # What the act changed here is seen on the console at once.
        self._tell_report()
