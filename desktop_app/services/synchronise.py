"""Synchronising in the background: orders and packs come, segments go, receipts and results come back.

By the room node where there is one, else by the centre itself. `step` runs on the network thread and returns when to run
again. The candidate notices nothing of an outage: everything waits in the store until a road is open.
"""

from __future__ import annotations

import logging
import random
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from desktop_app.services.room import Node, RoomClient
from desktop_app.services.sittings import Sittings
from desktop_app.services.workstation import Workstation
from desktop_app.sync.http_transport import HttpTransport
from desktop_app.sync.schedule import Asking, Backoff
from desktop_app.sync.syncer import BATCH, OnStore
from question_packs.errors import KnownError
from question_packs.records.acts import act_digest
from question_packs.records.receipts import Receipt
from question_packs.records.room import verify_act_receipt

log = logging.getLogger(__name__)

FETCH_EVERY_STEPS = 6
# How often what only the room holds is offered to the centre itself: the node's own road may be closed for good.
DIRECT_EVERY_STEPS = 12


@dataclass(frozen=True)
class Step:
    """What one step did, and the seconds until the next. `error` is why it could not, or None."""

    delay_s: float
    fetched: int
    receipts: tuple[Receipt, ...]
    error: KnownError | None


class HeldActs(Protocol):
    """The proctor's acts that this PC holds (`services.act_book`). Called on the store's thread."""

    def held(self) -> dict[str, tuple[str, ...]]:
        """Ids by sitting."""
        ...

    def envelopes(self, sitting_id: str) -> list[bytes]:
        """The signed acts of a sitting."""
        ...


class Synchroniser:
    """Keeps one PC in step with its room and its centre. Without `room` and `acts` the centre alone is asked."""

    def __init__(
        self,
        workstation: Workstation,
        sittings: Sittings,
        on_store: OnStore,
        room: RoomClient | None = None,
        acts: HeldActs | None = None,
    ) -> None:
        self._workstation = workstation
        self._sittings = sittings
        self._on_store = on_store
        self._room = room
        self._acts = acts
        self._acts_at_centre: set[str] = set()
        self._backoff = Backoff(random.SystemRandom().uniform)
        self._asking = Asking()
        self._centre_road: HttpTransport | None = None
        self._node_road: tuple[Node, HttpTransport] | None = None
        self._steps = 0
        self._steps_by_node = 0

    def hurry(self) -> None:
        """Something was handed in, or the node is there again: ask soon what became of it. Any thread."""
        self._asking.hurry()

    def step(self) -> Step:
        """One round. A failure is an answer, not an exception: it says when to try again, and what had come before it."""
        receipts: list[Receipt] = []
        try:
            if not self._on_store(lambda: self._workstation.enrolled):
                return Step(self._backoff.after_success(), 0, (), None)
            fetched = self._exchange(receipts)
            self._on_store(self._forget)
        except KnownError as error:
            log.info("synchronising: %s", error.code)
            self._steps = 0
            return Step(self._backoff.after_failure(), 0, tuple(receipts), error)
        delay_s = min(self._backoff.after_success(), self._asking.interval_ms / 1000)
        return Step(delay_s, fetched, tuple(receipts), None)

    def close(self) -> None:
        """Let go of the connections."""
        if self._centre_road is not None:
            self._centre_road.close()
        self._leave_node()

    # --- the roads

    def _exchange(self, receipts: list[Receipt]) -> int:
        """By the node, or else by the centre; how many things came."""
        node = self._room.node() if self._room is not None else None
        if node is None:
            return self._by_centre(receipts)
        try:
            fetched = self._by_node(node, receipts)
        except KnownError as error:
            if not error.code.startswith("NET-"):
                raise
            log.info("by the room node: %s", error.code)
            self._leave_node()
            return self._by_centre(receipts)
        self._directly_now_and_then(receipts)
        return fetched

    def _by_node(self, node: Node, receipts: list[Receipt]) -> int:
        road = self._road_to(node)
        self._send(road, receipts, node.card.node_id)
        return self._fetch(road)

    def _by_centre(self, receipts: list[Receipt]) -> int:
        if self._centre_road is None:
            self._centre_road = self._on_store(self._workstation.transport)
        self._send(self._centre_road, receipts)
        if self._looks_around():
            self._send_acts(self._centre_road)
        return self._fetch(self._centre_road)

    def _directly_now_and_then(self, receipts: list[Receipt]) -> None:
        self._steps_by_node += 1
        if self._steps_by_node % DIRECT_EVERY_STEPS or not self._on_store(self._sittings.unsent):
            return
        try:
            self._by_centre(receipts)
        except KnownError as error:
            log.info("directly to the centre: %s", error.code)

    def _road_to(self, node: Node) -> HttpTransport:
        assert self._room is not None
        if self._node_road is None or self._node_road[0] != node:
            self._leave_node()
            self._node_road = (node, self._room.road(node))
        return self._node_road[1]

    def _leave_node(self) -> None:
        if self._node_road is not None:
            self._node_road[1].close()
            self._node_road = None

    # --- what travels

    def _looks_around(self) -> bool:
        """At the first step, after a failure, and every minute there is more to do than to send answers."""
        return self._steps % FETCH_EVERY_STEPS == 0

    def _fetch(self, road: HttpTransport) -> int:
        """Look for new orders now and then."""
        looks = self._looks_around()
        self._steps += 1
        return self._workstation.fetch_from_centre(road, self._on_store) if looks else 0

    def _send(self, road: HttpTransport, receipts: list[Receipt], node_id: str = "") -> None:
        """Send every sitting's outbox; what the centre receipted goes into `receipts` at once."""
        asks = bool(node_id) and self._asking.is_due(self._workstation.machine.moment().boot_ms)
        for order, syncer in self._on_store(lambda: self._sittings.syncers(self._on_store)):
            try:
                receipts.extend(syncer.run_once(road, node_id).receipts)
                if asks:
                    receipts.extend(syncer.collect(road, node_id))
                if order is not None and order.policies.show_result:
                    syncer.fetch_results(road)
            except KnownError as error:
                # One sitting's damaged file holds up no other sitting; a closed road concerns all.
                if error.code.startswith("NET-"):
                    raise
                log.error("a sitting could not be sent: %s", error.code)

    def _send_acts(self, road: HttpTransport) -> None:
        """The acts that this PC holds, each once until the centre said that it has it."""
        waiting = self._on_store(self._acts_not_at_centre)
        for start in range(0, len(waiting), BATCH):
            for answer in road.acts(waiting[start : start + BATCH]):
                self._take_act_receipt(answer)

    def _acts_not_at_centre(self) -> list[bytes]:
        if self._acts is None:
            return []
        found = [envelope for sitting_id in self._acts.held() for envelope in self._acts.envelopes(sitting_id)]
        return [envelope for envelope in found if act_digest(envelope) not in self._acts_at_centre]

    def _take_act_receipt(self, answer: bytes) -> None:
        try:
            receipt = verify_act_receipt(answer, self._on_store(self._workstation.trust))
        except KnownError as error:
            log.warning("receipt of an act refused: %s", error.code)
        else:
            self._acts_at_centre.add(receipt.act_digest)

    def _forget(self) -> None:
        now = datetime.fromisoformat(self._workstation.machine.moment().wall_time)
        self._sittings.forget_expired(now)
