"""Provisional candidates: whoever sat on a proctor's instruction without being on the roster, until the centre decides.

Their answers are taken in like everybody's. They are scored only after somebody at the centre confirmed; that, and a
refusal, is an entry of the event's audit log, and the newest entry counts. Who is on a later revision's roster needs none.
"""

from __future__ import annotations

from dataclasses import dataclass

from question_packs.errors import KnownError
from question_packs.records.orders import RosterEntry
from sync_server.reports.data import Standing
from sync_server.services.clock import now_text
from sync_server.services.directory import Sitting
from sync_server.store import logs
from sync_server.store.database import Connection, Database

_ACTS: dict[str, Standing] = {"provisional_confirm": "confirmed", "provisional_refuse": "refused"}


@dataclass(frozen=True)
class ProvisionalCandidate:
    """Somebody who is on no roster, as the proctor's act admitted them."""

    entry: RosterEntry
    standing: Standing


def standings(connection: Connection, sitting: Sitting) -> dict[str, Standing]:
    """How each provisional candidate of a sitting stands, by candidate number."""
    found: dict[str, Standing] = dict.fromkeys(sitting.provisional, "waiting")
    for row in logs.audit_rows(connection, sitting.event_id, tuple(_ACTS)):
        sitting_id, _, number = row.subject.partition(" ")
        if sitting_id == sitting.order.sitting_id and number in found:
            found[number] = _ACTS[row.act]
    return found


class ProvisionalDesk:
    """Lists and decides."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def listed(self, sitting: Sitting) -> list[ProvisionalCandidate]:
        """Everybody of the sitting who is on no roster, by candidate number."""
        with self._database.read() as connection:
            found = standings(connection, sitting)
        return [ProvisionalCandidate(sitting.provisional[number], found[number]) for number in sorted(found)]

    def decide(self, sitting: Sitting, number: str, standing: Standing, who: str, reason: str) -> None:
        """Confirm or refuse somebody; not a provisional candidate of the sitting, or no reason: `CEN-44`."""
        if number not in sitting.provisional or not reason.strip():
            raise KnownError("CEN-44", number=number, sitting=sitting.order.sitting_id)
        act = next(name for name, meant in _ACTS.items() if meant == standing)
        subject = f"{sitting.order.sitting_id} {number}"
        with self._database.write() as connection:
            logs.append_audit(connection, sitting.event_id, at=now_text(), who=who, act=act, subject=subject, detail=reason)
