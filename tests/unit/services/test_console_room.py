"""What the console makes of a board and of what comes after it: states, troubles, counts, outages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop_app.services.console.outage import OutageWatch
from desktop_app.services.console.pulse import SLICE_MS, Pulse
from desktop_app.services.console.room import RoomModel, ranked
from desktop_app.services.console.timeline import timeline
from question_packs.records.acts import Act, AdmitProvisional, Pause, StartExam, UndoStart, VoidAndRestart, Warn, sign_act
from question_packs.records.room import HeldAttempt, IntegrityNotice, SeatMessage
from tests.gui.proctor_room import MemoryNode, busy_node, instant, key_of, order_of, report

NOW = 1_000_000


def model(node: MemoryNode) -> RoomModel:
    return RoomModel(node.board(""), NOW)


def room_of(*seats: SeatMessage, candidates: int = 8):
    node = MemoryNode(order_of(candidates), list(seats))
    return model(node).view(NOW, "connected")


def seat(
    place: int, state: str = "in_progress", connected: bool = True, candidates: int = 8, **changes: object
) -> SeatMessage:
    return SeatMessage(report(order_of(candidates), place, state, **changes), connected, instant())


def test_trouble_rises_to_the_top_and_everything_else_is_quiet() -> None:
    room = model(busy_node()).view(NOW, "connected")
    assert [(each.seat.entry.seat, each.kind) for each in room.troubles] == [
        ("C2", "save_failed"),
        ("A7", "help"),
        ("A4", "locked"),
        ("B2", "needs_proctor"),
        ("B3", "awaiting_resume"),
        ("B5", "disconnected"),
        ("B8", "quiet"),
    ]
    assert room.seat("2026021").troubles == ("low_time",)  # a sign on the map that calls nobody


def test_the_counts_say_who_is_where() -> None:
    counts = model(busy_node()).view(NOW, "connected").counts
    assert (counts.registered, counts.present, counts.absent) == (40, 37, 1)
    assert (counts.submitted, counts.received, counts.paused, counts.troubled, counts.idle_pcs) == (2, 2, 3, 7, 4)


def test_seats_stand_in_the_order_of_the_room_and_a10_comes_after_a9() -> None:
    room = model(MemoryNode(order_of(100))).view(NOW, "connected")
    assert [each.entry.seat for each in room.seats][7:12] == ["A8", "A9", "A10", "B1", "B2"]


def test_remaining_time_ticks_on_here_while_it_runs_there() -> None:
    node = MemoryNode(order_of(8), [seat(0, remaining_ms=600_000), seat(1, "paused", remaining_ms=600_000)])
    room = model(node).view(NOW + 90_000, "connected")
    assert [room.seats[place].remaining_ms for place in (0, 1)] == [510_000, 600_000]


def test_a_seat_is_quiet_by_its_own_clock_even_if_that_is_wrong_by_years() -> None:
    wrong = seat(0, wall_time="2001-01-01T00:04:00Z", saved_at="2001-01-01T00:00:00Z")
    fresh = seat(1, wall_time="2001-01-01T00:04:00Z", saved_at="2001-01-01T00:03:50Z")
    room = room_of(wrong, fresh)
    assert room.seats[0].silent_s == 240
    assert room.seats[0].troubles == ("quiet",)
    assert room.seats[1].troubles == ()


def test_who_never_answered_is_quiet_since_the_start() -> None:
    room = room_of(seat(0, saved_at="", saves=0, answered=0, remaining_ms=85 * 60_000))
    assert room.seats[0].silent_s == 300


def test_row_08_two_pcs_under_one_name_are_shown_and_the_higher_epoch_counts() -> None:
    first, second = seat(0), seat(0)
    second = SeatMessage(replace(second.report, device_id="lain", epoch=1, answered=99), True, instant())
    room = room_of(first, second)
    assert room.seats[0].troubles[0] == "two_devices"
    assert room.seats[0].answered == 99


def test_row_09_a_long_interruption_waits_for_the_proctor_and_a_short_one_for_the_candidate() -> None:
    room = room_of(
        seat(0, "awaiting_resume", lost_ms=1_800_001, needs_proctor=True),
        seat(1, "awaiting_resume", lost_ms=1_800_000),
        seat(2, "awaiting_resume", needs_proctor=True),
        seat(3, "awaiting_resume"),
    )
    assert [each.troubles[0] for each in room.seats[:4]] == [
        "needs_proctor",
        "awaiting_resume",
        "needs_proctor",
        "awaiting_resume",  # moved here: nothing to decide about the time
    ]


def test_row_14_a_seat_without_a_link_keeps_its_state_and_is_told_as_disconnected() -> None:
    room = room_of(seat(0, connected=False))
    assert (room.seats[0].status, room.seats[0].connected, room.seats[0].troubles) == (
        "in_progress",
        False,
        ("disconnected",),
    )


def test_who_handed_in_stays_handed_in_when_the_pc_serves_the_next() -> None:
    node = MemoryNode(order_of(8), [])
    held = HeldAttempt("0" * 32, "2026001", "utama", 0, 50, "pc", submitted="by_candidate", complete=True, receipted=True)
    board = replace(node.board(""), attempts=(held,))
    room = RoomModel(board, NOW).view(NOW, "connected")
    assert (room.seats[0].status, room.seats[0].held) == ("submitted", "centre")


def test_row_06_a_provisional_candidate_takes_a_place_in_the_room() -> None:
    node = MemoryNode(order_of(8), [])
    guest = replace(node.order.candidates[0], candidate_number="P-1", name="Peserta Tamu", seat="Z9")
    node.act(AdmitProvisional(guest), "perintah panitia")
    room = model(node).view(NOW, "connected")
    assert [(each.number, each.provisional, each.status) for each in room.seats[-1:]] == [("P-1", True, "present")]


def test_row_38_a_start_that_was_undone_is_no_start() -> None:
    node = MemoryNode(order_of(8), [])
    node.act(StartExam())
    assert model(node).view(NOW, "connected").started
    node.act(UndoStart(), "keliru sesi")
    assert not model(node).view(NOW, "connected").started


def test_a_new_form_is_shown_after_voiding() -> None:
    node = MemoryNode(order_of(8), [])
    body = VoidAndRestart("2026001", "cadangan")
    act = Act("lontar.act/1", "1" * 32, node.order.sitting_id, node.order.room_id, instant(), "soal bocor", body)
    node.keep(sign_act(act, [key_of("Pengawas Satu"), key_of("Pengawas Dua")]), 0)
    assert model(node).view(NOW, "connected").seats[0].form == "cadangan"


def test_a_forged_act_is_not_shown() -> None:
    node = MemoryNode(order_of(8), [])
    node.act(Pause())
    node.acts[0] = replace(node.acts[0], envelope=node.acts[0].envelope[:-8] + "AAAAAAA=")
    assert model(node).view(NOW, "connected").acts == ()


def test_the_timeline_of_a_person_has_what_was_done_for_everybody_too() -> None:
    node = busy_node()
    node.act(Warn("2026001"), "Harap tenang", seconds=10)
    node.act(Warn("2026002"), "Harap tenang", seconds=11)
    made = model(node)
    made.take(IntegrityNotice("pc", "2026001", "focus_lost", "lain", instant(20)), NOW)
    lines = timeline(made.view(NOW, "connected"), "2026001")
    assert [each.notice is not None or type(each.act.act.body).__name__ for each in lines] == [
        True, "Warn", "StartExam", "CheckIn",
    ]  # fmt: skip


# --- mass disconnect


def test_row_11_a_power_cut_is_recognised_with_its_start_and_its_seats() -> None:
    node = busy_node()
    made = model(node)
    fallen = [each for each in node.seats if each.report.state == "in_progress"][:12]
    for each in fallen:
        made.take(SeatMessage(each.report, False, instant(60)), NOW + 60_000)
    outage = made.view(NOW + 70_000, "connected").outage
    assert outage is not None
    assert set(outage.seats) >= {each.report.candidate_number for each in fallen if each.connected}
    assert outage.started_ms == made.room_ms(NOW) + 60_000
    for each in fallen:
        made.take(SeatMessage(each.report, True, instant(400)), NOW + 400_000)
    after = made.view(NOW + 401_000, "connected").outage
    assert after is not None
    assert after.over
    assert after.started_ms == outage.started_ms


def test_a_console_that_lost_its_node_sees_no_outage_of_the_room() -> None:
    node = busy_node()
    made = model(node)
    for each in node.seats:
        made.take(SeatMessage(each.report, False, instant(60)), NOW + 60_000)
    assert made.view(NOW + 70_000, "lost").outage is None


@given(st.lists(st.integers(0, 200_000), min_size=0, max_size=40), st.integers(1, 60))
@settings(deadline=None)
def test_an_outage_needs_three_seats_and_a_third_of_the_running_ones_within_fifteen_seconds(
    falls: list[int], running: int
) -> None:
    running = max(running, len(falls))
    silent = {f"p{place}": at for place, at in enumerate(falls)}
    watch = OutageWatch()
    watch.look(frozenset(f"p{place}" for place in range(running)), silent)
    most = max((sum(0 <= other - first <= 15_000 for other in falls) for first in falls), default=0)
    found = watch.view(frozenset(), 0)
    assert (found is not None) == (most >= 3 and most >= 0.3 * running)
    if found is not None:
        times = [silent[each] for each in found.seats]
        assert max(times) - min(times) <= 15_000
        assert found.started_ms == min(times)


def test_latecomers_join_an_outage_and_a_second_one_begins_anew() -> None:
    watch, running = OutageWatch(), frozenset("abcdefg")
    watch.look(running, {"a": 0, "b": 1, "c": 2})
    watch.look(running, {"a": 0, "b": 1, "c": 2, "d": 9000})
    first = watch.view(frozenset(), 0)
    assert first is not None
    assert first.seats == ("a", "b", "c", "d")
    watch.look(running, {})
    watch.look(running, {"a": 90_000, "e": 90_001, "f": 90_002})
    second = watch.view(frozenset(), 0)
    assert second is not None
    assert (second.started_ms, second.seats) == (90_000, ("a", "e", "f"))


# --- pulse


@given(st.lists(st.tuples(st.integers(0, 30_000), st.integers(0, 5)), max_size=60))
def test_no_save_is_counted_twice_and_none_is_lost(steps: list[tuple[int, int]]) -> None:
    pulse, now, saves = Pulse(0), 0, 0
    pulse.take("a", 0, 0)
    for passed, more in steps:
        now += passed
        saves += more
        pulse.take("a", saves, now)
        pulse.take("a", saves, now)
    if now < 30 * SLICE_MS:
        assert sum(pulse.slices(now)) == saves


def test_the_nodes_figure_stands_until_a_minute_was_counted_here() -> None:
    pulse = Pulse(0, known=37)
    assert pulse.per_minute(10_000) == 37
    assert pulse.per_minute(10 * SLICE_MS) == 0


@pytest.mark.parametrize("size", [0, 1, 40])
def test_ranking_keeps_everybody_who_is_in_trouble_once(size: int) -> None:
    room = model(busy_node()).view(NOW, "connected")
    seats = room.seats[:size]
    assert sorted(each.seat.number for each in ranked(seats)) == sorted(
        each.number for each in seats if set(each.troubles) - {"low_time"}
    )
