"""Synchronising in the background: orders and packs come, segments go, receipts and results come back.

`step` runs on the network thread and returns when to run again. The candidate notices nothing of an outage: everything waits
in the store until a road is open.
"""

from __future__ import annotations

import logging
import random
from dataclasses import dataclass
from datetime import datetime

from desktop_app.services.sittings import Sittings
from desktop_app.services.workstation import Workstation
from desktop_app.sync.http_transport import HttpTransport
from desktop_app.sync.schedule import Backoff
from desktop_app.sync.syncer import OnStore
from question_packs.errors import KnownError
from question_packs.records.receipts import Receipt

log = logging.getLogger(__name__)

FETCH_EVERY_STEPS = 6


@dataclass(frozen=True)
class Step:
    """What one step did, and the seconds until the next. `error` is why it could not, or None."""

    delay_s: float
    fetched: int
    receipts: tuple[Receipt, ...]
    error: KnownError | None


class Synchroniser:
    """Keeps one PC and its centre in step over HTTPS."""

    def __init__(self, workstation: Workstation, sittings: Sittings, on_store: OnStore) -> None:
        self._workstation = workstation
        self._sittings = sittings
        self._on_store = on_store
        self._backoff = Backoff(random.SystemRandom().uniform)
        self._transport: HttpTransport | None = None
        self._steps = 0

    def step(self) -> Step:
        """One round. A failure is an answer, not an exception: it says when to try again, and what had come before it."""
        receipts: list[Receipt] = []
        try:
            if not self._on_store(lambda: self._workstation.enrolled):
                return Step(self._backoff.after_success(), 0, (), None)
            transport = self._road()
            self._send(transport, receipts)
            fetched = self._fetch(transport)
            self._on_store(self._forget)
        except KnownError as error:
            log.info("synchronising: %s", error.code)
            self._steps = 0
            return Step(self._backoff.after_failure(), 0, tuple(receipts), error)
        return Step(self._backoff.after_success(), fetched, tuple(receipts), None)

    def close(self) -> None:
        """Let go of the connection."""
        if self._transport is not None:
            self._transport.close()

    def _road(self) -> HttpTransport:
        if self._transport is None:
            self._transport = self._on_store(self._workstation.transport)
        return self._transport

    def _fetch(self, transport: HttpTransport) -> int:
        """Look for new orders at the first step, after a failure, and every minute."""
        self._steps += 1
        if self._steps % FETCH_EVERY_STEPS != 1:
            return 0
        return self._workstation.fetch_from_centre(transport, self._on_store)

    def _send(self, transport: HttpTransport, receipts: list[Receipt]) -> None:
        """Send every sitting's outbox; what is receipted goes into `receipts` at once."""
        for order, syncer in self._on_store(lambda: self._sittings.syncers(self._on_store)):
            try:
                receipts.extend(syncer.run_once(transport).receipts)
                if order is not None and order.policies.show_result:
                    syncer.fetch_results(transport)
            except KnownError as error:
                # One sitting's damaged file holds up no other sitting; a closed road concerns all.
                if error.code.startswith("NET-"):
                    raise
                log.error("a sitting could not be sent: %s", error.code)

    def _forget(self) -> None:
        now = datetime.fromisoformat(self._workstation.machine.moment().wall_time)
        self._sittings.forget_expired(now)
