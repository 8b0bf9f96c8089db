"""Whether a file may be handed in for an interaction: its kind by name and first bytes, and its size.

Used by delivery before anything is recorded.
"""

from __future__ import annotations

import hashlib
import re

from question_packs.assessment import interactions as ia
from question_packs.assessment.responses import FILE_KINDS, MAX_FILE_BYTES, FileName
from question_packs.errors import KnownError

_MOST_NAME = 120
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f/\\]")


def checked_file(interaction: ia.Interaction, data: bytes, name: str, media_type: str) -> FileName:
    """How the file stands in a response; `RSP-07` where its kind is not asked for, `RSP-08` where it is empty or too large.

    `name` without folders; what a file name cannot hold is left out of it, and a long one is shortened before its ending.
    """
    match interaction:
        case ia.UploadInteraction():
            allowed, most = interaction.media_types or tuple(FILE_KINDS), min(interaction.max_bytes, MAX_FILE_BYTES)
        case ia.DrawingInteraction():
            allowed, most = ("image/png",), MAX_FILE_BYTES
        case _:
            raise KnownError("DEL-13", response=interaction.response_identifier)
    if media_type not in allowed or not _is_of_kind(data, name, media_type):
        endings = sorted(ending for kind in allowed for ending in FILE_KINDS.get(kind, ((), b""))[0])
        raise KnownError("RSP-07", kinds=", ".join(endings).upper())
    if not 0 < len(data) <= most:
        raise KnownError("RSP-08", limit=f"{most / 1024 / 1024:.3g}")
    return FileName(hashlib.sha256(data).hexdigest(), len(data), media_type, _plain(name))


def _is_of_kind(data: bytes, name: str, media_type: str) -> bool:
    endings, beginning = FILE_KINDS.get(media_type, ((), b""))
    if not name.lower().endswith(tuple(f".{ending}" for ending in endings)):
        return False
    is_text = media_type.startswith("text/")
    return data.startswith(beginning) and not (is_text and b"\0" in data)


def _plain(name: str) -> str:
    clean = _NOT_IN_NAMES.sub("", name)
    stem, dot, ending = clean.rpartition(".")
    return stem[: _MOST_NAME - len(ending) - 1] + dot + ending
