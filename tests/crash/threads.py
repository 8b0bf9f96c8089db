"""The workstation's store thread without Qt: jobs run on it in order, what they returned is delivered on the main thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import TypeVar

T = TypeVar("T")


class ThreadedWorker:
    """A `Worker` with one thread; the main thread calls `deliver` to be told."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self.deliveries: SimpleQueue[Callable[[], None]] = SimpleQueue()
        threading.Thread(target=self._work, name="store", daemon=True).start()

    def run(self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        def attempt() -> None:
            try:
                value = job()
            except Exception as error:
                problem = error
                self.deliveries.put(lambda: failed(problem))
            else:
                self.deliveries.put(lambda: done(value))

        self._jobs.put(attempt)

    def call(self, call: Callable[[], T]) -> T:
        """Run on the store's thread and wait: the synchroniser's `OnStore`."""
        future: Future[T] = Future()

        def attempt() -> None:
            try:
                future.set_result(call())
            except Exception as error:
                future.set_exception(error)

        self._jobs.put(attempt)
        return future.result()

    def deliver(self, wait_s: float) -> None:
        """Tell the main thread what is done; wait up to `wait_s` for the first."""
        try:
            self.deliveries.get(timeout=wait_s)()
            while True:
                self.deliveries.get_nowait()()
        except Empty:
            pass

    def _work(self) -> None:
        while True:
            self._jobs.get()()
