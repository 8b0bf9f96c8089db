"""The end of the day: the PC without a network, hand-in, closing, papers, sticks, the centre and its receipts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from question_packs.records.events import attempt_id_of
from tests.demo.room import SITTING
from tests.demo_room.processes import RefusedError, until
from tests.demo_room.scene import Day
from tests.demo_room.seat import Seat

GRANTED_MIN = 10
DOCUMENTS = {
    "minutes": "D11-berita-acara",
    "incidents": "D12-lampiran-kejadian",
    "readiness": "D10-kesiapan",
    "outage": "D14-gangguan",
    "handover": "D15-serah-terima",
    "absentees": "D32-tidak-hadir",
    "attendance": "daftar-hadir",
    "receipts": "daftar-tanda-terima",
    "rollcall": "daftar-apel",
    "schedule": "jadwal",
    "seating": "D05-denah",
    "labels": "D05-label-meja",
}


def pc_without_network(day: Day) -> None:
    """Its screen is unlocked and its time extended by codes that are read out."""
    cast, console = day.hall.cast, day.console
    seat, person = day.seat(cast.alone), day.person(cast.alone)
    seat.talker.say("integrity", kind="new_display", note="HDMI-1")
    seat.wait_state("locked")
    seat.talker.say("code", kind="unlock", typed=_code(day, seat, "Buka kunci layar"))
    seat.wait_state("running")
    code = _code(day, seat, "Tambah waktu", minutes=GRANTED_MIN)
    seat.talker.say("code", kind="grant_time", typed=code, parameter=str(GRANTED_MIN))
    console.go()
    person.notes.append(f"tanpa jaringan: dibuka dan ditambah {GRANTED_MIN} menit dengan kode, serah dengan stik")
    day.tell(f"{seat.name} tanpa jaringan: layar dibuka dan {GRANTED_MIN} menit ditambah dengan kode sekali pakai")


def _code(day: Day, seat: Seat, kind: str, minutes: int = 0) -> str:
    """The proctor types what the screen of that PC shows and reads the answer out."""
    console = day.console
    assert seat.person is not None
    console.person(seat.person.number, "code")
    console.choose("code-kind", kind)
    console.type("challenge", seat.status["challenge"])
    if minutes:
        console.type("minutes", str(minutes))
    console.click("dialog-confirm")
    code = console.text("one-time-code")
    console.picture(f"kode-sekali-pakai-{'waktu' if minutes else 'kunci'}")
    console.click("dialog-cancel")
    return code


def everybody_hands_in(day: Day) -> None:
    """All at once over the LAN; two PCs without a network by stick."""
    hall, console = day.hall, day.console
    seats = [seat for seat in hall.seats if seat.talker.running and seat.person and seat.state_now == "running"]
    for seat in seats:
        seat.talker.send("hand_in")
    until(lambda: all(seat.submitted for seat in seats), "everybody to hand in", 60)
    linked = [seat for seat in seats if seat.node]
    numbers = {seat.person.number for seat in linked if seat.person}
    console.wait(lambda room: all(room["seats"][n]["held"] in ("room", "centre") for n in numbers), "all hand-ins held", 90)
    console.picture("semua-selesai")
    day.tell(f"{len(seats)} peserta menyerahkan; {len(linked)} lewat LAN dipegang simpul")
    for seat in seats:
        if not seat.node:
            stick = hall.folder / f"stik-{seat.name}"
            stick.mkdir()
            seat.talker.say("write_stick", folder=str(stick.resolve()))
            console.talker.say("read_stick", folder=str(stick.resolve()))
            day.tell(f"{seat.name}: serah dengan stik, dibaca di simpul")
    fork = day.person(hall.cast.forked).number
    console.wait(lambda room: "forked" in room["seats"][fork]["troubles"], "the fork", 60)
    console.picture("dua-catatan")
    day.tell(f"{fork}: dua catatan berbeda dilaporkan; pusat yang memutuskan")


def close_the_sitting(day: Day) -> None:
    """The close routine leaves nothing open; then the signed roll."""
    console = day.console
    console.go("session")
    console.picture("sebelum-ditutup")
    console.click("close-sitting")
    console.confirm()
    console.wait(lambda room: room["closed"], "the sitting closed")
    console.click("count-roll")
    console.picture("sesi-ditutup")
    console.talker.say("roll", path=str(_papers(day) / "kelengkapan.json"))
    day.tell("sesi ditutup; daftar kelengkapan ditandatangani simpul")


def papers_and_sticks(day: Day) -> None:
    """Everything printed by the room itself; the same bundle on two sticks; the hand-over."""
    console, hall = day.console, day.hall
    sticks = [hall.folder / "stik-1", hall.folder / "stik-2"]
    written = console.talker.say("bundles", sticks=[str(each.resolve()) for each in sticks])["files"]
    for stick in sticks:
        console.act("register_medium", serial=stick.name, state="written", bundles=written)
    files = sorted(each for each in sticks[0].rglob("*") if each.is_file())
    console.act(
        "hand_over",
        to_name="Petugas Pusat Contoh",
        to_nip="-",
        files=[[each.name, hashlib.sha256(each.read_bytes()).hexdigest()] for each in files[:5000]],
        sizes=[each.stat().st_size for each in files[:5000]],
    )
    console.wait_applied("hand_over")
    console.talker.say("bundles", sticks=[str(each.resolve()) for each in sticks])
    for name, title in DOCUMENTS.items():
        console.talker.say("document", name=name, path=str(_papers(day) / f"{title}.pdf"))
    number = day.person(hall.cast.doubled).number
    console.talker.say("document", name="violation", path=str(_papers(day) / "D13-pelanggaran.pdf"), number=number)
    for page in ("documents", "timeline"):
        console.go(page)
        console.picture(f"halaman-{page}")
    day.tell(f"{len(DOCUMENTS) + 1} dokumen PDF dari simpul; {written} berkas di dua stik")


def _papers(day: Day) -> Path:
    folder = (day.hall.folder / "documents").resolve()
    folder.mkdir(exist_ok=True)
    return folder


def centre_takes_it(day: Day) -> None:
    """Both sticks at the centre, the second changes nothing; the fork is decided; the receipts go back to every PC."""
    hall, console = day.hall, day.console
    first, second = hall.folder / "stik-1", hall.folder / "stik-2"
    hall.centre("import", first)
    hall.centre("import", second)
    split = day.person(hall.cast.forked)
    device = day.seat(hall.cast.forked).talker.say("report")["report"]["device_id"]
    attempt = attempt_id_of(SITTING, split.number, "utama")
    hall.centre("score", "--resolve", f"{attempt}={device}", "--reason", "Catatan PC yang ditetapkan untuk peserta")
    hall.centre("import", first)
    day.tell("dua stik dibaca di pusat; catatan ganda diputuskan; nilai dihitung")
    console.talker.say("read_stick", folder=str(first.resolve()))
    # A receipt of a fork never calls an attempt whole: the two PCs of it keep what they have.
    finished = [seat for seat in hall.seats if seat.submitted and seat.person is not split]
    for seat in finished:
        if not seat.node:
            seat.talker.say("write_stick", folder=str(first.resolve()))
    until(lambda: all(_at_centre(seat) for seat in finished), "the centre's receipt at every PC", 90, every_s=1)
    console.go()
    console.picture("tanda-terima-pusat")
    hall.centre("report", SITTING, "--out", hall.folder / "documents/pusat")
    day.tell(f"tanda terima pusat tampil di {len(finished)} PC")


def _at_centre(seat: Seat) -> bool:
    try:
        return bool(seat.talker.say("receipt")["at_centre"])
    except RefusedError:
        return False


SCENES: tuple[Callable[[Day], None], ...] = (
    pc_without_network,
    everybody_hands_in,
    close_the_sitting,
    papers_and_sticks,
    centre_takes_it,
)
