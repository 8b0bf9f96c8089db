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
    below_epoch: int,
    from_device: str,
    own: Mapping[int, Sequence[bytes]],
) -> Inheritance:
    """The newest log of this attempt below an epoch, with all that it continues. Nothing at hand: `DEL-12`.

    Where two devices wrote under one epoch, `from_device` is believed; else who wrote the first of it. `own`: what lies here
    already, of an attempt that comes back.
    """
    segments = [each for each in _verified(envelopes, device_keys, attempt_id) if each.header.epoch < below_epoch]
    segments.sort(key=lambda each: (each.header.device_id != from_device, each.header.first_sequence))
    epochs = {each.header.epoch for each in segments}
    logs: dict[int, Sequence[bytes]] = {
        epoch: _log_of([each for each in segments if each.header.epoch == epoch]) for epoch in epochs
    }
    newest = max((epoch for epoch in logs if logs[epoch]), default=None)
    if newest is None:
        raise KnownError("DEL-12")
    logs = {**own, **{epoch: max(lines, own.get(epoch, ()), key=len) for epoch, lines in logs.items()}}
    device_id = next(each.header.device_id for each in segments if each.header.epoch == newest)
    return Inheritance([*lineage(logs, newest), Log(newest, logs[newest])], device_id)


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
