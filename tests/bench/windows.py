"""What a candidate waits for in a real window on a virtual screen, first page and next item, and the memory it takes.

Every figure is told by a process of its own (`window_probe`). The kiosk and the bare window take turns.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from question_packs.builder.compile import compile_source
from tests.bench.measure import Measure, measure, median, percentile
from tests.demo.robots import virtual_screen
from tests.rooms import PIN, TOKEN, build_room

SAMPLE = Path("question_packs/samples/pengelola-pendapatan-daerah")
ROUNDS = 9
FRAME_MS = 1000 / 60
BARE = "bare PySide6 window"


def run(folder: Path) -> list[Measure]:
    """The sample pack in a real room: nine first pages and bare windows in turns, then one sitting of all 150 items."""
    sample = compile_source(SAMPLE)[0]
    assert sample is not None
    room = build_room(folder / "room", exam=(sample.test, sample.items, sample.media))
    with virtual_screen() as display:
        around = environment(folder, display)
        bare, first = [], []
        for _ in range(ROUNDS + 1):
            bare.append(probe(around, "bare"))
            first.append(probe(around, "first-page", room.pc))
        exam = probe(around, "exam", room.pc, room.code, PIN, TOKEN)
    # The first of each only warms the machine's cache of files.
    return _start_and_memory(bare[1:], first[1:], exam) + _next_painted(exam["next_ms"])


def environment(folder: Path, display: str) -> dict[str, str]:
    """As an installed program runs: on a screen, and with its modules compiled once."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def _start_and_memory(bare: list[dict], first: list[dict], exam: dict) -> list[Measure]:
    bare_memory, painted, ready = (
        median([each[moment] for each in probes])
        for probes, moment in ((bare, "painted_mib"), (first, "painted_mib"), (first, "settled_mib"))
    )
    start, bare_start = (median([each["painted_ms"] for each in probes]) for probes in (first, bare))
    return [
        measure("cold_start", start, bare_start, "ms", "<= 1.5", BARE),
        measure("kiosk_memory", painted, bare_memory, "MiB", "<= 1.5", f"{BARE}; both when first painted"),
        measure("kiosk_memory_ready", ready, bare_memory, "MiB", "-", f"{BARE}; store, keys and network loaded"),
        measure("kiosk_memory_exam", exam["memory_mib"], bare_memory, "MiB", "-", f"{BARE}; after 150 items"),
    ]


def _next_painted(took_ms: list[float]) -> list[Measure]:
    return [
        measure("next_painted_median", median(took_ms), FRAME_MS, "ms", "<= 1", "one frame at 60 Hz"),
        measure("next_painted_p99", percentile(took_ms, 99), 2 * FRAME_MS, "ms", "<= 1", "two frames at 60 Hz"),
    ]


def probe(around: dict[str, str], kind: str, *arguments: object) -> dict:
    """What a probe told; `painted_ms` counts from before the process was started."""
    command = [sys.executable, "-m", "tests.bench.window_probe", kind, *map(str, arguments)]
    started = time.monotonic()
    done = subprocess.run(command, env=around, stdout=subprocess.PIPE, text=True, check=True)
    told = json.loads(done.stdout)
    if "painted_at" in told:
        told["painted_ms"] = (told["painted_at"] - started) * 1000
    return told
