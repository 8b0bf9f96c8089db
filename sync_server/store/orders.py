"""Events, their sitting orders in every revision, and the facts of their forms."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select

from sync_server.store.database import Connection
from sync_server.store.tables import event, form, sitting_order


@dataclass(frozen=True)
class OrderRow:
    """One revision of a sitting order: `record` is its plain JSON, `sealed` the bytes of the `.order` file."""

    event_id: str
    sitting_id: str
    revision: int
    room_id: str
    digest: str
    record: bytes
    sealed: bytes
    issued_at: str


def put_event(connection: Connection, event_id: str, record: bytes, at: str) -> None:
    """What the organiser wrote of the event, instead of what was written before."""
    connection.execute(delete(event).where(event.c.event_id == event_id))
    connection.execute(insert(event).values(event_id=event_id, record=record, published_at=at))


def find_event(connection: Connection, event_id: str) -> bytes | None:
    """The event's record."""
    return connection.execute(select(event.c.record).where(event.c.event_id == event_id)).scalar()


def add_order(connection: Connection, row: OrderRow) -> None:
    """A new revision of an order."""
    connection.execute(insert(sitting_order).values(**row.__dict__))


def current_orders(connection: Connection) -> list[OrderRow]:
    """The newest revision of every sitting, by event and sitting."""
    keys = (sitting_order.c.event_id, sitting_order.c.sitting_id)
    newest = select(*keys, func.max(sitting_order.c.revision).label("revision")).group_by(*keys).subquery()
    query = select(sitting_order).join(
        newest,
        (newest.c.event_id == sitting_order.c.event_id)
        & (newest.c.sitting_id == sitting_order.c.sitting_id)
        & (newest.c.revision == sitting_order.c.revision),
    )
    rows = connection.execute(query.order_by(*keys)).mappings()
    return [OrderRow(**row) for row in rows]


def find_newest(connection: Connection, event_id: str, sitting_id: str) -> OrderRow | None:
    """The newest revision of a sitting's order."""
    c = sitting_order.c
    query = select(sitting_order).where((c.event_id == event_id) & (c.sitting_id == sitting_id))
    row = connection.execute(query.order_by(c.revision.desc()).limit(1)).mappings().first()
    return None if row is None else OrderRow(**row)


def all_records(connection: Connection) -> list[tuple[str, bytes]]:
    """Sitting id and plain record of every revision of every order."""
    query = select(sitting_order.c.sitting_id, sitting_order.c.record)
    return [(row[0], row[1]) for row in connection.execute(query)]


def put_form(connection: Connection, event_id: str, pack_digest: str, record: bytes) -> None:
    """The facts of a pack; the digest names them, so they never change."""
    where = (form.c.event_id == event_id) & (form.c.pack_digest == pack_digest)
    if connection.execute(select(form.c.pack_digest).where(where)).first() is None:
        connection.execute(insert(form).values(event_id=event_id, pack_digest=pack_digest, record=record))


def find_form(connection: Connection, event_id: str, pack_digest: str) -> bytes | None:
    """The facts of a pack, or None."""
    where = (form.c.event_id == event_id) & (form.c.pack_digest == pack_digest)
    return connection.execute(select(form.c.record).where(where)).scalar()
