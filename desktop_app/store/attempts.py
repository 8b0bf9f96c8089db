"""Attempts of one sitting in its encrypted database: events and outbox in one commit, segments, receipts.

The order of the verbs is the order of a life: `append` (now it is saved), `keep_segment` (now it can be sent),
`accept_receipt` (now the centre has it and the outbox lets go). One thread calls this class: the store's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from types import MappingProxyType
from typing import Any

from desktop_app.store.database import Connection, open_database, select, transaction
from question_packs.errors import KnownError
from question_packs.records.receipts import Receipt


@dataclass(frozen=True)
class AttemptRow:
    """What stands beside an attempt's events.

    `reached`: the last sequence of this epoch that the centre has receipted without a gap. `moved`: it goes on elsewhere.
    """

    attempt_id: str
    epoch: int
    candidate_number: str
    form: str
    elapsed_ms: int
    ticked_wall_ms: int
    submitted: bool
    reached: int
    completed_at: str | None
    moved: bool = False


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
    "SELECT attempt_id, epoch, candidate_number, form, elapsed_ms, ticked_wall_ms, submitted, reached, completed_at, moved"
    " FROM attempt"
)
# A new epoch begins anew; the same or an older one changes nothing.
_BEGIN = (
    "INSERT INTO attempt (attempt_id, epoch, candidate_number, form, elapsed_ms, ticked_wall_ms) VALUES (?, ?, ?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET epoch = excluded.epoch, form = excluded.form, elapsed_ms = excluded.elapsed_ms,"
    " ticked_wall_ms = excluded.ticked_wall_ms, submitted = 0, reached = -1, completed_at = NULL, moved = 0"
    " WHERE excluded.epoch > attempt.epoch"
)
# A receipt from before the hand-in was taken back covers less than what lies here now.
_COMPLETE = (
    "UPDATE attempt SET completed_at = coalesce(completed_at, ?) WHERE attempt_id = ? AND epoch = ?"
    " AND ? >= (SELECT max(sequence) FROM event e WHERE e.attempt_id = attempt.attempt_id AND e.epoch = attempt.epoch)"
)
_NOTHING: Mapping[int, Sequence[bytes]] = MappingProxyType({})


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
        """The right PIN was typed, or the proctor released the sign-in."""
        with transaction(self._connection, self.path) as c:
            c.execute("DELETE FROM sign_in_failure WHERE candidate_number = ?", (candidate_number,))

    # --- the proctor's acts and one-time codes

    def keep_act(self, act_id: str, envelope: bytes) -> bool:
        """Keep an act in the order of coming; False if it is here already."""
        with transaction(self._connection, self.path) as c:
            return bool(c.execute("INSERT OR IGNORE INTO act (act_id, envelope) VALUES (?, ?)", (act_id, envelope)).rowcount)

    def acts(self) -> list[bytes]:
        """The envelopes of all acts, in the order in which they came."""
        return [bytes(row[0]) for row in self._select("SELECT envelope FROM act ORDER BY place")]

    def settle_acts(self, candidate_number: str, act_ids: Sequence[str]) -> None:
        """Nothing is left to do for these acts for this candidate."""
        with transaction(self._connection, self.path) as c:
            _settle(c, candidate_number, act_ids)

    def settled_acts(self, candidate_number: str) -> set[str]:
        """Ids of the acts that are settled for this candidate."""
        return {
            row[0] for row in self._select("SELECT act_id FROM settled_act WHERE candidate_number = ?", candidate_number)
        }

    def challenge(self, candidate_number: str) -> str | None:
        """The challenge that is shown for this candidate and was not answered yet."""
        rows = self._select("SELECT challenge FROM challenge WHERE candidate_number = ?", candidate_number)
        return str(rows[0][0]) if rows else None

    def keep_challenge(self, candidate_number: str, challenge: str) -> None:
        """Show this challenge from now on; the one before is used up."""
        with transaction(self._connection, self.path) as c:
            c.execute("INSERT OR REPLACE INTO challenge VALUES (?, ?)", (candidate_number, challenge))

    # --- attempts

    def begin(
        self,
        row: AttemptRow,
        events: Sequence[tuple[int, bytes]] = (),
        inherited: Mapping[int, Sequence[bytes]] = _NOTHING,
        settled: Sequence[str] = (),
    ) -> None:
        """A new attempt, or a new epoch of one, and its first events, in one commit.

        `inherited`: epoch to lines of what other PCs wrote before; it is kept to be read and is theirs to send. `settled`:
        acts that came before and have no effect any more. A challenge that was shown is used up.
        """
        with transaction(self._connection, self.path) as c:
            c.execute(
                _BEGIN, (row.attempt_id, row.epoch, row.candidate_number, row.form, row.elapsed_ms, row.ticked_wall_ms)
            )
            for epoch, lines in inherited.items():
                kept = [(row.attempt_id, epoch, sequence, line) for sequence, line in enumerate(lines)]
                c.executemany("INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?)", kept)
            _insert(c, row.attempt_id, row.epoch, events)
            _settle(c, row.candidate_number, settled)
            c.execute("DELETE FROM challenge WHERE candidate_number = ?", (row.candidate_number,))

    def append(
        self, attempt_id: str, epoch: int, events: Sequence[tuple[int, bytes]], submitted: bool | None = None
    ) -> None:
        """Store events (sequence, line) and their outbox rows in one commit. Returned means durable.

        `submitted`: they hand in (True) or take the hand-in back (False).
        """
        with transaction(self._connection, self.path) as c:
            _insert(c, attempt_id, epoch, events)
            if submitted is not None:
                # What was complete at the centre is not any more once the hand-in was taken back.
                c.execute(
                    "UPDATE attempt SET submitted = ?, completed_at = NULL WHERE attempt_id = ? AND epoch = ?",
                    (submitted, attempt_id, epoch),
                )

    def mark_moved(self, attempt_id: str) -> None:
        """The attempt goes on at another PC."""
        with transaction(self._connection, self.path) as c:
            c.execute("UPDATE attempt SET moved = 1 WHERE attempt_id = ?", (attempt_id,))

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

    def logs(self, attempt_id: str) -> dict[int, list[bytes]]:
        """Every epoch's events of an attempt that lie here, this PC's own and inherited ones, in order."""
        question = "SELECT DISTINCT epoch FROM event WHERE attempt_id = ? ORDER BY epoch"
        return {row[0]: self.lines(attempt_id, row[0]) for row in self._select(question, attempt_id)}

    # --- outbox, segments, receipts

    def uncut(self, most: int, most_bytes: int) -> list[Uncut]:
        """Runs of outbox events without a segment, each of at most `most` events and `most_bytes` bytes, or of one event."""
        runs = []
        rows_of = {attempt.attempt_id: attempt for attempt in self.attempts()}
        # Events of an earlier epoch may still wait after the attempt went on under a new one.
        for attempt_id, epoch in self._select("SELECT DISTINCT attempt_id, epoch FROM outbox WHERE segment IS NULL"):
            attempt = replace(rows_of[attempt_id], epoch=epoch)
            runs.append(self._first_uncut(attempt, most, most_bytes))
        return runs

    def _first_uncut(self, attempt: AttemptRow, most: int, most_bytes: int) -> Uncut:
        waiting = "FROM outbox NATURAL JOIN event WHERE attempt_id = ? AND epoch = ? AND segment IS NULL"
        key = (attempt.attempt_id, attempt.epoch)
        # Sizes alone first: what waits may be the parts of large files.
        sizes = self._select(f"SELECT length(line) {waiting} ORDER BY sequence LIMIT ?", *key, most)
        fitting = max(1, sum(total <= most_bytes for total in accumulate(size for (size,) in sizes)))
        rows = self._select(f"SELECT sequence, line {waiting} ORDER BY sequence LIMIT ?", *key, fitting)
        first = rows[0][0]
        return Uncut(attempt, first, [bytes(row[1]) for row in rows], self._line_before(attempt, first))

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

    def waiting(self, most: int, not_held_by: str = "") -> list[StoredSegment]:
        """Cut segments without a receipt of the centre, oldest first; without those that the room node named here holds."""
        question = "SELECT digest, envelope FROM segment WHERE receipt IS NULL AND held_by IS NOT ? ORDER BY rowid LIMIT ?"
        rows = self._select(question, not_held_by, most)
        return [StoredSegment(row[0], bytes(row[1])) for row in rows]

    def segments(self) -> list[bytes]:
        """The envelopes of all segments that were cut here, with and without a receipt, oldest first."""
        return [bytes(row[0]) for row in self._select("SELECT envelope FROM segment ORDER BY rowid")]

    def held(self, node_id: str, most: int) -> list[str]:
        """Digests of the segments that this room node holds and that still wait for the centre's receipt, oldest first."""
        question = "SELECT digest FROM segment WHERE receipt IS NULL AND held_by = ? ORDER BY rowid LIMIT ?"
        return [row[0] for row in self._select(question, node_id, most)]

    def unsent(self) -> int:
        """How many events no receipt covers."""
        return int(self._select("SELECT count(*) FROM outbox")[0][0])

    def accept_receipt(self, receipt: Receipt, envelope: bytes) -> bool:
        """Let go of what a verified receipt covers; False if it names no segment of this PC with these very hashes."""
        question = "SELECT attempt_id, epoch, first_sequence, last_sequence FROM segment WHERE digest = ?"
        named = (receipt.attempt_id, receipt.epoch, receipt.first_sequence, receipt.last_sequence)
        if self._select(question, receipt.segment_digest) != [named]:
            return False
        with transaction(self._connection, self.path) as c:
            c.execute("UPDATE segment SET receipt = ? WHERE digest = ?", (envelope, receipt.segment_digest))
            c.execute("DELETE FROM outbox WHERE segment = ?", (receipt.segment_digest,))
            c.execute(
                "UPDATE attempt SET reached = max(reached, ?) WHERE attempt_id = ? AND epoch = ?",
                (receipt.sequence_reached, receipt.attempt_id, receipt.epoch),
            )
            if receipt.complete:
                c.execute(_COMPLETE, (receipt.received_at, receipt.attempt_id, receipt.epoch, receipt.sequence_reached))
        return True

    def hold(self, receipt: Receipt, node_id: str) -> bool:
        """Note that a room node holds a segment. The outbox lets go of nothing; False as `accept_receipt`."""
        if not self._is_ours(receipt):
            return False
        with transaction(self._connection, self.path) as c:
            c.execute("UPDATE segment SET held_by = ? WHERE digest = ?", (node_id, receipt.segment_digest))
        return True

    def _is_ours(self, receipt: Receipt) -> bool:
        question = "SELECT attempt_id, epoch, first_sequence, last_sequence FROM segment WHERE digest = ?"
        named = (receipt.attempt_id, receipt.epoch, receipt.first_sequence, receipt.last_sequence)
        return self._select(question, receipt.segment_digest) == [named]

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
    values[6], values[9] = bool(values[6]), bool(values[9])
    return AttemptRow(*values)


def _insert(c: Connection, attempt_id: str, epoch: int, events: Sequence[tuple[int, bytes]]) -> None:
    keys = [(attempt_id, epoch, sequence) for sequence, _ in events]
    rows = [(*key, line) for key, (_, line) in zip(keys, events, strict=True)]
    c.executemany("INSERT INTO event VALUES (?, ?, ?, ?)", rows)
    c.executemany("INSERT INTO outbox (attempt_id, epoch, sequence) VALUES (?, ?, ?)", keys)


def _settle(c: Connection, candidate_number: str, act_ids: Sequence[str]) -> None:
    c.executemany("INSERT OR IGNORE INTO settled_act VALUES (?, ?)", [(act_id, candidate_number) for act_id in act_ids])
