"""What the node holds for the workstations of the room: segments, the centre's receipts and results."""

from __future__ import annotations

import re
from collections.abc import Sequence

from question_packs.errors import KnownError
from question_packs.records.receipts import verify_receipt
from question_packs.records.room import ACT_RECEIPT_TYPE, verify_act_receipt
from question_packs.sealing import dsse
from sync_server.services.node.files import RoomFiles
from sync_server.store import room
from sync_server.store.database import Database

_ATTEMPT = re.compile(r"[0-9a-f]{32}")


class RoomHeld:
    """Reads what is held; keeps the centre's receipts."""

    def __init__(self, database: Database, files: RoomFiles) -> None:
        self._database = database
        self._files = files

    def centre_receipts(self, digests: Sequence[str]) -> dict[str, bytes]:
        """The centre's receipts of these segments, as far as they are here."""
        with self._database.read() as connection:
            return room.centre_receipts(connection, digests)

    def centre_act_receipts(self, digests: Sequence[str]) -> dict[str, bytes]:
        """The centre's receipts of these acts, as far as they are here."""
        with self._database.read() as connection:
            return room.centre_act_receipts(connection, digests)

    def attempt_segments(self, attempt_id: str) -> list[bytes]:
        """The envelopes of an attempt, by epoch and sequence; none known: an empty list."""
        with self._database.read() as connection:
            return room.attempt_envelopes(connection, attempt_id)

    def result(self, attempt_id: str) -> bytes:
        """The centre's signed result; not here: `CEN-25`. The centre gives none out that the order does not show."""
        found = self._files.result(attempt_id) if _ATTEMPT.fullmatch(attempt_id) else None
        if found is None:
            raise KnownError("CEN-25", reason="hasil belum datang dari pusat")
        return found

    def waiting(self) -> int:
        """How many segments and acts the centre has not receipted."""
        with self._database.read() as connection:
            return room.count_waiting(connection)

    def keep_receipt(self, envelope: bytes) -> None:
        """Take in the centre's receipt of a segment or an act (`SEA-…`); of something that is not here it is not needed."""
        trust = self._files.trust
        is_act = dsse.parse(envelope, "receipt").payload_type == ACT_RECEIPT_TYPE
        with self._database.write() as connection:
            if is_act:
                room.keep_act_receipt(connection, verify_act_receipt(envelope, trust).act_digest, envelope)
            else:
                room.keep_segment_receipt(connection, verify_receipt(envelope, trust).segment_digest, envelope)
