"""The data folder of a room node: its key, its certificate, what its ticket said, packs, results, the trust list.

Layout: `keys/node.key`, `tls/certificate.pem`, `tls/private.pem` (under a password that the node's key gives),
`trust.dsse.json`, `packs/<digest>.pack`, `results/<attempt>.age`, `node.json`, `room.db` (encrypted under the node's key).
With a passphrase on the key nothing of the room can be read from a stolen disk: packs and results are encrypted anyway.
"""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

from question_packs.errors import KnownError
from question_packs.records.enrolment import EnrolmentTicket
from question_packs.sealing import age
from question_packs.sealing.keys import KeyPair, PublicKeys
from question_packs.sealing.tls import self_signed_certificate
from question_packs.sealing.trust import TrustList, verify_trust_list
from question_packs.strict_json import decode_strict, encode
from sync_server.services.centre_files import write_durably

ROLE = "node"


class NodeConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who this node is. `hosts`: where it can be reached, if `room init` was told; `certificate` (PEM): the centre's."""

    type: str
    name: str
    hosts: tuple[str, ...]
    port: int
    room_id: str
    room_title: str
    centre_name: str
    centre_url: str
    certificate: str
    root: PublicKeys


@dataclass(frozen=True)
class RoomFiles:
    """An existing data folder. `passphrase` unlocks the node's key where it has one."""

    folder: Path
    passphrase: str | None = None

    @classmethod
    def open(cls, folder: Path, passphrase: str | None = None) -> RoomFiles:
        """The folder that `room init` made; none there: `ROM-20`."""
        if not (folder / "node.json").is_file():
            raise KnownError("ROM-20", folder=folder)
        return cls(folder, passphrase)

    @classmethod
    def create(
        cls, folder: Path, ticket: EnrolmentTicket, name: str, hosts: tuple[str, ...], port: int, passphrase: str | None
    ) -> RoomFiles:
        """Make key, certificate and configuration, or take up the same room's again; another room's: `ROM-21`.

        A trust list that the ticket's root did not sign: `SEA-01`, `SEA-02`.
        """
        trust = b64decode(ticket.trust)
        verify_trust_list(trust, ticket.root)
        if (folder / "node.json").is_file():
            return cls(folder, passphrase)._same_room(ticket)
        for part in ("keys", "tls", "packs", "results"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        node = _key_of(folder, name, passphrase)
        certificate, private = self_signed_certificate(name, list(hosts), password=_tls_password(node))
        write_durably(folder / "tls" / "certificate.pem", certificate)
        write_durably(folder / "tls" / "private.pem", private)
        write_durably(folder / "trust.dsse.json", trust)
        config = NodeConfig(
            type="lontar.node/1",
            name=name,
            hosts=hosts,
            port=port,
            room_id=ticket.room_id,
            room_title=ticket.room_title,
            centre_name=ticket.centre_name,
            centre_url=ticket.centre_url,
            certificate=ticket.certificate,
            root=ticket.root,
        )
        write_durably(folder / "node.json", encode(config))
        return cls(folder, passphrase)

    def _same_room(self, ticket: EnrolmentTicket) -> RoomFiles:
        if (self.config.room_id, self.config.root) != (ticket.room_id, ticket.root):
            raise KnownError("ROM-21", folder=self.folder, room=self.config.room_title)
        return self

    @cached_property
    def config(self) -> NodeConfig:
        """What `room init` wrote."""
        return decode_strict((self.folder / "node.json").read_bytes(), NodeConfig, "node.json")

    @cached_property
    def key(self) -> KeyPair:
        """The node's key: signs its card and what is held in the room, opens orders and bundles; locked: `SEA-06`."""
        return KeyPair.load(self.folder / "keys" / "node.key", self.passphrase)

    @property
    def database_url(self) -> str:
        """SQLAlchemy form."""
        return f"sqlite:///{self.folder.absolute() / 'room.db'}"

    @property
    def database_key(self) -> bytes:
        """What the database is encrypted under."""
        return self.key.derive("room database")

    @property
    def trust_envelope(self) -> bytes:
        """The newest trust list, as it travels."""
        return (self.folder / "trust.dsse.json").read_bytes()

    @property
    def trust(self) -> TrustList:
        """The newest trust list, verified."""
        return verify_trust_list(self.trust_envelope, self.config.root)

    def keep_trust(self, envelope: bytes) -> None:
        """Take in a trust list, unless an equal or newer one is here. Not the root's: `SEA-01`, `SEA-02`."""
        if verify_trust_list(envelope, self.config.root).revision > self.trust.revision:
            write_durably(self.folder / "trust.dsse.json", envelope)

    @property
    def certificate_path(self) -> Path:
        """PEM, pinned by the machines of the room."""
        return self.folder / "tls" / "certificate.pem"

    @property
    def private_path(self) -> Path:
        """PEM, under `private_password`."""
        return self.folder / "tls" / "private.pem"

    @property
    def private_password(self) -> str:
        """Unlocks the key of the certificate."""
        return _tls_password(self.key).decode()

    def pack_path(self, digest: str) -> Path:
        """Where the pack with this digest is or would be."""
        return self.folder / "packs" / f"{digest}.pack"

    def keep_result(self, attempt_id: str, envelope: bytes) -> None:
        """Keep a result of the centre, readable by this node alone."""
        sealed = age.encrypt(envelope, [self.key.public.recipient])
        write_durably(self._result_path(attempt_id), sealed)

    def result(self, attempt_id: str) -> bytes | None:
        """A result of the centre, or None."""
        path = self._result_path(attempt_id)
        return age.decrypt(path.read_bytes(), [self.key.identity], "result") if path.is_file() else None

    def _result_path(self, attempt_id: str) -> Path:
        return self.folder / "results" / f"{attempt_id}.age"


def _key_of(folder: Path, name: str, passphrase: str | None) -> KeyPair:
    """The key of a node that was begun before and not finished, or a new one."""
    path = folder / "keys" / "node.key"
    if path.exists():
        return KeyPair.load(path, passphrase)
    node = KeyPair.generate(name, ROLE)
    node.save(path, passphrase)
    return node


def _tls_password(node: KeyPair) -> bytes:
    return node.derive("room certificate").hex().encode()
