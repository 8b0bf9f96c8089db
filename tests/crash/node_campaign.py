"""Kills the room node, at named points and at random, and cuts its power, while a workstation answers and a proctor acts.

Afterwards both sides are compared: whatever the node gave its signature or its answer for is there, and the workstation
let go of nothing before the centre had it.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.store.device import DeviceFolder
from question_packs.errors import KnownError
from question_packs.records.acts import Warn, peek_act
from question_packs.records.orders import Policies
from question_packs.records.segments import segment_digest
from sync_server.services.node.files import RoomFiles
from sync_server.store import acts, segments
from sync_server.store.database import Database
from tests.crash.doomed_node import NODE_POINTS
from tests.crash.power import Disk, own_disk
from tests.integration.main_job.site import free_port
from tests.room.processes import Workstation, new_centre_folder, new_node_folder, officer, served
from tests.rooms import SITTING, Room, attempt_of, build_room, copy_pc

NUMBER = "001"
EVENT = "acara"
STUCK_S = 60.0
ACT_EVERY_S = 0.15
PACE_S = 0.1
WITHOUT_CENTRE = tuple(point for point in NODE_POINTS if not point.startswith("centre"))
WITH_CENTRE = tuple(point for point in NODE_POINTS if point.startswith("centre"))


@dataclass
class NodeTable:
    """What happened. `faults` are sentences; none is a pass."""

    kills: list[str] = field(default_factory=list)
    power_cuts: int = 0
    accepted: list[str] = field(default_factory=list)
    countersigned: int = 0
    receipted: int = 0
    faults: list[str] = field(default_factory=list)


class NodeWorld:
    """A room with one sitting candidate; its node is started and killed at will. Use as a context manager."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.table = NodeTable()
        self._stack = ExitStack()

    def __enter__(self) -> NodeWorld:
        self.room: Room = build_room(self.folder / "room", policies=Policies(retention_days=100_000))
        self.centre, self.node = self.folder / "centre", self.folder / "node"
        self.port, self._centre_port = free_port(), free_port()
        new_centre_folder(self.room, self.centre)
        new_node_folder(self.room, self.node, (f"https://127.0.0.1:{self._centre_port}", self.centre))
        self.pc = self.folder / "pc-1"
        copy_pc(self.room, self.pc).sittings.close()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def sit_down(self) -> None:
        """The candidate answers from now on, whatever becomes of the node."""
        with served(self.node, self.port, is_room=True):
            self._start_pc()
            self._seat.sit_down(PACE_S)

    def _start_pc(self) -> None:
        self._seat = Workstation(NUMBER, str(self.pc), "--node", f"127.0.0.1:{self.port}")
        self._stack.callback(self._seat.end)

    def start_centre(self) -> None:
        self._stack.enter_context(served(self.centre, self._centre_port, is_room=False))

    def live(self, point: str = "", nth: int = 1, after_s: float = 0.0) -> None:
        """One life of the node: it dies at the `nth` passage of a point, or is killed so long after it answers."""
        named = [point, str(nth)] if point else []
        command = [sys.executable, "-m", "tests.crash.doomed_node", str(self.node), str(self.port), *named]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            while f":{self.port}" not in process.stdout.readline():
                assert process.poll() is None, "the node ended"
            self._seat.order("find", address=f"127.0.0.1:{self.port}")
            due = time.monotonic() + (STUCK_S if point else after_s)
            self._act_until_it_dies(process, due)
            if process.poll() is None:
                process.kill()
                if point:
                    self.table.faults.append(f"never came to: {point}")
        if process.returncode == -signal.SIGKILL:
            self.table.kills.append(point or "at a random moment")
        else:
            self.table.faults.append(f"the node ended with {process.returncode}")

    def _act_until_it_dies(self, process: subprocess.Popen[str], due: float) -> None:
        """The proctor warns the candidate; what the node answered for is noted."""
        proctor, pause = officer(self.room, self.node, self.port), threading.Event()
        while process.poll() is None and time.monotonic() < due:
            envelope = self.room.act(Warn(NUMBER), reason="Harap tenang.")
            try:
                answer = proctor.post("/v1/room/acts", envelope)[0]
            except KnownError:
                pause.wait(ACT_EVERY_S)
                continue
            if b'"position"' in answer:
                self.table.accepted.append(peek_act(envelope).act_id)
            pause.wait(ACT_EVERY_S)

    def cut_power(self, disk: Disk, after_s: float) -> None:
        """The node's PC loses its power so long after it answers; its disk keeps what was written through."""
        at_home, self.node = self.node, disk.place / "node"
        shutil.copytree(at_home, self.node)
        disk.settle()
        with served(self.node, self.port, is_room=True) as process:
            self._seat.order("find", address=f"127.0.0.1:{self.port}")
            self._act_until_it_dies(process, time.monotonic() + after_s)
            disk.cut_power()
            process.kill()
            process.wait()
        disk.settle()
        shutil.rmtree(at_home)
        shutil.copytree(self.node, at_home)
        self.node = at_home
        self.table.power_cuts += 1

    def hand_in(self) -> None:
        """With node and centre there: everything arrives and is receipted."""
        with served(self.node, self.port, is_room=True):
            self._seat.order("find", address=f"127.0.0.1:{self.port}")
            self._seat.order("hand_in")
            told = self._seat.told
            self._seat.wait_event("receipted", since=told.index(self._seat.wait_event("submitted")))
            self._seat.quit()

    # --- both sides

    def compare_without_centre(self) -> None:
        """What the node answered for is there; the workstation, whose program dies for it, has still every event to send."""
        self._seat.end()
        store = DeviceFolder(self.pc).open_sitting(SITTING)
        held, unsent = set(store.held(self.room.node.key_id, 100_000)), store.unsent()
        events = len(store.lines(attempt_of(NUMBER), 1))
        store.close()
        self._start_pc()
        self._seat.wait_event("ready", resumed=True)
        self._seat.wait_event("status", state="running")
        self._seat.say("answer", pace_s=PACE_S)
        files = RoomFiles.open(self.node)
        there, acts_there = self._stored(Database(files.database_url, files.database_key))
        table = self.table
        table.countersigned = len(held)
        table.faults += [f"countersigned and missing at the node: {each}" for each in held - there]
        table.faults += [f"accepted act missing at the node: {each}" for each in set(table.accepted) - acts_there]
        if unsent != events:
            table.faults.append(f"{events} events, {unsent} in the outbox: the node emptied it")

    def compare_at_the_end(self) -> None:
        """The centre has every segment and every act, the workstation nothing more to send."""
        store = DeviceFolder(self.pc).open_sitting(SITTING)
        cut, unsent = {segment_digest(each) for each in store.segments()}, store.unsent()
        store.close()
        there, acts_there = self._stored(Database(f"sqlite:///{self.centre.absolute() / 'centre.db'}"))
        table = self.table
        table.receipted = len(there)
        table.faults += [f"missing at the centre: {each}" for each in cut - there]
        table.faults += [f"act missing at the centre: {each}" for each in set(table.accepted) - acts_there]
        if unsent:
            table.faults.append(f"{unsent} events still wait after the last receipt")

    def _stored(self, database: Database) -> tuple[set[str], set[str]]:
        """Digests of the attempt's segments, and which of the accepted acts are stored."""
        try:
            with database.read() as connection:
                rows = segments.attempt_segments(connection, EVENT, attempt_of(NUMBER))
                return {row.digest for row in rows}, set(acts.find_acts(connection, EVENT, self.table.accepted))
        finally:
            database.close()


def node_campaign(world: NodeWorld, kills: int, draw: random.Random) -> None:
    """`kills` lives of the node: every point once and random moments; a power cut; first without a centre, then with one."""
    world.sit_down()
    for point in WITHOUT_CENTRE:
        world.live(point, draw.randint(1, 3) if point.startswith("acts") else 1)
    for _ in range(kills - len(WITHOUT_CENTRE) - len(WITH_CENTRE)):
        world.live(after_s=draw.uniform(0.1, 2.0))
    with own_disk(world.folder) as disk:
        if disk is not None:
            world.cut_power(disk, draw.uniform(1.0, 2.0))
    world.compare_without_centre()
    world.start_centre()
    for point in WITH_CENTRE:
        world.live(point)
    world.hand_in()
    world.compare_at_the_end()
