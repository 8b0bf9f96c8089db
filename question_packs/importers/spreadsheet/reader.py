"""Reads a table of questions in XLSX, ODS or CSV to a `Found`; every row of it ends in the report.

The table may stand in a zip together with the pictures that its rows name. Nothing of the file is executed, and of its
formatting only what a reader of the question would see is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from question_packs.errors import KnownError
from question_packs.importers.found import Found, Progress
from question_packs.importers.qti.resources import MediaShelf
from question_packs.importers.safe_folder import SingleFile, read_bounded
from question_packs.importers.safe_zip import ZipFiles, open_zip, open_zip_bytes
from question_packs.importers.spreadsheet.cell_text import CellTexts
from question_packs.importers.spreadsheet.delimited import read_csv
from question_packs.importers.spreadsheet.headings import QUESTION_COLUMNS, find_table
from question_packs.importers.spreadsheet.ods import CONTENT, MIMETYPE, read_ods
from question_packs.importers.spreadsheet.pictures import Pictures
from question_packs.importers.spreadsheet.sheets import Sheet
from question_packs.importers.spreadsheet.workbook import Reading, read_workbook
from question_packs.importers.spreadsheet.xlsx import CONTENT_TYPES, read_xlsx

_ZIP = b"PK\3\4"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old .xls, and .xlsx with a password
_CSV = (".csv", ".tsv")
_TABLES = (".xlsx", ".xlsm", ".ods", *_CSV)


def knows(path: Path, start: bytes) -> bool:
    """Whether the file at `path`, which begins with `start`, holds a table: by its content; of a CSV its name is enough."""
    if path.is_dir():
        return False
    if start.startswith(_OLE):
        return True
    if start.startswith(_ZIP):
        with open_zip(path) as files:
            return _is_xlsx(files) or _is_ods(files) or bool(_tables_in(files))
    return _looks_like_csv(path, start)


def read(path: Path, progress: Progress) -> Found:
    """Every question of the file. Raises what makes the whole of it unreadable: `SHT-01` ... `SHT-09`, `IMP-..`."""
    with _opened(path) as source:
        found = Found(path.name, source.format)
        pictures = Pictures(source.files, MediaShelf(found.media), source.folder)
        read_workbook(list(source.sheets()), Reading(found, CellTexts(found.media), pictures), progress)
        return found


@dataclass(frozen=True)
class _Source:
    """A table: its format's name, its sheets, and the files among which its pictures are."""

    format: str
    sheets: Callable[[], Iterator[Sheet]]
    files: Mapping[str, bytes]
    folder: str = ""


@contextmanager
def _opened(path: Path) -> Iterator[_Source]:
    """The table at `path`, or the only one in the zip at `path`."""
    beside = SingleFile(path)
    if not _begins_with(path, _ZIP):
        yield _table(path.name, read_bounded(path), beside)
        return
    with open_zip(path) as files:
        if _is_xlsx(files) or _is_ods(files):
            yield _book(files, path.name, beside)
            return
        tables = _tables_in(files)
        if len(tables) != 1:
            raise KnownError("SHT-09", what=path.name, tables=", ".join(tables)[:200])
        yield from _inside(files, tables[0])


def _inside(files: ZipFiles, name: str) -> Iterator[_Source]:
    """The table `name` of a zip, whose pictures are in the zip too."""
    folder = name[: len(name) - len(PurePosixPath(name).name)]
    data = files[name]
    if not data.startswith(_ZIP):
        yield _table(name, data, files, folder)
        return
    with open_zip_bytes(data, name) as inner:
        yield _book(inner, name, files, folder)


def _table(name: str, data: bytes, files: Mapping[str, bytes], folder: str = "") -> _Source:
    if data.startswith(_OLE):
        raise KnownError("SHT-01", what=name)
    return _Source("CSV", lambda: iter([read_csv(data, name)]), files, folder)


def _book(parts: ZipFiles, name: str, files: Mapping[str, bytes], folder: str = "") -> _Source:
    if _is_xlsx(parts):
        return _Source("XLSX", lambda: read_xlsx(parts, name), files, folder)
    return _Source("ODS", lambda: read_ods(parts, name), files, folder)


def _is_xlsx(files: ZipFiles) -> bool:
    return CONTENT_TYPES in files and any(name.endswith("workbook.xml") for name in files)


def _is_ods(files: ZipFiles) -> bool:
    return CONTENT in files and "mimetype" in files and files["mimetype"].startswith(MIMETYPE.encode())


def _tables_in(files: ZipFiles) -> list[str]:
    """The tables of a zip that is neither an office document itself nor a package of another format."""
    if CONTENT_TYPES in files or "mimetype" in files or any(name.lower().endswith(".xml") for name in files):
        return []
    return [name for name in files if name.lower().endswith(_TABLES)]


def _looks_like_csv(path: Path, start: bytes) -> bool:
    """A text that has our headings in its first lines; or one that says by its name that it is a table."""
    if path.suffix.lower() in _CSV:
        return True
    try:
        whole_lines = start[: start.rfind(b"\n") + 1] or start
        return find_table(read_csv(whole_lines, path.name), QUESTION_COLUMNS, "soal") is not None
    except KnownError:
        return False


def _begins_with(path: Path, mark: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(mark)) == mark
    except OSError as error:
        raise KnownError("IMP-10", path=path, reason=error.strerror) from error
