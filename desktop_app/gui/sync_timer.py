"""Runs the synchroniser's steps on the network thread, each when the last one asked for it, or at once when woken.

Built by the composition root.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_app.gui.background import GuiWorker

if TYPE_CHECKING:
    from desktop_app.services.synchronise import Step

AFTER_BUG_S = 60.0


class SyncTimer(QObject):
    """`begin` and `wake` may be called on any thread; what a step did is told on the GUI thread."""

    _wanted = Signal()

    def __init__(self, network: GuiWorker) -> None:
        super().__init__()
        self._network = network
        self._step: Callable[[], Step] | None = None
        self._told: Callable[[Step], None] = lambda step: None
        self._running = False
        self._again = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._run)
        self._wanted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def begin(self, step: Callable[[], Step], told: Callable[[Step], None]) -> None:
        """Start with a first step now; `told` hears of every step on the GUI thread."""
        self._step, self._told = step, told
        self._wanted.emit()

    def wake(self) -> None:
        """There is something to send now."""
        self._wanted.emit()

    def stop(self) -> None:
        """No further step; one that runs is finished by the worker's own stop."""
        self._step = None
        self._timer.stop()

    def _run(self) -> None:
        if self._step is None:
            return
        if self._running:
            self._again = True
            return
        self._running = True
        self._network.run(self._step, self._done, self._failed)

    def _done(self, step: Step) -> None:
        self._told(step)
        self._rest(step.delay_s)

    def _failed(self, error: Exception) -> None:
        self._rest(AFTER_BUG_S)
        raise error

    def _rest(self, seconds: float) -> None:
        self._running = False
        if self._again:
            self._again = False
            self._wanted.emit()
        elif self._step is not None:
            self._timer.start(int(seconds * 1000))
