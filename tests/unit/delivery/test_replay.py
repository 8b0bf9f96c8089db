"""Recovery is ordinary loading: any prefix of what was recorded is a valid attempt with the same state."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from question_packs.errors import KnownError
from question_packs.records.attempt_state import fold
from question_packs.records.events import decode_event
from tests.unit.delivery.exams import Exam, exam

DAY_MS = 86_400_000
ACTS = st.one_of(
    st.tuples(st.just("answer"), st.lists(st.sampled_from("ABCDEZ"), max_size=3).map(tuple)),
    st.tuples(st.just("go_to"), st.integers(1, 6)),
    st.tuples(st.just("flag"), st.booleans()),
    st.tuples(st.just("pass"), st.integers(0, 400_000)),
    st.tuples(st.just("wall"), st.sampled_from([-DAY_MS, -4000, -2000, 2000, DAY_MS])),
    st.tuples(st.just("tick"), st.none()),
    st.tuples(st.just("enter"), st.none()),
    st.tuples(st.just("submit"), st.none()),
    st.tuples(st.just("restart"), st.integers(0, 2000)),
)


def perform(sitting: Exam, act: str, value: object) -> None:
    """One act of a candidate or of the world; a refusal records nothing."""
    before = (sitting.attempt.head_hash, len(sitting.recorded))
    try:
        match act:
            case "answer":
                sitting.answer(*value)
            case "go_to":
                sitting.go_to(value)
            case "enter":
                sitting.enter()
            case "flag":
                sitting.keep(sitting.attempt.flag(value, sitting.now))
            case "pass":
                sitting.pass_ms(value)
            case "wall":
                sitting.wall_ms += value
            case "tick":
                sitting.tick()
            case "submit":
                sitting.keep(sitting.attempt.submit("by_candidate", sitting.now))
            case "restart":
                restart(sitting, value)
    except KnownError:
        assert (sitting.attempt.head_hash, len(sitting.recorded)) == before


def restart(sitting: Exam, since_tick_ms: int) -> None:
    """The process dies `since_tick_ms` after its last durable tick, and the PC starts anew."""
    if sitting.attempt.finished:
        return
    elapsed = sitting.attempt.elapsed_ms(sitting.now)
    remaining = sitting.attempt.remaining_ms(sitting.now)
    ticked = max(0, elapsed - since_tick_ms)
    sitting.attempt = sitting.reloaded(sitting.lines, ticked)
    sitting.boot_ms = 700
    sitting.wall_ms += 90_000
    sitting.keep(sitting.attempt.confirm("restart", None, sitting.now))
    assert 0 <= sitting.attempt.remaining_ms(sitting.now) - remaining <= since_tick_ms


@settings(max_examples=150)
@given(st.lists(ACTS, max_size=40), st.booleans(), st.sampled_from([None, 300]))
def test_any_prefix_of_what_was_recorded_loads_to_the_same_state(acts, linear, section_s) -> None:
    sitting = exam(linear=linear, section_s=section_s)
    states = {}
    for act, value in acts:
        perform(sitting, act, value)
        states[len(sitting.recorded)] = (
            repr(sitting.attempt.state),
            sitting.attempt.current.item,
            sitting.attempt.head_hash,
        )
    for length, (state, item, head) in states.items():
        loaded = sitting.reloaded(sitting.lines[:length])
        assert (repr(loaded.state), loaded.current.item, loaded.head_hash) == (state, item, head)
    for length in range(1, len(sitting.lines) + 1):
        loaded = sitting.reloaded(sitting.lines[:length])
        assert loaded.state == fold(map(decode_event, sitting.lines[:length]))


@settings(max_examples=100)
@given(st.lists(ACTS, max_size=40))
def test_the_recorded_time_never_runs_backwards_nor_beyond_what_was_allotted(acts) -> None:
    sitting = exam()
    for act, value in acts:
        if act != "restart":
            perform(sitting, act, value)
    elapsed = [decode_event(line).elapsed_ms for line in sitting.lines]
    assert elapsed == sorted(elapsed)
    assert elapsed[-1] <= sitting.allotted_ms


@settings(max_examples=100)
@given(st.lists(ACTS, max_size=40))
def test_the_wall_clock_decides_nothing(acts) -> None:
    """With and without its jumps, the same acts leave the same answers and the same time.

    A jump is recorded, which makes the time durable: at a restart less may be lost with jumps than without.
    """
    with_jumps, without = exam(), exam()
    for act, value in acts:
        perform(with_jumps, act, value)
        if act != "wall":
            perform(without, act, value)
    mine, theirs = with_jumps.attempt.state, without.attempt.state
    assert (mine.responses, mine.flagged, mine.presented) == (theirs.responses, theirs.flagged, theirs.presented)
    given_back = without.attempt.remaining_ms(without.now) - with_jumps.attempt.remaining_ms(with_jumps.now)
    assert 0 <= given_back <= sum(value for act, value in acts if act == "restart")
