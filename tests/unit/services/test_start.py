"""Who starts when: by the proctor's act, by token or by code; late, on instruction, or not yet.

Rows 1 (late arrival), 6 (not on the roster), 7 (locked sign-in), 32 (accommodations) and 38 (started by mistake).
"""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from question_packs.errors import KnownError
from question_packs.records import acts as pa
from question_packs.records.orders import FormPack
from question_packs.records.room import Lease, LeaseRequest
from question_packs.sealing.codes import pin_verifier
from tests.rooms import PIN, SITTING, TOKEN, Pc, Room, answers_of, attempt_of, entry
from tests.samples import refused
from tests.unit.services.proctor import TWO, Proctor, under

MINUTE_MS = 60_000


def wait(pc: Pc, number: str = "001") -> Proctor:
    """The candidate waits for the start."""
    pc.kiosk.sign_in(SITTING, number, PIN)
    pc.kiosk.accept_rules()
    return Proctor(pc)


@pytest.mark.parametrize("candidates", [(), ("001",)])
def test_the_proctors_act_starts_whom_it_is_for_without_a_token(pc: Pc, candidates: tuple[str, ...]) -> None:
    proctor = wait(pc)
    assert not pc.kiosk.start_released()
    assert refused(pc.kiosk.start, "").code == "DEL-06"
    proctor.send(pa.StartExam(("002",)))
    assert not pc.kiosk.start_released()
    proctor.send(pa.StartExam(candidates))
    assert pc.kiosk.start_released()
    assert proctor.codes == [""]
    assert pc.kiosk.start("").clock().remaining_ms == 30 * MINUTE_MS


def test_a_code_starts_one_candidate_on_one_pc_once(pc: Pc) -> None:
    proctor = wait(pc)
    code = proctor.read_out("start", pc.kiosk.challenge())
    anothers = proctor.read_out("start", pc.kiosk.challenge(), candidate="002")
    assert refused(pc.kiosk.answer, "start", anothers).code == "ACT-03"
    pc.kiosk.answer("start", code)
    assert refused(pc.kiosk.answer, "start", code).code == "ACT-03"
    assert pc.kiosk.start_released()
    pc.kiosk.start("")


def test_a_pause_of_everybody_holds_up_new_starts_until_everybody_goes_on(pc: Pc) -> None:
    proctor = wait(pc)
    proctor.send(pa.StartExam())
    proctor.send(pa.Pause())
    proctor.send(pa.Resume(("002",)))
    assert refused(pc.kiosk.start, "").code == "SIG-06"
    assert refused(pc.kiosk.start, TOKEN).code == "SIG-06"
    proctor.send(pa.Resume())
    assert pc.kiosk.start("").status().state == "running"


def test_a_closed_sitting_starts_nobody(pc: Pc) -> None:
    proctor = wait(pc)
    proctor.send(pa.CloseSitting())
    assert refused(pc.kiosk.start, TOKEN).code == "SIG-07"


def test_a_start_taken_back_before_anybody_began_starts_nobody(pc: Pc) -> None:
    proctor = wait(pc)
    proctor.send(pa.StartExam())
    proctor.send(pa.UndoStart())
    assert not pc.kiosk.start_released()


# --- row 1: late arrival


def late(pc: Pc, minutes: int) -> Proctor:
    under(pc, late_cutoff_s=15 * 60)
    Proctor(pc).send(pa.StartExam())
    pc.machine.pass_ms(minutes * MINUTE_MS)
    return wait(pc)


@pytest.mark.parametrize("token", ["", TOKEN])
def test_row_1_beyond_the_cut_off_nobody_starts_without_the_proctor(pc: Pc, token: str) -> None:
    late(pc, 16)
    assert refused(pc.kiosk.start, token).code == "SIG-05"
    assert pc.store.attempts() == []


def test_row_1_within_the_cut_off_a_late_candidate_has_the_full_time(pc: Pc) -> None:
    late(pc, 15)
    assert pc.kiosk.start("").clock().remaining_ms == 30 * MINUTE_MS


@pytest.mark.parametrize(("allowance", "minutes", "left"), [("full", 20, 30), ("remaining", 20, 10), ("remaining", 45, 0)])
@pytest.mark.parametrize("by_code", [False, True])
def test_row_1_admitted_late_with_the_full_or_the_remaining_time(
    pc: Pc, allowance: str, minutes: int, left: int, by_code: bool
) -> None:
    proctor = late(pc, minutes)
    if by_code:
        pc.kiosk.answer("admit_late", proctor.read_out("admit_late", pc.kiosk.challenge(), allowance), allowance)
    else:
        proctor.send(pa.AdmitLate("001", allowance))
    session = pc.kiosk.start("")
    assert session.clock().remaining_ms == left * MINUTE_MS
    session.tick()
    assert session.attempt.finished == (left == 0)


def test_row_1_the_nodes_clock_counts_not_the_wrong_one_of_the_pc(pc: Pc) -> None:
    proctor = late(pc, 16)
    pc.kiosk.clock_skew_ms = -5 * MINUTE_MS
    assert pc.kiosk.start("").attempt.state.started is not None
    assert proctor.outcomes == []


