"""The workstation's folder: its enrolment and keys, its packs and orders, one encrypted store per sitting.

    device.json, device.key        who this PC is
    packs/<digest>.pack            installed packs, verified, not openable here without the code
    orders/<sitting>.order         the newest order of each sitting, still encrypted to this PC
    keys/<sitting>.key             the key of a sitting's database: destroying it makes the database unreadable
    sittings/<sitting>.db          attempts

Used by the services; nobody else knows these paths.
"""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path
from typing import Literal

import msgspec

from desktop_app.store.attempts import SittingStore
from desktop_app.store.files import destroy, safe_name, sync_folder, write_whole
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


class DeviceFolder:
    """The folder of one workstation."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("packs", "orders", "keys", "sittings", "log"):
            (root / name).mkdir(parents=True, exist_ok=True)
        root.chmod(0o700)

    # --- identity

    def enrolment(self) -> Enrolment | None:
        """Who this PC is; None before it was enrolled."""
        path = self.root / "device.json"
        return decode_strict(path.read_bytes(), Enrolment, "device.json") if path.exists() else None

    def keep_enrolment(self, enrolment: Enrolment) -> None:
        """Store or renew the enrolment."""
        write_whole(self.root / "device.json", encode(enrolment))

    def device_key(self, name: str) -> KeyPair:
        """This PC's own keys, made at the first call."""
        path = self.root / "device.key"
        if not path.exists():
            KeyPair.generate(name, "device").save(path)
            sync_folder(self.root)
        return KeyPair.load(path)

    # --- packs and orders

    def pack_path(self, digest: str) -> Path:
        """Where the pack of this digest is or would be."""
        return self.root / "packs" / f"{safe_name(digest)}.pack"

    def partial_pack_path(self, digest: str) -> Path:
        """Where a download that is not complete yet is kept, to be resumed."""
        return self.root / "packs" / f"{safe_name(digest)}.download"

    def keep_pack(self, source: Path, digest: str) -> None:
        """Put a verified pack in its place; `source` may be the partial download (moved) or any other file (copied)."""
        target = self.pack_path(digest)
        partial = self.partial_pack_path(digest)
        if source != partial:
            shutil.copyfile(source, partial)
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.replace(target)
        sync_folder(target.parent)

    def order_files(self) -> list[Path]:
        """The installed orders, as sealed files."""
        return sorted((self.root / "orders").glob("*.order"))

    def keep_order(self, sitting_id: str, sealed: bytes) -> None:
        """Replace the order of a sitting."""
        write_whole(self.root / "orders" / f"{safe_name(sitting_id)}.order", sealed)

    # --- sittings

    def sitting_path(self, sitting_id: str) -> Path:
        """The database file of a sitting."""
        return self.root / "sittings" / f"{safe_name(sitting_id)}.db"

    def has_sitting(self, sitting_id: str) -> bool:
        """Whether this sitting was ever opened here (and not forgotten since)."""
        return self._key_path(sitting_id).exists()

    def open_sitting(self, sitting_id: str) -> SittingStore:
        """Open the sitting's store, made at the first call. A key that is gone with data left: `STO-04`."""
        path, key_path = self.sitting_path(sitting_id), self._key_path(sitting_id)
        if not key_path.exists():
            if path.exists():
                raise KnownError("STO-04", path=path)
            write_whole(key_path, secrets.token_bytes(32))
        return SittingStore(path, key_path.read_bytes(), sitting_id)

    def shred_sitting(self, sitting_id: str) -> None:
        """Destroy the sitting's key first, then its files: from the first step on nothing can be read here any more."""
        destroy(self._key_path(sitting_id))
        path = self.sitting_path(sitting_id)
        for file in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            file.unlink(missing_ok=True)
        sync_folder(path.parent)

    def _key_path(self, sitting_id: str) -> Path:
        return self.root / "keys" / f"{safe_name(sitting_id)}.key"

    @property
    def log_folder(self) -> Path:
        """Where the program's log is written."""
        return self.root / "log"
