"""What the console asks of a room node, as protocols: `sync/console_transport` and `nodes` fulfil them.

Used by `console` and by whoever builds one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from question_packs.errors import KnownError
from question_packs.records.room import ActRecord, Board, LinkMessage, NodeCard, RoomSitting
from question_packs.sealing.keys import KeyPair


class Watch(Protocol):
    """The live link's receiving end (`sync/room_socket.RoomSocket`)."""

    def receive(self, timeout_s: float | None) -> LinkMessage | None:
        """The next message, or None after `timeout_s`."""

    def close(self) -> None:
        """End it."""


class OfficerRoad(Protocol):
    """What a signed-in officer asks of the node (`sync/console_transport.OfficerTransport`). Blocks; any may raise."""

    def board(self, sitting_id: str) -> Board:
        """Everything the node holds of a sitting."""

    def post_acts(self, envelopes: list[bytes]) -> list[ActRecord | KnownError]:
        """Each act's record, or why it was refused."""

    def opening_keys(self, sitting_id: str, code: str) -> str:
        """What an `OpenSitting` act carries, for the opening code."""

    def watch(self, sitting_id: str) -> Watch:
        """A new live link."""

    def document(self, name: str, sitting_id: str, candidate: str = "") -> bytes:
        """A document of the sitting (PDF)."""

    def bundles(self, sitting_id: str) -> dict[str, bytes]:
        """What the room holds for the centre: path on a stick to its bytes."""

    def take_stick(self, parts: list[bytes]) -> bytes:
        """Give the node what lay on a stick; its report (JSON)."""

    def roll(self, sitting_id: str) -> bytes:
        """The signed completeness roll."""

    def close(self) -> None:
        """Let go of the connections."""


class NodeRoad(Protocol):
    """What anybody may ask of the node (`sync/console_transport.NodeTransport`)."""

    def sittings(self) -> tuple[RoomSitting, ...]:
        """The sittings of the room and their officers."""

    def as_officer(self, key: KeyPair) -> OfficerRoad:
        """The same node, asked by an officer."""


@dataclass(frozen=True)
class NodeFound:
    """A room node that answered. `trusted`: proven, or known from before; else people compare `digits` on both screens."""

    card: NodeCard
    url: str
    trusted: bool
    digits: str
    road: NodeRoad


class FindNode(Protocol):
    """How a console comes by its room node (`nodes.NodeFinder`)."""

    def __call__(self, address: str) -> NodeFound:
        """The node at `address` (empty: the usual places)."""

    def trust(self, found: NodeFound) -> None:
        """People compared the digits."""
