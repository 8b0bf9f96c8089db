"""Folders of others, and single files with what lies beside them, as a mapping from file name to bytes.

The counterpart of `safe_zip` for packages that somebody unpacked. Links are passed over: they may lead anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from question_packs.errors import InBoth, KnownError
from question_packs.importers.safe_zip import LITTER, MAX_ENTRIES, MAX_ENTRY

_LEADS_OUT = re.compile(r"^/|^[A-Za-z]:|\\|\0|(^|/)\.\.(/|$)")


class FolderFiles(Mapping[str, bytes]):
    """The files below a folder, by their path in it with `/`. Raises `IMP-03` (too many, too large), `IMP-10`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: dict[str, None] = {}
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if not LITTER.search(name) and _is_plain_file(path, folder):
                self._names[name] = None
            if len(self._names) > MAX_ENTRIES:
                reason = InBoth(f"lebih dari {MAX_ENTRIES} berkas", f"more than {MAX_ENTRIES} files")
                raise KnownError("IMP-03", what=folder.name, reason=reason)

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            raise KeyError(name)
        return read_bounded(self._folder / name)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class SingleFile(Mapping[str, bytes]):
    """One file that was named; what lies beside or below it can be asked for, but is not listed."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __getitem__(self, name: str) -> bytes:
        if name not in self:
            raise KeyError(name)
        return read_bounded(self._path.parent / name)

    def __contains__(self, name: object) -> bool:
        if name == self._path.name:
            return True
        return (
            isinstance(name, str)
            and not _LEADS_OUT.search(name)
            and _is_plain_file(self._path.parent / name, self._path.parent)
        )

    def __iter__(self) -> Iterator[str]:
        return iter([self._path.name])

    def __len__(self) -> int:
        return 1


def read_bounded(path: Path) -> bytes:
    """The bytes of a file. Raises `IMP-03` (too large), `IMP-10` (cannot be read)."""
    try:
        if path.stat().st_size > MAX_ENTRY:
            limit = MAX_ENTRY // 2**20
            reason = InBoth(f"lebih dari {limit} MiB", f"more than {limit} MiB")
            raise KnownError("IMP-03", what=path.name, reason=reason)
        return path.read_bytes()
    except OSError as error:
        raise KnownError("IMP-10", path=path, reason=error.strerror) from error


def _is_plain_file(path: Path, folder: Path) -> bool:
    """A file to which no link leads."""
    try:
        return path.is_file() and path.resolve() == folder.resolve() / path.relative_to(folder)
    except (OSError, ValueError):
        return False
