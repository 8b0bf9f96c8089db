"""Sticks at the room node: what lies on one is taken in, whatever it is; what the room holds is sealed for another.

Taking in is the same as receiving by the network, and says of every file what became of it: a damaged one stops no other. A
stick is a hostile thing: only plain files of the expected folders and sizes are looked at, links never.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from question_packs.errors import KnownError
from question_packs.pack.reader import MAX_PACK_BYTES
from question_packs.records import acts, orders, readiness, receipts, room, segments
from question_packs.records.enrolment import Problem
from question_packs.records.room import StickPart
from question_packs.records.stick import open_bundle, seal_bundle
from question_packs.sealing import dsse, trust
from question_packs.sealing.age import recipient_of
from question_packs.sealing.keys import AGE_MAGIC
from question_packs.strict_json import decode_strict
from sync_server.services.certificates import Certificates
from sync_server.services.directory import Sitting
from sync_server.services.ingest import Ingest, problem_bytes
from sync_server.services.node.acts import RoomActs
from sync_server.services.node.files import RoomFiles
from sync_server.services.node.held import RoomHeld
from sync_server.services.node.orders import RoomOrders
from sync_server.store import acts as stored_acts
from sync_server.store import room as stored
from sync_server.store.database import Database

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_FILES = 20_000
_PER_COMMIT = 64
_PROBLEM = b'{"code"'
_FOLDERS = (
    ("orders", ".order"),
    ("acts", ".act"),
    ("segments", ".bundle"),
    ("receipts", ".receipt"),
    ("receipts", ".act-receipt"),
    ("results", ".result"),
    ("readiness", ".readiness"),
)
# In this order: whom to trust, what may come, who is admitted, what came, what the centre says of it.
_KINDS: dict[str, room.StickKind] = {
    trust.PAYLOAD_TYPE: "trust",
    orders.PAYLOAD_TYPE: "order",
    acts.PAYLOAD_TYPE: "act",
    segments.PAYLOAD_TYPE: "segment",
    receipts.RECEIPT_TYPE: "receipt",
    room.ACT_RECEIPT_TYPE: "act_receipt",
    receipts.RESULT_TYPE: "result",
    readiness.PAYLOAD_TYPE: "readiness",
}


@dataclass(frozen=True)
class _Opened:
    place: int
    data: bytes
    envelope: bytes


class RoomStick:
    """Takes in files and seals bundles. Safe for several threads."""

    def __init__(
        self,
        database: Database,
        files: RoomFiles,
        ingest: Ingest,
        acts: RoomActs,
        orders: RoomOrders,
        held: RoomHeld,
        certificates: Certificates,
    ) -> None:
        self._database = database
        self._files = files
        self._ingest = ingest
        self._acts = acts
        self._orders = orders
        self._held = held
        self._certificates = certificates

    def take_folder(self, folder: Path) -> list[tuple[str, StickPart]]:
        """Take in a stick, packs too: name and fate of every file. No folder: `CEN-06`."""
        if not folder.is_dir():
            raise KnownError("CEN-06", path=folder, reason="bukan folder / not a folder")
        paths = list(_plain_files(folder))
        parts = self.take([path.read_bytes() for path in paths])
        taken = [(path.name, part) for path, part in zip(paths, parts, strict=True)]
        return taken + [(path.name, self._take_pack(path)) for path in _listed(folder / "packs", ".pack", MAX_PACK_BYTES)]

    def _take_pack(self, path: Path) -> StickPart:
        copy = self._files.folder / "packs" / f"{path.stem[:80]}.partial"
        try:
            shutil.copyfile(path, copy)
            self._orders.install_pack(copy)
        except KnownError as error:
            return _refused("pack", problem_bytes(error))
        except OSError as error:
            return _refused("pack", problem_bytes(KnownError("CEN-06", path=path, reason=error.strerror or str(error))))
        finally:
            copy.unlink(missing_ok=True)
        return StickPart("pack")

    def take(self, files: Sequence[bytes]) -> list[StickPart]:
        """Take in files as they lie on a stick; the fate of each, in their order."""
        fates: dict[int, StickPart] = {}
        opened: dict[str, list[_Opened]] = {each: [] for each in _KINDS}
        for place, data in enumerate(files):
            try:
                envelope = self._unsealed(data)
                opened[_type_of(envelope)].append(_Opened(place, data, envelope))
            except KnownError as error:
                fates[place] = _refused("", problem_bytes(error))
        for payload_type, members in opened.items():
            for start in range(0, len(members), _PER_COMMIT):
                group = members[start : start + _PER_COMMIT]
                answers = self._take_group(payload_type, group)
                fates |= {each.place: _fate(_KINDS[payload_type], answers[n]) for n, each in enumerate(group)}
        return [fates[place] for place in range(len(files))]

    def _unsealed(self, data: bytes) -> bytes:
        return open_bundle(data, [self._files.key.identity]) if data.startswith(AGE_MAGIC) else data

    def _take_group(self, payload_type: str, group: list[_Opened]) -> list[bytes]:
        """Problems (JSON) or anything else, in the order of the group."""
        envelopes = [each.envelope for each in group]
        match _KINDS[payload_type]:
            case "segment":
                return self._ingest.take(envelopes)
            case "act":
                return self._acts.take(envelopes, fresh=False)
            case "order":
                return [_try(self._orders.install_order, each.data) for each in group]
            case "trust":
                return [_try(self._files.keep_trust, each) for each in envelopes]
            case "result":
                return [_try(self._orders.keep_result, each) for each in envelopes]
            case "readiness":
                return [_try(self._certificates.take, each) for each in envelopes]
            case _:
                return [_try(self._held.keep_receipt, each) for each in envelopes]

    def bundles(self, sitting: Sitting) -> list[tuple[str, bytes]]:
        """Path on a stick and bytes of everything held of a sitting: for centre and nodes, acts for every PC of the room.

        The paths are named by content: writing the same again changes nothing.
        """
        order = sitting.order
        nodes = [each.recipient for each in order.devices if each.role == "node"]
        recipients = [self._files.trust.recipient("centre"), *nodes]
        with self._database.read() as connection:
            rows = stored_acts.sitting_acts(connection, sitting.event_id, order.sitting_id)
            held = stored.sitting_envelopes(connection, sitting.event_id, order.sitting_id)
        readers = [*recipients, *([recipient_of(order.room_identity)] if order.room_identity else [])]
        made = [(f"acts/{row.digest}.act", seal_bundle(row.envelope, *readers)) for row in rows]
        return made + [(f"segments/{digest}.bundle", seal_bundle(each, *recipients)) for digest, each in held]


def _type_of(envelope: bytes) -> str:
    found = dsse.parse(envelope, "file").payload_type
    if found not in _KINDS:
        raise KnownError("REC-01", what="file", reason=f"payload type {found!r}")
    return found


def _try(take: Callable[[bytes], object], data: bytes) -> bytes:
    try:
        take(data)
    except KnownError as error:
        return problem_bytes(error)
    return b""


def _fate(kind: room.StickKind, answer: bytes) -> StickPart:
    return _refused(kind, answer) if answer.startswith(_PROBLEM) else StickPart(kind)


def _refused(kind: room.StickKind, answer: bytes) -> StickPart:
    problem = decode_strict(answer, Problem, "problem")
    return StickPart(kind, problem.code, problem.id, problem.en)


def _plain_files(folder: Path) -> Iterator[Path]:
    yield from (each for each in [folder / "trust.dsse.json"] if _is_plain(each, MAX_FILE_BYTES))
    for name, suffix in _FOLDERS:
        yield from _listed(folder / name, suffix, MAX_FILE_BYTES)


def _listed(place: Path, suffix: str, most_bytes: int) -> list[Path]:
    """The plain files of a folder with that suffix; of a million such the first twenty thousand that the disk names."""
    if place.is_symlink() or not place.is_dir():
        return []
    with os.scandir(place) as entries:
        named = (Path(entry.path) for entry in entries if entry.name.endswith(suffix))
        # One name at a time: of a million files only those that are wanted are kept in memory.
        return sorted(islice((path for path in named if _is_plain(path, most_bytes)), MAX_FILES))


def _is_plain(path: Path, most_bytes: int) -> bool:
    return not path.is_symlink() and path.is_file() and path.stat().st_size <= most_bytes
