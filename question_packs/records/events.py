"""Attempt events and their hash chain.

An attempt is an append-only log of events; each holds the SHA-256 of the bytes before it, so that nobody can change,
drop or insert one unseen. The state of an attempt is the fold of its events (`attempt_state`). Written by
`desktop_app.delivery`, checked by the centre; nobody else makes events.
"""

from __future__ import annotations

import hashlib
from itertools import count, repeat
from typing import Annotated, Literal

import msgspec

from question_packs.assessment.responses import FILE_PART_BYTES, MAX_TEXT
from question_packs.errors import KnownError
from question_packs.records.limits import AttemptId, Count, Digest, Identifier, Instant, Signed, Text
from question_packs.strict_json import decode_strict, encode

RESPONSE = "RESPONSE"
# A response may hold an essay: long, with line ends, but without NUL.
Value = Annotated[str, msgspec.Meta(max_length=MAX_TEXT, pattern=r"^[^\x00]*\Z")]
SubmitReason = Literal["by_candidate", "by_time", "by_proctor", "by_close"]


class Started(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="started", tag_field="kind", gc=False):
    """The clock starts. `allotted_ms` includes the accommodation; `seed` fixes the form's order."""

    sitting_id: Identifier
    candidate_number: Identifier
    form: Identifier
    pack_digest: Identifier
    order_revision: Count
    device_id: Identifier
    seat: Identifier
    seed: Identifier
    allotted_ms: Count
    rules_accepted_at: Identifier


class ItemPresented(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="item_presented", tag_field="kind", gc=False
):
    """An item came on the screen."""

    item: Identifier


class ResponseSaved(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    tag="response_saved",
    tag_field="kind",
    gc=False,
    omit_defaults=True,
):
    """The whole response of one interaction after a change; an empty one means that the answer was taken back.

    What its texts are says `assessment.responses`. `response_identifier` is left out for `RESPONSE`, QTI's usual name.
    """

    item: Identifier
    response: Annotated[tuple[Value, ...], msgspec.Meta(max_length=200)]
    response_identifier: Identifier = RESPONSE


