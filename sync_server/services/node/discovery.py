"""Answers "where is the room's node?" on the LAN, so that nobody needs a fixed address: one datagram, the node's card."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable

from question_packs.records.room import DISCOVERY_QUESTION

_log = logging.getLogger(__name__)
_MOST_BYTES = 512


class Discovery:
    """Start, stop. Where the port cannot be had the node goes on without: its address can be typed or read from a stick."""

    def __init__(self, room_id: str, card: Callable[[], bytes], port: int) -> None:
        self._question = DISCOVERY_QUESTION + room_id.encode()
        self._card = card
        self._port = port
        self._socket: socket.socket | None = None
        self._thread = threading.Thread(target=self._run, name="discovery", daemon=True)

    def start(self) -> None:
        """Begin to answer."""
        listening = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            listening.bind(("", self._port))
        except OSError:
            _log.warning("discovery: port %d is taken", self._port)
            listening.close()
            return
        self._socket = listening
        self._thread.start()

    @property
    def port(self) -> int:
        """Where it really listens; 0: nowhere."""
        return 0 if self._socket is None else int(self._socket.getsockname()[1])

    def stop(self) -> None:
        """Answer nobody any more."""
        if self._socket is None:
            return
        port = self.port
        listening, self._socket = self._socket, None
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as waker:
            waker.sendto(b"", ("127.0.0.1", port))
        self._thread.join()
        listening.close()

    def _run(self) -> None:
        while (listening := self._socket) is not None:
            try:
                question, sender = listening.recvfrom(_MOST_BYTES)
                if question == self._question:
                    listening.sendto(self._card(), sender)
            except OSError as error:
                # Windows tells here that an earlier answer reached nobody.
                _log.info("discovery: %s", error.errno)
