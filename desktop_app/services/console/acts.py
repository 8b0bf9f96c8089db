"""The acts of a sitting as the console knows them: what the node keeps, what was just sent, what became of each. Pure.

Used by `room`; acts are judged here only for showing them. Workstations and centre verify each act themselves.
"""

from __future__ import annotations

import logging
from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from desktop_app.services.console.seats import Decided, instant_ms
from desktop_app.services.console.views import ActStatus, ActView
from question_packs.errors import KnownError
from question_packs.records.acts import (
    Act,
    AdmitProvisional,
    CheckIn,
    CloseSitting,
    Disqualify,
    MarkAbsent,
    OpenSitting,
    StartExam,
    UndoStart,
    VerifiedAct,
    VoidAndRestart,
    verify_act,
)
from question_packs.records.orders import RosterEntry, SittingOrder
from question_packs.records.room import ActOutcome, ActRecord

log = logging.getLogger(__name__)


@dataclass
class _Kept:
    act: Act
    verified: VerifiedAct | None
    by: str
    position: int | None = None
    targets: int = 0
    outcomes: dict[str, ActOutcome] = field(default_factory=dict)
    refused: KnownError | None = None
    receipted: bool = False

    def __post_init__(self) -> None:
        self.at_ms = instant_ms(self.act.at) or 0


class ActLedger:
    """All acts of one sitting."""

    def __init__(self, order: SittingOrder) -> None:
        self._order = order
        self._kept: dict[str, _Kept] = {}
        self._views: tuple[ActView, ...] | None = None

    def sending(self, act: Act, by: str) -> None:
        """An act of this console is on its way."""
        self._views = None
        self._kept[act.act_id] = _Kept(act, None, by)

    def refuse(self, act_id: str, error: KnownError) -> None:
        """The node did not take it, or could not be reached."""
        self._views = None
        self._kept[act_id].refused = error

    def take_record(self, record: ActRecord) -> None:
        """What the node keeps of an act; one that no officer of this sitting signed is left out and logged."""
        kept = self.take_envelope(b64decode(record.envelope))
        if kept is None:
            return
        self._views = None
        kept.position, kept.targets, kept.receipted = record.position, record.targets, record.receipted
        for outcome in record.outcomes:
            kept.outcomes[outcome.device_id] = outcome

    def take_envelope(self, envelope: bytes) -> _Kept | None:
        """An act that somebody made, perhaps this console."""
        try:
            verified = verify_act(envelope, self._order)
        except KnownError as error:
            log.warning("an act of the node is not shown: %s", error.code)
            return None
        self._views = None
        kept = self._kept.setdefault(verified.act.act_id, _Kept(verified.act, verified, verified.by))
        kept.verified, kept.by, kept.refused = verified, verified.by, None
        if kept.position is None:
            kept.position = 1 + max((each.position or 0 for each in self._kept.values()), default=0)
        return kept

    def take_outcome(self, outcome: ActOutcome) -> None:
        """A workstation says what it made of an act."""
        self._views = None
        if (kept := self._kept.get(outcome.act_id)) is not None:
            kept.outcomes[outcome.device_id] = outcome
            kept.targets = max(kept.targets, len(kept.outcomes))

    def views(self) -> tuple[ActView, ...]:
        """Newest first, by the room's clock that they carry; of the same moment, the one heard of last."""
        if self._views is None:
            ordered = sorted(enumerate(self._kept.values()), key=lambda each: (each[1].at_ms, each[0]), reverse=True)
            self._views = tuple(_view(each) for _, each in ordered)
        return self._views

    def in_order(self) -> list[VerifiedAct]:
        """What the node holds, oldest first."""
        held = [each for each in self._kept.values() if each.position is not None and each.verified is not None]
        return [each.verified for each in sorted(held, key=lambda each: each.position or 0) if each.verified]


def _view(kept: _Kept) -> ActView:
    outcomes = kept.outcomes.values()
    applied = sum(each.status == "applied" for each in outcomes)
    failures = tuple(each for each in outcomes if each.status == "failed")
    status = _status(kept, applied, len(failures))
    return ActView(kept.act, kept.by, status, applied, kept.targets, failures, kept.refused, kept.receipted, kept.verified)


def _status(kept: _Kept, applied: int, failed: int) -> ActStatus:
    if kept.refused is not None:
        return "failed"
    if kept.position is None:
        return "sending"
    if applied >= kept.targets:
        return "applied"
    if failed and applied + failed >= kept.targets:
        return "failed" if not applied else "partly"
    return "partly" if applied else "sent"


@dataclass(frozen=True)
class Decisions:
    """What all acts together say of the sitting and of each person in it."""

    opened: bool
    started: bool
    closed: bool
    persons: dict[str, Decided]
    provisional: tuple[RosterEntry, ...]


def decisions(acts: Iterable[VerifiedAct]) -> Decisions:
    """Read the acts, oldest first: the later one counts."""
    opened = started = closed = False
    persons: dict[str, Decided] = {}
    provisional: dict[str, RosterEntry] = {}
    for each in acts:
        body = each.act.body
        opened = opened or isinstance(body, OpenSitting)
        closed = closed or isinstance(body, CloseSitting)
        if isinstance(body, StartExam | UndoStart) and not body.candidates:
            started = isinstance(body, StartExam)
        if isinstance(body, AdmitProvisional):
            provisional[body.entry.candidate_number] = body.entry
        _decide(persons, body)
    return Decisions(opened, started, closed, persons, tuple(provisional.values()))


def _decide(persons: dict[str, Decided], body: object) -> None:
    """What one act changes about one person."""
    match body:
        case CheckIn(candidate=number):
            change: dict[str, object] = {"presence": "present"}
        case MarkAbsent(candidate=number):
            change = {"presence": "absent"}
        case Disqualify(candidate=number):
            change = {"disqualified": True}
        case VoidAndRestart(candidate=number, form=form):
            change = {"form": form, "disqualified": False}
        case AdmitProvisional(entry=entry):
            number, change = entry.candidate_number, {"provisional": True, "presence": "present"}
        case _:
            return
    persons[number] = replace(persons.get(number, Decided()), **change)  # type: ignore[arg-type]
