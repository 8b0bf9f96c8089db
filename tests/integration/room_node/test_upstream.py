"""The node and its centre: orders and packs down, segments and acts up as the same bytes, receipts and results back."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from question_packs.records import acts as act
from question_packs.records.framing import frame, unframe
from question_packs.records.orders import FormPack
from question_packs.records.receipts import verify_receipt
from question_packs.records.segments import segment_digest
from question_packs.records.stick import open_bundle
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import encode
from sync_server import cli
from sync_server.app import Centre
from sync_server.services.node.centre_client import CentreClient
from tests.integration.room_node.node_room import (
    RunningNode,
    act_message,
    bodies,
    furnish_node,
    lines,
    node_folder,
    open_node,
    put_order,
    real_centre,
    running_node,
    segment_of,
    serving,
    until,
)
from tests.rooms import ROOM, SITTING, Room
from tests.samples import refused


@dataclass
class Above:
    centre: Centre
    url: str


@pytest.fixture
def above(small_room: Room, tmp_path: Path) -> Iterator[Above]:
    """A centre that serves."""
    centre = real_centre(small_room, tmp_path / "pusat")
    with serving(centre) as url:
        yield Above(centre, url)


@pytest.fixture
def joined(small_room: Room, tmp_path: Path, above: Above) -> Iterator[RunningNode]:
    """A node without anything but its enrolment, below that centre."""
    folder = node_folder(
        small_room, tmp_path / "simpul", centre=(above.url, above.centre.files.certificate_path.read_text())
    )
    config = folder / "node.json"
    certificate = above.centre.files.certificate_path.read_text()
    config.write_bytes(
        config.read_bytes().replace(
            small_room.certificate.replace("\n", "\\n").encode(), certificate.replace("\n", "\\n").encode()
        )
    )
    with running_node(small_room, open_node(folder)) as running:
        yield running


def test_the_node_learns_everything_from_the_centre_and_gives_everything_back(joined: RunningNode, above: Above):
    until(lambda: joined.node.directory.renew().sittings and not joined.node.orders.missing_packs(), "order and packs")
    envelope = segment_of(lines(bodies(joined.room)), joined.room.device)
    joined.pc.post("/v1/segments", envelope)
    joined.proctor.post("/v1/room/acts", joined.room.act(act.StartExam()))
    asked = segment_digest(envelope).encode()
    until(lambda: joined.pc.post("/v1/receipts", asked), "the centre's receipt")
    receipt = verify_receipt(joined.pc.post("/v1/receipts", asked)[0], joined.room.trust)
    assert (receipt.complete, receipt.segment_digest) == (True, asked.decode())
    assert joined.pc.post("/v1/segments", envelope) == joined.pc.post("/v1/receipts", asked)
    until(lambda: joined.proctor.board().waiting_upstream == 0, "nothing waits")
    board = joined.proctor.board()
    assert (board.upstream, board.acts[0].receipted, board.attempts[0].receipted) == ("connected", True, True)


def test_row_37_other_packs_are_refused_once_the_exam_has_begun(joined: RunningNode, above: Above):
    until(lambda: joined.node.directory.renew().sittings, "the order")
    room = joined.room
    other = replace(room.order, revision=3, forms=(FormPack(room.order.forms[0].form, "ab" * 32),))
    joined.pc.post("/v1/segments", segment_of(lines(bodies(room)), room.device))
    assert refused(joined.node.orders.install_order, room.seal(other)).code == "ROM-24"
    put_order(above.centre, other, room.seal(other))
    joined.node.upstream.wake()
    joined.node.orders.install_order(room.seal(replace(room.order, revision=4)))
    assert joined.node.directory.renew().sittings[SITTING].order.forms == room.order.forms


def test_row_17_bundles_of_the_node_come_to_the_centre_in_any_order_and_any_number(node: RunningNode, tmp_path: Path):
    chain = lines(bodies(node.room))
    for number in range(len(chain)):
        node.pc.post("/v1/segments", segment_of(chain, node.room.device, first=number, last=number))
    node.proctor.post("/v1/room/acts", node.room.act(act.StartExam()))
    parts = node.proctor.call("GET", f"/v1/room/bundles?sitting={SITTING}")
    pairs = unframe(parts, "bundles")
    named = dict(zip([each.decode() for each in pairs[::2]], pairs[1::2], strict=True))
    assert [name.split("/")[0] for name in named] == ["acts"] + ["segments"] * len(chain)
    for identity in (node.room.centre.identity, node.room.node.identity):
        assert open_bundle(list(named.values())[-1], [identity])
    centre = real_centre(node.room, tmp_path / "pusat")
    stick = tmp_path / "stik"
    for name, data in reversed(named.items()):
        (stick / name).parent.mkdir(parents=True, exist_ok=True)
        (stick / name).write_bytes(data)
    for _ in range(2):
        assert [each.problem for each in centre.stick.take(stick)] == [None] * len(named)
    # The stick comes back with receipts; the node takes it in by the console, twice, with a damaged file among it.
    files = [path.read_bytes() for path in sorted((stick / "receipts").iterdir())]
    for _ in range(2):
        report = node.proctor.call("POST", "/v1/room/stick", frame([*files, b"rusak", list(named.values())[-1][:-1]]))
        assert report.count(b'"REC-01"') == report.count(b'"SEA-03"') == 1
    assert [each.receipted for each in node.proctor.board().attempts] == [True]
    centre.database.close()


def test_another_centre_at_the_same_address_is_not_believed(joined: RunningNode, above: Above, small_room: Room):
    client = CentreClient(above.url, small_room.certificate, KeyPair.generate("Simpul", "node"))
    assert refused(client.call, "GET", "/v1/health").code == "NET-02"
    client.close()


def test_a_node_whose_clock_is_years_off_forwards_all_the_same(above: Above, small_room: Room):
    certificate = above.centre.files.certificate_path.read_text()
    client = CentreClient(
        above.url, certificate, small_room.node, lambda: int(datetime(2020, 1, 1, tzinfo=UTC).timestamp() * 1000)
    )
    assert b"order-list" in client.call("GET", "/v1/orders")
    client.close()


def test_row_13_a_node_from_an_empty_folder_learns_the_room_from_its_workstations(node: RunningNode, tmp_path: Path):
    """The first node is gone for good; the second one is enrolled with the spare ticket of the room."""
    room = node.room
    envelope = room.act(act.Transfer("001", room.device.key_id, room.spares[0].key_id, 2), number=5)
    second = open_node(node_folder(room, tmp_path / "simpul-2"))
    furnish_node(second, room)
    with running_node(room, second) as replacement:
        link = replacement.pc.link({SITTING: (f"{5:032x}",)})
        welcome = link.receive(5)
        assert getattr(welcome, "wants", ()) == (f"{5:032x}",)
        link.send(act_message(envelope))
        until(lambda: replacement.proctor.board().acts, "the act")
        link.send(act_message(envelope))
        replacement.pc.post("/v1/segments", segment_of(lines(bodies(room)), room.device))
        assert len(replacement.proctor.board().acts) == 1
        link.close()


def test_a_ticket_is_used_at_the_centre_and_the_service_runs_and_stops(above: Above, tmp_path: Path, capsys):
    ticket = above.centre.enrolment.issue_tickets(ROOM, "Ruang 1", 1, "uji", above.url)[0]
    path, folder = tmp_path / "ruang-1.enrol", tmp_path / "simpul-baru"
    path.write_bytes(encode(ticket))
    assert cli.main(["room", "init", str(path), "--data", str(folder), "--name", "Simpul dua"]) == 0
    assert "Sudah terdaftar" in capsys.readouterr().out
    assert list(tmp_path.glob("*.enrol-request")) == []
    enrolled = above.centre.enrolment.devices()
    assert [each.role for each in enrolled if each.name == "Simpul dua"] == ["node"]
    command = [
        sys.executable,
        "-m",
        "sync_server",
        "serve",
        "--room",
        "--data",
        str(folder),
        "--host",
        "127.0.0.1",
        "--port",
        "0",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert "https://127.0.0.1:" in running.stdout.readline()
        running.send_signal(signal.SIGTERM)
        running.wait(20)
    assert "Simpul dua" not in (folder / "log" / "room.log").read_text()
