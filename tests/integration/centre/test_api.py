"""The machine interface over TLS, on a real server at a free port."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from http_message_signatures import HTTPMessageSigner, HTTPSignatureKeyResolver
from http_message_signatures.algorithms import ED25519

from question_packs.records.acts import Pause, act_digest
from question_packs.records.enrolment import EnrolmentReply, EnrolmentRequest, OrderList
from question_packs.records.framing import frame, unframe
from question_packs.records.receipts import verify_result
from question_packs.records.room import verify_act_receipt
from question_packs.sealing.http_signatures import COVERED, TAG, RequestSigner
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import decode_strict, encode
from sync_server import app
from tests.integration.centre.crew import Crew
from tests.integration.centre.house import House, shown
from tests.samples import ATTEMPT, chain, segment


@dataclass
class Client:
    """A workstation's requests, signed and with the pinned certificate."""

    url: str
    house: House
    signer: RequestSigner

    def call(self, method: str, path: str, body: bytes = b"", **headers: str) -> requests.Response:
        signed = self.signer.headers(method, self.url + path, body)
        return self.send(method, path, body, signed | headers)

    def send(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> requests.Response:
        certificate = str(self.house.centre.files.certificate_path)
        return requests.request(method, self.url + path, data=body, headers=headers, verify=certificate, timeout=30)


@contextmanager
def running(house: House) -> Iterator[str]:
    """The centre served in a thread, as `serve` does in the main one."""
    ready = threading.Event()
    found: list[str] = []
    server = app.new_server(house.centre, "127.0.0.1", 0, lambda url: (found.append(url), ready.set()))
    thread = threading.Thread(target=server.run_until_stopped)
    thread.start()
    assert ready.wait(20)
    try:
        yield found[0]
    finally:
        server.should_exit = True
        thread.join(20)


@pytest.fixture
def client(house: House) -> Iterator[Client]:
    with running(house) as url:
        yield Client(url, house, RequestSigner(house.device))


def code(response: requests.Response) -> tuple[int, str]:
    return response.status_code, response.json()["code"]


def test_answers_leave_at_once(house: House):
    """Only sockets known as TCP get TCP_NODELAY; without it each small answer waits 40 ms for the other side."""
    accepted: list[int] = []
    server = app.new_server(house.centre, "127.0.0.1", 0, lambda _: accepted.append(server.servers[0].sockets[0].proto))
    server.should_exit = True
    server.run_until_stopped()
    assert accepted == [socket.IPPROTO_TCP]


def test_health_needs_no_signature(client: Client):
    assert client.send("GET", "/v1/health", b"", {}).json()["status"] == "ok"


def test_segments_are_answered_by_receipts_and_problems_in_their_order(client: Client):
    lines = chain()
    body = frame([segment(lines, client.house.device, 0, 7), b"rusak", segment(lines, client.house.device, 8)])
    first, bad, last = unframe(client.call("POST", "/v1/segments", body).content, "answers")
    assert client.house.receipt(first).sequence_reached == 7
    assert json.loads(bad)["code"] == "REC-01"
    assert client.house.receipt(last).complete
    again = unframe(client.call("POST", "/v1/segments", body).content, "answers")
    assert again[2] == last


def test_acts_are_answered_by_receipts_and_problems_in_their_order(client: Client):
    crew = Crew(client.house)
    envelope = crew.act(Pause())
    good, bad = unframe(client.call("POST", "/v1/acts", frame([envelope, b"rusak"])).content, "answers")
    assert verify_act_receipt(good, client.house.centre.files.trust).act_digest == act_digest(envelope)
    assert json.loads(bad)["code"] == "REC-01"
    unsigned = client.send("POST", "/v1/acts", frame([envelope]), {})
    assert code(unsigned) == (401, "SEA-01")


def test_many_clients_at_once_are_all_answered_for_their_own(client: Client):
    lines = chain()
    answers: dict[int, bytes] = {}

    def post(number: int) -> None:
        body = frame([segment(lines, client.house.device, number, number)])
        answers[number] = unframe(client.call("POST", "/v1/segments", body).content, "answers")[0]

    threads = [threading.Thread(target=post, args=(number,)) for number in range(17)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    receipts = {number: client.house.receipt(answer) for number, answer in answers.items()}
    assert {number: each.first_sequence for number, each in receipts.items()} == {number: number for number in range(17)}
    assert sorted(each.log_position for each in receipts.values()) == list(range(17))
    assert any(each.complete for each in receipts.values())


def test_unsigned_strange_altered_and_stale_requests_are_refused(client: Client):
    assert code(client.send("GET", "/v1/orders", b"", {})) == (401, "SEA-01")
    stranger = RequestSigner(KeyPair.generate("PC asing", "device"))
    headers = stranger.headers("GET", f"{client.url}/v1/orders", b"")
    assert code(client.send("GET", "/v1/orders", b"", headers)) == (401, "SEA-01")
    headers = client.signer.headers("POST", f"{client.url}/v1/segments", b"")
    assert code(client.send("POST", "/v1/segments", b"\0\0\0\0", headers)) == (401, "SEA-01")
    assert code(client.send("GET", "/v1/orders", b"", stale_headers(client))) == (401, "SEA-01")


class _Resolver(HTTPSignatureKeyResolver):
    def __init__(self, key: Ed25519PrivateKey) -> None:
        self.key = key

    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:
        return self.key


def stale_headers(client: Client) -> dict[str, str]:
    """A signature of ten minutes ago, otherwise good."""
    device = client.house.device
    message = requests.Request("GET", f"{client.url}/v1/orders").prepare()
    HTTPMessageSigner(signature_algorithm=ED25519, key_resolver=_Resolver(device.signing)).sign(
        message,
        key_id=device.key_id,
        created=datetime.now() - timedelta(minutes=10),  # noqa: DTZ005 - the library takes local time
        nonce="lama",
        tag=TAG,
        covered_component_ids=COVERED,
        body=b"",
    )
    return dict(message.headers)


def test_a_replayed_nonce_is_refused(client: Client):
    headers = client.signer.headers("GET", f"{client.url}/v1/orders", b"")
    assert client.send("GET", "/v1/orders", b"", headers).status_code == 200
    assert code(client.send("GET", "/v1/orders", b"", headers)) == (401, "CEN-20")


def test_a_revoked_pc_is_refused_at_its_next_request(client: Client):
    client.house.centre.enrolment.revoke(client.house.device.key_id, "uji")
    client.house.centre.directory.renew()
    assert client.call("GET", "/v1/orders").status_code == 401


def test_enrolment_by_https_uses_the_token_up(client: Client):
    centre = client.house.centre
    ticket = centre.enrolment.issue_tickets("ruang-2", "Ruang 2", 1, "uji")[0]
    first, second = KeyPair.generate("PC-02", "device"), KeyPair.generate("PC-03", "device")

    def ask(device: KeyPair, token: str = ticket.token) -> requests.Response:
        body = encode(EnrolmentRequest("lontar.enrolment-request/1", token, device.public))
        return client.send("POST", "/v1/enrol", body, {})

    reply = decode_strict(ask(first).content, EnrolmentReply, "reply")
    assert (reply.device_id, reply.room_id) == (first.key_id, "ruang-2")
    assert ask(first).content == encode(reply)
    assert code(ask(second)) == (409, "CEN-11")
    assert code(ask(second, "tidak-ada")) == (403, "CEN-10")
    assert code(client.send("POST", "/v1/enrol", b"{}", {})) == (400, "REC-01")
    assert code(client.send("POST", "/v1/enrol", b"x" * 70_000, {})) == (413, "CEN-21")
    listing = Client(client.url, client.house, RequestSigner(first)).call("GET", "/v1/orders")
    assert decode_strict(listing.content, OrderList, "orders").orders == ()


def test_only_the_newest_order_of_the_room_is_listed_and_served(client: Client):
    order = client.house.centre.directory.snapshot().sittings["sesi-1"].order
    sealed = client.house.put_order(shown(order, 2))
    client.house.put_order(msgspec.structs.replace(order, room_id="ruang-9", sitting_id="sesi-9"))
    (listing,) = decode_strict(client.call("GET", "/v1/orders").content, OrderList, "orders").orders
    assert (listing.sitting_id, listing.revision) == ("sesi-1", 2)
    assert client.call("GET", f"/v1/orders/{listing.digest}").content == sealed
    assert code(client.call("GET", f"/v1/orders/{'0' * 64}")) == (404, "CEN-24")


def test_a_pack_is_downloaded_in_parts(client: Client):
    digest, content = "ab" * 32, bytes(range(256)) * 40
    client.house.centre.files.pack_path(digest).write_bytes(content)
    whole = client.call("GET", f"/v1/packs/{digest}")
    assert (whole.content, whole.headers["ETag"]) == (content, f'"{digest}"')
    rest = client.call("GET", f"/v1/packs/{digest}", Range="bytes=1000-", **{"If-Range": whole.headers["ETag"]})
    assert (rest.status_code, rest.content) == (206, content[1000:])
    assert code(client.call("GET", f"/v1/packs/{'cd' * 32}")) == (404, "CEN-24")
    assert client.call("GET", "/v1/packs/..%2Fconfig.json").status_code == 404


def test_a_result_is_released_only_if_the_order_allows_it(client: Client):
    house = client.house
    path = f"/v1/results/{ATTEMPT}"
    assert code(client.call("GET", path)) == (404, "CEN-42")
    house.take(segment(chain(), house.device, 0, 10))
    assert code(client.call("GET", path)) == (409, "CEN-25")
    house.put_order(shown(house.centre.directory.snapshot().sittings["sesi-1"].order, 2))
    house.centre.directory.renew()
    assert code(client.call("GET", path)) == (409, "CEN-25")
    house.take(segment(chain(), house.device, 11))
    result = verify_result(client.call("GET", path).content, house.centre.files.trust)
    assert (result.attempt_id, result.items, result.answered, result.total.score) == (ATTEMPT, 3, 1, "0.00")


def test_what_is_not_there_and_what_is_damaged_is_a_problem_too(client: Client):
    assert code(client.send("GET", "/tidak/ada", b"", {})) == (404, "CEN-24")
    assert code(client.send("PUT", "/v1/health", b"", {})) == (405, "CEN-24")
    assert code(client.call("POST", "/v1/segments", b"\0\0\0\x09x")) == (400, "REC-01")


def test_the_url_is_the_real_one(client: Client):
    assert re.fullmatch(r"https://127\.0\.0\.1:\d{2,5}", client.url)
