"""Power, PCs, clocks and the proctor's own machine: rows 9 to 13, 19, 27, 35, 36 and 39 of the field's table."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.services.console.outage import FEWEST
from desktop_app.services.readiness.checks import EVERYWHERE
from desktop_app.services.readiness.run import Wanted, examine
from question_packs.records import acts as pa
from question_packs.records import events as ev
from question_packs.records.room import Hello, SeatMessage
from question_packs.sealing.codes import show_code
from tests.exam_day.day import TWO, Day, Desk
from tests.integration.room_node.node_room import node_folder, open_node
from tests.rooms import PIN, SITTING, ClockMachine, Pc, answers_of, copy_pc
from tests.samples import refused
from tests.unit.services.test_readiness_run import GoodPc


def test_row_09_the_pc_froze_and_was_switched_off(day: Day) -> None:
    desk = day.desk().sit().answer("ABC")
    day.pass_minutes(5)
    item = desk.session.item().identifier
    desk.power_cut(2)
    assert desk.session.status().state == "awaiting_resume"
    desk.session.confirm_resume()
    assert desk.session.item().identifier == item
    assert answers_of(desk.session) == [("A",), ("B",), ("C",)]
    assert desk.minutes_left() == 25
    desk.hand_in()
    assert "Dilanjutkan. restart 2 menit" in day.paper("incidents")


@pytest.mark.parametrize("lan", [True, False])
def test_row_10_the_screen_died_and_the_candidate_moves_to_a_spare_pc(day: Day, lan: bool) -> None:
    """With a LAN from the room's node; without one by a code and what the old PC's disk holds, on a stick."""
    old, new = day.desk(0).sit().answer("AB"), day.desk(1)
    day.pass_minutes(10)
    old.session.flag(True)
    shown, before = old.session.item(), dict(old.session.attempt.state.responses)
    if lan:
        old.send()
        day.does(pa.Transfer("001", old.device_id, new.device_id, 2), "Layar mati")
        new.pc.kiosk.fetch_attempt = day.node.held.attempt_segments
        assert new.sign_in().continues
        new.exam = new.pc.kiosk.continue_here()
    else:
        stick = old.carry(day.folder / "stik-pindah")
        new.sign_in()
        code = day.read_out("transfer", new.pc.kiosk.challenge())
        new.exam = new.pc.kiosk.take_over("001", code, stick)
    day.pass_minutes(4)
    new.session.confirm_resume()
    assert (new.session.item(), new.session.attempt.state.responses) == (shown, before), "same form, same shuffle"
    assert new.minutes_left() == 20, "the walk costs nobody a minute"
    new.hand_in()
    told = day.paper("incidents")
    assert "PC-01 PC-02" in told or "PC-01 ke PC-02" in told
    assert ("Layar mati" in told, "kode sekali pakai" in told) == (lan, not lan)
    assert not day.roll().forks


def test_row_11_the_whole_building_is_dark(day_under: Callable[..., Day]) -> None:
    day = day_under(outage_credit_cap_s=30 * 60)
    desks = [day.desk(place).sit(f"00{place + 1}").answer("A") for place in range(FEWEST)]
    day.pass_minutes(10)
    began = day.desk().pc.machine.moment().wall_time
    proctors = day.map()
    proctors.view(0, "connected")
    for desk in desks:
        proctors.take(_cut_off(desk), 1_000)
    assert proctors.view(2_000, "connected").outage.seats == ("001", "002", "003"), "recognised as one"
    for desk in desks:
        desk.power_cut(45)
    assert desks[0].session.status().needs_proctor, "longer than the order gives back by itself"
    assert refused(desks[0].session.confirm_resume).code == "DEL-10"
    ended = day.desk().pc.machine.moment().wall_time
    numbers = ("001", "002", "003")
    day.does(pa.DeclareOutage("G-1", "power", began, ended, numbers, "continue"), "PLN padam")
    day.does(pa.CreditOutage(45 * 60_000, numbers), "Seluruhnya dikembalikan")
    assert {desk.session.status().state for desk in desks} == {"awaiting_resume"}, "nothing runs before each one confirms"
    for desk in desks:
        desk.session.confirm_resume()
    assert [desk.minutes_left() for desk in desks] == [20, 20, 35], "the last one has half as much time again"
    paper = day.paper("outage")
    assert "Listrik padam" in paper
    assert paper.count("45 menit") >= 3, "minutes restored, person by person"


def _cut_off(desk: Desk) -> SeatMessage:
    """The node says of a seat that its line is gone."""
    report = desk.report()
    return SeatMessage(report.report, False, report.seen_at)


def test_row_12_the_power_went_in_the_middle_of_a_write(day: Day) -> None:
    """A record that was not whole is left out and nothing else: whatever the last write left behind, the exam goes on."""
    desk = day.desk().sit().answer("ABCDE")
    saved = list(desk.session.attempt.state.responses.items())
    for place, torn in enumerate((bytes(range(256)) * 9, -1, -5_000)):
        disk = shutil.copytree(desk.pc.folder, day.folder / f"disk-{place}")
        log = next(disk.rglob("*-wal"))
        log.write_bytes(log.read_bytes() + torn if isinstance(torn, bytes) else log.read_bytes()[:torn])
        again = Pc(day.room, disk, ClockMachine())
        session = again.kiosk.resume()
        found = list(session.attempt.state.responses.items())
        assert found == saved if isinstance(torn, bytes) else 2 < len(found) <= 5 and found == saved[: len(found)]
        session.confirm_resume()
        session.submit("by_candidate")
        again.sittings.close()


def test_row_13_the_proctors_pc_is_dead(day: Day) -> None:
    """The workstations go on alone; another PC of the room begins empty and learns from them what happened."""
    desk = day.desk().sit().answer("AB")
    act = day.does(pa.GrantTime(5 * 60_000, ("001",)), "Papan ketik diganti")
    desk.send()
    day.new_node()
    desk.answer("C")
    hello = Hello(desk.device_id, "PC-01", "1", desk.pc.kiosk.acts.held())
    assert day.node.acts.wants(hello.acts) == (act,)
    assert desk.pc.kiosk.acts.envelope(act) is not None
    day.node.acts.take([desk.pc.kiosk.acts.envelope(act)], fresh=False)
    desk.hand_in()
    assert day.roll().received == 1, "what the dead node had countersigned is sent to its successor once more"
    assert "Papan ketik diganti" in day.paper("incidents")


@pytest.mark.parametrize("days", [-4000, -1, 1, 400])
def test_row_19_the_clock_of_the_pc_is_wrong(day: Day, days: int) -> None:
    desk = day.desk().sit().answer("A")
    desk.pc.machine.wall_ms += days * 86_400_000
    day.pass_minutes(10)
    assert desk.minutes_left() == 20
    desk.hand_in()
    way = "maju" if days > 0 else "mundur"
    assert f"Jam PC bergeser {way}" in day.paper("incidents")
    day.send_all()
    [jump] = [each.body for each in day.events() if isinstance(each.body, ev.ClockJumped)]
    assert jump.jump_ms == days * 86_400_000, "the correction is stored"


def test_row_27_the_light_went_out_before_anybody_pressed_finish(day: Day) -> None:
    """At zero the PC hands in by itself, also if zero passed while it was dark; the proctor closes who is left open."""
    forgot, dark = day.desk(0).sit("001").answer("A"), day.desk(1).sit("002").answer("B")
    day.pass_minutes(29)
    dark.power_cut(1)
    forgot.session.tick()
    day.pass_minutes(2)
    assert forgot.session.status().state == "submitted"
    day.does(pa.ForceSubmit(("002",)), "Penutupan sesi")
    day.does(pa.CloseSitting())
    roll = day.roll()
    assert (roll.sat, roll.received, roll.missing) == (2, 2, ())
    minutes = day.paper("incidents")
    assert "Penutupan sesi" in minutes


def test_row_35_the_proctors_pc_was_stolen(day: Day, tmp_path: Path) -> None:
    """No name, no answer and no number can be read from its disk without the passphrase; the centre revokes its key."""
    folder = node_folder(day.room, tmp_path / "dicuri", passphrase="rahasia benar")
    node = open_node(folder, "rahasia benar")
    node.orders.install_order(day.sealed_order)
    desk = day.desk().sit().answer("ABC").hand_in()
    for _, syncer in desk.pc.sittings.syncers(lambda call: call()):
        syncer.cut()
    node.ingest.take(desk.pc.store.segments())
    node.database.close()
    found = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    for word in (b"Peserta", b"198501012010011001", b"SQLite", b"Badan Uji", b'"response_saved"'):
        assert word not in found
    day.centre.enrolment.revoke(day.room.node.key_id, "admin")
    day.centre.directory.renew()
    assert day.centre.directory.device_key(day.room.node.key_id) is None


def test_row_36_nobody_remembers_the_codes(day: Day) -> None:
    """Of three proctors two are enough for everything; the centre reads the opening code out by telephone; a node whose
    passphrase is lost is replaced (row 13)."""
    desk = day.desk().sit().answer("A").hand_in()
    day.does(pa.Reopen("001"), "Dua petugas lain", TWO)
    assert desk.session.status().state == "awaiting_resume"
    fresh = copy_pc(day.room, day.folder / "pc-baru", opened=False, spare=day.room.spares[1])
    code = day.room.code
    slip = code[:3] + ("2" if code[3] != "2" else "3") + code[4:]
    assert refused(fresh.kiosk.open_sitting, SITTING, slip).code == "SEA-04", (
        "a slip of the tongue, before anything is tried"
    )
    fresh.kiosk.open_sitting(SITTING, show_code(code).lower())
    assert fresh.kiosk.sign_in(SITTING, "002", PIN).candidate_number == "002"
    fresh.sittings.close()
    assert "Dua petugas lain" in day.paper("incidents")


def test_row_39_windows_wants_to_restart_and_the_battery_is_low(day: Day) -> None:
    """Told before the exam; what happens in spite of it is row 9."""
    desk = day.desk()
    sick = GoodPc(pending=True, charge=(12, False), blank_s=60)
    found = {each.identifier: each.result for each in examine(desk.pc.station, None, Wanted(), sick).findings}
    assert set(found) >= set(EVERYWHERE)
    assert (found["restart"], found["power"], found["screen_saver"]) == ("warning", "problem", "ok")
    desk.sit().answer("AB").power_cut(3).session.confirm_resume()
    assert len(desk.session.attempt.state.responses) == 2
