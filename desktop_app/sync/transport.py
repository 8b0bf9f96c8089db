"""What a road to the centre can do. HTTPS and a folder fulfil it alike; the syncer does not know which it has."""

from __future__ import annotations

from typing import Protocol


class Transport(Protocol):
    """One road. Every method raises `NET-01` (not reachable now) or another `NET-…`; nothing is half done."""

    def exchange(self, envelopes: list[bytes]) -> list[bytes]:
        """Hand over segment envelopes; return the receipt envelopes there are (perhaps of earlier ones, perhaps none)."""
        ...

    def result(self, attempt_id: str) -> bytes | None:
        """The signed result of an attempt, or None if there is none for this screen."""
        ...


class NodeRoad(Transport, Protocol):
    """The road to a room node, which brings the centre's receipts back later."""

    def receipts(self, digests: list[str]) -> list[bytes]:
        """The centre's receipts (envelopes) of these segments, as far as the node has them."""
        ...
