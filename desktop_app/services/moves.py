"""Attempts that move between PCs: which transfer is to be followed here, and what the other PC wrote.

Called on the store's thread by `services.kiosk`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.services import admission
from desktop_app.services.act_book import ActBook
from desktop_app.services.admission import SignedIn
from desktop_app.services.sittings import Sittings
from desktop_app.services.taking_over import Inheritance, inherit
from desktop_app.services.workstation import Workstation
from desktop_app.sync.folder_transport import stick_segments
from question_packs.errors import KnownError
from question_packs.records import acts as pa
from question_packs.records.orders import SittingOrder

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Move:
    """A transfer to this PC that is to be followed."""

    from_device: str
    to_epoch: int
    reason: str
    act_id: str


class Moves:
    """Transfers as this PC knows them. `fetch_attempt` asks the room node for the segments of an attempt."""

    def __init__(self, workstation: Workstation, sittings: Sittings, book: ActBook) -> None:
        self._workstation = workstation
        self._sittings = sittings
        self._book = book
        self.fetch_attempt: Callable[[str], list[bytes]] | None = None

    def to_follow(self, order: SittingOrder, number: str, attempt_id: str) -> Move | None:
        """The transfer that brings this attempt here, if there is one. One to another PC ends it here: `DEL-09`."""
        store = self._sittings.store(order.sitting_id)
        row = store.attempt(attempt_id)
        act = admission.moved_to(self._book.pending(order.sitting_id, number), number)
        if act is not None and isinstance(act.act.body, pa.Transfer) and act.act.body.to_epoch > (row.epoch if row else 0):
            body = act.act.body
            if body.to_device == self._workstation.device().key_id:
                return Move(body.from_device, body.to_epoch, act.act.reason, act.act.act_id)
            if row is not None:
                store.mark_moved(attempt_id)
            raise KnownError("DEL-09")
        if row is not None and row.moved:
            raise KnownError("DEL-09")
        return None

    def inheritance(self, here: SignedIn, below: int | None, from_device: str, stick: Path | None) -> Inheritance:
        """What the other PC wrote, from the room node, from `stick`, and what lies here; nothing at hand: `DEL-12`.

        `below`: the epoch that is to continue it, None: any. `from_device`: who must have written it, empty: anybody.
        """
        envelopes: list[bytes] = []
        if self.fetch_attempt is not None:
            try:
                envelopes += self.fetch_attempt(here.attempt_id)
            except KnownError as error:
                log.info("attempt not fetched from the room node: %s", error.code)
        if stick is not None:
            envelopes += stick_segments(stick, self._workstation.device().identity)
        own = self._sittings.store(here.order.sitting_id).logs(here.attempt_id)
        keys = here.order.machine_keys("device")
        return inherit(envelopes, keys, here.attempt_id, below, from_device, own)
