"""Who comes, who does not, and who comes differently than planned: rows 1 to 8 and 41 of the field's table."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from question_packs.records import acts as pa
from question_packs.records.roll import Absent
from question_packs.records.room import LeaseRequest
from question_packs.sealing.codes import pin_verifier
from sync_server.services.provisional import ProvisionalDesk
from tests.exam_day.day import Day
from tests.rooms import PIN, SITTING, TOKEN, answers_of, attempt_of, entry
from tests.samples import refused

REGISTRAR = ("Petugas Satu",)


@pytest.mark.parametrize(("allowance", "left"), [("full", 30), ("remaining", 8)])
def test_row_01_the_bus_was_late(day_under: Callable[..., Day], allowance: str, left: int) -> None:
    day = day_under(late_cutoff_s=15 * 60)
    desk = day.desk()
    day.does(pa.StartExam())
    day.pass_minutes(22)
    desk.sign_in()
    assert refused(desk.pc.kiosk.start, "").code == "SIG-05", "strict: seven minutes beyond the grace"
    day.does(pa.AdmitLate("001", allowance), "Ban bocor; Ketua Panitia mengizinkan")
    desk.exam = desk.pc.kiosk.start("")
    assert desk.minutes_left() == left
    desk.hand_in()
    assert "Ban bocor; Ketua Panitia mengizinkan" in day.paper("incidents")
    assert "Terlambat" in day.paper("attendance")


def test_row_02_came_on_the_wrong_day_and_sits_with_this_session(day: Day) -> None:
    """Expected at another sitting; here are a free seat and the form."""
    guest = replace(entry("077", pin_verifier("111111")), name="Peserta Salah Hari", seat="B9")
    desk = day.desk()
    assert refused(desk.pc.kiosk.sign_in, SITTING, "077", "111111").code == "SIG-01"
    day.does(pa.AdmitProvisional(guest, "sesi-2"), "Salah membaca jadwal", REGISTRAR)
    desk.pc.kiosk.sign_in(SITTING, "077", "111111")
    desk.exam = desk.pc.kiosk.start(TOKEN)
    desk.answer("A").hand_in()
    day.send_all()
    moved = day.paper("incidents")
    assert "Peserta Salah Hari" in moved
    assert "sesi-2" in moved
    assert "Peserta Salah Hari" in day.paper("schedule")


def test_row_02_who_was_moved_to_another_session_does_not_sit_twice(day: Day) -> None:
    desk, moved = day.desk(), entry("001", pin_verifier(PIN))
    desk.pc.station.install_order(day.room.seal(replace(day.order, sitting_id="sesi-2", sitting_title="Sesi 2")))
    day.pass_minutes(1)
    desk.hear(day.sign(pa.AdmitProvisional(moved, SITTING), "Dinas luar", REGISTRAR, "sesi-2"))
    refusal = refused(desk.sign_in)
    assert (refusal.code, "Sesi 2" in refusal.sentence()) == ("SIG-08", True)
    assert desk.sign_in("002").candidate_number == "002"
    day.pass_minutes(1)
    desk.hear(day.sign(pa.AdmitProvisional(moved, "sesi-2"), "Jadi ikut di sini", REGISTRAR))
    desk.sit().answer("A").hand_in()


def test_row_03_forgot_the_identity_card(day: Day) -> None:
    day.does(pa.CheckIn("001", "pending"), "KTP menyusul pukul 10.00", REGISTRAR)
    day.desk().sit().answer("A").hand_in()
    assert "Identitas menyusul (diizinkan Petugas Satu)" in day.paper("attendance")
    assert "KTP menyusul pukul 10.00" in day.paper("incidents")


def test_row_04_somebody_else_sits_down_with_the_right_pin(day: Day) -> None:
    """The screen of the seat and the proctor's map show who should sit there; only people can see that it is another."""
    desk = day.desk().sit()
    assert desk.session.candidate.name == "Peserta 001"
    assert day.map().view(0, "connected").seats[0].entry.name == "Peserta 001"
    day.does(pa.NoteIncident("violation", "001", "Foto wajah, berkas 3"), "Wajah tidak sama dengan foto daftar")
    day.does(pa.Disqualify("001"), "Orang lain duduk di kursi peserta", ("Pengawas Satu", "Pengawas Dua"))
    assert desk.session.status().state == "submitted"
    record = day.paper("violation", "001")
    assert "Wajah tidak sama dengan foto daftar" in record
    assert "Foto wajah, berkas 3" in record


