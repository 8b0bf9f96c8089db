"""A real room node for tests: its folder, its server on a free port, workstations and officers that talk to it.

The room is the small real one of `tests.rooms`; the centre above it, where a test has one, is the product's own centre with
that room's keys.
"""

from __future__ import annotations

import hashlib
import shutil
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from desktop_app.sync.https import PinnedClient
from desktop_app.sync.room_socket import RoomSocket
from question_packs.errors import KnownError
from question_packs.records import events as ev
from question_packs.records.framing import frame, unframe
from question_packs.records.orders import SittingOrder
from question_packs.records.room import ActMessage, Board, Hello, NodeCard, SeatReport, SeatState, verify_card
from question_packs.records.segments import SegmentHeader, build_segment
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import decode_strict, encode
from sync_server import app
from sync_server.room_app import RoomNode
from sync_server.services.centre_files import CentreConfig, CentreFiles
from sync_server.services.node.files import RoomFiles
from sync_server.store import devices, orders
from sync_server.store.devices import DeviceRow
from sync_server.store.orders import OrderRow
from sync_server.store.upgrade import upgrade
from tests.rooms import FORM, ROOM, SITTING, Room, attempt_of

_BOARD = msgspec.json.Decoder(Board)


def wall_ms() -> int:
    return int(time.time() * 1000)


@dataclass
class Machine:
    """What a workstation or an officer's console does at the node."""

    url: str
    certificate: str
    key: KeyPair

    def call(self, method: str, path: str, body: bytes = b"") -> bytes:
        client = PinnedClient(self.url, self.certificate, self.key, wall_ms)
        try:
            return client.call(method, path, body)
        except KnownError as error:
            # Without its trace, which would keep the connection open for as long as a test looks at the refusal.
            refusal = KnownError(error.code, **error.values)
        finally:
            client.close()
        raise refusal

    def post(self, path: str, *parts: bytes) -> list[bytes]:
        return unframe(self.call("POST", path, frame(parts)), "answers")

    def board(self) -> Board:
        return decode_strict(self.call("GET", f"/v1/room/board?sitting={SITTING}"), _BOARD, "board")

    def link(self, acts: dict[str, tuple[str, ...]] | None = None) -> RoomSocket:
        """The live link, after its `Hello`."""
        socket = RoomSocket.open(self.url, "/v1/link", self.certificate, self.key, wall_ms)
        socket.send(Hello(self.key.key_id, self.key.public.name, "0", {SITTING: ()} if acts is None else acts))
        return socket

    def watch(self) -> RoomSocket:
        return RoomSocket.open(self.url, f"/v1/room/watch?sitting={SITTING}", self.certificate, self.key, wall_ms)

    def report(self, state: SeatState = "in_progress", number: str = "001", **facts: object) -> SeatReport:
        attempt = attempt_of(number) if state == "in_progress" else ""
        named = {"sitting_id": SITTING, "candidate_number": number, "attempt_id": attempt, "epoch": 1}
        return msgspec.structs.replace(
            SeatReport(self.key.key_id, self.key.public.name, state, "2026-01-05T01:10:00Z"), **(named | facts)
        )


@dataclass
class RunningNode:
    """A node that serves."""

    room: Room
    node: RoomNode
    url: str
    card: NodeCard

    def machine(self, key: KeyPair) -> Machine:
        return Machine(self.url, self.card.certificate, key)

    @property
    def pc(self) -> Machine:
        """The first workstation."""
        return self.machine(self.room.device)

    @property
    def spare(self) -> Machine:
        """The second one."""
        return self.machine(self.room.spares[0])

    @property
    def proctor(self) -> Machine:
        return self.machine(self.room.officers["Pengawas Satu"])


def node_folder(
    room: Room,
    folder: Path,
    key: KeyPair | None = None,
    passphrase: str | None = None,
    centre: tuple[str, str] | None = None,
) -> Path:
    """What `room init` leaves on a PC that is enrolled as this room's node. `centre`: its address and certificate."""
    (folder / "keys").mkdir(parents=True)
    (key or room.node).save(folder / "keys" / "node.key", passphrase)
    url, certificate = centre or ("https://127.0.0.1:9", room.certificate)
    ticket = msgspec.structs.replace(room.ticket(), centre_url=url, certificate=certificate)
    RoomFiles.create(folder, ticket, "Simpul ruang", ("127.0.0.1",), 0, passphrase)
    return folder


def open_node(folder: Path, passphrase: str | None = None) -> RoomNode:
    return RoomNode(RoomFiles.open(folder, passphrase), discovery_port=0)


def furnish_node(node: RoomNode, room: Room) -> None:
    """The room's order and packs, as a stick or the centre brings them."""
    node.orders.install_order(room.sealed_order)
    for path in (room.pack_path, room.practice_path):
        copy = node.files.folder / path.name
        shutil.copyfile(path, copy)
        node.orders.install_pack(copy)


