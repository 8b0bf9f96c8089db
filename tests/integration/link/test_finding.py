"""Finding the room node: by a typed address, a stick or the LAN; nobody but a node of this room is believed (3.4 row 19)."""

from __future__ import annotations

import socket
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop_app.services.room import RoomClient, url_of
from desktop_app.sync.discovery import Answer, ask_everybody
from question_packs.errors import KnownError
from question_packs.records.enrolment import Problem
from question_packs.records.room import DISCOVERY_QUESTION, LeaseRequest
from question_packs.sealing.keys import KeyPair
from tests.integration.link.small_node import SmallNode
from tests.rooms import ROOM, SITTING, Pc, Room, attempt_of, on_this_thread
from tests.samples import refused

ASKED = LeaseRequest(SITTING, "001", attempt_of("001"), 1)


def client_of(pc: Pc, *answers: Answer) -> RoomClient:
    """A client whose LAN gives these answers."""
    return RoomClient(pc.station, on_this_thread, discover=lambda room_id: list(answers))


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("192.168.1.10", "https://192.168.1.10:8443"),
        (" simpul:9000 ", "https://simpul:9000"),
        ("https://192.168.1.10:8443/", "https://192.168.1.10:8443"),
        ("https://[fe80::1]:8443", "https://[fe80::1]:8443"),
    ],
)
def test_an_address_may_be_typed_or_come_from_the_nodes_qr_code(typed: str, url: str) -> None:
    assert url_of(typed) == url


@pytest.mark.parametrize("typed", ["", "http://192.168.1.10", "a b", "simpul:port", "ftp://x", "https://"])
def test_what_is_no_address_is_told_as_such(typed: str) -> None:
    assert refused(lambda: url_of(typed)).code == "ROM-05"


def test_a_typed_address_is_remembered_over_a_restart(pc: Pc, node: SmallNode) -> None:
    assert client_of(pc).find(f"127.0.0.1:{node.port}").card.node_id == node.key.key_id
    pc.restart()
    assert client_of(pc).node().url == node.url


def test_the_lan_is_asked_where_no_address_is_known(pc: Pc, node: SmallNode) -> None:
    strangers = Answer("127.0.0.1", b"{}"), Answer("127.0.0.2", b"x" * 8000)
    found = client_of(pc, *strangers, Answer("127.0.0.1", node.card(urls=(f"https://10.255.255.1:{node.port}",)))).find()
    assert found.url == node.url


def test_a_stick_brings_the_nodes_card(pc: Pc, node: SmallNode, tmp_path: Path) -> None:
    (tmp_path / "node.card").write_bytes(node.card())
    client = client_of(pc)
    assert client.take_stick(tmp_path).card.node_id == node.key.key_id
    assert client.lease(ASKED).epoch == 1


def test_the_newest_of_two_nodes_is_taken(pc: Pc, room: Room, node: SmallNode, tmp_path: Path) -> None:
    with SmallNode(room, tmp_path / "second", issued_at="2026-01-05T02:00:00Z").serving() as second:
        answers = [Answer("127.0.0.1", each.card()) for each in (node, second)]
        assert client_of(pc, *answers).find().url == second.url


def test_a_node_of_another_room_is_refused(pc: Pc, room: Room, tmp_path: Path) -> None:
    with SmallNode(room, tmp_path / "other", KeyPair.generate("Simpul lain", "node")).serving() as other:
        assert refused(lambda: client_of(pc).find(other.url)).code == "ROM-01"
        assert refused(client_of(pc, Answer("127.0.0.1", other.card())).find).code == "ROM-05"
        assert client_of(pc).node() is None


def test_a_forged_card_is_refused(pc: Pc, node: SmallNode, tmp_path: Path) -> None:
    forged = node.card().replace(b64encode(b"ruang-1")[:8], b64encode(b"ruang-2")[:8])
    altered = bytearray(node.card())
    altered[len(altered) // 2] ^= 1
    for card in (forged if forged != node.card() else bytes(altered), bytes(altered), b"", b"{}"):
        (tmp_path / "node.card").write_bytes(card)
        with pytest.raises(KnownError):
            client_of(pc).take_stick(tmp_path)
    assert client_of(pc).node() is None


def test_a_relay_with_another_certificate_is_refused(pc: Pc, room: Room, node: SmallNode, tmp_path: Path) -> None:
    relay = SmallNode(room, tmp_path / "relay", KeyPair.generate("Perantara", "node"))
    relay.card = lambda: node.card(urls=(relay.url,))
    with relay.serving():
        assert refused(lambda: client_of(pc).find(relay.url)).code == "NET-02"
        assert client_of(pc).node() is None


def test_without_an_order_no_node_can_be_recognised(pc: Pc, node: SmallNode) -> None:
    for path in pc.station.folder.order_files():
        path.unlink()
    pc.restart()
    assert refused(lambda: client_of(pc).find(node.url)).code == "ROM-04"


def test_nobody_at_the_address_is_told_with_the_address(pc: Pc, node: SmallNode) -> None:
    with pytest.raises(KnownError) as refusal:
        client_of(pc).find("127.0.0.1:9")
    assert refusal.value.code == "ROM-05"
    assert "127.0.0.1:9" in refusal.value.sentence()


@contextmanager
def stranger(*pieces: bytes) -> Iterator[str]:
    """Something at a port that answers whatever it is asked with these bytes, and then keeps silent."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        held: list[socket.socket] = []

        def answer() -> None:
            try:
                while True:
                    caller, _ = listener.accept()
                    held.append(caller)
                    for piece in pieces:
                        caller.sendall(piece)
            except OSError:
                return

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        try:
            yield f"127.0.0.1:{listener.getsockname()[1]}"
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(10)
            for each in held:
                each.close()


@pytest.mark.parametrize("pieces", [(), (b"HTTP/1.1 200 OK\r\n\r\n",), (b"\x15\x03\x01\x00\x02\x02\x46",)])
def test_what_is_no_node_is_given_up_within_seconds(pc: Pc, pieces: tuple[bytes, ...]) -> None:
    with stranger(*pieces) as address:
        assert refused(lambda: client_of(pc).find(address)).code == "ROM-05"


def test_everybody_is_asked_by_one_datagram_and_answers_with_a_card() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.settimeout(10)
        questions = []

        def answer() -> None:
            question, caller = listener.recvfrom(1000)
            questions.append(question)
            listener.sendto(b"card", caller)
            listener.sendto(b"another", caller)

        thread = threading.Thread(target=answer)
        thread.start()
        assert ask_everybody(ROOM, 0.5, listener.getsockname()[1]) == [Answer("127.0.0.1", b"card")]
        thread.join(10)
        assert questions == [DISCOVERY_QUESTION + ROOM.encode()]


def test_a_lease_that_another_pc_has_is_refused_in_the_nodes_words(pc: Pc, node: SmallNode) -> None:
    client = client_of(pc)
    client.find(node.url)
    node.lease_of = lambda device, asked: Problem(
        "ROM-02", "Sedang berjalan di PC lain (PC-02).", "Runs on another PC (PC-02)."
    )
    with pytest.raises(KnownError) as refusal:
        client.lease(ASKED)
    assert (refusal.value.code, refusal.value.sentence()) == ("ROM-02", "Sedang berjalan di PC lain (PC-02).")


def test_without_a_node_a_lease_and_an_attempt_are_not_waited_for(pc: Pc) -> None:
    assert refused(lambda: client_of(pc).lease(ASKED)).code == "NET-01"
    assert refused(lambda: client_of(pc).fetch_attempt(attempt_of("001"))).code == "NET-01"
