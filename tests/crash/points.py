"""Named points between event, commit and receipt at which the process kills itself.

The product has no hooks: its own functions are wrapped from here, in the process that is to be killed.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop_app.store import attempts
from desktop_app.store.attempts import SittingStore
from desktop_app.sync.http_transport import HttpTransport

_AROUND_A_COMMIT = ("before BEGIN", "before COMMIT", "after COMMIT")
# What one `append` writes, by the first of these kinds of event in it; a file's parts are one commit with its answer.
_APPENDS = {
    b'"kind":"resumed"': "resume",
    b'"kind":"file_part"': "file",
    b'"kind":"section_offered"': "cover",
    b'"kind":"section_entered"': "section",
    b'"kind":"noted"': "note",
    b'"kind":"response_saved"': "answer",
}
_COMMITS = ("start", *_APPENDS.values(), "tick", "cut", "receipt", "hand-in")
POINTS = (
    *(f"{commit}: {where}" for commit in _COMMITS for where in _AROUND_A_COMMIT),
    "answer: after it was shown as saved",
    "send: before the request",
    "send: after the answer, nothing stored",
)


class Trap:
    """Kills this process at the `nth` passage of a point."""

    points = POINTS

    def __init__(self, point: str, nth: int) -> None:
        assert point in self.points, point
        self._point, self._left = point, nth

    def passes(self, point: str) -> None:
        if point == self._point:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def set(self) -> None:
        """Wrap the product."""
        self._name_commits()
        real = attempts.transaction

        @contextmanager
        def transaction(connection: Any, path: Path) -> Iterator[Any]:
            what = self._what
            self.passes(f"{what}: before BEGIN")
            with real(connection, path) as opened:
                yield opened
                self.passes(f"{what}: before COMMIT")
            self.passes(f"{what}: after COMMIT")

        attempts.transaction = transaction
        self._wrap_exchange()

    def _name_commits(self) -> None:
        self._what = "other"
        self._wrap("begin", lambda *_: "start")
        self._wrap("append", _kind_of_append)
        self._wrap("tick", lambda *_: "tick")
        self._wrap("keep_segment", lambda *_: "cut")
        self._wrap("accept_receipt", lambda *_: "receipt")

    def _wrap(self, method: str, name: Callable[..., str]) -> None:
        real = getattr(SittingStore, method)

        def wrapped(store: SittingStore, *arguments: Any, **named: Any) -> Any:
            self._what = name(*arguments)
            try:
                return real(store, *arguments, **named)
            finally:
                self._what = "other"

        setattr(SittingStore, method, wrapped)

    def _wrap_exchange(self) -> None:
        real = HttpTransport.exchange

        def exchange(transport: HttpTransport, envelopes: list[bytes]) -> list[bytes]:
            if envelopes:
                self.passes("send: before the request")
            answers = real(transport, envelopes)
            if answers:
                self.passes("send: after the answer, nothing stored")
            return answers

        HttpTransport.exchange = exchange  # type: ignore[method-assign]


def _kind_of_append(_: str, __: int, events: list[tuple[int, bytes]], submitted: bool = False) -> str:
    if submitted:
        return "hand-in"
    return next((name for kind, name in _APPENDS.items() if any(kind in line for _, line in events)), "other")
