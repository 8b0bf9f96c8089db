"""The real room node that kills itself at a named point: `python -m tests.crash.doomed_node DATA PORT [POINT NTH]`.

Serves as `python -m sync_server serve --room` does; the product has no hooks, its own functions are wrapped from here.
"""

from __future__ import annotations

import argparse
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sync_server import cli
from sync_server.services.node.acts import RoomActs
from sync_server.services.node.upstream import Upstream
from sync_server.services.writer import GroupWriter
from sync_server.store.database import Database
from tests.crash.points import Trap

NODE_POINTS = tuple(
    f"{commit}: {where}"
    for commit in ("segments", "acts", "outcomes", "centre's receipts")
    for where in ("before BEGIN", "before COMMIT", "after COMMIT")
)


class NodeTrap(Trap):
    """The node's commits, named by what they write; each thread has its own."""

    points = NODE_POINTS

    def set(self) -> None:
        self._doing = threading.local()
        self._name(GroupWriter, "_commit", lambda batch: "segments" if any(job.segments for job in batch) else "")
        self._name(RoomActs, "take", lambda *_: "acts")
        self._name(RoomActs, "keep_outcomes", lambda *_: "outcomes")
        self._name(Upstream, "_keep", lambda *_: "centre's receipts")
        real = Database.write

        @contextmanager
        def write(database: Database) -> Iterator[Any]:
            what = getattr(self._doing, "what", "")
            self.passes(f"{what}: before BEGIN")
            with real(database) as connection:
                yield connection
                self.passes(f"{what}: before COMMIT")
            self.passes(f"{what}: after COMMIT")

        Database.write = write  # type: ignore[method-assign]

    def _name(self, owner: type, method: str, name: Callable[..., str]) -> None:
        real = getattr(owner, method)

        def wrapped(thing: object, *arguments: Any, **named: Any) -> Any:
            self._doing.what = name(*arguments)
            try:
                return real(thing, *arguments, **named)
            finally:
                self._doing.what = ""

        setattr(owner, method, wrapped)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("port")
    parser.add_argument("point", nargs="?")
    parser.add_argument("nth", nargs="?", type=int, default=1)
    options = parser.parse_args()
    if options.point:
        NodeTrap(options.point, options.nth).set()
    return cli.main(["serve", "--room", "--data", options.data, "--host", "127.0.0.1", "--port", options.port])


if __name__ == "__main__":
    raise SystemExit(main())
