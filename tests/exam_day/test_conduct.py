"""What people do, may and must not do while they sit: rows 20 to 24, 28, 31, 32, 34, 38, 43 and 44 of the field's table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from question_packs.records import acts as pa
from question_packs.records.acts import peek_act
from tests.exam_day.day import MINUTE_MS, TWO, Day
from tests.rooms import PIN, SITTING, TOKEN, attempt_of
from tests.samples import refused

ME = ("001",)


def test_row_20_a_candidate_faints(day: Day) -> None:
    """The clock stands, with reason and witness; then it goes on, ends with the answers kept, or begins anew later."""
    desk = day.desk().sit().answer("AB")
    day.does(pa.Pause(ME, "person"), "Vertigo; saksi dr. Contoh")
    day.pass_minutes(25)
    day.does(pa.Resume(ME), "Merasa baik")
    desk.session.confirm_resume()
    assert desk.minutes_left() == 30
    day.does(pa.NoteIncident("health", "001"), "Kambuh, tidak sanggup melanjutkan")
    day.does(pa.ForceSubmit(ME), "Atas permintaan peserta")
    day.does(pa.VoidAndRestart("001", "cadangan"), "Ujian susulan dengan naskah lain", TWO)
    again = desk.pc.kiosk.start(TOKEN)
    assert again.attempt.attempt_id != attempt_of("001"), "another form, and what was begun is kept"
    assert again.attempt.state.responses == {}
    told = day.paper("incidents")
    assert "Dijeda: alasan peserta" in told
    assert "Vertigo; saksi dr. Contoh" in told
    assert "25 menit" in told, "also of what was set aside"
    assert "kesehatan" in told


def test_row_21_may_i_go_to_the_toilet(day: Day) -> None:
    desk = day.desk().sit().answer("A")
    for minutes in (3, 4):
        day.does(pa.Leave("001"), "Ke toilet", ("Pengawas Tiga",))
        assert desk.session.status().state == "away", "nobody reads the screen meanwhile"
        day.pass_minutes(minutes)
        day.does(pa.Return("001"), "Sudah di meja", ("Pengawas Tiga",))
        assert desk.session.status().state == "running"
    assert desk.minutes_left() == 23, "the clock ran on"
    desk.hand_in()
    told = day.paper("incidents")
    assert (told.count("Ke toilet"), told.count("Sudah di meja")) == (2, 2)


@pytest.mark.parametrize("afterwards", ["goes on", "another form"])
def test_row_22_the_fire_alarm_rings(day: Day, afterwards: str) -> None:
    desks = [day.desk(place).sit(f"00{place + 1}").answer("AB") for place in range(2)]
    day.does(pa.Pause((), "evacuation"), "Alarm kebakaran berbunyi")
    assert [(each.session.status().state, each.session.status().cause) for each in desks] == [("paused", "evacuation")] * 2
    assert refused(desks[0].answer, "C").code == "DEL-08", "hidden, and nothing can be answered"
    roll_call = day.paper("rollcall")
    assert "Hadir di ruang: 2 orang" in roll_call
    day.pass_minutes(40)
    if afterwards == "goes on":
        day.does(pa.Resume(), "Gedung aman")
        for each in desks:
            each.session.confirm_resume()
        assert [each.minutes_left() for each in desks] == [30, 30]
        assert "40 menit" in day.paper("incidents")
    else:
        day.does(pa.Resume(), "Gedung aman")
        day.does(pa.VoidAndRestart("001", "cadangan"), "Soal mungkin dibicarakan di luar", TWO)
        assert desks[0].session.status().set_aside
        assert desks[0].pc.kiosk.start(TOKEN).attempt.state.responses == {}
    assert "Dijeda: evakuasi" in day.paper("incidents")


def test_row_23_talked_twice_and_photographed_the_screen(day: Day) -> None:
    desk = day.desk().sit().answer("AB")
    day.does(pa.Warn("001"), "Berbicara dengan sebelah", ("Pengawas Tiga",))
    day.does(pa.Warn("001"), "Berbicara lagi", ("Pengawas Tiga",))
    status = desk.session.status()
    assert (status.warnings, status.warning, status.state) == (2, "Berbicara lagi", "running")
    day.does(pa.NoteIncident("violation", "001", "Telepon, segel nomor 4"), "Memotret layar", ("Pengawas Tiga",))
    alone = day.sign(pa.Disqualify("001"), "Memotret layar")
    assert refused(desk.pc.kiosk.acts.take, alone).code == "SEA-02", "one person cancels nobody"
    day.does(pa.Disqualify("001"), "Memotret layar", TWO)
    assert desk.session.status().state == "submitted"
    record = day.paper("violation", "001")
    assert "Telepon, segel nomor 4" in record
    assert "Pengawas Satu & Pengawas Dua" in record
    day.send_all()
    scored = day.score()["001"].record
    assert (scored.disqualified, scored.outcome.total.score) == (True, 1), "answers are kept; the committee decides"


def test_row_24_another_window_a_second_screen_a_screenshot(day_under: Callable[..., Day]) -> None:
    day = day_under(lockdown="strict")
    desk = day.desk().sit().answer("A")
    desk.session.focus_lost(4000)
    desk.session.integrity("new_display", "HDMI-2")
    assert desk.session.status().state == "locked"
    code = day.read_out("unlock", desk.session.status().challenge)
    desk.session.answer("unlock", code)
    desk.session.integrity("forbidden_program", "AnyDesk")
    assert refused(desk.session.answer, "unlock", code).code == "ACT-03", "the code was for the first incident"
    day.does(pa.Unlock("001", desk.session.status().incident), "Ditutup di depan pengawas")
    desk.hand_in()
    told = day.paper("incidents")
    for words in ("Layar tambahan terpasang", "AnyDesk", "Jendela lain di depan: 1 kali, 4 detik", "Layar dibuka kembali"):
        assert words in told


def test_row_28_pressed_finish_after_three_minutes(day_under: Callable[..., Day]) -> None:
    day = day_under(minimum_time_s=600)
    desk = day.desk().sit().answer("AB")
    day.pass_minutes(3)
    review = desk.session.review()
    assert (review.answered, len(review.unanswered), review.wait_ms) == (2, 4, 7 * MINUTE_MS), "counts before every hand-in"
    assert refused(desk.hand_in).code == "DEL-05"
    day.pass_minutes(8)
    desk.hand_in()
    day.does(pa.Reopen("001"), "Tertekan tanpa sengaja", TWO)
    assert desk.session.status().state == "awaiting_resume"
    desk.session.confirm_resume()
    assert desk.minutes_left() == 19
    desk.answer("CD").hand_in()
    told = day.paper("incidents")
    assert "Penyerahan dibatalkan" in told
    assert "Tertekan tanpa sengaja" in told


def test_row_31_never_used_a_computer_before(day: Day) -> None:
    """Practice on the very same page before the clock runs, and a call for help that the proctor sees at once."""
    desk = day.desk()
    desk.sign_in()
    practice = desk.pc.kiosk.practice()
    practice.respond(("A",))
    assert practice.practice
    desk.sit().session.call_help()
    seat = day.map().view(0, "connected").seats[0]
    assert seat.troubles[0] == "help"
    desk.hand_in()
    assert "Peserta memanggil pengawas" in day.paper("incidents")


def test_row_32_needs_half_as_much_time_again(day: Day) -> None:
    """Candidate 003: time of test and sections by the order, and the annex says who had what."""
    desk = day.desk().sit("003")
    assert desk.minutes_left() == 45
    assert (desk.session.candidate.extra_minutes, desk.session.candidate.zoom_percent) == (15, 100)
    desk.hand_in()
    assert "50 %" in day.paper("incidents")


def test_row_34_the_token_was_shouted_through_the_room(day: Day) -> None:
    """A token alone starts nobody, a PIN only its own person here, and a start by the proctor's act needs neither."""
    desk = day.desk()
    assert refused(desk.pc.kiosk.start, TOKEN).code == "SIG-01"
    assert refused(desk.pc.kiosk.sign_in, SITTING, "009", PIN).code == "SIG-01"
    desk.sign_in()
    assert refused(desk.pc.kiosk.start, "000000").code == "SIG-04"
    assert not desk.pc.kiosk.start_released()
    day.does(pa.StartExam(ME), "Token bocor; dimulai satu per satu")
    desk.exam = desk.pc.kiosk.start("")
    desk.hand_in()
    assert "Token bocor; dimulai satu per satu" in day.paper("incidents")


