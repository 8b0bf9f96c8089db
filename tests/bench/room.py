"""A room of 100 workstations (`LONTAR_BENCH_SEATS`) and its node and centre: all real processes, on this one machine.

The workstations are whole programs without their windows, so the room shares its cores with the node it loads: with two
cores the figures are worse than a real room's, where each PC brings its own. Everybody answers every five seconds for a
minute; every six seconds the proctor pauses everybody and lets them go on. Each figure stands against the same room with one
workstation, measured first in the same run. Times are of one machine's clock: from the request of an act to the outcome of
every PC on the proctor's watch; from "saved" on the screen to the first report on the watch that covers it.

At last everybody hands in at the same moment: until the node holds every attempt whole, and until the centre does.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psutil

from question_packs.errors import KnownError
from question_packs.records.acts import ActBody, Pause, Resume, peek_act
from question_packs.records.orders import Policies
from question_packs.records.room import ActOutcome, LinkMessage, SeatMessage
from tests.bench.measure import Measure, measure, median, percentile
from tests.integration.main_job.site import free_port
from tests.integration.room_node.node_room import Machine
from tests.room.processes import Workstation, new_centre_folder, new_node_folder, officer, served
from tests.rooms import Room, build_room, copy_pc

SEATS = int(os.environ.get("LONTAR_BENCH_SEATS", "100"))
PACE_S = 5.0
LASTS_S = 60.0
ALONE_S = 20.0
ALONE_PACE_S = 1.0
ACT_EVERY_S = 6.0
PAUSED_S = 1.0
LOOK_EVERY_S = 0.1
STORM_WAIT_S = 120.0
STARTED_AT_ONCE = 4


@dataclass
class Figures:
    """Of one load: CPU in percent of a core, memory (PSS) in MiB, times in seconds."""

    cpu: float
    memory: float
    applied: list[float]
    expected: int
    seen: list[float]
    at_node: float = 0.0
    at_centre: float = 0.0


class Watch:
    """The console's end of the room: every message of the node with the time at which it came."""

    def __init__(self, proctor: Machine) -> None:
        self.heard: list[tuple[float, LinkMessage]] = []
        self._proctor = proctor
        self._socket = proctor.watch()
        self._ended = False
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        while not self._ended:
            try:
                message = self._socket.receive(0.2)
            except KnownError:
                # A machine that is too busy for a ping's answer: as the console does, at once again.
                self._socket.close()
                self._socket = self._proctor.watch()
                continue
            if message is not None:
                self.heard.append((time.time(), message))

    def end(self) -> None:
        self._ended = True
        self._thread.join()
        self._socket.close()

    def outcomes(self, posted: dict[str, float]) -> list[float]:
        """Seconds from the request of each act to each outcome."""
        return [
            at - posted[message.act_id]
            for at, message in self.heard
            if isinstance(message, ActOutcome) and message.act_id in posted and message.status == "applied"
        ]

    def seen(self, seat: Workstation, since: float) -> list[float]:
        """Seconds from each answer shown as saved to the first report that covers it."""
        reports = [
            (at, message.report.sequence)
            for at, message in self.heard
            if isinstance(message, SeatMessage) and message.report.candidate_number == seat.number
        ]
        found = []
        for told in list(seat.told):
            if told["event"] == "saved" and told["at"] >= since:
                last = told["answers"][-1][0]
                found += [at - told["at"] for at, sequence in reports if sequence >= last][:1]
        return found


