"""Keeps the readiness certificates of a room's machines, at the room node and at the centre alike."""

from __future__ import annotations

from question_packs.errors import KnownError
from question_packs.records.readiness import verify_certificate
from sync_server.services.directory import Directory
from sync_server.store import room
from sync_server.store.database import Database
from sync_server.store.room import ReadinessRow


class Certificates:
    """Takes in certificates, each proven by the key of the machine that it is about."""

    def __init__(self, database: Database, directory: Directory) -> None:
        self._database = database
        self._directory = directory

    def take(self, envelope: bytes) -> None:
        """Keep a certificate; the same one again changes nothing.

        Raises `REC-01`, `REC-02`, `SEA-01`/`SEA-02` (not by an enrolled machine), `ROM-01` (a machine of another room).
        """
        machines = self._directory.renew().devices
        certificate = verify_certificate(envelope, {each.device_id: each.verify_key for each in machines.values()})
        if certificate.room_id != machines[certificate.device_id].room_id:
            raise KnownError("ROM-01")
        row = ReadinessRow(certificate.device_id, certificate.made_at, certificate.room_id, envelope)
        with self._database.write() as connection:
            room.add_readiness(connection, row)
