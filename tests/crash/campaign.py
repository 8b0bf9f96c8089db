"""Starts the workstation process, kills it, starts it again; at random moments and at every named point."""

from __future__ import annotations

import os
import random
import selectors
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.crash.points import POINTS
from tests.crash.referee import Referee
from tests.crash.seat import Seat
from tests.crash.world import World

KILLS_PER_CANDIDATE = 10
RANDOM = "at a random moment"
# What happens once in a life of the process; a section's cover is met once in an exam, so the deaths there come early.
ONCE = ("start", "resume", "cover", "section", "hand-in")
STUCK_S = 120.0


@dataclass(frozen=True)
class Kill:
    """One planned death: at the `nth` passage of a point, or so many seconds after the start or after the first page."""

    point: str = RANDOM
    nth: int = 1
    after_s: float = 0.0
    after_ready: bool = False

    @property
    def needs_hand_in(self) -> bool:
        return self.point.startswith("hand-in")


@dataclass
class Table:
    """What a campaign found."""

    kills: Counter[str] = field(default_factory=Counter)
    referees: list[Referee] = field(default_factory=list)

    @property
    def shown(self) -> int:
        return sum(len(referee.shown) for referee in self.referees)

    @property
    def files(self) -> int:
        return sum(referee.files_shown for referee in self.referees)

    @property
    def missing(self) -> int:
        return sum(len(referee.missing) for referee in self.referees)

    @property
    def slowest_resume_ms(self) -> int:
        return max((ms for referee in self.referees for ms in referee.resumes_ms), default=0)

    @property
    def most_given_back_ms(self) -> int:
        return max((ms for referee in self.referees for ms in referee.given_back_ms), default=0)

    @property
    def faults(self) -> list[str]:
        return [f"candidate {referee.seat.number}: {fault}" for referee in self.referees for fault in referee.faults]


def plan(kills: int, draw: random.Random) -> list[list[Kill]]:
    """The deaths of each candidate: every named point once, and random moments, `kills` in all (or all points)."""
    named = [Kill(point, 1 if point.startswith(ONCE) else draw.randint(1, 4)) for point in POINTS]
    starts = [kill for kill in named if kill.point.startswith("start")]
    covers = [kill for kill in named if kill.point.startswith(("cover", "section"))]
    ends = [kill for kill in named if kill.needs_hand_in]
    middle = [kill for kill in named if kill not in (*starts, *covers, *ends)]
    middle += [_random_kill(draw) for _ in range(kills - len(named))]
    draw.shuffle(middle)
    shares = [middle[start : start + KILLS_PER_CANDIDATE] for start in range(0, len(middle), KILLS_PER_CANDIDATE)]
    while len(shares) < max(len(starts), len(ends)):
        shares.append([])
    for number, kill in enumerate(covers):
        shares[number % len(shares)].insert(0, kill)
    for share, kill in zip(shares, starts, strict=False):
        share.insert(0, kill)
    for share, kill in zip(shares, ends, strict=False):
        share.append(kill)
    return shares


def _random_kill(draw: random.Random) -> Kill:
    if draw.random() < 0.25:
        return Kill(after_s=draw.uniform(0.1, 0.9))
    return Kill(after_s=draw.uniform(0.0, 0.7), after_ready=True)


def campaign(world: World, shares: list[list[Kill]], draw: random.Random, table: Table, pc: Path) -> None:
    """Each candidate sits on `pc`, dies as planned, and hands in at last; then the centre is asked."""
    for seat, kills in zip(world.seats, shares, strict=False):
        referee = Referee(seat)
        table.referees.append(referee)
        for kill in kills:
            died = live(pc, referee, draw, kill)
            table.kills[kill.point] += died
            if not died:
                referee.faults.append(f"never came to: {kill.point}")
        live(pc, referee, draw, None)
        referee.compare_centre(*world.at_centre(seat))


def live(pc: Path, referee: Referee, draw: random.Random, kill: Kill | None) -> bool:
    """One life of the process. True if it was killed as planned; without a plan it hands in and ends by itself."""
    finish = kill is None or kill.needs_hand_in
    process = spawn(pc, referee.seat, draw.randrange(2**32), finish, kill)
    assert process.stdout is not None
    with process.stdout:
        try:
            watch(process, referee, kill)
        except BaseException:
            process.kill()
            raise
    code = process.wait()
    if kill is None and code != 0:
        referee.faults.append(f"the process ended with {code}")
    return code == -signal.SIGKILL


def spawn(
    pc: Path, seat: Seat, seed: int, finish: bool, kill: Kill | None, errors: int | None = None
) -> subprocess.Popen[bytes]:
    """The process; `errors` is where its standard error goes."""
    options = ["--finish"] if finish else []
    if kill is not None and kill.point != RANDOM:
        options += ["--point", kill.point, "--nth", str(kill.nth)]
    given = [str(pc), seat.number, seat.pin, seat.token, str(seed), str(time.monotonic_ns())]
    command = [sys.executable, "-m", "tests.crash.candidate", *given, *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors)


def watch(process: subprocess.Popen[bytes], referee: Referee, kill: Kill | None) -> None:
    """Read what it tells until it ends, and kill it when its time has come."""
    assert process.stdout is not None
    timed = kill is not None and kill.point == RANDOM
    due = time.monotonic() + (kill.after_s if kill and timed and not kill.after_ready else STUCK_S)
    pending = b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            if not selector.select(max(0.0, due - time.monotonic())):
                process.kill()
                if not timed:
                    referee.faults.append(f"stuck: {kill}")
                due = time.monotonic() + STUCK_S
                continue
            data = os.read(process.stdout.fileno(), 65536)
            if not data:
                return
            *lines, pending = (pending + data).split(b"\n")
            for line in lines:
                if referee.hear(line, time.monotonic()) == "ready" and kill and timed and kill.after_ready:
                    due = time.monotonic() + kill.after_s
