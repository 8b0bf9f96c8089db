"""A running exam under its proctor: what the screen is told, what became of each act, and codes where no network reaches.

Rows 9, 20 to 24, 28 and 38 of the domain's list of what goes wrong, at the services.
"""

from __future__ import annotations

import pytest

from desktop_app.services.exam import ExamSession
from question_packs.records import acts as pa
from question_packs.records import events as ev
from question_packs.sealing.codes import new_challenge
from tests.rooms import PIN, SITTING, TOKEN, Pc, answers_of, attempt_of
from tests.samples import refused
from tests.unit.services.proctor import TWO, Proctor, under

ME = ("001",)
MINUTE_MS = 60_000


def bodies(pc: Pc, epoch: int = 1) -> list[ev.EventBody]:
    return [ev.decode_event(line).body for line in pc.store.lines(attempt_of("001"), epoch)]


def test_evacuation_hides_every_screen_at_once_and_each_candidate_goes_on_alone(pc: Pc) -> None:
    session, proctor = pc.sit_down(), Proctor(pc)
    proctor.tell(session, pa.Pause((), "evacuation"), reason="alarm kebakaran")
    status = session.status()
    assert (status.state, status.cause, status.reason) == ("paused", "evacuation", "alarm kebakaran")
    pc.machine.pass_ms(40 * MINUTE_MS)
    session.tick()
    assert refused(session.confirm_resume).code == "DEL-08"
    proctor.tell(session, pa.Resume())
    assert session.status().state == "awaiting_resume"
    session.confirm_resume()
    assert session.clock().remaining_ms == 30 * MINUTE_MS
    assert (proctor.codes, proctor.statuses) == (["", ""], ["paused", "awaiting_resume", "running"])
    assert bodies(pc)[-1] == ev.Resumed("pause", 40 * MINUTE_MS)


def test_a_pause_holds_over_a_restart_with_its_cause_and_needs_no_outage_credit(pc: Pc) -> None:
    under(pc, outage_credit_cap_s=60)
    session, proctor = pc.sit_down(), Proctor(pc)
    proctor.tell(session, pa.Pause(ME, "technical"), reason="pendingin ruang")
    pc.restart()
    pc.machine.reboot(off_ms=60 * MINUTE_MS)
    session = pc.kiosk.resume()
    assert (session.status().state, session.status().cause, session.status().reason) == (
        "paused",
        "technical",
        "pendingin ruang",
    )
    proctor.tell(session, pa.Resume())
    assert not session.status().needs_proctor
    session.confirm_resume()
    assert session.clock().remaining_ms == 30 * MINUTE_MS


def test_every_act_gives_one_outcome_and_one_that_does_not_fit_says_why(pc: Pc) -> None:
    session, proctor = pc.sit_down(), Proctor(pc)
    proctor.tell(session, pa.Warn("001"), reason="menoleh")
    proctor.tell(session, pa.Return("001"))
    proctor.tell(session, pa.Warn("002"))
    proctor.tell(session, pa.CheckIn("001"))
    proctor.tell(session, pa.GrantTime(5 * MINUTE_MS, ME))
    assert [(each.status, each.code) for each in proctor.outcomes] == [
        ("applied", ""),
        ("failed", "DEL-11"),
        ("applied", ""),
    ]
    assert {each.candidate_number for each in proctor.outcomes} == {"001"}
    assert (session.status().warnings, session.status().warning) == (1, "menoleh")
    assert session.clock().remaining_ms == 35 * MINUTE_MS


def test_acts_that_came_while_the_program_was_down_are_carried_out_once(pc: Pc) -> None:
    pc.sit_down()
    proctor = Proctor(pc)
    for body in (pa.GrantTime(5 * MINUTE_MS, ME), pa.Leave("001"), pa.Return("001"), pa.Pause()):
        proctor.send(body)
    assert proctor.outcomes == [], "no session and nothing handed in: nothing becomes of them yet"
    pc.restart()
    session = pc.kiosk.resume()
    proctor.listen(session)
    session.tick()
    assert proctor.codes == [""] * 4
    assert (session.status().state, session.attempt.state.allotted_ms) == ("paused", 35 * MINUTE_MS)
    before = bodies(pc)
    pc.restart()
    pc.kiosk.resume()
    assert bodies(pc) == before


def test_a_warning_that_came_while_the_program_was_down_waits_to_be_read(pc: Pc) -> None:
    session, proctor = pc.sit_down(), Proctor(pc)
    proctor.tell(session, pa.Warn("001"), reason="Dibaca di layar.")
    proctor.send(pa.Warn("001"), reason="Simpan buku Anda.")
    pc.restart()
    session = pc.kiosk.resume()
    assert (session.warned, session.status().warnings, session.status().warning) == (True, 2, "Simpan buku Anda.")
    pc.restart()
    assert not pc.kiosk.resume().warned


def test_acts_from_before_the_start_change_nothing_in_the_attempt(pc: Pc) -> None:
    proctor = Proctor(pc)
    for body in (pa.GrantTime(5 * MINUTE_MS, ME), pa.Pause(ME), pa.Leave("001")):
        proctor.send(body)
    session = pc.sit_down()
    assert (session.status().state, session.attempt.state.allotted_ms) == ("running", 30 * MINUTE_MS)
    pc.restart()
    assert pc.kiosk.resume().attempt.state.allotted_ms == 30 * MINUTE_MS


