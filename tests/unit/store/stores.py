"""A sitting's store with a started attempt, for the tests of the store."""

from __future__ import annotations

from pathlib import Path

from desktop_app.store.attempts import AttemptRow, SittingStore
from question_packs.records.receipts import Receipt
from tests.samples import ATTEMPT, FORM, NUMBER, SITTING, chain

KEY = bytes(range(32))
LINES = chain(epoch=1)
EVENTS = list(enumerate(LINES))
ROW = AttemptRow(ATTEMPT, 1, NUMBER, FORM, 0, 0, False, -1, None)


def new_store(path: Path, events: int = 0) -> SittingStore:
    """A store at `path` that holds the first `events` events of an attempt."""
    store = SittingStore(path, KEY, SITTING)
    store.begin(ROW, EVENTS[:events])
    return store


def receipt(digest: str, first: int, last: int, **changes: object) -> Receipt:
    values = {
        "type": "lontar.receipt/1",
        "centre": "Pusat Uji",
        "segment_digest": digest,
        "attempt_id": ATTEMPT,
        "epoch": 1,
        "first_sequence": first,
        "last_sequence": last,
        "head_hash": "0" * 64,
        "sequence_reached": last,
        "gaps": (),
        "status": "accepted",
        "complete": False,
        "log_position": 0,
        "received_at": "2026-01-05T04:00:00Z",
    }
    return Receipt(**{**values, **changes})
