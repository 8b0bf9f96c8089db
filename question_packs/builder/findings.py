"""What `check` finds in a source folder: file, line, severity, and the catalogue's sentence.

Readers and checks put what they find into a `Report` and go on, so that one run names every fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from question_packs.errors import KnownError

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Finding:
    """One fault. `file` is relative to the source folder; `line` counts from 1."""

    file: str
    line: int
    severity: Severity
    problem: KnownError

    @property
    def code(self) -> str:
        """The catalogue's code."""
        return self.problem.code


class Report:
    """Collects findings; iterating gives them by file and line."""

    def __init__(self) -> None:
        self._findings: list[Finding] = []

    def error(self, file: str, line: int, problem: KnownError) -> None:
        """Add a fault that stops a build."""
        self._findings.append(Finding(file, line, "error", problem))

    def warning(self, file: str, line: int, problem: KnownError) -> None:
        """Add something to look at that stops nothing."""
        self._findings.append(Finding(file, line, "warning", problem))

    def __iter__(self) -> Iterator[Finding]:
        return iter(sorted(self._findings, key=lambda each: (each.file, each.line, each.code)))

    @property
    def errors(self) -> int:
        """How many findings stop a build."""
        return sum(1 for each in self._findings if each.severity == "error")

    @property
    def warnings(self) -> int:
        """How many stop nothing."""
        return len(self._findings) - self.errors
