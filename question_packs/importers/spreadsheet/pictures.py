"""The pictures that rows name: files beside the table, or in the same zip."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from question_packs.errors import KnownError
from question_packs.importers.found import Note
from question_packs.importers.qti.resources import MediaShelf
from question_packs.importers.spreadsheet.headings import Line
from question_packs.importers.spreadsheet.question import RowRefusedError

# Where people put them: beside the table, or in a folder beside it.
_FOLDERS = ("", "gambar/", "Gambar/", "media/")


class Pictures:
    """Finds pictures in `files`, which are looked at from the folder `folder` (empty, or ending in `/`)."""

    def __init__(self, files: Mapping[str, bytes], shelf: MediaShelf, folder: str = "") -> None:
        self._files = files
        self._shelf = shelf
        self._folder = folder

    def html(self, line: Line, losses: list[Note], remarks: list[Note]) -> str:
        """The picture of a row as a paragraph; empty where it names none. Refused by `SHT-59`, `SHT-65`, `MED-..`."""
        name = line.word("gambar")
        if not name:
            return ""
        try:
            own, taken = self._shelf.put(name, self._files[self._path(line, name)])
        except KnownError as problem:
            raise RowRefusedError(Note(line.where("gambar"), problem)) from problem
        if taken.kind != "picture":
            raise RowRefusedError(line.note("SHT-65", "gambar", name=name))
        losses += [Note(line.where("gambar"), loss) for loss in taken.losses]
        alt = " ".join(line.word("keterangan gambar").split())
        if not alt:
            remarks.append(line.note("SHT-64", "gambar", name=name))
        described = escape(alt or f"Gambar {name}")
        return f'<p><img src="pack:{own}" alt="{described}" width="{taken.width}" height="{taken.height}"></p>\n'

    def _path(self, line: Line, name: str) -> str:
        wanted = name.replace("\\", "/")
        for folder in _FOLDERS:
            if (path := f"{self._folder}{folder}{wanted}") in self._files:
                return path
        raise RowRefusedError(line.note("SHT-59", "gambar", name=name[:100]))
