"""`make test-faults`: at least 2,000 random exam days, on every core; a table of what happened in them.

A day that ends wrongly stops the run and is told as the shortest day that hypothesis could find.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.exam_day import ExamDay
from tests.faults.world import Morning

MEMORY = Path("/dev/shm")  # the days are thousands; what a disk does is the crash tests' business


def main() -> int:
    """Run the days; 0 if every one of them ended well."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--days", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=None, help="the seed that a failed run told")
    options = parser.parse_args()
    workers = os.cpu_count() or 1
    first = options.seed if options.seed is not None else int(time.time())
    print(f"{options.days} days, seed {first}", flush=True)
    began, counts = time.monotonic(), Counter()
    share = -(-options.days // workers)
    with ProcessPoolExecutor(workers) as pool:
        for found in pool.map(run_days, [share] * workers, range(first, first + workers)):
            counts.update(found)
    for name, count in sorted(counts.items()):
        print(f"{count:10,}  {name}")
    print(f"{time.monotonic() - began:.0f} s; answers lost: 0")
    return 0


def run_days(days: int, number: int) -> Counter[str]:
    """So many days in a room of their own; what happened in them."""
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        morning = Morning.prepare(Path(folder))
        machine = seed(number)(type("Day", (ExamDay,), {"morning": morning, "counts": counts}))
        run_state_machine_as_test(machine, settings=campaign(days))
    return counts


def campaign(days: int) -> settings:
    """As many whole days as asked, each of up to 60 steps."""
    phases = (Phase.generate, Phase.shrink)
    checks = list(HealthCheck)
    return settings(
        max_examples=days, stateful_step_count=60, deadline=None, database=None, phases=phases, suppress_health_check=checks
    )


if __name__ == "__main__":
    sys.exit(main())
