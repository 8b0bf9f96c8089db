"""An answer made durable (event and outbox row in one commit) against a bare 4 KiB append and fsync on the same disk.

The two take turns, so that a disk that changes its mood changes it for both.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from desktop_app.store.attempts import AttemptRow
from desktop_app.store.device import DeviceFolder
from tests.bench.measure import Measure, measure, median, percentile

ROUNDS = 2000
EVENT = b"x" * 420


def run(folder: Path) -> list[Measure]:
    """2,000 answers and 2,000 bare appends, in turns of one."""
    store = DeviceFolder(folder).open_sitting("bench")
    store.begin(AttemptRow("attempt", 1, "26-0001", "utama", 0, 0, False, -1, None))
    bare = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    block = os.urandom(4096)

    def append_bare() -> None:
        os.write(bare, block)
        os.fsync(bare)

    ours, theirs = [], []
    for sequence in range(ROUNDS):
        ours.append(_milliseconds(lambda n=sequence: store.append("attempt", 1, [(n, EVENT)])))
        theirs.append(_milliseconds(append_bare))
    os.close(bare)
    store.close()
    against = "4 KiB append + fsync"
    return [
        measure("answer_durable_median", median(ours), median(theirs), "ms", "<= 2", against),
        measure("answer_durable_p99", percentile(ours, 99), percentile(theirs, 99), "ms", "<= 3", against),
    ]


def _milliseconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000
