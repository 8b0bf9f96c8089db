"""2,000 attempts of 150 answers, posted over HTTPS by a process of their own to the real server, into both databases.

Against writing the same envelopes straight into the same table of the same kind of database, one commit per attempt. The
requests are built and signed beforehand, by a few PCs. Posted as the workstations do it: up to 16 segments at a time from a
backlog, or (`…_single`, a quarter of them) each attempt in a request of its own.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from question_packs.records import events as ev
from question_packs.records.framing import frame
from question_packs.records.segments import SegmentHeader, build_segment, segment_digest
from question_packs.sealing.http_signatures import RequestSigner
from question_packs.sealing.keys import KeyPair
from sync_server.store import segments
from sync_server.store.database import Database
from sync_server.store.segments import SegmentRow
from sync_server.store.upgrade import upgrade
from tests.bench.measure import Measure, measure
from tests.bench.poster import Request
from tests.integration.centre.house import House, new_centre
from tests.postgres import Cluster
from tests.samples import FORM, SITTING, candidate, sitting_order

ATTEMPTS = 2000
ANSWERS = 150
SECTIONS = 4
DEVICES = 4
BATCH = 16
EVENT = "acara"
BOOT = "6f1c2f5e-2c0b-4a3e-9a55-0d5b8e0c7a11"


@dataclass(frozen=True)
class Room:
    """The PCs, the people, and the signed segment of each."""

    devices: list[KeyPair]
    numbers: list[str]
    envelopes: list[bytes]

    def quarter(self) -> Room:
        """The first quarter of the people."""
        return Room(self.devices, self.numbers[: ATTEMPTS // 4], self.envelopes[: ATTEMPTS // 4])


def run(folder: Path) -> list[Measure]:
    """Both databases; each once in batches and once attempt by attempt."""
    room = _room()
    with Cluster() as cluster:
        urls = {"sqlite": lambda name: f"sqlite:///{folder / name}.db", "postgresql": lambda _: cluster.new_database()}
        measures: list[Measure] = []
        for kind, new_url in urls.items():
            bare = _write_bare(new_url("bare"), room)
            batched, grown = _ingest(folder / kind, new_url("batched"), room, BATCH)
            single, _ = _ingest(folder / f"{kind}-single", new_url("single"), room.quarter(), 1)
            measures += _measures(kind, bare, batched, single, grown)
    return measures


def _measures(kind: str, bare: float, batched: float, single: float, grown: tuple[float, float]) -> list[Measure]:
    against = f"bare inserts in {ATTEMPTS} commits"
    after_a_tenth, at_the_end = grown
    return [
        _rate(f"ingest_{kind}", batched, bare, ">= 0.5", against),
        _rate(f"ingest_{kind}_single", single, bare / 4, "-", f"a quarter of the {against}"),
        measure(f"ingest_{kind}_memory", at_the_end, after_a_tenth, "MiB", "<= 1.2", "the same after the first tenth"),
    ]


def _rate(name: str, seconds: float, bare: float, aim: str, against: str) -> Measure:
    """The ratio is of rates: higher is better."""
    return Measure(name, round(seconds, 3), "s", round(bare, 3), round(bare / seconds, 3), aim, against)


def _room() -> Room:
    devices = [KeyPair.generate(f"PC-{number:02d}", "device") for number in range(DEVICES)]
    numbers = [f"26-{number:04d}" for number in range(ATTEMPTS)]
    envelopes = [_envelope(number, devices[index % DEVICES]) for index, number in enumerate(numbers)]
    return Room(devices, numbers, envelopes)


def _envelope(number: str, device: KeyPair) -> bytes:
    attempt = ev.attempt_id_of(SITTING, number, FORM)
    genesis = link = ev.genesis_hash(attempt, 0)
    lines: list[bytes] = []
    for sequence, body in enumerate(_bodies(number, device)):
        at = f"2026-01-05T02:{sequence // 10:02d}:{sequence % 60:02d}.250Z"
        # As `encode_event`, without reading each line again: the server does that.
        lines.append(msgspec.json.encode(ev.AttemptEvent(attempt, 0, sequence, at, sequence * 30_000, BOOT, link, body)))
        link = ev.event_hash(lines[-1])
    last = len(lines) - 1
    header = SegmentHeader("lontar.segment/1", SITTING, number, FORM, attempt, 0, 0, last, genesis, link, device.key_id)
    return build_segment(header, lines, device)


def _bodies(number: str, device: KeyPair) -> Iterator[ev.EventBody]:
    yield ev.Started(SITTING, number, FORM, "0" * 64, 1, device.key_id, "A-01", "benih", 9_000_000, "2026-01-05T01:00:00Z")
    for item in range(ANSWERS):
        if item % (ANSWERS // SECTIONS) == 0:
            yield ev.SectionEntered(f"bagian-{item // (ANSWERS // SECTIONS)}")
        yield ev.ItemPresented(f"TEK-{item:03d}")
        yield ev.ResponseSaved(f"TEK-{item:03d}", ("ABCDE"[item % 5],))
    yield ev.Submitted("by_candidate", ANSWERS, 0, 0)


def _write_bare(url: str, room: Room) -> float:
    database = Database(url)
    upgrade(database)
    rows = [_bare_row(number, envelope) for number, envelope in zip(room.numbers, room.envelopes, strict=True)]
    start = time.perf_counter()
    for row in rows:
        with database.write() as connection:
            segments.add_segments(connection, [row])
    seconds = time.perf_counter() - start
    database.close()
    return seconds


def _bare_row(number: str, envelope: bytes) -> SegmentRow:
    attempt = ev.attempt_id_of(SITTING, number, FORM)
    digest = segment_digest(envelope)
    return SegmentRow(EVENT, digest, SITTING, attempt, 0, 0, 0, "", False, 0, "", envelope, b"")


def _ingest(folder: Path, url: str, room: Room, per_request: int) -> tuple[float, tuple[float, float]]:
    """Seconds from the first request to the last receipt; the server's memory (MiB) after a tenth and at the end."""
    data, requests = folder / "centre", folder / "requests"
    requests.mkdir(parents=True)
    house = House(new_centre(data, url, [KeyPair.generate(name, "approver") for name in "ab"]), room.devices[0], [])
    for device in room.devices:
        house.enrol(device)
    house.put_order(sitting_order(*[candidate(number) for number in room.numbers]))
    house.centre.database.close()
    _write_requests(requests, room, per_request)
    with _server(data) as (pid, url_served):
        seconds, grown = _post(requests, url_served, data / "tls/certificate.pem", pid, len(room.numbers))
    assert _stored(url) == len(room.numbers)
    shutil.rmtree(folder)
    return seconds, grown


