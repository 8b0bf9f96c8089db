"""Makes the completeness roll of a sitting from what a database holds: at the room node and at the centre alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from question_packs.records.acts import Disqualify, MarkAbsent
from question_packs.records.events import Incident
from question_packs.records.roll import Absent, Missing, Roll, sign_roll
from question_packs.sealing.keys import KeyPair
from sync_server.services.clock import now_text
from sync_server.services.directory import Sitting
from sync_server.services.room_documents import read_facts
from sync_server.services.room_facts import PersonFacts, RoomFacts
from sync_server.store.database import Database


class Completeness:
    """Counts, and signs with the key of the machine that holds the records."""

    def __init__(
        self, database: Database, keeper: KeyPair, role: Literal["centre", "node"], clock: Callable[[], str] = now_text
    ) -> None:
        self._database = database
        self._keeper = keeper
        self._role: Literal["centre", "node"] = role
        self._clock = clock

    def roll(self, sitting: Sitting) -> Roll:
        """The roll of a sitting as things stand now."""
        with self._database.read() as connection:
            facts = read_facts(connection, sitting)
        sat = [each for each in facts.people if each.attendance == "present"]
        missing = tuple(_missing(each) for each in sat if not each.received)
        absent = tuple(_absent(each) for each in facts.people if each.attendance != "present")
        return Roll(
            type="lontar.roll/1",
            sitting_id=sitting.order.sitting_id,
            sitting_title=sitting.order.sitting_title,
            room_id=sitting.order.room_id,
            keeper_id=self._keeper.key_id,
            keeper=self._keeper.public.name,
            keeper_role=self._role,
            made_at=self._clock(),
            registered=len(facts.people),
            sat=len(sat),
            received=len(sat) - len(missing),
            missing=missing,
            absent=absent,
            provisional=tuple(each.number for each in facts.people if each.provisional),
            disqualified=_disqualified(facts),
            acts=len(facts.acts),
            merkle_root=facts.root,
        )

    def signed(self, sitting: Sitting) -> bytes:
        """The roll as an envelope of this machine's key."""
        return sign_roll(self.roll(sitting), self._keeper)


def _missing(person: PersonFacts) -> Missing:
    if person.attempt is None:
        return Missing(person.number, "voided" if person.others else "nothing")
    status = person.attempt.log.status
    assert status != "complete", "a whole attempt is not missing"
    return Missing(person.number, status)


def _absent(person: PersonFacts) -> Absent:
    told = person.newest(MarkAbsent)
    body = None if told is None else told.act.body
    return Absent(person.number, body.absence if isinstance(body, MarkAbsent) else "not_recorded")


def _disqualified(facts: RoomFacts) -> tuple[str, ...]:
    """By an act, or by the log of the attempt: either may arrive alone."""
    return tuple(
        each.number
        for each in facts.people
        if each.newest(Disqualify) is not None
        or any(isinstance(event.body, Incident) and event.body.incident == "disqualified" for event in each.events)
    )
