"""Taking over an attempt from another PC: from its signed segments to the logs that the new epoch continues.

The segments come from the room node or from the old PC's stick; each was signed by a device of the room. Used by
`services.attempts`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.delivery.lineage import Log, lineage
from question_packs.errors import KnownError
from question_packs.records import events as ev
from question_packs.records.segments import Segment, read_segment

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Inheritance:
    """What another PC wrote: the logs that count, oldest first; the last one is continued. `device_id` wrote that."""

    logs: list[Log]
    device_id: str

    def transferred(self, to_device: str, reason: str, act: str) -> ev.Transferred:
        """The first event of the epoch that continues it."""
        last = self.logs[-1]
        head = ev.event_hash(last.lines[-1])
        return ev.Transferred(self.device_id, to_device, reason, last.epoch, len(last.lines) - 1, head, act)


def inherit(
    envelopes: Iterable[bytes],
    device_keys: dict[str, str],
    attempt_id: str,
    below: int | None,
    from_device: str,
    own: Mapping[int, Sequence[bytes]],
) -> Inheritance:
    """The newest log of this attempt below an epoch (None: of all), with all that it continues. Nothing at hand: `DEL-12`.

    `from_device` must have written it (empty: anybody), or what it wrote would be passed over unseen: `DEL-12`. Where two
    devices wrote under one epoch it is believed; else who wrote the first of it. `own`: what lies here already.
    """
    segments = _verified(envelopes, device_keys, attempt_id)
    segments.sort(key=lambda each: (each.header.device_id != from_device, each.header.first_sequence))
    logs = dict(own)
    for epoch in {each.header.epoch for each in segments}:
        theirs = _log_of([each for each in segments if each.header.epoch == epoch])
        logs[epoch] = max(theirs, own.get(epoch, ()), key=len)
    newest = max((epoch for epoch, lines in logs.items() if lines and (below is None or epoch < below)), default=None)
    if newest is None:
        raise KnownError("DEL-12")
    device_id = _writer_of(logs[newest][0])
    if from_device not in ("", device_id):
        raise KnownError("DEL-12")
    return Inheritance([*lineage(logs, newest), Log(newest, logs[newest])], device_id)


def _writer_of(first_line: bytes) -> str:
    """The device that an epoch's first event names."""
    body = ev.decode_event(first_line).body
    match body:
        case ev.Started():
            return body.device_id
        case ev.Transferred():
            return body.to_device
        case _:
            raise KnownError("REC-03", sequence=0, reason="the chain does not start at its beginning")


def _verified(envelopes: Iterable[bytes], device_keys: dict[str, str], attempt_id: str) -> list[Segment]:
    found = []
    for envelope in envelopes:
        try:
            segment = read_segment(envelope, device_keys)
        except KnownError as error:
            log.warning("segment of another PC refused: %s", error.code)
            continue
        if segment.header.attempt_id == attempt_id:
            found.append(segment)
    return found


def _log_of(segments: list[Segment]) -> list[bytes]:
    """The events of one device's log without a gap, from the first on."""
    device_id = segments[0].header.device_id
    known: dict[int, bytes] = {}
    for segment in segments:
        if segment.header.device_id == device_id:
            for sequence, event_line in enumerate(segment.event_lines, segment.header.first_sequence):
                known.setdefault(sequence, event_line)
    lines: list[bytes] = []
    previous = ev.genesis_hash(segments[0].header.attempt_id, segments[0].header.epoch)
    while (line := known.get(len(lines))) is not None and ev.decode_event(line).previous_hash == previous:
        lines.append(line)
        previous = ev.event_hash(line)
    return lines