def _write_requests(folder: Path, room: Room, per_request: int) -> None:
    signers = [RequestSigner(device) for device in room.devices]
    for number, start in enumerate(range(0, len(room.numbers), per_request)):
        body = frame(room.envelopes[start : start + per_request])
        headers = signers[number % DEVICES].headers("POST", "https://127.0.0.1/v1/segments", body)
        (folder / f"{number:04d}").write_bytes(msgspec.msgpack.encode(Request(headers, body)))


@contextmanager
def _server(data: Path) -> Iterator[tuple[int, str]]:
    command = [sys.executable, "-m", "sync_server", "serve", "--host", "127.0.0.1", "--port", "0", "--data", str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.pid, server.stdout.readline().split()[-1]
        finally:
            server.terminate()


def _post(requests: Path, url: str, certificate: Path, pid: int, expected: int) -> tuple[float, tuple[float, float]]:
    command = [sys.executable, "-m", "tests.bench.poster", str(requests), url, str(certificate)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as poster:
        assert poster.stdout is not None
        assert poster.stdout.readline() == "tenth\n"
        after_a_tenth = _resident(pid)
        seconds, receipts = poster.stdout.readline().split()
    assert (poster.returncode, int(receipts)) == (0, expected)
    return float(seconds), (after_a_tenth, _resident(pid))


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def _stored(url: str) -> int:
    database = Database(url)
    with database.read() as connection:
        complete = sum(row.final_sequence is not None for row in segments.sitting_epochs(connection, EVENT, SITTING))
    database.close()
    return complete
