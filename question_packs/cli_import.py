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
from question_packs.exporters.qti.package import write_package
from question_packs.importers.found import Found
from question_packs.importers.report_text import report_lines, summary
from question_packs.importers.sources import Opened, open_source
from question_packs.importers.together import together


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


def import_files(paths: Sequence[Path], say: Say, out: Path | None = None) -> int:
    """Report each file; 0 where nothing was refused, else 1. A file that cannot be read does not stop the others.

    `out`: write what came in as a QTI 3.0 package. Raises `EXP-01` ... `EXP-08`.
    """
    opened: list[Opened] = []
    for path in paths:
        try:
            opened.append(_open(path, say))
        except KnownError as problem:
            say.problem(problem)
            continue
        _print_opened(opened[-1], say)
    found = [each.found for each in opened if each.found is not None]
    if len(paths) > 1:
        say.line("import_done", files=len(opened), of=len(paths), summary=summary(found, say.language))
    if out is not None:
        _export(opened, len(paths), out, say)
    return 1 if len(opened) < len(paths) or any(map(_has_refused, opened)) else 0


def _has_refused(opened: Opened) -> bool:
    return opened.draft is None or (opened.found is not None and opened.found.count("refused") > 0)


def _export(opened: Sequence[Opened], wanted: int, out: Path, say: Say) -> None:
    """One file goes out as it is; several become one test, with a section for each."""
    unusable = wanted - sum(each.draft is not None for each in opened)
    if unusable:
        raise KnownError("EXP-08", path=out, count=unusable)
    draft = opened[0].draft if len(opened) == 1 else together([_found_in(each) for each in opened], out.name)
    assert draft is not None
    write_package(draft, out)
    say.line("import_wrote", path=out, items=len(draft.items), size=out.stat().st_size)


def _found_in(opened: Opened) -> Found:
    """A folder of Markdown always is a test of its own."""
    if opened.found is None:
        assert opened.draft is not None
        raise KnownError("EXP-06", file=opened.draft.test.identifier)
    return opened.found


def check_source(path: Path, say: Say) -> int:
    """Print everything that is wrong with a source; 0 where a build would take it, else 1."""
    opened = open_source(path)
    _print_opened(opened, say)
    return 1 if _has_refused(opened) else 0


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


def _open(path: Path, say: Say) -> Opened:
    watch = _Watch(say, path)
    try:
        return open_source(path, watch)
    except KeyboardInterrupt:
        say.clear_progress()
        watch.stopped()
        raise
    finally:
        say.clear_progress()


def _print_opened(opened: Opened, say: Say) -> None:
    if opened.findings is not None:
        _print_findings(opened.findings, say)
    if opened.found is not None:
        _print_report(opened.found, say)


def _print_report(found: Found, say: Say) -> None:
    for line in report_lines(found, say.language):
        print(line)


def _print_findings(report: Report, say: Say) -> None:
    for finding in report:
        say.finding(finding.file, finding.line, finding.severity, finding.problem)
    say.line("check_done", errors=report.errors, warnings=report.warnings)
