"""What proctors decide, at the engine: no paused minute counts, nothing is answered unseen, no order of acts loses anything.

Rows of the domain's list of what goes wrong: 9 (restart), 11 (power cut), 20 (illness), 21 (leave), 22 (evacuation), 23
(cheating), 24 (leaving the window), 28 (handed in by mistake), 38 (started by mistake).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.delivery.acting import Decision, Situation, act_on, lock
from question_packs.errors import KnownError
from question_packs.records import acts as pa
from question_packs.records import events as ev
from question_packs.records.attempt_state import fold
from tests.samples import NUMBER
from tests.unit.delivery.exams import MINUTE_MS, Exam, exam

HERE = Situation(undo_s=300)
ME = (NUMBER,)


@dataclass
class Proctored:
    """An exam and the proctor's decisions about it, each with an id of its own."""

    sitting: Exam
    situation: Situation = HERE
    taken: list[Decision] = field(default_factory=list)

    def act(self, body: pa.ActBody, persons: int = 1) -> None:
        self.taken.append(Decision(f"{len(self.taken):032x}", body, "alasan", "Pengawas", persons))
        self.again(-1)

    def again(self, number: int) -> None:
        sitting = self.sitting
        sitting.keep(act_on(sitting.attempt, self.taken[number], self.situation, sitting.now))

    def confirm(self) -> None:
        self.sitting.keep(self.sitting.attempt.confirm("pause", None, self.sitting.now))

    def refused(self, body: pa.ActBody, persons: int = 1) -> str:
        return self.sitting.refused(lambda: self.act(body, persons))


def proctored(**limits: object) -> Proctored:
    return Proctored(exam(**limits))


HIDING = {
    "paused": pa.Pause(ME, "technical"),
    "away": pa.Leave(NUMBER),
}


@pytest.mark.parametrize("how", ["paused", "away", "locked", "restarted", "not confirmed"])
def test_nobody_answers_moves_flags_or_hands_in_while_the_item_is_hidden(how: str) -> None:
    room = proctored()
    sitting = room.sitting
    sitting.answer("A")
    if how == "locked":
        sitting.keep(lock(sitting.attempt, "7K3Q", "focus_lost", "jendela lain", sitting.now))
    elif how == "restarted":
        sitting.attempt = sitting.reloaded(sitting.lines)
    elif how == "not confirmed":
        room.act(pa.Pause())
        room.act(pa.Resume())
    else:
        room.act(HIDING[how])
    item = sitting.items[sitting.attempt.current.item]
    for call in (
        lambda: sitting.attempt.respond(item, ("B",), sitting.now),
        lambda: sitting.attempt.flag(True, sitting.now),
        lambda: sitting.attempt.go_to(sitting.attempt.form.places[1].item, sitting.now),
        lambda: sitting.attempt.submit("by_candidate", sitting.now),
    ):
        assert sitting.refused(call) == "DEL-08"


def test_a_pause_stops_the_clock_until_the_proctor_lets_go_on_and_the_candidate_confirms() -> None:
    room = proctored()
    sitting = room.sitting
    sitting.pass_ms(MINUTE_MS)
    room.act(pa.Pause((), "evacuation"))
    sitting.pass_ms(45 * MINUTE_MS)
    sitting.tick()
    assert sitting.refused(room.confirm) == "DEL-08"
    room.act(pa.Resume())
    sitting.pass_ms(5 * MINUTE_MS)
    assert sitting.attempt.remaining_ms(sitting.now) == 29 * MINUTE_MS
    room.confirm()
    sitting.pass_ms(MINUTE_MS)
    assert sitting.attempt.remaining_ms(sitting.now) == 28 * MINUTE_MS
    assert sitting.kinds[-3:] == ["Paused", "Incident", "Resumed"]


def test_a_second_pause_takes_back_that_one_may_go_on() -> None:
    room = proctored()
    for body in (pa.Pause(), pa.Resume(), pa.Pause(ME)):
        room.act(body)
    assert room.sitting.refused(room.confirm) == "DEL-08"


def test_the_clock_runs_on_leave_and_behind_a_lock_and_hands_in_at_zero() -> None:
    room = proctored(minutes=1)
    sitting = room.sitting
    room.act(pa.Leave(NUMBER))
    sitting.keep(lock(sitting.attempt, "7K3Q", "new_display", "", sitting.now))
    sitting.pass_ms(MINUTE_MS)
    sitting.tick()
    assert sitting.attempt.state.submitted.reason == "by_time"


def test_only_the_incident_that_locks_is_unlocked() -> None:
    room = proctored()
    sitting = room.sitting
    assert room.refused(pa.Unlock(NUMBER, "")) == "DEL-11"
    sitting.keep(lock(sitting.attempt, "7K3Q", "focus_lost", "jendela lain di depan", sitting.now))
    assert ev.decode_event(sitting.lines[-1]).body.note == "7K3Q focus_lost jendela lain di depan"
    assert room.refused(pa.Unlock(NUMBER, "XXXX")) == "DEL-11"
    room.act(pa.Unlock(NUMBER, "7K3Q"))
    sitting.answer("A")


