"""One epoch of an attempt as the stored segments tell it: every event by sequence and hash, whoever signed it. Pure.

Used by `assemble`, which decides what of it counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from question_packs.records.events import AttemptEvent, ResponseSaved, Submitted, decode_event, event_hash, genesis_hash
from question_packs.sealing import dsse
from sync_server.store.segments import SegmentRow

Gap = tuple[int, int, int]


@dataclass(frozen=True)
class Node:
    """An event and its hash. `devices`: who signed it."""

    event: AttemptEvent
    hash: str
    devices: set[str] = field(compare=False)

    @property
    def weighs(self) -> bool:
        """Whether people must judge it where it does not count: an answer, or a hand-in."""
        return isinstance(self.event.body, ResponseSaved | Submitted)


def event_lines(row: SegmentRow) -> list[bytes]:
    """The exact bytes of each event of a stored segment, which was verified when it came."""
    return dsse.unverified_payload(row.envelope, "segment").split(b"\n")[1:]


class EpochLog:
    """The events of one epoch. Two different events of one sequence, or a chain that does not join, are a disagreement."""

    def __init__(self, attempt_id: str, epoch: int, rows: Iterable[SegmentRow]) -> None:
        self.epoch = epoch
        self._genesis = genesis_hash(attempt_id, epoch)
        self._nodes: dict[int, dict[str, Node]] = defaultdict(dict)
        by_hash: dict[str, Node] = {}
        for row in rows:
            for line in event_lines(row):
                digest = event_hash(line)
                if digest not in by_hash:
                    by_hash[digest] = Node(decode_event(line), digest, set())
                by_hash[digest].devices.add(row.device_id)
        for node in by_hash.values():
            self._nodes[node.event.sequence][node.hash] = node

    @property
    def nodes(self) -> list[Node]:
        """Every event, by sequence and hash."""
        return [self._nodes[at][digest] for at in sorted(self._nodes) for digest in sorted(self._nodes[at])]

    def first(self) -> Node | None:
        """The one first event; None: missing, or two disagree about it."""
        nodes = list(self._nodes.get(0, {}).values())
        return nodes[0] if len(nodes) == 1 else None

    def disagrees(self) -> bool:
        """Whether two logs contradict each other in this epoch."""
        return any(len(nodes) > 1 for nodes in self._nodes.values()) or any(
            sequence - 1 in self._nodes and node.event.previous_hash not in self._nodes[sequence - 1]
            for sequence, nodes in self._nodes.items()
            for node in nodes.values()
        )

    def forward(self) -> list[Node]:
        """Events from the first on, up to the first gap or disagreement."""
        found: list[Node] = []
        previous_hash = self._genesis
        while len(nodes := self._nodes.get(len(found), {})) == 1:
            node = next(iter(nodes.values()))
            if node.event.previous_hash != previous_hash:
                break
            found.append(node)
            previous_hash = node.hash
        return found

    def backward(self, sequence: int, digest: str) -> list[Node]:
        """The event with this hash and those before it, as far back as they are known, in order."""
        found: list[Node] = []
        node = self._nodes.get(sequence, {}).get(digest)
        while node is not None:
            found.append(node)
            before = node.event.sequence - 1
            node = self._nodes.get(before, {}).get(node.event.previous_hash)
        return found[::-1]

    def gaps(self) -> list[Gap]:
        """What is missing below the highest event: epoch, first, last."""
        held = sorted(self._nodes)
        return [(self.epoch, end + 1, start - 1) for end, start in zip([-1, *held], held, strict=False) if start > end + 1]
