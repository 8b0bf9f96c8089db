"""The group commit: one thread that writes what all waiting requests brought, in one transaction.

A commit costs a disk flush; a hundred requests that wait for the same flush cost one. Each job is answered only after its
transaction was committed. Built by `app`; `api` submits jobs.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from question_packs.errors import KnownError
from sync_server.services.ingest import Ingest, answers
from sync_server.services.verify_segment import VerifiedSegment
from sync_server.store import devices
from sync_server.store.database import Connection, Database, WriteConflictError

NONCE_LIFE_S = 600
MAX_BATCH_BYTES = 8 * 1024 * 1024
_ATTEMPTS = 5
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """A signed request: who, its nonce, and what `Ingest.verify_all` made of its segments (none for a plain question)."""

    device_id: str
    nonce: str
    outcomes: Sequence[VerifiedSegment | bytes] = ()
    answer: Future[list[bytes]] = field(default_factory=Future)

    @property
    def segments(self) -> list[VerifiedSegment]:
        """The segments to be written."""
        return [each for each in self.outcomes if isinstance(each, VerifiedSegment)]

    @property
    def size(self) -> int:
        """Bytes of the segments to be written."""
        return sum(len(each.envelope) for each in self.segments)


class GroupWriter:
    """Start, submit, stop. A replayed nonce is answered with `CEN-20` and writes nothing."""

    def __init__(self, database: Database, ingest: Ingest) -> None:
        self._database = database
        self._ingest = ingest
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="group-writer", daemon=True)
        self._swept_at = 0.0

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def stop(self) -> None:
        """Write what still waits, then end."""
        self._jobs.put(None)
        self._thread.join()

    def submit(self, job: Job) -> Future[list[bytes]]:
        """Queue a job; the future gives the answers to its segments once they are durable."""
        self._jobs.put(job)
        return job.answer

    def _run(self) -> None:
        while (first := self._jobs.get()) is not None:
            batch, ended = self._gather(first)
            self._write(batch)
            if ended:
                return

    def _gather(self, first: Job) -> tuple[list[Job], bool]:
        """Everything that waits now, up to a size that keeps memory flat."""
        batch, size = [first], first.size
        while size < MAX_BATCH_BYTES:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                break
            if job is None:
                return batch, True
            batch.append(job)
            size += job.size
        return batch, False

    def _write(self, batch: list[Job]) -> None:
        try:
            replayed, receipts = self._commit(batch)
        except Exception as error:
            if not isinstance(error, KnownError):
                _log.exception("group commit failed")
            for job in batch:
                job.answer.set_exception(error)
            return
        for job, is_replay in zip(batch, replayed, strict=True):
            if is_replay:
                job.answer.set_exception(KnownError("CEN-20"))
            else:
                job.answer.set_result(answers(job.outcomes, receipts))

    def _commit(self, batch: list[Job]) -> tuple[list[bool], dict[str, bytes]]:
        """One transaction; another worker that was faster with the same nonce makes it start again."""
        for attempt in range(_ATTEMPTS):
            try:
                with self._database.write() as connection:
                    replayed = self._refuse_replays(connection, batch)
                    fresh = [job for job, is_replay in zip(batch, replayed, strict=True) if not is_replay]
                    return replayed, self._ingest.store(connection, [each for job in fresh for each in job.segments])
            except WriteConflictError:
                if attempt == _ATTEMPTS - 1:
                    raise
        raise AssertionError("unreachable")

    def _refuse_replays(self, connection: Connection, batch: list[Job]) -> list[bool]:
        now = int(time.time())
        if time.monotonic() - self._swept_at > NONCE_LIFE_S / 10:
            devices.forget_nonces(connection, now - NONCE_LIFE_S)
            self._swept_at = time.monotonic()
        seen = devices.take_nonces(connection, [(job.device_id, job.nonce) for job in batch], now)
        replayed = []
        for job in batch:
            replayed.append((job.device_id, job.nonce) in seen)
            seen.add((job.device_id, job.nonce))
        return replayed
