"""The exam engine: commands in, events out.

An `Attempt` owns the state of one attempt, which is the fold of its events, and decides what a command may do. Each command
returns the events that it caused, ready to be stored; the state has then already moved on. Loading is replaying; the clock
of a loaded attempt stands until `confirm`. Pure: no Qt, no database, no clock; `services.exam` gives it moments and stores
what it returns. What proctors decide comes through `acting`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.delivery import navigation
from desktop_app.delivery.form import Form, Place
from desktop_app.delivery.lineage import Log
from desktop_app.delivery.timekeeper import Moment, Timekeeper
from question_packs.assessment.files import checked_file
from question_packs.assessment.interactions import Interaction
from question_packs.assessment.model import AssessmentItem
from question_packs.assessment.responses import FILE_PART_BYTES, MAX_NOTE, FileName, Response, check_response, shortcoming
from question_packs.errors import KnownError
from question_packs.records import events as ev
from question_packs.records.attempt_state import AttemptState
from question_packs.records.files import parts_of, whole_file

# All files of one attempt together; far more than anybody needs, and few enough for every stick.
MAX_FILES_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class Recorded:
    """A new event: its place in the chain and the exact bytes to store and to sign."""

    sequence: int
    line: bytes
    is_answer: bool
    ends_attempt: bool
    reopens_attempt: bool = False


class Attempt:
    """One attempt of one candidate on one form.

    `moved`: it goes on at another PC, and nothing is recorded here any more. `lock`, `pause` and `warning` are the newest
    events of their kinds, for the words on the screen.
    """

    def __init__(self, attempt_id: str, epoch: int, form: Form) -> None:
        self.attempt_id = attempt_id
        self.epoch = epoch
        self.form = form
        self.state = AttemptState()
        self.moved = False
        self.lock: ev.Incident | None = None
        self.pause: ev.Paused | None = None
        self.warning: ev.Incident | None = None
        self._file_parts: list[ev.FilePart] = []
        self._link = ev.Link(0, ev.genesis_hash(attempt_id, epoch))
        self._time = Timekeeper()

    @classmethod
    def load(
        cls,
        attempt_id: str,
        epoch: int,
        form: Form,
        lines: Iterable[bytes],
        ticked_ms: int = 0,
        inherited: Sequence[Log] = (),
    ) -> Attempt:
        """Replay stored events; `ticked_ms` is the last durable tick. The clock stands until `confirm`.

        `inherited`: what earlier epochs wrote before the attempt moved (`lineage`).
        """
        attempt = cls(attempt_id, epoch, form)
        for log in inherited:
            start = ev.Link(0, ev.genesis_hash(attempt_id, log.epoch))
            attempt._take_in(ev.follow_chain(start, attempt_id, log.epoch, list(log.lines))[0])
        events, attempt._link = ev.follow_chain(attempt._link, attempt_id, epoch, list(lines))
        attempt._take_in(events)
        attempt._time = Timekeeper(max(attempt.state.elapsed_ms, ticked_ms))
        return attempt

    def _take_in(self, events: Iterable[ev.AttemptEvent]) -> None:
        for event in events:
            self.state.apply(event)
            self._note_body(event.body)

    def _note_body(self, body: ev.EventBody) -> None:
        match body:
            case ev.Paused():
                self.pause = body
            case ev.Incident("locked"):
                self.lock = body
            case ev.Incident("warned"):
                self.warning = body
            case ev.FilePart():
                self._file_parts.append(body)

    # --- what is

    @property
    def head_hash(self) -> str:
        """The hash of the newest event."""
        return self._link.previous_hash

    @property
    def current(self) -> Place:
        """The place on the screen, or the one behind the section's cover."""
        return navigation.current_place(self.form, self.state)

    @property
    def following(self) -> Place | None:
        """The place after the current one, as conditions say now."""
        return navigation.next_place(self.form, self.state, self.current)

    @property
    def places(self) -> tuple[Place, ...]:
        """The places that count for this candidate, without those that conditions leave out."""
        return navigation.path(self.form, self.state)

    @property
    def read_only(self) -> bool:
        """Whether the current item was submitted by itself as often as it may be."""
        here = self.current
        most = here.control.max_attempts
        return here.individual and 0 < most <= self.state.submissions.get(here.item, 0)

    @property
    def finished(self) -> bool:
        """Whether it was handed in."""
        return self.state.submitted is not None

    @property
    def runs(self) -> bool:
        """Whether the clock counts now."""
        return self._time.running

    @property
    def may_confirm(self) -> bool:
        """Whether the clock stands and waits for the candidate alone, as far as the log says."""
        standing = self.state.started is not None and not self.finished and not self.runs
        return standing and (self.state.allowed or not self.state.paused)

    def elapsed_ms(self, moment: Moment) -> int:
        """Active time, at most what was allotted."""
        return min(self._time.elapsed_ms(moment), self.state.allotted_ms)

    def remaining_ms(self, moment: Moment) -> int:
        """Time left for the test."""
        return max(0, self.state.allotted_ms - self._time.elapsed_ms(moment))

    def section_remaining_ms(self, moment: Moment) -> int | None:
        """Time left for the current section; None where it has no time of its own."""
        limit = self.current.section.time_limits.max_time
        entered = self.state.section_entered_ms.get(self.current.section.identifier)
        if limit is None or entered is None:
            return None
        return max(0, limit * 1000 - (self._time.elapsed_ms(moment) - entered))

    def is_open(self, place: Place) -> bool:
        """Whether the candidate may go to this place now."""
        return navigation.is_open(self.form, self.state, place)

    # --- what can be done

    def start(self, body: ev.Started, moment: Moment) -> list[Recorded]:
        """The clock starts and the first item is shown, or the cover of the first section."""
        self._refuse_if(self.state.started is not None, "DEL-01")
        self._time.run(moment)
        return [self.record(body, moment), *self._show(navigation.first_place(self.form, self.state), moment)]

    def confirm(self, reason: str, lost_ms: int | None, moment: Moment, act: str = "") -> list[Recorded]:
        """The candidate is there and the clock runs again, after a crash, a pause, a hand-in taken back or a move.

        What the proctor counts as used (`charge_ms`) is taken off first. A pause that nobody lifted: `DEL-08`.
        """
        self._refuse_unless_begun()
        self._refuse_if(not self.may_confirm, "DEL-08")
        charged_ms = self.state.charge_ms or 0
        self._time.charge(charged_ms)
        self._time.run(moment)
        return [self.record(ev.Resumed(reason, lost_ms, charged_ms, act), moment)]

    def go_to(self, item: str, moment: Moment) -> list[Recorded]:
        """Show another item, or the cover of its section. `DEL-03`: it is closed; `RSP-…`: this one must be valid first."""
        self._refuse_unless_running()
        place = self.form.by_item.get(item)
        if place is None or not self.is_open(place):
            raise KnownError("DEL-03")
        if item == self.state.presented:
            return []
        self._refuse_to_leave_invalid()
        return [*self._submit_item(moment), *self._show(place, moment)]

    def enter_section(self, moment: Moment) -> list[Recorded]:
        """Enter the section whose cover is on the screen: its clock starts and its item is shown (`DEL-03`: no cover is)."""
        self._refuse_unless_running()
        if self.state.offered is None:
            raise KnownError("DEL-03")
        section, item = self.state.offered.section, self.state.offered.item
        return [self.record(ev.SectionEntered(section), moment), self.record(ev.ItemPresented(item), moment)]

    def respond(
        self, item: AssessmentItem, response: Response, moment: Moment, response_identifier: str = ev.RESPONSE
    ) -> list[Recorded]:
        """Save a whole response of the item on the screen; an unchanged one records nothing (`DEL-04/13/14`)."""
        interaction = self._answerable(item, response_identifier, moment)
        check_response(interaction, response)
        if response == self._saved(item.identifier, response_identifier):
            return []
        return [self.record(ev.ResponseSaved(item.identifier, response, response_identifier), moment)]

    def hand_file(
        self, item: AssessmentItem, response_identifier: str, data: bytes, name: str, media_type: str, moment: Moment
    ) -> list[Recorded]:
        """Save a file as the response of the item on the screen: its parts first, then the response that names it.

        The same file again records nothing; parts that stand in the log already are not recorded twice. `RSP-07`, `RSP-08`:
        its kind or size; `RSP-09`: this attempt has too many files.
        """
        interaction = self._answerable(item, response_identifier, moment)
        response = (checked_file(interaction, data, name, media_type).text,)
        check_response(interaction, response)
        if response == self._saved(item.identifier, response_identifier):
            return []
        parts = [part for part in parts_of(data) if part.part not in self.state.file_parts.get(part.sha256, ())]
        kept = sum(map(len, self.state.file_parts.values()))
        self._refuse_if((kept + len(parts)) * FILE_PART_BYTES > MAX_FILES_BYTES, "RSP-09")
        recorded = [self.record(part, moment) for part in parts]
        return [*recorded, self.record(ev.ResponseSaved(item.identifier, response, response_identifier), moment)]

    def handed_file(self, response_identifier: str) -> bytes | None:
        """The bytes of the file in a response of the item on the screen; None where there is none (`REC-05`: damaged)."""
        response = self._saved(self.current.item, response_identifier)
        file = FileName.parse(response[0]) if response else None
        return None if file is None else whole_file(file, self._file_parts)

    def keep_note(self, note: str, moment: Moment) -> list[Recorded]:
        """Keep what the candidate marked at the item on the screen, for himself; unchanged it records nothing (`RSP-10`)."""
        self._refuse_unless_in_sight()
        if len(note) > MAX_NOTE:
            raise KnownError("RSP-10", limit=MAX_NOTE)
        item = self.current.item
        if note == self.state.notes.get(item, ""):
            return []
        return [self.record(ev.Noted(item, note), moment)]

    def flag(self, flagged: bool, moment: Moment) -> list[Recorded]:
        """Mark the item on the screen as *ragu-ragu*, or take the mark back."""
        self._refuse_unless_in_sight()
        item = self.current.item
        if flagged == (item in self.state.flagged):
            return []
        return [self.record(ev.Flagged(item, flagged), moment)]

    def note(self, body: ev.FocusLost | ev.Incident, moment: Moment) -> list[Recorded]:
        """Record something for people to judge, also while the clock stands."""
        self._refuse_unless_begun()
        return [self.record(body, moment)]

    def tick(self, moment: Moment) -> list[Recorded]:
        """Notice what time brings: a wall clock that jumped, a section or the whole test whose time is over."""
        if not self.runs or self.finished:
            return []
        recorded = []
        jump = self._time.wall_jump_ms(moment)
        if jump:
            recorded.append(self.record(ev.ClockJumped(jump), moment))
        if self.remaining_ms(moment) == 0:
            recorded.extend(self.submit("by_time", moment))
        elif self.section_remaining_ms(moment) == 0:
            recorded.extend(self._leave_section(moment))
        return recorded

    def submit(self, reason: ev.SubmitReason, moment: Moment, act: str = "") -> list[Recorded]:
        """Hand in. By the candidate's own will only with the item in sight and after the minimum time."""
        self._refuse_unless_begun()
        if reason == "by_candidate":
            self._refuse_unless_running()
            self._refuse_if(self.wait_before_submit_ms(moment) > 0, "DEL-05")
        answered = len(self.state.responses)
        body = ev.Submitted(reason, answered, len(self.places) - answered, len(self.state.flagged), act)
        recorded = [self.record(body, moment)]
        self._time.stop(moment)
        return recorded

    def stand(self, moment: Moment) -> None:
        """Let the clock stand; the event that says why is recorded by the caller."""
        self._time.stop(moment)

    def fence(self, moment: Moment) -> None:
        """The attempt goes on at another PC: read only from here on."""
        self.moved = True
        self._time.stop(moment)

    def wait_before_submit_ms(self, moment: Moment) -> int:
        """How long until the candidate may hand in; 0 if now."""
        minimum = (self.form.test.time_limits.min_time or 0) * 1000
        return max(0, min(minimum, self.state.allotted_ms) - self._time.elapsed_ms(moment))

    # --- how

    def _leave_section(self, moment: Moment) -> list[Recorded]:
        """The section's time is over: what comes after it, or the hand-in."""
        submitted = self._submit_item(moment)
        later = navigation.next_place(self.form, self.state, self.current, leaving_section=True)
        return [*submitted, *(self.submit("by_time", moment) if later is None else self._show(later, moment))]

    def _show(self, place: Place, moment: Moment) -> list[Recorded]:
        section = place.section.identifier
        if section == self.state.section:
            return [self.record(ev.ItemPresented(place.item), moment)]
        if place.covered and section not in self.state.section_entered_ms:
            return [self.record(ev.SectionOffered(section, place.item), moment)]
        return [self.record(body, moment) for body in (ev.SectionEntered(section), ev.ItemPresented(place.item))]

    def _submit_item(self, moment: Moment) -> list[Recorded]:
        """Where each item is submitted by itself, leaving an answered one submits it if it changed since."""
        here = self.current
        if not here.individual or here.item not in self.state.unsubmitted & self.state.responses.keys():
            return []
        return [self.record(ev.ItemSubmitted(here.item), moment)]

    def _refuse_to_leave_invalid(self) -> None:
        here = self.current
        if not here.control.validate_responses:
            return
        for interaction in self.form.item(here.item).interactions:
            lack = shortcoming(interaction, self._saved(here.item, interaction.response_identifier))
            if lack is not None:
                raise lack

    def _answerable(self, item: AssessmentItem, response_identifier: str, moment: Moment) -> Interaction:
        """The interaction of the item on the screen that may be answered now."""
        self._refuse_unless_in_sight()
        self._refuse_if(self.remaining_ms(moment) == 0 or self.section_remaining_ms(moment) == 0, "DEL-02")
        self._refuse_if(item.identifier != self.current.item, "DEL-03")
        self._refuse_if(self.read_only, "DEL-14")
        interaction = item.interaction(response_identifier)
        if interaction is None:
            raise KnownError("DEL-13", response=response_identifier)
        return interaction

    def _saved(self, item: str, response_identifier: str) -> Response:
        return self.state.responses.get(item, {}).get(response_identifier, ())

    def record(self, body: ev.EventBody, moment: Moment) -> Recorded:
        """Make the next event of the chain. For `acting` and this class: whoever calls it has checked that it fits."""
        event = ev.AttemptEvent(
            attempt_id=self.attempt_id,
            epoch=self.epoch,
            sequence=self._link.sequence,
            wall_time=moment.wall_time,
            elapsed_ms=self._time.elapsed_ms(moment) if self.state.started is None else self.elapsed_ms(moment),
            boot_id=moment.boot_id,
            previous_hash=self._link.previous_hash,
            body=body,
        )
        line = ev.encode_event(event)
        self._link = ev.Link(event.sequence + 1, ev.event_hash(line))
        self._take_in([event])
        ends = isinstance(body, ev.Submitted)
        is_answer = ends or isinstance(body, ev.ResponseSaved | ev.Flagged | ev.Noted)
        return Recorded(event.sequence, line, is_answer, ends, isinstance(body, ev.Reopened))

    def _refuse_unless_begun(self) -> None:
        self._refuse_if(self.moved, "DEL-09")
        self._refuse_if(self.state.started is None, "DEL-06")
        self._refuse_if(self.finished, "DEL-01")

    def _refuse_unless_running(self) -> None:
        """What the candidate does needs the item in sight: not paused, not away, not locked."""
        self._refuse_unless_begun()
        self._refuse_if(not self.runs or self.state.away or bool(self.state.locked), "DEL-08")

    def _refuse_unless_in_sight(self) -> None:
        """An item is on the screen, not a section's cover."""
        self._refuse_unless_running()
        self._refuse_if(self.state.offered is not None, "DEL-03")

    def _refuse_if(self, condition: bool, code: str) -> None:
        if condition:
            raise KnownError(code)
