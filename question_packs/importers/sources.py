"""Opens whatever an author has, knowing it by its content and not by its name: the one door to all formats.

Each format registers a `Reader`. Used by the command, the exporter's round trip and the preview.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from question_packs.builder.compile import compile_source
from question_packs.builder.draft import Draft
from question_packs.builder.findings import Report
from question_packs.builder.source import TEST_FILE
from question_packs.errors import InBoth, KnownError
from question_packs.importers import aiken, gift
from question_packs.importers.drafts import draft_of
from question_packs.importers.found import Found, Progress, no_progress
from question_packs.importers.moodle import reader as moodle
from question_packs.importers.qti import reader as qti
from question_packs.importers.spreadsheet import reader as spreadsheet

_START = 4096  # bytes; enough to know any of the formats


@dataclass(frozen=True)
class Reader:
    """A format: its name for people, whether a file (by path and first bytes) is of it, and how it is read."""

    name: str
    knows: Callable[[Path, bytes], bool]
    read: Callable[[Path, Progress], Found]


@dataclass(frozen=True)
class Opened:
    """What a source holds. `found`: of an imported file; `findings`: of a Markdown folder. `draft`: None if none can be."""

    draft: Draft | None
    found: Found | None = None
    findings: Report | None = None


READERS: tuple[Reader, ...] = (
    Reader("XLSX, ODS, CSV", spreadsheet.knows, spreadsheet.read),  # before QTI: to that one an ODS is a zip with XML
    Reader("QTI", qti.knows, qti.read),
    Reader("Moodle XML", moodle.knows, moodle.read),
    Reader("Aiken", aiken.knows, aiken.read),  # before GIFT, which has hardly a sign of its own
    Reader("GIFT", gift.knows, gift.read),
)


def read_found(path: Path, progress: Progress = no_progress) -> Found:
    """What the file or folder at `path` holds, whichever format it has.

    Raises `IMP-10` (cannot be read), `IMP-11` (none of the formats), and what the reader refuses a whole file for.
    """
    start = _start_of(path)
    for reader in READERS:
        if reader.knows(path, start):
            return reader.read(path, progress)
    raise KnownError("IMP-11", path=path, known=", ".join(each.name for each in READERS))


def open_source(path: Path, progress: Progress = no_progress) -> Opened:
    """A folder with `test.yaml`, or anything that an importer reads, as a draft with what was found on the way."""
    if _is_markdown(path):
        draft, findings = compile_source(path)
        return Opened(draft, findings=findings)
    found = read_found(path, progress)
    return Opened(draft_of(found) if found.items else None, found)


def _is_markdown(path: Path) -> bool:
    """A folder that an author writes; also one that still lacks its `test.yaml`."""
    return (path / TEST_FILE).is_file() or (path.is_dir() and not qti.knows(path, b""))


def _start_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            return b""
        with path.open("rb") as file:
            return file.read(_START)
    except FileNotFoundError as error:
        raise KnownError("IMP-10", path=path, reason=InBoth("berkas itu tidak ada", "there is no such file")) from error
    except OSError as error:
        raise KnownError("IMP-10", path=path, reason=error.strerror) from error
