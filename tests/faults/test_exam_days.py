"""A few random exam days at every test run; `make test-faults` runs thousands."""

from __future__ import annotations

from tests.faults.__main__ import run_days

DAYS = 40


def test_nothing_that_a_screen_showed_as_saved_is_missing_in_the_evening():
    counts = run_days(DAYS, number=20261121)
    assert counts["days"] >= DAYS
    assert counts["promises"] > 50, "days on which nobody answers prove nothing"
    assert counts["kills"] > 10
