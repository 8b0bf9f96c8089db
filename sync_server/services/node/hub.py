"""The live link's middle: who is connected, what every seat said last, and who is to be told what.

Lives on the server's event loop and touches neither disk nor database. Every message is encoded once, however many listen. A
connection that does not read fast enough is let go after `QUEUE` messages and holds nobody up: it connects again and is
brought up to date by its `Hello`.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from question_packs.records.room import ActOutcome, IntegrityNotice, LinkMessage, SeatMessage, SeatReport
from question_packs.strict_json import encode
from sync_server.services.clock import now_text

QUEUE = 512
_MINUTE_S = 60.0


@dataclass(eq=False)
class Peer:
    """One connection. `sittings`: what a workstation has installed, or the one that a console watches; None: not said."""

    key_id: str
    sittings: frozenset[str] | None = None
    outbox: asyncio.Queue[tuple[str, ...]] = field(default_factory=lambda: asyncio.Queue(QUEUE))
    dropped: asyncio.Event = field(default_factory=asyncio.Event)

    def offer(self, *texts: str) -> None:
        """Send as soon as it reads; who lets the queue run full is let go."""
        try:
            self.outbox.put_nowait(texts)
        except asyncio.QueueFull:
            self.dropped.set()

    def concerns(self, sitting_id: str) -> bool:
        """Whether something of this sitting is for this connection."""
        return self.sittings is None or not sitting_id or sitting_id in self.sittings


def text_of(message: LinkMessage) -> str:
    """A message as it travels."""
    return encode(message).decode()


class RoomHub:
    """Everything that is connected to the node. Its methods run on the event loop, but for `from_any_thread`."""

    def __init__(self, wall_clock: Callable[[], str] = now_text, clock: Callable[[], float] = time.monotonic) -> None:
        self._wall_clock = wall_clock
        self._clock = clock
        self._loop: asyncio.AbstractEventLoop | None = None
        self._devices: dict[str, Peer] = {}
        self._watchers: set[Peer] = set()
        self._seats: dict[str, SeatMessage] = {}
        self._saves: deque[tuple[float, str, int]] = deque()

    def start(self) -> None:
        """Called on the event loop, before anybody connects."""
        self._loop = asyncio.get_running_loop()

    def from_any_thread(self, call: Callable[[], None]) -> None:
        """Run `call` on the event loop soon; nothing happens where no server runs."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call)

    # --- workstations

    def join(self, device_id: str) -> Peer:
        """A workstation connected; an older connection of the same one is let go."""
        peer = Peer(device_id)
        before = self._devices.get(device_id)
        self._devices[device_id] = peer
        if before is not None:
            before.dropped.set()
        self._show(device_id)
        return peer

    def leave(self, peer: Peer) -> None:
        """A connection ended."""
        if self._devices.get(peer.key_id) is peer:
            del self._devices[peer.key_id]
            self._show(peer.key_id)

    def is_connected(self, device_id: str) -> bool:
        """Whether a workstation is on the line now."""
        return device_id in self._devices

    def report(self, device_id: str, report: SeatReport) -> None:
        """How a workstation fares; told to every console that watches its sitting."""
        self._count_saves(report)
        self._seats[device_id] = SeatMessage(report, True, self._wall_clock())
        self._show(device_id)

    def _count_saves(self, report: SeatReport) -> None:
        before = self._seats.get(report.device_id)
        same = before is not None and before.report.attempt_id == report.attempt_id
        made = report.saves - before.report.saves if same and before is not None else 0
        if made > 0:
            self._saves.append((self._clock(), report.sitting_id, made))

    def _show(self, device_id: str) -> None:
        seat = self._seats.get(device_id)
        if seat is not None:
            seat = SeatMessage(seat.report, self.is_connected(device_id), seat.seen_at)
            self._seats[device_id] = seat
            self.tell_watchers(seat, seat.report.sitting_id)

    # --- everybody

    def tell_devices(self, message: LinkMessage, sitting_id: str) -> None:
        """To every connected workstation that has the sitting."""
        _offer(self._devices.values(), message, sitting_id)

    def tell_watchers(self, message: LinkMessage, sitting_id: str) -> None:
        """To every console that watches the sitting."""
        _offer(self._watchers, message, sitting_id)

    def tell_about(self, message: ActOutcome | IntegrityNotice) -> None:
        """What a workstation says, to the consoles of the sitting that it is in."""
        seat = self._seats.get(message.device_id)
        self.tell_watchers(message, "" if seat is None else seat.report.sitting_id)

    def watch(self, key_id: str, sitting_id: str) -> Peer:
        """A console connected."""
        peer = Peer(key_id, frozenset({sitting_id}))
        self._watchers.add(peer)
        return peer

    def unwatch(self, peer: Peer) -> None:
        """A console left."""
        self._watchers.discard(peer)

    # --- what is known (any thread)

    def seats(self, sitting_id: str) -> list[SeatMessage]:
        """The last word of every workstation that is in the sitting or in none."""
        return [each for each in list(self._seats.values()) if each.report.sitting_id in ("", sitting_id)]

    def saves_per_minute(self, sitting_id: str) -> int:
        """Durable answers of the sitting in the last minute."""
        since = self._clock() - _MINUTE_S
        while self._saves and self._saves[0][0] < since:
            self._saves.popleft()
        return sum(made for _, sitting, made in list(self._saves) if sitting == sitting_id)


def _offer(peers: Iterable[Peer], message: LinkMessage, sitting_id: str) -> None:
    listening = [each for each in peers if each.concerns(sitting_id)]
    text = text_of(message) if listening else ""
    for each in listening:
        each.offer(text)
