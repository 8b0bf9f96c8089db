"""`make demo-room`: a room of 40 with a room node and the console, on a day on which everything goes wrong."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

from sync_server.app import opened_centre
from tests.demo.robots import virtual_screen
from tests.demo_room import evening, morning, summary, troubles
from tests.demo_room.accounts import accounts
from tests.demo_room.console import Console
from tests.demo_room.hall import FEWEST, Hall
from tests.demo_room.scene import PACE_S, Day


def main() -> int:
    """Run the day; 0 if nothing was lost."""
    parser = argparse.ArgumentParser(prog="make demo-room")
    parser.add_argument("--seats", type=int, default=40, help=f"people in the room, at least {FEWEST}")
    parser.add_argument("--out", type=Path, default=Path("build/demo-room"))
    options = parser.parse_args()
    if options.seats < FEWEST:
        parser.error(f"--seats: at least {FEWEST}")
    shutil.rmtree(options.out, ignore_errors=True)
    (options.out / "pictures").mkdir(parents=True)
    signal.signal(signal.SIGTERM, _interrupt)
    os.environ["TZ"] = "Asia/Jakarta"  # every PC's clock is that of the room
    hall = Hall(options.out, size=options.seats)
    try:
        with ExitStack() as opened:
            opened.callback(hall.clear)
            return _run(hall, opened)
    except KeyboardInterrupt:
        hall.tell("dihentikan")
        return 130


def _run(hall: Hall, opened: ExitStack) -> int:
    console = Console(hall.folder, hall.folder / "pictures", opened.enter_context(virtual_screen()))
    opened.callback(console.talker.quit)
    hall.set_up(opened.enter_context(virtual_screen()))
    hall.tell(f"{hall.size} peserta menjawab satu soal tiap {PACE_S:.0f} detik, tidak semua 150 soal")
    day = Day(hall, console)
    for scene in (*morning.SCENES, *troubles.SCENES, *evening.SCENES):
        scene(day)
    return _finish(hall)


def _finish(hall: Hall) -> int:
    """Count, print and write; 1 if an answer that was shown as saved is not at the centre, or a program had a bug."""
    with opened_centre(hall.folder / "centre") as centre:
        found = accounts(centre, hall.people)
    bugs = [bug for seat in hall.seats for bug in seat.bugs]
    summary.write(hall, found, bugs)
    lost = sum(each.lost for each in found)
    for bug in bugs:
        hall.tell(f"kesalahan program: {bug}")
    hall.tell(f"selesai: lihat {hall.folder}/summary.html; jawaban hilang: {lost}")
    return 1 if lost or bugs else 0


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
