"""Requests of enrolled machines: nothing that matters can be changed on the way."""

from datetime import UTC, datetime, timedelta

import pytest

from question_packs.sealing import http_signatures
from question_packs.sealing.http_signatures import RequestSigner, verify_request
from tests.samples import refused, verify_keys

URL = "https://pusat.example:8443/v1/segments?room=1"


@pytest.fixture
def signed(device):
    return RequestSigner(device).headers("POST", URL, b"isi"), verify_keys(device).get


def test_a_signed_request_names_its_machine_and_a_fresh_nonce(signed, device):
    headers, find_key = signed
    first = verify_request("POST", URL, headers, b"isi", find_key)
    again = RequestSigner(device).headers("POST", URL, b"isi")
    assert first.key_id == device.key_id
    assert first.nonce != verify_request("POST", URL, again, b"isi", find_key).nonce


def test_the_host_name_is_free_so_that_an_address_may_change(signed):
    headers, find_key = signed
    assert verify_request("POST", URL.replace("pusat.example", "192.0.2.7"), headers, b"isi", find_key)


@pytest.mark.parametrize(
    ("method", "url", "body"),
    [
        ("PUT", URL, b"isi"),
        ("POST", URL.replace("segments", "orders"), b"isi"),
        ("POST", URL.replace("room=1", "room=2"), b"isi"),
        ("POST", URL.split("?")[0], b"isi"),
        ("POST", URL, b"isI"),
        ("POST", URL, b""),
    ],
)
def test_an_altered_request_is_refused(signed, method, url, body):
    headers, find_key = signed
    assert refused(verify_request, method, url, headers, body, find_key).code == "SEA-01"


def test_a_machine_that_is_not_enrolled_is_refused(signed):
    assert refused(verify_request, "POST", URL, signed[0], b"isi", lambda key_id: None).code == "SEA-01"


@pytest.mark.parametrize("missing", ["Signature", "Signature-Input", "Content-Digest"])
def test_a_request_without_one_of_its_headers_is_refused(signed, missing):
    headers, find_key = signed
    rest = {name: value for name, value in headers.items() if name != missing}
    assert refused(verify_request, "POST", URL, rest, b"isi", find_key).code == "SEA-01"


@pytest.mark.parametrize(("seconds", "accepted"), [(-310, False), (-290, True), (60, True), (290, True), (310, False)])
def test_a_request_is_fresh_for_five_minutes_on_either_side(device, seconds, accepted):
    """Exam-room clocks are wrong in both directions; a PC a minute ahead must not be locked out."""
    message = http_signatures._Message("POST", URL)
    RequestSigner(device)._signer.sign(
        message,
        key_id=device.key_id,
        created=datetime.now(UTC) + timedelta(seconds=seconds),
        nonce="n",
        tag=http_signatures.TAG,
        covered_component_ids=http_signatures.COVERED,
        body=b"isi",
    )
    check = ("POST", URL, message.headers, b"isi", verify_keys(device).get)
    if accepted:
        assert verify_request(*check).nonce == "n"
    else:
        assert refused(verify_request, *check).code == "SEA-01"