@contextmanager
def serving(program: RoomNode | app.Centre, port: int = 0) -> Iterator[str]:
    """The program served in a thread, as `serve` does in the main one."""
    ready = threading.Event()
    found: list[str] = []
    server = app.new_server(program, "127.0.0.1", port, lambda url: (found.append(url), ready.set()))
    thread = threading.Thread(target=server.run_until_stopped)
    thread.start()
    assert ready.wait(20)
    try:
        yield found[0]
    finally:
        server.should_exit = True
        thread.join(20)
        program.database.close()


@contextmanager
def running_node(room: Room, node: RoomNode) -> Iterator[RunningNode]:
    with serving(node) as url:
        client = PinnedClient(url, node.files.certificate_path.read_text(), None, wall_ms)
        envelope = client.call("GET", "/v1/node", signed=False)
        client.close()
        card = verify_card(envelope, room.order.machine_keys("node"), ROOM)
        yield RunningNode(room, node, url, card)


def real_centre(room: Room, folder: Path) -> app.Centre:
    """The product's own centre with the keys, machines, order and packs of the room."""
    config = CentreConfig("lontar.centre/1", "Pusat Uji", ("127.0.0.1",), 8443, "")
    CentreFiles.create(folder, config, [each.public for each in room.approvers])
    (folder / "keys" / "centre.key").unlink()
    room.centre.save(folder / "keys" / "centre.key")
    (folder / "root.pub").write_bytes(encode(room.root.public))
    (folder / "trust.dsse.json").write_bytes(room.trust_envelope())
    centre = app.Centre(CentreFiles.open(folder))
    upgrade(centre.database)
    with centre.database.write() as connection:
        for each in room.order.devices:
            row = DeviceRow(each.key_id, ROOM, each.name, each.verify_key, each.recipient, "2026-01-01", None, each.role)
            devices.add_device(connection, row)
    put_order(centre, room.order, room.sealed_order)
    for path, digest in ((room.pack_path, room.pack.digest), (room.practice_path, room.practice.digest)):
        shutil.copyfile(path, centre.files.pack_path(digest))
    return centre


def put_order(centre: app.Centre, order: SittingOrder, sealed: bytes) -> None:
    """Store an order as `publish` does."""
    digest = hashlib.sha256(sealed).hexdigest()
    row = OrderRow(order.event_id, order.sitting_id, order.revision, ROOM, digest, encode(order), sealed, order.issued_at)
    with centre.database.write() as connection:
        orders.add_order(connection, row)
        devices.raise_version(connection)


def lines(bodies: list[ev.EventBody], number: str = "001", epoch: int = 1) -> list[bytes]:
    """The chain of an attempt of this room."""
    made: list[bytes] = []
    previous = ev.genesis_hash(attempt_of(number), epoch)
    for sequence, body in enumerate(bodies):
        wall_time = f"2026-01-05T01:{sequence % 60:02}:00Z"
        made.append(
            ev.encode_event(
                ev.AttemptEvent(attempt_of(number), epoch, sequence, wall_time, sequence * 1000, "boot", previous, body)
            )
        )
        previous = ev.event_hash(made[-1])
    return made


def bodies(room: Room, number: str = "001", answers: int = 3, submitted: bool = True) -> list[ev.EventBody]:
    """A small whole attempt."""
    started = ev.Started(
        SITTING, number, FORM, room.pack.digest, 2, room.device.key_id, "A1", "benih", 1_800_000, "2026-01-05T01:00:00Z"
    )
    made: list[ev.EventBody] = [started]
    made += [ev.ResponseSaved(f"S-{item}", ("A",)) for item in range(1, answers + 1)]
    if submitted:
        made.append(ev.Submitted("by_candidate", answers, 6 - answers, 0))
    return made


def segment_of(
    chain: list[bytes], device: KeyPair, number: str = "001", first: int = 0, last: int = -1, epoch: int = 1
) -> bytes:
    """The signed segment of `chain[first..last]`."""
    last = len(chain) - 1 if last < 0 else last
    header = SegmentHeader(
        type="lontar.segment/1",
        sitting_id=SITTING,
        candidate_number=number,
        form=FORM,
        attempt_id=attempt_of(number),
        epoch=epoch,
        first_sequence=first,
        last_sequence=last,
        previous_hash=ev.event_hash(chain[first - 1]) if first else ev.genesis_hash(attempt_of(number), epoch),
        head_hash=ev.event_hash(chain[last]),
        device_id=device.key_id,
    )
    return build_segment(header, chain[first : last + 1], device)


def act_message(envelope: bytes) -> ActMessage:
    return ActMessage(b64encode(envelope).decode())


def until(condition: Callable[[], object], what: str = "it", timeout_s: float = 20.0) -> None:
    """Wait for something that other threads do."""
    end = time.monotonic() + timeout_s
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < end, f"waited in vain for {what}"
        pause.wait(0.02)