class FilePart(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="file_part", tag_field="kind", gc=False):
    """A part of a file that a response names afterwards: the parts of one digest, in order, are the file's bytes.

    A file travels inside the log, so that every road, receipt and crash treats it as it treats any answer.
    """

    sha256: Digest
    part: Count
    parts: Count
    data: Annotated[str, msgspec.Meta(max_length=4 * -(-FILE_PART_BYTES // 3), pattern=r"^[A-Za-z0-9+/]*={0,2}\Z")]


class ItemSubmitted(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="item_submitted", tag_field="kind", gc=False
):
    """The item's responses were submitted, in a part where each item is submitted by itself."""

    item: Identifier


class Noted(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="noted", tag_field="kind", gc=False):
    """What the candidate marked or noted at an item, for himself: never judged. Written and read by the item view alone."""

    item: Identifier
    note: Text


class Flagged(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="flagged", tag_field="kind", gc=False):
    """*Ragu-ragu* set or taken back."""

    item: Identifier
    flagged: bool


class SectionEntered(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="section_entered", tag_field="kind", gc=False
):
    """A section was entered; for a section with a time of its own, its clock starts here."""

    section: Identifier


class SectionOffered(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="section_offered", tag_field="kind", gc=False
):
    """The cover of a section came on the screen; whatever was on it before was left.

    `item`: where the candidate begins with `section_entered`. Until then no item is seen and no section's clock runs.
    """

    section: Identifier
    item: Identifier


class Paused(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="paused", tag_field="kind", gc=False, omit_defaults=True
):
    """The clock stands still until `resumed`. `act`: the proctor's act that did it, empty where there is none."""

    reason: Text
    act: Identifier = ""


class Resumed(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="resumed", tag_field="kind", gc=False, omit_defaults=True
):
    """The clock runs again, after a pause or a crash.

    `lost_ms`: wall time since the last durable tick or the pause, None where unknown. `charged_ms`: how much of it counts
    as used.
    """

    reason: Text
    lost_ms: Signed | None
    charged_ms: Count = 0
    act: Identifier = ""


class TimeGranted(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    tag="time_granted",
    tag_field="kind",
    gc=False,
    omit_defaults=True,
):
    """Extra time by the proctor. `by`: names, for people."""

    granted_ms: Count
    reason: Text
    by: Text
    act: Identifier = ""


class FocusLost(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="focus_lost", tag_field="kind", gc=False):
    """Another window was in front for so long: evidence for people, never a verdict."""

    duration_ms: Count


class ClockJumped(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="clock_jumped", tag_field="kind", gc=False):
    """The wall clock moved against the boot clock by so much (positive: forward)."""

    jump_ms: Signed


class Incident(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="incident", tag_field="kind", gc=False, omit_defaults=True
):
    """Something to be told to people: a call for help, a lock and its unlocking, a warning, a leave (`INCIDENTS`)."""

    incident: Identifier
    note: Text
    act: Identifier = ""


class Transferred(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    tag="transferred",
    tag_field="kind",
    gc=False,
    omit_defaults=True,
):
    """The attempt moved to another device: the first event of its new epoch.

    It goes on after event `from_sequence` of epoch `from_epoch`, whose hash is `from_hash`. What the old device wrote after
    that is a branch for people to judge.
    """

    from_device: Identifier
    to_device: Identifier
    reason: Text
    from_epoch: Count = 0
    from_sequence: Count = 0
    from_hash: Identifier = ""
    act: Identifier = ""


class Submitted(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="submitted", tag_field="kind", gc=False, omit_defaults=True
):
    """Handed in; nothing follows but incidents and `reopened`. The counts are what the candidate was shown."""

    reason: SubmitReason
    answered: Count
    unanswered: Count
    flagged: Count
    act: Identifier = ""


class Reopened(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="reopened", tag_field="kind", gc=False, omit_defaults=True
):
    """A hand-in was taken back by two persons; the clock stands until `resumed`."""

    reason: Text
    act: Identifier


# Kinds of `Incident` that the program itself knows; a later version may add others, which are shown as they are.
INCIDENTS = (
    "help_called", "warned", "left", "returned", "locked", "unlocked", "disqualified", "voided", "start_undone",
    "focus_lost", "new_display", "console_switched", "forbidden_program", "new_medium", "screenshot_key",
    "second_device", "remote_session",
    "resume_allowed",   # the proctor lets go on; the clock runs when the candidate confirms
    "outage_credited",  # the note: milliseconds of the interruption that count as used
)  # fmt: skip


EventBody = (
    Started
    | ItemPresented
    | ResponseSaved
    | FilePart
    | ItemSubmitted
    | Noted
    | Flagged
    | SectionEntered
    | SectionOffered
    | Paused
    | Resumed
    | TimeGranted
    | FocusLost
    | ClockJumped
    | Incident
    | Transferred
    | Submitted
    | Reopened
)


class AttemptEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One event.

    `elapsed_ms`: active time of the attempt so far, measured on a clock that counts suspend. `wall_time`: UTC, ISO 8601,
    recorded and shown, never deciding. `boot_id` tells restarts of the PC apart. `previous_hash`: hex SHA-256.
    """

    attempt_id: AttemptId
    epoch: Count
    sequence: Count
    wall_time: Instant
    elapsed_ms: Count
    boot_id: Identifier
    previous_hash: Digest
    body: EventBody


_DECODER = msgspec.json.Decoder(AttemptEvent)
_ENCODER = msgspec.json.Encoder()


def attempt_id_of(sitting_id: str, candidate_number: str, form: str) -> str:
    """An attempt is unique per sitting, person and form: its id (32 hex digits) is derived from them on every PC."""
    return hashlib.sha256(f"{sitting_id}\x1f{candidate_number}\x1f{form}".encode()).hexdigest()[:32]


def genesis_hash(attempt_id: str, epoch: int) -> str:
    """The `previous_hash` of the first event of an epoch: binds the chain to its attempt."""
    return hashlib.sha256(f"lontar\x1f{attempt_id}\x1f{epoch}".encode()).hexdigest()


def event_hash(event_bytes: bytes) -> str:
    """The hash of an event's exact bytes (hex SHA-256)."""
    return hashlib.sha256(event_bytes).hexdigest()


def encode_event(event: AttemptEvent) -> bytes:
    """The bytes of a new event: one line of JSON.

    What could not be read again is refused here (`REC-01`), before it becomes a link of the chain for ever.
    """
    line = encode(event)
    decode_event(line)
    return line


def decode_event(event_bytes: bytes) -> AttemptEvent:
    """Decode strictly (`REC-01`)."""
    return decode_strict(event_bytes, _DECODER, "attempt event")


class Link(msgspec.Struct, frozen=True):
    """Where a chain stands: the next sequence number and the hash the next event must hold."""

    sequence: int
    previous_hash: str


def follow_chain(link: Link, attempt_id: str, epoch: int, lines: list[bytes]) -> tuple[list[AttemptEvent], Link]:
    """Decode events that must continue at `link`; return them and where the chain stands after them.

    Raises `REC-01` (damaged event) or `REC-03` naming the sequence where the chain breaks.
    """
    hashes = [link.previous_hash, *map(event_hash, lines)]
    events = _decode_canonical_lines(lines)
    found = [(each.attempt_id, each.epoch, each.sequence, each.previous_hash) for each in events]
    if found == list(zip(repeat(attempt_id), repeat(epoch), count(link.sequence), hashes[: len(lines)], strict=False)):
        return events, Link(link.sequence + len(events), hashes[-1])
    return _follow_line_by_line(link, attempt_id, epoch, lines)


def _decode_canonical_lines(lines: list[bytes]) -> list[AttemptEvent]:
    """All events at once, many times faster than one by one; none where not every line is the one spelling of its event."""
    payload = b"\n".join(lines)
    try:
        events = _DECODER.decode_lines(payload)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return []
    return events if _ENCODER.encode_lines(events) == payload + b"\n" else []


def _follow_line_by_line(link: Link, attempt_id: str, epoch: int, lines: list[bytes]) -> tuple[list[AttemptEvent], Link]:
    """As `follow_chain`; says which line is at fault, and reads other spellings of JSON."""
    events = []
    sequence, previous_hash = link.sequence, link.previous_hash
    for line in lines:
        event = decode_event(line)
        if event.attempt_id != attempt_id or event.epoch != epoch:
            raise KnownError("REC-03", sequence=sequence, reason="event of another attempt")
        if event.sequence != sequence:
            raise KnownError("REC-03", sequence=sequence, reason=f"found sequence {event.sequence}")
        if event.previous_hash != previous_hash:
            raise KnownError("REC-03", sequence=sequence, reason="the previous hash does not match")
        events.append(event)
        sequence += 1
        previous_hash = event_hash(line)
    return events, Link(sequence, previous_hash)
