"""The room node as the machines of its room see it: card, orders and packs, segments, the live link, leases."""

from __future__ import annotations

import json
import socket
import ssl
from urllib.parse import urlsplit

from desktop_app.sync.discovery import ask_everybody
from question_packs.errors import KnownError
from question_packs.records import acts as act
from question_packs.records import roll
from question_packs.records.enrolment import OrderList
from question_packs.records.framing import unframe
from question_packs.records.receipts import verify_node_receipt
from question_packs.records.room import (
    ActMessage,
    ActOutcome,
    ActRecord,
    Lease,
    LeaseRequest,
    RoomSitting,
    SeatMessage,
    Welcome,
)
from question_packs.sealing import dsse
from question_packs.strict_json import decode_strict, encode
from sync_server.services.node.discovery import Discovery
from tests.integration.room_node.node_room import (
    Machine,
    RunningNode,
    act_message,
    bodies,
    lines,
    open_node,
    segment_of,
    until,
)
from tests.rooms import ROOM, SITTING, attempt_of
from tests.samples import refused


def record(part: bytes) -> ActRecord:
    return decode_strict(part, ActRecord, "act")


def test_the_node_is_the_one_of_this_room_and_tells_its_sittings(node: RunningNode):
    assert node.card.urls == (node.url,)
    sittings = json.loads(node.pc.call("GET", "/v1/room/sittings"))
    assert [each["sitting_id"] for each in sittings] == [SITTING]
    assert decode_strict(encode(sittings[0]), RoomSitting, "sitting").candidates == 3


def test_orders_and_packs_are_relayed_as_the_centre_gives_them(node: RunningNode):
    listing = decode_strict(node.pc.call("GET", "/v1/orders"), OrderList, "orders")
    assert [(each.sitting_id, each.revision) for each in listing.orders] == [(SITTING, 2)]
    assert node.pc.call("GET", f"/v1/orders/{listing.orders[0].digest}") == node.room.sealed_order
    assert node.pc.call("GET", f"/v1/packs/{node.room.pack.digest}") == node.room.pack_path.read_bytes()


def test_a_segment_is_held_under_the_nodes_own_signature(node: RunningNode):
    chain = lines(bodies(node.room))
    _, bad, last = node.pc.post(
        "/v1/segments",
        segment_of(chain, node.room.device, first=0, last=1),
        b"rusak",
        segment_of(chain, node.room.device, first=2),
    )
    receipt, node_id = verify_node_receipt(last, node.room.order.machine_keys("node"))
    assert (node_id, receipt.complete, receipt.sequence_reached) == (node.room.node.key_id, True, 4)
    assert json.loads(bad)["code"] == "REC-01"
    assert node.pc.post("/v1/receipts", receipt.segment_digest.encode()) == []
    held = node.proctor.board().attempts
    assert [(each.candidate_number, each.answered, each.complete, each.receipted) for each in held] == [
        ("001", 3, True, False)
    ]
    chains = unframe(node.spare.call("GET", f"/v1/attempts/{attempt_of('001')}/segments"), "segments")
    assert b"".join(chains).count(b"signatures") == 2


def test_a_pc_that_no_order_names_is_refused(node: RunningNode, device):
    assert refused(Machine(node.url, node.card.certificate, device).call, "GET", "/v1/orders").code == "NET-03"
    assert refused(Machine(node.url, node.card.certificate, device).link).code == "ROM-03"
    assert refused(node.machine(device).board).code == "NET-03"


def test_an_act_for_the_record_waits_for_no_workstation(node: RunningNode):
    pc = node.pc.link()
    pc.send(SeatMessage(node.pc.report(number="001")))
    until(lambda: node.proctor.board().seats, "the seat on the board")
    for body in (
        act.CheckIn("001"),
        act.NoteIncident("health", "001"),
        act.RequestCorrection("001", "name", "Peserta Satu"),
    ):
        assert record(node.proctor.post("/v1/room/acts", node.room.act(body))[0]).targets == 0
    pc.close()