def test_row_38_started_before_everybody_was_there(day_under: Callable[..., Day]) -> None:
    day = day_under(undo_s=300)
    soon, late = day.desk(0), day.desk(1)
    day.does(pa.StartExam())
    soon.sign_in("001")
    soon.exam = soon.pc.kiosk.start("")
    soon.answer("A")
    day.pass_minutes(4)
    day.does(pa.UndoStart(ME), "Salah menekan")
    assert soon.session.status().set_aside
    late.sit("002").answer("B")
    day.pass_minutes(6)
    day.does(pa.UndoStart(("002",)), "Terlambat dibatalkan")
    assert late.session.status().state == "running", "after five minutes one person cannot"
    day.does(pa.UndoStart(("002",)), "Salah sesi", TWO)
    assert late.session.status().set_aside
    day.does(pa.StartExam(ME))
    again = soon.pc.kiosk.start("")
    assert (again.attempt.epoch, again.clock().remaining_ms) == (2, 30 * MINUTE_MS)
    again.submit("by_candidate")
    told = day.paper("incidents")
    assert "Salah menekan" in told
    assert "Pengawas Satu & Pengawas Dua" in told
    day.send_all()
    assert len(day.auditor.attempt(attempt_of("001")).set_aside) == 1, "what was begun is kept"


