"""What the proctor's page tells of the road from this PC to the room node. Told by the composition root."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RoomLink:
    """`since`: local time (`08.14`) of the last change of `connected`; `synchronised_at`: of the last answer of the node
    or the centre. Empty where there was none yet. `searching`: the node is being looked for just now.
    """

    connected: bool = False
    node_name: str = ""
    since: str = ""
    synchronised_at: str = ""
    searching: bool = False
