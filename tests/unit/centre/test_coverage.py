"""Runs of events join, gaps are named, contradictions are found: without a database."""

from __future__ import annotations

from sync_server.services.coverage import Coverage, Run, extend


def run(first: int, last: int, log: str = "a") -> Run:
    return Run(first, last, f"{log}{first - 1}", f"{log}{last}")


def held(*runs: tuple[Run, int | None]) -> Coverage:
    """The coverage after these runs; a hash is the name of its log and its sequence."""
    coverage = Coverage()
    for each, final in runs:
        log = each.head_hash[0]
        coverage = extend(
            coverage, each, final, lambda sequence, log=log: f"{log}{sequence}", lambda sequence: f"a{sequence}"
        )
    return coverage


def test_runs_that_touch_are_joined():
    coverage = held((run(3, 5), None), (run(0, 2), None), (run(6, 9), 9))
    assert (coverage.runs, coverage.gaps, coverage.complete) == ((run(0, 9),), (), True)


def test_gaps_are_named_from_the_first_event_on():
    coverage = held((run(2, 3), None), (run(7, 7), None))
    assert (coverage.sequence_reached, coverage.gaps, coverage.complete) == (-1, ((0, 1), (4, 6)), False)


def test_a_neighbour_that_does_not_join_is_a_fork():
    assert held((run(0, 4), None), (run(5, 6, "b"), None)).forked
    assert held((run(5, 6, "b"), None), (run(0, 4), None)).forked


def test_apart_from_each_other_nothing_can_be_said():
    assert not held((run(0, 4), None), (run(6, 7, "b"), None)).forked


def test_a_fork_is_never_complete_and_never_forgotten():
    coverage = held((run(0, 4), None), (run(0, 4, "b"), 4), (run(0, 4), 4))
    assert (coverage.forked, coverage.complete, coverage.sequence_reached) == (True, False, 4)
