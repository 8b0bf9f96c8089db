"""The room as the console knows it at any moment: a board of the node, and everything that came after it. Pure.

Used by `console`. All times that come in are of the console's boot clock in milliseconds.
"""

from __future__ import annotations

from base64 import b64decode
from collections import deque
from dataclasses import replace

from desktop_app.services.console.acts import ActLedger, Decisions, decisions
from desktop_app.services.console.outage import OutageWatch
from desktop_app.services.console.pulse import Pulse
from desktop_app.services.console.seats import Decided, Heard, instant_ms, room_order, seat_view
from desktop_app.services.console.views import NodeLink, PcView, RoomCounts, RoomView, SeatView, Trouble, TroubleKind
from question_packs.records.orders import RosterEntry, SittingOrder
from question_packs.records.room import (
    ActMessage,
    ActOutcome,
    ActRecord,
    Board,
    HeldAttempt,
    IntegrityNotice,
    LinkMessage,
    SeatMessage,
)
from question_packs.strict_json import decode_strict

_NOTICES = 500
# Troubles that the map shows by a sign, and that call nobody.
_QUIET_SIGNS: frozenset[TroubleKind] = frozenset({"low_time"})
_RANK: tuple[TroubleKind, ...] = (
    "save_failed", "two_devices", "help", "locked", "needs_proctor", "awaiting_resume", "disconnected", "quiet", "forked",
)  # fmt: skip


