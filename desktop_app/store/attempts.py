"""Attempts of one sitting in its encrypted database: events and outbox in one commit, segments, receipts.

The order of the verbs is the order of a life: `append` (now it is saved), `keep_segment` (now it can be sent),
`accept_receipt` (now the centre has it and the outbox lets go). One thread calls this class: the store's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.store.database import Connection, open_database, select, transaction
from question_packs.errors import KnownError
from question_packs.records.receipts import Receipt


@dataclass(frozen=True)
class AttemptRow:
    """What stands beside an attempt's events. `reached`: the last sequence the centre has receipted without a gap."""

    attempt_id: str
    epoch: int
    candidate_number: str
    form: str
    elapsed_ms: int
    ticked_wall_ms: int
    submitted: bool
    reached: int
    completed_at: str | None


@dataclass(frozen=True)
class StoredSegment:
    """A cut segment that still waits for its receipt."""

    digest: str
    envelope: bytes


@dataclass(frozen=True)
class Uncut:
    """Consecutive events of the outbox that no segment holds yet."""

    attempt: AttemptRow
    first_sequence: int
    lines: list[bytes]
    previous_line: bytes | None


_ATTEMPT = (
    "SELECT attempt_id, epoch, candidate_number, form, elapsed_ms, ticked_wall_ms, submitted, reached, completed_at"
    " FROM attempt"
)


