"""What happened in one sitting, from its records alone: order, verified acts, assembled attempts, readiness certificates.

Pure: no database and no clock, so that the room node and the centre, or the same paper printed twice, say the same.
`room_report` puts these facts into the words of documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Literal

from question_packs.records import acts as ac
from question_packs.records import events as ev
from question_packs.records.acts import Act, VerifiedAct, candidates_of, kind_of
from question_packs.records.attempt_state import AttemptState
from question_packs.records.events import AttemptEvent
from question_packs.records.merkle import leaf_hash, root_hash
from question_packs.records.orders import RosterEntry, SittingOrder
from question_packs.records.readiness import Certificate
from sync_server.services.assemble import Assembled
from sync_server.services.clock import parse
from sync_server.services.interruptions import Interruption, interruptions_of

Attendance = Literal["present", "absent", "expected"]
# What officers do every day and what no candidate gains or loses by: not told one by one, and not privileged.
DAILY_KINDS = frozenset({"check_in", "mark_absent", "register_medium", "hand_over", "request_correction", "note_incident"})


@dataclass(frozen=True)
class AttemptLog:
    """One attempt of a candidate as it was put together from its segments."""

    candidate_number: str
    form: str
    log: Assembled


@dataclass(frozen=True)
class PersonFacts:
    """One person of the sitting. `attempt`: the one that counts, if any; `others`: begun and not counting.

    `acts`: those that name this person, in time order. `provisional`: not on the roster, admitted on instruction.
    """

    entry: RosterEntry
    attendance: Attendance
    attempt: AttemptLog | None
    others: tuple[AttemptLog, ...]
    acts: tuple[VerifiedAct, ...]
    provisional: bool = False

    @property
    def number(self) -> str:
        """The candidate number."""
        return self.entry.candidate_number

    @property
    def state(self) -> AttemptState:
        """The state of the attempt that counts; of nobody's attempt an empty one."""
        return AttemptState() if self.attempt is None else self.attempt.log.state

    @property
    def events(self) -> list[AttemptEvent]:
        """The events of the attempt that counts."""
        return [] if self.attempt is None else self.attempt.log.events

    @property
    def received(self) -> bool:
        """Whether the attempt that counts was handed in and is here whole."""
        return self.attempt is not None and self.attempt.log.status == "complete"

    @property
    def started_at(self) -> datetime | None:
        """When the clock began."""
        return parse(self.state.started_wall_time) if self.state.started_wall_time else None

    @property
    def finished_at(self) -> datetime | None:
        """When it was handed in; None while it is open, also again after a hand-in that was taken back."""
        if self.state.submitted is None:
            return None
        return next((parse(each.wall_time) for each in reversed(self.events) if isinstance(each.body, ev.Submitted)), None)

    @property
    def head_hash(self) -> str:
        """The hash of the hand-in, from which the screen's receipt code came; of an open attempt that of its last event.

        Incidents may follow a hand-in: each event holds the hash of the one before.
        """
        if self.attempt is None:
            return ""
        last = max((place for place, each in enumerate(self.events) if isinstance(each.body, ev.Submitted)), default=-1)
        if self.state.submitted is None or last + 1 >= len(self.events):
            return self.attempt.log.head_hash
        return self.events[last + 1].previous_hash

    @property
    def arrived_at(self) -> datetime | None:
        """When the person was checked in."""
        act = self.newest(ac.CheckIn)
        return None if act is None else parse(act.act.at)

    @cached_property
    def interruptions(self) -> list[Interruption]:
        """When the clock of the attempt that counts stood."""
        return interruptions_of(self.number, self.events)

    @cached_property
    def all_interruptions(self) -> list[Interruption]:
        """When the clock of any attempt of this person stood, also of one that was set aside."""
        return [
            *self.interruptions,
            *(one for each in self.others for one in interruptions_of(self.number, each.log.events)),
        ]

    @property
    def restored_ms(self) -> int:
        """Wall time that was not counted as used, over all interruptions."""
        return sum(each.restored_ms or 0 for each in self.interruptions)

    @property
    def extra_ms(self) -> int:
        """Extra time given by acts."""
        return self.state.granted_ms

    @property
    def device_ids(self) -> tuple[str, ...]:
        """The PCs of the attempt that counts, first to last."""
        bodies = [each.body for each in self.events]
        first = [each.device_id for each in bodies if isinstance(each, ev.Started)][:1]
        return (*first, *(each.to_device for each in bodies if isinstance(each, ev.Transferred)))

    def newest(self, *kinds: type) -> VerifiedAct | None:
        """The newest act of these kinds that names this person."""
        return next((each for each in reversed(self.acts) if isinstance(each.act.body, kinds)), None)


