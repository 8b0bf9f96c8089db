"""What the proctor console shows, as data: made by the console's services, read by `gui/proctor`. No Qt, no words.

Durations are milliseconds or seconds as the names say, reckoned at the moment the view was made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from question_packs.errors import KnownError
from question_packs.records.acts import Act, VerifiedAct
from question_packs.records.orders import RosterEntry, SittingOrder
from question_packs.records.room import ActOutcome, HeldAttempt, IntegrityNotice, SeatReport

SeatStatus = Literal[
    "expected",         # on the roster, nothing known yet
    "absent",
    "present",          # checked in, not yet at a PC
    "signed_in",
    "waiting",
    "in_progress",
    "paused",
    "away",
    "locked",
    "awaiting_resume",
    "submitted",
    "disqualified",
]  # fmt: skip
RUNNING: frozenset[str] = frozenset({"in_progress", "paused", "away", "locked", "awaiting_resume"})

TroubleKind = Literal[
    "save_failed",      # the PC cannot write: answers are at risk
    "two_devices",      # a second PC is live under the same name
    "help",             # the candidate called
    "locked",
    "needs_proctor",    # interrupted for longer than the order gives back by itself
    "awaiting_resume",  # the candidate must confirm
    "disconnected",     # no link in the middle of the exam
    "quiet",            # linked, and no save for longer than the order allows
    "forked",           # two versions of one attempt are held; the centre decides
    "low_time",
]  # fmt: skip
# Where the answers of one who handed in are known to be.
Held = Literal["no", "pc", "room", "centre"]


@dataclass(frozen=True)
class SeatView:
    """One person of the roster as the map shows it.

    `connected` None: no PC of this person is known. `silent_s`: since the last durable answer, None before the first.
    `troubles`: worst first. `report` and `attempt` are what the rest was made from.
    """

    entry: RosterEntry
    provisional: bool
    status: SeatStatus
    connected: bool | None
    remaining_ms: int
    allotted_ms: int
    answered: int
    items: int
    flagged: int
    warnings: int
    silent_s: int | None
    held: Held
    troubles: tuple[TroubleKind, ...]
    report: SeatReport | None
    attempt: HeldAttempt | None
    form: str

    @property
    def number(self) -> str:
        """The candidate's number."""
        return self.entry.candidate_number

    @property
    def running(self) -> bool:
        """Whether an attempt is open."""
        return self.status in RUNNING


@dataclass(frozen=True)
class Trouble:
    """One line of the list of who needs somebody first. `others`: further troubles of the same person."""

    kind: TroubleKind
    seat: SeatView
    others: tuple[TroubleKind, ...]


@dataclass(frozen=True)
class RoomCounts:
    """Persons of the sitting. `received`: handed in and held whole by the room node or the centre; `idle_pcs`: PCs free."""

    registered: int
    present: int
    absent: int
    in_progress: int
    paused: int
    submitted: int
    received: int
    troubled: int
    idle_pcs: int


@dataclass(frozen=True)
class OutageView:
    """Many seats fell silent at once. `started_ms`: room time (epoch). `back`: those of `seats` that are linked again."""

    started_ms: int
    seats: tuple[str, ...]
    back: tuple[str, ...]

    @property
    def over(self) -> bool:
        """Whether everybody is back."""
        return len(self.back) == len(self.seats)


ActStatus = Literal["sending", "sent", "partly", "applied", "failed"]


@dataclass(frozen=True)
class ActView:
    """An act and what became of it.

    `sent`: the node has it. `applied`/`targets`: workstations that carried it out, of those that it concerns; an act that
    concerns no workstation (a check-in) is applied as soon as the node has it. `refused`: why the node did not take it.
    `failures`: what each workstation said that could not.
    """

    act: Act
    by: str
    status: ActStatus
    applied: int
    targets: int
    failures: tuple[ActOutcome, ...]
    refused: KnownError | None
    receipted: bool
    verified: VerifiedAct | None


@dataclass(frozen=True)
class PcView:
    """One PC of the room. `candidate`: who is signed in, or empty. `ahead_ms`: its clock before the node's, if heard of."""

    device_id: str
    name: str
    connected: bool
    candidate: str
    state: str
    ahead_ms: int | None = None


NodeLink = Literal["connected", "connecting", "lost"]


@dataclass(frozen=True)
class RoomView:
    """The whole room at one moment. `now_ms`: room time (epoch ms, the node's clock). Seats stand in the room's order.

    `pulse`: saves in each of the last minutes' slices, oldest first, the last one still filling; `saves_per_minute`: now.
    `trouble`: code of what keeps the node from storing (`CEN-08`: its disk is full), or empty.
    """

    order: SittingOrder
    now_ms: int
    seats: tuple[SeatView, ...]
    troubles: tuple[Trouble, ...]
    counts: RoomCounts
    saves_per_minute: int
    pulse: tuple[int, ...]
    outage: OutageView | None
    acts: tuple[ActView, ...]
    notices: tuple[IntegrityNotice, ...]
    pcs: tuple[PcView, ...]
    attempts: tuple[HeldAttempt, ...]
    certificates: tuple[str, ...]
    link: NodeLink
    upstream: Literal["connected", "unreachable", "none"]
    waiting_upstream: int
    opened: bool
    started: bool
    closed: bool
    trouble: str = ""

    def seat(self, number: str) -> SeatView | None:
        """The person with this number."""
        return next((each for each in self.seats if each.number == number), None)
