"""Segments to attempt: which events count, in order. Pure: chooses nothing silently, whatever the order of arrival.

An epoch is one device's log. An epoch that begins with `transferred` goes on after the event that it names by its hash: what
the old device wrote after that event is a branch. One that begins with `started` begins anew: what was set aside before
(voided, its start undone) is kept and does not count. Where two logs of the last epoch disagree, or something that does not
count holds an answer or a hand-in, the attempt is a fork until a person decides which device's log counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from question_packs.records.attempt_state import AttemptState, fold
from question_packs.records.events import AttemptEvent, ResponseSaved, Started, Submitted, Transferred
from sync_server.services.epoch_log import EpochLog, Gap, Node
from sync_server.store.segments import SegmentRow

LogStatus = Literal["complete", "incomplete", "fork", "voided"]


@dataclass(frozen=True)
class Branch:
    """What one device wrote in one epoch and does not count. `answers`: how many; `submitted`: it holds a hand-in."""

    epoch: int
    device_id: str
    first_sequence: int
    last_sequence: int
    answers: int
    submitted: bool

    @property
    def weighs(self) -> bool:
        """Whether people must judge it."""
        return self.answers > 0 or self.submitted


@dataclass(frozen=True)
class Assembled:
    """The log that counts.

    `incomplete`: not handed in, or events are missing (`gaps`: epoch, first and last sequence); `fork`: nobody decided yet,
    and `events` are empty; `voided`: set aside, it does not count. `epoch` to `device_id` tell where the log ends.
    `branches`: what does not count; `set_aside`: what does not count because the proctor said so.
    """

    status: LogStatus
    events: list[AttemptEvent]
    state: AttemptState
    epoch: int
    last_sequence: int
    head_hash: str
    device_id: str
    gaps: tuple[Gap, ...] = ()
    branches: tuple[Branch, ...] = ()
    set_aside: tuple[Branch, ...] = ()


@dataclass(frozen=True)
class _Path:
    """A way through the epochs from `root` on. `nodes`: its events up to the first gap; `claimed`: hashes of all of them.

    `floors`: what lies below this sequence of an epoch cannot be judged yet, because events of the path are missing there.
    """

    nodes: list[Node]
    claimed: set[str]
    gaps: list[Gap]
    floors: dict[int, int]
    root: int

    def then(self, nodes: list[Node], claimed: list[Node], gaps: list[Gap], floors: dict[int, int] | None = None) -> _Path:
        """This path, and what follows it in a later epoch."""
        return _Path(
            self.nodes if self.gaps else self.nodes + nodes,
            self.claimed | {node.hash for node in claimed},
            self.gaps + gaps,
            self.floors | (floors or {}),
            self.root,
        )


class _ForkError(Exception):
    """Two logs of an epoch disagree and nobody chose."""


def assemble(rows: Sequence[SegmentRow], chosen_device: str | None) -> Assembled:
    """The attempt of these segments (all of one attempt). `chosen_device`: whose log counts where logs disagree."""
    understood = [row for row in rows if not row.quarantined]
    if not understood:
        return Assembled("incomplete", [], AttemptState(), 0, -1, "", "")
    chosen = chosen_device if any(row.device_id == chosen_device for row in understood) else None
    return _Assembly(understood, chosen).result()


class _Assembly:
    """Finds the path that counts among the logs of an attempt's epochs. `chosen`: a device that sent some, or None."""

    def __init__(self, rows: Sequence[SegmentRow], chosen: str | None) -> None:
        self._rows = rows
        self._chosen = chosen
        self._logs = {epoch: self._log(epoch) for epoch in sorted({row.epoch for row in rows})}

    def _log(self, epoch: int, device_id: str | None = None) -> EpochLog:
        members = [row for row in self._rows if row.epoch == epoch and device_id in (None, row.device_id)]
        return EpochLog(self._rows[0].attempt_id, epoch, members)

    def result(self) -> Assembled:
        """What counts, and what does not."""
        last = max(self._logs)
        try:
            path = self._to_end(last) if self._chosen is None else self._chosen_path(self._chosen)
        except _ForkError:
            return self._fork(last, (), self._branches(self._logs[last].nodes))
        aside = self._set_aside(path)
        state = fold(node.event for node in path.nodes)
        branches = self._branches(self._left_over(path, aside))
        set_aside = self._branches([node for epoch in aside for node in self._logs[epoch].nodes])
        if self._chosen is None and not state.set_aside and any(each.weighs for each in branches):
            return self._fork(last, tuple(path.gaps), branches, set_aside)
        status: LogStatus = "incomplete" if path.gaps or state.submitted is None else "complete"
        end = path.nodes[-1] if path.nodes else None
        return Assembled(
            status="voided" if state.set_aside else status,
            events=[node.event for node in path.nodes],
            state=state,
            epoch=last if end is None else end.event.epoch,
            last_sequence=-1 if end is None else end.event.sequence,
            head_hash="" if end is None else end.hash,
            device_id="" if end is None else self._device_of(end),
            gaps=tuple(path.gaps),
            branches=branches,
            set_aside=set_aside,
        )

    @staticmethod
    def _fork(
        epoch: int, gaps: tuple[Gap, ...], branches: tuple[Branch, ...], set_aside: tuple[Branch, ...] = ()
    ) -> Assembled:
        return Assembled("fork", [], AttemptState(), epoch, -1, "", "", gaps, branches, set_aside)

    def _to_end(self, epoch: int) -> _Path:
        """The path that ends where this epoch's log ends; its own logs disagree: `_ForkError`."""
        log = self._logs[epoch]
        if log.disagrees() and self._chosen is not None:
            log = self._log(epoch, self._chosen)
        if log.disagrees() or not log.nodes:
            raise _ForkError
        return self._before(epoch, log.first()).then(log.forward(), log.nodes, log.gaps())

    def _before(self, epoch: int, first: Node | None) -> _Path:
        """The path up to the beginning of an epoch, whose first event is `first` (None: it has not come)."""
        if first is None:
            return self._untold(epoch)
        body = first.event.body
        lower = [each for each in self._logs if each < epoch]
        if isinstance(body, Transferred) and body.from_hash:
            return self._up_to(body, epoch)
        if isinstance(body, Started) or not lower:
            return _Path([], set(), [], {}, epoch)
        return self._to_end(max(lower))

    def _untold(self, epoch: int) -> _Path:
        """How an epoch begins is not known: what came before it is shown, and nothing of that is judged."""
        lower = [each for each in self._logs if each < epoch]
        nodes = self._logs[max(lower)].forward() if lower else []
        claimed = {node.hash for each in lower for node in self._logs[each].nodes}
        return _Path(nodes, claimed, [], {}, min(self._logs))

    def _up_to(self, transferred: Transferred, below: int) -> _Path:
        """The path that ends with the event after which an attempt went on in the epoch `below`."""
        epoch, sequence = transferred.from_epoch, transferred.from_sequence
        log = self._logs.get(epoch)
        if log is None or epoch >= below:
            return self._untold(min(epoch, below)).then([], [], [(epoch, 0, sequence)])
        known = log.backward(sequence, transferred.from_hash)
        missing = known[0].event.sequence - 1 if known else sequence
        if missing < 0:
            return self._before(epoch, known[0]).then(known, known, [])
        begun = log.forward()
        if len(begun) > missing:  # another log than the one that goes on
            begun = []
        before = self._before(epoch, begun[0] if begun else None)
        return before.then(begun, [*begun, *known], [(epoch, len(begun), missing)], {epoch: missing + 1})

    def _chosen_path(self, device_id: str) -> _Path:
        """The path of the log that a person chose, and on through later epochs that leave out nothing of weight of it."""
        path = self._to_end(max(row.epoch for row in self._rows if row.device_id == device_id))
        while (later := self._continuation(path)) is not None:
            path = self._to_end(later)
        return path

    def _continuation(self, path: _Path) -> int | None:
        """A later epoch that goes on from this path; what it leaves out of it holds no answer and no hand-in."""
        places = {node.hash: place for place, node in enumerate(path.nodes)}
        end = path.nodes[-1].event.epoch if path.nodes else max(self._logs)
        for epoch in sorted(each for each in self._logs if each > end)[::-1]:
            first = self._logs[epoch].first()
            body = None if first is None else first.event.body
            place = places.get(body.from_hash) if isinstance(body, Transferred) else None
            if place is not None and not self._logs[epoch].disagrees():
                return None if any(node.weighs for node in path.nodes[place + 1 :]) else epoch
        return None

    def _set_aside(self, path: _Path) -> set[int]:
        """The epochs under the path's root whose attempt was voided or whose start was undone."""
        aside: set[int] = set()
        root = path.root
        while lower := [epoch for epoch in self._logs if epoch < root]:
            try:
                older = self._to_end(max(lower))
            except _ForkError:
                return aside
            if not fold(node.event for node in older.nodes).set_aside:
                return aside
            aside |= {epoch for epoch in lower if epoch >= older.root}
            root = older.root
        return aside

    def _left_over(self, path: _Path, aside: set[int]) -> list[Node]:
        """What neither counts, nor was set aside, nor may yet turn out to count."""
        return [
            node
            for epoch, log in self._logs.items()
            for node in log.nodes
            if epoch not in aside and node.hash not in path.claimed and node.event.sequence >= path.floors.get(epoch, 0)
        ]

    def _branches(self, nodes: list[Node]) -> tuple[Branch, ...]:
        """These events by epoch and device."""
        groups: dict[tuple[int, str], list[Node]] = defaultdict(list)
        for node in nodes:
            groups[node.event.epoch, self._device_of(node)].append(node)
        return tuple(_branch(epoch, device_id, groups[epoch, device_id]) for epoch, device_id in sorted(groups))

    def _device_of(self, node: Node) -> str:
        return self._chosen if self._chosen in node.devices else min(node.devices)


def _branch(epoch: int, device_id: str, nodes: list[Node]) -> Branch:
    bodies = [node.event.body for node in nodes]
    return Branch(
        epoch=epoch,
        device_id=device_id,
        first_sequence=min(node.event.sequence for node in nodes),
        last_sequence=max(node.event.sequence for node in nodes),
        answers=sum(isinstance(body, ResponseSaved) for body in bodies),
        submitted=any(isinstance(body, Submitted) for body in bodies),
    )
