"""BKP-02: every participant has 150 minutes for 150 items, moves among them freely, and is handed in at zero."""

from __future__ import annotations

import time

from tests.rooms import exam_test
from tests.unit.delivery.exams import MINUTE_MS, Exam


def test_150_items_in_150_minutes_with_free_navigation_and_the_hand_in_at_zero() -> None:
    test, items = exam_test(minutes=150, items=150)
    sitting = Exam(test, {each.identifier: each for each in items}, 150 * MINUTE_MS).start()
    assert len(sitting.attempt.form.places) == 150
    for number in range(150, 0, -1):
        sitting.go_to(number)
        sitting.answer("A")
        sitting.pass_ms(MINUTE_MS - 250)
        sitting.tick()
    assert len(sitting.attempt.state.responses) == 150
    sitting.pass_ms(150 * 250)
    sitting.tick()
    assert sitting.attempt.state.submitted is not None
    assert sitting.attempt.state.submitted.reason == "by_time"
    assert sitting.attempt.state.submitted.answered == 150


def test_an_attempt_of_a_full_exam_is_loaded_in_a_moment() -> None:
    test, items = exam_test(minutes=150, items=150)
    sitting = Exam(test, {each.identifier: each for each in items}, 150 * MINUTE_MS).start()
    for turn in range(4):
        for number in range(1, 151):
            sitting.go_to(number)
            sitting.answer("ABCD"[turn])
    started = time.process_time()
    loaded = sitting.reloaded(sitting.lines)
    assert time.process_time() - started < 1
    assert loaded.head_hash == sitting.attempt.head_hash
