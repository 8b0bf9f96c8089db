"""One connection of the live link: sends what is queued and hands over what comes, both on one thread, until it is lost.

Used by `services.live_link`. A second thread only reads, because a socket can be waited for in one place at a time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue

from desktop_app.sync.room_socket import RoomSocket
from question_packs.errors import KnownError
from question_packs.records.room import LinkMessage

# Messages that were read and not handled yet: beyond them the node waits.
_READ_AHEAD = 64


class Conversation:
    """`heard` gets every message on the thread that called `run`."""

    def __init__(self, socket: RoomSocket, heard: Callable[[LinkMessage], None]) -> None:
        self._socket = socket
        self._heard = heard
        self._jobs: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._read_ahead = threading.Semaphore(_READ_AHEAD)
        self._ended = False

    def send(self, message: LinkMessage) -> None:
        """Queue a message. Any thread; returns at once."""
        self._jobs.put(partial(self._socket.send, message))

    def send_now(self, message: LinkMessage) -> None:
        """Send a message; only on the thread that called `run`, which hears at once when the connection is lost."""
        self._socket.send(message)

    def do(self, job: Callable[[], None]) -> None:
        """Queue a job for the thread that called `run`. Any thread."""
        self._jobs.put(job)

    def end(self) -> None:
        """`run` returns soon. Any thread, at any moment, also before `run`."""
        self._ended = True
        self._jobs.put(_nothing)

    def run(self) -> None:
        """Talk until `end`, or until the connection is lost: then why is raised (`NET-01`, `REC-01`)."""
        reader = threading.Thread(target=self._read, name="link-reader", daemon=True)
        reader.start()
        try:
            while not self._ended:
                self._jobs.get()()
        finally:
            self._ended = True
            self._socket.close()
            self._read_ahead.release()
            reader.join()

    def _read(self) -> None:
        try:
            while not self._ended:
                message = self._socket.receive(None)
                self._read_ahead.acquire()
                if message is not None:
                    self._jobs.put(partial(self._hand_over, message))
        except KnownError as problem:
            # A name bound by `except` ends with its block; the job outlives it.
            self._jobs.put(partial(_raise, problem))

    def _hand_over(self, message: LinkMessage) -> None:
        self._read_ahead.release()
        self._heard(message)


def _raise(error: KnownError) -> None:
    raise error


def _nothing() -> None:
    """Wakes who waits for a job."""