def test_leave_and_return_hide_the_screen_and_let_the_clock_run(pc: Pc) -> None:
    session, proctor = pc.sit_down(), Proctor(pc)
    proctor.tell(session, pa.Leave("001"))
    pc.machine.pass_ms(3 * MINUTE_MS)
    assert session.status().state == "away"
    proctor.tell(session, pa.Return("001"))
    assert session.status().state == "running"
    assert session.clock().remaining_ms == 27 * MINUTE_MS


def test_who_is_back_from_leave_goes_on_by_a_code_where_no_network_is(pc: Pc) -> None:
    session, proctor = pc.sit_down(), Proctor(pc)
    proctor.tell(session, pa.Leave("001"))
    session.answer("return", proctor.read_out("return", session.status().challenge))
    assert session.status().state == "running"
    again = proctor.read_out("return", session.status().challenge)
    assert refused(session.answer, "return", again).code == "DEL-11"


@pytest.mark.parametrize(("lockdown", "state"), [("kiosk", "running"), ("strict", "locked")])
def test_what_a_watcher_sees_is_recorded_and_locks_only_where_the_order_says_so(pc: Pc, lockdown: str, state: str) -> None:
    under(pc, lockdown=lockdown)
    session = pc.sit_down()
    session.integrity("new_display", "layar HDMI-2 terpasang")
    assert session.status().state == state
    assert ev.Incident("new_display", "layar HDMI-2 terpasang") in bodies(pc)


def test_a_lock_holds_over_a_restart_and_goes_away_by_the_act_that_names_it(pc: Pc) -> None:
    under(pc, lockdown="strict")
    session, proctor = pc.sit_down(), Proctor(pc)
    session.integrity("focus_lost", "jendela lain di depan")
    status = session.status()
    assert (status.incident_kind, status.reason) == ("focus_lost", "jendela lain di depan")
    session.integrity("focus_lost", "sekali lagi")
    pc.restart()
    session = pc.kiosk.resume()
    session.confirm_resume()
    assert (session.status().state, session.status().incident) == ("locked", status.incident), "the first lock stays"
    proctor.tell(session, pa.Unlock("001", status.incident))
    assert session.status().state == "running"


# --- one-time codes


def test_a_code_unlocks_the_incident_on_the_screen_and_no_later_one(pc: Pc) -> None:
    under(pc, lockdown="strict")
    session, proctor = pc.sit_down(), Proctor(pc)
    session.integrity("focus_lost", "")
    code = proctor.read_out("unlock", session.status().challenge)
    session.answer("unlock", code)
    assert session.status().state == "running"
    session.integrity("focus_lost", "")
    assert refused(session.answer, "unlock", code).code == "ACT-03"
    assert session.status().state == "locked"


def test_a_code_grants_its_minutes_once_and_no_others(pc: Pc) -> None:
    session, proctor = pc.sit_down(), Proctor(pc)
    code = proctor.read_out("grant_time", session.status().challenge, "10")
    assert refused(session.answer, "grant_time", code, "60").code == "ACT-03"
    assert refused(session.answer, "force_submit", code).code == "ACT-03"
    assert refused(session.answer, "grant_time", code[:-1], "10").code == "SEA-04"
    session.answer("grant_time", code, "10")
    assert session.clock().remaining_ms == 40 * MINUTE_MS
    assert refused(session.answer, "grant_time", code, "10").code == "ACT-03"
    pc.restart()
    session = pc.kiosk.resume()
    assert refused(session.answer, "grant_time", code, "10").code == "ACT-03"


def test_a_code_of_another_candidate_challenge_or_kind_opens_nothing(pc: Pc) -> None:
    session, proctor = pc.sit_down(), Proctor(pc)
    challenge = session.status().challenge
    for code in (
        proctor.read_out("resume", challenge, candidate="002"),
        proctor.read_out("resume", new_challenge()),
        proctor.read_out("force_submit", challenge),
    ):
        assert refused(session.answer, "resume", code).code == "ACT-03"


def test_codes_let_go_on_and_hand_in_without_any_network(pc: Pc) -> None:
    session, proctor = pc.sit_down(), Proctor(pc)
    proctor.tell(session, pa.Pause())
    session.answer("resume", proctor.read_out("resume", session.status().challenge))
    session.confirm_resume()
    session.answer("force_submit", proctor.read_out("force_submit", session.status().challenge))
    assert session.status().state == "submitted"
    assert bodies(pc)[-1].act.startswith("code-")


# --- ends and new beginnings


def test_forced_hand_in_and_disqualification_keep_the_answers_and_show_a_receipt(pc: Pc) -> None:
    for number, body, by in (("001", pa.ForceSubmit(ME), ()), ("002", pa.Disqualify("002"), TWO)):
        session, proctor, receipts = pc.sit_down(number), Proctor(pc), []
        session.on_submitted = receipts.append
        session.respond(("A",))
        proctor.tell(session, body, by or ("Pengawas Satu",))
        [receipt] = receipts
        assert (receipt.reason, receipt.answered) == ("by_proctor", 1)
        assert pc.kiosk.receipt() == receipt
        pc.kiosk.sign_out()


