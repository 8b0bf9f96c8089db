"""Segments to attempt: which log counts, and its events in order. Pure; chooses nothing silently.

An epoch is one device's log. Where two logs of one epoch disagree the attempt is a fork, until a person decides which
device's log counts. A later epoch that begins with `started` begins anew: what was before it is kept and not counted; one
that does not continues the epoch before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from question_packs.records.attempt_state import AttemptState, fold
from question_packs.records.events import AttemptEvent, Link, Started, decode_event, event_hash, genesis_hash
from question_packs.sealing import dsse
from sync_server.store.segments import SegmentRow

LogStatus = Literal["complete", "incomplete", "fork"]


@dataclass(frozen=True)
class Assembled:
    """The log that counts. `incomplete`: not handed in, or events are missing; `fork`: nobody decided yet."""

    status: LogStatus
    events: list[AttemptEvent]
    state: AttemptState
    epoch: int
    last_sequence: int
    head_hash: str
    device_id: str


class _DisagreementError(Exception):
    pass


def event_lines(row: SegmentRow) -> list[bytes]:
    """The exact bytes of each event of a stored segment, which was verified when it came."""
    return dsse.unverified_payload(row.envelope, "segment").split(b"\n")[1:]


def assemble(rows: Sequence[SegmentRow], chosen_device: str | None) -> Assembled:
    """The attempt of these segments (all of one attempt). `chosen_device`: whose log counts where logs disagree."""
    understood = [row for row in rows if not row.quarantined]
    logs: list[tuple[int, list[AttemptEvent], Link, str]] = []
    for epoch in sorted({row.epoch for row in understood}):
        members = [row for row in understood if row.epoch == epoch]
        try:
            events, link = _chain(members, chosen_device)
        except _DisagreementError:
            return Assembled("fork", [], AttemptState(), epoch, -1, "", "")
        if events and isinstance(events[0].body, Started):
            logs = []
        logs.append((epoch, events, link, _device_of(members, chosen_device)))
    if not logs:
        return Assembled("incomplete", [], AttemptState(), 0, -1, "", "")
    epoch, _, link, device_id = logs[-1]
    events = [event for _, members_events, _, _ in logs for event in members_events]
    state = fold(events)
    status: LogStatus = "incomplete" if state.submitted is None else "complete"
    return Assembled(status, events, state, epoch, link.sequence - 1, link.previous_hash, device_id)


def _device_of(members: list[SegmentRow], chosen_device: str | None) -> str:
    devices = [row.device_id for row in members]
    return chosen_device if chosen_device in devices else devices[-1]


def _chain(members: list[SegmentRow], chosen_device: str | None) -> tuple[list[AttemptEvent], Link]:
    """The one chain of an epoch's segments; where they disagree, that of the chosen device alone."""
    try:
        return _join(members)
    except _DisagreementError:
        chosen = [row for row in members if row.device_id == chosen_device]
        if not chosen:
            raise
        return _join(chosen)


def _join(members: list[SegmentRow]) -> tuple[list[AttemptEvent], Link]:
    """Events from the first on, up to the first gap. Any two segments that contradict each other are found."""
    hashes: dict[int, tuple[str, AttemptEvent]] = {}
    for row in members:
        for line in event_lines(row):
            event = decode_event(line)
            if hashes.setdefault(event.sequence, (event_hash(line), event))[0] != event_hash(line):
                raise _DisagreementError
    for sequence, (_, event) in hashes.items():
        before = hashes.get(sequence - 1)
        if before is not None and before[0] != event.previous_hash:
            raise _DisagreementError
    events: list[AttemptEvent] = []
    previous_hash = genesis_hash(members[0].attempt_id, members[0].epoch)
    while len(events) in hashes:
        previous_hash, event = hashes[len(events)]
        events.append(event)
    return events, Link(len(events), previous_hash)
