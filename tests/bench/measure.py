"""One measured figure, and the statistics that all benches share."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Measure:
    """A figure beside its baseline. `aim` says what was hoped for, as a person reads it."""

    name: str
    value: float
    unit: str
    baseline: float
    ratio: float
    aim: str
    against: str

    def record(self) -> dict[str, object]:
        """The five fields of build/bench.json."""
        fields = asdict(self)
        return {key: fields[key] for key in ("name", "value", "unit", "baseline", "ratio")}


def measure(name: str, value: float, baseline: float, unit: str, aim: str, against: str) -> Measure:
    """A figure whose ratio is value over baseline."""
    return Measure(name, round(value, 4), unit, round(baseline, 4), round(value / baseline, 3), aim, against)


def percentile(values: Sequence[float], percent: float) -> float:
    """The value below which `percent` of the sorted values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


median = statistics.median
