"""Files that a candidate may hand in: found in given folders only, and read with distrust.

A stick is a stranger's. Links are not followed, folders are searched three deep and for five hundred files, names are
shown without what could play tricks on the eye, and what took a file's place meanwhile (a link, a pipe) is not opened.
Pure, no Qt; runs on a thread.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.gui.messages import mark
from question_packs.assessment.files import checked_file
from question_packs.assessment.interactions import UploadInteraction
from question_packs.assessment.responses import FILE_KINDS, MAX_FILE_BYTES

DEEPEST = 3
MOST_FILES = 500
_MOST_ENTRIES = 20_000  # looked at in all: a stick full of other things is left at that
_MOST_NAME = 120

KIND_WORDS = {
    "image/png": mark("Gambar PNG"),
    "image/jpeg": mark("Foto JPEG"),
    "application/pdf": mark("Dokumen PDF"),
    "text/plain": mark("Teks"),
    "text/csv": mark("Tabel CSV"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": mark("Dokumen Word"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": mark("Lembar kerja Excel"),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": mark("Presentasi PowerPoint"),
    "application/vnd.oasis.opendocument.text": mark("Dokumen ODT"),
    "application/vnd.oasis.opendocument.spreadsheet": mark("Lembar kerja ODS"),
}


@dataclass(frozen=True)
class FoundFile:
    """A file that may be handed in. `name` is safe to show and to keep; `modified` is local time."""

    path: Path
    name: str
    size: int
    modified: datetime
    media_type: str


def kinds_of(media_types: Sequence[str]) -> tuple[str, ...]:
    """The kinds that an interaction takes: of those it names the ones that can be told, all of them where it names none."""
    return tuple(kind for kind in FILE_KINDS if not media_types or kind in media_types)


def find_files(folders: Sequence[Path], media_types: Sequence[str]) -> list[FoundFile]:
    """The files of these kinds in `folders`, the newest first. What cannot be read is passed over."""
    endings = {ending: kind for kind in kinds_of(media_types) for ending in FILE_KINDS[kind][0]}
    found: list[FoundFile] = []
    for looked, entry in enumerate(_entries(folders), 1):
        kind = endings.get(entry.name.rpartition(".")[2].lower())
        if kind is not None and (file := _found(entry, kind)) is not None:
            found.append(file)
        if looked >= _MOST_ENTRIES or len(found) >= MOST_FILES:
            break
    return sorted(found, key=lambda each: each.modified, reverse=True)


def read_file(file: FoundFile, interaction: UploadInteraction) -> bytes:
    """The bytes of `file` if it may be handed in (`RSP-07`, `RSP-08`). OSError: it went, or the stick was pulled."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(file.path, flags)
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError
        data = stream.read(MAX_FILE_BYTES + 1)
    checked_file(interaction, data, file.name, file.media_type)
    return data


def safe_name(name: str) -> str:
    """`name` as it may be shown and kept: nothing unseen, no path, not too long, with its ending."""
    plain = "".join(each if each.isprintable() and each not in "/\\" else "_" for each in name)
    stem, dot, ending = plain.rpartition(".")
    return plain if len(plain) <= _MOST_NAME else stem[: _MOST_NAME - len(dot + ending)] + dot + ending


def _entries(folders: Iterable[Path]) -> Iterator[os.DirEntry[str]]:
    """Every file below `folders`, folder by folder, not deeper than `DEEPEST`; links are no files and no folders."""
    waiting = [(folder, 1) for folder in folders]
    while waiting:
        folder, depth = waiting.pop(0)
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        if depth < DEEPEST and len(waiting) < MOST_FILES and not entry.name.startswith("."):
                            waiting.append((Path(entry.path), depth + 1))
                    else:
                        yield entry
        except OSError:
            continue


def _found(entry: os.DirEntry[str], kind: str) -> FoundFile | None:
    try:
        facts = entry.stat(follow_symlinks=False)
        modified = datetime.fromtimestamp(facts.st_mtime)  # noqa: DTZ006 - the candidate reads the room's time
    except (OSError, OverflowError, ValueError):
        return None
    if not stat.S_ISREG(facts.st_mode):
        return None
    return FoundFile(Path(entry.path), safe_name(entry.name), facts.st_size, modified, kind)
