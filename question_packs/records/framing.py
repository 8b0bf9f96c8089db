"""Frames: several byte strings in one body, each after its length (4 bytes, big-endian). For batches of segments."""

from __future__ import annotations

from collections.abc import Iterable

from question_packs.errors import KnownError


def frame(parts: Iterable[bytes]) -> bytes:
    """All parts in one body."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def unframe(body: bytes, what: str) -> list[bytes]:
    """The parts of a body; cut short or with bytes over: `REC-01`."""
    parts = []
    position = 0
    while position < len(body):
        start = position + 4
        end = start + int.from_bytes(body[position:start], "big")
        if start > len(body) or end > len(body):
            raise KnownError("REC-01", what=what, reason="cut short")
        parts.append(body[start:end])
        position = end
    return parts
