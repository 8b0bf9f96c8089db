"""A room for the console's tests and pictures: a board of 40 or 100 seats in many states, and a node answering from memory.

The node speaks the console's interface (`NodeRoad`, `OfficerRoad`, `Watch`); records, keys and signatures are real.
"""

from __future__ import annotations

import tempfile
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TypeVar
from uuid import uuid4

from msgspec.structs import replace

from desktop_app.services.console.roads import NodeFound
from desktop_app.services.console.service import ConsoleService, Signatory
from question_packs.errors import KnownError
from question_packs.records.acts import Act, ActBody, CheckIn, MarkAbsent, OpenSitting, StartExam, sign_act, verify_act
from question_packs.records.officers import new_officer, unlock_officer
from question_packs.records.orders import Accommodation, FormPack, Policies, RosterEntry, SittingOrder
from question_packs.records.room import (
    ActMessage,
    ActOutcome,
    ActRecord,
    Board,
    HeldAttempt,
    LinkMessage,
    NodeCard,
    RoomSitting,
    SeatMessage,
    SeatReport,
    SeatState,
)
from question_packs.sealing.keys import KeyPair, PublicKeys
from question_packs.strict_json import encode
from tests.rooms import ClockMachine, Room, build_room

T = TypeVar("T")
START = datetime(2026, 1, 5, 1, 10, tzinfo=UTC)  # the node's clock
FAMILY = ("Sari", "Wijaya", "Utami", "Pratama", "Lestari", "Nugraha", "Rahayu", "Saputra", "Anggraini", "Hidayat")
GIVEN = ("Ayu", "Budi", "Citra", "Dewi", "Eka", "Fajar", "Gita", "Hadi", "Indah", "Joko")
CODES: dict[str, str] = {}


@cache
def small_room() -> Room:
    """Keys and packs of a real room; made once."""
    return build_room(Path(tempfile.mkdtemp()))


@cache
def officers() -> tuple[object, ...]:
    """Officers whose keys open with `CODES[name]` (a second of work each, on purpose)."""
    from question_packs.sealing.codes import new_opening_code

    made = []
    for name, role in (("Pengawas Satu", "proctor"), ("Pengawas Dua", "proctor"), ("Petugas Satu", "registrar")):
        CODES[name] = new_opening_code()
        made.append(new_officer(name, "", role, CODES[name]))
    return tuple(made)


@cache
def key_of(name: str) -> KeyPair:
    """An officer's key."""
    officer = next(each for each in officers() if each.name == name)
    return unlock_officer(officer, CODES[name])


@cache
def machine(place: int) -> PublicKeys:
    """A PC of the room."""
    return KeyPair.generate(f"PC-{place + 1:02}", "device").public


