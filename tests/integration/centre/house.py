"""A real centre for tests: folder, database, enrolled PC, a sitting whose order was stored as `publish` stores it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from question_packs.records.enrolment import EnrolmentRequest
from question_packs.records.orders import Policies, RosterEntry, SittingOrder
from question_packs.records.receipts import Receipt, verify_receipt
from question_packs.scoring.answer_key import AnswerKey, seal_answer_key
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import encode
from sync_server.app import Centre
from sync_server.services.centre_files import CentreConfig, CentreFiles
from sync_server.services.event_file import EventEntry, EventFile, OfficialEntry, Officials, SittingEntry
from sync_server.store import devices, orders
from sync_server.store.orders import OrderRow
from sync_server.store.upgrade import upgrade
from tests.samples import FORM, SITTING, answer_key, assessment_test, candidate, right_wrong, sitting_order

ITEMS = ("S-1", "S-2", "S-3")


@dataclass
class House:
    """A centre, one enrolled PC and the approvers of its packs."""

    centre: Centre
    device: KeyPair
    approvers: list[KeyPair]

    def receipt(self, envelope: bytes) -> Receipt:
        return verify_receipt(envelope, self.centre.files.trust)

    def take(self, *envelopes: bytes) -> list[Receipt]:
        return [self.receipt(each) for each in self.centre.ingest.take(envelopes)]

    def enrol(self, device: KeyPair, room: str = "ruang-1") -> None:
        ticket = self.centre.enrolment.issue_tickets(room, "Ruang 1", 1, "uji")[0]
        request = EnrolmentRequest("lontar.enrolment-request/1", ticket.token, device.public)
        self.centre.enrolment.accept(encode(request))

    def put_key(self, key: AnswerKey) -> None:
        path = self.centre.files.answer_key_path(key.pack_digest)
        path.write_bytes(seal_answer_key(key, self.approvers, [self.centre.files.centre_key.public.recipient]))

    def put_order(self, order: SittingOrder) -> bytes:
        """Store an order; returns the (made up) sealed bytes."""
        sealed = b"sealed " + encode(order)
        digest = hashlib.sha256(sealed).hexdigest()
        row = OrderRow(
            order.event_id, order.sitting_id, order.revision, order.room_id, digest, encode(order), sealed, order.issued_at
        )
        with self.centre.database.write() as connection:
            orders.put_event(connection, order.event_id, encode(event_file(order)), order.issued_at)
            orders.add_order(connection, row)
            orders.put_form(connection, order.event_id, "0" * 64, encode(assessment_test(*ITEMS)))
            devices.raise_version(connection)
        return sealed


def event_file(order: SittingOrder) -> EventFile:
    """The event file from which this order could have been made."""
    sitting = order.sitting_id.removeprefix(f"{order.event_id}-")
    official = OfficialEntry("Kepala Badan Uji")
    return EventFile(
        event=EventEntry(order.event_id, order.event_title, order.organiser, order.purpose, order.time_zone, "Kota Uji"),
        letterhead=("BADAN UJI",),
        officials=Officials(official, (OfficialEntry("Ketua"), OfficialEntry("Pengawas"))),
        forms={},
        sittings=(SittingEntry(sitting, "Sesi", order.room_id, order.room_title, order.opens_at, order.closes_at),),
        roster="peserta.csv",
    )


def new_centre(folder: Path, database_url: str, approvers: list[KeyPair]) -> Centre:
    config = CentreConfig("lontar.centre/1", "Pusat Uji", ("127.0.0.1",), 8443, database_url)
    centre = Centre(CentreFiles.create(folder, config, [each.public for each in approvers]))
    upgrade(centre.database)
    return centre


def furnish(centre: Centre, device: KeyPair, approvers: list[KeyPair]) -> House:
    """Enrol the PC, store one sitting of one room with three people and the answer key of its form."""
    house = House(centre, device, approvers)
    house.enrol(device)
    people: list[RosterEntry] = [candidate(number, FORM) for number in ("001", "002", "003")]
    order = sitting_order(*people)
    assert order.sitting_id == SITTING
    house.put_order(order)
    house.put_key(answer_key(*(right_wrong(each, "A") for each in ITEMS)))
    return house


def shown(order: SittingOrder, revision: int) -> SittingOrder:
    """The next revision of an order, which shows results."""
    return msgspec.structs.replace(order, revision=revision, policies=Policies(show_result=True))
