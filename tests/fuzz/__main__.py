"""`make fuzz`, or `python -m tests.fuzz [TARGET ...] [--seconds N]`; `--replay FILE` shows a finding once more."""

from __future__ import annotations

import argparse
import faulthandler
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.fuzz.campaign import FOLDER, fuzz, table
from tests.fuzz.targets import TARGETS, target_of

_PATIENCE_S = 30


def main() -> int:
    """0 where nothing was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=600, help="for each target (600)")
    parser.add_argument("--at-once", type=int, default=2, help="how many targets run side by side (2)")
    parser.add_argument("--replay", type=Path, metavar="FILE")
    given = parser.parse_args()
    if unknown := set(given.targets) - TARGETS.keys():
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    if given.replay:
        return _replay(given.replay)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(given.at_once) as pool:
        outcomes = list(pool.map(lambda name: fuzz(name, given.seconds), given.targets or TARGETS))
    print(table(outcomes))
    return 1 if any(each.findings for each in outcomes) else 0


def _replay(path: Path) -> int:
    """Read the file once as the target that its name begins with; what escapes is shown as it is."""
    faulthandler.dump_traceback_later(_PATIENCE_S, exit=True)
    target_of(path).read(path.read_bytes())
    print("nothing escapes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