@dataclass(frozen=True)
class Outage:
    """An interruption of the room as people declared it last, and each interruption of an attempt that belongs to it."""

    declared: VerifiedAct
    body: ac.DeclareOutage
    interruptions: tuple[Interruption, ...]

    @property
    def started_at(self) -> datetime:
        """When it began, as people recorded it."""
        return parse(self.body.started_at)

    @property
    def ended_at(self) -> datetime | None:
        """When it ended; None while it goes on."""
        return parse(self.body.ended_at) if self.body.ended_at else None


@dataclass(frozen=True)
class Completeness:
    """`registered` people, of whom `sat`, whose attempts were `received` whole; `missing` are named."""

    registered: int
    sat: int
    received: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class OfficerTally:
    """Privileged acts of one kind by one officer: how many, for how many people, how much time they gave in all."""

    officer: str
    kind: str
    acts: int
    people: int
    granted_ms: int


@dataclass(frozen=True)
class RoomFacts:
    """One sitting. `acts` and `people` are in order of time and of number."""

    order: SittingOrder
    acts: tuple[VerifiedAct, ...]
    people: tuple[PersonFacts, ...]
    certificates: tuple[Certificate, ...]
    names: dict[str, str] = field(default_factory=dict)

    def person(self, candidate_number: str) -> PersonFacts | None:
        """The person with this number, or None."""
        return next((each for each in self.people if each.number == candidate_number), None)

    def acts_of(self, *kinds: type) -> list[VerifiedAct]:
        """The acts of these kinds, in time order."""
        return [each for each in self.acts if isinstance(each.act.body, kinds)]

    def device_name(self, device_id: str) -> str:
        """What the room calls a machine; the beginning of its key for one that the order does not know."""
        return self.names.get(device_id, device_id[:12])

    @property
    def started_at(self) -> datetime | None:
        """When the first clock began."""
        return min((each.started_at for each in self.people if each.started_at), default=None)

    @property
    def ended_at(self) -> datetime | None:
        """When the last attempt was handed in."""
        return max((each.finished_at for each in self.people if each.finished_at), default=None)

    @property
    def closed(self) -> bool:
        """Whether the sitting was closed, or everybody who began has handed in."""
        begun = [each for each in self.people if each.started_at]
        return bool(self.acts_of(ac.CloseSitting)) or (bool(begun) and all(each.finished_at for each in begun))

    @property
    def as_of(self) -> datetime:
        """The time of the newest record: what documents call the time they were made, so that copies are alike."""
        times = [self.order.issued_at, *(each.act.at for each in self.acts), *(each.made_at for each in self.certificates)]
        times += [each.events[-1].wall_time for each in self.people if each.events]
        return max(map(parse, times))

    def roster_only(self) -> RoomFacts:
        """The facts that decide who sits where: for documents that must not change while people sit."""
        return gather_facts(self.order, self.acts_of(ac.AdmitProvisional), ())

    def certified_only(self) -> RoomFacts:
        """The facts from before the sitting: order and certificates."""
        return gather_facts(self.order, (), (), self.certificates)

    @property
    def completeness(self) -> Completeness:
        """Who sat, and whose attempt is here whole."""
        sat = [each for each in self.people if each.attendance == "present"]
        missing = tuple(each.number for each in sat if not each.received)
        return Completeness(len(self.people), len(sat), len(sat) - len(missing), missing)

    @property
    def root(self) -> str:
        """The Merkle root (hex) over the head of every attempt and the digest of every act, each group in order of value.

        It depends on the sitting's records alone, so that the room and the centre print the same one.
        """
        logs = [log for each in self.people for log in (each.attempt, *each.others) if log is not None]
        digests = [
            *sorted(each.log.head_hash for each in logs if each.log.head_hash),
            *sorted(each.digest for each in self.acts),
        ]
        return root_hash([leaf_hash(bytes.fromhex(each)) for each in digests]).hex()

    @cached_property
    def outages(self) -> list[Outage]:
        """Every declared outage, by the newest act about it."""
        newest = {each.act.body.outage: each for each in self.acts_of(ac.DeclareOutage)}  # type: ignore[union-attr]
        return sorted((self._outage(each) for each in newest.values()), key=lambda each: each.started_at)

    def _outage(self, declared: VerifiedAct) -> Outage:
        body = declared.act.body
        assert isinstance(body, ac.DeclareOutage)
        outage = Outage(declared, body, ())
        touched = [
            each
            for person in self.people
            if not body.seats or person.entry.seat in body.seats or person.number in body.seats
            for each in person.interruptions
            if each.kind != "transfer" and each.overlaps(outage.started_at, outage.ended_at)
        ]
        return replace(outage, interruptions=tuple(touched))

    @property
    def tally(self) -> list[OfficerTally]:
        """Privileged acts by officer and kind: the audit extract of the minutes."""
        privileged = [each for each in self.acts if kind_of(each.act.body) not in DAILY_KINDS]
        keys = sorted({(each.by, kind_of(each.act.body)) for each in privileged})
        return [
            self._tally(key, [each.act for each in privileged if (each.by, kind_of(each.act.body)) == key]) for key in keys
        ]

    def _tally(self, key: tuple[str, str], found: list[Act]) -> OfficerTally:
        concerned = [self.concerned(each) for each in found]
        granted = [each.body.granted_ms if isinstance(each.body, ac.GrantTime) else 0 for each in found]
        given = sum(ms * len(people) for ms, people in zip(granted, concerned, strict=True))
        return OfficerTally(*key, len(found), len(set().union(*concerned)), given)

    def concerned(self, act: Act) -> set[str]:
        """Numbers of the people whom an act concerns."""
        named = candidates_of(act.body)
        return {each.number for each in self.people} if named is None else set(named)


