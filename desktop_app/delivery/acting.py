"""What a proctor's decision does to a running attempt: a decision in, events out.

A decision is a signed act, or what a one-time code stands for. Every event that it causes holds its id, so that the same
decision again changes nothing. Pure; used by `services.supervision` and `services.attempts`.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.delivery.attempt import Attempt, Recorded
from desktop_app.delivery.timekeeper import Moment
from question_packs.errors import KnownError
from question_packs.records import acts as pa
from question_packs.records import events as ev


@dataclass(frozen=True)
class Decision:
    """What was decided, by whom (`by`: names, `persons`: how many) and why. `act_id` is drawn once."""

    act_id: str
    body: pa.ActBody
    reason: str
    by: str = ""
    persons: int = 1

    @classmethod
    def of(cls, act: pa.VerifiedAct) -> Decision:
        """A signed act."""
        return cls(act.act.act_id, act.act.body, act.act.reason, act.by, len(act.officers))


@dataclass(frozen=True)
class Situation:
    """What the engine does not know: how long a mistaken start can be undone, how long the PC was gone.

    `lost_ms`: wall time of the interruption before the attempt came back, None where the clock cannot be trusted.
    """

    undo_s: int
    lost_ms: int | None = None


# Acts that say something about an attempt which has begun; the others are about the room, or about the start.
OF_AN_ATTEMPT = (
    pa.Pause, pa.Resume, pa.GrantTime, pa.Transfer, pa.Warn, pa.Leave, pa.Return, pa.Unlock, pa.ForceSubmit, pa.Disqualify,
    pa.UndoStart, pa.VoidAndRestart, pa.Reopen, pa.CreditOutage,
)  # fmt: skip
# These find a handed-in attempt too; the others only one that goes on.
_AFTER_HAND_IN = (pa.Disqualify, pa.VoidAndRestart, pa.Reopen)


def act_on(attempt: Attempt, decision: Decision, situation: Situation, moment: Moment) -> list[Recorded]:
    """Carry a decision out; the events that it caused, none where there is nothing to do (any more).

    Does not fit the attempt's state: `DEL-11`; handed in: `DEL-01`; moved to another PC: `DEL-09`.
    """
    body = decision.body
    if decision.act_id in attempt.state.acts or not isinstance(body, OF_AN_ATTEMPT):
        return []
    if attempt.moved:
        raise KnownError("DEL-09")
    if attempt.finished and not isinstance(body, _AFTER_HAND_IN):
        if pa.candidates_of(body) is None:
            return []  # whoever has handed in is not meant by an act for everybody
        raise KnownError("DEL-01")
    return _carry_out(attempt, decision, situation, moment)


def lock(attempt: Attempt, incident: str, kind: str, note: str, moment: Moment) -> list[Recorded]:
    """Hide the item until the proctor unlocks this `incident`."""
    return attempt.note(ev.Incident("locked", f"{incident} {kind} {note}".rstrip()), moment)


def _carry_out(attempt: Attempt, decision: Decision, situation: Situation, moment: Moment) -> list[Recorded]:
    reason, act_id = decision.reason, decision.act_id
    state = attempt.state
    match decision.body:
        case pa.Pause():
            attempt.stand(moment)
            return [attempt.record(ev.Paused(reason, act_id), moment)]
        case pa.Resume():
            return [_incident("resume_allowed", reason, attempt, decision, moment)]
        case pa.GrantTime(granted_ms):
            return [attempt.record(ev.TimeGranted(granted_ms, reason, decision.by, act_id), moment)]
        case pa.Warn():
            return [_incident("warned", reason, attempt, decision, moment)]
        case pa.Leave():
            _refuse_unless(not state.away)
            return [_incident("left", reason, attempt, decision, moment)]
        case pa.Return():
            _refuse_unless(state.away)
            return [_incident("returned", reason, attempt, decision, moment)]
        case pa.Unlock(_, incident):
            _refuse_unless(state.locked == incident != "")
            return [_incident("unlocked", incident, attempt, decision, moment)]
        case pa.CreditOutage(credited_ms):
            _refuse_unless(attempt.may_confirm and not state.paused)
            charge_ms = max(0, (situation.lost_ms or 0) - credited_ms)
            return [_incident("outage_credited", str(charge_ms), attempt, decision, moment)]
        case _:
            return _end_or_move(attempt, decision, situation, moment)


def _end_or_move(attempt: Attempt, decision: Decision, situation: Situation, moment: Moment) -> list[Recorded]:
    match decision.body:
        case pa.Transfer(to_epoch=to_epoch):
            if to_epoch > attempt.epoch:
                attempt.fence(moment)
            return []
        case pa.ForceSubmit():
            return attempt.submit("by_proctor", moment, decision.act_id)
        case pa.Disqualify():
            return _told_and_ended("disqualified", attempt, decision, moment)
        case pa.VoidAndRestart():
            return _told_and_ended("voided", attempt, decision, moment)
        case pa.UndoStart():
            soon = attempt.elapsed_ms(moment) <= situation.undo_s * 1000
            _refuse_unless(soon or decision.persons > 1)
            return _told_and_ended("start_undone", attempt, decision, moment)
        case pa.Reopen():
            _refuse_unless(attempt.finished and not attempt.state.set_aside)
            return [attempt.record(ev.Reopened(decision.reason, decision.act_id), moment)]
        case _:
            return []


def _told_and_ended(incident: str, attempt: Attempt, decision: Decision, moment: Moment) -> list[Recorded]:
    told = [_incident(incident, decision.reason, attempt, decision, moment)]
    return told if attempt.finished else [*told, *attempt.submit("by_proctor", moment, decision.act_id)]


def _incident(incident: str, note: str, attempt: Attempt, decision: Decision, moment: Moment) -> Recorded:
    return attempt.record(ev.Incident(incident, note, decision.act_id), moment)


def _refuse_unless(condition: bool) -> None:
    if not condition:
        raise KnownError("DEL-11")
