"""A battery of 22 sub-tests is one test: each section has a cover, a clock of its own, and closes for good."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from question_packs.assessment.model import (
    AssessmentItemRef,
    AssessmentSection,
    AssessmentTest,
    TestPart,
    TimeLimits,
)
from question_packs.errors import KnownError
from question_packs.records.attempt_state import fold
from question_packs.records.events import decode_event
from tests.samples import item
from tests.unit.delivery.exams import MINUTE_MS, Exam

SUB_TESTS, EACH, SECTION_S = 22, 3, 120


def battery(instructions_only: bool = False) -> Exam:
    """A started battery; `instructions_only`: its sections have instructions, and no clocks of their own."""
    items = {name: item(name) for name in (f"T{n:02}-{k}" for n in range(1, SUB_TESTS + 1) for k in range(EACH))}
    limits = TimeLimits() if instructions_only else TimeLimits(SECTION_S)
    sections = tuple(
        AssessmentSection(
            f"T{n:02}",
            f"Subtes {n}",
            tuple(AssessmentItemRef(f"T{n:02}-{k}") for k in range(EACH)),
            instructions=f"<p>Petunjuk {n}</p>",
            time_limits=limits,
        )
        for n in range(1, SUB_TESTS + 1)
    )
    test = AssessmentTest("BATERAI", "Baterai", "id", "1", (TestPart("utama", sections),), TimeLimits(SUB_TESTS * 180))
    return Exam(test, items, SUB_TESTS * 3 * MINUTE_MS).start()


def test_a_whole_battery_is_sat_section_by_section() -> None:
    sitting = battery()
    for number in range(1, SUB_TESTS + 1):
        assert sitting.attempt.state.offered is not None
        assert sitting.refused(sitting.answer, "A") == "DEL-03", "nothing can be answered before the section is entered"
        assert sitting.refused(sitting.go_to, sitting.attempt.current.number) == "DEL-03"
        assert sitting.attempt.section_remaining_ms(sitting.now) is None, "its clock does not run yet"
        sitting.pass_ms(30_000)
        sitting.enter()
        assert sitting.attempt.section_remaining_ms(sitting.now) == SECTION_S * 1000
        assert sitting.attempt.current.section.identifier == f"T{number:02}"
        for _ in range(EACH):
            sitting.answer("A")
            if sitting.attempt.following is not None:
                sitting.keep(sitting.attempt.go_to(sitting.attempt.following.item, sitting.now))
    assert sitting.attempt.remaining_ms(sitting.now) == SUB_TESTS * (3 * MINUTE_MS - 30_000), "reading a cover takes time"
    sitting.keep(sitting.attempt.submit("by_candidate", sitting.now))
    submitted = sitting.attempt.state.submitted
    assert submitted is not None
    assert (submitted.answered, submitted.unanswered) == (SUB_TESTS * EACH, 0)


def test_when_the_time_of_a_section_is_over_the_next_cover_comes_and_the_old_items_are_gone() -> None:
    sitting = battery()
    sitting.enter()
    sitting.answer("B")
    closed = sitting.attempt.form.places[:EACH]
    sitting.pass_ms(SECTION_S * 1000)
    sitting.tick()
    assert sitting.kinds[-1] == "SectionOffered"
    assert not any(sitting.attempt.is_open(place) for place in sitting.attempt.form.places)
    sitting.tick()
    assert sitting.kinds[-1] == "SectionOffered", "the cover waits for the candidate"
    sitting.enter()
    assert not any(sitting.attempt.is_open(place) for place in closed)
    assert sitting.attempt.state.responses["T01-0"] == {"RESPONSE": ("B",)}


def test_the_whole_tests_time_ends_on_a_cover_too() -> None:
    sitting = battery()
    sitting.pass_ms(SUB_TESTS * 3 * MINUTE_MS)
    sitting.tick()
    assert sitting.attempt.state.submitted is not None
    assert sitting.attempt.state.submitted.reason == "by_time"


def test_instructions_are_shown_once_and_an_untimed_section_stays_open() -> None:
    sitting = battery(instructions_only=True)
    sitting.enter()
    sitting.go_to(EACH + 2)
    assert sitting.attempt.state.offered is not None
    sitting.enter()
    assert sitting.attempt.current.number == EACH + 2, "the candidate begins where he wanted to"
    sitting.go_to(1)
    sitting.go_to(EACH + 1)
    assert sitting.attempt.state.offered is None, "no second cover"


ACTS = st.one_of(
    st.tuples(st.just("answer"), st.sampled_from("ABCDE")),
    st.tuples(st.just("next"), st.none()),
    st.tuples(st.just("jump"), st.integers(1, SUB_TESTS * EACH)),
    st.tuples(st.just("enter"), st.none()),
    st.tuples(st.just("pass"), st.integers(0, 150_000)),
    st.tuples(st.just("tick"), st.none()),
)


def perform(sitting: Exam, act: str, value: object) -> None:
    try:
        match act:
            case "answer":
                sitting.answer(value)
            case "next" if sitting.attempt.following is not None:
                sitting.keep(sitting.attempt.go_to(sitting.attempt.following.item, sitting.now))
            case "jump":
                sitting.go_to(value)
            case "enter":
                sitting.enter()
            case "pass":
                sitting.pass_ms(value)
            case "tick":
                sitting.tick()
    except KnownError:
        pass


@settings(max_examples=60)
@given(st.lists(ACTS, max_size=60), st.booleans())
def test_a_closed_section_stays_closed_whatever_happens_and_after_every_crash(acts, instructions_only) -> None:
    sitting = battery(instructions_only)
    left: set[str] = set()
    for act, value in acts:
        perform(sitting, act, value)
        attempt = sitting.attempt
        for place in attempt.form.places:
            if attempt.is_open(place):
                assert attempt.state.offered is None
                assert place.section.identifier not in left
        if attempt.current.timed:
            left |= set(attempt.state.section_entered_ms) - {attempt.state.section}
    for length in range(1, len(sitting.lines) + 1, 3):
        loaded = sitting.reloaded(sitting.lines[:length])
        assert loaded.state == fold(map(decode_event, sitting.lines[:length]))
    last = sitting.reloaded(sitting.lines)
    assert last.state == sitting.attempt.state
    assert [last.is_open(place) for place in last.form.places] == list(
        map(sitting.attempt.is_open, sitting.attempt.form.places)
    )
