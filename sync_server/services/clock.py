"""The centre's clock: UTC, as records and tables write it."""

from __future__ import annotations

from datetime import UTC, datetime


def now_text() -> str:
    """Now, UTC, ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def parse(text: str) -> datetime:
    """An aware time from a record's text."""
    return datetime.fromisoformat(text)
