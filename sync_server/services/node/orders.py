"""What a room node installs: trust lists, sitting orders, packs, results; from the centre or from a stick alike.

The node opens an order with its own key, as the workstations do, and keeps its record where the centre keeps its own; so
the same directory and the same ingest serve both. The room's machines come from the orders: nobody is asked who is enrolled.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from question_packs.errors import KnownError
from question_packs.pack.reader import verify_pack
from question_packs.records.orders import SittingOrder, open_order
from question_packs.records.receipts import verify_result
from question_packs.strict_json import decode_strict, encode
from sync_server.services.clock import now_text
from sync_server.services.directory import Directory
from sync_server.services.node.files import RoomFiles
from sync_server.store import devices, orders, room, segments
from sync_server.store.database import Connection, Database
from sync_server.store.devices import DeviceRow
from sync_server.store.orders import OrderRow


class RoomOrders:
    """Installs what the centre sends to the room."""

    def __init__(self, database: Database, files: RoomFiles, directory: Directory) -> None:
        self._database = database
        self._files = files
        self._directory = directory

    def install_order(self, sealed: bytes) -> SittingOrder:
        """Take in an order for this room; an older revision changes nothing.

        Raises `ORD-01` (another room, or not sealed to this node), `SEA-01`/`SEA-02`, and `ROM-24` where it would change
        the packs of a sitting that has begun.
        """
        config = self._files.config
        order = open_order(sealed, self._files.key, self._files.trust, config.room_id)
        with self._database.write() as connection:
            before = orders.find_newest(connection, order.event_id, order.sitting_id)
            if before is not None and before.revision >= order.revision:
                return order
            if before is not None:
                _refuse_other_packs(connection, decode_strict(before.record, SittingOrder, "sitting order"), order)
            orders.add_order(connection, _row(order, sealed))
            devices.replace_devices(connection, _machines(connection))
        self._directory.renew()
        return order

    def has_order(self, digest: str) -> bool:
        """Whether this very order is installed as the newest of its sitting."""
        return any(each.digest == digest for each in self._directory.snapshot().sittings.values())

    def missing_packs(self) -> list[str]:
        """Digests of the packs that installed orders name and that are not here, each once."""
        needed: dict[str, None] = {}
        for sitting in self._directory.snapshot().sittings.values():
            order = sitting.order
            for form in [*order.forms, *([] if order.practice is None else [order.practice])]:
                needed[form.pack_digest] = None
        return [digest for digest in needed if not self._files.pack_path(digest).is_file()]

    def install_pack(self, path: Path) -> str:
        """Take in a pack file that the node may keep (`path` is moved), verified to the last byte (`PCK-…`); its digest."""
        trust = self._files.trust
        digest = verify_pack(path, trust.verify_keys("approver"), trust.approvals).digest
        path.replace(self._files.pack_path(digest))
        return digest

    def wanted_results(self) -> list[str]:
        """Attempts that the centre has whole, that the order shows to the candidate, and whose result is not here yet."""
        wanted = []
        with self._database.read() as connection:
            for sitting in self._directory.snapshot().sittings.values():
                if sitting.order.policies.show_result:
                    rows = segments.sitting_epochs(connection, sitting.event_id, sitting.order.sitting_id)
                    wanted += [row.attempt_id for row in rows if row.final_sequence is not None]
            receipted = room.receipted_attempts(connection, wanted)
        return [each for each in wanted if each in receipted and self._files.result(each) is None]

    def keep_result(self, envelope: bytes) -> str:
        """Take in a result that the centre signed (`SEA-…`); the attempt's id."""
        result = verify_result(envelope, self._files.trust)
        self._files.keep_result(result.attempt_id, envelope)
        return result.attempt_id


def _row(order: SittingOrder, sealed: bytes) -> OrderRow:
    return OrderRow(
        event_id=order.event_id,
        sitting_id=order.sitting_id,
        revision=order.revision,
        room_id=order.room_id,
        digest=hashlib.sha256(sealed).hexdigest(),
        record=encode(order),
        sealed=sealed,
        issued_at=order.issued_at,
    )


def _refuse_other_packs(connection: Connection, before: SittingOrder, after: SittingOrder) -> None:
    """Two people of one sitting never sit two versions of one form."""
    packs = {each.form: each.pack_digest for each in before.forms}
    changed = any(packs.get(each.form, each.pack_digest) != each.pack_digest for each in after.forms)
    if changed and segments.sitting_epochs(connection, after.event_id, after.sitting_id):
        raise KnownError("ROM-24", sitting=after.sitting_id, revision=after.revision)


def _machines(connection: Connection) -> list[DeviceRow]:
    """Every machine that a current order of the room names."""
    found: dict[str, DeviceRow] = {}
    for row in orders.current_orders(connection):
        for each in decode_strict(row.record, SittingOrder, "sitting order").devices:
            found[each.key_id] = DeviceRow(
                each.key_id, row.room_id, each.name, each.verify_key, each.recipient, now_text(), None, each.role
            )
    return list(found.values())
