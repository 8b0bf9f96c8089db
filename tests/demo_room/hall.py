"""The hall of the demo: a centre, two room nodes, the room's wires, its PCs and the people who sit at them.

Everything is set up by the programs' own commands. The LAN is two proxies, so that the wire of one row of PCs can be cut:
a node answers at `NODE_HOST` only, its card names an address where nobody is, and the PCs know the proxies' addresses.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.demo.room import SAMPLES, Room, at_pcs
from tests.demo_room.processes import spawn
from tests.demo_room.seat import Person, Seat
from tests.integration.main_job.proxy import SOUND, Fault, Proxy
from tests.integration.main_job.site import free_port

NODE_HOST, NOWHERE = "127.0.0.2", "127.0.0.9"
FEWEST, SPARES = 16, 3
CUT = Fault(upward=0, downward=0)
# The day is short: who comes 40 s after the start is late, and more than 5 s of a power cut need the proctor's word.
POLICIES = {
    "minimum_time_s": 0,
    "show_result": True,
    "late_cutoff_s": 40,
    "outage_credit_cap_s": 5,
    "two_person_opening": True,
    "lockdown": "strict",
    "quiet_after_s": 60,
    "undo_s": 60,
}


@dataclass(frozen=True)
class Cast:
    """Who something happens to: places in the list of people, from 0."""

    people: int
    window: int = 0
    mistypes: int = 1
    freezes: int = 2
    doubled: int = 3
    forked: int = 4

    @property
    def absent(self) -> int:
        return self.people - 3

    @property
    def late(self) -> int:
        return self.people - 2

    @property
    def alone(self) -> int:
        """At a PC that never has a network."""
        return self.people - 1

    @property
    def without_power(self) -> range:
        return range(5, 5 + round(0.3 * self.people))

    @property
    def without_lan(self) -> range:
        first = self.without_power.stop
        return range(first, min(first + self.people // 4, self.absent))


@dataclass
class Hall(Room):
    """A room of `size` people and as many PCs, with spare ones behind them."""

    size: int = 40
    people: list[Person] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    credentials: dict[str, Any] = field(default_factory=dict)
    roster: list[dict[str, str]] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    node_port: int = 0
    _node: subprocess.Popen[str] | None = None
    _open: ExitStack = field(default_factory=ExitStack)

    @property
    def cast(self) -> Cast:
        return Cast(self.size)

    @property
    def spare(self) -> list[Seat]:
        """PCs at which nobody sits: one to move to, one for a second try, one without a network."""
        return self.seats[self.size :]

    def folder_of_node(self, number: int) -> Path:
        return self.folder / f"node-{number}"

    def scene(self, text: str) -> None:
        """One line of the day."""
        self.events.append(text)
        self.tell(f"adegan: {text}")

    # --- before the day

    def set_up(self, display: str) -> None:
        """From the sources to PCs that hold everything and a centre that is out of reach."""
        self.tell("membuat kunci, pusat, dan paket soal")
        self.make_keys_and_centre()
        self.build_packs()
        self.start_server()
        self.tell(f"mendaftarkan {self.size + SPARES} PC dan dua simpul ruang")
        self.states = self.enrol(self.size + SPARES)
        self._enrol_nodes()
        self.tell(f"menerbitkan sesi dengan {self.size} peserta")
        self.credentials = self.publish()
        self.fill_stick()
        pins = self.credentials["pins"]
        self.people = [Person(row["candidate_number"], row["name"], pins[row["candidate_number"]]) for row in self.roster]
        self.start_node(1)
        self._wire(display)
        self.tell("setiap PC mengambil paket dan memeriksa kesiapannya")
        self._make_pcs_ready()
        self.stop_server()
        self.tell("pusat tidak terjangkau mulai sekarang; ruang berjalan sendiri")

    def _enrol_nodes(self) -> None:
        self.node_port = free_port()
        tickets = self.folder / "tickets-node"
        self.centre("enrol", "ticket", "--room", "aula", "--room-title", "Aula Contoh", "--count", 2, "--out", tickets)
        for number, ticket in enumerate(sorted(tickets.glob("*.enrol")), 1):
            where = ["--data", self.folder_of_node(number), "--name", f"Simpul {number}", "--host", NOWHERE]
            self.call("sync_server", "room", "init", ticket, *where, "--port", self.node_port)

    def event(self) -> str:
        """The demo's event, with this room's people, one sitting and the policies of a short day."""
        event = yaml.safe_load(super().event())
        event["sittings"] = event["sittings"][:1]
        event["policies"] |= POLICIES
        event["roster"] = str(self._write_roster().resolve())
        return yaml.safe_dump(event, allow_unicode=True, sort_keys=False)

    def _write_roster(self) -> Path:
        """The first people of the sample's first sitting, with their photos."""
        source = SAMPLES / "peserta"
        rows = list(csv.DictReader((source / "peserta.csv").open(encoding="utf-8-sig", newline="")))
        self.roster = [row for row in rows if row["sitting"] == "A"][: self.size]
        shutil.copytree(source / "photos", self.folder / "photos")
        path = self.folder / "peserta.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(self.roster)
        return path

    def _wire(self, display: str) -> None:
        self.hall_wire = self._open.enter_context(Proxy(self.node_port, NODE_HOST))
        self.row_wire = self._open.enter_context(Proxy(self.node_port, NODE_HOST))
        cast = self.cast
        for place, state in enumerate(self.states):
            alone = place in (cast.alone, self.size + 2)
            wire = self.row_wire if place in cast.without_lan else self.hall_wire
            window = display if place == cast.window else ""
            self.seats.append(Seat(f"PC-{place + 1:02}", state, "" if alone else wire.url, window))

    def _make_pcs_ready(self) -> None:
        """What a technician does at each PC: fetch orders and packs, then examine it."""
        at_pcs([["--state", seat.state, "fetch"] for seat in self.seats])
        examine = [["--state", seat.state, "ready", "--node", seat.node or self.hall_wire.url] for seat in self.seats]
        at_pcs(examine, fine=(0, 1))  # 1: something to look at

    # --- nodes and wires

    def start_node(self, number: int) -> None:
        """The room node on the proctor's PC."""
        where = ["--data", self.folder_of_node(number), "--host", NODE_HOST, "--port", self.node_port]
        log = self.folder / f"node-{number}.log"
        self._node = spawn("sync_server", "serve", "--room", *where, log=log, stdout=subprocess.PIPE)
        assert self._node.stdout is not None
        while line := self._node.stdout.readline():
            if str(self.node_port) in line:
                return
        raise RuntimeError(f"node {number} did not start: see {log.name}")

    def kill_node(self) -> None:
        """As a power cut ends it."""
        if self._node is not None:
            self._node.kill()
            self._node.wait()
            self._node = None

    def cut_row(self) -> None:
        """The wire of one row of PCs is cut."""
        self.row_wire.faults = lambda: CUT
        self.row_wire.cut_all()

    def mend_row(self) -> None:
        self.row_wire.faults = lambda: SOUND

    # --- the end

    def clear(self) -> None:
        """End every process of the hall."""
        for seat in self.seats:
            seat.talker.kill()
        self.kill_node()
        self.stop_server()
        self._open.close()