def test_row_05_the_roster_has_the_wrong_unit(day: Day) -> None:
    """A request; nothing is edited, the exam goes on, and the centre reads both values."""
    desk = day.desk().sit()
    day.does(pa.RequestCorrection("001", "unit", "Bidang Pajak II"), "Mutasi Mei 2025", REGISTRAR)
    assert (desk.session.status().state, desk.session.candidate.unit) == ("running", "Badan Uji")
    desk.hand_in()
    listed = day.paper("incidents")
    assert "Unit kerja Badan Uji Bidang Pajak II" in listed
    day.send_all()
    facts = day.auditor.room(day.centre.scorer.find_sitting(SITTING))
    assert [each.act.body.stated for each in facts.acts_of(pa.RequestCorrection)] == ["Bidang Pajak II"]
    assert facts.person("001").entry.unit == "Badan Uji"


def test_row_06_not_on_the_list_but_with_a_letter(day: Day) -> None:
    guest = replace(entry("901", pin_verifier("111111")), name="Peserta Surat Tugas")
    day.does(pa.AdmitProvisional(guest), "Surat tugas nomor 7", REGISTRAR)
    desk = day.desk()
    desk.pc.kiosk.sign_in(SITTING, "901", "111111")
    desk.exam = desk.pc.kiosk.start(TOKEN)
    desk.answer("AA").hand_in()
    day.send_all()
    assert (day.score()["901"].standing, day.score()["901"].record) == ("waiting", None)
    assert day.roll().provisional == ("901",)
    assert "Peserta sementara, menunggu pusat" in day.paper("attendance")
    sitting = day.centre.scorer.find_sitting(SITTING)
    ProvisionalDesk(day.centre.database).decide(sitting, "901", "confirmed", "Ketua", "surat ada")
    assert day.score()["901"].record.provisional, "marked in every result, also after the centre confirmed"


@pytest.mark.parametrize("network", [True, False])
def test_row_07_typed_the_pin_wrong_again_and_again(day: Day, network: bool) -> None:
    """Each try waits longer and none is the last; the proctor lets in at once, also without any network."""
    desk = day.desk().sit().answer("AB")
    desk.power_cut(1)
    desk.pc.kiosk.sign_out()
    for _ in range(3):
        refused(desk.pc.kiosk.sign_in, SITTING, "001", "000000")
    waits = refused(desk.pc.kiosk.sign_in, SITTING, "001", PIN)
    assert (waits.code, waits.values["seconds"]) == ("SIG-02", 5)
    if network:
        day.does(pa.ReleaseSignIn("001"), "Salah ketik")
    else:
        desk.pc.kiosk.answer("release_sign_in", day.read_out("release_sign_in", desk.pc.kiosk.challenge()))
    assert desk.pc.kiosk.sign_in(SITTING, "001", PIN).continues
    desk.exam = desk.pc.kiosk.continue_here()
    assert answers_of(desk.session) == [("A",), ("B",)], "answers were never touched"
    assert ("Kunci masuk dilepas" in day.paper("incidents")) == network


def test_row_08_one_person_at_two_pcs(day: Day) -> None:
    """The second PC is refused until the proctor moves the attempt; then the first one only reads, even if it comes back."""
    first, second = day.desk(0), day.desk(1)
    for desk in (first, second):
        desk.pc.kiosk.lease = lambda request, desk=desk: day.node.leases.ask(desk.device_id, request)
    first.sit().answer("AB")
    second.sign_in()
    assert refused(second.pc.kiosk.start, TOKEN).code == "ROM-02"
    assert (
        refused(day.node.leases.ask, second.device_id, LeaseRequest(SITTING, "001", attempt_of("001"), 1)).code == "ROM-02"
    )
    first.send()
    day.does(pa.Transfer("001", first.device_id, second.device_id, 2), "Layar PC-01 berkedip")
    assert refused(first.answer, "C").code == "DEL-09"
    second.pc.kiosk.fetch_attempt = day.node.held.attempt_segments
    assert second.sign_in().continues
    second.exam = second.pc.kiosk.continue_here()
    second.session.confirm_resume()
    second.hand_in()
    assert first.power_cut(1).exam is None
    assert "PC-01 ke PC-02" in day.paper("incidents")
    assert not day.roll().forks


def test_row_41_nobody_came_to_this_seat(day: Day) -> None:
    day.desk().sit().hand_in()
    day.does(pa.MarkAbsent("002", "sick"), "Surat dokter", REGISTRAR)
    day.does(pa.CloseSitting())
    roll = day.roll()
    assert roll.absent == (Absent("002", "sick"), Absent("003", "not_recorded"))
    absentees = day.paper("absentees")
    assert "Sakit" in absentees
    assert "Tanpa keterangan" in absentees
    assert "3 terdaftar, 1 mengerjakan, 1 diterima" in day.paper("minutes")
