"""Text files of questions (GIFT, Aiken) as text with `\\n` at line ends, whatever encoding and line ends they came in."""

from __future__ import annotations

import codecs
from pathlib import Path

from question_packs.errors import KnownError
from question_packs.importers.found import Note

MAX_BYTES = 8 * 2**20
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def read_text(path: Path) -> tuple[str, list[Note]]:
    """The text of a file, and what is to be said about its encoding (`GFT-10`).

    Refusals: `IMP-10` (cannot be read), `GFT-01` (too large), `IMP-04` (no text).
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise KnownError("GFT-01", what=path.name, limit=MAX_BYTES // 2**20)
        return text_of(path.read_bytes(), path.name)
    except OSError as error:
        raise KnownError("IMP-10", path=path, reason=error.strerror) from error


def text_of(data: bytes, what: str) -> tuple[str, list[Note]]:
    """The text of these bytes: UTF-8 or UTF-16 with its mark; else UTF-8, or what Windows wrote before it (`IMP-04`)."""
    notes: list[Note] = []
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if mark:
            raise KnownError("IMP-04", what=what, line=line, encoding=encoding) from error
        text = _from_windows(data, what, line)
        notes.append(Note(str(line), KnownError("GFT-10")))
    if "\0" in text:
        raise KnownError("IMP-04", what=what, line=text.count("\n", 0, text.index("\0")) + 1, encoding=encoding)
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


def _from_windows(data: bytes, what: str, line: int) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise KnownError("IMP-04", what=what, line=line, encoding="utf-8") from error
