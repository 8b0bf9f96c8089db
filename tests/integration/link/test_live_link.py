"""The live link over real sockets: acts come down once, what became of them goes up, nothing that breaks it does harm."""

from __future__ import annotations

import dataclasses
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop_app.services.act_book import ActBook
from desktop_app.services.live_link import REPEAT_MS, LiveLink
from desktop_app.services.room import RoomClient
from desktop_app.sync.room_socket import MAX_MESSAGE_BYTES, RoomSocket
from question_packs.errors import KnownError
from question_packs.records.acts import GrantTime, Pause, Resume, VerifiedAct
from question_packs.records.room import ActMessage, ActOutcome, Hello, IntegrityNotice, SeatMessage, SeatReport
from question_packs.sealing.keys import KeyPair
from tests.integration.link.small_node import WAIT_S, SmallNode
from tests.integration.main_job.proxy import Fault, Proxy
from tests.rooms import SITTING, START_WALL_MS, Pc, Room
from tests.samples import refused

NOW = "2026-01-05T01:10:00Z"
OUTCOME = ActOutcome("a" * 32, "pc", "001", "applied", "", NOW)


class LinkedPc:
    """A PC's end of the link on a thread of its own, as the link's worker runs it; what it hears is kept in order."""

    def __init__(self, pc: Pc, address: str) -> None:
        # The store's thread is whoever holds this lock.
        store = threading.Lock()

        def on_store(call):
            with store:
                return call()

        self.pc, self.book = pc, ActBook(pc.station, pc.sittings)
        self.client = RoomClient(pc.station, on_store, address, discover=lambda room_id: [])
        self.link = LiveLink(pc.station, self.client, self.book, on_store)
        self.acts: list[VerifiedAct] = []
        self.skews: list[int] = []
        self.connected, self.news = threading.Event(), threading.Condition()
        self.link.on_act = lambda act: self._note(self.acts, act)
        self.link.on_skew = lambda skew_ms: self._note(self.skews, skew_ms)
        self.link.on_connected = lambda connected: self.connected.set() if connected else self.connected.clear()
        self.error: Exception | None = None

    def _note(self, kept: list, what: object) -> None:
        with self.news:
            kept.append(what)
            self.news.notify_all()

    @contextmanager
    def living(self) -> Iterator[None]:
        """One connection, until the block ends."""
        thread = self._start()
        try:
            assert self.connected.wait(WAIT_S), self.error
            yield
        finally:
            self.link.end()
            thread.join(WAIT_S)
            assert not thread.is_alive()

    @contextmanager
    def dying(self) -> Iterator[None]:
        """One connection that something in the block ends; `error` says why."""
        thread = self._start()
        assert self.connected.wait(WAIT_S), self.error
        yield
        thread.join(WAIT_S)
        assert not thread.is_alive()

    def _start(self) -> threading.Thread:
        def live() -> None:
            self.error = None
            try:
                self.link.live()
            except KnownError as error:
                self.error = error

        thread = threading.Thread(target=live)
        thread.start()
        return thread

    def wait_for_acts(self, count: int) -> None:
        with self.news:
            assert self.news.wait_for(lambda: len(self.acts) >= count, WAIT_S)


@pytest.fixture
def linked(pc: Pc, node: SmallNode) -> LinkedPc:
    return LinkedPc(pc, node.url)


def seat(state: str = "idle", **facts: object) -> SeatReport:
    return replace(SeatReport("pc", "PC-01", state, NOW), **facts)


def test_an_act_is_kept_and_told_once_however_often_it_comes(linked: LinkedPc, node: SmallNode, room: Room) -> None:
    pause, resume = room.act(Pause()), room.act(Resume())
    with linked.living():
        for envelope in (pause, pause, resume, pause):
            node.say_act(envelope)
        linked.wait_for_acts(2)
    assert [each.envelope for each in linked.acts] == [pause, resume]
    assert linked.book.envelopes(SITTING) == [pause, resume]


def test_a_forged_act_or_one_of_another_sitting_fails_and_does_no_harm(
    linked: LinkedPc, node: SmallNode, room: Room
) -> None:
    good, altered = room.act(Pause()), bytearray(room.act(Pause()))
    altered[60] ^= 1
    stranger = dataclasses.replace(room, officers={**room.officers, "Pengawas Satu": KeyPair.generate("Palsu", "proctor")})
    with linked.living():
        node.say_act(b"no act at all")
        node.say_act(bytes(altered))
        node.say_act(stranger.act(Pause()))
        node.say_act(good)
        linked.wait_for_acts(1)
        node.wait_until(lambda: any(each.status == "failed" for each in node.heard_of(ActOutcome)))
    assert [each.envelope for each in linked.acts] == [good]
    assert {each.code for each in node.heard_of(ActOutcome)} <= {"SEA-01", "SEA-02", "REC-01"}