def test_an_act_reaches_every_workstation_of_the_sitting_and_its_outcome_the_console(node: RunningNode):
    pc, watching = node.pc.link(), node.proctor.watch()
    assert isinstance(pc.receive(5), Welcome)
    pc.send(SeatMessage(node.pc.report(number="001")))
    seat = watching.receive(5)
    assert isinstance(seat, SeatMessage)
    assert (seat.connected, seat.report.candidate_number) == (True, "001")
    envelope = node.room.act(act.StartExam())
    made = record(node.proctor.post("/v1/room/acts", envelope)[0])
    assert (made.targets, made.outcomes) == (1, ())
    assert pc.receive(5) == act_message(envelope)
    assert watching.receive(5) == act_message(envelope)
    act_id = act.peek_act(envelope).act_id
    outcome = ActOutcome(act_id, node.room.device.key_id, "001", "applied", "", "2026-01-05T01:11:00Z")
    pc.send(outcome)
    assert watching.receive(5) == outcome
    until(lambda: node.proctor.board().acts[0].outcomes == (outcome,), "the outcome on the board")
    pc.close()
    gone = watching.receive(20)
    assert isinstance(gone, SeatMessage)
    assert not gone.connected
    watching.close()


def test_acts_that_only_a_workstation_has_are_asked_for(node: RunningNode):
    envelope = node.room.act(act.Pause(), number=77)
    pc, spare = node.pc.link({SITTING: (f"{77:032x}",)}), node.spare.link()
    welcome = pc.receive(5)
    assert isinstance(welcome, Welcome)
    assert welcome.wants == (f"{77:032x}",)
    assert isinstance(spare.receive(5), Welcome)
    pc.send(act_message(envelope))
    assert spare.receive(5) == act_message(envelope)
    late = node.machine(node.room.spares[1]).link()
    assert isinstance(late.receive(5), Welcome)
    assert isinstance(late.receive(5), ActMessage)
    for each in (pc, spare, late):
        each.close()


def lease(machine: Machine, number: str = "001", epoch: int = 1) -> Lease:
    request = LeaseRequest(SITTING, number, attempt_of(number), epoch)
    return decode_strict(machine.call("POST", "/v1/leases", encode(request)), Lease, "lease")


def test_row_8_one_live_device_per_attempt_until_the_proctor_moves_it(node: RunningNode):
    assert lease(node.pc).epoch == 1
    assert lease(node.pc).epoch == 1
    error = refused(lease, node.spare)
    assert isinstance(error, KnownError)
    assert "PC-01" in error.sentence()
    moved = act.Transfer("001", node.room.device.key_id, node.room.spares[0].key_id, 2)
    record(node.proctor.post("/v1/room/acts", node.room.act(moved))[0])
    assert "PC-02" in refused(lease, node.pc).sentence()
    assert lease(node.spare, epoch=2).epoch == 2
    assert "PC-02" in refused(lease, node.pc).sentence()


def test_a_released_sign_in_frees_only_what_a_silent_pc_holds(node: RunningNode):
    assert lease(node.pc).epoch == 1
    pc = node.pc.link()
    assert isinstance(pc.receive(5), Welcome)
    node.proctor.post("/v1/room/acts", node.room.act(act.ReleaseSignIn("001")))
    assert refused(lease, node.spare)
    pc.close()
    until(lambda: not node.node.hub.is_connected(node.room.device.key_id), "the link's end")
    node.proctor.post("/v1/room/acts", node.room.act(act.ReleaseSignIn("001")))
    assert lease(node.spare).epoch == 1
    assert refused(lease, node.pc)


def codes_of(parts: list[bytes]) -> list[str]:
    return [json.loads(part).get("code", "") for part in parts]


def test_forged_foreign_and_unfit_acts_are_refused_and_reach_nobody(node: RunningNode):
    room = node.room
    pc = node.pc.link()
    assert isinstance(pc.receive(5), Welcome)
    good = room.act(act.Warn("001"), "tenang", number=1)
    forged = good.replace(good[40:44], good[40:44][::-1])
    foreign = act.sign_act(
        act.Act("lontar.act/1", f"{2:032x}", SITTING, "ruang-9", "2026-01-05T01:00:00Z", "", act.Pause()),
        [room.officers["Pengawas Satu"]],
    )
    elsewhere = act.sign_act(
        act.Act("lontar.act/1", f"{3:032x}", "sesi-9", "ruang-1", "2026-01-05T01:00:00Z", "", act.Pause()),
        [room.officers["Pengawas Satu"]],
    )
    alone = room.act(act.Disqualify("001"), "curang", number=4)
    unfit = room.act(act.Pause(), by=("Pengawas Tiga",), number=5)
    by_a_pc = act.sign_act(act.peek_act(good), [room.device])
    posted = node.proctor.post("/v1/room/acts", forged, foreign, elsewhere, alone, unfit, by_a_pc)
    assert all(codes_of(posted))
    assert codes_of(posted)[1:] == ["ACT-01", "CEN-26", "SEA-02", "ACT-02", "SEA-02"]
    other = room.act(act.Warn("002"), "yang lain", number=1)
    assert codes_of(node.proctor.post("/v1/room/acts", good, good, other)) == ["", "", "CEN-27"]
    assert pc.receive(5) == act_message(good)
    assert pc.receive(0.2) is None
    assert len(node.proctor.board().acts) == 1
    pc.close()


