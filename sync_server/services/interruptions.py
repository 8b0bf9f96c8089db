"""When an attempt's clock stood, from its events alone: pauses, outages, moves to another PC. Pure; read by `room_facts`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from question_packs.records import events as ev
from question_packs.records.events import AttemptEvent
from sync_server.services.clock import parse

InterruptionKind = Literal["pause", "outage", "transfer"]


@dataclass(frozen=True)
class Interruption:
    """One stretch in which the clock of an attempt stood.

    `ended` is None while it stands. `restored_ms`: wall time that was not counted as used; None where nobody can know it.
    `act`: the proctor's act that let it go on, or empty.
    """

    candidate_number: str
    kind: InterruptionKind
    began: datetime
    ended: datetime | None
    restored_ms: int | None
    act: str = ""

    def overlaps(self, began: datetime, ended: datetime | None) -> bool:
        """Whether it has a moment in common with another stretch of time."""
        begins_before_its_end = ended is None or self.began <= ended
        return begins_before_its_end and (self.ended is None or self.ended >= began)


def interruptions_of(candidate_number: str, events: Iterable[AttemptEvent]) -> list[Interruption]:
    """The interruptions of one attempt, in order. A crash leaves no event of its own: only the one that resumes."""
    found = []
    standing: AttemptEvent | None = None
    allowed_by = ""
    for event in events:
        match event.body:
            case ev.Incident("resume_allowed" | "outage_credited"):
                allowed_by = event.body.act
            case ev.Paused() | ev.Transferred() | ev.Reopened():
                standing = standing or event
            case ev.Resumed():
                found.append(_ended(candidate_number, standing, event, event.body, allowed_by))
                standing, allowed_by = None, ""
            case ev.Submitted():
                standing = None
    if standing is not None:
        found.append(Interruption(candidate_number, _kind(standing), parse(standing.wall_time), None, None))
    return found


def _ended(
    candidate_number: str, standing: AttemptEvent | None, event: AttemptEvent, resumed: ev.Resumed, allowed_by: str
) -> Interruption:
    ended = parse(event.wall_time)
    lost_ms = None if resumed.lost_ms is None else max(resumed.lost_ms, 0)
    began = parse(standing.wall_time) if standing else ended - timedelta(milliseconds=lost_ms or 0)
    restored_ms = None if lost_ms is None else max(lost_ms - resumed.charged_ms, 0)
    kind = "outage" if standing is None else _kind(standing)
    moved_by = standing.body.act if standing is not None and isinstance(standing.body, ev.Transferred) else ""
    return Interruption(candidate_number, kind, min(began, ended), ended, restored_ms, resumed.act or moved_by or allowed_by)


def _kind(standing: AttemptEvent) -> InterruptionKind:
    return "transfer" if isinstance(standing.body, ev.Transferred) else "pause"