def test_warnings_are_counted_time_is_added_and_leaves_come_in_pairs() -> None:
    room = proctored()
    room.act(pa.Warn(NUMBER))
    room.act(pa.Warn(NUMBER))
    room.act(pa.GrantTime(10 * MINUTE_MS, ME))
    assert room.refused(pa.Return(NUMBER)) == "DEL-11"
    room.act(pa.Leave(NUMBER))
    assert room.refused(pa.Leave(NUMBER)) == "DEL-11"
    room.act(pa.Return(NUMBER))
    state = room.sitting.attempt.state
    assert (state.warnings, state.allotted_ms, state.away) == (2, 40 * MINUTE_MS, False)


@pytest.mark.parametrize(
    ("body", "incident"),
    [(pa.ForceSubmit(ME), None), (pa.Disqualify(NUMBER), "disqualified"), (pa.VoidAndRestart(NUMBER, "B"), "voided")],
)
def test_what_ends_an_attempt_hands_it_in_even_while_it_is_paused(body: pa.ActBody, incident: str | None) -> None:
    room = proctored(min_time=600)
    room.sitting.answer("A")
    room.act(pa.Pause())
    room.act(body, persons=2)
    state = room.sitting.attempt.state
    assert (state.submitted.reason, state.submitted.answered) == ("by_proctor", 1)
    assert state.set_aside == (incident == "voided")
    told = [each.body.incident for each in map(ev.decode_event, room.sitting.lines) if isinstance(each.body, ev.Incident)]
    assert told == ([incident] if incident else [])


def test_after_the_hand_in_only_a_reopening_a_restart_or_a_disqualification_is_possible() -> None:
    room = proctored()
    sitting = room.sitting
    sitting.keep(sitting.attempt.submit("by_candidate", sitting.now))
    for body in (pa.GrantTime(1000, ME), pa.Pause(ME), pa.ForceSubmit(ME), pa.Warn(NUMBER), pa.UndoStart(ME)):
        assert room.refused(body, persons=2) == "DEL-01"
    length = len(sitting.recorded)
    room.act(pa.Pause())
    assert len(sitting.recorded) == length, "whoever has handed in is not meant by a pause of everybody"
    room.act(pa.Disqualify(NUMBER), persons=2)
    room.act(pa.VoidAndRestart(NUMBER, "B"), persons=2)
    assert sitting.attempt.state.set_aside
    assert room.refused(pa.Reopen(NUMBER), persons=2) == "DEL-11"


def test_a_hand_in_that_was_taken_back_runs_on_with_its_time_and_answers() -> None:
    room = proctored()
    sitting = room.sitting
    assert room.refused(pa.Reopen(NUMBER), persons=2) == "DEL-11"
    sitting.answer("A")
    sitting.pass_ms(3 * MINUTE_MS)
    sitting.keep(sitting.attempt.submit("by_candidate", sitting.now))
    sitting.pass_ms(20 * MINUTE_MS)
    room.act(pa.Reopen(NUMBER), persons=2)
    assert sitting.recorded[-1].reopens_attempt
    room.confirm()
    assert sitting.attempt.remaining_ms(sitting.now) == 27 * MINUTE_MS
    sitting.go_to(2)
    sitting.answer("B")
    assert len(sitting.attempt.state.responses) == 2


def test_a_start_is_undone_soon_by_one_and_later_by_two() -> None:
    room = proctored()
    room.sitting.pass_ms(301_000)
    assert room.refused(pa.UndoStart()) == "DEL-11"
    room.act(pa.UndoStart(), persons=2)
    assert room.sitting.attempt.state.set_aside
    soon = proctored()
    soon.act(pa.UndoStart())
    assert soon.sitting.attempt.state.set_aside


@pytest.mark.parametrize(("credited", "charged"), [(0, 9), (4, 5), (9, 0), (60, 0)])
def test_what_is_not_given_back_of_an_outage_counts_as_used(credited: int, charged: int) -> None:
    room = proctored()
    sitting = room.sitting
    sitting.pass_ms(MINUTE_MS)
    sitting.attempt = sitting.reloaded(sitting.lines, MINUTE_MS)
    room.situation = Situation(300, lost_ms=9 * MINUTE_MS)
    room.act(pa.CreditOutage(credited * MINUTE_MS, ME))
    # The PC fails once more before the candidate confirms: what the proctor decided stands in the log.
    sitting.attempt = sitting.reloaded(sitting.lines, MINUTE_MS)
    sitting.pass_ms(50 * MINUTE_MS)
    room.confirm()
    assert sitting.attempt.remaining_ms(sitting.now) == (29 - charged) * MINUTE_MS
    assert ev.decode_event(sitting.lines[-1]).body.charged_ms == charged * MINUTE_MS
    assert room.refused(pa.CreditOutage(0, ME)) == "DEL-11", "a running clock lost nothing"


