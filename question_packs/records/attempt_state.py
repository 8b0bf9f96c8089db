"""The state of an attempt: the fold of its events.

The one place that says what an attempt's events mean. The workstation folds to deliver, the centre folds to score; recovery
is the same fold. Pure; total over every valid chain and each of its prefixes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from question_packs.records import events as ev
from question_packs.records.events import AttemptEvent, EventBody


@dataclass
class AttemptState:
    """What is known of an attempt after some of its events. `responses`: by item and response identifier, non-empty ones
    only. `submissions`: how often an item was submitted by itself; `unsubmitted`: items whose responses changed since.
    `notes`: what the candidate marked at an item, for himself. `shown`: items that were on the screen. `offered`: the
    section whose cover is on the screen; no item is then. `file_parts`: which parts of a file (by digest) stand in the log.

    `allowed`: the clock stands still, and runs again as soon as the candidate confirms. `charge_ms`: how much of an
    interruption the proctor counts as used when the clock runs again (None: nobody decided). `acts`: ids of the proctor acts
    and one-time codes that stand in the log. `away`: on leave. `locked`: the id of the incident that locks the screen, or
    empty. `set_aside`: voided, or its start was undone; it does not count.
    """

    started: ev.Started | None = None
    submitted: ev.Submitted | None = None
    responses: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    submissions: dict[str, int] = field(default_factory=dict)
    unsubmitted: set[str] = field(default_factory=set)
    notes: dict[str, str] = field(default_factory=dict)
    flagged: set[str] = field(default_factory=set)
    file_parts: dict[str, set[int]] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    presented: str | None = None
    offered: ev.SectionOffered | None = None
    section: str | None = None
    section_entered_ms: dict[str, int] = field(default_factory=dict)
    paused: bool = False
    allowed: bool = False
    charge_ms: int | None = None
    acts: set[str] = field(default_factory=set)
    away: bool = False
    locked: str = ""
    warnings: int = 0
    set_aside: bool = False
    granted_ms: int = 0
    elapsed_ms: int = 0
    last_sequence: int = -1
    started_wall_time: str = ""
    last_wall_time: str = ""

    @property
    def allotted_ms(self) -> int:
        """Time given in all, in milliseconds; 0 before the start."""
        return 0 if self.started is None else self.started.allotted_ms + self.granted_ms

    def apply(self, event: AttemptEvent) -> None:
        """Take in the next event. After the hand-in nothing changes an answer any more, whatever the log says."""
        if self.submitted is None or isinstance(event.body, ev.Reopened | ev.Incident):
            self._apply_body(event.body, event)
        act: str = getattr(event.body, "act", "")
        if act:
            self.acts.add(act)
        self.elapsed_ms = max(self.elapsed_ms, event.elapsed_ms)
        self.last_sequence = event.sequence
        self.last_wall_time = event.wall_time

    def _apply_body(self, body: EventBody, event: AttemptEvent) -> None:
        match body:
            case ev.Started():
                self.started = body
                self.started_wall_time = event.wall_time
            case ev.ItemPresented(item):
                self.presented = item
                self.shown.add(item)
            case ev.ResponseSaved():
                self._apply_response(body)
            case ev.ItemSubmitted(item):
                self.submissions[item] = self.submissions.get(item, 0) + 1
                self.unsubmitted.discard(item)
            case ev.Noted(item, note):
                self.notes[item] = note
            case ev.FilePart():
                self.file_parts.setdefault(body.sha256, set()).add(body.part)
            case ev.Flagged(item, flagged):
                (self.flagged.add if flagged else self.flagged.discard)(item)
            case ev.SectionEntered(section):
                self.section, self.offered = section, None
                self.section_entered_ms.setdefault(section, event.elapsed_ms)
            case ev.SectionOffered():
                self.section, self.presented, self.offered = None, None, body
            case ev.Paused():
                self.paused, self.allowed = True, False
            case ev.Resumed():
                self.paused, self.allowed, self.charge_ms = False, False, None
            case ev.TimeGranted(granted_ms):
                self.granted_ms += granted_ms
            case ev.Submitted():
                self.submitted = body
            case ev.Reopened():
                self.submitted, self.paused, self.allowed = None, True, True
            case ev.Incident(incident, note):
                self._apply_incident(incident, note)
            case ev.Transferred():
                self.paused, self.allowed = True, True
            case ev.FocusLost() | ev.ClockJumped():
                pass

    def _apply_response(self, body: ev.ResponseSaved) -> None:
        saved = dict(self.responses.pop(body.item, {}))
        saved.pop(body.response_identifier, None)
        if body.response:
            saved[body.response_identifier] = body.response
        if saved:
            self.responses[body.item] = saved
        self.unsubmitted.add(body.item)

    def _apply_incident(self, incident: str, note: str) -> None:
        match incident:
            case "left" | "returned":
                self.away = incident == "left"
            case "locked":
                self.locked = note.partition(" ")[0]
            case "unlocked":
                self.locked = ""
            case "warned":
                self.warnings += 1
            case "resume_allowed":
                self.allowed = self.paused
            case "outage_credited":
                self.charge_ms = int(note) if note.isdecimal() and len(note) < 16 else 0
            case "voided" | "start_undone":
                self.set_aside = True


def fold(events: Iterable[AttemptEvent]) -> AttemptState:
    """The state after `events`, in order of sequence."""
    state = AttemptState()
    for event in events:
        state.apply(event)
    return state