class SittingStore:
    """The database of one sitting on this PC."""

    def __init__(self, path: Path, key: bytes, sitting_id: str) -> None:
        self.path = path
        self._connection: Connection = open_database(path, key)
        try:
            with transaction(self._connection, path) as c:
                c.execute("INSERT OR IGNORE INTO sitting (only_row, sitting_id) VALUES (1, ?)", (sitting_id,))
        except KnownError:
            self.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    # --- the sitting

    @property
    def sitting_id(self) -> str:
        """Whose store this is, as it was told when the store was made."""
        return str(self._select("SELECT sitting_id FROM sitting")[0][0])

    @property
    def closed(self) -> bool:
        """Whether the proctor closed the sitting on this PC."""
        return bool(self._select("SELECT closed FROM sitting")[0][0])

    def close_sitting(self) -> None:
        """Close the sitting: the packs can no longer be opened here."""
        with transaction(self._connection, self.path) as c:
            c.execute("UPDATE sitting SET closed = 1")
            c.execute("DELETE FROM opened_pack")

    def remember_opened(self, identities: dict[str, str]) -> None:
        """Keep the identities of the opened packs for restarts during the sitting."""
        with transaction(self._connection, self.path) as c:
            c.executemany("INSERT OR REPLACE INTO opened_pack VALUES (?, ?)", list(identities.items()))

    def opened_packs(self) -> dict[str, str]:
        """Pack digest to identity; empty before the opening and after the closing."""
        return dict(self._select("SELECT pack_digest, identity FROM opened_pack"))

    def sign_in_failures(self, candidate_number: str) -> int:
        """How often in a row a wrong PIN was typed for this number."""
        rows = self._select("SELECT failures FROM sign_in_failure WHERE candidate_number = ?", candidate_number)
        return int(rows[0][0]) if rows else 0

    def count_sign_in_failure(self, candidate_number: str) -> int:
        """One more wrong PIN; returns how many now."""
        with transaction(self._connection, self.path) as c:
            c.execute(
                "INSERT INTO sign_in_failure VALUES (?, 1) ON CONFLICT DO UPDATE SET failures = failures + 1",
                (candidate_number,),
            )
        return self.sign_in_failures(candidate_number)

    def forget_sign_in_failures(self, candidate_number: str) -> None:
        """The right PIN was typed."""
        with transaction(self._connection, self.path) as c:
            c.execute("DELETE FROM sign_in_failure WHERE candidate_number = ?", (candidate_number,))

    # --- attempts

    def begin(self, row: AttemptRow, events: Sequence[tuple[int, bytes]] = ()) -> None:
        """A new attempt and its first events, in one commit."""
        with transaction(self._connection, self.path) as c:
            c.execute(
                "INSERT OR IGNORE INTO attempt (attempt_id, epoch, candidate_number, form, elapsed_ms, ticked_wall_ms)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (row.attempt_id, row.epoch, row.candidate_number, row.form, row.elapsed_ms, row.ticked_wall_ms),
            )
            _insert(c, row.attempt_id, row.epoch, events)

    def append(self, attempt_id: str, epoch: int, events: Sequence[tuple[int, bytes]], submitted: bool = False) -> None:
        """Store events (sequence, line) and their outbox rows in one commit. Returned means durable."""
        with transaction(self._connection, self.path) as c:
            _insert(c, attempt_id, epoch, events)
            if submitted:
                c.execute("UPDATE attempt SET submitted = 1 WHERE attempt_id = ?", (attempt_id,))

    def tick(self, attempt_id: str, elapsed_ms: int, wall_ms: int) -> None:
        """Make the active time so far durable."""
        with transaction(self._connection, self.path) as c:
            c.execute(
                "UPDATE attempt SET elapsed_ms = ?, ticked_wall_ms = ? WHERE attempt_id = ? AND elapsed_ms <= ?",
                (elapsed_ms, wall_ms, attempt_id, elapsed_ms),
            )

    def attempts(self) -> list[AttemptRow]:
        """All attempts of the sitting on this PC."""
        return [_attempt_row(row) for row in self._select(_ATTEMPT)]

    def attempt(self, attempt_id: str) -> AttemptRow | None:
        """One attempt, or None."""
        rows = self._select(f"{_ATTEMPT} WHERE attempt_id = ?", attempt_id)
        return _attempt_row(rows[0]) if rows else None

    def lines(self, attempt_id: str, epoch: int) -> list[bytes]:
        """The stored events of an attempt, in order."""
        question = "SELECT line FROM event WHERE attempt_id = ? AND epoch = ? ORDER BY sequence"
        return [bytes(row[0]) for row in self._select(question, attempt_id, epoch)]

    # --- outbox, segments, receipts

    def uncut(self, most: int) -> list[Uncut]:
        """Runs of outbox events without a segment, at most `most` events each."""
        runs = []
        for attempt in self.attempts():
            rows = self._select(
                "SELECT sequence, line FROM outbox NATURAL JOIN event WHERE attempt_id = ? AND epoch = ? AND segment IS NULL"
                " ORDER BY sequence LIMIT ?",
                *(attempt.attempt_id, attempt.epoch, most),
            )
            if rows:
                first = rows[0][0]
                runs.append(Uncut(attempt, first, [bytes(row[1]) for row in rows], self._line_before(attempt, first)))
        return runs

    def _line_before(self, attempt: AttemptRow, sequence: int) -> bytes | None:
        question = "SELECT line FROM event WHERE attempt_id = ? AND epoch = ? AND sequence = ?"
        rows = self._select(question, attempt.attempt_id, attempt.epoch, sequence - 1)
        return bytes(rows[0][0]) if rows else None

    def keep_segment(self, run: Uncut, digest: str, envelope: bytes) -> None:
        """Store a cut segment and tie its events to it."""
        last = run.first_sequence + len(run.lines) - 1
        key = (run.attempt.attempt_id, run.attempt.epoch, run.first_sequence, last)
        with transaction(self._connection, self.path) as c:
            c.execute("INSERT INTO segment VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)", (digest, *key, envelope))
            c.execute(
                "UPDATE outbox SET segment = ? WHERE attempt_id = ? AND epoch = ? AND sequence BETWEEN ? AND ?",
                (digest, *key),
            )

    def waiting(self, most: int) -> list[StoredSegment]:
        """Cut segments without a receipt, oldest first."""
        rows = self._select("SELECT digest, envelope FROM segment WHERE receipt IS NULL ORDER BY rowid LIMIT ?", most)
        return [StoredSegment(row[0], bytes(row[1])) for row in rows]

    def unsent(self) -> int:
        """How many events no receipt covers."""
        return int(self._select("SELECT count(*) FROM outbox")[0][0])

    def accept_receipt(self, receipt: Receipt, envelope: bytes) -> bool:
        """Let go of what a verified receipt covers; False if it names no segment of this PC with these very hashes."""
        question = "SELECT attempt_id, epoch, first_sequence, last_sequence FROM segment WHERE digest = ?"
        named = (receipt.attempt_id, receipt.epoch, receipt.first_sequence, receipt.last_sequence)
        if self._select(question, receipt.segment_digest) != [named]:
            return False
        completed_at = receipt.received_at if receipt.complete else None
        with transaction(self._connection, self.path) as c:
            c.execute("UPDATE segment SET receipt = ? WHERE digest = ?", (envelope, receipt.segment_digest))
            c.execute("DELETE FROM outbox WHERE segment = ?", (receipt.segment_digest,))
            c.execute(
                "UPDATE attempt SET reached = max(reached, ?), completed_at = coalesce(completed_at, ?)"
                " WHERE attempt_id = ?",
                (receipt.sequence_reached, completed_at, receipt.attempt_id),
            )
        return True

    def keep_result(self, attempt_id: str, envelope: bytes) -> None:
        """Keep the centre's signed result."""
        with transaction(self._connection, self.path) as c:
            c.execute("INSERT OR REPLACE INTO result VALUES (?, ?)", (attempt_id, envelope))

    def result(self, attempt_id: str) -> bytes | None:
        """The centre's signed result, if it came."""
        rows = self._select("SELECT envelope FROM result WHERE attempt_id = ?", attempt_id)
        return bytes(rows[0][0]) if rows else None

    def _select(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        return select(self._connection, self.path, question, values)


def _attempt_row(row: tuple[Any, ...]) -> AttemptRow:
    values = list(row)
    values[6] = bool(values[6])
    return AttemptRow(*values)


def _insert(c: Connection, attempt_id: str, epoch: int, events: Sequence[tuple[int, bytes]]) -> None:
    keys = [(attempt_id, epoch, sequence) for sequence, _ in events]
    rows = [(*key, line) for key, (_, line) in zip(keys, events, strict=True)]
    c.executemany("INSERT INTO event VALUES (?, ?, ?, ?)", rows)
    c.executemany("INSERT INTO outbox (attempt_id, epoch, sequence) VALUES (?, ?, ?)", keys)