def instant(seconds: float = 0) -> str:
    """So long after the node's clock at the beginning."""
    return (START + timedelta(seconds=seconds)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def seat_label(place: int, columns: int = 8) -> str:
    """A1 ... A8, B1 ..."""
    return f"{chr(65 + place // columns)}{place % columns + 1}"


def order_of(candidates: int, policies: Policies | None = None) -> SittingOrder:
    """An order of this room for so many people."""
    base = small_room().order
    people = tuple(_person(place, base.candidates[0], 10 if candidates > 60 else 8) for place in range(candidates))
    machines = tuple(machine(place) for place in range(candidates + 4))
    forms = (base.forms[0], FormPack("cadangan", base.forms[0].pack_digest))
    return replace(
        base, candidates=people, officers=officers(), devices=machines, forms=forms, act_secret="5a" * 32,
        policies=policies or Policies(quiet_after_s=180, outage_credit_cap_s=1800),
    )  # fmt: skip


def _person(place: int, like: RosterEntry, columns: int) -> RosterEntry:
    return replace(
        like,
        candidate_number=f"{2026001 + place}",
        name=f"{GIVEN[place % 10]} {FAMILY[place // 10 % 10]}{' Kusumaningrum Wardhani' if place == 9 else ''}",
        nip=f"1985010120100110{place:02}",
        seat=seat_label(place, columns),
        accommodation=Accommodation(50) if place == 5 else Accommodation(),
    )


def report(order: SittingOrder, place: int, state: SeatState, **changes: object) -> SeatReport:
    """What the PC of the person at `place` says: half-way through the exam unless told otherwise."""
    entry = order.candidates[place]
    answered = (place * 7) % 90 + 10
    values: dict[str, object] = {
        "device_id": order.devices[place].key_id, "device_name": order.devices[place].name, "state": state,
        "wall_time": instant(), "sitting_id": order.sitting_id, "candidate_number": entry.candidate_number,
        "seat": entry.seat, "attempt_id": f"{place:032x}", "answered": answered, "items": 100,
        "flagged": place % 5, "remaining_ms": (62 - place % 9) * 60_000, "allotted_ms": 90 * 60_000,
        "saved_at": instant(-5 - place % 40), "saves": answered, "sequence": answered, "unsent": place % 4,
    }  # fmt: skip
    return SeatReport(**(values | changes))  # type: ignore[arg-type]


def busy_reports(order: SittingOrder) -> list[SeatMessage]:
    """A room in the middle of its exam, where a bit of everything happens."""
    special: dict[int, tuple[SeatState, dict[str, object], bool]] = {
        3: ("locked", {"incident": "k7", "incident_kind": "new_display", "challenge": "4T7QZ1"}, True),
        6: ("in_progress", {"help_called": True}, True),
        9: ("awaiting_resume", {"lost_ms": 2_400_000, "needs_proctor": True}, True),
        10: ("awaiting_resume", {"lost_ms": 95_000}, True),
        12: ("in_progress", {}, False),
        15: ("in_progress", {"saved_at": instant(-420)}, True),
        17: ("in_progress", {"save_failed": "STO-03"}, True),
        18: ("away", {}, True),
        20: ("in_progress", {"remaining_ms": 247_000, "answered": 97}, True),
        21: ("paused", {}, True),
        24: ("submitted", {"answered": 100, "remaining_ms": 0}, True),
        25: ("submitted", {"answered": 99, "remaining_ms": 0}, True),
        28: ("waiting", {"answered": 0}, True),
        29: ("signed_in", {"answered": 0}, True),
        33: ("in_progress", {"warnings": 2}, True),
    }
    messages = []
    for place in range(len(order.candidates)):
        if place in (30, 31, 38):
            continue
        state, changes, connected = special.get(place, ("in_progress", {}, True))
        messages.append(SeatMessage(report(order, place, state, **changes), connected, instant()))
    for spare in range(len(order.candidates), len(order.devices)):
        device = order.devices[spare]
        messages.append(SeatMessage(SeatReport(device.key_id, device.name, "idle", instant()), True, instant()))
    return messages


class MemoryNode:
    """The room node in memory: `NodeRoad` and `OfficerRoad` in one."""

    def __init__(self, order: SittingOrder, seats: list[SeatMessage] | None = None) -> None:
        self.order = order
        self.seats = seats if seats is not None else busy_reports(order)
        self.acts: list[ActRecord] = []
        self.watches: list[MemoryWatch] = []
        self.reachable = True
        self.refuse: KnownError | None = None
        self.targets = 1

    # --- NodeRoad

    def sittings(self) -> tuple[RoomSitting, ...]:
        order = self.order
        facts = (order.sitting_id, order.sitting_title, order.event_title, order.room_title)
        times = (order.opens_at, order.closes_at, order.time_zone)
        return (RoomSitting(*facts, *times, len(order.candidates), order.officers),)

    def as_officer(self, key: KeyPair) -> MemoryNode:
        return self

    # --- OfficerRoad

    def board(self, sitting_id: str) -> Board:
        self._reach()
        attempts = tuple(
            HeldAttempt(each.report.attempt_id, each.report.candidate_number, "utama", 0, each.report.sequence,
                        each.report.device_id, each.report.answered, submitted="by_candidate", complete=True)
            for each in self.seats if each.report.state == "submitted"
        )  # fmt: skip
        return Board(
            "lontar.board/1", "simpul", instant(), b64encode(encode(self.order)).decode(), tuple(self.seats),
            tuple(self.acts), attempts, 37, (), "none", 12,
        )  # fmt: skip

    def post_acts(self, envelopes: list[bytes]) -> list[ActRecord | KnownError]:
        self._reach()
        return [self.refuse or self.keep(envelope) for envelope in envelopes]

    def opening_keys(self, sitting_id: str, code: str) -> str:
        self._reach()
        if self.refuse is not None:
            raise self.refuse
        return b64encode(code.encode()).decode()

    def watch(self, sitting_id: str) -> MemoryWatch:
        self._reach()
        self.watches.append(MemoryWatch())
        return self.watches[-1]

    def document(self, name: str, sitting_id: str, candidate: str = "") -> bytes:
        return b"%PDF-" + name.encode()

    def bundles(self, sitting_id: str) -> dict[str, bytes]:
        return {f"segments/{64 * '0'}.bundle": b"bundle"}

    def take_stick(self, parts: list[bytes]) -> bytes:
        return b"{}"

    def roll(self, sitting_id: str) -> bytes:
        return b"{}"

    def close(self) -> None:
        """Nothing to let go of."""

    # --- what happens in the room

    def keep(self, envelope: bytes, targets: int | None = None) -> ActRecord:
        """An act reaches the node."""
        verify_act(envelope, self.order)
        count = self.targets if targets is None else targets
        record = ActRecord(len(self.acts) + 1, b64encode(envelope).decode(), instant(), count, (), False)
        self.acts.append(record)
        return record

    def act(self, body: ActBody, reason: str = "", by: str = "Pengawas Satu", seconds: float = 0) -> ActRecord:
        """An act of another console, or of earlier."""
        made = Act("lontar.act/1", uuid4().hex, self.order.sitting_id, self.order.room_id, instant(seconds), reason, body)
        return self.keep(sign_act(made, [key_of(by)]), 0)

    def applied(self, record: ActRecord, device: str, number: str, code: str = "") -> None:
        """A workstation says what it made of an act."""
        act_id = verify_act(b64decode(record.envelope), self.order).act.act_id
        self.tell(ActOutcome(act_id, device, number, "failed" if code else "applied", code, instant(1)))

    def tell(self, message: LinkMessage) -> None:
        """Down the live link."""
        for watch in self.watches:
            watch.messages.put(message)

    def seat(self, message: SeatMessage) -> None:
        """A workstation reports."""
        self.seats = [each for each in self.seats if each.report.device_id != message.report.device_id] + [message]
        self.tell(message)

    def act_message(self, record: ActRecord) -> ActMessage:
        return ActMessage(record.envelope)

    def _reach(self) -> None:
        if not self.reachable:
            raise KnownError("CON-03")


class MemoryWatch:
    """A live link without a network."""

    def __init__(self) -> None:
        self.messages: SimpleQueue[LinkMessage] = SimpleQueue()
        self.broken = False

    def receive(self, timeout_s: float | None) -> LinkMessage | None:
        if self.broken:
            raise KnownError("NET-01")
        try:
            return self.messages.get_nowait()
        except Empty:
            return None

    def close(self) -> None:
        self.broken = True


class Turns:
    """A `Worker` whose jobs run when the test says so, each with its answer."""

    def __init__(self) -> None:
        self._jobs: list[Callable[[], None]] = []

    def run(self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        def turn() -> None:
            try:
                value = job()
            except KnownError as error:
                failed(error)
            else:
                done(value)

        self._jobs.append(turn)

    def turn(self, times: int = 1) -> None:
        """Run what is waiting now, `times` over."""
        for _ in range(times):
            jobs, self._jobs = self._jobs, []
            for job in jobs:
                job()


class MemoryFinder:
    """Finds the one node of the test."""

    def __init__(self, node: MemoryNode, trusted: bool = True) -> None:
        self.node, self.trusted = node, trusted
        self.accepted: list[str] = []

    def __call__(self, address: str) -> NodeFound:
        self.node._reach()
        order = self.node.order
        card = NodeCard(
            "lontar.node-card/1", "simpul", "Simpul ruang", order.room_id, order.room_title, ("https://127.0.0.1:8443",),
            small_room().certificate, instant(),
        )  # fmt: skip
        return NodeFound(card, card.urls[0], self.trusted, "1234 5678 9012 3456 7890 1234", self.node)

    def trust(self, found: NodeFound) -> None:
        self.accepted.append(found.card.node_id)


class Desk:
    """A signed-in console over a node in memory, its workers turned by the test."""

    def __init__(self, node: MemoryNode, officer: str = "Pengawas Satu") -> None:
        self.node, self.machine, self.turns = node, ClockMachine(), Turns()
        self.finder = MemoryFinder(node)
        self.service = ConsoleService(self.finder, self.machine, self.turns, self.turns)
        self.failures: list[Exception] = []
        self.service.find("", lambda found: None, self.failures.append)
        self.turn()
        person = next(each for each in node.order.officers if each.name == officer)
        me = Signatory(person, key_of(officer))
        self.service.enter(node.sittings()[0], me, lambda: None, self.failures.append)
        self.turn(3)

    def turn(self, times: int = 1) -> None:
        for _ in range(times):
            self.service.tick()
            self.turns.turn()
        self.service.tick()

    @property
    def room(self):
        self.service.tick()
        assert self.service.room is not None
        return self.service.room


def busy_node(candidates: int = 40) -> MemoryNode:
    """A node in the middle of an exam, with what people decided so far."""
    node = MemoryNode(order_of(candidates))
    node.act(OpenSitting(), seconds=-3600)
    for entry in node.order.candidates:
        if entry.candidate_number not in ("2026031", "2026032", "2026039"):
            node.act(CheckIn(entry.candidate_number), seconds=-3000)
    node.act(MarkAbsent("2026031", "sick"), "surat dokter", seconds=-2400)
    node.act(StartExam(), seconds=-1800)
    return node