def test_a_workstation_speaks_for_itself_alone(node: RunningNode):
    pc = node.pc.link()
    assert isinstance(pc.receive(5), Welcome)
    pc.send(SeatMessage(node.spare.report()))
    assert refused(pc.receive, 5).code == "NET-01"
    assert node.proctor.board().seats == ()
    pc.close()


def test_a_pc_that_connects_again_takes_its_own_place(node: RunningNode):
    first = node.pc.link()
    assert isinstance(first.receive(5), Welcome)
    second = node.pc.link()
    assert isinstance(second.receive(5), Welcome)
    second.send(SeatMessage(node.pc.report(saves=3)))
    until(lambda: node.proctor.board().seats, "the report")
    assert refused(first.receive, 5).code == "NET-01"
    second.send(SeatMessage(node.pc.report(saves=10)))
    until(lambda: node.proctor.board().saves_per_minute == 7, "seven saves")
    assert node.proctor.board().seats[0].connected
    first.close()
    second.close()


def test_row_40_the_node_is_found_by_asking_everybody(node: RunningNode):
    found = Discovery(ROOM, lambda: b"kartu", 0)
    found.start()
    assert {each.card for each in ask_everybody(ROOM, 0.5, found.port)} == {b"kartu"}
    assert ask_everybody("ruang-9", 0.2, found.port) == []
    found.stop()


def test_what_the_room_held_is_there_after_a_restart(node: RunningNode):
    chain = lines(bodies(node.room, submitted=False))
    node.pc.post("/v1/segments", segment_of(chain, node.room.device))
    assert lease(node.pc).epoch == 1
    node.proctor.post("/v1/room/acts", node.room.act(act.GrantTime(60_000, ("001",)), number=9))
    again = open_node(node.node.files.folder)
    try:
        assert [each.act_id for each in again.acts.of_sitting(SITTING)] == [f"{9:032x}"]
        wanted = LeaseRequest(SITTING, "001", attempt_of("001"), 1)
        assert refused(again.leases.ask, node.room.spares[0].key_id, wanted).code == "ROM-02"
    finally:
        again.database.close()


def test_a_node_without_any_lease_takes_segments_for_it(node: RunningNode):
    node.pc.post("/v1/segments", segment_of(lines(bodies(node.room, submitted=False)), node.room.device))
    assert "PC-01" in refused(lease, node.spare).sentence()
    assert lease(node.pc).epoch == 1


def test_documents_and_the_roll_come_from_what_the_room_holds(node: RunningNode):
    node.pc.post("/v1/segments", segment_of(lines(bodies(node.room)), node.room.device))
    assert node.proctor.call("GET", f"/v1/room/documents/attendance?sitting={SITTING}").startswith(b"%PDF")
    assert "tidak-ada" in refused(node.proctor.call, "GET", f"/v1/room/documents/tidak-ada?sitting={SITTING}").sentence()
    envelope = node.proctor.call("GET", f"/v1/room/roll?sitting={SITTING}")
    payload, _ = dsse.verify(envelope, roll.PAYLOAD_TYPE, node.room.order.machine_keys("node"), "roll")
    counted = decode_strict(payload, roll.Roll, "roll")
    assert (counted.registered, counted.sat, counted.received) == (3, 1, 1)


def test_nothing_follows_the_handshake_that_two_threads_could_stumble_over(node: RunningNode):
    """A session ticket that comes when one thread reads and another writes can hold the writer for ever."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    address = urlsplit(node.url)
    with (
        socket.create_connection((str(address.hostname), address.port), timeout=10) as plain,
        context.wrap_socket(plain) as secure,
    ):
        secure.sendall(b"GET /v1/health HTTP/1.1\r\nHost: node\r\nConnection: close\r\n\r\n")
        assert secure.recv(4096).startswith(b"HTTP/1.1 200")
        assert secure.version() == "TLSv1.3"
        assert secure.session is None or not secure.session.has_ticket