def test_row_43_items_appear_on_social_media(day: Day) -> None:
    """The number lies over every item (drawn by the exam page); the seed then tells which order of options leaked."""
    orders = {}
    for place, number in enumerate(("001", "002")):
        session = day.desk(place).sit(number).session
        assert session.candidate.candidate_number == number
        orders[number] = [
            (session.item().identifier, *(each.identifier for each in session.item().choices))
            for _ in range(6)
            if session.next()
        ]
    assert orders["001"] != orders["002"]
    day.does(pa.NoteIncident("violation", "", "Tangkapan layar dengan nomor 001"), "Soal beredar di media sosial")
    assert "Soal beredar di media sosial" in day.paper("incidents")


def test_row_44_a_proctor_helps_a_friend(day: Day) -> None:
    """Nobody acts without a name; every minute given stands in the paper and in the centre's sums; nothing can be edited."""
    desk = day.desk().sit().answer("A")
    for reason in ("Papan ketik", "Papan ketik lagi"):
        day.does(pa.GrantTime(20 * MINUTE_MS, ME), reason)
    unsigned = peek_act(day.sign(pa.GrantTime(MINUTE_MS, ME)))
    forged = pa.sign_act(unsigned, [day.room.device])
    assert refused(desk.pc.kiosk.acts.take, forged).code == "SEA-02"
    assert refused(desk.pc.kiosk.acts.take, day.sign(pa.GrantTime(MINUTE_MS, ME), "", ("Petugas Satu",))).code == "ACT-02"
    desk.hand_in()
    papers = day.paper("incidents")
    assert "Papan ketik lagi" in papers
    assert "Pengawas Satu" in papers
    day.send_all()
    [tally] = [each for each in day.auditor.room(day.centre.scorer.find_sitting(SITTING)).tally if each.granted_ms]
    assert (tally.officer, tally.acts, tally.people, tally.granted_ms) == ("Pengawas Satu", 2, 1, 40 * MINUTE_MS)
    with day.centre.database.write() as connection:
        connection.exec_driver_sql("UPDATE audit_entry SET detail = 'tidak ada apa-apa' WHERE act = 'act.grant_time'")
    assert [each.broken_at is not None for each in day.auditor.logs()] == [True]
