"""Files inside an attempt's log: cut into parts where they are handed in, put together again where they are judged.

The parts of one file carry its digest; the `ResponseSaved` that names the file comes after them, so a log that was cut
anywhere holds a named file whole. Used by `desktop_app.delivery` and by the centre.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Iterable

from question_packs.assessment.responses import FILE_PART_BYTES, FileName
from question_packs.errors import KnownError
from question_packs.records.events import EventBody, FilePart


def parts_of(data: bytes) -> tuple[FilePart, ...]:
    """The parts of a file that is not empty, in order."""
    digest = hashlib.sha256(data).hexdigest()
    starts = range(0, len(data), FILE_PART_BYTES)
    return tuple(
        FilePart(digest, part, len(starts), b64encode(data[start : start + FILE_PART_BYTES]).decode())
        for part, start in enumerate(starts)
    )


def whole_file(file: FileName, bodies: Iterable[EventBody]) -> bytes:
    """The bytes of a file that a response names, from the events of its attempt (`REC-05`: missing or not what it names)."""
    parts = {body.part: body for body in bodies if isinstance(body, FilePart) and body.sha256 == file.sha256}
    wanted = parts[0].parts if 0 in parts else 0
    if wanted == 0 or sorted(parts) != list(range(wanted)):
        raise KnownError("REC-05", name=file.name, reason=f"{len(parts)} of {wanted or '?'} parts")
    try:
        data = b"".join(b64decode(parts[part].data, validate=True) for part in range(wanted))
    except ValueError as error:
        raise KnownError("REC-05", name=file.name, reason=str(error)) from error
    if len(data) != file.size or hashlib.sha256(data).hexdigest() != file.sha256:
        raise KnownError("REC-05", name=file.name, reason="its digest is another")
    return data
