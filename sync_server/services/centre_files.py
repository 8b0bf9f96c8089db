"""The centre's data folder: keys, trust list, certificate, packs, answer keys, orders, configuration.

Layout: `keys/root.key`, `keys/centre.key`, `approvers/*.pub`, `trust.dsse.json`, `tls/certificate.pem`, `tls/private.pem`,
`packs/<digest>.pack`, `answer-keys/<pack digest>.answer-key`, `orders/<digest>.order`, `centre.pub`, `config.json`. Made by
`init`, read by every other command. Back up the whole folder and keep it locked away: it holds every secret of the centre.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import msgspec

from question_packs.durable import sync_folder
from question_packs.errors import KnownError
from question_packs.pack.manifest import APPROVALS
from question_packs.sealing.keys import KeyPair, PublicKeys, load_public
from question_packs.sealing.tls import self_signed_certificate
from question_packs.sealing.trust import TrustList, sign_trust_list, verify_trust_list
from question_packs.strict_json import decode_strict, encode


class CentreConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `init` was told. The first of `hosts` is what tickets tell the workstations."""

    type: Literal["lontar.centre/1"]
    name: str
    hosts: tuple[str, ...]
    port: int
    database: str


@dataclass(frozen=True)
class CentreFiles:
    """An existing data folder. `passphrase` unlocks the centre's key where it has one."""

    folder: Path
    passphrase: str | None = None

    @classmethod
    def open(cls, folder: Path, passphrase: str | None = None) -> CentreFiles:
        """The folder that `init` made; none there: `CEN-01`."""
        if not (folder / "config.json").is_file():
            raise KnownError("CEN-01", folder=folder)
        return cls(folder, passphrase)

    @classmethod
    def create(
        cls, folder: Path, config: CentreConfig, approvers: list[PublicKeys], passphrase: str | None = None
    ) -> CentreFiles:
        """Make keys, certificate and trust list. The folder is in use: `CEN-02`; approvers do not fit: `CEN-03`."""
        check_approvers(approvers)
        if (folder / "keys").exists():
            raise KnownError("CEN-02", folder=folder)
        for name in ("keys", "approvers", "tls", "packs", "answer-keys", "orders"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        root, centre = KeyPair.generate(config.name, "root"), KeyPair.generate(config.name, "centre")
        root.save(folder / "keys" / "root.key", passphrase)
        centre.save(folder / "keys" / "centre.key", passphrase)
        for approver in approvers:
            write_durably(folder / "approvers" / f"{approver.key_id[:16]}.pub", encode(approver))
        certificate, private = self_signed_certificate(config.name, list(config.hosts))
        write_durably(folder / "tls" / "certificate.pem", certificate)
        write_durably(folder / "tls" / "private.pem", private)
        trust = TrustList("lontar.trust/1", 1, config.name, APPROVALS, (centre.public, *approvers))
        write_durably(folder / "trust.dsse.json", sign_trust_list(trust, root))
        write_durably(folder / "root.pub", encode(root.public))
        write_durably(folder / "centre.pub", encode(centre.public))
        write_durably(folder / "config.json", encode(config))
        return cls(folder, passphrase)

    @cached_property
    def config(self) -> CentreConfig:
        """What `init` was told."""
        return decode_strict((self.folder / "config.json").read_bytes(), CentreConfig, "config.json")

    @cached_property
    def centre_key(self) -> KeyPair:
        """The key that signs orders, receipts and results, and opens bundles and answer keys."""
        return KeyPair.load(self.folder / "keys" / "centre.key", self.passphrase)

    @cached_property
    def root(self) -> PublicKeys:
        """Who signs the trust list."""
        return load_public(self.folder / "root.pub")

    @cached_property
    def trust_envelope(self) -> bytes:
        """The trust list as it travels."""
        return (self.folder / "trust.dsse.json").read_bytes()

    @cached_property
    def trust(self) -> TrustList:
        """The trust list, verified."""
        return verify_trust_list(self.trust_envelope, self.root)

    @property
    def certificate_path(self) -> Path:
        """PEM, pinned by the workstations."""
        return self.folder / "tls" / "certificate.pem"

    @property
    def private_path(self) -> Path:
        """PEM, secret."""
        return self.folder / "tls" / "private.pem"

    def pack_path(self, digest: str) -> Path:
        """Where the pack with this digest is or would be."""
        return self.folder / "packs" / f"{digest}.pack"

    def answer_key_path(self, pack_digest: str) -> Path:
        """Where the answer key of a pack is or would be."""
        return self.folder / "answer-keys" / f"{pack_digest}.answer-key"

    def order_path(self, digest: str) -> Path:
        """Where a sealed order is or would be."""
        return self.folder / "orders" / f"{digest}.order"


def check_approvers(approvers: list[PublicKeys]) -> None:
    """At least as many distinct approvers as a release needs, each with that role (`CEN-03`)."""
    distinct = {each.key_id for each in approvers if each.role == "approver"}
    if len(distinct) < APPROVALS or len(distinct) != len(approvers):
        raise KnownError("CEN-03", needed=APPROVALS)


def write_durably(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, readable by its owner only."""
    # A name of its own: two commands may write the same file at once.
    handle, partial = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".partial", dir=path.parent)
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    except BaseException:
        os.unlink(partial)
        raise
    sync_folder(path.parent)
