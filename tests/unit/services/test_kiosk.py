"""From the ready state to the receipt: what the kiosk's pages may rely on, and what it refuses with a sentence."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop_app.services.admission import sign_in_wait_s
from question_packs.errors import KnownError
from question_packs.records import events as ev
from question_packs.records.orders import Policies
from question_packs.records.receipts import AttemptResult, ScoreLine, sign_result
from question_packs.sealing.codes import new_opening_code, show_code
from tests.room_centre import centre_of
from tests.rooms import FIGURE, PIN, SITTING, TOKEN, Pc, Room, answers_of, attempt_of, copy_pc, on_this_thread
from tests.samples import refused


def test_the_whole_way_of_one_candidate(pc: Pc, room: Room) -> None:
    view = pc.kiosk.sign_in(SITTING, " 003 ", PIN)
    assert (view.items, view.minutes, view.extra_minutes, view.has_practice) == (6, 30, 15, True)
    pc.kiosk.accept_rules()
    session = pc.kiosk.start(TOKEN)
    assert session.clock().remaining_ms == 45 * 60_000
    receipts = []
    session.on_submitted = receipts.append
    session.go_to("S-1")
    session.respond(("A",))
    session.go_to("S-2")
    session.respond(("B", "C"))
    assert session.medium("gambar.svg") == (FIGURE, "image/svg+xml")
    session.flag(True)
    review = session.review()
    assert (review.answered, len(review.unanswered), len(review.flagged)) == (2, 4, 1)
    session.submit("by_candidate")
    session.submit("by_candidate")
    [receipt] = receipts
    assert (receipt.answered, receipt.items, receipt.at_centre, receipt.finished_at) == (
        2,
        6,
        False,
        "05-01-2026 09:10 WITA",
    )
    for _, syncer in pc.sittings.syncers(on_this_thread):
        syncer.run_once(centre_of(room))
    assert pc.kiosk.receipt().at_centre
    assert pc.kiosk.receipt().code == receipt.code


def test_who_has_handed_in_signs_in_again_to_the_receipt_even_after_the_sitting_was_closed(pc: Pc, room: Room) -> None:
    session = pc.sit_down("003")
    session.respond(("A",))
    assert refused(pc.kiosk.receipt).code == "DEL-07"
    receipts = []
    session.on_submitted = receipts.append
    session.submit("by_candidate")
    pc.kiosk.sign_out()
    for closing in (False, True):
        if closing:
            pc.kiosk.close_sitting(SITTING, room.code)
        pc.restart()
        view = pc.kiosk.sign_in(SITTING, "003", PIN)
        assert (view.handed_in, view.name, view.items, view.minutes) == (True, "Peserta 003", 6, 45)
        assert pc.kiosk.receipt() == receipts[0]
    assert refused(pc.kiosk.sign_in, SITTING, "002", PIN).code == "OPN-01"
    assert pc.kiosk.receipt() == receipts[0], "a refused sign-in puts nobody else in the place of who is here"


def test_nobody_starts_again_after_the_hand_in(pc: Pc) -> None:
    pc.sit_down().submit("by_candidate")
    before = pc.store.lines(attempt_of("001"), 1)
    pc.restart()
    pc.kiosk.sign_in(SITTING, "001", PIN)
    assert refused(pc.kiosk.start, TOKEN).code == "DEL-01"
    assert pc.store.lines(attempt_of("001"), 1) == before


def test_what_was_written_is_sent_although_its_order_cannot_be_opened_any_more(pc: Pc, room: Room, tmp_path: Path) -> None:
    pc.sit_down().submit("by_candidate")
    [path] = pc.station.folder.order_files()
    path.write_bytes(path.read_bytes()[:-1])
    pc.restart()
    assert pc.kiosk.ready().sittings == ()
    assert pc.kiosk.resume() is None
    assert pc.kiosk.ready().unsent > 0
    (tmp_path / "stick").mkdir()
    assert pc.kiosk.hand_in_to_stick(tmp_path / "stick") == 1
    centre = centre_of(room)
    [(order, syncer)] = pc.sittings.syncers(on_this_thread)
    assert (order, syncer.run_once(centre).unsent) == (None, 0)
    assert [segment.header.sitting_id for segment in centre.segments.values()] == [SITTING]
    assert pc.sittings.forget_expired(datetime(2030, 1, 1, tzinfo=UTC)) == [], "only the order knows for how long to keep it"
    pc.station.install_order(room.sealed_order)
    assert pc.sittings.forget_expired(datetime(2030, 1, 1, tzinfo=UTC)) == [SITTING]


def test_after_a_crash_the_candidate_is_back_at_the_same_item_with_the_time_of_the_last_tick(pc: Pc) -> None:
    session = pc.sit_down()
    session.respond(("A",))
    item = session.next().identifier
    pc.machine.pass_ms(60_000)
    session.tick()
    pc.machine.pass_ms(1500)
    pc.restart()
    pc.machine.reboot(off_ms=600_000)
    resumed = pc.kiosk.resume()
    pc.machine.pass_ms(20_000)
    assert resumed.clock().remaining_ms == 30 * 60_000 - 60_000, "the clock stands until the candidate confirms"
    assert refused(resumed.respond, ("B",)).code == "DEL-08"
    resumed.confirm_resume()
    assert resumed.item().identifier == item
    assert resumed.attempt.state.responses == session.attempt.state.responses
    assert resumed.clock().remaining_ms == 30 * 60_000 - 60_000
    last = ev.decode_event(pc.store.lines(attempt_of("001"), 1)[-1])
    assert last.body == ev.Resumed("restart", 621_500)
    assert refused(pc.kiosk.close_sitting, SITTING, pc.room.code).code == "OPN-02"


@pytest.mark.parametrize("moved_ms", [-86_400_000, 86_400_000])
def test_a_clock_moved_by_a_day_takes_and_gives_no_time(pc: Pc, moved_ms: int) -> None:
    """Once while the candidate works, and once while the PC was off, as a dead battery does."""
    session = pc.sit_down()
    pc.machine.pass_ms(60_000)
    pc.machine.wall_ms += moved_ms
    session.tick()
    assert session.clock().remaining_ms == 29 * 60_000
    kinds = [type(ev.decode_event(line).body) for line in pc.store.lines(attempt_of("001"), 1)]
    assert kinds.count(ev.ClockJumped) == 1
    pc.restart()
    pc.machine.reboot(off_ms=moved_ms)
    resumed = pc.kiosk.resume()
    assert resumed.status().lost_ms == (moved_ms if moved_ms > 0 else None)
    resumed.confirm_resume()
    assert resumed.clock().remaining_ms == 29 * 60_000
    lost_ms = ev.decode_event(pc.store.lines(attempt_of("001"), 1)[-1]).body.lost_ms
    assert lost_ms == (moved_ms if moved_ms > 0 else None)


def test_time_that_was_over_when_the_pc_came_back_hands_in_by_itself(pc: Pc) -> None:
    session = pc.sit_down()
    pc.machine.pass_ms(30 * 60_000 - 100)
    session.tick()
    pc.restart()
    resumed = pc.kiosk.resume()
    resumed.confirm_resume()
    pc.machine.pass_ms(100)
    resumed.tick()
    assert pc.store.attempts()[0].submitted


def test_a_candidate_who_signs_in_again_goes_on_where_they_were(pc: Pc) -> None:
    pc.sit_down().respond(("A",))
    pc.restart()
    again = pc.sit_down()
    assert answers_of(again) == [("A",)]


def test_an_attempt_goes_on_with_its_pack_and_seed_although_a_newer_order_says_otherwise(pc: Pc, room: Room) -> None:
    session = pc.sit_down()
    places = [place.item for place in session.attempt.form.places]
    people = tuple(replace(each, seed="lain") for each in room.order.candidates)
    form = replace(room.order.forms[0], pack_digest=room.practice.digest)
    pc.station.install_order(room.seal(replace(room.order, revision=3, candidates=people, forms=(form,))))
    pc.restart()
    resumed = pc.kiosk.resume()
    assert [place.item for place in resumed.attempt.form.places] == places
    assert resumed.attempt.form.test.identifier == "UJI"


def test_the_events_minimum_time_holds(pc: Pc, room: Room) -> None:
    order = replace(room.order, revision=3, policies=Policies(minimum_time_s=600))
    pc.station.install_order(room.seal(order))
    session = pc.sit_down()
    assert session.review().wait_ms == 600_000
    assert refused(session.submit, "by_candidate").code == "DEL-05"
    pc.restart()
    assert pc.kiosk.resume().review().wait_ms == 600_000


def test_a_practice_leaves_no_trace(pc: Pc) -> None:
    pc.kiosk.sign_in(SITTING, "001", PIN)
    session = pc.kiosk.practice()
    session.respond(("A",))
    pc.machine.pass_ms(301_000)
    session.tick()
    assert session.attempt.finished
    assert pc.store.attempts() == []
    assert pc.store.unsent() == 0


# --- signing in


@given(st.integers(0, 10_000))
def test_waiting_after_wrong_pins_grows_to_a_minute_and_no_further(failures: int) -> None:
    assert sign_in_wait_s(failures) <= sign_in_wait_s(failures + 1) <= 60
    assert sign_in_wait_s(2) == 0


def test_wrong_pins_slow_down_but_never_lock_out_and_are_counted_over_restarts(pc: Pc) -> None:
    for _ in range(3):
        assert refused(pc.kiosk.sign_in, SITTING, "001", "000000").code == "SIG-01"
    error = refused(pc.kiosk.sign_in, SITTING, "001", PIN)
    assert (error.code, error.values) == ("SIG-02", {"seconds": 5})
    pc.restart()
    assert refused(pc.kiosk.sign_in, SITTING, "001", "000000").code == "SIG-01"
    assert refused(pc.kiosk.sign_in, SITTING, "001", PIN).values == {"seconds": 10}
    pc.machine.pass_ms(10_000)
    assert pc.kiosk.sign_in(SITTING, "001", PIN).candidate_number == "001"
    assert pc.store.sign_in_failures("001") == 0


def test_guessing_numbers_is_slowed_down_too(pc: Pc) -> None:
    codes = [refused(pc.kiosk.sign_in, SITTING, f"{number}", PIN).code for number in range(900, 904)]
    assert codes == ["SIG-01", "SIG-01", "SIG-01", "SIG-02"]


def test_a_wrong_start_token_starts_nothing(pc: Pc) -> None:
    pc.kiosk.sign_in(SITTING, "001", PIN)
    assert refused(pc.kiosk.start, "000000").code == "SIG-04"
    assert pc.store.attempts() == []


def test_nobody_starts_without_signing_in(pc: Pc) -> None:
    for call in (lambda: pc.kiosk.start(TOKEN), pc.kiosk.practice, pc.kiosk.receipt, pc.kiosk.accept_rules):
        assert refused(call).code == "SIG-01"


# --- opening and closing


def test_a_mistyped_code_of_another_sitting_or_used_up_opens_nothing(room: Room, tmp_path: Path) -> None:
    pc = copy_pc(room, tmp_path / "pc", opened=False)
    mistyped = room.code[:-1] + ("0" if room.code[-1] != "0" else "1")
    assert refused(pc.kiosk.open_sitting, SITTING, mistyped).code == "SEA-04"
    assert refused(pc.kiosk.open_sitting, SITTING, new_opening_code()).code == "SEA-05"
    assert refused(pc.kiosk.open_sitting, "tidak-ada", room.code).code == "ORD-03"
    assert pc.store.opened_packs() == {}
    assert refused(pc.kiosk.sign_in, SITTING, "001", PIN).code == "OPN-03"
    pc.kiosk.open_sitting(SITTING, show_code(room.code).lower())
    assert pc.store.opened_packs() == room.identities
    assert pc.kiosk.ready().sittings[0].state == "open"
    pc.sit_down().submit("by_candidate")
    pc.kiosk.close_sitting(SITTING, room.code)
    assert pc.store.opened_packs() == {}
    assert refused(pc.kiosk.open_sitting, SITTING, room.code).code == "OPN-01"
    assert refused(pc.kiosk.sign_in, SITTING, "002", PIN).code == "OPN-01"
    assert pc.kiosk.ready().sittings[0].state == "closed"
    pc.sittings.close()


@pytest.mark.parametrize("what", ["key", "db"])
def test_one_damaged_store_is_told_and_does_not_take_the_pc_with_it(pc: Pc, what: str) -> None:
    pc.sit_down()
    pc.sittings.close()
    path = pc.folder / ("keys" if what == "key" else "sittings") / f"{SITTING}.{what}"
    path.write_bytes(b"damaged")
    pc.restart()
    view = pc.kiosk.ready()
    assert ("problem", "STO-04") in [(check.state, check.detail) for check in view.checks if check.identifier == "database"]
    assert pc.kiosk.resume() is None
    assert path.read_bytes() == b"damaged"


def test_a_page_damaged_anywhere_ends_in_a_sentence_and_the_pc_stays_usable(pc: Pc) -> None:
    session = pc.sit_down()
    for _ in range(40):
        session.flag(not session.item().flagged)
        session.next()
    pc.sittings.close()
    path = pc.station.folder.sitting_path(SITTING)
    whole = path.read_bytes()
    told = 0
    for place in range(100, len(whole), 4096):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        pc.restart()
        with suppress(KnownError):
            pc.kiosk.resume()
        checks = {check.identifier: (check.state, check.detail) for check in pc.kiosk.ready().checks}
        told += checks["database"] == ("problem", "STO-04")
        pc.sittings.close()
    assert told > 3


def test_a_damaged_store_keeps_no_other_sitting_from_the_stick(pc: Pc, room: Room, tmp_path: Path) -> None:
    other = room.seal(replace(room.order, sitting_id="sesi-2", sitting_title="Sesi 2"))
    pc.station.install_order(other)
    pc.sit_down()
    pc.sittings.store("sesi-2").remember_opened({})
    pc.sittings.close()
    pc.station.folder.sitting_path("sesi-2").write_bytes(b"damaged")
    pc.restart()
    (tmp_path / "stick").mkdir()
    assert pc.kiosk.hand_in_to_stick(tmp_path / "stick") == 1


def test_a_result_on_the_stick_comes_to_the_screen(pc: Pc, room: Room, tmp_path: Path) -> None:
    order = replace(room.order, revision=3, policies=Policies(show_result=True))
    pc.station.install_order(room.seal(order))
    pc.sit_down().submit("by_candidate")
    for _, syncer in pc.sittings.syncers(on_this_thread):
        syncer.run_once(centre_of(room))
    total = ScoreLine("total", "Nilai", "10", "100")
    result = AttemptResult("lontar.result/1", attempt_of("001"), "001", total, (), (), 0, 6, "1", "2026-01-05T05:00:00Z")
    (tmp_path / "results").mkdir()
    path = tmp_path / "results" / f"{attempt_of('001')}.result"
    path.write_bytes(b"junk")
    pc.kiosk.hand_in_to_stick(tmp_path)
    assert pc.kiosk.receipt().result is None
    path.write_bytes(sign_result(result, room.centre))
    pc.kiosk.hand_in_to_stick(tmp_path)
    assert pc.kiosk.receipt().result == result
