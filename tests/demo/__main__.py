"""`make demo`: builds the pack, starts the centre, publishes, lets the exam be sat, scores, prints.

With a display a person sits the exam; without one eight robots do, in real windows on a virtual screen. `--seats N` runs a
larger room without windows.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from tests.demo import person, summary
from tests.demo.robots import Seat, Sitting, virtual_screen
from tests.demo.room import SITTING, Room
from tests.demo.seats import sit_without_windows

ROBOTS = 8


def main() -> int:
    """Run the demo; 0 if nothing was lost."""
    parser = argparse.ArgumentParser(prog="make demo")
    parser.add_argument("--seats", type=int, help="a room of so many PCs without windows")
    parser.add_argument("--out", type=Path, default=Path("build/demo"))
    options = parser.parse_args()
    shutil.rmtree(options.out, ignore_errors=True)
    options.out.mkdir(parents=True)
    room = Room(options.out)
    display = os.environ.get("DISPLAY")
    count = options.seats or (1 if display else ROBOTS)
    try:
        credentials = prepare(room, count)
        if options.seats:
            sitting = sit_without_windows(room, credentials, count)
        elif display:
            sitting = person.sit(room, credentials, display)
        else:
            sitting = sit_with_robots(room, credentials)
        return finish(room, sitting)
    except KeyboardInterrupt:
        room.tell("dihentikan")
        return 130
    finally:
        room.stop_server()


def prepare(room: Room, count: int) -> dict[str, object]:
    """From the source folder to enrolled PCs with a published sitting."""
    room.tell("membuat kunci dua penyetuju dan pusat")
    room.make_keys_and_centre()
    room.tell("membangun paket soal (150 soal) dan paket latihan")
    room.build_packs()
    room.start_server()
    room.tell(f"pusat berjalan di 127.0.0.1:{room.port}; mendaftarkan {count} PC")
    room.states = room.enrol(count)
    room.tell("menerbitkan kegiatan: 176 peserta, dua sesi")
    return room.publish()


def sit_with_robots(room: Room, credentials: dict[str, object]) -> Sitting:
    """Eight robots; one is killed, the centre is away for a while, one hands in by stick."""
    room.tell(f"{ROBOTS} robot mengerjakan 150 soal di jendela sungguhan; ini perlu beberapa menit")
    pictures = room.folder / "pictures"
    pictures.mkdir()
    pins = dict(list(credentials["pins"].items())[:ROBOTS])
    seats = [
        Seat(number, state, candidate, pin)
        for number, (state, (candidate, pin)) in enumerate(zip(room.states, pins.items(), strict=True), start=1)
    ]
    seats[0].arguments += ["--pictures", str(pictures.resolve()), "--practise", "--expect-result"]
    by_stick = seats[-1]
    by_stick.offline = True
    by_stick.arguments += ["--offline", "--stick", str(room.stick.resolve())]
    room.fill_stick()
    room.call("desktop_app", "--state", by_stick.state, "fetch", room.stick)
    with virtual_screen() as display:
        sitting = Sitting(room, seats, credentials, display)
        sitting.run()
    return sitting


def finish(room: Room, sitting: Sitting) -> int:
    """Score, report, audit, and the summary; 1 if an answer that was given is not at the centre."""
    room.tell("menilai dan mencetak dokumen")
    room.centre("score")
    room.centre("report", SITTING, "--out", room.folder / "documents")
    audit = room.centre("audit", "--sitting", SITTING)
    (room.folder / "audit.txt").write_text(audit, encoding="utf-8")
    room.stop_server()
    lost = summary.write(room, sitting)
    room.tell(f"selesai: lihat {room.folder}/summary.html; jawaban hilang: {lost}")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
