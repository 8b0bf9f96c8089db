"""The journal between two real threads: the screen's and the store's."""

from __future__ import annotations

import sys
import threading

from desktop_app.delivery.attempt import Recorded
from desktop_app.services.journal import StoreJournal
from tests.crash.threads import ThreadedWorker

EVENTS = 3000


class Disk:
    """Counts what is durable; a commit of an event is seen by no one before it returned."""

    def __init__(self) -> None:
        self.durable = -1

    def append(self, attempt_id: str, epoch: int, events: list[tuple[int, bytes]], submitted: bool = False) -> None:
        assert [sequence for sequence, _ in events] == list(range(self.durable + 1, self.durable + 1 + len(events)))
        self.durable = events[-1][0]


def test_between_two_threads_saved_is_told_of_durable_answers_only() -> None:
    disk, worker = Disk(), ThreadedWorker()
    journal = StoreJournal(disk, worker, "0" * 32, 1)
    newest, wrong, over = [-1], [], threading.Event()

    def hear(state: str, error: object) -> None:
        if state in ("saved_here", "at_centre") and disk.durable < newest[0]:
            wrong.append((state, newest[0], disk.durable))

    journal.on_save_state = hear
    journal.on_submitted = over.set
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for sequence in range(EVENTS):
            is_answer = sequence % 3 == 2
            if is_answer:
                newest[0] = sequence
            journal.append([Recorded(sequence, b"line", is_answer, sequence == EVENTS - 1)])
            journal.centre_reached(-1)
            worker.deliver(0)
        while not over.is_set():
            worker.deliver(1)
    finally:
        sys.setswitchinterval(interval)
    assert wrong == []
    assert disk.durable == EVENTS - 1
