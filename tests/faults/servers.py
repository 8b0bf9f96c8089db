"""The two servers of an exam day without sockets: the centre and a room node, real services over databases of their own."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from question_packs.errors import KnownError
from question_packs.records.acts import act_digest
from question_packs.records.events import event_hash
from question_packs.records.receipts import verify_receipt
from question_packs.records.segments import segment_digest
from question_packs.records.stick import open_bundle
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import encode
from sync_server.services.assemble import Assembled, assemble
from sync_server.services.directory import Directory
from sync_server.services.epoch_log import event_lines
from sync_server.services.ingest import Ingest
from sync_server.services.ingest_acts import ActIngest
from sync_server.store import acts, devices, orders, segments
from sync_server.store.database import Database
from sync_server.store.devices import DeviceRow
from sync_server.store.orders import OrderRow
from sync_server.store.upgrade import upgrade
from tests.rooms import SITTING, Room

PROBLEM = b'{"code"'


def lay_database(path: Path, room: Room) -> None:
    """A server's database on the morning of the day: the room's machines and the sitting's order."""
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    order = room.order
    with database.write() as connection:
        for machine in order.devices:
            row = DeviceRow(
                machine.key_id,
                order.room_id,
                machine.name,
                machine.verify_key,
                machine.recipient,
                order.issued_at,
                None,
                machine.role,
            )
            devices.add_device(connection, row)
        digest = hashlib.sha256(room.sealed_order).hexdigest()
        record = encode(order)
        row = OrderRow(
            order.event_id, SITTING, order.revision, order.room_id, digest, record, room.sealed_order, order.issued_at
        )
        orders.add_order(connection, row)
        devices.raise_version(connection)
    database.close()


@dataclass
class Server:
    """The centre, or (`key` of a node) a room node. `forwarded`: what of a node's the centre has receipted."""

    room: Room
    path: Path
    key: KeyPair
    upstream: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.database = Database(f"sqlite:///{self.path}")
        self.directory = Directory(self.database)
        self.ingest = Ingest(self.database, self.directory, self.key)
        self.act_ingest = ActIngest(self.database, self.directory, self.key)

    @classmethod
    def new(cls, room: Room, laid: Path, path: Path, key: KeyPair) -> Server:
        """A server of its own over a copy of the laid database."""
        shutil.copyfile(laid, path)
        return cls(room, path, key)

    def close(self) -> None:
        self.database.close()

    # --- what anybody may bring, by whatever road

    def take_segments(self, envelopes: list[bytes]) -> list[bytes]:
        """Receipts: the centre's where a node has it already, else this server's own."""
        answers = self.ingest.take(envelopes)
        return [self.upstream.get(segment_digest(each), answer) for each, answer in zip(envelopes, answers, strict=True)]

    def take_acts(self, envelopes: list[bytes]) -> list[bytes]:
        return self.act_ingest.take(envelopes)

    def take_stick(self, folder: Path) -> None:
        """Everything on a stick that is whole; what was torn stays there for the next time."""
        for path in sorted(folder.glob("segments/*.bundle")):
            try:
                envelope = open_bundle(path.read_bytes(), [self.key.identity])
            except KnownError as error:
                if error.code not in ("SEA-03", "REC-01"):
                    raise
                continue
            for receipt in self.take_segments([envelope]):
                if not receipt.startswith(PROBLEM) and self.key is self.room.centre:
                    target = folder / "receipts" / f"{segment_digest(envelope)}.receipt"
                    target.parent.mkdir(exist_ok=True)
                    target.write_bytes(receipt)
        self.take_acts([path.read_bytes() for path in sorted(folder.glob("acts/*.act"))])

    # --- what a node does

    def forward(self) -> tuple[list[bytes], list[bytes]]:
        """Segments and acts that the centre has not receipted yet."""
        with self.database.read() as connection:
            rows = segments.sitting_epochs(connection, self.room.order.event_id, SITTING)
            held = [
                row.envelope
                for attempt_id in sorted({row.attempt_id for row in rows})
                for row in segments.attempt_segments(connection, self.room.order.event_id, attempt_id)
            ]
            kept = [row.envelope for row in acts.sitting_acts(connection, self.room.order.event_id, SITTING)]
        return (
            [each for each in held if segment_digest(each) not in self.upstream],
            [each for each in kept if act_digest(each) not in self.upstream],
        )

    def receipted(self, receipts: list[bytes]) -> None:
        """The centre's receipts of what this node forwarded."""
        for each in receipts:
            if not each.startswith(PROBLEM):
                self.upstream[verify_receipt(each, self.room.trust).segment_digest] = each

    def receipts_of(self, digests: list[str]) -> list[bytes]:
        return [self.upstream[each] for each in digests if each in self.upstream]

    # --- what it holds

    def held(self, attempt_id: str) -> list[bytes]:
        with self.database.read() as connection:
            rows = segments.attempt_segments(connection, self.room.order.event_id, attempt_id)
            return [row.envelope for row in rows]

    def lines(self, attempt_id: str) -> set[str]:
        """Hashes of every event held, whichever log it belongs to."""
        with self.database.read() as connection:
            rows = segments.attempt_segments(connection, self.room.order.event_id, attempt_id)
            return {event_hash(line) for row in rows for line in event_lines(row)}

    def assembled(self, attempt_id: str) -> Assembled:
        with self.database.read() as connection:
            return assemble(segments.attempt_segments(connection, self.room.order.event_id, attempt_id), None)

    def act_ids(self) -> list[str]:
        with self.database.read() as connection:
            return [row.act_id for row in acts.sitting_acts(connection, self.room.order.event_id, SITTING)]
