"""The room node's road and the centre's: whatever is lost or repeated, only the centre's receipts empty the outbox."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.sync.schedule import Asking
from question_packs.errors import KnownError
from question_packs.records.receipts import verify_node_receipt
from question_packs.records.segments import segment_digest
from question_packs.sealing.keys import KeyPair
from tests.room_centre import RoomCentre, centre_of
from tests.rooms import Pc, Room, build_room, copy_pc, on_this_thread
from tests.samples import refused


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return build_room(tmp_path_factory.mktemp("room"))


class RoomNode:
    """A node's half: it verifies and countersigns as the centre does, forwards when it can, gives receipts when asked."""

    def __init__(self, room: Room, key: KeyPair) -> None:
        self.key = key
        self.ingest = RoomCentre(key, room.order.machine_keys("device"))
        self.posted: list[bytes] = []
        self.receipted: dict[str, bytes] = {}

    def exchange(self, envelopes: list[bytes]) -> list[bytes]:
        self.posted += envelopes
        held = [self.ingest.take(each) for each in envelopes]
        return [self.receipted.get(segment_digest(each), answer) for each, answer in zip(envelopes, held, strict=True)]

    def receipts(self, digests: list[str]) -> list[bytes]:
        return [self.receipted[each] for each in digests if each in self.receipted]

    def forward(self, centre: RoomCentre) -> None:
        self.receipted |= {segment_digest(each): centre.take(each) for each in self.posted}

    def result(self, attempt_id: str) -> bytes | None:
        return None


def node_of(room: Room) -> RoomNode:
    return RoomNode(room, room.node)


def syncer_of(pc: Pc):
    [(_, syncer)] = pc.sittings.syncers(on_this_thread)
    return syncer


def answer(pc: Pc, session) -> None:
    session.respond((session.item().choices[len(session.attempt.state.responses) % 5].identifier,))
    session.next()


def test_the_nodes_receipt_is_a_hold_and_lets_go_of_nothing(room: Room, tmp_path: Path) -> None:
    pc, node, centre = copy_pc(room, tmp_path / "pc"), node_of(room), centre_of(room)
    answer(pc, pc.sit_down())
    syncer = syncer_of(pc)
    unsent = pc.store.unsent()
    outcome = syncer.run_once(node, node.key.key_id)
    assert (outcome.held, outcome.receipts, outcome.unsent) == (1, (), unsent)
    assert syncer.run_once(node, node.key.key_id).sent == 0
    assert syncer.collect(node, node.key.key_id) == ()
    node.forward(centre)
    assert len(syncer.collect(node, node.key.key_id)) == 1
    assert pc.store.unsent() == 0


def test_what_one_node_holds_is_sent_to_another_and_to_the_centre(room: Room, tmp_path: Path) -> None:
    pc, node, centre = copy_pc(room, tmp_path / "pc"), node_of(room), centre_of(room)
    answer(pc, pc.sit_down())
    syncer = syncer_of(pc)
    syncer.run_once(node, node.key.key_id)
    assert syncer.run_once(node_of(room), "another").sent == 1
    assert syncer.run_once(centre).unsent == 0


def test_a_receipt_by_nobody_of_the_room_holds_nothing(room: Room, tmp_path: Path) -> None:
    pc, stranger = copy_pc(room, tmp_path / "pc"), RoomNode(room, KeyPair.generate("Simpul lain", "node"))
    answer(pc, pc.sit_down())
    outcome = syncer_of(pc).run_once(stranger, stranger.key.key_id)
    assert (outcome.held, outcome.refused, pc.store.held(stranger.key.key_id, 9)) == (0, 1, [])
    receipt = stranger.exchange(stranger.posted)[0]
    assert refused(verify_node_receipt, receipt, room.order.machine_keys("node")).code == "SEA-02"


ROUNDS = st.lists(
    st.tuples(
        st.sampled_from(["first node", "second node", "centre", "collect", "forward", "answer"]),
        st.sampled_from(["ok", "ok", "request lost", "answer lost", "backwards", "twice", "half"]),
    ),
    max_size=25,
)


class Faulty:
    """A road with one round's fault on it."""

    def __init__(self, road: object, fault: str) -> None:
        self._road, self._fault = road, fault

    def exchange(self, envelopes: list[bytes]) -> list[bytes]:
        return self._bent(self._road.exchange, envelopes)

    def receipts(self, digests: list[str]) -> list[bytes]:
        return self._bent(self._road.receipts, digests)

    def _bent(self, ask, parts: list) -> list[bytes]:
        if self._fault == "request lost":
            raise KnownError("NET-01")
        answers = ask(parts)
        if self._fault == "answer lost":
            raise KnownError("NET-01")
        half = answers[: len(answers) // 2]
        return {"backwards": answers[::-1], "twice": answers * 2, "half": half}.get(self._fault, answers)


@settings(max_examples=25)
@given(ROUNDS)
def test_any_course_over_two_nodes_and_the_centre_ends_with_everything_at_the_centre_once(room: Room, rounds) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pc, centre = copy_pc(room, Path(folder) / "pc"), centre_of(room)
        nodes = {"first node": node_of(room), "second node": node_of(room)}
        here = nodes["first node"]
        session = pc.sit_down()
        syncer = syncer_of(pc)
        for what, fault in rounds:
            here = nodes.get(what, here)
            with suppress(KnownError):
                _one_round(what, syncer, Faulty(centre if what == "centre" else here, fault), here, centre)
            if what == "answer":
                answer(pc, session)
            assert _let_go(pc) <= set(centre.segments), "let go without the centre"
        session.submit("by_candidate")
        assert syncer.run_once(centre).unsent == 0
        assert centre.chain("001") == pc.store.lines(session.attempt.attempt_id, 1)
        pc.sittings.close()


def _one_round(what: str, syncer, road: Faulty, here: RoomNode, centre: RoomCentre) -> None:
    if what == "forward":
        here.forward(centre)
    elif what == "collect":
        syncer.collect(road, here.key.key_id)
    elif what == "centre":
        syncer.run_once(road)
    elif what != "answer":
        syncer.run_once(road, here.key.key_id)


def _let_go(pc: Pc) -> set[str]:
    """Digests of the segments that this PC sends to nobody any more."""
    return {segment_digest(each) for each in pc.store.segments()} - {each.digest for each in pc.store.waiting(1000)}


def test_the_node_is_asked_soon_after_a_hand_in_and_then_ever_more_seldom() -> None:
    asking = Asking()
    assert asking.is_due(0)
    assert not asking.is_due(29_000)
    asking.hurry()
    times = [now for now in range(0, 120_000, 500) if asking.is_due(now)]
    assert times == [0, 1000, 3000, 7000, 15_000, 31_000, 61_000, 91_000]
