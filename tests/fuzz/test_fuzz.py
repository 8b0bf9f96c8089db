"""A short fixed run of the fuzzing: every sample comes in, a few hundred changed ones and all old findings break nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.fuzz.mutators import scrambled
from tests.fuzz.targets import TARGETS, target_of

REGRESSIONS = sorted((Path(__file__).parent / "regressions").iterdir())
CHANGED = 12


@pytest.mark.parametrize("name", TARGETS)
def test_changed_samples_end_in_words_and_never_in_a_trace(name: str) -> None:
    target, rng = TARGETS[name], random.Random(name)
    samples = list(target.seeds())
    for sample in rng.sample(samples, min(len(samples), CHANGED)):
        target.read(sample)
        target.read(target.mutate(sample, rng, scrambled(rng))[: target.largest])


@pytest.mark.parametrize("path", REGRESSIONS, ids=lambda path: path.name)
def test_what_once_broke_something_breaks_nothing(path: Path) -> None:
    target_of(path).read(path.read_bytes())
