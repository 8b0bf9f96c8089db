"""What goes wrong in the middle: a frozen PC, a power cut, a cut wire, an evacuation, a dead room node."""

from __future__ import annotations

import time
from collections.abc import Callable

from tests.demo.room import SITTING
from tests.demo_room.hall import NODE_HOST
from tests.demo_room.processes import until
from tests.demo_room.scene import PROCTOR, Day

OUTAGE_S = 8.0
WITHOUT_LAN_S = 12.0


def frozen_pc(day: Day) -> None:
    """A PC freezes; the person goes on at a spare one; the old one wakes up and finds itself fenced."""
    cast, console = day.hall.cast, day.console
    old, new, person = day.seat(cast.freezes), day.hall.spare[0], day.person(cast.freezes)
    old.talker.say("answer", pace_s=0)
    console.wait(lambda room: _is_held(room["seats"][person.number]), f"everything of {person.number} at the node")
    old.freeze()
    console.person(person.number, "transfer")
    console.picture("pindah-pc")
    console.confirm("PC rusak", new.name)
    new.talker.result(new.sign_in(SITTING, person))
    new.talker.say("continue")
    new.wait_state("running")
    day.answering([new])
    old.thaw()
    old.talker.wait(lambda: old.status.get("moved"), "the old PC to be fenced")
    console.wait_applied("transfer")
    console.wait_seat(person.number, "in_progress")
    console.picture("sudah-pindah")
    console.go()
    person.notes.append(f"{old.name} macet, lanjut di {new.name}")
    day.tell(f"{old.name} macet; peserta lanjut di {new.name}; {old.name} hidup lagi dan menolak melanjutkan")


def _is_held(seat: dict) -> bool:
    return bool(seat["sequence"] == seat["reached"] > 0)


def power_cut(day: Day) -> None:
    """A third of the room loses its power at once; each goes on with the time of its last durable tick."""
    cast, console = day.hall.cast, day.console
    seats = day.seats_of(cast.without_power)
    numbers = {day.person(place).number for place in cast.without_power}
    for seat in seats:
        seat.cut_power()
    cut_at = time.monotonic()
    console.wait(lambda room: numbers <= set((room["outage"] or {"seats": ()})["seats"]), "the outage of so many seats")
    console.picture("listrik-padam")
    day.tell(f"listrik padam: {len(seats)} PC mati bersamaan (kill -9); konsol mengenali gangguan")
    until(lambda: time.monotonic() - cut_at > OUTAGE_S, "the power", OUTAGE_S + 5)
    for seat in seats:
        seat.start()
    day.wait_all(seats, "awaiting_resume")
    console.go("outage")
    console.wait(lambda room: all(room["seats"][each]["status"] == "awaiting_resume" for each in numbers), "all back")
    console.picture("listrik-kembali")
    _confirm_all(day, "Listrik padam")
    day.wait_all(seats, "running")
    day.answering(seats)
    console.wait_applied("credit_outage")
    console.wait(lambda room: all(room["seats"][each]["status"] == "in_progress" for each in numbers), "all going on")
    console.picture("waktu-dikembalikan")
    console.go()
    for place in cast.without_power:
        day.person(place).notes.append("listrik padam")
    day.tell(f"{len(seats)} PC menyala lagi; waktu disahkan proktor; peserta melanjutkan")


def _confirm_all(day: Day, reason: str) -> None:
    day.console.click("confirm-all")
    day.console.picture("sahkan-semua")
    day.console.confirm(reason)


def lan_cut(day: Day) -> None:
    """A row of PCs is cut off the LAN; its candidates notice nothing, and what they did meanwhile comes later."""
    cast, console, hall = day.hall.cast, day.console, day.hall
    seats = day.seats_of(cast.without_lan)
    people = [day.person(place) for place in cast.without_lan]
    before = [len(each.saves) for each in people]
    hall.cut_row()
    console.wait(lambda room: not any(room["seats"][each.number]["connected"] for each in people), "the row disconnected")
    cut_at = time.monotonic()
    until(lambda: time.monotonic() - cut_at > WITHOUT_LAN_S, "time without the LAN", WITHOUT_LAN_S + 5)
    assert all(seat.state_now == "running" for seat in seats)
    assert all(len(person.saves) > saves for person, saves in zip(people, before, strict=True))
    alone = sum(len(person.saves) - saves for person, saves in zip(people, before, strict=True))
    console.picture("lan-putus")
    hall.mend_row()
    until(lambda: all(seat.linked for seat in seats), "the row linked again", 90)
    console.wait(lambda room: all(room["seats"][each.number]["connected"] for each in people), "the row connected", 90)
    console.picture("lan-kembali")
    for person in people:
        person.notes.append("LAN putus")
    day.tell(f"LAN putus untuk {len(seats)} PC: peserta tetap mengerjakan, {alone} jawaban disimpan di PC dan menyusul")


def evacuation(day: Day) -> None:
    """Every screen is hidden by one press; roll-call outside; everybody goes on."""
    console = day.console
    seats = [seat for seat in day.hall.seats if seat.node and seat.state_now == "running"]
    console.go("outage")
    console.click("evacuate")
    day.wait_all(seats, "paused")
    console.wait_applied("pause")
    day.tell(f"evakuasi: {len(seats)} layar ditutup dengan satu tekan, waktu berhenti")
    for person in day.hall.people[:3]:
        console.click(f"roll-call-act-{person.number}")
    console.picture("evakuasi-apel")
    console.click("note-rollcall")
    console.confirm()
    console.click("resume-evacuated")
    console.confirm()
    day.wait_all(seats, "running")
    console.wait_applied("resume")
    console.wait(lambda room: room["counts"]["paused"] == 0, "everybody going on")
    console.picture("setelah-evakuasi")
    console.go()
    day.tell("apel selesai; semua peserta melanjutkan")


def dead_node(day: Day) -> None:
    """The room node dies; a second one from an empty folder takes its place and gets everything back from the PCs."""
    console, hall = day.console, day.hall
    acts = len(console.room()["acts"])
    hall.kill_node()
    console.wait(lambda room: room["link"] == "lost", "the node lost")
    console.picture("simpul-mati")
    day.tell("simpul ruang mati (kill -9); semua peserta tetap mengerjakan")
    hall.call("sync_server", "room", "take", hall.stick, "--data", hall.folder_of_node(2))
    hall.start_node(2)
    sitting = [seat for seat in hall.seats if seat.node and seat.state_now == "running"]
    until(lambda: all(seat.linked for seat in sitting), "everybody's PC at the second node", 90)
    console.talker.quit()
    console.start(f"{NODE_HOST}:{hall.node_port}")
    console.sign_in(PROCTOR, day.codes[PROCTOR])
    console.wait(lambda room: len(room["acts"]) >= acts, f"all {acts} acts again", 60)
    console.wait(lambda room: _caught_up(room), "what the PCs hold", 60)
    console.picture("simpul-kedua")
    day.tell(f"simpul kedua dari folder kosong mengganti: {len(console.room()['acts'])} tindakan kembali dari PC")


def _caught_up(room: dict) -> bool:
    running = [each for each in room["seats"].values() if each["status"] == "in_progress" and each["connected"]]
    return bool(running) and all(each["reached"] > 0 for each in running)


SCENES: tuple[Callable[[Day], None], ...] = (frozen_pc, power_cut, lan_cut, evacuation, dead_node)
