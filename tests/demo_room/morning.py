"""Before and shortly after the start: readiness, opening, the start of all, two devices, a forgotten PIN, a late arrival."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

from tests.demo.room import SITTING
from tests.demo_room.hall import NODE_HOST, POLICIES
from tests.demo_room.processes import RefusedError, until
from tests.demo_room.scene import PROCTOR, Day
from tests.demo_room.seat import Seat


def room_is_ready(day: Day) -> None:
    """The console finds the node, its digits are compared, the proctor signs in and sees who is here."""
    hall, console = day.hall, day.console
    for seat in hall.seats:
        seat.start()
    console.start(f"{NODE_HOST}:{hall.node_port}")
    console.sign_in(PROCTOR, day.codes[PROCTOR], picture=True)
    linked = [each for each in hall.seats if each.node]
    until(lambda: all(each.linked for each in linked), "all PCs to find the node", 120)
    facts = console.room()
    console.go("readiness")
    console.picture("kesiapan-ruang")
    console.go()
    day.tell(f"{len(linked)} PC terhubung ke simpul; {facts['certificates']} sertifikat kesiapan di simpul")


def everybody_checks_in(day: Day) -> None:
    """Present, or absent with a reason."""
    cast, console = day.hall.cast, day.console
    for place, person in enumerate(day.hall.people):
        if place == cast.absent:
            console.act("mark_absent", "Surat keterangan dokter", candidate=person.number, absence="sick")
        elif place != cast.late:
            console.act("check_in", candidate=person.number)
    console.wait(lambda room: room["counts"]["present"] == day.hall.size - 2, "everybody who is present")
    day.tell(f"{day.hall.size - 2} peserta hadir, 1 sakit, 1 belum datang")
    console.go("roster")
    console.picture("daftar-hadir")
    console.go()


def two_people_open_the_sitting(day: Day) -> None:
    """Two officers and the opening code at the console open every PC of the LAN; who has no LAN types the code."""
    console, hall = day.console, day.hall
    officer, officer_code = day.second
    code = hall.credentials["opening_code"]
    console.click("open-sitting-all")
    console.type("room-opening-code", code)
    console.choose("second-officer", officer)
    console.type("second-code", officer_code)
    console.picture("dua-petugas-membuka")
    console.click("dialog-confirm")
    console.wait(lambda room: room["opened"], "the sitting opened")
    console.wait_applied("open_sitting")
    for seat in hall.seats:
        if not seat.node:
            seat.talker.say("open", sitting=SITTING, code=code)
    console.picture("sesi-dibuka")
    day.tell("sesi dibuka oleh dua petugas dengan satu kode di konsol; di dua PC tanpa jaringan kode diketik")


def everybody_starts(day: Day) -> None:
    """Sign-in at every PC, then one press of the proctor; nobody types a token but who has no network."""
    hall, cast, console = day.hall, day.hall.cast, day.console
    here = [place for place in range(hall.size) if place not in (cast.absent, cast.late, cast.mistypes)]
    signed = [(day.seat(place), day.seat(place).sign_in(SITTING, day.person(place))) for place in here]
    for seat, answer in signed:
        seat.talker.result(answer, 120)
    linked = [seat for seat, _ in signed if seat.node]
    started = [(seat, seat.talker.send("start")) for seat in linked]
    console.wait(lambda room: _count(room, "waiting") == len(linked), "everybody waiting", 120)
    console.picture("siap-mulai")
    console.click("start-all")
    console.confirm()
    day.started = time.monotonic()
    alone = day.seat(cast.alone)
    started.append((alone, alone.talker.send("start", token=day.token)))
    for seat, answer in started:
        seat.talker.result(answer, 120)
    day.answering([seat for seat, _ in started])
    console.wait(lambda room: _count(room, "in_progress") == len(linked), "everybody in the exam")
    console.picture("semua-mengerjakan")
    day.tell(f"{len(started)} peserta mulai: {len(linked)} oleh tindakan proktor, 1 dengan token di PC tanpa jaringan")


def two_devices(day: Day) -> None:
    """A second PC under the same name: refused where a LAN is; where none is, it becomes a fork that people judge."""
    cast, console = day.hall.cast, day.console
    second, twin = day.hall.spare[1], day.hall.spare[2]
    person, split = day.person(cast.doubled), day.person(cast.forked)
    code = _refusal(day, second)
    console.person(person.number)
    console.picture("dua-pc-ditolak")
    console.click("act-warn")
    console.confirm("Harap memakai hanya PC Anda.")
    console.wait_applied("warn")
    console.go()
    day.tell(f"{second.name} mencoba memakai nomor {person.number} yang sedang ujian: ditolak ({code})")
    twin.talker.result(twin.sign_in(SITTING, split))
    twin.talker.say("start", token=day.token)
    day.answering([twin])
    split.notes.append(f"memakai {twin.name} tanpa jaringan di samping PC-nya")
    day.tell(f"{twin.name} tanpa jaringan dipakai dengan nomor {split.number} di samping {day.seat(cast.forked).name}")


def _refusal(day: Day, second: Seat) -> str:
    person = day.person(day.hall.cast.doubled)
    try:
        second.talker.say("sign_in", sitting=SITTING, number=person.number, pin=person.pin)
        second.talker.say("start", token=day.token)
    except RefusedError as error:
        second.talker.say("sign_out")
        return error.code
    raise RuntimeError(f"{second.name}: two devices for {person.number}")


def wrong_pin(day: Day) -> None:
    """Three wrong PINs, the fourth try must wait; the proctor releases the sign-in at once."""
    cast, console = day.hall.cast, day.console
    seat, person = day.seat(cast.mistypes), day.person(cast.mistypes)
    for _ in range(4):
        with suppress(RefusedError):
            seat.talker.say("sign_in", sitting=SITTING, number=person.number, pin="000000")
    console.person(person.number)
    console.picture("pin-salah-tiga-kali")
    console.click("act-release_sign_in")
    console.wait_applied("release_sign_in")
    seat.talker.result(seat.sign_in(SITTING, person))
    seat.talker.result(seat.talker.send("start"))
    day.answering([seat])
    console.wait_seat(person.number, "in_progress")
    console.go()
    person.notes.append("PIN salah tiga kali, dibuka proktor")
    day.tell(f"{seat.name}: PIN salah tiga kali, akses masuk dibuka proktor, ujian dimulai")


def late_arrival(day: Day) -> None:
    """Too late to start alone; admitted with what is left of the others' time."""
    cast, console = day.hall.cast, day.console
    seat, person = day.seat(cast.late), day.person(cast.late)
    console.act("check_in", candidate=person.number)
    seat.talker.result(seat.sign_in(SITTING, person))
    until(lambda: time.monotonic() - day.started > POLICIES["late_cutoff_s"] + 1, "the late cut-off", 90)
    with suppress(RefusedError):
        seat.talker.say("start", token=day.token)
        raise RuntimeError(f"{seat.name}: started although too late")
    console.person(person.number, "admit_late")
    console.picture("terlambat")
    console.confirm("Kendaraan terlambat", "Sisa waktu")
    console.wait_applied("admit_late")
    seat.talker.result(seat.talker.send("start"))
    day.answering([seat])
    console.wait_seat(person.number, "in_progress")
    console.go()
    person.notes.append("terlambat, sisa waktu")
    day.tell(f"{seat.name}: peserta terlambat diizinkan dengan sisa waktu")


def _count(room: dict, status: str) -> int:
    return sum(each["status"] == status for each in room["seats"].values())


SCENES: tuple[Callable[[Day], None], ...] = (
    room_is_ready,
    everybody_checks_in,
    two_people_open_the_sitting,
    everybody_starts,
    two_devices,
    wrong_pin,
    late_arrival,
)
