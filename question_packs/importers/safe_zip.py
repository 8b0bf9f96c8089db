"""Zip files of others as a mapping from file name to bytes, read without trusting them.

Nothing is ever unpacked to the disk. Every check that needs no content is made before the first byte is read, and entries
are read one at a time. Used by every importer whose format comes as a package.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from question_packs.errors import InBoth, KnownError

MAX_ENTRIES = 20_000
MAX_ENTRY = 64 * 2**20
MAX_TOTAL = 512 * 2**20
# XML packs to a hundredth at best; only what is made to burst packs further.
MAX_RATIO = 250
_SMALL = 2**20  # an entry that stays below this bursts nothing
_MAX_DIRECTORY = 8 * 2**20  # bytes; `zipfile` reads the whole directory into memory before anybody can count

_UNSAFE = re.compile(r"^/|^[A-Za-z]:|\\|[\x00-\x1f\x7f]|(^|/)\.{1,2}(/|$)|//")
LITTER = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_END_RECORD = b"PK\5\6"
_END_RECORD_SIZE = 22


class ZipFiles(Mapping[str, bytes]):
    """The files of an open zip; a look-up reads and unpacks one of them (`IMP-09` where it is damaged)."""

    def __init__(self, file: BinaryIO, archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], what: str) -> None:
        self._file = file
        self._archive = archive
        self._entries = entries
        self._what = what

    def __getitem__(self, name: str) -> bytes:
        info = self._entries[name]
        try:
            with self._archive.open(info) as file:
                return file.read(MAX_ENTRY)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, struct.error, ValueError) as error:
            raise KnownError("IMP-09", what=self._what, name=name) from error

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __enter__(self) -> ZipFiles:
        return self

    def __exit__(self, *error: object) -> None:
        self._archive.close()
        self._file.close()


def open_zip(path: Path) -> ZipFiles:
    """The files of the zip at `path`; close it by `with`.

    Raises `IMP-03` (too many or too large), `IMP-05` (not a zip), `IMP-06` (a name that leads out of it, a link),
    `IMP-07` (a name twice), `IMP-08` (a password), `IMP-09` (an unknown way of packing), `IMP-10` (cannot be read).
    """
    try:
        return _opened(path.open("rb"), path.name)
    except OSError as error:
        raise KnownError("IMP-10", path=path, reason=error.strerror) from error


def open_zip_bytes(data: bytes, what: str) -> ZipFiles:
    """The files of a zip that stands inside another; refusals as of `open_zip`."""
    return _opened(io.BytesIO(data), what)


def _opened(file: BinaryIO, what: str) -> ZipFiles:
    try:
        _check_directory(file, what)
        archive = zipfile.ZipFile(file)
        return ZipFiles(file, archive, _entries(archive, what), what)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        file.close()
        raise KnownError("IMP-05", what=what) from error
    except BaseException:
        file.close()
        raise


def _check_directory(file: BinaryIO, what: str) -> None:
    """How large the directory says it is, before anybody reads it. Looks where `zipfile` looks."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_RECORD_SIZE - 2**16))
    tail = file.read()
    at = len(tail) - _END_RECORD_SIZE
    if at < 0 or not tail.startswith(_END_RECORD, at):
        at = tail.rfind(_END_RECORD)
    if at < 0 or len(tail) < at + _END_RECORD_SIZE:
        raise KnownError("IMP-05", what=what)
    # Archives beyond 4 GB have a second directory record in front of this one; such a package is too large anyway.
    if tail[max(0, at - 20) : at].startswith(b"PK\6\7") or struct.unpack_from("<L", tail, at + 12)[0] > _MAX_DIRECTORY:
        raise _too_many(what)
    file.seek(0)


def _entries(archive: zipfile.ZipFile, what: str) -> dict[str, zipfile.ZipInfo]:
    entries: dict[str, zipfile.ZipInfo] = {}
    total = 0
    for info in archive.infolist():
        name = _name(info)
        _check_entry(info, name, what)
        if name in entries:
            raise KnownError("IMP-07", what=what, name=name)
        total += info.file_size
        if not info.is_dir() and not LITTER.search(name):
            entries[name] = info
    if total > MAX_TOTAL:
        raise _too_large(what, MAX_TOTAL)
    if len(entries) > MAX_ENTRIES:
        raise _too_many(what)
    return entries


def _name(info: zipfile.ZipInfo) -> str:
    """The entry's name. Many programs write UTF-8 without saying so; `zipfile` then takes it for the old IBM letters."""
    if info.flag_bits & 0x800:
        return info.orig_filename
    try:
        return info.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.orig_filename


def _check_entry(info: zipfile.ZipInfo, name: str, what: str) -> None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if not name or _UNSAFE.search(name) or kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise KnownError("IMP-06", what=what, name=name)
    if info.flag_bits & 1:
        raise KnownError("IMP-08", what=what, name=name)
    if info.compress_type not in _METHODS:
        raise KnownError("IMP-09", what=what, name=name)
    bursts = info.file_size > _SMALL and info.file_size > MAX_RATIO * max(1, info.compress_size)
    if info.file_size > MAX_ENTRY or bursts:
        raise _too_large(f"{what}: {name}", MAX_ENTRY)


def _too_large(what: str, limit: int) -> KnownError:
    return KnownError(
        "IMP-03", what=what, reason=InBoth(f"lebih dari {limit // 2**20} MiB", f"more than {limit // 2**20} MiB")
    )


def _too_many(what: str) -> KnownError:
    return KnownError(
        "IMP-03", what=what, reason=InBoth(f"lebih dari {MAX_ENTRIES} berkas", f"more than {MAX_ENTRIES} files")
    )
