"""The live link: this PC's end of the conversation with the room node.

Up go what this PC is, how the attempt fares, and what became of acts; down come the proctor's acts. Nothing depends on it:
answers travel by the synchroniser, and a PC without its node goes on alone.

`live` runs on the link's own thread; `report`, `outcome`, `notice` and `end` may be called on any thread and return at once.
"""

from __future__ import annotations

import logging
from base64 import b64decode, b64encode
from collections import deque
from collections.abc import Callable
from datetime import datetime
from functools import partial
from threading import Lock
from typing import Protocol

from msgspec.structs import replace

from desktop_app.services.room import RoomClient
from desktop_app.services.workstation import Workstation
from desktop_app.sync.conversation import Conversation
from desktop_app.sync.room_socket import RoomSocket
from desktop_app.sync.syncer import OnStore
from desktop_app.version import VERSION
from question_packs.errors import KnownError
from question_packs.records.acts import VerifiedAct, peek_act
from question_packs.records.room import (
    ActMessage,
    ActOutcome,
    Hello,
    IntegrityNotice,
    LinkMessage,
    SeatMessage,
    SeatReport,
    Welcome,
)

log = logging.getLogger(__name__)

REPEAT_MS = 10_000
_MOST_KEPT = 500


class Acts(Protocol):
    """The acts that this PC holds (`services.act_book`). Called on the store's thread."""

    def take(self, envelope: bytes) -> VerifiedAct | None:
        """Verify and keep an act; None: it is here already."""
        ...

    def held(self) -> dict[str, tuple[str, ...]]:
        """Ids of the acts held, by sitting."""
        ...

    def envelope(self, act_id: str) -> bytes | None:
        """One act."""
        ...


class LiveLink:
    """`on_act`, `on_skew` (the node's clock minus this PC's, ms) and `on_connected` are called on the link's thread."""

    def __init__(self, workstation: Workstation, room: RoomClient, acts: Acts, on_store: OnStore) -> None:
        self._workstation = workstation
        self._room = room
        self._acts = acts
        self._on_store = on_store
        self.on_act: Callable[[VerifiedAct], None] = lambda act: None
        self.on_skew: Callable[[int], None] = lambda skew_ms: None
        self.on_connected: Callable[[bool], None] = lambda connected: None
        self._guard = Lock()
        self._ended = False
        self._talk: Conversation | None = None
        self._reported: tuple[SeatReport, int] | None = None
        # The node keeps the newest of each, so they are told again at every connection: perhaps it is another node.
        self._outcomes: dict[tuple[str, str], ActOutcome] = {}
        self._notices: deque[IntegrityNotice] = deque(maxlen=_MOST_KEPT)

    # --- up, from any thread

    def report(self, report: SeatReport) -> None:
        """How this PC fares. Call it every second: it is sent when something changed, and every ten seconds all the same."""
        now_ms = self._workstation.machine.moment().boot_ms
        talk = self._talk
        if talk is not None and self._is_news(report, now_ms):
            self._reported = (report, now_ms)
            talk.send(SeatMessage(report))

    def _is_news(self, report: SeatReport, now_ms: int) -> bool:
        if self._reported is None:
            return True
        before, at_ms = self._reported
        return now_ms - at_ms >= REPEAT_MS or _without_clocks(report) != _without_clocks(before)

    def outcome(self, outcome: ActOutcome) -> None:
        """What became of an act."""
        with self._guard:
            self._outcomes[outcome.act_id, outcome.candidate_number] = outcome
            if len(self._outcomes) > _MOST_KEPT:
                self._outcomes.pop(next(iter(self._outcomes)))
            if self._talk is not None:
                self._talk.send(outcome)

    def notice(self, notice: IntegrityNotice) -> None:
        """Something that a watcher saw; kept until it is sent."""
        with self._guard:
            self._notices.append(notice)
            if self._talk is not None:
                self._talk.do(partial(self._send_notices, self._talk))

    def reconnect(self) -> None:
        """`live` returns soon, to be called again: another node may have been found."""
        with self._guard:
            if self._talk is not None:
                self._talk.end()

    def end(self) -> None:
        """No more, for good: `live` returns soon."""
        with self._guard:
            self._ended = True
            if self._talk is not None:
                self._talk.end()
        self._room.close()

    # --- one connection, on the link's thread

    def live(self) -> None:
        """Connect and stay until `end` or `reconnect`; why it was lost or could not be made is raised."""
        socket = self._open()
        talk = Conversation(socket, lambda message: self._heard(talk, message))
        socket.send(self._on_store(self._hello))
        self._begin(talk)
        try:
            talk.run()
        finally:
            with self._guard:
                self._talk = None
            self.on_connected(False)

    def _open(self) -> RoomSocket:
        """To the node that was known; where it does not answer, to whichever is found."""
        node = self._room.node()
        if node is not None:
            try:
                return self._room.socket(node)
            except KnownError as error:
                log.debug("room node not reached: %s", error.code)
        return self._room.socket(self._room.find())

    def _hello(self) -> Hello:
        device = self._workstation.device().public
        return Hello(device.key_id, device.name, VERSION, self._acts.held())

    def _begin(self, talk: Conversation) -> None:
        with self._guard:
            self._reported = None
            self._talk = talk
            for outcome in self._outcomes.values():
                talk.send(outcome)
            talk.do(partial(self._send_notices, talk))
            if self._ended:
                talk.end()

    def _send_notices(self, talk: Conversation) -> None:
        while self._notices:
            talk.send_now(self._notices[0])
            self._notices.popleft()

    def _heard(self, talk: Conversation, message: LinkMessage) -> None:
        match message:
            case Welcome():
                self._welcomed(talk, message)
            case ActMessage():
                self._take_act(b64decode(message.envelope))
            case _:
                log.warning("the node said what nobody asked: %s", type(message).__name__)

    def _welcomed(self, talk: Conversation, welcome: Welcome) -> None:
        log.info("linked to the room node")
        node_ms = int(datetime.fromisoformat(welcome.wall_time).timestamp() * 1000)
        self.on_skew(node_ms - self._room.wall_ms())
        for act_id in welcome.wants:
            envelope = self._on_store(partial(self._acts.envelope, act_id))
            if envelope is not None:
                talk.send_now(ActMessage(b64encode(envelope).decode()))
        self.on_connected(True)

    def _take_act(self, envelope: bytes) -> None:
        try:
            act = self._on_store(lambda: self._acts.take(envelope))
        except KnownError as error:
            self._refuse_act(envelope, error)
        else:
            if act is not None:
                self.on_act(act)

    def _refuse_act(self, envelope: bytes, error: KnownError) -> None:
        """The console shows an act that this PC refused as failed, with the reason; what is no act at all is only logged."""
        log.warning("act refused: %s", error.code)
        try:
            act_id = peek_act(envelope).act_id
        except KnownError:
            return
        moment = self._workstation.machine.moment()
        device_id = self._on_store(self._workstation.device).key_id
        self.outcome(ActOutcome(act_id, device_id, "", "failed", error.code, moment.wall_time))


def _without_clocks(report: SeatReport) -> SeatReport:
    """What time alone changes is no news."""
    return replace(report, wall_time="1970-01-01T00:00:00Z", remaining_ms=0)
