"""The only place where threads and signals meet.

`Background` owns three threads, for the store, the network and the live link. A job runs on its thread, in order; what it
returned or raised comes back on the GUI thread by a queued signal. Built by the composition root, used by the kiosk's
pages and, through the protocol `Worker`, by the services.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")
Delivery = Callable[[], None]


class GuiWorker(QObject):
    """One thread with one queue. Create it, and call `run`, on the GUI thread or on any other."""

    _finished = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: SimpleQueue[Callable[[], Delivery] | None] = SimpleQueue()
        self._stopped = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def run(self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Do `job` after all jobs given before; then call `done` or `failed` on the GUI thread, never before returning."""

        def attempt() -> Delivery:
            try:
                value = job()
            except Exception as problem:
                # A name bound by `except` ends with its block; the delivery outlives it.
                error = problem
                return lambda: failed(error)
            return lambda: done(value)

        self._jobs.put(attempt)

    def tell(self, delivery: Delivery) -> None:
        """Call `delivery` on the GUI thread: for a job that lasts and has something to say meanwhile."""
        self._finished.emit(delivery)

    def stop(self) -> None:
        """Finish every job that was given, then end the thread. What they returned is still delivered."""
        if not self._stopped:
            self._stopped = True
            self._jobs.put(None)
            self._thread.join()

    def _work(self) -> None:
        while (attempt := self._jobs.get()) is not None:
            self._finished.emit(attempt())

    @Slot(object)
    def _deliver(self, delivery: Any) -> None:
        delivery()


class Background(QObject):
    """The workstation's threads: `store` for everything that touches the disk, `network` for the transports, and `link`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = GuiWorker("store", self)
        self.network = GuiWorker("network", self)
        self.link = GuiWorker("link", self)

    def run(self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Run `job` on the store thread; `done` or `failed` follow on the GUI thread."""
        self.store.run(job, done, failed)

    def stop(self) -> None:
        """Wait for the queues and end the threads: the store's last, because the others' jobs may still write."""
        self.link.stop()
        self.network.stop()
        self.store.stop()
