"""The proctor's side of one session: acts, one-time codes and watchers in; what hides the item, and outcomes, out.

Belongs to `ExamSession`, on the GUI thread. Decides everything about hiding; the GUI only shows the `SessionStatus`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from desktop_app.delivery.acting import OF_AN_ATTEMPT, Decision, Situation, act_on, lock
from desktop_app.delivery.attempt import Attempt, Recorded
from desktop_app.delivery.timekeeper import Moment
from desktop_app.services.act_book import concerns
from desktop_app.services.journal import Journal
from desktop_app.services.views import SessionStatus
from question_packs.errors import KnownError
from question_packs.records import acts as pa
from question_packs.records import events as ev
from question_packs.records.act_codes import CodeKind, check_answer
from question_packs.records.acts import VerifiedAct
from question_packs.records.orders import SittingOrder
from question_packs.records.room import ActOutcome
from question_packs.sealing.codes import new_challenge

CODE_PREFIX = "code-"
# A one-time code has no words of its own; these stand in the log and in the minutes.
CODE_REASON = "Kode sekali pakai"
MINUTE_MS = 60_000
# About the start and the sign-in: for an attempt that has begun they have done their work.
OF_A_SEAT = (pa.StartExam, pa.ReleaseSignIn, pa.AdmitLate, pa.AdmitProvisional)


@dataclass
class Seat:
    """What a session knows of its room, and how it came to be.

    `standing`: why the clock stands at first (`restart`, `transfer`; empty: it runs), since `stood_since_ms` (wall clock).
    `lost_ms`: how long the PC was gone, None where unknown or where it was not. `acts`: those that concern the candidate.
    `warned`: a warning came while no session ran.
    """

    order: SittingOrder
    candidate_number: str
    device_id: str
    challenge: str
    standing: str = ""
    stood_since_ms: int = 0
    lost_ms: int | None = None
    acts: Sequence[VerifiedAct] = ()
    warned: bool = False
    outcomes: list[ActOutcome] = field(default_factory=list)


class Supervision:
    """Acts on one attempt. `on_status` and `on_outcome` are called on the thread that caused the news."""

    def __init__(self, attempt: Attempt, journal: Journal, seat: Seat, now: Callable[[], Moment]) -> None:
        self.on_status: Callable[[SessionStatus], None] = lambda status: None
        self.on_outcome: Callable[[ActOutcome], None] | None = None
        self.help_called = False
        self._attempt = attempt
        self._journal = journal
        self._seat = seat
        self._now = now
        self._causes = {each.act.act_id: _cause(each) for each in seat.acts}
        self._untold = list(seat.outcomes)
        self._told = self.status()

    # --- what is

    def status(self) -> SessionStatus:
        """Whether the item may be seen, and if not, why."""
        attempt, state, seat = self._attempt, self._attempt.state, self._seat
        if attempt.finished:
            return SessionStatus("submitted", set_aside=state.set_aside, moved=attempt.moved)
        if attempt.moved:
            return SessionStatus("paused", moved=True)
        warning = attempt.warning.note if attempt.warning else ""
        seen = SessionStatus("running", challenge=seat.challenge, warnings=state.warnings, warning=warning)
        if not attempt.runs and not attempt.may_confirm:
            reason, cause = (attempt.pause.reason, self._causes.get(attempt.pause.act, "")) if attempt.pause else ("", "")
            return replace(seen, state="paused", reason=reason, cause=cause)
        if not attempt.runs:
            needs_proctor = self._needs_proctor()
            return replace(
                seen, state="awaiting_resume", cause=seat.standing, lost_ms=seat.lost_ms, needs_proctor=needs_proctor
            )
        if state.away:
            return replace(seen, state="away")
        if state.locked and attempt.lock:
            # The incident's own name is the challenge: its code unlocks this incident and no other.
            name, kind, text = _lock_words(attempt.lock)
            return replace(seen, state="locked", reason=text, incident=name, incident_kind=kind, challenge=name)
        return seen

    def _needs_proctor(self) -> bool:
        """A longer interruption than the order gives back by itself waits for the proctor."""
        cap_s, state = self._seat.order.policies.outage_credit_cap_s, self._attempt.state
        if cap_s is None or self._seat.standing != "restart" or state.paused or state.charge_ms is not None:
            return False
        return self._seat.lost_ms is None or self._seat.lost_ms > cap_s * 1000

    # --- what the proctor decides

    def apply(self, act: VerifiedAct) -> None:
        """Take an act; what became of it goes to `on_outcome`.

        One that concerns somebody else, or an attempt that is at another PC by now, changes nothing and has no outcome.
        """
        mine = act.act.sitting_id == self._seat.order.sitting_id and concerns(act, self._seat.candidate_number)
        if not mine or self._attempt.moved:
            return
        body, act_id = act.act.body, act.act.act_id
        if isinstance(body, OF_AN_ATTEMPT):
            self._causes[act_id] = _cause(act)
            code = self._carried_out(Decision.of(act))
            if not code and pa.candidates_of(body) is not None:
                self.help_called = False
            self._outcome(act_id, code)
        elif isinstance(body, OF_A_SEAT):
            self._outcome(act_id, "")
        number = self._seat.candidate_number
        if not (self._attempt.moved and self._is_to_follow(body)):
            self._journal.also(lambda store: store.settle_acts(number, [act_id]))
        self.tell()

    def _is_to_follow(self, body: pa.ActBody) -> bool:
        """Whether a transfer brings the attempt back here, under a newer epoch: the candidate signs in anew to go on."""
        return isinstance(body, pa.Transfer) and body.to_device == self._seat.device_id

    def _carried_out(self, decision: Decision) -> str:
        """The code of why it could not be, or nothing."""
        try:
            self._act_on(decision)
        except KnownError as error:
            return error.code
        return ""

    def _act_on(self, decision: Decision) -> None:
        moment, attempt = self._now(), self._attempt
        ran = attempt.runs
        situation = Situation(self._seat.order.policies.undo_s, self._seat.lost_ms)
        self._journal.append(act_on(attempt, decision, situation, moment))
        if attempt.moved:
            if not self._is_to_follow(decision.body):
                self._journal.also(lambda store: store.mark_moved(attempt.attempt_id))
        elif isinstance(decision.body, pa.Reopen) or (ran and not attempt.runs):
            self._seat.standing = "reopened" if isinstance(decision.body, pa.Reopen) else "pause"
            self._seat.stood_since_ms, self._seat.lost_ms = moment.wall_ms, None

    def _outcome(self, act_id: str, code: str) -> None:
        seat, moment = self._seat, self._now()
        self._untold.append(outcome_of(act_id, seat.device_id, seat.candidate_number, code, moment))

    def answer(self, kind: CodeKind, typed: str, parameter: str) -> None:
        """A one-time code for the challenge that is shown, good for once. Another's: `ACT-03`; mistyped: `SEA-04`."""
        seat, challenge = self._seat, self.status().challenge
        check_answer(seat.order, kind, challenge, seat.candidate_number, typed, parameter)
        body = _body_of(kind, parameter, seat.candidate_number, self._attempt.state.locked)
        self._act_on(Decision(CODE_PREFIX + challenge, body, CODE_REASON))
        self.help_called = False
        if challenge == seat.challenge:
            fresh = seat.challenge = new_challenge()
            self._journal.also(lambda store: store.keep_challenge(seat.candidate_number, fresh))
        self.tell()

    # --- what the candidate and the watchers do

    def confirm(self) -> None:
        """The candidate confirms and the clock runs. Longer gone than the order gives back by itself: `DEL-10`."""
        if self._needs_proctor():
            raise KnownError("DEL-10")
        moment = self._now()
        stood_ms = moment.wall_ms - self._seat.stood_since_ms
        lost_ms = stood_ms if stood_ms >= 0 else None
        self._journal.append(self._attempt.confirm(self._seat.standing or "pause", lost_ms, moment))
        self._seat.standing, self._seat.lost_ms = "", None
        self.tell()

    def integrity(self, kind: str, note: str) -> None:
        """A watcher saw something: recorded for people to judge; under `strict` the screen locks too."""
        attempt, moment = self._attempt, self._now()
        if attempt.finished or attempt.moved:
            return
        recorded: list[Recorded] = attempt.note(ev.Incident(kind, note), moment)
        if self._seat.order.policies.lockdown == "strict" and not attempt.state.locked:
            recorded += lock(attempt, new_challenge(), kind, note, moment)
        self._journal.append(recorded)
        self.tell()

    def tell(self) -> None:
        """Tell what is new: outcomes as soon as somebody listens, the status when it changed."""
        while self._untold and self.on_outcome is not None:
            self.on_outcome(self._untold.pop(0))
        status = self.status()
        if status != self._told:
            self._told = status
            self.on_status(status)


