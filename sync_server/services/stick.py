"""The stick: takes in what a folder brings from a room, and writes back what the room waits for.

Layout as `question_packs.records.stick` and the transports have it: `acts/<digest>.act`, `segments/<digest>.bundle`,
`enrol/*.enrol-request` in; `receipts/`, `results/`, `orders/`, `packs/`, `trust.dsse.json` out. Acts are taken in before
segments, because an act may admit whose segments these are. A damaged file never stops the others, and nothing that
came in is deleted: the workstation does that when it sees its receipts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from question_packs.errors import KnownError
from question_packs.records.enrolment import Problem
from question_packs.records.receipts import Receipt, verify_receipt
from question_packs.records.room import ActReceipt, verify_act_receipt
from question_packs.records.stick import open_act, open_bundle
from question_packs.strict_json import decode_strict
from sync_server.services.centre_files import CentreFiles, write_durably
from sync_server.services.directory import Directory
from sync_server.services.enrol import Enrolment
from sync_server.services.ingest import Ingest
from sync_server.services.ingest_acts import ActIngest
from sync_server.services.release import Release

MAX_FILE_BYTES = 8 * 1024 * 1024
_FILES_PER_COMMIT = 64


@dataclass(frozen=True)
class FileOutcome:
    """What became of one file: exactly one of these is set."""

    path: Path
    receipt: Receipt | None = None
    act: ActReceipt | None = None
    enrolled: str | None = None
    problem: Problem | None = None


class StickImporter:
    """Imports folders."""

    def __init__(
        self,
        files: CentreFiles,
        directory: Directory,
        ingest: Ingest,
        acts: ActIngest,
        enrolment: Enrolment,
        release: Release,
    ) -> None:
        self._files = files
        self._directory = directory
        self._ingest = ingest
        self._acts = acts
        self._enrolment = enrolment
        self._release = release

    def take(self, folder: Path) -> list[FileOutcome]:
        """Take in everything of the folder, answer on it, and say what became of each file. No folder: `CEN-06`."""
        if not folder.is_dir():
            raise KnownError("CEN-06", path=folder, reason="bukan folder / not a folder")
        self._directory.renew()
        outcomes = [*self._enrolments(folder), *self._act_files(folder), *self._bundles(folder)]
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

    def _act_files(self, folder: Path) -> Iterator[FileOutcome]:
        for paths in _groups(folder, "acts", "act"):
            found: dict[Path, bytes] = {}
            for path in paths:
                try:
                    found[path] = open_act(_read(path), [self._files.centre_key.identity])
                except KnownError as error:
                    yield FileOutcome(path, problem=_problem(error))
            for path, answer in zip(found, self._acts.take(list(found.values())), strict=True):
                yield self._answered_act(folder, path, answer)

    def _answered_act(self, folder: Path, path: Path, answer: bytes) -> FileOutcome:
        if _is_problem(answer):
            return FileOutcome(path, problem=decode_strict(answer, Problem, "problem"))
        receipt = verify_act_receipt(answer, self._files.trust)
        _put(folder / "receipts" / f"{receipt.act_digest}.act-receipt", answer)
        return FileOutcome(path, act=receipt)

    def _bundles(self, folder: Path) -> Iterator[FileOutcome]:
        for paths in _groups(folder, "segments", "bundle"):
            opened: dict[Path, bytes] = {}
            for path in paths:
                try:
                    opened[path] = open_bundle(_read(path), [self._files.centre_key.identity])
                except KnownError as error:
                    yield FileOutcome(path, problem=_problem(error))
            answered = self._ingest.take(list(opened.values()))
            for path, answer in zip(opened, answered, strict=True):
                yield self._answered(folder, path, answer)

    def _answered(self, folder: Path, path: Path, answer: bytes) -> FileOutcome:
        if _is_problem(answer):
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


def _groups(folder: Path, name: str, suffix: str) -> Iterator[list[Path]]:
    """The files of one kind in groups: one commit for many files, memory for few."""
    paths = sorted({*folder.glob(f"{name}/*.{suffix}"), *folder.glob(f"*.{suffix}")})
    for start in range(0, len(paths), _FILES_PER_COMMIT):
        yield paths[start : start + _FILES_PER_COMMIT]


def _is_problem(answer: bytes) -> bool:
    return answer.startswith(b'{"code"')


def _read(path: Path) -> bytes:
    try:
        if path.is_symlink() or not path.is_file():  # a link could lead anywhere, a pipe would never end
            raise KnownError("REC-01", what=path.name, reason="not a plain file")
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