class Load:
    """The room: its folders, its node and centre as processes, its workstations."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder, self._stack = folder, stack
        self._newest_act = ""
        self.room: Room = build_room(folder / "room", SEATS + 1, policies=Policies(retention_days=100_000), spares=SEATS)
        centre, node = folder / "centre", folder / "node"
        centre_port, self._node_port = free_port(), free_port()
        new_centre_folder(self.room, centre)
        new_node_folder(self.room, node, (f"https://127.0.0.1:{centre_port}", centre))
        stack.enter_context(served(centre, centre_port, is_room=False))
        self.node = psutil.Process(stack.enter_context(served(node, self._node_port, is_room=True)).pid)
        self.proctor = officer(self.room, node, self._node_port)

    def sit(self, index: int, pace_s: float) -> Workstation:
        """Start the PC with that index; its candidate sits down."""
        folder = self._folder / f"pc-{index}"
        copy_pc(self.room, folder, spare=self.room.spares[index - 1] if index else None).sittings.close()
        seat = Workstation(
            f"{index + 1:03}", str(folder), "--name", f"PC-{index + 1:03}", "--node", f"127.0.0.1:{self._node_port}"
        )
        self._stack.callback(seat.end)
        if self._newest_act:
            # It comes after the older ones, one of which paused everybody.
            seat.wait_event("act", act_id=self._newest_act)
        seat.sit_down(pace_s)
        return seat

    def act(self, body: ActBody) -> tuple[str, float]:
        """An act for everybody: its id and when it was asked for."""
        envelope, at = self.room.act(body), time.time()
        self.proctor.post("/v1/room/acts", envelope)
        self._newest_act = peek_act(envelope).act_id
        return self._newest_act, at


def run(folder: Path) -> list[Measure]:
    """One workstation, then all the others."""
    with ExitStack() as stack:
        load = Load(folder, stack)
        first = load.sit(0, ALONE_PACE_S)
        alone = _watched(load, [first], ALONE_S)
        first.end()
        with ThreadPoolExecutor(STARTED_AT_ONCE) as pool:
            seats = list(pool.map(partial(load.sit, pace_s=PACE_S), range(1, SEATS + 1)))
        return _measures(_watched(load, seats, LASTS_S), alone)


def _watched(load: Load, seats: list[Workstation], lasts_s: float) -> Figures:
    """Let them answer, act on them, and take their papers in."""
    with _watching(load.proctor) as watch:
        since, before = time.time(), load.node.cpu_times()
        posted = _act_for(load, lasts_s)
        after = load.node.cpu_times()
        cpu = (after.user + after.system - before.user - before.system) / (time.time() - since) * 100
        memory = load.node.memory_full_info().pss / 1024**2
        seen = [each for seat in seats for each in watch.seen(seat, since)]
        figures = Figures(cpu, memory, watch.outcomes(posted), len(posted) * len(seats), seen)
    _storm(load, seats, figures)
    return figures


def _act_for(load: Load, lasts_s: float) -> dict[str, float]:
    posted: dict[str, float] = {}
    end, pause = time.monotonic() + lasts_s, threading.Event()
    while time.monotonic() < end:
        pause.wait(ACT_EVERY_S - PAUSED_S)
        posted |= dict([load.act(Pause())])
        pause.wait(PAUSED_S)
        posted |= dict([load.act(Resume())])
    pause.wait(ACT_EVERY_S)
    return posted


def _storm(load: Load, seats: list[Workstation], figures: Figures) -> None:
    """Everybody hands in at the same moment."""
    began = time.monotonic()
    for seat in seats:
        seat.order("hand_in")
    numbers = {seat.number for seat in seats}
    pause = threading.Event()
    while not figures.at_centre:
        attempts = [each for each in load.proctor.board().attempts if each.candidate_number in numbers]
        took = time.monotonic() - began
        assert took < STORM_WAIT_S, "not everybody's paper came"
        if not figures.at_node and sum(each.complete for each in attempts) == len(seats):
            figures.at_node = took
        if sum(each.complete and each.receipted for each in attempts) == len(seats):
            figures.at_centre = took
        pause.wait(LOOK_EVERY_S)


def _measures(room: Figures, alone: Figures) -> list[Measure]:
    against = "one workstation"
    pairs = [
        ("room_node_cpu", room.cpu, alone.cpu, "%", "-"),
        ("room_node_memory", room.memory, alone.memory, "MiB", "-"),
        ("room_act_applied_p50", median(room.applied), median(alone.applied), "s", "-"),
        ("room_act_applied_p95", percentile(room.applied, 95), percentile(alone.applied, 95), "s", "<= 1 s"),
        ("room_save_seen_p50", median(room.seen), median(alone.seen), "s", "-"),
        ("room_save_seen_p95", percentile(room.seen, 95), percentile(alone.seen, 95), "s", "<= 2 s"),
        ("hand_in_storm_at_node", room.at_node, alone.at_node, "s", "<= 10 s"),
        ("hand_in_storm_at_centre", room.at_centre, alone.at_centre, "s", "-"),
    ]
    told = measure("room_acts_told", len(room.applied), room.expected, "acts", "1", "acts times workstations")
    return [told] + [measure(name, value, baseline, unit, aim, against) for name, value, baseline, unit, aim in pairs]


@contextmanager
def _watching(proctor: Machine) -> Iterator[Watch]:
    watch = Watch(proctor)
    try:
        yield watch
    finally:
        watch.end()
