"""Segments: runs of consecutive attempt events under one device signature.

The payload is lines: a header, then the exact bytes of each event. One signature over the payload covers all of them (300
events must not cost 300 verifications). Cut by the workstation's syncer, checked by the centre; the same bytes travel by
HTTPS, LAN and stick.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

import msgspec

from question_packs.errors import KnownError
from question_packs.records.events import AttemptEvent, Link, Started, attempt_id_of, follow_chain, genesis_hash
from question_packs.records.limits import AttemptId, Count, Digest, Identifier
from question_packs.sealing import dsse
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import check_version, decode_strict, encode

PAYLOAD_TYPE = "application/vnd.lontar.segment+jsonl"
MAX_EVENTS = 1000
MAX_BYTES = 4 * 1024 * 1024


class SegmentHeader(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which part of which attempt this is. `previous_hash` and `head_hash` are the chain before and after it."""

    type: Literal["lontar.segment/1"]
    sitting_id: Identifier
    candidate_number: Identifier
    form: Identifier
    attempt_id: AttemptId
    epoch: Count
    first_sequence: Count
    last_sequence: Count
    previous_hash: Digest
    head_hash: Digest
    device_id: Digest


@dataclass(frozen=True)
class Segment:
    """A verified segment: header, events, and the digest that names its envelope."""

    header: SegmentHeader
    events: list[AttemptEvent]
    event_lines: list[bytes]
    digest: str


_HEADER_DECODER = msgspec.json.Decoder(SegmentHeader)


def segment_digest(envelope: bytes) -> str:
    """The name of a segment: SHA-256 (hex) of its envelope's bytes."""
    return hashlib.sha256(envelope).hexdigest()


def build_segment(header: SegmentHeader, event_lines: list[bytes], device: KeyPair) -> bytes:
    """The signed envelope of consecutive events."""
    return dsse.sign(b"\n".join([encode(header), *event_lines]), PAYLOAD_TYPE, [device])


def peek_header(envelope: bytes) -> SegmentHeader:
    """The header without any check: to find the device whose key decides. Not to be believed."""
    return _header(parse_segment(envelope).payload.split(b"\n", 1)[0])


def read_segment(envelope: bytes, verify_keys: dict[str, str]) -> Segment:
    """Verify signature, header and chain.

    Raises `REC-01` (damaged), `REC-02` (newer version), `REC-03` (the chain breaks), `SEA-01`/`SEA-02` (signature).
    """
    return read_parsed_segment(parse_segment(envelope), segment_digest(envelope), verify_keys)


def parse_segment(envelope: bytes) -> dsse.Envelope:
    """The envelope, read but not verified (`REC-01`): to find the device whose key decides."""
    _refuse_oversize(envelope)
    return dsse.parse(envelope, "segment")


def read_parsed_segment(envelope: dsse.Envelope, digest: str, verify_keys: dict[str, str]) -> Segment:
    """As `read_segment`, for an envelope that `parse_segment` read and whose bytes have this digest."""
    signers = dsse.verify_parsed(envelope, PAYLOAD_TYPE, verify_keys, "segment")
    first, *lines = envelope.payload.split(b"\n")
    header = _header(first)
    _check_header(header, signers)
    if len(lines) != header.last_sequence - header.first_sequence + 1 or not 1 <= len(lines) <= MAX_EVENTS:
        raise KnownError("REC-01", what="segment", reason="the number of events does not match its header")
    start = Link(header.first_sequence, header.previous_hash)
    events, end = follow_chain(start, header.attempt_id, header.epoch, lines)
    if end.previous_hash != header.head_hash:
        raise KnownError("REC-03", sequence=header.last_sequence, reason="the head hash does not match")
    _refuse_foreign_start(header, events)
    return Segment(header, events, lines, digest)


def _refuse_oversize(envelope: bytes) -> None:
    if len(envelope) > MAX_BYTES:
        raise KnownError("REC-01", what="segment", reason=f"larger than {MAX_BYTES} bytes")


def _check_header(header: SegmentHeader, signers: tuple[str, ...]) -> None:
    """A device can sign anything; what it says about itself and the attempt must fit together."""
    if signers != (header.device_id,):
        raise KnownError("REC-01", what="segment", reason="signed by another device than it names")
    if header.attempt_id != attempt_id_of(header.sitting_id, header.candidate_number, header.form):
        raise KnownError("REC-01", what="segment", reason="the attempt is not this candidate's")
    genesis = genesis_hash(header.attempt_id, header.epoch)
    if (header.first_sequence == 0) != (header.previous_hash == genesis):
        raise KnownError("REC-03", sequence=header.first_sequence, reason="the chain does not start at its beginning")


def _refuse_foreign_start(header: SegmentHeader, events: list[AttemptEvent]) -> None:
    named = (header.sitting_id, header.candidate_number, header.form)
    for event in events:
        started = event.body
        if isinstance(started, Started) and (started.sitting_id, started.candidate_number, started.form) != named:
            raise KnownError("REC-03", sequence=event.sequence, reason="started for another candidate, sitting or form")


def _header(line: bytes) -> SegmentHeader:
    check_version(line, "lontar.segment/", 1, "segment")
    return decode_strict(line, _HEADER_DECODER, "segment")
