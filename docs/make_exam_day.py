"""Writes the column of tests in `docs/exam-day.md`: every `test_row_N_…` of the tree stands in row N, the stories first.

python docs/make_exam_day.py
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "exam-day.md"
COLUMN = 5
TEST = re.compile(r"^def (test_row_0*(\d+)_\w+)", re.MULTILINE)


def tests_by_row() -> dict[str, list[str]]:
    """Row number to its tests as `path::name`."""
    found: dict[str, list[str]] = {}
    paths = [path.relative_to(ROOT).as_posix() for path in ROOT.glob("tests/**/test_*.py")]
    for path in sorted(paths, key=lambda each: (not each.startswith("tests/exam_day/"), each)):
        for name, row in TEST.findall((ROOT / path).read_text("utf-8")):
            found.setdefault(row, []).append(f"`{path}::{name}`")
    return found


def main() -> None:
    """Rewrite the page in place."""
    tests = tests_by_row()
    lines = []
    for line in DOCUMENT.read_text("utf-8").splitlines():
        cells = line.split(" | ")
        row = cells[0].removeprefix("| ")
        if row.isdecimal():
            cells[COLUMN] = " ".join(tests[row])
        lines.append(" | ".join(cells))
    DOCUMENT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
