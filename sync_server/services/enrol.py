"""Enrolment of a room's machines: tickets with one-time tokens, requests by HTTPS or on a stick, revocation.

A ticket serves for a workstation or a room node; which of them a machine is, its keys say.
"""

from __future__ import annotations

import hashlib
import secrets
from base64 import b64decode, b64encode

from question_packs.errors import KnownError
from question_packs.records.enrolment import EnrolmentReply, EnrolmentRequest, EnrolmentTicket
from question_packs.sealing import age
from question_packs.sealing.keys import PublicKeys
from question_packs.strict_json import decode_strict
from sync_server.services.centre_files import CentreFiles
from sync_server.services.clock import now_text
from sync_server.store import devices, logs
from sync_server.store.database import Connection, Database
from sync_server.store.devices import DeviceRow, TokenRow

# What a machine of a room can be: a workstation or a room node.
MACHINE_ROLES = ("device", "node")


class Enrolment:
    """Issues tickets and takes requests."""

    def __init__(self, database: Database, files: CentreFiles) -> None:
        self._database = database
        self._files = files

    def issue_tickets(self, room_id: str, room_title: str, count: int, who: str, url: str = "") -> list[EnrolmentTicket]:
        """New tickets for PCs of a room, each for one PC. The centre keeps only a hash of the token.

        `url`: where the PCs reach the centre, if not at the first host and the port that `init` was told.
        """
        tickets = [self._ticket(room_id, room_title, url) for _ in range(count)]
        at = now_text()
        with self._database.write() as connection:
            for ticket in tickets:
                devices.add_token(connection, TokenRow(_token_hash(ticket.token), room_id, room_title, at, None, None))
            logs.append_audit(connection, "", at=at, who=who, act="ticket", subject=room_id, detail=str(count))
        return tickets

    def _ticket(self, room_id: str, room_title: str, url: str) -> EnrolmentTicket:
        config = self._files.config
        return EnrolmentTicket(
            type="lontar.enrolment-ticket/1",
            token=secrets.token_urlsafe(24),
            centre_name=config.name,
            centre_url=url or f"https://{config.hosts[0]}:{config.port}",
            certificate=self._files.certificate_path.read_text(),
            root=self._files.root,
            trust=b64encode(self._files.trust_envelope).decode(),
            room_id=room_id,
            room_title=room_title,
        )

    def accept(self, request_bytes: bytes) -> EnrolmentReply:
        """Enrol the PC that asks; the same PC asking again gets the same answer.

        Raises `REC-01`, `CEN-10` (unknown token), `CEN-11` (used by another PC), `CEN-12` (bad keys), `CEN-13` (known PC).
        """
        request = decode_strict(request_bytes, EnrolmentRequest, "enrolment request")
        device_id = _checked_key_id(request.device)
        with self._database.write() as connection:
            token = devices.find_token(connection, _token_hash(request.token))
            if token is None:
                raise KnownError("CEN-10")
            if token.device_id is None:
                self._enrol(connection, request.device, token)
            elif token.device_id != device_id:
                raise KnownError("CEN-11")
        return EnrolmentReply("lontar.enrolment-reply/1", device_id, token.room_id)

    def _enrol(self, connection: Connection, keys: PublicKeys, token: TokenRow) -> None:
        if any(each.device_id == keys.key_id for each in devices.all_devices(connection)):
            raise KnownError("CEN-13", device=keys.name)
        at = now_text()
        row = DeviceRow(keys.key_id, token.room_id, keys.name, keys.verify_key, keys.recipient, at, None, keys.role)
        devices.add_device(connection, row)
        devices.use_up_token(connection, token.token_hash, keys.key_id, at)
        logs.append_audit(connection, "", at=at, who=keys.name, act="enrol", subject=keys.key_id, detail=token.room_id)

    def devices(self) -> list[DeviceRow]:
        """Every PC ever enrolled."""
        with self._database.read() as connection:
            return devices.all_devices(connection)

    def revoke(self, device: str, who: str) -> DeviceRow:
        """Refuse everything from this PC from now on. `device`: its id or the beginning of it; unknown: `CEN-14`."""
        at = now_text()
        with self._database.write() as connection:
            found = [each for each in devices.all_devices(connection) if device and each.device_id.startswith(device)]
            if len(found) != 1:
                raise KnownError("CEN-14", device=device)
            devices.revoke_device(connection, found[0].device_id, at)
            logs.append_audit(connection, "", at=at, who=who, act="revoke", subject=found[0].device_id)
        return found[0]


def _token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _checked_key_id(keys: PublicKeys) -> str:
    """The key id of keys that can really be used."""
    try:
        raw = b64decode(keys.verify_key, validate=True)
        age.encrypt(b"", [keys.recipient])
        if keys.role in MACHINE_ROLES and len(raw) == 32:
            return keys.key_id
    except Exception as error:  # the age library raises its own kind for a bad recipient
        raise KnownError("CEN-12") from error
    raise KnownError("CEN-12")
