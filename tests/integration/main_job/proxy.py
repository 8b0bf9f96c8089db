"""The wire between PCs and centre: a small TCP proxy that cuts connections where a test says so.

TLS goes through it untouched, so it knows nothing of what it carries; that is what a bad line is.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

_PIECE = 4096


@dataclass(frozen=True)
class Fault:
    """After how many bytes in each direction a connection is cut; None: never.

    A connection whose answer is cut after few bytes is one whose request was carried out and whose answer was lost.
    """

    upward: int | None = None
    downward: int | None = None


SOUND = Fault()


class Proxy:
    """Listens on a port of its own for the whole test; the centre behind it may come and go. Use as a context manager."""

    def __init__(self, centre_port: int, host: str = "127.0.0.1") -> None:
        self.centre_port = centre_port
        self._host = host
        self.connections = 0
        self.faults: Callable[[], Fault] = lambda: SOUND
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Proxy:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut_all()
        for thread in self._threads:
            thread.join(10)

    def cut_all(self) -> None:
        """Cut every connection that is open now."""
        with self._lock:
            sockets = list(self._open)
        for each in sockets:
            _hang_up(each)

    def _start(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        for client in _accepted(self._listener):
            self.connections += 1
            fault = self.faults()
            try:
                centre = socket.create_connection((self._host, self.centre_port), timeout=5)
            except OSError:
                client.close()
                continue
            centre.settimeout(None)
            with self._lock:
                self._open |= {client, centre}
            left = [2]
            self._start(self._carry, client, centre, fault.upward, left)
            self._start(self._carry, centre, client, fault.downward, left)

    def _carry(self, source: socket.socket, target: socket.socket, most: int | None, left: list[int]) -> None:
        carried = 0
        with suppress(OSError):
            while most is None or carried < most:
                data = source.recv(_PIECE if most is None else min(_PIECE, most - carried))
                if not data:
                    break
                target.sendall(data)
                carried += len(data)
        _hang_up(source)
        _hang_up(target)
        with self._lock:
            left[0] -= 1
            if left[0] == 0:
                self._open -= {source, target}
                source.close()
                target.close()


def _accepted(listener: socket.socket) -> Iterator[socket.socket]:
    while True:
        try:
            yield listener.accept()[0]
        except OSError:
            return


def _hang_up(each: socket.socket) -> None:
    with suppress(OSError):
        each.shutdown(socket.SHUT_RDWR)
