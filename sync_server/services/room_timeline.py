"""The lists of acts and incidents that the minutes annex: who did what to whom, when and why, each line once. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from question_packs.records import act_words
from question_packs.records import acts as ac
from question_packs.records import events as ev
from question_packs.records.acts import VerifiedAct, candidates_of, kind_of
from question_packs.records.events import AttemptEvent
from sync_server.reports.indonesian_dates import clock_text, nip_text
from sync_server.reports.room_data import Told
from sync_server.services import room_words as words
from sync_server.services.clock import parse
from sync_server.services.room_facts import AttemptLog, PersonFacts, RoomFacts

# Kinds that have a list of their own in the minutes, or stand in the attendance list.
_ELSEWHERE = frozenset({"mark_absent", "register_medium", "hand_over", "request_correction"})
_CODE = "kode sekali pakai"


class Timeline:
    """Lists over the facts of one sitting, each in time order."""

    def __init__(self, facts: RoomFacts) -> None:
        self._facts = facts
        self._zone = ZoneInfo(facts.order.time_zone)
        self._known = {each.act.act_id for each in facts.acts}
        self._in_outages = {each for outage in facts.outages for each in outage.interruptions}

    def actions(self) -> tuple[Told, ...]:
        """Every act and every incident of the sitting; `facts`: what happened, time restored."""
        told = [self._act_line(each) for each in self._facts.acts if _is_told(each)]
        told += [line for person in self._facts.people for line in self._incidents(person)]
        return tuple(sorted(told, key=lambda each: (each.at is None, each.at, each.seat, each.facts)))

    def about(self, person: PersonFacts) -> tuple[Told, ...]:
        """What bears on how one person kept the rules."""
        kinds = (ac.NoteIncident, ac.Warn, ac.Disqualify, ac.Unlock, ac.VoidAndRestart, ac.ForceSubmit)
        told = [self._act_line(each) for each in person.acts if isinstance(each.act.body, kinds)]
        for log in _logs(person):
            told += [self._event_line(person, each, words.event_in_words(each.body, self._facts.device_name))
                     for each in log.log.events
                     if isinstance(each.body, ev.Incident) and each.body.incident in words.INTEGRITY
                     and each.body.act not in self._known]  # fmt: skip
            told += self._focus_lines(person, log)
        return tuple(sorted(told, key=lambda each: (each.at is None, each.at, each.facts)))

    def transfers(self) -> tuple[Told, ...]:
        """Moves to another PC; `facts`: from, to, time restored."""
        rows = []
        by_id = {each.act.act_id: each for each in self._facts.acts}
        for person in self._facts.people:
            for event in person.events:
                if isinstance(event.body, ev.Transferred):
                    body, act = event.body, by_id.get(event.body.act)
                    restored = [each.restored_ms for each in person.interruptions if each.began == parse(event.wall_time)]
                    names = self._facts.device_name(body.from_device), self._facts.device_name(body.to_device)
                    facts = (*names, words.restored_text(restored))
                    rows.append(self._line(event, person, facts, body.reason, act.by if act else _CODE))
        return _in_order(rows)

    def extra_times(self) -> tuple[Told, ...]:
        """Extra time, as each attempt recorded it; `facts`: how much."""
        rows = []
        for person in self._facts.people:
            for event in person.events:
                if isinstance(event.body, ev.TimeGranted):
                    facts = (act_words.duration_text(event.body.granted_ms),)
                    rows.append(self._line(event, person, facts, event.body.reason, event.body.by))
        return _in_order(rows)

    def forced(self) -> tuple[Told, ...]:
        """Who did not hand in himself or herself; `facts`: how, how many answers."""
        rows = []
        for person in self._facts.people:
            for event in person.events:
                if isinstance(event.body, ev.Submitted) and event.body.reason in {"by_proctor", "by_close"}:
                    act = person.newest(ac.ForceSubmit, ac.Disqualify)
                    facts = (words.event_in_words(event.body, self._facts.device_name), f"{event.body.answered} terjawab")
                    rows.append(self._line(event, person, facts, act.act.reason if act else "", act.by if act else ""))
        return _in_order(rows)

    def voided(self) -> tuple[Told, ...]:
        """What was begun and does not count; `facts`: what, new form."""

        def facts(act: VerifiedAct) -> tuple[str, ...]:
            body = act.act.body
            return act_words.act_name(kind_of(body), "id"), body.form if isinstance(body, ac.VoidAndRestart) else "–"

        return self._of_kinds(facts, ac.VoidAndRestart, ac.UndoStart, ac.Reopen)

    def late(self) -> tuple[Told, ...]:
        """Who was admitted late; `facts`: allowance, start of the clock."""

        def facts(act: VerifiedAct) -> tuple[str, ...]:
            body = act.act.body
            assert isinstance(body, ac.AdmitLate)
            person = self._facts.person(body.candidate)
            started = None if person is None else person.started_at
            return act_words.ALLOWANCES[body.allowance][0], self._clock(started)

        return self._of_kinds(facts, ac.AdmitLate)

    def provisional(self, moved: bool) -> tuple[Told, ...]:
        """Who was admitted without being on the roster; `moved`: those who were expected at another sitting.

        `facts`: NIP, unit, and the other sitting or the form.
        """

        def facts(act: VerifiedAct) -> tuple[str, ...]:
            body = act.act.body
            assert isinstance(body, ac.AdmitProvisional)
            entry = body.entry
            return nip_text(entry.nip) or "–", entry.unit or "–", body.origin_sitting or f"naskah {entry.form}"

        wanted = [each for each in self._facts.acts_of(ac.AdmitProvisional) if bool(_origin(each)) is moved]
        return tuple(self._act_row(each, facts(each)) for each in wanted)

    def corrections(self) -> tuple[Told, ...]:
        """Requests to correct the roster; `facts`: field, on the roster, as stated."""

        def facts(act: VerifiedAct) -> tuple[str, ...]:
            body = act.act.body
            assert isinstance(body, ac.RequestCorrection)
            person = self._facts.person(body.candidate)
            written = "" if person is None or body.field == "photo" else str(getattr(person.entry, body.field))
            return act_words.FIELDS[body.field][0], written or "–", body.stated or "–"

        return self._of_kinds(facts, ac.RequestCorrection)

    def media(self) -> tuple[Told, ...]:
        """Every entry of the media register; `facts`: serial, state, number of bundles."""

        def facts(act: VerifiedAct) -> tuple[str, ...]:
            body = act.act.body
            assert isinstance(body, ac.RegisterMedium)
            return body.serial, act_words.MEDIA[body.state][0], str(body.bundles) if body.bundles else "–"

        return self._of_kinds(facts, ac.RegisterMedium)

    def accommodations(self) -> tuple[Told, ...]:
        """Who has an accommodation by the order; `facts`: extra time, zoom."""
        rows = []
        for person in self._facts.people:
            given = person.entry.accommodation
            if given.extra_time_percent or given.zoom_percent != 100:
                extra = f"{given.extra_time_percent} %" if given.extra_time_percent else "–"
                facts = extra, f"{given.zoom_percent} %"
                rows.append(Told(None, person.entry.seat, f"{person.number} {person.entry.name}", facts))
        return tuple(rows)

    def _of_kinds(self, facts: Callable[[VerifiedAct], tuple[str, ...]], *kinds: type) -> tuple[Told, ...]:
        return tuple(self._act_row(each, facts(each)) for each in self._facts.acts_of(*kinds))

    def _act_line(self, act: VerifiedAct) -> Told:
        return self._act_row(act, (act_words.act_in_words(act.act.body, self._facts.device_name), self._restored_by(act)))

    def _act_row(self, act: VerifiedAct, facts: tuple[str, ...]) -> Told:
        named = candidates_of(act.act.body)
        seat, person = ("Semua", "Semua peserta") if named is None else self._who(named)
        return Told(self._at(act.act.at), seat, person, facts, act.act.reason, act.by)

    def _who(self, numbers: tuple[str, ...]) -> tuple[str, str]:
        if len(numbers) != 1:
            return "–", words.number_ranges(numbers) or "–"
        person = self._facts.person(numbers[0])
        return ("–", numbers[0]) if person is None else (person.entry.seat, f"{person.number} {person.entry.name}")

    def _restored_by(self, act: VerifiedAct) -> str:
        mine = [
            each.restored_ms
            for person in self._facts.people
            for each in person.all_interruptions
            if each.act == act.act.act_id
        ]
        return words.restored_text(mine)

    def _incidents(self, person: PersonFacts) -> Iterator[Told]:
        """What the attempts of a person tell and no act told already."""
        for log in _logs(person):
            yield from self._focus_lines(person, log)
            for event in log.log.events:
                told = words.event_in_words(event.body, self._facts.device_name)
                if told and getattr(event.body, "act", "") not in self._known and not self._is_told_of(person, event):
                    yield self._event_line(person, event, told)

    def _is_told_of(self, person: PersonFacts, event: AttemptEvent) -> bool:
        """Whether a pause or its end stands at a declared outage, a move, or the act that let it go on."""
        at = parse(event.wall_time)
        return isinstance(event.body, ev.Paused | ev.Resumed) and any(
            at in {each.began, each.ended}
            and (each in self._in_outages or each.act in self._known or each.kind == "transfer")
            for each in person.all_interruptions
        )

    def _event_line(self, person: PersonFacts, event: AttemptEvent, told: str) -> Told:
        restored = "–"
        if isinstance(event.body, ev.Resumed):
            ended = parse(event.wall_time)
            restored = words.restored_text(each.restored_ms for each in person.all_interruptions if each.ended == ended)
        officer = getattr(event.body, "by", "") or (_CODE if getattr(event.body, "act", "") else "")
        return self._line(event, person, (told, restored), "", officer)

    def _focus_lines(self, person: PersonFacts, log: AttemptLog) -> Iterator[Told]:
        """Other windows in front: one line for all of an attempt, at the time of the first."""
        lost = [each for each in log.log.events if isinstance(each.body, ev.FocusLost)]
        if lost:
            away = sum(each.body.duration_ms for each in lost if isinstance(each.body, ev.FocusLost))
            told = f"Jendela lain di depan: {len(lost)} kali, {act_words.duration_text(away)} seluruhnya"
            yield self._line(lost[0], person, (told, "–"), "", "")

    def _line(self, event: AttemptEvent, person: PersonFacts, facts: tuple[str, ...], reason: str, officer: str) -> Told:
        who = f"{person.number} {person.entry.name}"
        return Told(self._at(event.wall_time), person.entry.seat, who, facts, reason, officer)

    def _at(self, text: str) -> datetime:
        return parse(text).astimezone(self._zone)

    def _clock(self, moment: datetime | None) -> str:
        return "–" if moment is None else clock_text(moment.astimezone(self._zone))


def _is_told(act: VerifiedAct) -> bool:
    """Ordinary arrivals stand in the attendance list; one without a document is told."""
    body = act.act.body
    return kind_of(body) not in _ELSEWHERE and not (isinstance(body, ac.CheckIn) and body.identity == "verified")


def _logs(person: PersonFacts) -> list[AttemptLog]:
    return [*([person.attempt] if person.attempt else []), *person.others]


def _origin(act: VerifiedAct) -> str:
    return act.act.body.origin_sitting if isinstance(act.act.body, ac.AdmitProvisional) else ""


def _in_order(rows: list[Told]) -> tuple[Told, ...]:
    return tuple(sorted(rows, key=lambda each: (each.at is None, each.at, each.person)))
