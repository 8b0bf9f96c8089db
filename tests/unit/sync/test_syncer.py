"""Whatever the road loses, repeats or reorders: the outbox empties in the end and the centre has each event once."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop_app.sync.schedule import IDLE_S, LONGEST_S, Backoff
from question_packs.errors import KnownError
from question_packs.records.receipts import AttemptResult, ScoreLine, sign_receipt, sign_result, verify_receipt
from question_packs.records.stick import open_bundle
from question_packs.sealing.keys import KeyPair
from tests.room_centre import RoomCentre, centre_of
from tests.rooms import Pc, Room, attempt_of, copy_pc, on_this_thread
from tests.samples import refused

# What happens to one round: the request or the answer is lost, answers come twice, backwards, or those of before.
ROUNDS = st.lists(
    st.sampled_from(["ok", "request lost", "answer lost", "twice", "backwards", "old ones too", "half", "nothing"]),
    max_size=12,
)


class BadRoad:
    """A road to the centre that does what its script says, one word for each round."""

    def __init__(self, centre: RoomCentre, script: list[str]) -> None:
        self.centre, self.script = centre, script
        self.old: list[bytes] = []

    def exchange(self, envelopes: list[bytes]) -> list[bytes]:
        word = self.script.pop(0) if self.script else "ok"
        if word == "request lost":
            raise KnownError("NET-01")
        answers = self.centre.exchange(envelopes)
        before, self.old = self.old, self.old + answers
        if word == "answer lost":
            raise KnownError("NET-01")
        return {
            "ok": answers,
            "twice": answers * 2,
            "backwards": answers[::-1],
            "old ones too": before + answers,
            "half": answers[: len(answers) // 2],
            "nothing": [],
        }[word]

    def result(self, attempt_id: str) -> bytes | None:
        return None


def run_round(pc: Pc, road: object) -> None:
    for _, syncer in pc.sittings.syncers(on_this_thread):
        with suppress(KnownError):
            syncer.run_once(road)


@settings(max_examples=25)
@given(ROUNDS, st.lists(st.integers(0, 3), max_size=12))
def test_any_loss_repetition_and_order_ends_with_an_empty_outbox_and_the_whole_attempt(room: Room, script, pauses) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pc = copy_pc(room, Path(folder) / "pc")
        centre = centre_of(room)
        road = BadRoad(centre, list(script))
        session = pc.sit_down()
        for acts in [*pauses, 2]:
            for _ in range(acts):
                session.respond((session.item().choices[len(session.attempt.state.responses) % 5].identifier,))
                session.next()
            run_round(pc, road)
        session.submit("by_candidate")
        while road.script:
            run_round(pc, road)
        run_round(pc, road)
        assert pc.store.unsent() == 0
        assert centre.chain("001") == pc.store.lines(attempt_of("001"), 1)
        assert pc.store.attempt(attempt_of("001")).completed_at is not None
        assert sum(len(segment.events) for segment in centre.segments.values()) == len(centre.chain("001"))
        pc.sittings.close()


class Answers:
    """A road that answers with the given bytes."""

    def __init__(self, *answers: bytes) -> None:
        self.answers = list(answers)

    def exchange(self, envelopes: list[bytes]) -> list[bytes]:
        return self.answers

    def result(self, attempt_id: str) -> bytes | None:
        return self.answers[0] if self.answers else None


def test_a_receipt_of_another_centre_forged_or_for_another_pc_changes_nothing(pc: Pc, room: Room, tmp_path: Path) -> None:
    pc.sit_down().respond(("A",))
    centre = centre_of(room)
    store, [(_, syncer)] = pc.store, pc.sittings.syncers(on_this_thread)
    syncer.cut()
    good = centre.take(store.waiting(1)[0].envelope)
    receipt = verify_receipt(good, room.trust)
    foreign = sign_receipt(receipt, KeyPair.generate("Pusat lain", "centre"))
    by_approver = sign_receipt(receipt, room.approvers[0])
    forged = good.replace(b'"sig":"', b'"sig":"A', 1)
    other = copy_pc(room, tmp_path / "other")
    other.sit_down("002").respond(("A",))
    other_store, [(_, other_syncer)] = other.store, other.sittings.syncers(on_this_thread)
    other_syncer.cut()
    not_ours = centre.take(other_store.waiting(1)[0].envelope)
    shifted = sign_receipt(replace(receipt, last_sequence=receipt.last_sequence + 1), room.centre)
    bad = [foreign, by_approver, forged, not_ours, shifted, b"", b"{}", good[:-5]]
    outcome = syncer.run_once(Answers(*bad))
    assert (outcome.refused, outcome.receipts, store.attempts()[0].reached) == (len(bad), (), -1)
    assert outcome.unsent == len(store.lines(attempt_of("001"), 1))
    assert syncer.run_once(Answers(good)).unsent == 0
    other.sittings.close()


def result_of(number: str) -> AttemptResult:
    total = ScoreLine("total", "Nilai", "10", "100")
    return AttemptResult("lontar.result/1", attempt_of(number), number, total, (), (), 1, 6, "1", "2026-01-05T05:00:00Z")


def test_only_the_centres_own_result_of_this_attempt_is_kept(pc: Pc, room: Room) -> None:
    pc.sit_down().submit("by_candidate")
    store, [(_, syncer)] = pc.store, pc.sittings.syncers(on_this_thread)
    attempt_id = attempt_of("001")
    foreign = sign_result(result_of("001"), KeyPair.generate("Pusat lain", "centre"))
    assert refused(syncer.fetch_result, Answers(foreign), attempt_id).code == "SEA-02"
    anothers = sign_result(result_of("002"), room.centre)
    assert refused(syncer.fetch_result, Answers(anothers), attempt_id).code == "SEA-01"
    assert store.result(attempt_id) is None
    assert not syncer.fetch_result(Answers(), attempt_id)
    assert syncer.fetch_result(Answers(sign_result(result_of("001"), room.centre)), attempt_id)
    assert pc.kiosk.receipt().result == result_of("001")


def test_a_very_long_attempt_is_cut_into_several_segments(pc: Pc, room: Room) -> None:
    session = pc.sit_down()
    for number in range(1100):
        session.flag(number % 2 == 0)
    centre = centre_of(room)
    run_round(pc, centre)
    run_round(pc, centre)
    assert pc.store.unsent() == 0
    assert sorted(len(segment.events) for segment in centre.segments.values()) == [103, 1000]


@given(st.integers(0, 40), st.floats(0, 1))
def test_waiting_grows_to_two_minutes_and_begins_anew_after_a_success(failures: int, share: float) -> None:
    backoff = Backoff(lambda low, high: low + share * (high - low))
    delays = [backoff.after_failure() for _ in range(failures)]
    assert all(0.25 <= delay <= LONGEST_S for delay in delays)
    assert delays == sorted(delays)
    assert backoff.after_success() == IDLE_S
    assert backoff.after_failure() <= 2.0


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def bundles(stick: Path) -> list[Path]:
    return sorted((stick / "segments").glob("*.bundle"))


def carry(stick: Path, centre: RoomCentre, room: Room) -> None:
    """What the centre's import does: receipts beside the bundles."""
    (stick / "receipts").mkdir(exist_ok=True)
    for path in bundles(stick):
        receipt = centre.take(open_bundle(path.read_bytes(), [room.centre.identity]))
        (stick / "receipts" / f"{path.stem}.receipt").write_bytes(receipt)


