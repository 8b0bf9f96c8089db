"""What became of every answer: what the people gave, what their screens showed as saved, and what the centre holds."""

from __future__ import annotations

from dataclasses import dataclass

from question_packs.records import events as ev
from sync_server.app import Centre
from sync_server.services.assemble import Assembled, assemble
from sync_server.services.epoch_log import event_lines
from sync_server.services.interruptions import interruptions_of
from sync_server.store import results, segments
from sync_server.store.segments import SegmentRow
from tests.demo.room import SITTING
from tests.demo_room.seat import Person, Save

EVENT = "demo"


@dataclass(frozen=True)
class Account:
    """One person. `lost`: saves that a screen showed and that the centre holds in no log. Times in milliseconds."""

    person: Person
    status: str
    given: int
    saved: int
    received: int
    lost: int
    interrupted_ms: int
    restored_ms: int
    granted_ms: int


def accounts(centre: Centre, people: list[Person]) -> list[Account]:
    """Everybody's account from the centre's database."""
    return [_account(centre, person) for person in people]


def _account(centre: Centre, person: Person) -> Account:
    attempt_id = ev.attempt_id_of(SITTING, person.number, "utama")
    with centre.database.read() as connection:
        rows = segments.attempt_segments(connection, EVENT, attempt_id)
        decision = results.newest_resolutions(connection, EVENT, [attempt_id]).get(attempt_id)
    log = assemble(rows, decision.device_id if decision else None)
    held = _held(rows)
    stood = interruptions_of(person.number, log.events)
    return Account(
        person=person,
        status=log.status if rows else "absent",
        given=len(person.given),
        saved=len(person.saved),
        received=_received(log, person),
        lost=sum(save not in held for save in person.saves),
        interrupted_ms=sum(int((each.ended - each.began).total_seconds() * 1000) for each in stood if each.ended),
        restored_ms=sum(each.restored_ms or 0 for each in stood),
        granted_ms=log.state.granted_ms,
    )


def _held(rows: list[SegmentRow]) -> set[Save]:
    """Every save that the centre holds, in whatever log it came."""
    found = set()
    for row in rows:
        for line in event_lines(row):
            event = ev.decode_event(line)
            if isinstance(event.body, ev.ResponseSaved):
                found.add((event.epoch, event.sequence, event.body.item, tuple(event.body.response)))
    return found


def _received(log: Assembled, person: Person) -> int:
    """Items whose answer in the log that counts is there, of those shown as saved."""
    return sum(item in log.state.responses for item in person.saved)
