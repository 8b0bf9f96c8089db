"""What the node holds for the workstations of the room: the centre's receipts and results, segments, readiness."""

from __future__ import annotations

import re
from collections.abc import Sequence

from question_packs.errors import KnownError
from question_packs.records.readiness import verify_certificate
from sync_server.services.directory import Directory
from sync_server.services.room_files import RoomFiles
from sync_server.store import room
from sync_server.store.database import Database
from sync_server.store.room import ReadinessRow

_ATTEMPT = re.compile(r"[0-9a-f]{32}")


class RoomHeld:
    """Reads what is held; keeps readiness certificates."""

    def __init__(self, database: Database, directory: Directory, files: RoomFiles) -> None:
        self._database = database
        self._directory = directory
        self._files = files

    def centre_receipts(self, digests: Sequence[str]) -> dict[str, bytes]:
        """The centre's receipts of these segments, as far as they are here."""
        with self._database.read() as connection:
            return room.centre_receipts(connection, digests)

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

    def keep_readiness(self, envelope: bytes) -> None:
        """Keep a certificate that a machine of the room signed for itself (`SEA-…`, `REC-…`)."""
        keys = {each.device_id: each.verify_key for each in self._directory.renew().devices.values()}
        certificate = verify_certificate(envelope, keys)
        if certificate.room_id != self._files.config.room_id:
            raise KnownError("ROM-01")
        row = ReadinessRow(certificate.device_id, certificate.made_at, certificate.room_id, envelope)
        with self._database.write() as connection:
            room.add_readiness(connection, row)
