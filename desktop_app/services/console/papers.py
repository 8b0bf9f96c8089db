"""Documents of the room kept as numbered PDF files: printed now, later, or on another PC (a dead printer stops nobody)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.store.files import on_own_disk, write_whole

_NUMBERED = re.compile(r"(\d{3,}) .+\.pdf")
_UNSAFE = re.compile(r"[^\w. ()-]+")


@dataclass(frozen=True)
class Paper:
    """A document on this PC. `digest`: SHA-256 (hex): whoever prints it later can compare."""

    number: int
    path: Path
    digest: str
    saved_at: datetime


class PaperFolder:
    """The folder of one sitting's documents below `home`."""

    def __init__(self, home: Path, sitting: str) -> None:
        self.path = home / (_UNSAFE.sub("-", sitting).strip(" .-") or "sesi")

    def save(self, title: str, pdf: bytes) -> Paper:
        """Keep a document under the next number; one that did not change keeps its number. No room or no right: `STO-0…`."""
        digest = hashlib.sha256(pdf).hexdigest()
        for each in self.papers():
            if each.digest == digest:
                return each
        number = 1 + max((each.number for each in self.papers()), default=0)
        path = self.path / f"{number:03} {_UNSAFE.sub('-', title)}.pdf"
        with on_own_disk("document"):
            write_whole(path, pdf, 0o600)
        return self._paper(number, path)

    def papers(self) -> tuple[Paper, ...]:
        """What is kept, newest first."""
        with on_own_disk("document"):
            named = [(found, each) for each in self._files() if (found := _NUMBERED.fullmatch(each.name)) is not None]
            kept = [self._paper(int(found[1]), path) for found, path in named]
        return tuple(sorted(kept, key=lambda each: each.number, reverse=True))

    def _files(self) -> list[Path]:
        return [each for each in self.path.iterdir() if each.is_file()] if self.path.is_dir() else []

    @staticmethod
    def _paper(number: int, path: Path) -> Paper:
        made = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        return Paper(number, path, hashlib.sha256(path.read_bytes()).hexdigest(), made)
