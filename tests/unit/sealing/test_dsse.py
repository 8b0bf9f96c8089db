"""Signatures: what is signed is what is read, and two approvals are two people."""

import json
from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_packs.sealing import dsse
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import encode
from tests.samples import refused, verify_keys

KIND = "application/vnd.lontar.test"


def changed(envelope: bytes, **fields) -> bytes:
    return encode({**json.loads(envelope), **fields})


def test_two_distinct_keys_reach_a_threshold_of_two(approvers):
    payload, signers = dsse.verify(dsse.sign(b"isi", KIND, approvers), KIND, verify_keys(*approvers), "berkas", threshold=2)
    assert payload == b"isi"
    assert signers == tuple(each.key_id for each in approvers)


@given(st.binary(max_size=200))
def test_any_payload_comes_back_exactly(payload):
    key = KeyPair.generate("satu", "approver")
    assert dsse.verify(dsse.sign(payload, KIND, [key]), KIND, verify_keys(key), "berkas")[0] == payload


def test_two_signatures_by_one_key_are_one_approval(approvers):
    first, _ = approvers
    envelope = dsse.sign(b"isi", KIND, [first, first])
    error = refused(dsse.verify, envelope, KIND, verify_keys(*approvers), "berkas", threshold=2)
    assert (error.code, error.values["found"]) == ("SEA-02", 1)


def test_signatures_of_strangers_do_not_count(approvers):
    stranger = KeyPair.generate("asing", "approver")
    envelope = dsse.sign(b"isi", KIND, [approvers[0], stranger])
    assert refused(dsse.verify, envelope, KIND, verify_keys(*approvers), "berkas", threshold=2).code == "SEA-02"


def test_an_altered_payload_is_refused(approvers):
    envelope = changed(dsse.sign(b"isi", KIND, approvers), payload="aXNp" + "aXNp")
    assert refused(dsse.verify, envelope, KIND, verify_keys(*approvers), "berkas").code == "SEA-01"


def test_the_type_of_the_payload_is_signed_too(approvers):
    envelope = dsse.sign(b"isi", KIND, approvers)
    assert refused(dsse.verify, envelope, KIND + "2", verify_keys(*approvers), "berkas").code == "REC-01"
    renamed = changed(envelope, payloadType=KIND + "2")
    assert refused(dsse.verify, renamed, KIND + "2", verify_keys(*approvers), "berkas").code == "SEA-01"


def test_a_wrong_signature_by_a_trusted_key_is_refused_even_beside_a_good_one(approvers):
    envelope = json.loads(dsse.sign(b"isi", KIND, approvers))
    envelope["signatures"][1]["sig"] = envelope["signatures"][0]["sig"]
    assert refused(dsse.verify, encode(envelope), KIND, verify_keys(*approvers), "berkas").code == "SEA-01"


def test_one_content_has_one_spelling(approvers):
    """Otherwise a carrier could give one segment a second name: slack bits of base64, white space, another key order."""
    envelope = dsse.sign(b"empat", KIND, approvers)  # its base64 ends in "=": two slack bits
    fields = json.loads(envelope)
    slack = fields["payload"][:-2] + chr(ord(fields["payload"][-2]) + 1) + "="
    assert b64decode(slack, validate=True) == b"empat"
    reordered = encode(dict(reversed(fields.items())))
    for other in (changed(envelope, payload=slack), envelope.replace(b",", b", ", 1), envelope + b"\n", reordered):
        assert other != envelope
        assert refused(dsse.verify, other, KIND, verify_keys(*approvers), "berkas").code == "REC-01"


def test_a_heap_of_signatures_is_refused_before_any_is_checked(approvers):
    fields = json.loads(dsse.sign(b"isi", KIND, approvers))
    heap = changed(encode(fields), signatures=fields["signatures"] * 1000)
    assert refused(dsse.verify, heap, KIND, verify_keys(*approvers), "berkas").code == "REC-01"


def test_a_threshold_of_nobody_is_a_bug_of_the_caller(approvers):
    with pytest.raises(ValueError, match="threshold"):
        dsse.verify(dsse.sign(b"isi", KIND, []), KIND, verify_keys(*approvers), "berkas", threshold=0)
