"""What a workstation's messages on the live link do: reports, acts it alone has, outcomes, integrity notices."""

from __future__ import annotations

import asyncio
import logging
from base64 import b64decode

from question_packs.errors import KnownError
from question_packs.records.room import (
    ActMessage,
    ActOutcome,
    Hello,
    IntegrityNotice,
    LinkMessage,
    SeatMessage,
    Welcome,
)
from sync_server.services.clock import now_text
from sync_server.services.node.acts import RoomActs
from sync_server.services.node.hub import Peer, RoomHub, text_of

_log = logging.getLogger(__name__)


class RoomLink:
    """Runs on the event loop; what touches the database runs in a thread."""

    def __init__(self, node_id: str, hub: RoomHub, acts: RoomActs) -> None:
        self._node_id = node_id
        self._hub = hub
        self._acts = acts
        self._outcomes: list[ActOutcome] = []
        self._storing: asyncio.Task[None] | None = None

    async def take(self, peer: Peer, message: LinkMessage) -> None:
        """One message of a workstation. One in the name of another PC: `SEA-01`."""
        match message:
            case Hello(device_id=device_id):
                _refuse_other(peer, device_id)
                self._welcome(peer, message)
            case SeatMessage(report=report):
                _refuse_other(peer, report.device_id)
                self._hub.report(peer.key_id, report)
            case ActMessage(envelope=envelope):
                await self._learn(envelope)
            case ActOutcome(device_id=device_id):
                _refuse_other(peer, device_id)
                self._hub.tell_about(message)
                self._store(message)
            case IntegrityNotice(device_id=device_id):
                _refuse_other(peer, device_id)
                self._hub.tell_about(message)
            case Welcome():
                pass

    def _welcome(self, peer: Peer, hello: Hello) -> None:
        peer.sittings = frozenset(hello.acts)
        welcome = Welcome(self._node_id, now_text(), self._acts.wants(hello.acts))
        peer.offer(text_of(welcome), *map(text_of, self._acts.missing(hello.acts)))

    async def _learn(self, envelope: str) -> None:
        try:
            await asyncio.to_thread(self._acts.take, [b64decode(envelope, validate=True)], fresh=False)
        except (KnownError, ValueError) as error:
            _log.warning("act of a workstation not taken in: %s", getattr(error, "code", "REC-01"))

    def _store(self, outcome: ActOutcome) -> None:
        """A hundred workstations answer an act at once: what came while the last were written is written together."""
        self._outcomes.append(outcome)
        if self._storing is None or self._storing.done():
            self._storing = asyncio.create_task(self._store_waiting())

    async def _store_waiting(self) -> None:
        while self._outcomes:
            waiting, self._outcomes = self._outcomes, []
            try:
                await asyncio.to_thread(self._acts.keep_outcomes, waiting)
            except KnownError as error:
                # Shown already, and in the attempt's log for good: a full disk may forget it.
                _log.warning("outcomes of acts not stored: %s", error.code)


def _refuse_other(peer: Peer, device_id: str) -> None:
    if device_id != peer.key_id:
        raise KnownError("SEA-01", what="link message")
