"""What the hot path must know without asking the database: enrolled machines, current orders, who is admitted.

A snapshot is immutable. It is renewed when the database's directory version was raised: looked at once a second, and at once
where something asked for is not in it. So a revoked device is refused after a second at the latest, by every worker.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import msgspec
from msgspec.structs import replace

from question_packs.errors import KnownError
from question_packs.records.acts import Act, AdmitProvisional, VoidAndRestart, peek_act
from question_packs.records.orders import Officer, Policies, RosterEntry, SittingOrder
from question_packs.strict_json import decode_strict
from sync_server.store import acts, devices, orders
from sync_server.store.database import Connection, Database
from sync_server.store.devices import DeviceRow
from sync_server.store.orders import OrderRow

CHECK_AFTER_S = 1.0
# Kinds of acts that let in attempts which no order names.
ADMITTING_KINDS = ("admit_provisional", "void_and_restart")


@dataclass(frozen=True)
class Sitting:
    """A sitting by its current order. `roster` maps candidate number to entry.

    `admitted` holds (candidate number, form) of every revision ever published: whoever began under an earlier one is still
    taken in, because a room without a network may not have heard of the newer one. It also holds whom acts admitted: with
    another form after `void_and_restart`, and who is on no roster. The latter are in `provisional`, by candidate number,
    until an order names them. `restarted`: candidate number to the form with which a person began anew by such an act.
    `signing_orders`: the order with the officers of each revision, newest first.
    """

    order: SittingOrder
    digest: str
    sealed: bytes
    roster: dict[str, RosterEntry]
    admitted: frozenset[tuple[str, str]]
    provisional: dict[str, RosterEntry] = field(default_factory=dict)
    restarted: dict[str, str] = field(default_factory=dict)
    signing_orders: tuple[SittingOrder, ...] = ()

    @property
    def event_id(self) -> str:
        """The event it belongs to."""
        return self.order.event_id

    @cached_property
    def people(self) -> dict[str, RosterEntry]:
        """Everybody who may sit here, provisional candidates too, with the form whose attempt counts."""
        everybody = {**self.roster, **self.provisional}
        return {number: replace(each, form=self.restarted.get(number, each.form)) for number, each in everybody.items()}


@dataclass(frozen=True)
class Snapshot:
    """Everything known at one version. `devices` holds all machines that are not revoked."""

    version: int = -1
    devices: dict[str, DeviceRow] = field(default_factory=dict)
    sittings: dict[str, Sitting] = field(default_factory=dict)

    def room_sittings(self, room_id: str) -> list[Sitting]:
        """The sittings of a room."""
        return [each for each in self.sittings.values() if each.order.room_id == room_id]


class _Admitted(msgspec.Struct):
    candidate_number: str
    form: str


class _Revision(msgspec.Struct):
    """Only what is asked of earlier revisions: this program may read many of them, and wrote them all itself."""

    revision: int
    room_id: str
    candidates: tuple[_Admitted, ...]
    policies: Policies
    officers: tuple[Officer, ...] = ()

    def signing(self, order: SittingOrder) -> SittingOrder:
        """The order as the officers of this revision had it."""
        return replace(order, room_id=self.room_id, policies=self.policies, officers=self.officers)


_REVISION = msgspec.json.Decoder(_Revision)


def load_snapshot(connection: Connection) -> Snapshot:
    """What the database holds now."""
    version = devices.read_version(connection)
    revisions: dict[str, list[_Revision]] = defaultdict(list)
    for sitting_id, record in orders.all_records(connection):
        revisions[sitting_id].append(_REVISION.decode(record))
    admitting: dict[str, list[Act]] = defaultdict(list)
    for row in acts.acts_of_kinds(connection, ADMITTING_KINDS):
        admitting[row.sitting_id].append(peek_act(row.envelope))
    current = {
        row.sitting_id: _sitting(row, revisions[row.sitting_id], admitting[row.sitting_id])
        for row in orders.current_orders(connection)
    }
    known = {row.device_id: row for row in devices.all_devices(connection) if row.revoked_at is None}
    return Snapshot(version, known, current)


def _sitting(row: OrderRow, revisions: list[_Revision], admitting: list[Act]) -> Sitting:
    order = decode_strict(row.record, SittingOrder, "sitting order")
    roster = {each.candidate_number: each for each in order.candidates}
    admitted = {(each.candidate_number, each.form) for revision in revisions for each in revision.candidates}
    provisional: dict[str, RosterEntry] = {}
    restarted: dict[str, str] = {}
    forms = {each.form for each in order.forms}
    for act in sorted(admitting, key=lambda each: (each.at, each.act_id)):
        match act.body:
            case AdmitProvisional(entry) if entry.form in forms:
                provisional[entry.candidate_number] = entry
                admitted.add((entry.candidate_number, entry.form))
            case VoidAndRestart(candidate, form) if form in forms:
                restarted[candidate] = form
                admitted.add((candidate, form))
    provisional = {number: entry for number, entry in provisional.items() if number not in roster}
    newest_first = sorted(revisions, key=lambda each: -each.revision)
    signing_orders = tuple(each.signing(order) for each in newest_first)
    return Sitting(order, row.digest, row.sealed, roster, frozenset(admitted), provisional, restarted, signing_orders)


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

    def find_sitting(self, name: str) -> Sitting:
        """A sitting by its id; unknown: `CEN-40` naming those that exist."""
        sitting = self.sitting(name)
        if sitting is None:
            raise KnownError("CEN-40", sitting=name, known=", ".join(self.snapshot().sittings) or "-")
        return sitting

    def admitting(self, sitting_id: str, candidate_number: str, form: str) -> Sitting | None:
        """A sitting that takes in this person with this form; looks again before it says None.

        An act that admits somebody may have come a moment ago.
        """
        for snapshot in (self.snapshot, self.renew):
            sitting = snapshot().sittings.get(sitting_id)
            if sitting is not None and (candidate_number, form) in sitting.admitted:
                return sitting
        return None
