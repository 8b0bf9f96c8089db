"""What the hot path must know without asking the database: enrolled devices, current orders and their rosters.

A snapshot is immutable. It is renewed when the database's directory version was raised: looked at once a second, and at once
where something asked for is not in it. So a revoked device is refused after a second at the latest, by every worker.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from question_packs.records.orders import RosterEntry, SittingOrder
from question_packs.strict_json import decode_strict
from sync_server.store import devices, orders
from sync_server.store.database import Connection, Database
from sync_server.store.devices import DeviceRow

CHECK_AFTER_S = 1.0


@dataclass(frozen=True)
class Sitting:
    """A sitting by its current order. `roster` maps candidate number to entry.

    `admitted` holds (candidate number, form) of every revision ever published: whoever began under an earlier one is still
    taken in, because a room without a network may not have heard of the newer one.
    """

    order: SittingOrder
    digest: str
    sealed: bytes
    roster: dict[str, RosterEntry]
    admitted: frozenset[tuple[str, str]]

    @property
    def event_id(self) -> str:
        """The event it belongs to."""
        return self.order.event_id


@dataclass(frozen=True)
class Snapshot:
    """Everything known at one version. `devices` holds those that are not revoked."""

    version: int = -1
    devices: dict[str, DeviceRow] = field(default_factory=dict)
    sittings: dict[str, Sitting] = field(default_factory=dict)

    def room_sittings(self, room_id: str) -> list[Sitting]:
        """The sittings of a room."""
        return [each for each in self.sittings.values() if each.order.room_id == room_id]


class _Admitted(msgspec.Struct):
    candidate_number: str
    form: str


class _Roster(msgspec.Struct):
    """Only the roster of an order: this program may read many revisions, and wrote them all itself."""

    candidates: tuple[_Admitted, ...]

    def admitted(self) -> set[tuple[str, str]]:
        return {(each.candidate_number, each.form) for each in self.candidates}


_ROSTER = msgspec.json.Decoder(_Roster)


def load_snapshot(connection: Connection) -> Snapshot:
    """What the database holds now."""
    version = devices.read_version(connection)
    admitted: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for sitting_id, record in orders.all_records(connection):
        admitted[sitting_id] |= _ROSTER.decode(record).admitted()
    current = {}
    for row in orders.current_orders(connection):
        order = decode_strict(row.record, SittingOrder, "sitting order")
        roster = {each.candidate_number: each for each in order.candidates}
        current[row.sitting_id] = Sitting(order, row.digest, row.sealed, roster, frozenset(admitted[row.sitting_id]))
    known = {row.device_id: row for row in devices.all_devices(connection) if row.revoked_at is None}
    return Snapshot(version, known, current)


class Directory:
    """Hands out the current snapshot. Safe for several threads."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._clock = clock
        self._snapshot = Snapshot()
        self._checked_at = float("-inf")
        self._renewing = threading.Lock()

    def snapshot(self) -> Snapshot:
        """What is known, at most a second old."""
        if self._clock() - self._checked_at >= CHECK_AFTER_S:
            self.renew()
        return self._snapshot

    def renew(self) -> Snapshot:
        """Look at the version now, and load what changed."""
        with self._renewing, self._database.read() as connection:
            if devices.read_version(connection) != self._snapshot.version:
                self._snapshot = load_snapshot(connection)
            self._checked_at = self._clock()
            return self._snapshot

    def device(self, device_id: str) -> DeviceRow | None:
        """An enrolled device; looks again before it says None."""
        return self.snapshot().devices.get(device_id) or self.renew().devices.get(device_id)

    def device_key(self, device_id: str) -> str | None:
        """The public key of an enrolled device; looks again before it says None."""
        device = self.device(device_id)
        return None if device is None else device.verify_key

    def sitting(self, sitting_id: str) -> Sitting | None:
        """A sitting; looks again before it says None."""
        return self.snapshot().sittings.get(sitting_id) or self.renew().sittings.get(sitting_id)
