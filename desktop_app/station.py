"""Everything of a running workstation but its window: services, threads, roads, and how they are tied together.

Half of the composition root: `desktop_app.app` puts the kiosk's window on it. A program without a window (rooms of many PCs
on one machine, for tests and demonstrations) runs on it as it is, with Qt's event loop.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.gui.background import Background
from desktop_app.gui.link_runner import LinkRunner
from desktop_app.gui.room_link import RoomLink
from desktop_app.gui.sync_timer import SyncTimer
from question_packs.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.lockdown.pc import Level, Lockdown
    from desktop_app.services.kiosk import Kiosk
    from desktop_app.services.machine import Machine
    from desktop_app.services.room import Node, RoomClient
    from desktop_app.services.sittings import Sittings
    from desktop_app.services.synchronise import Step, Synchroniser
    from desktop_app.services.workstation import Workstation

log = logging.getLogger(__name__)


class Station:
    """One PC. `online` False leaves the network alone: a room that works by code and stick. `node`: a typed address.

    On the GUI thread `on_fetched` hears that new orders or packs came, `on_link` how the road to the room node is, and
    `on_find_failed` why `find_node` found none.
    """

    def __init__(self, state: Path, *, online: bool = True, node: str | None = None, machine: Machine | None = None) -> None:
        self._state = state
        self._online = online
        self._node = node
        self._machine = machine
        self._sittings: Sittings | None = None
        self._synchroniser: Synchroniser | None = None
        self._room: RoomClient | None = None
        self._lockdown: Lockdown | None = None
        self._road = RoomLink()
        self.kiosk: Kiosk | None = None
        self.on_fetched: Callable[[], None] = lambda: None
        self.on_link: Callable[[RoomLink], None] = lambda link: None
        self.on_find_failed: Callable[[Exception], None] = lambda error: None
        self.background = Background()
        self.sync_timer = SyncTimer(self.background.network)
        self.link = LinkRunner(self.background.link)
        self.link.connected.connect(self._linked)
        self.link.on_skew = self._tell_skew

    def open(self) -> Kiosk:
        """Open the PC's folder and start what runs behind the pages. On the store's thread.

        Imports here, because the first page is painted before.
        """
        from desktop_app.lockdown.pc import Lockdown
        from desktop_app.services.kiosk import Kiosk
        from desktop_app.services.machine import Machine
        from desktop_app.services.sittings import Sittings
        from desktop_app.services.workstation import Workstation
        from desktop_app.store.device import DeviceFolder
        from question_packs.redacted_log import write_log_to

        # What was imported stays for good: looking through it again and again would hold up a page of the exam.
        gc.freeze()
        folder = DeviceFolder(self._state)
        write_log_to(folder.log_folder, "kiosk")
        self._lockdown = Lockdown(folder.root)
        # What an exam that a power cut ended has left locked down.
        _log_failures(self._lockdown.revert())
        workstation = Workstation(folder, self._machine or Machine())
        sittings = self._sittings = Sittings(workstation)
        kiosk = self.kiosk = Kiosk(workstation, sittings, self.background.store)
        kiosk.on_outbox = self._hurry
        kiosk.on_outcome = self.link.outcome
        workstation.stick_readers.append(partial(self._read_acts, workstation))
        if self._online:
            self._go_online(workstation, sittings, kiosk)
        return kiosk

    def _go_online(self, workstation: Workstation, sittings: Sittings, kiosk: Kiosk) -> None:
        from desktop_app.gui.call_on import CallOn
        from desktop_app.services.live_link import LiveLink
        from desktop_app.services.room import RoomClient
        from desktop_app.services.synchronise import Synchroniser

        on_store = CallOn(self.background.store)
        room = self._room = RoomClient(workstation, on_store, self._node)
        workstation.stick_readers.append(room.take_stick)
        kiosk.lease, kiosk.fetch_attempt = room.lease, room.fetch_attempt
        self._synchroniser = Synchroniser(workstation, sittings, on_store, room, kiosk.acts)
        self.sync_timer.begin(self._synchroniser.step, self._tell_step)
        self.link.begin(LiveLink(workstation, room, kiosk.acts, on_store))

    def stop(self) -> None:
        """End in order: no more synchronising, the link, the threads, the lock-down, the roads, the stores."""
        self.sync_timer.stop()
        self.link.stop()
        self.background.stop()
        if self._lockdown is not None:
            _log_failures(self._lockdown.revert())
        if self._synchroniser is not None:
            self._synchroniser.close()
        if self._sittings is not None:
            self._sittings.close()

    def lock_down(self, level: Level, windows: Sequence[int]) -> None:
        """An exam begins: lock this PC down, on the store's thread. `windows`: handles of the program's own."""
        lockdown = self._lockdown
        assert lockdown is not None
        self.background.store.run(lambda: lockdown.perform(level, windows), _log_failures, _raise)

    def give_back(self) -> None:
        """The exam is over: this PC as it was before, on the store's thread."""
        lockdown = self._lockdown
        if lockdown is not None:
            self.background.store.run(lockdown.revert, _log_failures, _raise)

    def _hurry(self) -> None:
        """Something is to be sent now, and its receipt is waited for."""
        if self._synchroniser is not None:
            self._synchroniser.hurry()
        self.sync_timer.wake()

    def find_node(self, address: str) -> None:
        """Look for the room node at an address, or everywhere in the room where it is empty; then link to it. GUI thread."""
        room = self._room
        if room is not None:
            self._tell_road(replace(self._road, searching=True))
            self.background.network.run(lambda: room.find(address or None), self._found, self._not_found)

    def _found(self, _: Node) -> None:
        self._tell_road(replace(self._road, searching=False))
        self.link.reconnect()

    def _not_found(self, error: Exception) -> None:
        self._tell_road(replace(self._road, searching=False))
        self.on_find_failed(error)

    def _linked(self, connected: bool) -> None:
        node = self._room.node() if self._room else None
        name = node.card.node_name if node else ""
        if connected != self._road.connected:
            self._tell_road(replace(self._road, connected=connected, node_name=name, since=_clock()))
        # A node that is there again, or another one in its place, gets at once what it does not hold.
        if connected:
            self._hurry()

    def _tell_road(self, road: RoomLink) -> None:
        self._road = road
        self.on_link(road)

    def _read_acts(self, workstation: Workstation, stick: Path) -> None:
        """Take in the proctor's acts that lie on a stick; what is not for this PC is passed over. On the store's thread."""
        from desktop_app.sync.folder_transport import stick_acts

        assert self.kiosk is not None
        for envelope in stick_acts(stick, workstation.room_identities()):
            try:
                act = self.kiosk.acts.take(envelope)
            except KnownError as error:
                log.warning("act on a stick refused: %s", error.code)
            else:
                if act is not None:
                    self.link.deliver(act)

    def _tell_skew(self, skew_ms: int) -> None:
        if self.kiosk is not None:
            self.kiosk.clock_skew_ms = skew_ms

    def _tell_step(self, step: Step) -> None:
        """On the GUI thread: the exam page learns how far the centre has come, the first page what came from it."""
        assert self._sittings is not None
        if step.error is None:
            self._tell_road(replace(self._road, synchronised_at=_clock()))
        if step.fetched:
            self.on_fetched()
        for receipt in step.receipts:
            heard = self._sittings.on_reached.get(receipt.attempt_id)
            if heard is not None:
                heard(receipt.sequence_reached)


def _log_failures(failures: list[KnownError]) -> None:
    """What could not be locked down or given back keeps nobody from the exam."""
    for failure in failures:
        log.error("lock-down: %s %s", failure.code, failure.values["step"])


def _raise(error: Exception) -> None:
    raise error


def _clock() -> str:
    return datetime.now().astimezone().strftime("%H.%M")
