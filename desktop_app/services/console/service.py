"""The proctor console's use cases: find the room node, sign in, see the room live, do acts.

Lives on one thread, the GUI's; slow work goes to two workers: `network` for requests, `watching` for the live link. The GUI
calls `tick` twice a second and shows `room`. No Qt here.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar
from uuid import uuid4

from desktop_app.services.console.roads import FindNode, NodeFound, OfficerRoad, Watch
from desktop_app.services.console.room import RoomModel
from desktop_app.services.console.views import NodeLink, RoomView
from desktop_app.services.machine import Machine
from desktop_app.services.worker import Worker
from question_packs.errors import KnownError
from question_packs.records.act_codes import CodeKind, answer_challenge
from question_packs.records.act_words import act_name
from question_packs.records.acts import (
    MAY_ALSO,
    Act,
    ActBody,
    NoteIncident,
    OpenSitting,
    kind_of,
    sign_act,
    signatures_needed,
)
from question_packs.records.officers import unlock_officer
from question_packs.records.orders import Officer
from question_packs.records.room import ActRecord, Board, LinkMessage, RoomSitting
from question_packs.sealing.codes import CHALLENGE_LENGTH, normalise_code
from question_packs.sealing.keys import KeyPair

log = logging.getLogger(__name__)

T = TypeVar("T")
Failed = Callable[[Exception], None]

RETRY_MS = 2000
BOARD_EVERY_MS = 30_000
BOARD_SOONEST_MS = 5000
_LISTEN_S = 1.0
_GATHER_S = 0.1
_MOST_AT_ONCE = 1000


@dataclass(frozen=True)
class Signatory:
    """An officer whose code was typed: the key is in memory only."""

    officer: Officer
    key: KeyPair


class ConsoleService:
    """One console. `on_room` are called on the GUI thread after each `tick` that had a room to show."""

    def __init__(self, find_node: FindNode, machine: Machine, network: Worker, watching: Worker) -> None:
        self._find_node = find_node
        self._machine = machine
        self._network = network
        self._watching = watching
        self._model: RoomModel | None = None
        self._road: OfficerRoad | None = None
        self._watch: Watch | None = None
        self._session = 0
        self._link: NodeLink = "connecting"
        self._retry_at_ms: int | None = None
        self._board_at_ms = 0
        self._board_asked = False
        self._early: list[LinkMessage] = []
        self.node: NodeFound | None = None
        self.sitting: RoomSitting | None = None
        self.me: Signatory | None = None
        self.room: RoomView | None = None
        self.on_room: list[Callable[[RoomView], None]] = []

    def now_ms(self) -> int:
        """The console's boot clock."""
        return self._machine.moment().boot_ms

    # --- signing in

    def find(self, address: str, done: Callable[[NodeFound], None], failed: Failed) -> None:
        """Look for the room node at `address` (empty: the usual places)."""

        def found(node: NodeFound) -> None:
            self.node = node
            done(node)

        self._network.run(lambda: self._find_node(address), found, failed)

    def trust_node(self) -> None:
        """People compared the digits of the node found, and they are the same."""
        assert self.node is not None
        self._find_node.trust(self.node)

    def sittings(self, done: Callable[[tuple[RoomSitting, ...]], None], failed: Failed) -> None:
        """The sittings that the node found holds."""
        assert self.node is not None
        self._network.run(self.node.road.sittings, done, failed)

    def unlock(self, officer: Officer, typed_code: str, done: Callable[[Signatory], None], failed: Failed) -> None:
        """Try a personal code (about a second): also for the second person of one act. `SEA-04`, `ACT-04`."""
        self._network.run(lambda: Signatory(officer, unlock_officer(officer, typed_code)), done, failed)

    def sign_in(
        self, sitting: RoomSitting, officer: Officer, typed_code: str, done: Callable[[], None], failed: Failed
    ) -> None:
        """Take the room over by a personal code; `done` when its first board is there."""
        self.unlock(officer, typed_code, lambda me: self.enter(sitting, me, done, failed), failed)

    def enter(self, sitting: RoomSitting, me: Signatory, done: Callable[[], None], failed: Failed) -> None:
        """Take the room over as somebody whose code was tried; `done` when its first board is there."""
        assert self.node is not None
        road = self.node.road.as_officer(me.key)

        def entered(model: RoomModel) -> None:
            self.me, self._road, self._model, self.sitting = me, road, model, sitting
            self._session += 1
            self._link = "connecting"
            self._board_at_ms = self.now_ms()
            self._open_watch()
            self.tick()
            done()

        self._network.run(lambda: RoomModel(road.board(sitting.sitting_id), self.now_ms()), entered, failed)

    def lock(self) -> None:
        """The proctor goes away: the key is forgotten and nothing of the room stays here."""
        self._session += 1
        watch, road = self._watch, self._road
        self.me = self._road = self._watch = self._model = self.room = None
        self._retry_at_ms = None
        self._early.clear()
        if watch is not None:
            self._watching.run(watch.close, _ignore, _ignore)
        if road is not None:
            self._network.run(road.close, _ignore, _ignore)

    # --- the live room

    def tick(self) -> None:
        """Twice a second: make the view of this moment, keep the link and the board fresh."""
        if self._model is None:
            return
        now = self.now_ms()
        if self._retry_at_ms is not None and now >= self._retry_at_ms:
            self._open_watch()
        if self._link == "connected" and now - self._board_at_ms >= BOARD_EVERY_MS:
            self._ask_board()
        self.room = self._model.view(now, self._link)
        if any(each.held == "pc" and each.connected for each in self.room.seats):
            self.refresh_board()  # a hand-in is on its way to the node: only a board tells that it has come
        for listener in list(self.on_room):
            listener(self.room)

    def refresh_board(self) -> None:
        """Something happened that only a board tells: fetch it soon, but not again and again."""
        if self.now_ms() - self._board_at_ms >= BOARD_SOONEST_MS:
            self._ask_board()
        else:
            self._board_at_ms = min(self._board_at_ms, self.now_ms() - BOARD_EVERY_MS + BOARD_SOONEST_MS)

    def _open_watch(self) -> None:
        assert self._road is not None
        assert self.sitting is not None
        road, sitting_id, session = self._road, self.sitting.sitting_id, self._session
        self._retry_at_ms = None

        def opened(watch: Watch) -> None:
            if session != self._session:
                self._watching.run(watch.close, _ignore, _ignore)
                return
            self._watch, self._link = watch, "connected"
            self._listen(watch, session)
            # Asked now, so that what happened before the link was open is not missed.
            self._ask_board()

        self._watching.run(lambda: road.watch(sitting_id), opened, lambda error: self._lost(error, session))

    def _listen(self, watch: Watch, session: int) -> None:
        def heard(messages: list[LinkMessage]) -> None:
            if session == self._session:
                self._take(messages)
                self._listen(watch, session)

        self._watching.run(lambda: _gather(watch), heard, lambda error: self._lost(error, session))

    def _take(self, messages: list[LinkMessage]) -> None:
        if self._model is None:
            return
        now = self.now_ms()
        if self._board_asked:
            self._early += messages
        for message in messages:
            self._model.take(message, now)

    def _lost(self, error: Exception, session: int) -> None:
        if session != self._session:
            return
        if not isinstance(error, KnownError):
            raise error
        log.info("live link: %s", error.code)
        if self._watch is not None:
            self._watching.run(self._watch.close, _ignore, _ignore)
        self._watch, self._link = None, "lost"
        self._retry_at_ms = self.now_ms() + RETRY_MS

    def _ask_board(self) -> None:
        if self._board_asked or self._road is None or self.sitting is None:
            return
        road, sitting_id, session = self._road, self.sitting.sitting_id, self._session
        self._board_asked, self._board_at_ms = True, self.now_ms()

        def came(board: Board) -> None:
            self._board_asked = False
            if session == self._session:
                self._take_board(board)

        def failed(error: Exception) -> None:
            self._board_asked = False
            if not isinstance(error, KnownError):
                raise error

        self._network.run(lambda: road.board(sitting_id), came, failed)

    def _take_board(self, board: Board) -> None:
        assert self._model is not None
        now = self.now_ms()
        if board.order != self._model.board.order:
            self._model = RoomModel(board, now)  # a new revision of the order
        else:
            self._model.take_board(board, now)
        for message in self._early:
            self._model.take(message, now)
        self._early.clear()
        self.tick()

    # --- acts

    def may(self, kind: type) -> bool:
        """Whether the role of who is signed in allows this kind of act."""
        assert self.me is not None
        role = self.me.officer.role
        return role == "proctor" or kind in MAY_ALSO.get(role, frozenset())

    def needs_second(self, body: ActBody) -> bool:
        """Whether a second person must sign this act."""
        assert self._model is not None
        return signatures_needed(body, self._model.order) > 1

    def do(self, body: ActBody, reason: str = "", second: Signatory | None = None) -> str:
        """Sign an act and send it; its id. What becomes of it stands in `room.acts`. Two needed, one there: `CON-02`."""
        assert self.me is not None
        assert self._model is not None
        assert self._road is not None
        self._refuse_alone(body, second)
        order, road, session = self._model.order, self._road, self._session
        act = Act("lontar.act/1", uuid4().hex, order.sitting_id, order.room_id, self._room_time(), reason, body)
        signers = [self.me, *([second] if second is not None else [])]
        envelope = sign_act(act, [each.key for each in signers])
        self._model.ledger.sending(act, " & ".join(each.officer.name for each in signers))
        log.info("act %s %s", kind_of(body), act.act_id)
        self._network.run(
            lambda: road.post_acts([envelope])[0],
            lambda answer: self._answered(act.act_id, answer, session),
            lambda error: self._answered(act.act_id, error, session),
        )
        self.tick()
        return act.act_id

    def _refuse_alone(self, body: ActBody, second: Signatory | None) -> None:
        assert self.me is not None
        if self.needs_second(body) and (second is None or second.key.key_id == self.me.key.key_id):
            raise KnownError("CON-02")

    def open_room(self, typed_code: str, second: Signatory | None, done: Callable[[str], None], failed: Failed) -> None:
        """Open the sitting on every PC: the node tries the opening code (about a second), then the act goes out as by `do`.

        `done` gets the act's id. Refused at once: `CON-02`, `SEA-04` (mistyped); by the node: `CON-01` with its reason.
        """
        self._refuse_alone(OpenSitting(), second)
        assert self.sitting is not None
        code, sitting_id, session = normalise_code(typed_code), self.sitting.sitting_id, self._session

        def opened(keys: str) -> None:
            if session == self._session:
                done(self.do(OpenSitting(keys), "", second))

        self.ask(lambda road: road.opening_keys(sitting_id, code), opened, failed)

    def _answered(self, act_id: str, answer: ActRecord | Exception, session: int) -> None:
        if session != self._session or self._model is None:
            return
        if isinstance(answer, ActRecord):
            self._model.take_record(answer)
        elif isinstance(answer, KnownError):
            self._model.ledger.refuse(act_id, answer)
        else:
            self._model.ledger.refuse(act_id, KnownError("BUG-01"))
            raise answer
        self.tick()

    def one_time_code(self, kind: CodeKind, challenge: str, candidate: str, parameter: str = "") -> str:
        """The code for a PC that no network reaches; that it was given is noted for the minutes. Mistyped: `SEA-04`."""
        assert self._model is not None
        code = answer_challenge(self._model.order, kind, challenge, candidate, parameter)
        # The event at that PC names the challenge: whoever compares finds the two together.
        reason = " ".join(("Kode sekali pakai:", act_name(kind, "id"), parameter)).strip()
        self.do(NoteIncident("technical", candidate, normalise_code(challenge, CHALLENGE_LENGTH)), reason)
        return code

    def _room_time(self) -> str:
        assert self._model is not None
        moment = datetime.fromtimestamp(self._model.room_ms(self.now_ms()) / 1000, UTC)
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    # --- for the other pages

    def ask(self, job: Callable[[OfficerRoad], T], done: Callable[[T], None], failed: Failed) -> None:
        """Ask the node for a document, bundles, a roll: `job` runs on the network worker."""
        assert self._road is not None
        road = self._road
        self._network.run(lambda: job(road), done, failed)


def _gather(watch: Watch) -> list[LinkMessage]:
    """Wait for a message; then take what comes right behind it, so that a hundred seats make ten deliveries a second."""
    first = watch.receive(_LISTEN_S)
    messages = [] if first is None else [first]
    until = time.monotonic() + _GATHER_S
    while messages and len(messages) < _MOST_AT_ONCE and (left := until - time.monotonic()) > 0:
        more = watch.receive(left)
        if more is None:
            break
        messages.append(more)
    return messages


def _ignore(_: object) -> None:
    """The connection is gone either way."""
