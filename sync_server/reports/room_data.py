"""What the documents of the room show: one sitting and everything that happened. Plain frozen data; `room_report` fills it.

As in `data`: all that a document prints is in here, so that one hash over the data vouches for the whole document.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields, replace
from datetime import datetime
from typing import Literal

from sync_server.reports.data import CandidateRow, EventInfo, Letterhead, Official, SittingInfo


@dataclass(frozen=True)
class Told:
    """One line of a list: when, where, who, the facts of that list's own columns, why and by whom.

    `at` is None where the line has no time of its own.
    """

    at: datetime | None
    seat: str
    person: str
    facts: tuple[str, ...] = ()
    reason: str = ""
    officer: str = ""


@dataclass(frozen=True)
class Restored:
    """An interruption of one person. `restored` in words, a dash where it is not known."""

    number: str
    name: str
    seat: str
    began: datetime
    ended: datetime | None
    restored: str


@dataclass(frozen=True)
class OutageRow:
    """A declared outage. `identifier` is part of its document's number; `ended` None: still going on."""

    identifier: str
    cause: str
    began: datetime
    ended: datetime | None
    seats: tuple[str, ...]
    decision: str
    postponed: bool
    reason: str
    officer: str
    people: tuple[Restored, ...]


@dataclass(frozen=True)
class MachineRow:
    """The readiness certificate of one PC. `packs_verified`: every pack of the order was verified on it."""

    name: str
    made_at: datetime
    result: Literal["ok", "warning", "problem"]
    packs_verified: bool
    rehearsed: bool
    clock: str
    findings: tuple[str, ...]


@dataclass(frozen=True)
class OfficerRow:
    """Who of the room signs acts: name, NIP, role in words."""

    name: str
    nip: str
    role: str


@dataclass(frozen=True)
class TallyRow:
    """Privileged acts of one kind by one officer."""

    officer: str
    kind: str
    acts: int
    people: int
    granted: str


@dataclass(frozen=True)
class HandOverRow:
    """One hand-over: from whom to whom, and the files with their SHA-256 (hex) and size in bytes (None: not known here)."""

    at: datetime
    giver: str
    giver_nip: str
    receiver: str
    receiver_nip: str
    reason: str
    files: tuple[tuple[str, str, int | None], ...]


@dataclass(frozen=True)
class LogProof:
    """The Merkle log of whoever keeps the records, as long as it was when the newest record of this sitting came."""

    root: str
    size: int


@dataclass(frozen=True)
class ViolationCase:
    """What is known of one person and the rules. `facts`: acts and incidents; `evidence` as officers wrote it."""

    facts: tuple[Told, ...]
    evidence: tuple[str, ...]
    sanctions: tuple[str, ...]


@dataclass(frozen=True)
class RoomReport:
    """All of one sitting as the room saw it. `generated_at` is the time of its newest record.

    `packs`: form and pack digest. `missing`: numbers of those who sat and whose attempt is not here whole. `root`: Merkle
    root over this sitting's records alone. `keeper`, `keeper_id`: whose records these are, centre or room node.
    """

    letterhead: Letterhead
    event: EventInfo
    sitting: SittingInfo
    candidates: tuple[CandidateRow, ...]
    signatories: tuple[Official, ...]
    head: Official
    place: str
    generated_at: datetime
    officers: tuple[OfficerRow, ...]
    packs: tuple[tuple[str, str], ...]
    order_revision: int
    sat: int
    received: int
    missing: tuple[str, ...]
    root: str
    keeper: str
    keeper_id: str
    log: LogProof | None
    pcs_used: int
    pcs_enrolled: int
    actions: tuple[Told, ...] = ()
    transfers: tuple[Told, ...] = ()
    extra_times: tuple[Told, ...] = ()
    forced: tuple[Told, ...] = ()
    voided: tuple[Told, ...] = ()
    late: tuple[Told, ...] = ()
    moved: tuple[Told, ...] = ()
    provisional: tuple[Told, ...] = ()
    corrections: tuple[Told, ...] = ()
    media: tuple[Told, ...] = ()
    accommodations: tuple[Told, ...] = ()
    outages: tuple[OutageRow, ...] = ()
    tally: tuple[TallyRow, ...] = ()
    machines: tuple[MachineRow, ...] = ()
    hand_overs: tuple[HandOverRow, ...] = ()
    violation: ViolationCase | None = None

    @property
    def absent(self) -> list[CandidateRow]:
        """Who did not come, by number."""
        return [each for each in self.candidates if each.attendance == "absent"]

    def about(self, candidate: CandidateRow, case: ViolationCase) -> RoomReport:
        """Only what concerns one person, with what is known of the case."""
        lists = {each.name: each.default for each in fields(self) if each.default is not MISSING}
        nothing = {"sat": 0, "received": 0, "missing": (), "root": "", "log": None}
        return replace(self, **(lists | nothing | {"candidates": (candidate,), "violation": case}))
