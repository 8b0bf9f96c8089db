"""What happened, newest first: acts and what workstations noticed, of the room or of one person. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.services.console.seats import instant_ms
from desktop_app.services.console.views import ActView, RoomView
from question_packs.records.acts import candidates_of
from question_packs.records.room import IntegrityNotice


@dataclass(frozen=True)
class Happening:
    """One line of a timeline: exactly one of `act` and `notice`. `at`: an instant (UTC)."""

    at: str
    act: ActView | None = None
    notice: IntegrityNotice | None = None


def timeline(room: RoomView, number: str | None = None) -> tuple[Happening, ...]:
    """Everything of the room, or what concerns the candidate `number` (also what was done for everybody)."""
    acts = [Happening(each.act.at, act=each) for each in room.acts if number is None or concerns(each, number)]
    notices = [Happening(each.at, notice=each) for each in room.notices if number is None or each.candidate_number == number]
    return tuple(sorted((*acts, *notices), key=lambda each: instant_ms(each.at) or 0, reverse=True))


def concerns(act: ActView, number: str) -> bool:
    """Whether an act is for this candidate, alone or among others."""
    candidates = candidates_of(act.act.body)
    return candidates is None or number in candidates