def test_a_stick_there_and_back_empties_the_outbox(pc: Pc, room: Room, stick: Path) -> None:
    session = pc.sit_down()
    session.respond(("A",))
    assert pc.kiosk.hand_in_to_stick(stick) == 1
    session.submit("by_candidate")
    assert pc.kiosk.hand_in_to_stick(stick) == 2
    assert pc.store.unsent() > 0
    centre = centre_of(room)
    carry(stick, centre, room)
    pc.kiosk.hand_in_to_stick(stick)
    assert pc.store.unsent() == 0
    assert centre.chain("001") == pc.store.lines(attempt_of("001"), 1)
    assert pc.kiosk.receipt().at_centre


def test_a_stick_pulled_out_while_writing_loses_nothing_and_the_next_one_is_complete(
    pc: Pc, room: Room, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = pc.sit_down()
    for answer in "ABC":
        session.respond((answer,))
        pc.sittings.syncers(on_this_thread)[0][1].cut()
    unsent, real, left = pc.store.unsent(), Path.replace, [1]

    def replace_once(path: Path, target: Path) -> Path:
        if left.pop() if left else False:
            return real(path, target)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "replace", replace_once)
    assert refused(pc.kiosk.hand_in_to_stick, stick).code == "NET-04"
    monkeypatch.undo()
    assert pc.store.unsent() == unsent
    whole = bundles(stick)[0]
    whole.write_bytes(whole.read_bytes()[:40])
    assert pc.kiosk.hand_in_to_stick(stick) == 3
    centre = centre_of(room)
    carry(stick, centre, room)
    pc.kiosk.hand_in_to_stick(stick)
    assert (pc.store.unsent(), len(centre.segments)) == (0, 3)
    assert sorted(path.suffix for path in (stick / "segments").iterdir()) == [".bundle"] * 3


def test_a_stick_that_is_gone_or_a_file_is_a_sentence(pc: Pc, stick: Path) -> None:
    pc.sit_down().respond(("A",))
    (stick / "segments").write_bytes(b"not a folder")
    assert refused(pc.kiosk.hand_in_to_stick, stick).code == "NET-04"
    shutil.rmtree(stick)
    stick.write_bytes(b"not a folder")
    assert refused(pc.kiosk.hand_in_to_stick, stick).code in {"NET-04", "NET-05"}
    assert pc.store.unsent() > 0


def test_a_hostile_stick_leads_nowhere(pc: Pc, room: Room, stick: Path, tmp_path: Path) -> None:
    pc.sit_down().respond(("A",))
    store, [(_, syncer)] = pc.store, pc.sittings.syncers(on_this_thread)
    syncer.cut()
    digest = store.waiting(1)[0].digest
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (stick / "segments").symlink_to(elsewhere)
    assert refused(pc.kiosk.hand_in_to_stick, stick).code == "NET-04"
    assert list(elsewhere.iterdir()) == []
    (stick / "segments").unlink()
    good = tmp_path / "good.receipt"
    good.write_bytes(centre_of(room).take(store.waiting(1)[0].envelope))
    (stick / "receipts").mkdir()
    receipt = stick / "receipts" / f"{digest}.receipt"
    receipt.symlink_to(good)
    pc.kiosk.hand_in_to_stick(stick)
    receipt.unlink()
    receipt.mkdir()
    pc.kiosk.hand_in_to_stick(stick)
    receipt.rmdir()
    with receipt.open("wb") as file:
        file.truncate(1 << 40)
    pc.kiosk.hand_in_to_stick(stick)
    assert pc.store.unsent() > 0
    receipt.write_bytes(good.read_bytes())
    pc.kiosk.hand_in_to_stick(stick)
    assert pc.store.unsent() == 0
