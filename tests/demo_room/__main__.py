"""`make demo-room`: a room of 40 with a room node and the console, on a day on which everything goes wrong."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

from tests.demo.robots import virtual_screen
from tests.demo_room import morning
from tests.demo_room.console import Console
from tests.demo_room.hall import FEWEST, Hall
from tests.demo_room.scene import Day


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
    hall = Hall(options.out, size=options.seats)
    try:
        with ExitStack() as opened:
            opened.callback(hall.clear)
            return _run(hall, opened)
    except KeyboardInterrupt:
        hall.tell("dihentikan")
        return 130


def _run(hall: Hall, opened: ExitStack) -> int:
    hall.set_up(opened.enter_context(virtual_screen()))
    console = Console(hall.folder, hall.folder / "pictures", opened.enter_context(virtual_screen()))
    opened.callback(console.talker.quit)
    day = Day(hall, console)
    for scene in morning.SCENES:
        scene(day)
    return 0


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