def test_a_start_by_mistake_is_undone_and_the_person_begins_anew(pc: Pc) -> None:
    proctor, receipts = Proctor(pc), []
    proctor.send(pa.StartExam())
    pc.kiosk.sign_in(SITTING, "001", PIN)
    pc.kiosk.accept_rules()
    session = pc.kiosk.start("")
    session.on_submitted = receipts.append
    session.respond(("A",))
    pc.machine.pass_ms(MINUTE_MS)
    proctor.tell(session, pa.UndoStart())
    assert (session.status().state, session.status().set_aside, receipts) == ("submitted", True, [])
    assert refused(pc.kiosk.start, "").code == "DEL-06", "released anew by a new act only"
    assert pc.kiosk.report().state == "waiting"
    pc.machine.pass_ms(1000)
    proctor.send(pa.StartExam())
    again = pc.kiosk.start("")
    assert (again.attempt.epoch, again.attempt.state.responses) == (2, {})
    assert again.clock().remaining_ms == 30 * MINUTE_MS
    assert bodies(pc)[-1].act == bodies(pc)[-2].act, "what was begun is kept, and says which act ended it"
    again.respond(("B",))
    pc.restart()
    assert answers_of(pc.kiosk.resume()) == [("B",)]
    assert {run.attempt.epoch for run in pc.store.uncut(100, 10**6)} == {1, 2}, "both are sent"


def test_a_void_attempt_begins_anew_with_the_form_that_was_ordered(pc: Pc) -> None:
    proctor = Proctor(pc)
    session = pc.sit_down()
    session.respond(("A",))
    proctor.tell(session, pa.VoidAndRestart("001", "utama"), TWO)
    assert session.status().set_aside
    pc.restart()
    assert pc.kiosk.resume() is None
    assert not pc.kiosk.sign_in(SITTING, "001", PIN).handed_in
    assert pc.kiosk.start(TOKEN).attempt.epoch == 2


@pytest.mark.parametrize("screen", ["session", "receipt", "signed out", "restarted"])
def test_a_hand_in_by_mistake_is_taken_back_wherever_the_candidate_is_by_then(pc: Pc, screen: str) -> None:
    session, proctor = pc.sit_down(), Proctor(pc)
    session.respond(("A",))
    pc.machine.pass_ms(3 * MINUTE_MS)
    session.submit("by_candidate")
    pc.machine.pass_ms(3 * MINUTE_MS)
    if screen == "restarted":
        pc.restart()
    if screen == "session":
        proctor.tell(session, pa.Reopen("001"), TWO)
    else:
        if screen != "receipt":
            pc.kiosk.sign_out()
        proctor.send(pa.Reopen("001"), TWO)
        session = pc.kiosk.resume()
    assert proctor.codes == [""]
    assert session.status().state == "awaiting_resume"
    session.confirm_resume()
    assert session.clock().remaining_ms == 27 * MINUTE_MS
    session.next()
    session.respond(("B",))
    session.submit("by_candidate")
    assert pc.kiosk.sign_in(SITTING, "001", PIN).handed_in
    assert pc.kiosk.receipt().answered == 2


# --- what the room is told


def test_the_report_of_a_seat_follows_the_candidate(pc: Pc) -> None:
    assert pc.kiosk.report().state == "idle"
    pc.kiosk.sign_in(SITTING, "001", PIN)
    assert (pc.kiosk.report().state, pc.kiosk.report().seat) == ("signed_in", "A1")
    pc.kiosk.accept_rules()
    assert pc.kiosk.report().state == "waiting"
    session, proctor = pc.kiosk.start(TOKEN), Proctor(pc)
    session.respond(("A",))
    session.call_help()
    report = pc.kiosk.report()
    assert (report.state, report.answered, report.items, report.saves, report.help_called) == ("in_progress", 1, 6, 1, True)
    assert (report.saved_at, report.unsent, report.epoch) == (pc.machine.moment().wall_time, len(bodies(pc)), 1)
    assert report.remaining_ms == report.allotted_ms == 30 * MINUTE_MS
    proctor.tell(session, pa.Pause())
    assert (pc.kiosk.report().state, pc.kiosk.report().help_called) == ("paused", True), "a pause of all helps nobody"
    proctor.tell(session, pa.Warn("001"))
    assert not pc.kiosk.report().help_called
    session.submit("by_time")
    assert pc.kiosk.report().state == "submitted"
    pc.kiosk.sign_out()
    assert pc.kiosk.report().state == "idle"


def test_a_practice_knows_no_acts(pc: Pc) -> None:
    pc.kiosk.sign_in(SITTING, "001", PIN)
    session, proctor = pc.kiosk.practice(), Proctor(pc)
    assert isinstance(session, ExamSession)
    proctor.tell(session, pa.Pause())
    session.integrity("focus_lost", "")
    assert (session.status().state, proctor.outcomes) == ("running", [])
