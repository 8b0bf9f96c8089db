"""Where an epoch comes from: the logs of earlier epochs, as far as they count.

An attempt that moved to another PC goes on under a new epoch, whose first event says after which event of which epoch.
What the old PC wrote later is a branch and is left out. Used to load an attempt and to take one over. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from question_packs.errors import KnownError
from question_packs.records import events as ev


@dataclass(frozen=True)
class Log:
    """Events of one epoch, from its first on."""

    epoch: int
    lines: Sequence[bytes]


def lineage(logs: Mapping[int, Sequence[bytes]], epoch: int) -> list[Log]:
    """The logs before `epoch` that it continues, oldest first; none where it began anew.

    `logs`: epoch to its events from the first on. One that is missing, too short or another than the event names: `DEL-12`.
    """
    before: list[Log] = []
    lines: Sequence[bytes] = logs.get(epoch, ())
    while lines:
        first = ev.decode_event(lines[0])
        if not isinstance(first.body, ev.Transferred):
            break
        if first.body.from_epoch >= first.epoch:
            raise KnownError("REC-03", sequence=0, reason="it continues no earlier epoch")
        lines = _as_far_as(first.body, logs)
        before.insert(0, Log(first.body.from_epoch, lines))
    return before


def _as_far_as(body: ev.Transferred, logs: Mapping[int, Sequence[bytes]]) -> Sequence[bytes]:
    lines = logs.get(body.from_epoch, ())[: body.from_sequence + 1]
    if len(lines) <= body.from_sequence or ev.event_hash(lines[-1]) != body.from_hash:
        raise KnownError("DEL-12")
    return lines
