"""The centre as it runs: in this process on a free port, or as a real process that can be killed; and what it holds."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from question_packs.records.events import decode_event, event_hash
from sync_server import app
from sync_server.app import Centre
from sync_server.services.epoch_log import event_lines
from sync_server.services.ingest_batch import coverage_of
from sync_server.services.score import ScoredAttempt
from sync_server.store import segments
from tests.integration.main_job.agency import Agency
from tests.integration.main_job.proxy import Proxy
from tests.integration.main_job.seat import Seat

Chain = dict[tuple[int, int], set[str]]


def free_port() -> int:
    """A port that was free a moment ago, for a server that must come back at the same address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Site:
    """An agency's centre and the PCs that reach it, all through one proxy that can be told to fail."""

    agency: Agency
    centre: Centre
    folder: Path
    proxy: Proxy
    seats: list[Seat] = field(default_factory=list)

    def seat(self, name: str = "PC-01") -> Seat:
        """A PC that lies ready: enrolled, order and pack here, the sittings opened."""
        seat = self.agency.copy_seat(name, self.folder / f"{name}-{len(self.seats)}", self.proxy.url)
        self.seats.append(seat)
        return seat

    def bare_seat(self, name: str) -> Seat:
        """A PC as it comes from the shop."""
        seat = Seat(self.folder / f"{name}-{len(self.seats)}", name, self.agency.sittings)
        self.seats.append(seat)
        return seat

    @contextmanager
    def serving(self) -> Iterator[None]:
        """The centre answers; afterwards it is away, and everybody who calls is turned down."""
        ready = threading.Event()
        server = app.new_server(self.centre, "127.0.0.1", self.proxy.centre_port, lambda _url: ready.set())
        thread = threading.Thread(target=server.run_until_stopped)
        thread.start()
        try:
            assert ready.wait(20)
            yield
        finally:
            self.proxy.cut_all()
            server.should_exit = True
            thread.join(20)

    @contextmanager
    def process(self) -> Iterator[subprocess.Popen[str]]:
        """The centre as a process of its own; killed at the end, if it was not before."""
        command = [sys.executable, "-m", "sync_server", "serve", "--host", "127.0.0.1"]
        command += ["--port", str(self.proxy.centre_port), "--data", str(self.centre.files.folder)]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ}
        ) as server:
            try:
                assert server.stdout is not None
                told = server.stdout.readline()
                assert "https://" in told, told + (server.stdout.read() if server.poll() is not None else "")
                yield server
            finally:
                if server.poll() is None:
                    server.send_signal(signal.SIGKILL)

    def stick(self, name: str = "stick") -> Path:
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        return folder

    # --- what the centre holds

    def chain(self, attempt_id: str, event: str = "acara") -> Chain:
        """Every event that the centre holds of an attempt: (epoch, sequence) to the hashes stored there."""
        found: Chain = {}
        with self.centre.database.read() as connection:
            for row in segments.attempt_segments(connection, event, attempt_id):
                for line in event_lines(row):
                    found.setdefault((row.epoch, decode_event(line).sequence), set()).add(event_hash(line))
        return found

    def state(self, attempt_id: str, event: str = "acara") -> tuple[object, ...]:
        """What the centre makes of an attempt, whatever road and order it came by."""
        with self.centre.database.read() as connection:
            rows = segments.find_epochs(connection, event, [attempt_id])
        covered = [(row.epoch, coverage_of(row)) for row in rows]
        return self.chain(attempt_id, event), covered

    def score(self, sitting: str) -> dict[str, ScoredAttempt]:
        """The scores of a sitting by candidate number."""
        self.centre.directory.renew()
        found = self.centre.scorer.find_sitting(sitting)
        return {each.entry.candidate_number: each for each in self.centre.scorer.score_sitting(found, "uji")}


def chain_of(lines: list[bytes], epoch: int = 1) -> Chain:
    """A PC's own events as `Site.chain` tells them."""
    return {(epoch, number): {event_hash(line)} for number, line in enumerate(lines)}
