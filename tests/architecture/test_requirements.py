"""Every test that `docs/requirements.md` names exists, and every requirement names one."""

from __future__ import annotations

import ast
import re

from tests.architecture.tree import ROOT

DOCUMENT = ROOT / "docs" / "requirements.md"
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def names_in(path: str) -> set[str]:
    """The names of a module's tests."""
    file = ROOT / path
    tree = ast.parse(file.read_text("utf-8")) if file.exists() else ast.Module([], [])
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_test_that_a_requirement_names_exists():
    named = set(NAMED.findall(DOCUMENT.read_text("utf-8")))
    assert len(named) > 50
    assert sorted(f"{path}::{name}" for path, name in named if name not in names_in(path)) == []


def test_every_requirement_names_a_test():
    rows = [line for line in DOCUMENT.read_text("utf-8").splitlines() if line.startswith("| ")]
    requirements = [row for row in rows if not row.startswith(("| ---", "| input |", "| requirement |", "| row |"))]
    assert len(requirements) > 40
    assert [row[:40] for row in requirements if not NAMED.search(row)] == []
