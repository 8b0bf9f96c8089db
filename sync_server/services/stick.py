"""The stick: takes in what a folder brings from a room, and writes back what the room waits for.

Layout as `question_packs.records.stick` and the transports have it: `segments/<digest>.bundle`, `enrol/*.enrol-request` in;
`receipts/`, `results/`, `orders/`, `packs/`, `trust.dsse.json` out. A damaged file never stops the others, and nothing that
came in is deleted: the workstation does that when it sees its receipts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from question_packs.errors import KnownError
from question_packs.records.enrolment import Problem
from question_packs.records.receipts import Receipt, verify_receipt
from question_packs.records.stick import open_bundle
from question_packs.strict_json import decode_strict
from sync_server.services.centre_files import CentreFiles, write_durably
from sync_server.services.directory import Directory
from sync_server.services.enrol import Enrolment
from sync_server.services.ingest import Ingest
from sync_server.services.release import Release

MAX_FILE_BYTES = 8 * 1024 * 1024
_FILES_PER_COMMIT = 64


@dataclass(frozen=True)
class FileOutcome:
    """What became of one file: exactly one of the three is set."""

    path: Path
    receipt: Receipt | None = None
    enrolled: str | None = None
    problem: Problem | None = None


class StickImporter:
    """Imports folders."""

    def __init__(
        self, files: CentreFiles, directory: Directory, ingest: Ingest, enrolment: Enrolment, release: Release
    ) -> None:
        self._files = files
        self._directory = directory
        self._ingest = ingest
        self._enrolment = enrolment
        self._release = release

    def take(self, folder: Path) -> list[FileOutcome]:
        """Take in everything of the folder, answer on it, and say what became of each file. No folder: `CEN-06`."""
        if not folder.is_dir():
            raise KnownError("CEN-06", path=folder, reason="bukan folder / not a folder")
        self._directory.renew()
        outcomes = [*self._enrolments(folder), *self._bundles(folder)]
        self.write_back(folder)
        return outcomes

    def _enrolments(self, folder: Path) -> Iterator[FileOutcome]:
        for path in sorted({*folder.glob("enrol/*.enrol-request"), *folder.glob("*.enrol-request")}):
            yield self.take_enrolment(path)

    def take_enrolment(self, path: Path) -> FileOutcome:
        """Enrol the PC of one request file."""
        try:
            return FileOutcome(path, enrolled=self._enrolment.accept(_read(path)).device_id)
        except KnownError as error:
            return FileOutcome(path, problem=_problem(error))

    def _bundles(self, folder: Path) -> Iterator[FileOutcome]:
        """Segments in groups: one commit for many files, memory for few."""
        paths = sorted({*folder.glob("segments/*.bundle"), *folder.glob("*.bundle")})
        for start in range(0, len(paths), _FILES_PER_COMMIT):
            opened: dict[Path, bytes] = {}
            for path in paths[start : start + _FILES_PER_COMMIT]:
                try:
                    opened[path] = open_bundle(_read(path), [self._files.centre_key.identity])
                except KnownError as error:
                    yield FileOutcome(path, problem=_problem(error))
            answered = self._ingest.take(list(opened.values()))
            for path, answer in zip(opened, answered, strict=True):
                yield self._answered(folder, path, answer)

    def _answered(self, folder: Path, path: Path, answer: bytes) -> FileOutcome:
        if answer.startswith(b'{"code"'):
            return FileOutcome(path, problem=decode_strict(answer, Problem, "problem"))
        receipt = verify_receipt(answer, self._files.trust)
        _put(folder / "receipts" / f"{receipt.segment_digest}.receipt", answer)
        if receipt.complete:
            self._put_result(folder, receipt.attempt_id)
        return FileOutcome(path, receipt=receipt)

    def _put_result(self, folder: Path, attempt_id: str) -> None:
        try:
            _put(folder / "results" / f"{attempt_id}.result", self._release.result_envelope(attempt_id))
        except KnownError as error:
            if error.code not in ("CEN-25", "CEN-41"):  # not allowed, or not yet: the receipt is enough
                raise

    def write_back(self, folder: Path) -> None:
        """The trust list, all current orders, and the packs that they need."""
        _put(folder / "trust.dsse.json", self._files.trust_envelope)
        for sitting in self._directory.renew().sittings.values():
            _put(folder / "orders" / f"{sitting.digest}.order", sitting.sealed)
            order = sitting.order
            for form in [*order.forms, *([] if order.practice is None else [order.practice])]:
                source = self._files.pack_path(form.pack_digest)
                target = folder / "packs" / source.name
                if source.exists() and not target.exists():
                    _put(target, source.read_bytes())


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise KnownError("REC-01", what=path.name, reason="too large")
        return path.read_bytes()
    except OSError as error:
        raise KnownError("CEN-06", path=path, reason=error.strerror) from error


def _put(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
        write_durably(path, data)
    except OSError as error:
        raise KnownError("CEN-06", path=path, reason=error.strerror) from error


def _problem(error: KnownError) -> Problem:
    return Problem(error.code, error.sentence("id"), error.sentence("en"))
