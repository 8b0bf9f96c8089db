"""Which events of one epoch the centre holds: runs of consecutive sequences, and where their hash chains stand.

Pure. Any order and any split of the same segments gives the same coverage; two logs that disagree give a fork in any order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

Gap = tuple[int, int]


class Run(msgspec.Struct, frozen=True, array_like=True):
    """Events `first` to `last`; `previous_hash` is the chain before the first, `head_hash` after the last."""

    first: int
    last: int
    previous_hash: str
    head_hash: str


@dataclass(frozen=True)
class Coverage:
    """The runs of one epoch, apart from each other and in order; `forked` once anything disagreed.

    `final_sequence` and `reopened_sequence`: where the last `submitted` and the last `reopened` stand.
    """

    runs: tuple[Run, ...] = ()
    forked: bool = False
    final_sequence: int | None = None
    reopened_sequence: int | None = None

    @property
    def sequence_reached(self) -> int:
        """The last sequence up to which nothing is missing; -1: not even the first."""
        return self.runs[0].last if self.runs and self.runs[0].first == 0 else -1

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The ranges that are missing below the highest event held."""
        ends = [-1, *(run.last for run in self.runs)]
        return tuple((end + 1, run.first - 1) for end, run in zip(ends, self.runs, strict=False) if run.first > end + 1)

    @property
    def complete(self) -> bool:
        """Handed in and not reopened since, with every event and nothing that contradicts it."""
        final, reopened = self.final_sequence, self.reopened_sequence
        handed_in = final is not None and (reopened is None or reopened < final)
        return handed_in and not self.forked and not self.gaps


def disagrees(runs: tuple[Run, ...], new: Run, new_hash: Callable[[int], str], old_hash: Callable[[int], str]) -> bool:
    """Whether `new` contradicts what is held: another event at a known sequence, or a chain that does not join.

    `new_hash` and `old_hash` give the hash of the event at a sequence of the new run and of what is held. Because events
    are chained, the last sequence that both hold speaks for all before it.
    """
    return any(_contradicts(run, new, new_hash, old_hash) for run in runs)


def _contradicts(run: Run, new: Run, new_hash: Callable[[int], str], old_hash: Callable[[int], str]) -> bool:
    if new.first == run.last + 1:
        return new.previous_hash != run.head_hash
    if run.first == new.last + 1:
        return run.previous_hash != new.head_hash
    if new.first > run.last or run.first > new.last:
        return False
    shared = min(run.last, new.last)
    held = run.head_hash if shared == run.last else old_hash(shared)
    return new_hash(shared) != held


def add_run(runs: tuple[Run, ...], new: Run) -> tuple[Run, ...]:
    """The runs with `new` among them; what touches is joined."""
    apart = [run for run in runs if run.last + 1 < new.first or run.first > new.last + 1]
    touching = [run for run in runs if run not in apart]
    for run in touching:
        low = run if run.first <= new.first else new
        high = run if run.last >= new.last else new
        new = Run(low.first, high.last, low.previous_hash, high.head_hash)
    return tuple(sorted([*apart, new], key=lambda run: run.first))


def extend(
    coverage: Coverage,
    new: Run,
    final_sequence: int | None,
    new_hash: Callable[[int], str],
    old_hash: Callable[[int], str],
    reopened_sequence: int | None = None,
) -> Coverage:
    """The coverage with one more segment. `final_sequence`, `reopened_sequence`: where it holds `submitted`, `reopened`."""
    return Coverage(
        runs=add_run(coverage.runs, new),
        forked=coverage.forked or disagrees(coverage.runs, new, new_hash, old_hash),
        final_sequence=_later(coverage.final_sequence, final_sequence),
        reopened_sequence=_later(coverage.reopened_sequence, reopened_sequence),
    )


def _later(one: int | None, other: int | None) -> int | None:
    return max((each for each in (one, other) if each is not None), default=None)
