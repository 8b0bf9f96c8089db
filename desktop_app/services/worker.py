"""Where slow work runs. The services know this protocol; threads and signals are the GUI's (`gui/background.py`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Worker(Protocol):
    """Runs jobs one after the other, in order, and reports each back on the caller's own thread."""

    def run(self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Queue `job`; later call `done` with its result or `failed` with its exception."""
        ...


class InlineWorker:
    """Runs each job at once: for programs without a window, and for tests."""

    def run(self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """As `Worker.run`, before it returns."""
        try:
            result = job()
        except Exception as error:
            failed(error)
        else:
            done(result)
