"""Who may ask the room node as an officer: those whom the order of a sitting names, in any revision that came here."""

from __future__ import annotations

from question_packs.errors import KnownError
from question_packs.records.room import RoomSitting
from sync_server.services.directory import Directory, Sitting


class RoomOfficers:
    """Reads the directory; keeps nothing."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def key(self, key_id: str) -> str | None:
        """The public key of an officer of any sitting of the room."""
        for sitting in self._directory.snapshot().sittings.values():
            if key_id in (keys := _keys(sitting)):
                return keys[key_id]
        return None

    def sitting(self, key_id: str, sitting_id: str) -> Sitting:
        """A sitting, asked for by one of its officers; unknown: `ROM-25`; not an officer of it: `ROM-23`."""
        sitting = self._directory.sitting(sitting_id)
        if sitting is None:
            raise KnownError("ROM-25", sitting=sitting_id)
        if key_id not in _keys(sitting):
            raise KnownError("ROM-23", sitting=sitting_id)
        return sitting

    def sittings(self) -> list[RoomSitting]:
        """What the console's sign-in page needs; nothing about candidates."""
        found = sorted(self._directory.snapshot().sittings.values(), key=lambda each: each.order.opens_at)
        return [_shown(each) for each in found]


def _keys(sitting: Sitting) -> dict[str, str]:
    return {each.keys.key_id: each.keys.verify_key for order in sitting.signing_orders for each in order.officers}


def _shown(sitting: Sitting) -> RoomSitting:
    order = sitting.order
    return RoomSitting(
        sitting_id=order.sitting_id,
        sitting_title=order.sitting_title,
        event_title=order.event_title,
        room_title=order.room_title,
        opens_at=order.opens_at,
        closes_at=order.closes_at,
        time_zone=order.time_zone,
        candidates=len(order.candidates),
        officers=order.officers,
    )
