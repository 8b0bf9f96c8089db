"""What the author's command does with a source of any format: report it, check it, make a draft for a build of it.

Part of the command line (`__main__`), apart so that commands that need no importer start without them.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from question_packs.builder.draft import Draft
from question_packs.builder.findings import Report
from question_packs.cli_texts import Say
from question_packs.errors import KnownError
from question_packs.importers.found import Found
from question_packs.importers.report_text import report_lines, summary
from question_packs.importers.sources import open_source, read_found


class _Watch:
    """How far the reading of a file came, for the terminal and for whoever stops it."""

    def __init__(self, say: Say, file: Path) -> None:
        self._say = say
        self._file = file.name
        self.done, self.of = 0, 0

    def __call__(self, done: int, of: int) -> None:
        self.done, self.of = done, of
        self._say.progress("import_progress", file=self._file, done=done, of=of)

    def stopped(self) -> None:
        """One sentence for a person who pressed Ctrl+C."""
        print(self._say.text("import_stopped", file=self._file, done=self.done, of=self.of), file=sys.stderr)


def import_files(paths: Sequence[Path], say: Say) -> int:
    """Report each file; 0 where nothing was refused, else 1. A file that cannot be read does not stop the others."""
    reported: list[Found] = []
    unread = 0
    for path in paths:
        try:
            found = _read(path, say)
        except KnownError as problem:
            say.problem(problem)
            unread += 1
            continue
        _print_report(found, say)
        reported.append(found)
    if len(paths) > 1:
        say.line("import_done", files=len(reported), of=len(paths), summary=summary(reported, say.language))
    return 1 if unread or any(each.count("refused") for each in reported) else 0


def check_source(path: Path, say: Say) -> int:
    """Print everything that is wrong with a source; 0 where a build would take it, else 1."""
    opened = open_source(path)
    if opened.findings is not None:
        _print_findings(opened.findings, say)
        return 1 if opened.findings.errors else 0
    assert opened.found is not None
    _print_report(opened.found, say)
    return 1 if opened.draft is None or opened.found.count("refused") else 0


def draft_to_build(path: Path, say: Say) -> Draft:
    """The draft of a source. Raises `BLD-50` (the source has errors), `IMP-13` (no item), `IMP-14` (items were refused)."""
    opened = open_source(path)
    if opened.findings is not None and opened.draft is None:
        raise KnownError("BLD-50", errors=opened.findings.errors)
    if opened.found is not None and opened.found.count("refused"):
        _print_report(opened.found, say)
        raise KnownError("IMP-14", count=opened.found.count("refused"))
    if opened.draft is None:
        raise KnownError("IMP-13")
    return opened.draft


def _read(path: Path, say: Say) -> Found:
    watch = _Watch(say, path)
    try:
        return read_found(path, watch)
    except KeyboardInterrupt:
        say.clear_progress()
        watch.stopped()
        raise
    finally:
        say.clear_progress()


def _print_report(found: Found, say: Say) -> None:
    for line in report_lines(found, say.language):
        print(line)


def _print_findings(report: Report, say: Say) -> None:
    for finding in report:
        say.finding(finding.file, finding.line, finding.severity, finding.problem)
    say.line("check_done", errors=report.errors, warnings=report.warnings)
