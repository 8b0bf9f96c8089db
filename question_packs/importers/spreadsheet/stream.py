"""Large XML of spreadsheets read piece by piece, never as a tree; as safely as `safe_xml` reads the small files.

A sheet of 10,000 rows is larger than any XML that is built as a tree here. No document type is taken at all.
"""

from __future__ import annotations

from typing import Protocol
from xml.parsers import expat

from question_packs.errors import InBoth, KnownError
from question_packs.importers.safe_xml import MAX_DEPTH


class Handler(Protocol):
    """What becomes of the pieces. Names come without their prefix, attributes as they are written."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Characters between elements."""


def stream_xml(data: bytes, what: str, handler: Handler) -> None:
    """Give the pieces of `data` to `handler`. Raises `IMP-01` (not well-formed), `IMP-02` (DOCTYPE), `IMP-03` (too deep)."""
    reader = expat.ParserCreate()
    reader.buffer_text = True
    names: dict[str, str] = {}
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            reason = InBoth(f"bersarang lebih dari {MAX_DEPTH} tingkat", f"nested more than {MAX_DEPTH} levels deep")
            raise KnownError("IMP-03", what=what, reason=reason)
        local = names.get(name)
        if local is None:
            local = names[name] = name.rpartition(":")[2]
        handler.start(local, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(names[name])

    def document_type(*_: object) -> None:
        raise KnownError("IMP-02", what=what, line=reader.CurrentLineNumber)

    reader.StartElementHandler, reader.EndElementHandler = start, end
    reader.CharacterDataHandler, reader.StartDoctypeDeclHandler = handler.text, document_type
    try:
        reader.Parse(data, True)
    except expat.ExpatError as error:
        raise KnownError("IMP-01", what=what, line=error.lineno, reason=expat.ErrorString(error.code)) from error
