"""The open stores of this PC's sittings: one encrypted database each, kept open while the program runs.

Called on the store's thread.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeAlias, TypeVar

from desktop_app.services.workstation import Workstation
from desktop_app.store.attempts import AttemptRow, SittingStore
from desktop_app.store.files import safe_name
from desktop_app.sync.syncer import OnStore, Syncer
from question_packs.errors import KnownError
from question_packs.records.orders import SittingOrder

log = logging.getLogger(__name__)

T = TypeVar("T")
Present: TypeAlias = tuple[SittingOrder | None, SittingStore]


class Sittings:
    """Finds, opens and forgets the stores.

    `on_reached` hears, per attempt, how far the centre has receipted. `damaged` tells, per file name of a sitting, why its
    store cannot be opened.
    """

    def __init__(self, workstation: Workstation) -> None:
        self._workstation = workstation
        self._stores: dict[str, SittingStore] = {}
        self.damaged: dict[str, str] = {}
        self.on_reached: dict[str, Callable[[int], None]] = {}

    def store(self, sitting_id: str) -> SittingStore:
        """The store of a sitting, opened or made at the first call."""
        name = safe_name(sitting_id)
        if name not in self._stores:
            self._stores[name] = self._workstation.folder.open_sitting(sitting_id)
        return self._stores[name]

    def present(self) -> list[Present]:
        """All sittings that were opened here and are not forgotten. A damaged store is logged and left for people.

        One whose order cannot be opened any more is among them, without its order: what was written must still be sent.
        """
        if not self._workstation.enrolled:
            return []
        orders = {safe_name(order.sitting_id): order for order in self._workstation.orders().values()}
        found = []
        for name in self._workstation.folder.sitting_names():
            order = orders.get(name)
            try:
                found.append((order, self.store(order.sitting_id if order else name)))
            except KnownError as error:
                self._note_damage(name, error)
        return found

    def unfinished(self) -> list[tuple[SittingOrder, AttemptRow]]:
        """The attempts that a crash or power cut interrupted, and those whose hand-in was taken back."""
        return [
            (order, row)
            for order, rows in self._ask(SittingStore.attempts)
            for row in rows
            if order is not None and not (row.submitted or row.moved)
        ]

    def unsent(self) -> int:
        """Events that wait for a receipt, over all sittings."""
        return sum(unsent for _, unsent in self._ask(SittingStore.unsent))

    def _ask(self, question: Callable[[SittingStore], T]) -> list[tuple[SittingOrder | None, T]]:
        """The answers of all stores that can give one: a damaged page is noticed only when it is read."""
        answers = []
        for order, store in self.present():
            try:
                answers.append((order, question(store)))
            except KnownError as error:
                self._note_damage(store.path.stem, error)
        return answers

    def _note_damage(self, name: str, error: KnownError) -> None:
        self.damaged[name] = error.code
        log.error("store of a sitting cannot be read: %s", error.code)

    def syncers(self, on_store: OnStore) -> list[tuple[SittingOrder | None, Syncer]]:
        """One syncer per sitting that has something here, with its order where that can be opened."""
        device, trust = self._workstation.device(), self._workstation.trust()
        found = [(order, store, order.sitting_id if order else store.sitting_id) for order, store in self.present()]
        nodes = self._workstation.node_keys()
        return [(order, Syncer(store, sitting_id, device, trust, on_store, nodes)) for order, store, sitting_id in found]

    def forget_expired(self, now: datetime) -> list[str]:
        """Destroy the keys of sittings that are over and whose every attempt is complete at the centre since the retention.

        Only receipts start the retention, so a clock that jumped can shorten the wait but never lose what nobody else has.
        """
        forgotten = []
        for order, over in self._ask(_completed):
            if order is not None and over is not None and now >= _expires(order, over):
                self._stores.pop(safe_name(order.sitting_id)).close()
                self._workstation.folder.shred_sitting(order.sitting_id)
                forgotten.append(order.sitting_id)
                log.info("sitting forgotten after its retention")
        return forgotten

    def close(self) -> None:
        """Close all stores."""
        for store in self._stores.values():
            store.close()
        self._stores.clear()


def _completed(store: SittingStore) -> datetime | None:
    """When the last attempt was complete at the centre; None while anything is not, or where nobody sat.

    One that moved to another PC is complete there; here it ended with its last tick.
    """
    ended = [_ended(row) for row in store.attempts()]
    times = [each for each in ended if each is not None]
    return max(times) if times and len(times) == len(ended) and not store.unsent() else None


def _ended(row: AttemptRow) -> datetime | None:
    if row.moved:
        return datetime.fromtimestamp(row.ticked_wall_ms / 1000, UTC)
    return datetime.fromisoformat(row.completed_at) if row.completed_at else None


def _expires(order: SittingOrder, completed: datetime) -> datetime:
    return max(completed, datetime.fromisoformat(order.closes_at)) + timedelta(days=order.policies.retention_days)
