"""Segments: the same bytes on every road, and not one byte of them changeable."""

import json
from base64 import b64encode

import msgspec
import pytest

from question_packs.records import events as ev
from question_packs.records.segments import (
    MAX_BYTES,
    PAYLOAD_TYPE,
    build_segment,
    peek_header,
    read_segment,
    segment_digest,
)
from question_packs.sealing import dsse
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import encode
from tests.samples import ATTEMPT, bodies, chain, refused, segment, segment_header, verify_keys

REFUSALS = {"REC-01", "REC-02", "REC-03", "SEA-01", "SEA-02"}


def test_a_segment_brings_its_events_and_its_name(device):
    lines = chain()
    envelope = segment(lines, device, 3, 9)
    read = read_segment(envelope, verify_keys(device))
    assert read.event_lines == lines[3:10]
    assert [event.sequence for event in read.events] == list(range(3, 10))
    assert read.digest == segment_digest(envelope)
    assert peek_header(envelope) == read.header


def test_the_same_events_make_the_same_bytes_again(device):
    """A replay is recognised by its digest: signing is deterministic."""
    lines = chain()
    assert segment_digest(segment(lines, device)) == segment_digest(segment(lines, device))


def test_a_segment_cut_or_changed_at_any_byte_is_refused(device):
    envelope = segment(chain(bodies()[:3]), device)
    keys = verify_keys(device)
    for position in range(len(envelope)):
        assert refused(read_segment, envelope[:position], keys).code in REFUSALS
        for bit in (1, 0x20):
            flipped = bytearray(envelope)
            flipped[position] ^= bit
            assert refused(read_segment, bytes(flipped), keys).code in REFUSALS


def test_a_segment_by_a_device_that_is_not_enrolled_is_refused(device):
    forger = KeyPair.generate("PC palsu", "device")
    lines = chain()
    assert refused(read_segment, segment(lines, forger), verify_keys(device)).code == "SEA-02"
    claimed = build_segment(segment_header(lines, device), lines, forger)
    both = {**verify_keys(device), **verify_keys(forger)}
    assert refused(read_segment, claimed, both).code == "REC-01"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"attempt_id": "0" * 32}, "REC-01"),
        ({"candidate_number": "002"}, "REC-01"),
        ({"sitting_id": "sesi-2"}, "REC-01"),
        ({"form": "B"}, "REC-01"),
        ({"epoch": 1}, "REC-03"),
        ({"epoch": -1}, "REC-01"),
        ({"last_sequence": 99}, "REC-01"),
        ({"first_sequence": 1}, "REC-03"),
        ({"previous_hash": "x"}, "REC-01"),
        ({"previous_hash": "0" * 64}, "REC-03"),
        ({"head_hash": "0" * 64}, "REC-03"),
        ({"candidate_number": "001\n"}, "REC-01"),
        ({"last_sequence": 2**70}, "REC-01"),
    ],
)
def test_a_header_that_lies_is_refused(device, fields, code):
    lines = chain()
    header = msgspec.structs.replace(segment_header(lines, device), **fields)
    assert refused(read_segment, build_segment(header, lines, device), verify_keys(device)).code == code


def test_events_started_for_another_candidate_are_refused(device):
    other = msgspec.structs.replace(bodies()[0], candidate_number="002")
    assert refused(read_segment, segment(chain([other]), device), verify_keys(device)).code == "REC-03"


def test_reordered_events_are_refused_under_a_good_signature(device):
    lines = chain()
    swapped = [lines[0], lines[2], lines[1], *lines[3:]]
    error = refused(read_segment, build_segment(segment_header(lines, device), swapped, device), verify_keys(device))
    assert (error.code, error.values["sequence"]) == ("REC-03", 1)


def test_a_segment_without_events_or_of_too_many_is_refused(device):
    header = segment_header(chain(), device)
    empty = build_segment(msgspec.structs.replace(header, last_sequence=0), [], device)
    assert refused(read_segment, empty, verify_keys(device)).code == "REC-01"
    many = chain([ev.ItemPresented("S-1")] * 1001)
    assert refused(read_segment, segment(many, device), verify_keys(device)).code == "REC-01"
    for call in (peek_header, lambda envelope: read_segment(envelope, {})):
        assert "larger" in refused(call, b" " * (MAX_BYTES + 1)).values["reason"]


def test_a_segment_of_a_newer_version_is_named_as_such(device):
    header = json.loads(encode(segment_header(chain(), device))) | {"type": "lontar.segment/2", "more": 1}
    envelope = dsse.sign(encode(header) + b"\nnew", PAYLOAD_TYPE, [device])
    assert refused(read_segment, envelope, verify_keys(device)).code == "REC-02"


@pytest.mark.parametrize("payload", [b"", b"\n", b"{}", b"\xff", b"[" * 10**6, b'{"type":"lontar.segment/\xc2\xb2"}'])
def test_rubbish_in_an_envelope_is_refused_before_anybody_knows_who_sent_it(payload):
    envelope = encode({"payloadType": PAYLOAD_TYPE, "payload": b64encode(payload).decode(), "signatures": []})
    assert refused(peek_header, envelope).code == "REC-01"


def test_an_attempt_belongs_to_one_sitting_person_and_form():
    assert ev.attempt_id_of("sesi-1", "001", "A") == ATTEMPT
    ids = {ev.attempt_id_of(*each) for each in [("a", "b", "c"), ("ab", "", "c"), ("a", "bc", ""), ("", "ab", "c")]}
    assert len(ids) == 4