def test_an_attempt_that_moved_away_records_nothing_more() -> None:
    room = proctored()
    sitting = room.sitting
    room.act(pa.Transfer(NUMBER, "pc", "pc-2", 1))
    sitting.answer("A")
    room.act(pa.Transfer(NUMBER, "pc", "pc-2", 2))
    length = len(sitting.recorded)
    for call in (
        lambda: sitting.answer("C"),
        lambda: sitting.keep(sitting.attempt.submit("by_time", sitting.now)),
        lambda: sitting.keep(sitting.attempt.note(ev.FocusLost(10), sitting.now)),
        lambda: room.act(pa.GrantTime(1000, ME)),
        room.confirm,
    ):
        assert sitting.refused(call) == "DEL-09"
    sitting.pass_ms(60 * MINUTE_MS)
    sitting.tick()
    assert len(sitting.recorded) == length


# --- any day

BODIES = st.sampled_from(
    [
        pa.Pause(),
        pa.Pause(ME, "evacuation"),
        pa.Resume(),
        pa.Resume(ME),
        pa.GrantTime(MINUTE_MS, ME),
        pa.Leave(NUMBER),
        pa.Return(NUMBER),
        pa.Warn(NUMBER),
        pa.Unlock(NUMBER, "7K3Q"),
        pa.Reopen(NUMBER),
        pa.ForceSubmit(ME),
        pa.CreditOutage(30_000, ME),
        pa.StartExam(),
    ]
)
STEPS = st.one_of(
    st.tuples(st.just("act"), BODIES),
    st.tuples(st.just("again"), st.integers(0, 30)),
    st.tuples(st.just("pass"), st.integers(0, 200_000)),
    st.tuples(st.sampled_from(["confirm", "tick", "answer", "lock", "restart", "submit"]), st.none()),
)


class Day:
    """Steps on an attempt, and a stop watch beside it that runs only while the candidate can have worked or was away."""

    def __init__(self) -> None:
        self.room = proctored()
        self.running_ms = 0
        self.credit_ms: list[int] = []

    def step(self, what: str, value: object) -> None:
        sitting, attempt = self.room.sitting, self.room.sitting.attempt
        before = (attempt.head_hash, repr(attempt.state))
        try:
            self._step(what, value)
        except KnownError:
            assert (attempt.head_hash, repr(attempt.state)) == before, "a refusal changes nothing"
        assert fold(map(ev.decode_event, sitting.lines)) == sitting.attempt.state

    def _step(self, what: str, value: object) -> None:
        room, sitting = self.room, self.room.sitting
        match what:
            case "act":
                room.act(value, persons=2)
            case "again":
                length = len(sitting.recorded)
                for number in range(min(value, len(room.taken))):
                    if room.taken[number].act_id in sitting.attempt.state.acts:
                        room.again(number)
                assert len(sitting.recorded) == length, "the same act again changes nothing"
            case "pass":
                self.running_ms += value if sitting.attempt.runs else 0
                sitting.pass_ms(value)
            case "confirm":
                room.confirm()
            case "tick":
                sitting.tick()
            case "answer":
                sitting.answer("A")
            case "lock":
                sitting.keep(lock(sitting.attempt, "7K3Q", "focus_lost", "", sitting.now))
            case "submit":
                sitting.keep(sitting.attempt.submit("by_candidate", sitting.now))
            case "restart":
                # Killed right after a durable tick: not a millisecond is lost or won.
                ticked = sitting.attempt.elapsed_ms(sitting.now)
                sitting.attempt = sitting.reloaded(sitting.lines, ticked)


@settings(max_examples=200)
@given(st.lists(STEPS, max_size=40))
def test_elapsed_time_is_the_time_the_clock_ran_whatever_acts_come_in_whatever_order(steps) -> None:
    day = Day()
    for what, value in steps:
        day.step(what, value)
    attempt, now = day.room.sitting.attempt, day.room.sitting.now
    assert attempt.elapsed_ms(now) == min(day.running_ms, attempt.state.allotted_ms)


@settings(max_examples=60)
@given(st.lists(STEPS, max_size=30))
def test_any_prefix_of_a_proctored_day_loads_and_can_go_on_or_be_ended(steps) -> None:
    day = Day()
    for what, value in steps:
        day.step(what, value)
    sitting = day.room.sitting
    for length in range(1, len(sitting.lines) + 1):
        loaded = sitting.reloaded(sitting.lines[:length])
        assert loaded.state == fold(map(ev.decode_event, sitting.lines[:length]))
        assert not loaded.runs
        if not loaded.finished:
            act_on(loaded, Decision("f" * 32, pa.Resume(), ""), HERE, sitting.now)
            loaded.confirm("restart", None, sitting.now)
            loaded.submit("by_proctor", sitting.now)
        assert loaded.finished
