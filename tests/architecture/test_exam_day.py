"""Every row of what goes wrong on an exam day has a line in `docs/exam-day.md` with a test of its number, and back."""

from __future__ import annotations

import re

import pytest

from tests.architecture.test_requirements import NAMED, names_in
from tests.architecture.tree import ROOT

DOCUMENT = ROOT / "docs" / "exam-day.md"
ROWS = range(1, 45)
OF_A_ROW = re.compile(r"test_row_0*(\d+)_\w+")


def lines() -> dict[int, list[str]]:
    """The cells of each line of the table, by row number."""
    cells = [line.strip("| ").split(" | ") for line in DOCUMENT.read_text("utf-8").splitlines()]
    numbered = [each for each in cells if each[0].isdecimal()]
    assert len({each[0] for each in numbered}) == len(numbered), "a row stands there twice"
    return {int(each[0]): each for each in numbered}


def test_the_document_has_every_row_and_no_other() -> None:
    assert sorted(lines()) == list(ROWS)


@pytest.mark.parametrize("row", ROWS)
def test_each_row_names_a_test_of_its_number(row: int) -> None:
    named = NAMED.findall(" | ".join(lines()[row]))
    assert any(path.startswith("tests/exam_day/") for path, _ in named)
    missing = [f"{path}::{name}" for path, name in named if name not in names_in(path)]
    strangers = [name for _, name in named if (found := OF_A_ROW.fullmatch(name)) is None or int(found[1]) != row]
    assert (missing, strangers) == ([], [])


def test_every_test_of_a_row_is_named_in_the_document() -> None:
    named = set(NAMED.findall(DOCUMENT.read_text("utf-8")))
    paths = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "tests").rglob("test_*.py"))]
    tests = {(path, name) for path in paths for name in names_in(path) if OF_A_ROW.fullmatch(name)}
    assert sorted(tests - named) == []
