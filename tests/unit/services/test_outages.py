"""Rows 9 and 11: after a power cut the remaining time is the one of the last durable tick, and nothing runs unseen."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from question_packs.records import acts as pa
from question_packs.records import events as ev
from tests.rooms import PIN, SITTING, TOKEN, Pc, attempt_of, copy_pc
from tests.samples import refused
from tests.unit.services.proctor import Proctor, under

ME = ("001",)
MINUTE_MS = 60_000


def power_cut(pc: Pc, off_ms: int) -> object:
    """Ten minutes into the exam the power goes, and comes back."""
    session = pc.sit_down()
    pc.machine.pass_ms(10 * MINUTE_MS)
    session.tick()
    pc.restart()
    pc.machine.reboot(off_ms)
    return pc.kiosk.resume()


def last(pc: Pc) -> ev.EventBody:
    return ev.decode_event(pc.store.lines(attempt_of("001"), 1)[-1]).body


@pytest.mark.parametrize("cap_s", [None, 1800])
def test_within_the_cap_everything_is_given_back_and_the_candidate_confirms(pc: Pc, cap_s: int | None) -> None:
    under(pc, outage_credit_cap_s=cap_s)
    session = power_cut(pc, off_ms=30 * MINUTE_MS)
    status = session.status()
    assert (status.state, status.lost_ms, status.needs_proctor) == ("awaiting_resume", 30 * MINUTE_MS, False)
    pc.machine.pass_ms(7 * MINUTE_MS)
    session.tick()
    session.confirm_resume()
    assert session.clock().remaining_ms == 20 * MINUTE_MS
    assert last(pc) == ev.Resumed("restart", 37 * MINUTE_MS)


def test_the_interruption_is_told_to_the_room(pc: Pc) -> None:
    power_cut(pc, off_ms=30 * MINUTE_MS)
    report = pc.kiosk.report()
    assert (report.state, report.lost_ms, report.remaining_ms) == ("awaiting_resume", 30 * MINUTE_MS, 20 * MINUTE_MS)


@pytest.mark.parametrize(("credited", "remaining"), [(45, 20), (25, 0), (44, 19), (35, 10)])
def test_beyond_the_cap_the_proctor_says_how_much_is_given_back(pc: Pc, credited: int, remaining: int) -> None:
    under(pc, outage_credit_cap_s=1800)
    session, proctor = power_cut(pc, off_ms=45 * MINUTE_MS), Proctor(pc)
    assert session.status().needs_proctor
    assert refused(session.confirm_resume).code == "DEL-10"
    proctor.tell(session, pa.CreditOutage(credited * MINUTE_MS, ME))
    pc.machine.pass_ms(20 * MINUTE_MS)
    session.confirm_resume()
    assert session.clock().remaining_ms == remaining * MINUTE_MS
    assert last(pc).charged_ms == (45 - credited) * MINUTE_MS
    session.tick()
    assert session.attempt.finished == (remaining == 0)


def test_a_code_credits_minutes_where_the_lan_is_down_too(pc: Pc) -> None:
    under(pc, outage_credit_cap_s=60)
    session = power_cut(pc, off_ms=12 * MINUTE_MS)
    code = Proctor(pc).read_out("credit_outage", session.status().challenge, "10")
    session.answer("credit_outage", code, "10")
    session.confirm_resume()
    assert session.clock().remaining_ms == 18 * MINUTE_MS


def test_a_clock_that_jumped_back_tells_no_length_and_under_a_cap_the_proctor_decides(pc: Pc) -> None:
    under(pc, outage_credit_cap_s=1800)
    session = power_cut(pc, off_ms=-86_400_000)
    assert (session.status().lost_ms, session.status().needs_proctor) == (None, True)
    Proctor(pc).tell(session, pa.CreditOutage(0, ME))
    session.confirm_resume()
    assert session.clock().remaining_ms == 20 * MINUTE_MS, "what nobody can measure is not taken away"


def test_a_second_power_cut_before_the_confirmation_hides_nothing_of_the_first(pc: Pc) -> None:
    under(pc, outage_credit_cap_s=1800)
    power_cut(pc, off_ms=45 * MINUTE_MS).tick()
    pc.restart()
    pc.machine.reboot(off_ms=1000)
    session = pc.kiosk.resume()
    assert session.status().needs_proctor
    assert session.clock().remaining_ms == 20 * MINUTE_MS


def test_what_the_proctor_credited_holds_over_another_restart(pc: Pc) -> None:
    under(pc, outage_credit_cap_s=1800)
    Proctor(pc).tell(power_cut(pc, off_ms=45 * MINUTE_MS), pa.CreditOutage(40 * MINUTE_MS, ME))
    pc.restart()
    pc.machine.reboot(off_ms=90 * MINUTE_MS)
    session = pc.kiosk.resume()
    session.confirm_resume()
    assert session.clock().remaining_ms == 15 * MINUTE_MS


CUTS = st.lists(
    st.tuples(st.integers(2000, 300_000), st.integers(-100_000, 3_000_000), st.integers(0, 200_000)), min_size=1, max_size=4
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CUTS)
def test_any_number_of_power_cuts_takes_no_minute_and_gives_none(
    room, tmp_path_factory, cuts: list[tuple[int, int, int]]
) -> None:
    pc = copy_pc(room, tmp_path_factory.mktemp("cuts") / "pc")
    pc.kiosk.sign_in(SITTING, "001", PIN)
    session, worked_ms = pc.kiosk.start(TOKEN), 0
    for work_ms, off_ms, wait_ms in cuts:
        pc.machine.pass_ms(work_ms)
        session.tick()
        worked_ms += work_ms
        pc.restart()
        pc.machine.reboot(off_ms)
        session = pc.kiosk.resume()
        pc.machine.pass_ms(wait_ms)
        session.tick()
        session.confirm_resume()
    assert session.clock().remaining_ms == 30 * MINUTE_MS - worked_ms
    pc.sittings.close()
