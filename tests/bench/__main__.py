"""`make bench`: every measurement in one run, as a table and as build/bench.json."""

from __future__ import annotations

import importlib
import json
import os
import platform
import sys
import tempfile
from pathlib import Path

from tests.bench.measure import Measure

BENCHES = ("answers", "packs", "windows", "ingest", "save_latency", "room", "imports", "media")
OUT = Path("build/bench.json")


def main() -> int:
    """Run all benches, or those named as arguments."""
    print(_machine())
    measures: list[Measure] = []
    for name in sys.argv[1:] or BENCHES:
        print(f"- {name} ...", file=sys.stderr, flush=True)
        # Beside the project, not in /tmp, which may be in memory: fsync must reach a disk.
        OUT.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=OUT.parent) as folder:
            measures.extend(importlib.import_module(f"tests.bench.{name}").run(Path(folder)))
    _print_table(measures)
    OUT.write_text(json.dumps([each.record() for each in measures], indent=2) + "\n", encoding="utf-8")
    return 0


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return (
        f"{platform.system()} {platform.release()} {platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB, "
        f"Python {platform.python_version()}"
    )


def _print_table(measures: list[Measure]) -> None:
    print(f"{'':26} {'value':>10} {'baseline':>10} {'unit':5} {'ratio':>7}  {'aim':8} against")
    for each in measures:
        figures = f"{each.value:>10.3f} {each.baseline:>10.3f} {each.unit:5} {each.ratio:>7.2f}"
        print(f"{each.name:26} {figures}  {each.aim:8} {each.against}")


if __name__ == "__main__":
    raise SystemExit(main())