def test_row_1_a_start_for_one_person_is_never_late(pc: Pc) -> None:
    late(pc, 16).send(pa.StartExam(("001",)))
    assert pc.kiosk.start("").clock().remaining_ms == 30 * MINUTE_MS


def test_row_1_the_token_alone_knows_no_start_of_the_others(pc: Pc) -> None:
    under(pc, late_cutoff_s=60)
    wait(pc)
    pc.machine.pass_ms(60 * MINUTE_MS)
    pc.kiosk.start(TOKEN)


# --- row 6: not on the roster


def test_row_6_a_provisional_candidate_signs_in_and_sits(pc: Pc) -> None:
    assert refused(pc.kiosk.sign_in, SITTING, "901", "111111").code == "SIG-01"
    person = replace(entry("901", pin_verifier("111111"), extra_percent=50), name="Peserta Susulan")
    Proctor(pc).send(pa.AdmitProvisional(person), ("Petugas Satu",))
    for _ in range(2):
        assert pc.kiosk.sign_in(SITTING, "901", "111111").name == "Peserta Susulan"
        pc.restart()
    pc.kiosk.sign_in(SITTING, "901", "111111")
    assert pc.kiosk.start(TOKEN).clock().remaining_ms == 45 * MINUTE_MS
    pc.restart()
    assert pc.kiosk.resume().candidate.candidate_number == "901"


def test_nobody_on_the_roster_is_replaced_by_a_provisional_candidate(pc: Pc) -> None:
    Proctor(pc).send(pa.AdmitProvisional(replace(entry("001", pin_verifier("111111")), name="Orang Lain")))
    assert refused(pc.kiosk.sign_in, SITTING, "001", "111111").code == "SIG-01"


# --- row 7: locked sign-in


@pytest.mark.parametrize("by_code", [False, True])
def test_row_7_the_proctor_releases_a_sign_in_at_once(pc: Pc, by_code: bool) -> None:
    proctor = Proctor(pc)
    for _ in range(3):
        refused(pc.kiosk.sign_in, SITTING, "001", "000000")
    assert refused(pc.kiosk.sign_in, SITTING, "001", PIN).code == "SIG-02"
    if by_code:
        pc.kiosk.answer("release_sign_in", proctor.read_out("release_sign_in", pc.kiosk.challenge()))
    else:
        proctor.send(pa.ReleaseSignIn("001"))
    assert pc.kiosk.sign_in(SITTING, "001", PIN).candidate_number == "001"


def test_codes_that_belong_into_an_exam_do_nothing_before_it(pc: Pc) -> None:
    assert pc.kiosk.challenge() == ""
    assert refused(pc.kiosk.answer, "start", "X").code == "DEL-11"
    proctor = wait(pc)
    code = proctor.read_out("grant_time", pc.kiosk.challenge(), "10")
    assert refused(pc.kiosk.answer, "grant_time", code, "10").code == "DEL-11"


# --- other forms


def test_row_22_a_restart_with_another_form_begins_another_attempt(pc: Pc, room: Room) -> None:
    forms = (*room.order.forms, FormPack("cadangan", room.practice.digest))
    pc.station.install_order(room.seal(replace(room.order, revision=3, forms=forms)))
    session, proctor = pc.sit_down(), Proctor(pc)
    session.respond(("A",))
    proctor.tell(session, pa.VoidAndRestart("001", "cadangan"), TWO)
    again = pc.kiosk.start(TOKEN)
    assert again.attempt.form.test.identifier == "LATIHAN"
    assert again.attempt.attempt_id != attempt_of("001")
    again.respond(("B",))
    pc.restart()
    resumed = pc.kiosk.resume()
    assert resumed.attempt.attempt_id == again.attempt.attempt_id
    assert answers_of(resumed) == [("B",)]


# --- leases


def test_row_8_a_second_pc_is_refused_and_without_a_node_one_goes_on_alone(pc: Pc) -> None:
    asked: list[LeaseRequest] = []

    def lease(request: LeaseRequest) -> Lease:
        asked.append(request)
        raise KnownError(answer, device="PC-09") if answer == "ROM-02" else KnownError(answer)

    pc.kiosk.lease = lease
    wait(pc)
    answer = "ROM-02"
    assert refused(pc.kiosk.start, TOKEN).code == "ROM-02"
    assert pc.store.attempts() == []
    answer = "NET-01"
    pc.kiosk.start(TOKEN)
    pc.restart()
    pc.kiosk.lease = lease
    answer = "ROM-02"
    assert refused(pc.kiosk.resume).code == "ROM-02"
    answer = "NET-01"
    assert pc.kiosk.resume() is not None
    assert {(each.attempt_id, each.epoch) for each in asked} == {(attempt_of("001"), 1)}


def test_who_begins_anew_on_another_pc_begins_above_every_epoch_that_the_node_knows(pc: Pc) -> None:
    pc.kiosk.lease = lambda request: Lease(request.attempt_id, 3)
    wait(pc)
    assert pc.kiosk.start(TOKEN).attempt.epoch == 4
