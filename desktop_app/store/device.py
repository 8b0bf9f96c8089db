"""The workstation's folder: its enrolment and keys, its packs and orders, one encrypted store per sitting.

    device.json, device.key        who this PC is
    node.json                      the room node that was reached last
    packs/<digest>.pack            installed packs, verified, not openable here without the code
    orders/<sitting>.order         the newest order of each sitting, still encrypted to this PC
    keys/<sitting>.key             the key of a sitting's database: destroying it makes the database unreadable
    keys/<sitting>.forgotten       this sitting was here and is over for good
    sittings/<sitting>.db          attempts

Used by the services; nobody else knows these paths.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import msgspec

from desktop_app.store.attempts import SittingStore
from desktop_app.store.database import KEY_BYTES
from desktop_app.store.files import destroy, on_own_disk, safe_name, write_whole
from question_packs.durable import sync_folder
from question_packs.errors import KnownError
from question_packs.sealing.keys import KeyPair, PublicKeys
from question_packs.strict_json import decode_strict, encode


class Enrolment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who this PC is and whom it trusts. `trust` is the newest trust list's envelope, base64; `certificate` PEM."""

    type: Literal["lontar.enrolment/1"]
    device_name: str
    room_id: str
    room_title: str
    centre_name: str
    centre_url: str
    certificate: str
    root: PublicKeys
    trust: str


class KnownNode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The room node of this PC: its card's envelope (base64), verified when it was taken in, and where it answered last."""

    type: Literal["lontar.known-node/1"]
    url: str
    card: str


class DeviceFolder:
    """The folder of one workstation."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("packs", "orders", "keys", "sittings", "log"):
            (root / name).mkdir(parents=True, exist_ok=True)
        root.chmod(0o700)
        for mark in (root / "keys").glob("*.forgotten"):
            self._shred(mark.stem)

    # --- identity

    def enrolment(self) -> Enrolment | None:
        """Who this PC is; None before it was enrolled."""
        path = self.root / "device.json"
        return decode_strict(path.read_bytes(), Enrolment, "device.json") if path.exists() else None

    def keep_enrolment(self, enrolment: Enrolment) -> None:
        """Store or renew the enrolment."""
        with on_own_disk("device.json"):
            write_whole(self.root / "device.json", encode(enrolment))

    def device_key(self, name: str) -> KeyPair:
        """This PC's own keys, made at the first call."""
        path = self.root / "device.key"
        if not path.exists():
            with on_own_disk("device.key"):
                partial = path.with_name("device.key.partial")
                partial.unlink(missing_ok=True)
                KeyPair.generate(name, "device").save(partial)
                partial.replace(path)
                sync_folder(self.root)
        return KeyPair.load(path)

    def known_node(self) -> KnownNode | None:
        """The room node that was reached last; None where there never was one."""
        path = self.root / "node.json"
        return decode_strict(path.read_bytes(), KnownNode, "node.json") if path.exists() else None

    def keep_node(self, node: KnownNode) -> None:
        """Remember a room node in the place of the one before."""
        with on_own_disk("node.json"):
            write_whole(self.root / "node.json", encode(node))

    # --- packs and orders

    def pack_path(self, digest: str) -> Path:
        """Where the pack of this digest is or would be."""
        return self.root / "packs" / f"{safe_name(digest)}.pack"

    def partial_pack_path(self, digest: str) -> Path:
        """Where a download that is not complete yet is kept, to be resumed."""
        return self.root / "packs" / f"{safe_name(digest)}.download"

    def keep_pack(self, source: Path, digest: str) -> None:
        """Move a verified file of the packs' folder to its place."""
        with on_own_disk("question pack"):
            with source.open("rb+") as file:
                os.fsync(file.fileno())
            source.replace(self.pack_path(digest))
            sync_folder(source.parent)

    @contextmanager
    def copy_of_pack(self, source: Path) -> Iterator[Path]:
        """A copy of `source` in the packs' folder, gone at the end unless it was kept.

        A stick may give other bytes each time it is read.
        """
        copy = self.root / "packs" / "incoming.copy"
        try:
            with on_own_disk("question pack"):
                shutil.copyfile(source, copy)
            yield copy
        finally:
            copy.unlink(missing_ok=True)

    def order_files(self) -> list[Path]:
        """The installed orders, as sealed files."""
        return sorted((self.root / "orders").glob("*.order"))

    def keep_order(self, sitting_id: str, sealed: bytes) -> None:
        """Replace the order of a sitting."""
        with on_own_disk("sitting order"):
            write_whole(self.root / "orders" / f"{safe_name(sitting_id)}.order", sealed)

    # --- sittings

    def sitting_path(self, sitting_id: str) -> Path:
        """The database file of a sitting."""
        return self.root / "sittings" / f"{safe_name(sitting_id)}.db"

    def has_sitting(self, sitting_id: str) -> bool:
        """Whether this sitting was ever opened here (and not forgotten since)."""
        return self._key_path(sitting_id).exists()

    def sitting_names(self) -> list[str]:
        """The file names of all sittings that were opened here and are not forgotten; each is good for `open_sitting`."""
        return sorted(path.stem for path in (self.root / "keys").glob("*.key") if not self.is_forgotten(path.stem))

    def open_sitting(self, sitting_id: str) -> SittingStore:
        """Open the sitting's store, made at the first call. Forgotten: `OPN-01`; its key gone with data left: `STO-04`."""
        path, key_path = self.sitting_path(sitting_id), self._key_path(sitting_id)
        if self.is_forgotten(sitting_id):
            raise KnownError("OPN-01")
        if not key_path.exists():
            if path.exists():
                raise KnownError("STO-04", path=path)
            with on_own_disk("sitting"):
                write_whole(key_path, secrets.token_bytes(KEY_BYTES))
        return SittingStore(path, key_path.read_bytes(), sitting_id)

    def shred_sitting(self, sitting_id: str) -> None:
        """Destroy the sitting's key, then its files. Cut off in the middle, the next start of the program ends it."""
        mark = self._forgotten_path(sitting_id)
        with on_own_disk("sitting"):
            write_whole(mark, b"")
            self._shred(mark.stem)

    def is_forgotten(self, sitting_id: str) -> bool:
        """Whether the sitting was shredded here: its code is used up for ever."""
        return self._forgotten_path(sitting_id).exists()

    def _shred(self, name: str) -> None:
        destroy(self.root / "keys" / f"{name}.key")
        for suffix in (".db", ".db-wal", ".db-shm"):
            (self.root / "sittings" / f"{name}{suffix}").unlink(missing_ok=True)
        sync_folder(self.root / "sittings")

    def _key_path(self, sitting_id: str) -> Path:
        return self.root / "keys" / f"{safe_name(sitting_id)}.key"

    def _forgotten_path(self, sitting_id: str) -> Path:
        return self.root / "keys" / f"{safe_name(sitting_id)}.forgotten"

    @property
    def log_folder(self) -> Path:
        """Where the program's log is written."""
        return self.root / "log"