def outcome_of(act_id: str, device_id: str, candidate_number: str, code: str, moment: Moment) -> ActOutcome:
    """What this PC made of an act; `code`: of why it could not be carried out, or empty."""
    return ActOutcome(act_id, device_id, candidate_number, "failed" if code else "applied", code, moment.wall_time)


def _cause(act: VerifiedAct) -> str:
    return act.act.body.cause if isinstance(act.act.body, pa.Pause) else ""


def _lock_words(incident: ev.Incident) -> tuple[str, str, str]:
    """Incident, kind and text of a lock."""
    name, _, rest = incident.note.partition(" ")
    kind, _, text = rest.partition(" ")
    return name, kind, text


def _body_of(kind: CodeKind, parameter: str, number: str, incident: str) -> pa.ActBody:
    """The act that a code stands for; `DEL-11` for one that an attempt which has begun has no use for."""
    minutes = int(parameter) if parameter.isdecimal() else 0
    match kind:
        case "resume":
            return pa.Resume((number,))
        case "grant_time":
            return pa.GrantTime(minutes * MINUTE_MS, (number,))
        case "credit_outage":
            return pa.CreditOutage(minutes * MINUTE_MS, (number,))
        case "return":
            return pa.Return(number)
        case "unlock":
            return pa.Unlock(number, incident)
        case "force_submit":
            return pa.ForceSubmit((number,))
        case _:
            raise KnownError("DEL-11")
