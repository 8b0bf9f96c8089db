"""Workstations: enrolment tokens, devices, nonces, and the version that tells workers to look again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, tuple_, update

from sync_server.store.database import Connection
from sync_server.store.tables import device, directory_version, enrolment_token, nonce


@dataclass(frozen=True)
class DeviceRow:
    """A machine of a room: a workstation (`device`) or a room node (`node`). `revoked_at` is None while it may be used."""

    device_id: str
    room_id: str
    name: str
    verify_key: str
    recipient: str
    enrolled_at: str
    revoked_at: str | None
    role: str = "device"


@dataclass(frozen=True)
class TokenRow:
    """A one-time token, by its hash."""

    token_hash: str
    room_id: str
    room_title: str
    issued_at: str
    used_at: str | None
    device_id: str | None


def read_version(connection: Connection) -> int:
    """The version of devices and orders."""
    return connection.execute(select(directory_version.c.version)).scalar() or 0


def raise_version(connection: Connection) -> None:
    """Say that devices or orders changed."""
    changed = connection.execute(update(directory_version).values(version=directory_version.c.version + 1))
    if changed.rowcount == 0:
        connection.execute(insert(directory_version).values(only=1, version=1))


def add_token(connection: Connection, row: TokenRow) -> None:
    """A new token."""
    connection.execute(insert(enrolment_token).values(**row.__dict__))


def find_token(connection: Connection, token_hash: str) -> TokenRow | None:
    """The token, locked until the transaction ends, or None."""
    query = select(enrolment_token).where(enrolment_token.c.token_hash == token_hash).with_for_update()
    row = connection.execute(query).mappings().first()
    return None if row is None else TokenRow(**row)


def use_up_token(connection: Connection, token_hash: str, device_id: str, at: str) -> None:
    """The token was used by this device."""
    where = enrolment_token.c.token_hash == token_hash
    connection.execute(update(enrolment_token).where(where).values(used_at=at, device_id=device_id))


def add_device(connection: Connection, row: DeviceRow) -> None:
    """A new device."""
    connection.execute(insert(device).values(**row.__dict__))
    raise_version(connection)


def revoke_device(connection: Connection, device_id: str, at: str) -> None:
    """The device may not be used any more."""
    connection.execute(update(device).where(device.c.device_id == device_id).values(revoked_at=at))
    raise_version(connection)


def replace_devices(connection: Connection, rows: Iterable[DeviceRow]) -> None:
    """These devices and no others: what a room node knows from its orders."""
    connection.execute(delete(device))
    values = [row.__dict__ for row in rows]
    if values:
        connection.execute(insert(device), values)
    raise_version(connection)


def all_devices(connection: Connection) -> list[DeviceRow]:
    """Every device, revoked ones too, by room and time of enrolment."""
    rows = connection.execute(select(device).order_by(device.c.room_id, device.c.enrolled_at, device.c.device_id))
    return [DeviceRow(**row) for row in rows.mappings()]


def take_nonces(connection: Connection, pairs: Iterable[tuple[str, str]], now: int) -> set[tuple[str, str]]:
    """Store (device id, nonce) pairs seen at `now` (Unix seconds); return those that had been seen before."""
    wanted = list(dict.fromkeys(pairs))
    query = select(nonce.c.device_id, nonce.c.nonce).where(tuple_(nonce.c.device_id, nonce.c.nonce).in_(wanted))
    seen = {(row[0], row[1]) for row in connection.execute(query)}
    fresh = [{"device_id": each[0], "nonce": each[1], "seen_at": now} for each in wanted if each not in seen]
    if fresh:
        connection.execute(insert(nonce), fresh)
    return seen


def forget_nonces(connection: Connection, before: int) -> None:
    """Delete nonces seen before this Unix second."""
    connection.execute(delete(nonce).where(nonce.c.seen_at < before))
