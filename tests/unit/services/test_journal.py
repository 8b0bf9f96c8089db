"""The screen says "tersimpan" only after the commit returned, whatever the disk does and however late the news comes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.delivery.attempt import Recorded
from desktop_app.services.journal import PracticeJournal, StoreJournal
from question_packs.errors import KnownError

ATTEMPT = "0" * 32


class Disk:
    """A store that commits, or fails as long as it is told to."""

    def __init__(self) -> None:
        self.failure: Exception | None = None
        self.durable: list[int] = []
        self.submitted = False
        self.ticks: list[int] = []

    def append(self, attempt_id: str, epoch: int, events: list[tuple[int, bytes]], submitted: bool | None = None) -> None:
        if self.failure:
            raise self.failure
        self.durable += [sequence for sequence, _ in events]
        self.submitted = self.submitted or submitted is True

    def tick(self, attempt_id: str, elapsed_ms: int, wall_ms: int) -> None:
        if self.failure:
            raise self.failure
        self.ticks.append(elapsed_ms)


class SlowWorker:
    """Jobs wait until they are worked, and their news until they are told; both in order."""

    def __init__(self) -> None:
        self.jobs: list[tuple[Callable, Callable, Callable]] = []
        self.news: list[Callable[[], None]] = []

    def run(self, job: Callable, done: Callable, failed: Callable) -> None:
        self.jobs.append((job, done, failed))

    def work(self) -> None:
        if not self.jobs:
            return
        job, done, failed = self.jobs.pop(0)
        try:
            value = job()
        except Exception as error:
            problem = error
            self.news.append(lambda: failed(problem))
        else:
            self.news.append(lambda: done(value))

    def tell(self) -> None:
        if self.news:
            self.news.pop(0)()


class Screen:
    """A journal with a disk, a worker, and everything that was told."""

    def __init__(self) -> None:
        self.disk, self.worker = Disk(), SlowWorker()
        self.journal = StoreJournal(self.disk, self.worker, ATTEMPT, 1)
        self.journal.on_save_state = self.hear
        self.journal.on_submitted = lambda: self.told.append("submitted")
        self.told: list[str] = []
        self.answers: list[int] = []
        self.sequence = 0
        self.reached = -1

    def hear(self, state: str, error: KnownError | None) -> None:
        self.told.append(state)
        if state in ("saved_here", "at_centre"):
            assert set(self.answers) <= set(self.disk.durable), "shown as saved and not durable"
        if state == "at_centre":
            assert self.answers
            assert self.reached >= max(self.answers)
        assert (error is not None) == (state == "not_saved")

    def event(self, is_answer: bool = True, ends: bool = False) -> None:
        self.answers += [self.sequence] * is_answer
        self.sequence += 1
        self.journal.append([Recorded(self.sequence - 1, b"line", is_answer or ends, ends)])

    def reach(self, sequence: int) -> None:
        self.reached = max(self.reached, sequence)
        self.journal.centre_reached(sequence)


STEPS = st.lists(
    st.sampled_from(["answer", "move", "tick", "work", "tell", "full", "room", "reach", "reach newest durable"]), max_size=60
)


@given(STEPS)
def test_saved_is_never_told_before_the_commit_and_nothing_is_lost_or_reordered(steps: list[str]) -> None:
    screen = Screen()
    for step in steps:
        match step:
            case "answer" | "move":
                screen.event(step == "answer")
            case "tick":
                screen.journal.tick(len(screen.disk.ticks), 0)
            case "work":
                screen.worker.work()
            case "tell":
                screen.worker.tell()
            case "full" | "room":
                screen.disk.failure = KnownError("STO-01") if step == "full" else None
            case _:
                screen.reach(max(screen.disk.durable, default=-1) - (step == "reach"))
        assert screen.disk.durable == list(range(len(screen.disk.durable)))
    screen.disk.failure = None
    screen.journal.tick(1, 0)
    while screen.worker.jobs or screen.worker.news:
        screen.worker.work()
        screen.worker.tell()
    assert screen.disk.durable == list(range(screen.sequence))
    assert screen.told[-1] in ("saved_here", "at_centre")


def finish(screen: Screen) -> None:
    while screen.worker.jobs or screen.worker.news:
        screen.worker.work()
        screen.worker.tell()


def test_a_full_disk_is_told_and_the_next_tick_saves_in_order() -> None:
    screen = Screen()
    screen.disk.failure = KnownError("STO-01")
    screen.event()
    screen.event()
    finish(screen)
    assert screen.told[-1] == "not_saved"
    screen.disk.failure = None
    screen.journal.tick(1, 0)
    finish(screen)
    assert (screen.told[-1], screen.disk.durable) == ("saved_here", [0, 1])


def test_the_receipt_comes_once_and_only_after_the_hand_in_is_durable() -> None:
    screen = Screen()
    screen.disk.failure = KnownError("STO-01")
    screen.event(ends=True)
    finish(screen)
    assert "submitted" not in screen.told
    screen.disk.failure = None
    screen.journal.tick(1, 0)
    screen.journal.tick(2, 0)
    finish(screen)
    assert screen.disk.submitted
    assert screen.told.count("submitted") == 1


def test_a_newer_answer_is_not_at_the_centre_because_an_older_one_is() -> None:
    screen = Screen()
    screen.event()
    finish(screen)
    screen.event()
    screen.worker.work()
    screen.reach(0)
    assert screen.told[-1] == "saved_here"
    finish(screen)
    screen.reach(1)
    assert screen.told[-1] == "at_centre"


def test_a_bug_in_the_store_is_shown_as_not_saved_and_stays_a_bug() -> None:
    screen = Screen()
    screen.disk.failure = RuntimeError("bug")
    screen.event()
    with pytest.raises(RuntimeError):
        finish(screen)
    assert screen.told[-1] == "not_saved"


def test_a_practice_keeps_nothing_and_ends_without_a_receipt() -> None:
    journal, told = PracticeJournal(), []
    journal.on_save_state = lambda state, error: told.append(state)
    journal.on_submitted = lambda: told.append("submitted")
    journal.append([Recorded(0, b"line", True, True)])
    journal.tick(1, 0)
    journal.centre_reached(0)
    assert told == ["saved_here"]
