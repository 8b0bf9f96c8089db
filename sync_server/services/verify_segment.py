"""Proves segments: enrolled device, signature, hash chain, known candidate. Used by `ingest`, in any thread."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from question_packs.errors import KnownError
from question_packs.records.events import Reopened, Submitted, attempt_id_of, event_hash
from question_packs.records.limits import AttemptId, Count, Digest, Identifier
from question_packs.records.orders import SittingOrder
from question_packs.records.segments import PAYLOAD_TYPE, Segment, parse_segment, read_parsed_segment, segment_digest
from question_packs.sealing import dsse
from sync_server.services.directory import Directory


class _AnyHeader(msgspec.Struct):
    """What every version of a segment's header tells. Unknown fields are ignored: it may be newer than this program."""

    sitting_id: Identifier
    candidate_number: Identifier
    form: Identifier
    attempt_id: AttemptId
    epoch: Count
    first_sequence: Count
    last_sequence: Count
    head_hash: Digest
    device_id: Digest


_ANY_HEADER = msgspec.json.Decoder(_AnyHeader)


@dataclass(frozen=True)
class VerifiedSegment:
    """A segment that an enrolled device vouches for.

    `quarantined`: its content was not understood. `final_sequence`: where it holds the last `submitted`, or None;
    `reopened_sequence`: likewise `reopened`. `other_room`: the device's room if it is not the sitting's (kept all the same,
    and told to people), else empty. Its events are not kept: with those of a whole room in memory, everything that follows
    would be slower.
    """

    event_id: str
    other_room: str
    sitting_id: str
    candidate_number: str
    form: str
    attempt_id: str
    epoch: int
    first_sequence: int
    last_sequence: int
    head_hash: str
    device_id: str
    digest: str
    envelope: bytes = field(repr=False)
    quarantined: bool
    previous_hash: str
    final_sequence: int | None
    reopened_sequence: int | None

    def event_hash_at(self, sequence: int) -> str:
        """The hash of the event at a sequence that an understood segment holds."""
        lines = dsse.unverified_payload(self.envelope, "segment").split(b"\n")
        return event_hash(lines[1 + sequence - self.first_sequence])


class Verifier:
    """Checks segments against the devices and rosters of the directory."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def verify(self, envelope: bytes) -> VerifiedSegment:
        """Prove a segment.

        Raises `REC-01` (nothing in it can be read, or too large), `SEA-01`/`SEA-02` (forged), `CEN-22` (unknown or revoked
        device), `CEN-23` (unknown sitting, candidate or form, or ids that do not belong together).
        """
        parsed = parse_segment(envelope)
        digest = segment_digest(envelope)
        header = _read_any_header(parsed.payload)
        device = self._directory.device(header.device_id)
        if device is None or device.role != "device":  # a room node carries segments and makes none
            raise KnownError("CEN-22", device=header.device_id[:12])
        segment = _understood(parsed, digest, {header.device_id: device.verify_key})
        order = self._order_of(header)
        return VerifiedSegment(
            event_id=order.event_id,
            other_room=device.room_id if device.room_id != order.room_id else "",
            digest=digest,
            envelope=envelope,
            quarantined=segment is None,
            previous_hash="" if segment is None else segment.header.previous_hash,
            final_sequence=_last_sequence(segment, Submitted),
            reopened_sequence=_last_sequence(segment, Reopened),
            **msgspec.structs.asdict(header),
        )

    def _order_of(self, header: _AnyHeader) -> SittingOrder:
        expected = attempt_id_of(header.sitting_id, header.candidate_number, header.form)
        sitting = self._directory.admitting(header.sitting_id, header.candidate_number, header.form)
        if sitting is None or header.attempt_id != expected:
            raise KnownError("CEN-23")
        return sitting.order


def _last_sequence(segment: Segment | None, kind: type) -> int | None:
    events = [] if segment is None else segment.events
    return next((each.sequence for each in reversed(events) if isinstance(each.body, kind)), None)


def _read_any_header(payload: bytes) -> _AnyHeader:
    try:
        header = _ANY_HEADER.decode(payload.split(b"\n", 1)[0])
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise KnownError("REC-01", what="segment", reason=str(error)) from error
    if not header.first_sequence <= header.last_sequence < 2**31 or header.epoch >= 2**31:
        raise KnownError("REC-01", what="segment", reason="impossible sequence numbers")
    return header


def _understood(envelope: dsse.Envelope, digest: str, verify_keys: dict[str, str]) -> Segment | None:
    """The segment; None where the device did sign it but its content is not understood."""
    try:
        return read_parsed_segment(envelope, digest, verify_keys)
    except KnownError as error:
        if not error.code.startswith("REC-"):
            raise
        dsse.verify_parsed(envelope, PAYLOAD_TYPE, verify_keys, "segment")
        return None