def gather_facts(
    order: SittingOrder,
    acts: Iterable[VerifiedAct],
    attempts: Iterable[AttemptLog],
    certificates: Iterable[Certificate] = (),
) -> RoomFacts:
    """The facts of a sitting. Acts may come in any order and more than once; of certificates the newest of a PC counts."""
    once = {each.act.act_id: each for each in acts}
    in_order = tuple(sorted(once.values(), key=lambda each: (parse(each.act.at), each.act.act_id)))
    logs: dict[str, list[AttemptLog]] = {}
    for each in attempts:
        logs.setdefault(each.candidate_number, []).append(each)
    by_number = {each.candidate_number: each for each in order.candidates}
    provisional = {
        body.entry.candidate_number: body.entry
        for body in (each.act.body for each in in_order)
        if isinstance(body, ac.AdmitProvisional) and body.entry.candidate_number not in by_number
    }
    people = [
        _person(entry, in_order, logs.get(number, []), number in provisional)
        for number, entry in sorted({**by_number, **provisional}.items())
    ]
    newest = {each.device_id: each for each in sorted(certificates, key=lambda each: parse(each.made_at))}
    names = {each.key_id: each.name for each in order.devices}
    machines = sorted(newest.values(), key=lambda each: (each.device_name, each.device_id))
    return RoomFacts(order, in_order, tuple(people), tuple(machines), names)


def _person(entry: RosterEntry, acts: Sequence[VerifiedAct], logs: list[AttemptLog], provisional: bool) -> PersonFacts:
    mine = tuple(each for each in acts if entry.candidate_number in (candidates_of(each.act.body) or ()))
    counting = _counting(entry, mine, logs)
    others = tuple(each for each in logs if each is not counting)
    return PersonFacts(entry, _attendance(mine, counting is not None or bool(others)), counting, others, mine, provisional)


def _counting(entry: RosterEntry, acts: Sequence[VerifiedAct], logs: list[AttemptLog]) -> AttemptLog | None:
    """The attempt with the form that the newest void named, else with the roster's."""
    forms = [entry.form, *(each.act.body.form for each in acts if isinstance(each.act.body, ac.VoidAndRestart))]
    return next((each for each in logs if each.form == forms[-1]), None)


def _attendance(acts: Sequence[VerifiedAct], began: bool) -> Attendance:
    told = [each.act.body for each in acts if isinstance(each.act.body, ac.CheckIn | ac.MarkAbsent)]
    if began:
        return "present"
    if not told:
        return "expected"
    return "absent" if isinstance(told[-1], ac.MarkAbsent) else "present"


def is_charge(act: VerifiedAct) -> bool:
    """Whether an act says that somebody broke the rules."""
    body = act.act.body
    return isinstance(body, ac.Warn | ac.Disqualify) or (isinstance(body, ac.NoteIncident) and body.category == "violation")
