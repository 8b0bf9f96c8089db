"""Rows 8 and 10: an attempt moves to another PC with every answer and minute, and the old PC never goes on beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop_app.services.to_stick import carry_to_stick
from question_packs.errors import KnownError
from question_packs.records import acts as pa
from question_packs.records import events as ev
from question_packs.records.segments import build_segment, read_segment
from question_packs.sealing.keys import KeyPair
from tests.room_centre import centre_of
from tests.rooms import PIN, SITTING, Pc, Room, attempt_of, copy_pc, on_this_thread
from tests.samples import refused
from tests.unit.services.proctor import Proctor

MINUTE_MS = 60_000
ME = ("001",)


@pytest.fixture
def spares(room: Room, tmp_path: Path) -> Iterator[list[Pc]]:
    """The two spare PCs of the room."""
    made = [copy_pc(room, tmp_path / spare.public.name, spare=spare) for spare in room.spares]
    yield made
    for each in made:
        each.sittings.close()


def segments(*pcs: Pc) -> list[bytes]:
    """Every segment of these PCs, as the room node holds them."""
    found = []
    for pc in pcs:
        for _, syncer in pc.sittings.syncers(on_this_thread):
            syncer.cut()
        found += pc.store.segments()
    return found


def half_an_exam(pc: Pc) -> object:
    session = pc.sit_down()
    session.respond(("A",))
    session.next()
    session.respond(("B",))
    pc.machine.pass_ms(10 * MINUTE_MS)
    session.flag(True)
    return session


def transfer(old: Pc, new: Pc, epoch: int = 2) -> bytes:
    move = pa.Transfer("001", old.station.device().key_id, new.station.device().key_id, epoch)
    return Proctor(old).sign(move, ("Pengawas Satu",), "layar mati")


def test_row_10_the_attempt_goes_on_at_the_new_pc_with_its_answers_item_shuffle_and_time(
    pc: Pc, spares: list[Pc], room: Room
) -> None:
    session, new = half_an_exam(pc), spares[0]
    act = transfer(pc, new)
    session.apply(pc.kiosk.acts.take(act))
    assert session.status().moved
    assert refused(session.respond, ("C",)).code == "DEL-09"
    new.kiosk.acts.take(act)
    new.kiosk.fetch_attempt = lambda attempt_id: segments(pc)
    new.machine.pass_ms(25 * MINUTE_MS)
    assert new.kiosk.sign_in(SITTING, "001", PIN).continues
    moved = new.kiosk.continue_here()
    assert moved.status().state == "awaiting_resume"
    new.machine.pass_ms(5 * MINUTE_MS)
    moved.confirm_resume()
    assert moved.clock().remaining_ms == 20 * MINUTE_MS
    assert moved.attempt.state.responses == session.attempt.state.responses
    assert moved.item() == session.item()
    assert moved.attempt.form.places == session.attempt.form.places
    first = ev.decode_event(new.store.lines(attempt_of("001"), 2)[0]).body
    assert (first.from_epoch, first.from_hash, first.reason) == (1, session.attempt.head_hash, "layar mati")
    moved.respond(("C",))
    new.restart()
    again = new.kiosk.resume()
    assert again.attempt.state.responses == moved.attempt.state.responses
    again.confirm_resume()
    again.submit("by_candidate")
    assert new.kiosk.receipt().answered == 2
    centre = centre_of(room)
    for each in (pc, new):
        for _, syncer in each.sittings.syncers(on_this_thread):
            assert syncer.run_once(centre).unsent == 0
    assert [header.epoch for header in (each.header for each in centre.segments.values())].count(2) >= 1


def test_row_8_the_old_pc_that_comes_back_leaves_the_attempt_alone(pc: Pc, spares: list[Pc]) -> None:
    half_an_exam(pc)
    pc.restart()
    pc.kiosk.acts.take(transfer(pc, spares[0]))
    assert pc.kiosk.resume() is None
    assert refused(pc.kiosk.sign_in, SITTING, "001", PIN).code == "DEL-09"
    pc.restart()
    assert pc.kiosk.resume() is None
    pc.kiosk.close_sitting(SITTING, pc.room.code)
    assert segments(pc) != [], "what it recorded is still sent"


def test_the_old_pc_is_reported_as_free_so_that_nobody_seems_to_sit_at_two(pc: Pc, spares: list[Pc]) -> None:
    session = half_an_exam(pc)
    assert pc.kiosk.report().candidate_number == "001"
    session.apply(pc.kiosk.acts.take(transfer(pc, spares[0])))
    assert (pc.kiosk.report().state, pc.kiosk.report().candidate_number) == ("idle", "")


def test_a_pc_that_the_attempt_was_not_moved_to_is_no_place_to_go_on(pc: Pc, spares: list[Pc]) -> None:
    spares[1].kiosk.acts.take(transfer(pc, spares[0]))
    assert refused(spares[1].kiosk.sign_in, SITTING, "001", PIN).code == "DEL-09"


@pytest.mark.parametrize("node", ["none", "down", "empty"])
def test_without_what_the_old_pc_wrote_nothing_goes_on_and_the_stick_brings_it(
    pc: Pc, spares: list[Pc], tmp_path: Path, node: str
) -> None:
    def down(attempt_id: str) -> list[bytes]:
        raise KnownError("NET-01", url="https://simpul")

    session, new, stick = half_an_exam(pc), spares[0], tmp_path / "stick"
    stick.mkdir()
    new.kiosk.acts.take(transfer(pc, new))
    new.kiosk.fetch_attempt = {"none": None, "down": down, "empty": lambda attempt_id: []}[node]
    new.kiosk.sign_in(SITTING, "001", PIN)
    assert refused(new.kiosk.continue_here).code == "DEL-12"
    assert refused(new.kiosk.continue_here, stick).code == "DEL-12"
    for _, syncer in pc.sittings.syncers(on_this_thread):
        syncer.run_once(centre_of(pc.room))
    assert carry_to_stick(pc.station, pc.sittings, stick) == 1, "also what the centre has already"
    (stick / "segments" / f"{'0' * 64}.bundle").write_bytes(b"rusak")
    moved = new.kiosk.continue_here(stick)
    assert moved.attempt.state.responses == session.attempt.state.responses


# --- by code, with no network at all


def test_a_code_moves_an_attempt_once_for_its_own_candidate(pc: Pc, spares: list[Pc], tmp_path: Path) -> None:
    session, new, stick = half_an_exam(pc), spares[0], tmp_path / "stick"
    stick.mkdir()
    carry_to_stick(pc.station, pc.sittings, stick)
    proctor = Proctor(new)
    assert not new.kiosk.sign_in(SITTING, "001", PIN).continues
    challenge = new.kiosk.challenge()
    code = proctor.read_out("transfer", challenge)
    anothers = proctor.read_out("transfer", challenge, candidate="002")
    assert refused(new.kiosk.take_over, "001", anothers, stick).code == "ACT-03"
    assert refused(new.kiosk.take_over, "002", code, stick).code == "SIG-01"
    assert refused(new.kiosk.take_over, "001", code).code == "DEL-12", "nothing at hand, and the code stays good"
    moved = new.kiosk.take_over("001", code, stick)
    assert (moved.attempt.epoch, moved.status().state) == (2, "awaiting_resume")
    assert moved.attempt.state.responses == session.attempt.state.responses
    new.kiosk.sign_in(SITTING, "001", PIN)
    assert refused(new.kiosk.take_over, "001", code, stick).code == "ACT-03", "a transfer code used twice"
    assert refused(spares[1].kiosk.take_over, "001", code, stick).code == "SIG-01"
    spares[1].kiosk.sign_in(SITTING, "001", PIN)
    assert refused(spares[1].kiosk.take_over, "001", code, stick).code == "ACT-03", "and on another PC"


def test_what_was_handed_in_at_the_old_pc_is_not_taken_over(pc: Pc, spares: list[Pc]) -> None:
    half_an_exam(pc).submit("by_candidate")
    new = spares[0]
    new.kiosk.acts.take(transfer(pc, new))
    new.kiosk.fetch_attempt = lambda attempt_id: segments(pc)
    new.kiosk.sign_in(SITTING, "001", PIN)
    assert refused(new.kiosk.continue_here).code == "DEL-01"


# --- more than one move


def test_an_attempt_moves_on_and_back_and_keeps_every_answer_of_the_way(pc: Pc, spares: list[Pc]) -> None:
    session, (second, third) = half_an_exam(pc), spares
    way = [(pc, second, 2), (second, third, 3), (third, pc, 4)]
    room = (pc, second, third)
    for old, new, epoch in way:
        act = transfer(old, new, epoch)
        for each in room:
            each.kiosk.acts.take(act)
        session.apply(old.kiosk.acts.all(SITTING)[-1])
        assert session.status().moved
        held = segments(*room)
        new.kiosk.fetch_attempt = lambda attempt_id, held=held: held
        assert new.kiosk.sign_in(SITTING, "001", PIN).continues
        session = new.kiosk.continue_here()
        session.confirm_resume()
        assert session.attempt.epoch == epoch
        session.next()
        session.respond(("D",))
    assert len(session.attempt.state.responses) == 5
    pc.restart()
    assert pc.kiosk.resume().attempt.state.responses == session.attempt.state.responses


def test_what_the_old_pc_wrote_after_the_move_is_a_branch_and_counts_nowhere(pc: Pc, spares: list[Pc]) -> None:
    session, new = half_an_exam(pc), spares[0]
    early = segments(pc)
    act = transfer(pc, new)
    new.kiosk.acts.take(act)
    new.kiosk.fetch_attempt = lambda attempt_id: early
    new.kiosk.sign_in(SITTING, "001", PIN)
    moved = new.kiosk.continue_here()
    moved.confirm_resume()
    # The old PC hears of it late.
    session.next()
    session.respond(("E",))
    session.apply(pc.kiosk.acts.take(act))
    back = transfer(new, pc, 3)
    for each in (pc, new):
        each.kiosk.acts.take(back)
    pc.kiosk.fetch_attempt = lambda attempt_id: segments(pc, new)
    assert pc.kiosk.sign_in(SITTING, "001", PIN).continues
    again = pc.kiosk.continue_here()
    assert again.attempt.state.responses == moved.attempt.state.responses
    pc.restart()
    assert pc.kiosk.resume().attempt.state.responses == moved.attempt.state.responses


def test_nothing_is_passed_over_unseen_where_the_newest_log_is_missing(pc: Pc, spares: list[Pc]) -> None:
    half_an_exam(pc)
    second, third = spares
    first_only = segments(pc)
    third.kiosk.acts.take(transfer(second, third, 3))
    third.kiosk.fetch_attempt = lambda attempt_id: first_only
    third.kiosk.sign_in(SITTING, "001", PIN)
    assert refused(third.kiosk.continue_here).code == "DEL-12"


def test_acts_that_the_dead_pc_never_heard_of_are_carried_out_at_the_new_one(pc: Pc, spares: list[Pc]) -> None:
    session, new, proctor = half_an_exam(pc), spares[0], Proctor(pc)
    heard = proctor.tell(session, pa.GrantTime(5 * MINUTE_MS, ME))
    pc.machine.pass_ms(1000)
    unheard = proctor.sign(pa.GrantTime(7 * MINUTE_MS, ME))
    for envelope in (heard.envelope, unheard, transfer(pc, new)):
        new.kiosk.acts.take(envelope)
    new.kiosk.fetch_attempt = lambda attempt_id: segments(pc)
    new.kiosk.sign_in(SITTING, "001", PIN)
    moved = new.kiosk.continue_here()
    assert moved.attempt.state.allotted_ms == 42 * MINUTE_MS
    new.restart()
    assert new.kiosk.resume().attempt.state.allotted_ms == 42 * MINUTE_MS


def test_a_forged_segment_is_no_part_of_what_is_taken_over(pc: Pc, spares: list[Pc]) -> None:
    session, new = half_an_exam(pc), spares[0]
    good = segments(pc)
    stranger = KeyPair.generate("PC asing", "device")
    whole = read_segment(good[0], pc.room.order.machine_keys("device"))
    forged = build_segment(replace(whole.header, device_id=stranger.key_id), whole.event_lines, stranger)
    new.kiosk.acts.take(transfer(pc, new))
    new.kiosk.sign_in(SITTING, "001", PIN)
    new.kiosk.fetch_attempt = lambda attempt_id: [b"rusak", good[0][:-9], forged]
    assert refused(new.kiosk.continue_here).code == "DEL-12"
    new.kiosk.fetch_attempt = lambda attempt_id: [b"rusak", good[0][:-9], forged, *good]
    assert new.kiosk.continue_here().attempt.state.responses == session.attempt.state.responses


def test_a_pc_that_missed_the_first_move_gives_way_when_the_attempt_comes_back(pc: Pc, spares: list[Pc]) -> None:
    session, new = half_an_exam(pc), spares[0]
    early = segments(pc)
    new.kiosk.acts.take(transfer(pc, new))
    new.kiosk.fetch_attempt = lambda attempt_id: early
    new.kiosk.sign_in(SITTING, "001", PIN)
    moved = new.kiosk.continue_here()
    moved.confirm_resume()
    moved.next()
    moved.respond(("D",))
    session.apply(pc.kiosk.acts.take(transfer(new, pc, 3)))
    assert session.status().moved, "what it shows is older than what comes"
    pc.kiosk.fetch_attempt = lambda attempt_id: segments(new, pc)
    assert pc.kiosk.resume() is None
    assert pc.kiosk.sign_in(SITTING, "001", PIN).continues
    assert pc.kiosk.continue_here().attempt.state.responses == moved.attempt.state.responses
