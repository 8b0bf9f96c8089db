"""One live workstation per attempt: who first begins it holds it, until a proctor's act moves or frees it.

The lease is the node's memory of that. Where it has none (a node that was replaced), segments, transfer acts and what the
workstations report take its place; so nothing depends on one node's disk. An attempt that nobody holds goes to whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from question_packs.errors import KnownError
from question_packs.records.acts import Act, ReleaseSignIn, Transfer
from question_packs.records.events import attempt_id_of
from question_packs.records.room import Lease, LeaseRequest, SeatMessage
from sync_server.services.clock import now_text
from sync_server.services.directory import Directory, Sitting
from sync_server.store import room
from sync_server.store.database import Connection, Database
from sync_server.store.room import LeaseRow

# A workstation in one of these states has nothing of an attempt in hand.
_NOT_AT_IT = ("idle", "signed_in", "submitted")


@dataclass(frozen=True)
class _Holder:
    device_id: str
    epoch: int


class RoomLeases:
    """Grants leases. `acts_of`: the acts of a sitting; `seats_of`: what its workstations said last."""

    def __init__(
        self,
        database: Database,
        directory: Directory,
        acts_of: Callable[[str], list[Act]],
        seats_of: Callable[[str], list[SeatMessage]],
        clock: Callable[[], str] = now_text,
    ) -> None:
        self._database = database
        self._directory = directory
        self._acts_of = acts_of
        self._seats_of = seats_of
        self._clock = clock

    def ask(self, device_id: str, request: LeaseRequest) -> Lease:
        """May this workstation begin or go on with the attempt?

        No, with the name of the one that has it: `ROM-02`. Not a sitting of this node: `ROM-25`; ids that do not belong
        together: `CEN-23`.
        """
        sitting = self._sitting_of(request)
        with self._database.write() as connection:
            holder = self._holder(connection, sitting, request)
            if holder is not None and holder.device_id not in ("", device_id):
                raise KnownError("ROM-02", device=self._name_of(holder.device_id))
            epoch = max(request.epoch, 0 if holder is None else holder.epoch)
            self._write(connection, sitting.event_id, request, device_id, epoch)
        return Lease(request.attempt_id, epoch)

    def _sitting_of(self, request: LeaseRequest) -> Sitting:
        sitting = self._directory.sitting(request.sitting_id)
        if sitting is None:
            raise KnownError("ROM-25", sitting=request.sitting_id)
        forms = {form for _, form in sitting.admitted}
        if request.attempt_id not in {attempt_id_of(request.sitting_id, request.candidate_number, form) for form in forms}:
            raise KnownError("CEN-23")
        return sitting

    def _holder(self, connection: Connection, sitting: Sitting, request: LeaseRequest) -> _Holder | None:
        """Whoever has the highest epoch; of equals who was granted it, then whom a person named first, then the evidence."""
        lease = room.find_lease(connection, sitting.event_id, request.attempt_id)
        found = [] if lease is None else [_Holder(lease.device_id, lease.epoch)]
        found += [_Holder(each.to_device, each.to_epoch) for each in self._transfers(request)]
        wrote = room.segment_holder(connection, sitting.event_id, request.attempt_id)
        found += [] if wrote is None else [_Holder(wrote[1], wrote[0])]
        found += [_Holder(each.report.device_id, each.report.epoch) for each in self._at_it(request)]
        return max(found, key=lambda each: each.epoch, default=None)

    def _transfers(self, request: LeaseRequest) -> list[Transfer]:
        acts = sorted(self._acts_of(request.sitting_id), key=lambda each: (each.at, each.act_id))
        bodies = [each.body for each in acts]
        return [each for each in bodies if isinstance(each, Transfer) and each.candidate == request.candidate_number]

    def _at_it(self, request: LeaseRequest) -> list[SeatMessage]:
        return [
            each
            for each in self._seats_of(request.sitting_id)
            if each.connected and each.report.attempt_id == request.attempt_id and each.report.state not in _NOT_AT_IT
        ]

    def _name_of(self, device_id: str) -> str:
        device = self._directory.device(device_id)
        return device_id[:12] if device is None else device.name

    def _write(self, connection: Connection, event_id: str, request: LeaseRequest, device_id: str, epoch: int) -> None:
        row = LeaseRow(
            event_id=event_id,
            attempt_id=request.attempt_id,
            sitting_id=request.sitting_id,
            candidate_number=request.candidate_number,
            device_id=device_id,
            epoch=epoch,
            granted_at=self._clock(),
        )
        room.put_lease(connection, row)

    def released(self, act: Act, is_connected: Callable[[str], bool]) -> None:
        """A proctor released a sign-in: a workstation that is silent loses its lease. One that is on the line keeps it."""
        sitting = self._directory.sitting(act.sitting_id)
        if not isinstance(act.body, ReleaseSignIn) or sitting is None:
            return
        candidate = act.body.candidate
        with self._database.write() as connection:
            for form in sorted({form for number, form in sitting.admitted if number == candidate}):
                attempt_id = attempt_id_of(act.sitting_id, candidate, form)
                request = LeaseRequest(act.sitting_id, candidate, attempt_id, 0)
                holder = self._holder(connection, sitting, request)
                if holder is not None and not is_connected(holder.device_id):
                    self._write(connection, sitting.event_id, request, "", holder.epoch)
