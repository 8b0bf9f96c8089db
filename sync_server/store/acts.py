"""Proctor acts as they came, at the centre and at the room node."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select

from sync_server.store.database import Connection
from sync_server.store.tables import act


@dataclass(frozen=True)
class ActRow:
    """A stored act: `envelope` is what the officers signed, `receipt` what this machine answered.

    `kind` as `records.acts.kind_of` names it. `upstream_receipt`: the centre's, where a room node has it already.
    """

    event_id: str
    act_id: str
    digest: str
    sitting_id: str
    kind: str
    log_position: int
    received_at: str
    envelope: bytes
    receipt: bytes
    upstream_receipt: bytes | None = None


def find_acts(connection: Connection, event_id: str, act_ids: Sequence[str]) -> dict[str, ActRow]:
    """Those of `act_ids` that are stored already."""
    query = select(act).where((act.c.event_id == event_id) & act.c.act_id.in_(act_ids))
    return {row.act_id: ActRow(*row) for row in connection.execute(query)}


def add_acts(connection: Connection, rows: Sequence[ActRow]) -> None:
    """Store new acts with their receipts."""
    if rows:
        connection.execute(insert(act), [row.__dict__ for row in rows])


def sitting_acts(connection: Connection, event_id: str, sitting_id: str, kinds: Sequence[str] | None = None) -> list[ActRow]:
    """The acts of a sitting, all or those of `kinds`, in the order in which they came."""
    query = select(act).where((act.c.event_id == event_id) & (act.c.sitting_id == sitting_id))
    if kinds is not None:
        query = query.where(act.c.kind.in_(kinds))
    return [ActRow(*row) for row in connection.execute(query.order_by(act.c.log_position))]


def acts_of_kinds(connection: Connection, kinds: Sequence[str]) -> list[ActRow]:
    """Every act of these kinds, of all events, in the order in which they came."""
    query = select(act).where(act.c.kind.in_(kinds)).order_by(act.c.event_id, act.c.log_position)
    return [ActRow(*row) for row in connection.execute(query)]
