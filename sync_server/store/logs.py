"""The append-only logs of an event: its Merkle log and its audit log.

Who appends locks the log's head row first; so the positions have no gap, whatever number of workers there is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from question_packs.records.merkle import leaf_hash
from sync_server.store.database import Connection
from sync_server.store.tables import audit_entry, log_head, log_leaf

OBJECTS = "objects"
AUDIT = "audit"


@dataclass(frozen=True)
class Leaf:
    """An object that was accepted: `kind` is segment, act, order or result; `digest` the SHA-256 (hex) of its bytes."""

    kind: str
    digest: str


@dataclass(frozen=True)
class AuditRow:
    """One line of the audit log. `hash` is over all other fields, `previous_hash` among them."""

    event_id: str
    position: int
    at: str
    who: str
    act: str
    subject: str
    detail: str
    previous_hash: str
    hash: str


def lock_head(connection: Connection, event_id: str, log: str) -> tuple[int, str]:
    """The size and head hash of a log, locked until the transaction ends."""
    query = (
        select(log_head.c.size, log_head.c.head_hash)
        .where((log_head.c.event_id == event_id) & (log_head.c.log == log))
        .with_for_update()
    )
    row = connection.execute(query).first()
    if row is None:
        try:
            with connection.begin_nested():
                connection.execute(insert(log_head).values(event_id=event_id, log=log, size=0, head_hash=""))
        except IntegrityError:
            pass  # another worker was first; its row is the one to lock
        row = connection.execute(query).one()
    return row[0], row[1]


def read_head(connection: Connection, event_id: str, log: str) -> tuple[int, str]:
    """The size and head hash of a log, without locking it."""
    where = (log_head.c.event_id == event_id) & (log_head.c.log == log)
    row = connection.execute(select(log_head.c.size, log_head.c.head_hash).where(where)).first()
    return (0, "") if row is None else (row[0], row[1])


def _move_head(connection: Connection, event_id: str, log: str, size: int, head_hash: str) -> None:
    where = (log_head.c.event_id == event_id) & (log_head.c.log == log)
    connection.execute(update(log_head).where(where).values(size=size, head_hash=head_hash))


def append_leaves(connection: Connection, event_id: str, position: int, leaves: Sequence[Leaf]) -> None:
    """Append leaves to the event's Merkle log at `position`, the size that `lock_head` gave."""
    rows = [
        {"event_id": event_id, "position": position + offset, "kind": leaf.kind, "digest": leaf.digest}
        for offset, leaf in enumerate(leaves)
    ]
    if rows:
        connection.execute(insert(log_leaf), rows)
        _move_head(connection, event_id, OBJECTS, position + len(rows), "")


def leaf_hashes(connection: Connection, event_id: str) -> list[bytes]:
    """The leaf hashes (RFC 9162) of the event's log, in order; a leaf's data are the 32 bytes of its object's digest."""
    query = select(log_leaf.c.digest).where(log_leaf.c.event_id == event_id).order_by(log_leaf.c.position)
    return [leaf_hash(bytes.fromhex(digest)) for digest in connection.execute(query).scalars()]


def audit_hash(row: AuditRow) -> str:
    """The hash that a line of the audit log must have."""
    fields = (row.event_id, str(row.position), row.at, row.who, row.act, row.subject, row.detail, row.previous_hash)
    return hashlib.sha256("\x1f".join(fields).encode()).hexdigest()


def append_audit(
    connection: Connection, event_id: str, *, at: str, who: str, act: str, subject: str, detail: str = ""
) -> None:
    """Append one line to the audit log of an event (empty: of the centre)."""
    position, previous_hash = lock_head(connection, event_id, AUDIT)
    row = AuditRow(event_id, position, at, who, act, subject, detail, previous_hash, "")
    digest = audit_hash(row)
    connection.execute(insert(audit_entry).values(**{**row.__dict__, "hash": digest}))
    _move_head(connection, event_id, AUDIT, position + 1, digest)


def is_told(connection: Connection, event_id: str, act: str, subject: str) -> bool:
    """Whether the event's audit log holds this act on this subject."""
    c = audit_entry.c
    where = (c.event_id == event_id) & (c.act == act) & (c.subject == subject)
    return connection.execute(select(c.position).where(where).limit(1)).first() is not None


def audit_rows(connection: Connection, event_id: str | None = None, kinds: Sequence[str] | None = None) -> list[AuditRow]:
    """The audit log of an event, or all logs, in order; of `kinds` of acts only, or all."""
    query = select(audit_entry).order_by(audit_entry.c.event_id, audit_entry.c.position)
    if event_id is not None:
        query = query.where(audit_entry.c.event_id == event_id)
    if kinds is not None:
        query = query.where(audit_entry.c.act.in_(kinds))
    return [AuditRow(**row) for row in connection.execute(query).mappings()]
