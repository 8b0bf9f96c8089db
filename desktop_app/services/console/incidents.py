"""Outages and evacuations of the room as the console handles them: who, since when, what to give back. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from desktop_app.services.console.seats import instant_ms
from desktop_app.services.console.views import RoomView, SeatView
from question_packs.records.acts import CreditOutage, DeclareOutage, OutageCause, Pause, Resume


@dataclass(frozen=True)
class Person:
    """Somebody whom an outage concerns. `lost_ms` None: not known.

    `credited_ms`: what the order's cap proposes to give back. `waits`: the attempt stands until it is confirmed.
    """

    seat: SeatView
    lost_ms: int | None
    credited_ms: int
    waits: bool


@dataclass(frozen=True)
class Outage:
    """What there is to handle: an outage that goes on or nobody recorded yet, or persons who wait after one.

    `identifier`: what its acts call it. `started_ms`: room time (epoch ms). `declared`: the newest act about it.
    `of_room` False: single persons wait, and there is nothing to record about the room.
    """

    identifier: str
    started_ms: int
    people: tuple[Person, ...]
    declared: DeclareOutage | None
    of_room: bool

    @property
    def waiting(self) -> tuple[Person, ...]:
        """Whose attempt stands until it is confirmed."""
        return tuple(each for each in self.people if each.waits)

    @property
    def missing(self) -> int:
        """How many are in the middle of the exam and not linked again."""
        return sum(each.seat.running and not each.seat.connected for each in self.people)

    def lasted_ms(self, now_ms: int) -> int:
        """How long it lasted, or has lasted up to `now_ms` (room time)."""
        ended = instant_ms(self.declared.ended_at) if self.declared is not None else None
        return max(0, (now_ms if ended is None else ended) - self.started_ms)


def outage_of(room: RoomView) -> Outage | None:
    """The outage to be handled now, or None. One that was recorded to its end is handled when nobody of it waits."""
    declared, seen = newest_declared(room), room.outage
    waiting = frozenset(each.number for each in room.seats if each.status == "awaiting_resume")
    goes_on = declared is not None and not declared.ended_at
    if declared is not None and (goes_on or (seen is None or seen.started_ms <= _end_ms(declared))):
        if not goes_on and not waiting:
            return None
        numbers = frozenset(declared.seats) if goes_on else frozenset[str]()
        started = instant_ms(declared.started_at) or 0
        return Outage(declared.outage, started, _people(room, numbers | waiting), declared, of_room=True)
    if seen is not None:
        return Outage(_name(seen.started_ms), seen.started_ms, _people(room, waiting | frozenset(seen.seats)), None, True)
    if not waiting:
        return None
    people = _people(room, waiting)
    started = room.now_ms - max(each.lost_ms or 0 for each in people)
    return Outage(_name(started), started, people, None, of_room=False)


def newest_declared(room: RoomView) -> DeclareOutage | None:
    """What an officer recorded last about an outage."""
    return next((each.act.body for each in room.acts if isinstance(each.act.body, DeclareOutage)), None)


def declaration(
    room: RoomView, outage: Outage | None, cause: OutageCause, *, postponed: bool = False, ended: bool = True
) -> DeclareOutage:
    """The record of an outage as it stands now; None: one of the whole room that begins now."""
    now = _instant(room.now_ms)
    decision: Literal["continue", "postpone"] = "postpone" if postponed else "continue"
    if outage is None:
        seats = tuple(each.number for each in room.seats if each.running)
        return DeclareOutage(_name(room.now_ms), cause, now, "", seats, decision)
    before = outage.declared
    seats = tuple(dict.fromkeys((*(before.seats if before else ()), *(each.seat.number for each in outage.people))))
    ended_at = before.ended_at if before is not None and before.ended_at else now if ended else ""
    return DeclareOutage(outage.identifier, cause, _instant(outage.started_ms), ended_at, seats, decision)


def credit_acts(outage: Outage) -> tuple[CreditOutage, ...]:
    """One act for each amount: everybody who waits gets what is proposed. Whose loss is unknown is left to an officer."""
    amounts: dict[int, list[str]] = {}
    for each in outage.waiting:
        if each.lost_ms is not None:
            amounts.setdefault(each.credited_ms, []).append(each.seat.number)
    return tuple(CreditOutage(amount, tuple(numbers)) for amount, numbers in sorted(amounts.items()))


def evacuated_since_ms(room: RoomView) -> int | None:
    """Since when (room time) everybody is paused for an evacuation; None: nobody is."""
    for each in room.acts:
        body = each.act.body
        if isinstance(body, Resume) and not body.candidates:
            return None
        if isinstance(body, Pause) and not body.candidates and body.cause == "evacuation" and each.refused is None:
            return instant_ms(each.act.at)
    return None


def _people(room: RoomView, numbers: frozenset[str]) -> tuple[Person, ...]:
    cap_s = room.order.policies.outage_credit_cap_s
    return tuple(_person(each, cap_s) for each in room.seats if each.number in numbers)


def _person(seat: SeatView, cap_s: int | None) -> Person:
    waits = seat.status == "awaiting_resume"
    lost = seat.report.lost_ms if waits and seat.report is not None else None
    credited = 0 if lost is None else lost if cap_s is None else min(lost, cap_s * 1000)
    return Person(seat, lost, credited, waits)


def _end_ms(declared: DeclareOutage) -> int:
    return instant_ms(declared.ended_at) or 0


def _instant(epoch_ms: int) -> str:
    return datetime.fromtimestamp(epoch_ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _name(started_ms: int) -> str:
    return f"outage-{datetime.fromtimestamp(started_ms / 1000, UTC):%Y%m%dT%H%M%S}"
