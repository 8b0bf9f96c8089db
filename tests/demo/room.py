"""The demo's world: one folder, the programs' own commands, a centre that can be stopped and started, enrolled PCs.

Everything goes through the command lines that people use; nothing here reaches into the product.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

from desktop_app.__main__ import main as desktop_app

SAMPLES = Path("question_packs/samples")
SITTING = "demo-A"


@dataclass
class Room:
    """A centre and its PCs below `folder`."""

    folder: Path
    started: float = field(default_factory=time.monotonic)
    states: list[Path] = field(default_factory=list)
    port: int = 0
    _server: subprocess.Popen[str] | None = None

    @property
    def stick(self) -> Path:
        """The folder that stands for a stick."""
        return self.folder / "stick"

    # --- telling and calling

    def tell(self, text: str) -> None:
        print(f"[{time.monotonic() - self.started:6.1f} s] {text}", flush=True)

    def call(self, module: str, *arguments: object) -> str:
        """Run `python -m module arguments`; its output, or an exception with what it said."""
        command = [sys.executable, "-m", module, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        with (self.folder / "commands.log").open("a", encoding="utf-8") as log:
            log.write(f"$ python -m {module} {' '.join(map(str, arguments))}\n{done.stdout}{done.stderr}\n")
        if done.returncode != 0:
            raise RuntimeError(f"python -m {module} {arguments[0]}: {done.stderr.strip()}")
        return done.stdout

    def centre(self, *arguments: object) -> str:
        return self.call("sync_server", *arguments, "--data", self.folder / "centre")

    # --- the steps before the day

    def make_keys_and_centre(self) -> None:
        for number in (1, 2):
            name = f"Penyetuju {number}"
            key = self.folder / f"keys/penyetuju-{number}.key"
            key.parent.mkdir(exist_ok=True)
            self.call("question_packs", "keygen", name, "--role", "approver", "--out", key)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        approvers = [part for n in (1, 2) for part in ("--approver", self.folder / f"keys/penyetuju-{n}.key.pub")]
        self.centre("init", "--name", "Pusat Ujian Contoh", *approvers, "--host", "127.0.0.1", "--port", self.port)

    def build_packs(self) -> None:
        signers = [part for n in (1, 2) for part in ("--sign", self.folder / f"keys/penyetuju-{n}.key")]
        for sample in ("pengelola-pendapatan-daerah", "latihan"):
            public = self.folder / "centre/centre.pub"
            self.call(
                "question_packs", "build", SAMPLES / sample, "--out", self.folder / "release", *signers, "--centre", public
            )

    def enrol(self, count: int) -> list[Path]:
        """One-time tickets, each used by a PC with a folder of its own."""
        tickets = self.folder / "tickets"
        self.centre("enrol", "ticket", "--room", "aula", "--room-title", "Aula Contoh", "--count", count, "--out", tickets)
        states = [self.folder / f"pcs/pc-{number:02}" for number in range(1, count + 1)]
        used = zip(states, sorted(tickets.glob("*.enrol")), strict=True)
        at_pcs([["--state", state, "enrol", ticket] for state, ticket in used])
        return states

    def publish(self) -> dict[str, object]:
        """Publish the sample event for now; returns the sitting's credentials."""
        event = self.folder / "kegiatan.yaml"
        event.write_text(self.event(), encoding="utf-8")
        out = self.folder / "published"
        self.centre("publish", event, "--out", out)
        return json.loads(next(out.glob("*A.credentials.json")).read_text(encoding="utf-8"))

    def event(self) -> str:
        """The sample event with this run's files and today's times, and the result shown at once."""
        text = (SAMPLES / "kegiatan/kegiatan.yaml").read_text(encoding="utf-8")
        return adapt_event(text, self.folder / "release")

    def fill_stick(self) -> None:
        """Put orders and packs on the stick, for a PC without a network."""
        for kind, source in (("orders", self.folder / "published"), ("packs", self.folder / "centre/packs")):
            (self.stick / kind).mkdir(parents=True, exist_ok=True)
            for file in source.rglob(f"*.{kind[:-1]}"):
                shutil.copy(file, self.stick / kind)

    # --- the centre's server

    def start_server(self) -> None:
        command = [sys.executable, "-m", "sync_server", "serve", "--host", "127.0.0.1", "--port", str(self.port)]
        log = (self.folder / "centre-server.log").open("a", encoding="utf-8")
        self._server = subprocess.Popen(
            [*command, "--data", str(self.folder / "centre")], stdout=subprocess.PIPE, stderr=log, text=True
        )
        assert self._server.stdout is not None
        if not self._server.stdout.readline():
            raise RuntimeError("the centre did not start: see centre-server.log")

    def stop_server(self) -> None:
        if self._server is not None:
            self._server.terminate()
            self._server.wait(30)
            self._server = None


def at_pcs(commands: Sequence[Sequence[object]], fine: tuple[int, ...] = (0,)) -> None:
    """Run commands of `python -m desktop_app`, each at a PC of its own, as many at once as this machine has processors.

    `fine`: exit codes that are no failure.
    """
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        for command, code in zip(commands, pool.map(_at_pc, commands), strict=True):
            if code not in fine:
                raise RuntimeError(f"python -m desktop_app {' '.join(map(str, command))}: exit code {code}")


def _at_pc(command: Sequence[object]) -> int:
    """One command, in a process that runs many, so that the programs are loaded once."""
    with redirect_stdout(io.StringIO()):
        return desktop_app(list(map(str, command)))


def adapt_event(text: str, release: Path) -> str:
    """The sample event file with times from now on and absolute paths."""
    import yaml

    event = yaml.safe_load(text)
    event["event"]["id"] = "demo"
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    for hours, sitting in zip((0, 4), event["sittings"], strict=False):
        sitting["room"], sitting["room_title"] = "aula", "Aula Contoh"
        sitting["opens_at"] = (now + timedelta(hours=hours)).isoformat()
        sitting["closes_at"] = (now + timedelta(hours=hours + 3)).isoformat()
    release = release.resolve()
    exam, practice = release / "ujikom-pendapatan-daerah", release / "latihan"
    event["forms"] = {"utama": {"pack": f"{exam}.pack", "answer_key": f"{exam}.answer-key", "pack_key": f"{exam}.pack-key"}}
    event["practice"] = {"pack": f"{practice}.pack", "pack_key": f"{practice}.pack-key"}
    event["roster"] = str((SAMPLES / "peserta/peserta.csv").resolve())
    event["policies"] = {**event.get("policies", {}), "show_result": True, "minimum_time_s": 0}
    return yaml.safe_dump(event, allow_unicode=True, sort_keys=False)


def environment(display: str | None) -> dict[str, str]:
    """The environment of a process with a window on `display`."""
    added = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"} if display else {}
    return {**os.environ, **added}
