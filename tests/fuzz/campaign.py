"""Runs targets for a given time each, gathers what they found, and tells it as a table."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.targets import TARGETS

FOLDER = Path("build/fuzz")
_STUCK_S = 60  # on the clock, for what never comes back to Python; `child` ends all else far earlier
MOST_MEMORY_MIB = 512
_MOST_FINDINGS = 10  # of one target; more say nothing new
_EXECUTIONS = re.compile(r"stat::number_of_executed_units: (\d+)")
_SAVED = re.compile(r"Test unit written to (\S+)")


@dataclass
class Outcome:
    """What became of one target. `peak_mib`: of its largest process; `findings`: files that showed something."""

    name: str
    seconds: float = 0
    executions: int = 0
    peak_mib: float = 0
    findings: list[Path] = field(default_factory=list)


def fuzz(name: str, seconds: int) -> Outcome:
    """Fuzz one target for so long; each finding ends a process, and the next goes on."""
    outcome = Outcome(name)
    corpus = _corpus(name)
    end = time.monotonic() + seconds
    begun = time.monotonic()
    while (left := round(end - time.monotonic())) > 0 and len(outcome.findings) < _MOST_FINDINGS:
        _run_child(outcome, corpus, left)
    outcome.seconds = time.monotonic() - begun
    return outcome


def _corpus(name: str) -> Path:
    """The folder of inputs worth keeping; it begins with the target's seeds and grows from run to run."""
    folder = FOLDER / "corpus" / name
    folder.mkdir(parents=True, exist_ok=True)
    for seed in TARGETS[name].seeds():
        (folder / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    return folder


def _run_child(outcome: Outcome, corpus: Path, seconds: int) -> None:
    log = FOLDER / f"{outcome.name}.log"
    flags = [
        f"-max_total_time={seconds}",
        f"-timeout={_STUCK_S}",
        f"-rss_limit_mb={MOST_MEMORY_MIB}",
        f"-artifact_prefix={FOLDER}/{outcome.name}--",
        "-print_final_stats=1",
    ]
    with log.open("ab") as file:
        start = file.tell()
        command = [sys.executable, "-m", "tests.fuzz.child", outcome.name, str(corpus), *flags]
        with subprocess.Popen(command, stdout=file, stderr=file) as child:
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
    told = log.read_bytes()[start:].decode("utf-8", "replace")
    outcome.executions += sum(map(int, _EXECUTIONS.findall(told)))
    outcome.peak_mib = max(outcome.peak_mib, usage.ru_maxrss / 1024)
    saved = [Path(each) for each in _SAVED.findall(told)]
    if child.returncode and not saved:
        raise RuntimeError(f"{outcome.name} ended without a finding; see {log}")
    outcome.findings += saved


def table(outcomes: list[Outcome]) -> str:
    """One line for each target."""
    lines = [f"{'target':12} {'seconds':>8} {'executions':>11} {'peak MiB':>9}  findings"]
    for each in outcomes:
        found = ", ".join(path.name for path in each.findings) or "-"
        lines.append(f"{each.name:12} {each.seconds:>8.0f} {each.executions:>11} {each.peak_mib:>9.0f}  {found}")
    return "\n".join(lines)