def test_a_new_node_gets_the_acts_that_this_pc_holds(linked: LinkedPc, node: SmallNode, room: Room) -> None:
    envelope = room.act(GrantTime(60_000, ("001",)))
    held = linked.book.take(envelope)
    node.wants = (held.act.act_id, "f" * 32)
    with linked.living():
        node.wait_until(lambda: bool(node.heard_of(ActMessage)))
    [hello] = node.heard_of(Hello)
    assert hello.acts[SITTING] == (held.act.act_id,)
    assert len(node.heard_of(ActMessage)) == 1


def test_what_became_of_acts_is_told_again_at_every_connection(linked: LinkedPc, node: SmallNode) -> None:
    linked.link.outcome(OUTCOME)
    notice = IntegrityNotice("pc", "001", "focus_lost", "", NOW)
    linked.link.notice(notice)
    with linked.dying():
        node.wait_until(lambda: notice in node.heard)
        node.hang_up()
    with linked.living():
        node.wait_until(lambda: node.heard.count(OUTCOME) == 2)
    assert linked.error is None
    assert node.heard.count(notice) == 1


def test_the_nodes_clock_is_learnt_and_a_pc_years_behind_is_let_in(linked: LinkedPc, node: SmallNode) -> None:
    behind_ms = linked.pc.machine.wall_ms - START_WALL_MS
    linked.pc.machine.wall_ms = START_WALL_MS
    with linked.living():
        assert abs(linked.skews[0] - behind_ms) < 60_000


def test_a_report_goes_up_when_something_changed_and_every_ten_seconds(linked: LinkedPc, node: SmallNode) -> None:
    with linked.living():
        for report in (seat(), seat(remaining_ms=5), seat("in_progress", remaining_ms=4), seat("in_progress")):
            linked.link.report(report)
        linked.pc.machine.pass_ms(REPEAT_MS)
        linked.link.report(seat("in_progress", remaining_ms=1))
        node.wait_until(lambda: len(node.heard_of(SeatMessage)) == 3)
    assert [(each.report.state, each.report.remaining_ms) for each in node.heard_of(SeatMessage)] == [
        ("idle", 0), ("in_progress", 4), ("in_progress", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["no json", "{}", '{"message":"welcome"}', "[" * 100_000, "x" * (MAX_MESSAGE_BYTES + 1)])
def test_what_is_no_message_or_too_large_ends_the_connection_and_the_next_one_is_good(
    linked: LinkedPc, node: SmallNode, room: Room, text: str
) -> None:
    with linked.dying():
        node.say_text(text)
    assert linked.error.code in ("REC-01", "NET-01")
    with linked.living():
        node.say_act(room.act(Pause()))
        linked.wait_for_acts(1)


def test_a_line_cut_in_the_middle_of_an_act_leaves_nothing_half_taken(pc: Pc, node: SmallNode, room: Room) -> None:
    pause = room.act(Pause(), "x" * 4000)
    with Proxy(node.port) as proxy:
        linked = LinkedPc(pc, proxy.url)
        linked.client.find(proxy.url)
        proxy.faults = lambda: Fault(downward=4000)
        with linked.dying():
            node.say_act(pause)
        assert linked.error.code == "NET-01"
        assert (linked.acts, linked.book.envelopes(SITTING)) == ([], [])
        proxy.faults = Fault
        with linked.living():
            node.say_act(pause)
            linked.wait_for_acts(1)


def test_another_certificate_is_refused_before_anything_is_said(pc: Pc, room: Room, node: SmallNode) -> None:
    opened = refused(lambda: RoomSocket.open(node.url, "/v1/link", room.certificate, room.device, pc_clock(pc)))
    assert opened.code == "NET-02"
    assert node.heard == []


def test_a_pc_that_the_node_does_not_know_is_told_so(pc: Pc, node: SmallNode) -> None:
    stranger = KeyPair.generate("PC asing", "device")
    opened = refused(lambda: RoomSocket.open(node.url, "/v1/link", node.certificate, stranger, pc_clock(pc)))
    assert opened.code == "ROM-03"


def test_a_node_that_takes_the_call_and_keeps_silent_is_given_up(pc: Pc, room: Room, node: SmallNode) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}"
        opened = refused(lambda: RoomSocket.open(url, "/v1/link", node.certificate, room.device, pc_clock(pc)))
    assert opened.code == "NET-01"


def test_the_link_ends_at_once_also_while_it_looks_for_a_node(pc: Pc) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        linked = LinkedPc(pc, f"127.0.0.1:{silent.getsockname()[1]}")
        thread = linked._start()
        caller, _ = silent.accept()
        linked.link.end()
        caller.close()
        thread.join(WAIT_S)
        assert not thread.is_alive()


def test_another_node_of_the_room_takes_the_place_of_a_dead_one(pc: Pc, room: Room, node: SmallNode, tmp_path: Path) -> None:
    first = SmallNode(room, tmp_path / "first")
    with Proxy(first.port) as address:
        with first.serving():
            linked = LinkedPc(pc, address.url)
            with linked.dying():
                address.cut_all()
                first.hang_up()
        address.centre_port = node.port
        with linked.living():
            node.say_act(room.act(Pause()))
            linked.wait_for_acts(1)


def pc_clock(pc: Pc):
    return lambda: pc.machine.wall_ms
