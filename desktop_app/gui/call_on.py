"""Runs a call on a worker's thread and waits for it: the network thread's way to the store. Never for the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from desktop_app.gui.background import GuiWorker

T = TypeVar("T")


class CallOn:
    """The store as the synchroniser's `OnStore`."""

    def __init__(self, worker: GuiWorker) -> None:
        self._worker = worker

    def __call__(self, call: Callable[[], T]) -> T:
        """The call's result, or its exception."""
        future: Future[T] = Future()

        def job() -> None:
            try:
                future.set_result(call())
            except BaseException as error:
                future.set_exception(error)

        self._worker.run(job, _nothing, _nothing)
        return future.result()


def _nothing(_: object) -> None:
    """The future has told it already."""