class RoomModel:
    """One sitting, from a board on. A newer board replaces what the node says; what only the console knows stays."""

    def __init__(self, board: Board, now_ms: int) -> None:
        self.order = decode_strict(b64decode(board.order), SittingOrder, "sitting order")
        self.ledger = ActLedger(self.order)
        self._heard: dict[str, Heard] = {}
        self._notices: deque[IntegrityNotice] = deque(maxlen=_NOTICES)
        self._outage = OutageWatch()
        self._pulse = Pulse(now_ms, board.saves_per_minute)
        self._decisions: Decisions | None = None
        self._linked: NodeLink = "connected"
        self.take_board(board, now_ms)

    def take_board(self, board: Board, now_ms: int) -> None:
        """Everything the node holds, after a (re)connection."""
        self._board = board
        self._to_room_ms = (instant_ms(board.node_time) or 0) - now_ms
        for record in board.acts:
            self.ledger.take_record(record)
        # A PC that this node does not know of, perhaps a new node, is not linked to it.
        known = {seat.report.device_id for seat in board.seats}
        self._heard = {
            each: self._heard[each] if each in known else replace(self._heard[each], connected=False) for each in self._heard
        }
        for seat in board.seats:
            self._take_seat(seat, now_ms)
        self._decisions = None

    def take(self, message: LinkMessage, now_ms: int) -> None:
        """One message of the live link."""
        match message:
            case SeatMessage():
                self._take_seat(message, now_ms)
            case ActMessage():
                self.ledger.take_envelope(b64decode(message.envelope))
                self._decisions = None
            case ActOutcome():
                self.ledger.take_outcome(message)
            case IntegrityNotice():
                self._notices.append(message)

    def take_record(self, record: ActRecord) -> None:
        """The node's answer to an act of this console."""
        self.ledger.take_record(record)
        self._decisions = None

    @property
    def board(self) -> Board:
        """The newest board."""
        return self._board

    def room_ms(self, now_ms: int) -> int:
        """Room time (epoch ms): the node's clock."""
        return now_ms + self._to_room_ms

    def _take_seat(self, message: SeatMessage, now_ms: int) -> None:
        seen = instant_ms(message.seen_at)
        at_ms = now_ms if seen is None else min(now_ms, seen - self._to_room_ms)
        kept = self._heard.get(message.report.device_id)
        if kept is not None and kept.at_ms > at_ms:
            return  # a board may be older than what the live link brought meanwhile
        self._heard[message.report.device_id] = Heard(message.report, message.connected, at_ms)
        if message.report.attempt_id:
            self._pulse.take(message.report.attempt_id, message.report.saves, now_ms)

    # --- what is shown

    def view(self, now_ms: int, link: NodeLink) -> RoomView:
        """The room now."""
        decided = self._decisions = self._decisions or decisions(self.ledger.in_order())
        seats = self._seats(decided, now_ms)
        self._look_for_outage(seats, link)
        linked = frozenset(each.number for each in seats if each.connected)
        troubles = ranked(seats)
        return RoomView(
            order=self.order,
            now_ms=self.room_ms(now_ms),
            seats=seats,
            troubles=troubles,
            counts=self._counts(seats, len(troubles)),
            saves_per_minute=self._pulse.per_minute(now_ms),
            pulse=self._pulse.slices(now_ms),
            outage=self._outage.view(linked, self._to_room_ms),
            acts=self.ledger.views(),
            notices=tuple(self._notices),
            pcs=self._pcs(),
            attempts=self._board.attempts,
            certificates=self._board.certificates,
            link=link,
            upstream=self._board.upstream,
            waiting_upstream=self._board.waiting_upstream,
            opened=decided.opened,
            started=decided.started,
            closed=decided.closed,
            trouble=self._board.trouble,
        )

    def _seats(self, decided: Decisions, now_ms: int) -> tuple[SeatView, ...]:
        heard: dict[str, list[Heard]] = {}
        for each in self._heard.values():
            if each.report.candidate_number and each.report.sitting_id == self.order.sitting_id:
                heard.setdefault(each.report.candidate_number, []).append(each)
        attempts = _newest(self._board.attempts)
        return tuple(
            seat_view(
                entry,
                decided.persons.get(entry.candidate_number, Decided()),
                heard.get(entry.candidate_number, []),
                attempts.get(entry.candidate_number),
                self.order.policies,
                now_ms,
            )
            for entry in self._roster(decided)
        )

    def _roster(self, decided: Decisions) -> list[RosterEntry]:
        own = {each.candidate_number for each in self.order.candidates}
        guests = [each for each in decided.provisional if each.candidate_number not in own]
        return sorted([*self.order.candidates, *guests], key=room_order)

    def _look_for_outage(self, seats: tuple[SeatView, ...], link: NodeLink) -> None:
        """Only while the node is heard: what the console itself cannot see is no outage of the room."""
        if link != "connected":
            return
        running = frozenset(each.number for each in seats if each.running)
        silent = {each.report.candidate_number: each.at_ms for each in self._heard.values() if not each.connected}
        self._outage.look(running, {number: since for number, since in silent.items() if number in running})

    def _pcs(self) -> tuple[PcView, ...]:
        names = {each.key_id: each.name for each in self.order.devices if each.role == "device"}
        names |= {device: each.report.device_name for device, each in self._heard.items()}
        views = [self._pc(device, name) for device, name in names.items()]
        return tuple(sorted(views, key=lambda each: each.name))

    def _pc(self, device: str, name: str) -> PcView:
        if (heard := self._heard.get(device)) is None:
            return PcView(device, name, False, "", "")
        said, here = instant_ms(heard.report.wall_time), heard.at_ms + self._to_room_ms
        ahead = None if said is None else said - here
        return PcView(device, name, heard.connected, heard.report.candidate_number, heard.report.state, ahead)

    def _counts(self, seats: tuple[SeatView, ...], troubled: int) -> RoomCounts:
        statuses = [each.status for each in seats]
        absent = statuses.count("absent")
        return RoomCounts(
            registered=len(seats),
            present=len(seats) - absent - statuses.count("expected"),
            absent=absent,
            in_progress=sum(status in ("in_progress", "away", "locked") for status in statuses),
            paused=statuses.count("paused") + statuses.count("awaiting_resume"),
            submitted=statuses.count("submitted") + statuses.count("disqualified"),
            received=sum(each.held in ("room", "centre") for each in seats),
            troubled=troubled,
            idle_pcs=sum(each.connected and each.report.state == "idle" for each in self._heard.values()),
        )


def _newest(attempts: tuple[HeldAttempt, ...]) -> dict[str, HeldAttempt]:
    """The attempt of each candidate that counts: the one of the highest epoch, then the furthest."""
    return {each.candidate_number: each for each in sorted(attempts, key=lambda each: (each.epoch, each.reached))}


def ranked(seats: tuple[SeatView, ...]) -> tuple[Trouble, ...]:
    """Who needs somebody first: by the worst trouble, in the room's order among equals."""
    found = []
    for seat in seats:
        kinds = [each for each in seat.troubles if each not in _QUIET_SIGNS]
        if kinds:
            found.append(Trouble(kinds[0], seat, tuple(kinds[1:])))
    return tuple(sorted(found, key=lambda each: _RANK.index(each.kind)))
