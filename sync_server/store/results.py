"""Results of scoring, and decisions about forked attempts. Both only grow."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, insert, select

from sync_server.store.database import Connection
from sync_server.store.tables import resolution, result


@dataclass(frozen=True)
class ResultRow:
    """One scoring of one attempt. `basis` names everything that went into it; `record` is its JSON."""

    event_id: str
    attempt_id: str
    number: int
    sitting_id: str
    status: str
    basis: str
    scored_at: str
    scored_by: str
    record: bytes


@dataclass(frozen=True)
class ResolutionRow:
    """Whose log counts in a forked attempt, by whom and why."""

    event_id: str
    attempt_id: str
    number: int
    device_id: str
    by: str
    reason: str
    at: str


def newest_results(connection: Connection, event_id: str, attempt_ids: list[str]) -> dict[str, ResultRow]:
    """The newest result of each attempt that has one."""
    c = result.c
    query = select(result).where((c.event_id == event_id) & c.attempt_id.in_(attempt_ids)).order_by(c.number)
    return {row.attempt_id: ResultRow(*row) for row in connection.execute(query)}


def add_results(connection: Connection, rows: list[ResultRow]) -> None:
    """Store results."""
    if rows:
        connection.execute(insert(result), [row.__dict__ for row in rows])


def newest_resolutions(connection: Connection, event_id: str, attempt_ids: list[str]) -> dict[str, ResolutionRow]:
    """The decision that counts now, of each attempt that has one."""
    c = resolution.c
    query = select(resolution).where((c.event_id == event_id) & c.attempt_id.in_(attempt_ids)).order_by(c.number)
    return {row.attempt_id: ResolutionRow(*row) for row in connection.execute(query)}


def add_resolution(
    connection: Connection, event_id: str, attempt_id: str, *, device_id: str, by: str, reason: str, at: str
) -> None:
    """A further decision about an attempt."""
    where = (resolution.c.event_id == event_id) & (resolution.c.attempt_id == attempt_id)
    highest = connection.execute(select(func.max(resolution.c.number)).where(where)).scalar()
    number = 0 if highest is None else highest + 1
    row = ResolutionRow(event_id, attempt_id, number, device_id, by, reason, at)
    connection.execute(insert(resolution).values(**row.__dict__))
