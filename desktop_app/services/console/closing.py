"""How far a sitting is, and who keeps it from being closed. Pure; read by the console's page of the sitting's course."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from desktop_app.services.console.views import RoomView, SeatView
from question_packs.records.acts import NoteIncident, StartExam

Step = Literal["open", "start", "run", "close", "roll"]
STEPS: tuple[Step, ...] = ("open", "start", "run", "close", "roll")

LeftoverKind = Literal[
    "running",      # the attempt is open on a PC that hears us: hand it in
    "unreachable",  # the attempt is open on a PC that no network reaches: its stick, or a code
    "on_pc",        # handed in, and the room node does not hold all of it
    "not_begun",    # came, and never began: write down why
    "unrecorded",   # nobody wrote down whether this person came
    "forked",       # two versions are held: keeps nobody here, the centre decides
]  # fmt: skip
_ORDER: tuple[LeftoverKind, ...] = ("running", "unreachable", "on_pc", "forked", "not_begun", "unrecorded")
# With these the sitting is not closed: somebody might still answer.
OPEN_KINDS: frozenset[LeftoverKind] = frozenset({"running", "unreachable"})


@dataclass(frozen=True)
class Leftover:
    """One person who keeps the room from being let go, and why."""

    kind: LeftoverKind
    seat: SeatView


def leftovers(room: RoomView) -> tuple[Leftover, ...]:
    """Everybody who is not done, the most urgent kind first, in the room's order among equals."""
    noted = _noted(room)
    found = [Leftover(kind, seat) for seat in room.seats if (kind := _kind(seat, seat.number in noted)) is not None]
    return tuple(sorted(found, key=lambda each: _ORDER.index(each.kind)))


def _kind(seat: SeatView, noted: bool) -> LeftoverKind | None:
    if seat.running:
        return "running" if seat.connected else "unreachable"
    if seat.attempt is not None and seat.attempt.forked:
        return "forked"
    if seat.held == "pc":
        return "on_pc"
    if seat.status in ("present", "signed_in", "waiting"):
        return None if noted else "not_begun"
    return "unrecorded" if seat.status == "expected" else None


def _noted(room: RoomView) -> frozenset[str]:
    """Who came, did not begin, and of whom it was noted after the start."""
    found = set()
    for view in room.acts:
        match view.act.body:
            case StartExam():
                break
            case NoteIncident(candidate=number):
                found.add(number)
    return frozenset(found)


def step_of(room: RoomView) -> Step:
    """Which step of the sitting is to be done now."""
    if room.closed:
        return "roll"
    if not room.opened and (room.order.policies.two_person_opening or not (room.started or _anybody_in(room))):
        return "open"
    if not room.started:
        return "start"
    return "run" if any(each.running for each in room.seats) or not _begun(room) else "close"


def _anybody_in(room: RoomView) -> bool:
    """Whether somebody signed in at a PC: then the code was typed there."""
    return any(each.status not in ("expected", "present", "absent") for each in room.seats)


def _begun(room: RoomView) -> bool:
    return any(each.status in ("submitted", "disqualified") for each in room.seats)


def undo_in_time(room: RoomView) -> bool:
    """Whether one person alone can still take a start of everybody back: nobody worked for longer than the order's time."""
    used = [each.allotted_ms - each.remaining_ms for each in room.seats if each.running]
    return max(used, default=0) <= room.order.policies.undo_s * 1000
