"""What the documents show: plain frozen data, without SQL and without layout.

`sync_server.services.report` fills these from the centre's store; the modules of this package only draw them. Everything
that a document prints is in here, so that one hash over the data vouches for the whole document.

Times are aware `datetime`s; documents print them in the sitting's `time_zone`. Scores are `Decimal`s, already rounded by the
scoring: nothing is rounded again on paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from question_packs.records.events import SubmitReason
from question_packs.records.orders import Purpose

Attendance = Literal["present", "absent", "expected"]
AttemptStatus = Literal["complete", "incomplete", "fork", "voided", "missing"]
# On the roster; or a provisional candidate, whom the centre has not decided about, confirmed or refused.
Standing = Literal["registered", "waiting", "confirmed", "refused"]


@dataclass(frozen=True)
class Letterhead:
    """The four lines at the head of every page, largest institution first, and up to two logos (PNG or JPEG bytes).

    An empty line is left out.
    """

    lines: tuple[str, str, str, str]
    logo_left: bytes | None = None
    logo_right: bytes | None = None

    @classmethod
    def of(cls, lines: Sequence[str]) -> Letterhead:
        """Up to four lines; the last of them is the address, which stands in the letterhead's small last line."""
        *upper, address = lines or ("",)
        one, two, three = (*upper, "", "", "")[:3]
        return cls((one, two, three, address))


@dataclass(frozen=True)
class Official:
    """Somebody who signs. `role` is printed above the signature; an empty `name` leaves dots to write on."""

    role: str
    name: str = ""
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True)
class EventInfo:
    """The assessment event. `identifier` is part of every document number; `legal_basis` may be empty."""

    identifier: str
    title: str
    organiser: str
    purpose: Purpose
    test_title: str
    items: int
    minutes: int
    legal_basis: str = ""


@dataclass(frozen=True)
class SittingInfo:
    """One sitting in one room. `opens_at` and `closes_at` are planned; the other two are what happened, if it has."""

    identifier: str
    title: str
    site: str
    room: str
    opens_at: datetime
    closes_at: datetime
    time_zone: str
    started_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True)
class ScoreColumn:
    """A section or aspect that has a score of its own, in the order of the columns."""

    identifier: str
    title: str
    maximum: Decimal
    cut: Decimal | None = None


@dataclass(frozen=True)
class CandidateRow:
    """One person of the roster, and what became of the attempt.

    `photo`: PNG or JPEG bytes. `scores`: one for each of the report's `columns`, in their order; empty where nothing is
    scored. `total` and `reached_cut` are None likewise (`reached_cut` also without a cut score). `by_people`: how many
    answers wait for assessors; until then they are 0 in `scores`. `receipt_code` is the short
    form of `head_hash` that the kiosk showed.
    """

    number: str
    name: str
    nip: str
    position: str
    unit: str
    seat: str
    form: str
    photo: bytes | None = None
    attendance: Attendance = "absent"
    remark: str = ""
    time_in: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    submit_reason: SubmitReason | None = None
    answered: int = 0
    items: int = 0
    by_people: int = 0
    scores: tuple[Decimal, ...] = ()
    total: Decimal | None = None
    reached_cut: bool | None = None
    receipt_code: str = ""
    head_hash: str = ""
    status: AttemptStatus = "missing"
    standing: Standing = "registered"
    disqualified: bool = False


@dataclass(frozen=True)
class SittingReport:
    """All of one sitting's results. `candidates` in any order: each document sorts them as it needs.

    `maximum` and `cut` belong to the total. `signatories` sign the documents of the room; `head` (of the organiser) signs
    admission cards and results. `generated_at` is the only time of printing that a document knows.
    """

    letterhead: Letterhead
    event: EventInfo
    sitting: SittingInfo
    candidates: tuple[CandidateRow, ...]
    columns: tuple[ScoreColumn, ...]
    maximum: Decimal | None
    cut: Decimal | None
    key_version: str
    signatories: tuple[Official, ...]
    head: Official
    place: str
    generated_at: datetime


@dataclass(frozen=True)
class CredentialRow:
    """What one candidate signs in with. Secret until the envelope is opened."""

    number: str
    name: str
    seat: str
    pin: str


@dataclass(frozen=True)
class OfficerCode:
    """What an officer signs acts with. `role` in words; an empty `code`: that of an earlier envelope still holds."""

    name: str
    nip: str
    role: str
    code: str


@dataclass(frozen=True)
class SittingSecrets:
    """The contents of a sitting's sealed envelope. `opening_code`, `start_token` and codes without separators."""

    letterhead: Letterhead
    event: EventInfo
    sitting: SittingInfo
    opening_code: str
    start_token: str
    credentials: tuple[CredentialRow, ...]
    head: Official
    place: str
    generated_at: datetime
    officers: tuple[OfficerCode, ...] = ()


@dataclass(frozen=True)
class ScoreRow:
    """One line of a person's result: a section, an aspect or the total. `by_people`: answers that wait for assessors."""

    title: str
    score: Decimal
    maximum: Decimal
    answered: int
    items: int
    cut: Decimal | None = None
    reached_cut: bool | None = None
    by_people: int = 0


@dataclass(frozen=True)
class PersonResult:
    """One person's scored attempt, for the individual report."""

    letterhead: Letterhead
    event: EventInfo
    sitting: SittingInfo
    candidate: CandidateRow
    total: ScoreRow
    sections: tuple[ScoreRow, ...]
    aspects: tuple[ScoreRow, ...]
    key_version: str
    pack_digest: str
    head: Official
    place: str
    generated_at: datetime
