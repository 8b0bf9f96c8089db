"""The journal between the engine and the store: events go in at once, and come out durable a moment later.

Events wait in memory in their order until one commit took them; a failed commit keeps them waiting and is tried again with
the next call. The screen may say "tersimpan" only when this says `saved_here`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from desktop_app.delivery.attempt import Recorded
from desktop_app.services.views import SaveState
from desktop_app.services.worker import Worker
from desktop_app.store.attempts import SittingStore
from question_packs.errors import KnownError

log = logging.getLogger(__name__)

SaveListener = Callable[[SaveState, KnownError | None], None]


def hands_in(events: Sequence[Recorded]) -> bool | None:
    """What events do to the hand-in, for the store: it is made (True), taken back (False), or neither (None)."""
    turns = [event.ends_attempt for event in events if event.ends_attempt or event.reopens_attempt]
    return turns[-1] if turns else None


class Journal(Protocol):
    """Takes events and ticks; tells the listener how they fare. `saves`: answers made durable so far."""

    saves: int
    on_save_state: SaveListener
    on_submitted: Callable[[], None]

    def append(self, events: Sequence[Recorded]) -> None:
        """Take new events."""
        ...

    def tick(self, elapsed_ms: int, wall_ms: int) -> None:
        """Make the active time durable; also the moment to try again what failed."""
        ...

    def retry(self) -> None:
        """While no time passes: try again what failed."""
        ...

    def also(self, job: Callable[[SittingStore], None]) -> None:
        """Something else for the store to keep, after the events before it; the events themselves tell it too."""
        ...

    def centre_reached(self, sequence: int) -> None:
        """The centre has receipted everything up to `sequence`."""
        ...


class PracticeJournal:
    """Keeps nothing: practice leaves no trace, and says so by being saved at once."""

    def __init__(self) -> None:
        self.saves = 0
        self.on_save_state: SaveListener = lambda state, error: None
        self.on_submitted: Callable[[], None] = lambda: None

    def append(self, events: Sequence[Recorded]) -> None:
        """Nothing is kept, and its end gives no receipt."""
        self.on_save_state("saved_here", None)

    def tick(self, elapsed_ms: int, wall_ms: int) -> None:
        """Nothing is kept."""

    def retry(self) -> None:
        """Nothing ever failed."""

    def also(self, job: Callable[[SittingStore], None]) -> None:
        """Nothing is kept."""

    def centre_reached(self, sequence: int) -> None:
        """The centre hears nothing of a practice."""


class StoreJournal:
    """Writes to the sitting's store on the store's thread. `on_full` makes room on a full disk, if it can."""

    def __init__(
        self,
        store: SittingStore,
        worker: Worker,
        attempt_id: str,
        epoch: int,
        on_full: Callable[[], bool] = lambda: False,
    ) -> None:
        self.saves = 0
        self.on_save_state: SaveListener = lambda state, error: None
        self.on_submitted: Callable[[], None] = lambda: None
        self._store = store
        self._worker = worker
        self._attempt_id = attempt_id
        self._epoch = epoch
        self._on_full = on_full
        self._waiting: list[Recorded] = []
        self._last_answer = -1
        self._reached = -1

    def append(self, events: Sequence[Recorded]) -> None:
        """Queue events and their commit."""
        if not events:
            return
        self._waiting.extend(events)
        answers = [event.sequence for event in events if event.is_answer]
        if answers:
            self._last_answer = answers[-1]
            self.on_save_state("saving", None)
        self._worker.run(self._flush, self._saved, self._failed)

    def tick(self, elapsed_ms: int, wall_ms: int) -> None:
        """Queue the tick's commit, and whatever waits before it."""

        def job() -> list[Recorded]:
            flushed = self._flush()
            self._store.tick(self._attempt_id, elapsed_ms, wall_ms)
            return flushed

        self._worker.run(job, self._saved, self._failed)

    def retry(self) -> None:
        """Queue the commit of whatever waits."""
        if self._waiting:
            self._worker.run(self._flush, self._saved, self._failed)

    def also(self, job: Callable[[SittingStore], None]) -> None:
        """Queue a job after the events that wait."""

        def both() -> list[Recorded]:
            flushed = self._flush()
            try:
                job(self._store)
            except KnownError as error:
                # The events are durable, and that is what must be told; what is missing is found again in them.
                log.warning("not kept beside the events: %s", error.code)
            return flushed

        self._worker.run(both, self._saved, self._failed)

    def centre_reached(self, sequence: int) -> None:
        """The centre has it; shown once it has every answer."""
        self._reached = max(self._reached, sequence)
        self._tell()

    def _flush(self) -> list[Recorded]:
        """On the store's thread: all that waits, in one commit."""
        batch = list(self._waiting)
        if batch:
            lines = [(event.sequence, event.line) for event in batch]
            self._append(lines, hands_in(batch))
            del self._waiting[: len(batch)]
        return batch

    def _append(self, lines: list[tuple[int, bytes]], submitted: bool | None) -> None:
        """A full disk is tried once more after room was made: the candidate notices nothing."""
        try:
            self._store.append(self._attempt_id, self._epoch, lines, submitted)
        except KnownError as error:
            if error.code != "STO-01" or not self._on_full():
                raise
            self._store.append(self._attempt_id, self._epoch, lines, submitted)

    def _saved(self, batch: list[Recorded]) -> None:
        self.saves += sum(event.is_answer for event in batch)
        self._tell()
        if any(event.ends_attempt for event in batch):
            self.on_submitted()

    def _tell(self) -> None:
        # A copy: the store's thread takes from the front, and what moves up under a loop would be passed over.
        if not any(event.is_answer for event in list(self._waiting)):
            self.on_save_state("at_centre" if self._reached >= self._last_answer >= 0 else "saved_here", None)

    def _failed(self, error: Exception) -> None:
        known = error if isinstance(error, KnownError) else KnownError("BUG-01")
        self.on_save_state("not_saved", known)
        if known is not error:
            raise error
