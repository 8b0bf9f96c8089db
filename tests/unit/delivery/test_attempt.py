"""What a candidate may do, and what the clock does by itself."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from desktop_app.delivery.attempt import Attempt
from desktop_app.delivery.form import Form, under_conditions
from question_packs.assessment.model import TimeLimits
from question_packs.records import events as ev
from tests.rooms import exam_test
from tests.samples import ATTEMPT
from tests.unit.delivery.exams import MINUTE_MS, exam, started

DAY_MS = 24 * 60 * MINUTE_MS


def test_the_start_shows_the_first_item_of_the_first_section() -> None:
    sitting = exam()
    assert sitting.kinds == ["Started", "SectionEntered", "ItemPresented"]
    assert sitting.attempt.current.number == 1


def test_an_unchanged_answer_flag_or_item_records_nothing() -> None:
    sitting = exam()
    sitting.answer("A")
    sitting.keep(sitting.attempt.flag(True, sitting.now))
    before = len(sitting.recorded)
    sitting.answer("A")
    sitting.keep(sitting.attempt.flag(True, sitting.now))
    sitting.go_to(1)
    assert len(sitting.recorded) == before


def test_an_answer_can_be_taken_back() -> None:
    sitting = exam()
    sitting.answer("A")
    sitting.answer()
    assert sitting.attempt.state.responses == {}


def test_a_response_of_too_many_unknown_or_repeated_options_is_refused() -> None:
    sitting = exam()
    single = next(place for place in sitting.attempt.form.places if place.item != "S-2")
    sitting.go_to(single.number)
    assert sitting.refused(sitting.answer, "A", "B") == "DEL-04"
    assert sitting.refused(sitting.answer, "Z") == "DEL-13"
    sitting.go_to(sitting.attempt.form.by_item["S-2"].number)
    sitting.answer("A", "B")
    assert sitting.refused(sitting.answer, "A", "B", "C") == "DEL-04"
    assert sitting.refused(sitting.answer, "A", "A") == "DEL-13"


def test_only_the_item_on_the_screen_is_answered() -> None:
    sitting = exam()
    other = sitting.items[sitting.attempt.form.places[2].item]
    assert sitting.refused(sitting.attempt.respond, other, ("A",), sitting.now) == "DEL-03"


def test_before_the_start_and_after_the_end_nothing_is_recorded() -> None:
    test, _items = exam_test()
    fresh = Attempt(ATTEMPT, 1, Form(test, "benih", {}.__getitem__))
    sitting = exam()
    for call in (lambda: fresh.flag(True, sitting.now), lambda: fresh.submit("by_candidate", sitting.now)):
        assert sitting.refused(call) == "DEL-06"
    sitting.keep(sitting.attempt.submit("by_candidate", sitting.now))
    assert sitting.refused(sitting.answer, "A") == "DEL-01"
    assert sitting.refused(sitting.go_to, 2) == "DEL-01"
    assert sitting.refused(sitting.attempt.submit, "by_time", sitting.now) == "DEL-01"
    assert sitting.refused(sitting.attempt.start, started(1000), sitting.now) == "DEL-01"
    sitting.pass_ms(DAY_MS)
    sitting.tick()
    assert sitting.kinds[-1] == "Submitted"


def test_at_zero_the_attempt_is_handed_in_by_itself() -> None:
    sitting = exam(minutes=30)
    sitting.answer("A")
    sitting.pass_ms(30 * MINUTE_MS - 1)
    sitting.tick()
    assert not sitting.attempt.finished
    sitting.pass_ms(1)
    assert sitting.refused(sitting.answer, "B") == "DEL-02"
    sitting.tick()
    assert sitting.attempt.state.submitted == ev.Submitted("by_time", 1, 5, 0)
    assert ev.decode_event(sitting.lines[-1]).elapsed_ms == 30 * MINUTE_MS


@pytest.mark.parametrize("jump_ms", [DAY_MS, -DAY_MS])
def test_a_wall_clock_moved_by_a_day_changes_nothing_but_one_event(jump_ms: int) -> None:
    sitting = exam()
    sitting.tick()
    sitting.pass_ms(1000)
    sitting.wall_ms += jump_ms
    sitting.tick()
    assert sitting.kinds[-1] == "ClockJumped"
    assert ev.decode_event(sitting.lines[-1]).body == ev.ClockJumped(jump_ms)
    assert sitting.attempt.remaining_ms(sitting.now) == 30 * MINUTE_MS - 1000
    sitting.pass_ms(250)
    sitting.tick()
    assert sitting.kinds.count("ClockJumped") == 1


def test_suspend_counts_as_time_of_the_exam() -> None:
    # The boot clock goes on while the PC sleeps; so does the wall clock, and nothing jumped.
    sitting = exam()
    sitting.pass_ms(10 * MINUTE_MS)
    sitting.tick()
    assert "ClockJumped" not in sitting.kinds
    assert sitting.attempt.remaining_ms(sitting.now) == 20 * MINUTE_MS


def test_time_never_runs_backwards_even_if_the_boot_clock_did() -> None:
    sitting = exam()
    sitting.pass_ms(5000)
    before = sitting.attempt.remaining_ms(sitting.now)
    sitting.boot_ms -= 3000
    assert sitting.attempt.remaining_ms(sitting.now) == before


def test_a_section_with_its_own_time_closes_and_does_not_open_again() -> None:
    sitting = exam(section_s=600)
    sitting.enter()
    sitting.go_to(2)
    sitting.pass_ms(600_000)
    assert sitting.refused(sitting.answer, "A") == "DEL-02"
    sitting.tick()
    assert sitting.attempt.current.number == 4
    sitting.enter()
    assert sitting.attempt.section_remaining_ms(sitting.now) == 600_000
    assert sitting.refused(sitting.go_to, 3) == "DEL-03"
    sitting.pass_ms(600_000)
    sitting.tick()
    assert sitting.attempt.state.submitted is not None
    assert sitting.attempt.state.submitted.reason == "by_time"


def test_a_timed_section_is_left_only_for_the_next_one() -> None:
    sitting = exam(section_s=600)
    sitting.enter()
    assert sitting.refused(sitting.go_to, 5) == "DEL-03"
    sitting.go_to(3)
    sitting.go_to(4)
    sitting.enter()
    assert sitting.refused(sitting.go_to, 3) == "DEL-03"


def test_linear_navigation_goes_one_item_forward() -> None:
    sitting = exam(linear=True)
    assert sitting.refused(sitting.go_to, 3) == "DEL-03"
    sitting.go_to(2)
    assert sitting.refused(sitting.go_to, 1) == "DEL-03"


def test_without_skipping_one_goes_back_freely_and_forward_step_by_step() -> None:
    sitting = exam(skipping=False)
    assert sitting.refused(sitting.go_to, 2) == "DEL-03"
    for number in (2, 3):
        sitting.answer("B")
        assert sitting.refused(sitting.go_to, number + 1) == "DEL-03"
        sitting.go_to(number)
    sitting.go_to(1)


def test_without_review_one_never_goes_back() -> None:
    sitting = exam(review=False)
    sitting.go_to(3)
    assert sitting.refused(sitting.go_to, 2) == "DEL-03"


def test_nobody_hands_in_before_the_minimum_time_but_the_clock_does() -> None:
    sitting = exam(min_time=600)
    assert sitting.attempt.wait_before_submit_ms(sitting.now) == 600_000
    assert sitting.refused(sitting.attempt.submit, "by_candidate", sitting.now) == "DEL-05"
    sitting.pass_ms(600_000)
    sitting.keep(sitting.attempt.submit("by_candidate", sitting.now))


def test_a_minimum_longer_than_the_exam_ends_with_it() -> None:
    sitting = exam(minutes=1, min_time=600)
    assert sitting.attempt.wait_before_submit_ms(sitting.now) == MINUTE_MS


def test_the_events_minimum_and_extra_time_hold_for_test_and_sections() -> None:
    test, _ = exam_test()
    part = test.test_parts[0]
    timed = replace(part.sections[0], time_limits=TimeLimits(300))
    test = replace(test, test_parts=(replace(part, sections=(timed, part.sections[1])),))
    theirs = under_conditions(test, 900, 50)
    assert theirs.time_limits.min_time == 900
    assert [section.time_limits.max_time for section in theirs.sections()] == [450, None]
    assert under_conditions(test, 0, 0) == replace(test, time_limits=replace(test.time_limits, min_time=0))
