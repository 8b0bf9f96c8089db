"""What the scenes of the day share: the hall, the console, and how somebody sits down."""

from __future__ import annotations

from dataclasses import dataclass

from tests.demo_room.console import Console
from tests.demo_room.hall import Hall
from tests.demo_room.processes import until
from tests.demo_room.seat import Person, Seat

PACE_S = 4.0
PROCTOR, SECOND = "Pengawas Satu", "Pengawas Dua"


@dataclass
class Day:
    """The running demo. `started`: when the exam did, on the monotonic clock."""

    hall: Hall
    console: Console
    started: float = 0.0

    @property
    def codes(self) -> dict[str, str]:
        """The officers' personal codes, from the sealed envelope."""
        return dict(self.hall.credentials["officer_codes"])

    @property
    def token(self) -> str:
        return str(self.hall.credentials["start_token"])

    @property
    def second(self) -> tuple[str, str]:
        return SECOND, self.codes[SECOND]

    def person(self, place: int) -> Person:
        return self.hall.people[place]

    def seat(self, place: int) -> Seat:
        return self.hall.seats[place]

    def answering(self, seats: list[Seat]) -> None:
        """Their candidates answer at an ordinary pace."""
        for seat in seats:
            seat.talker.send("answer", pace_s=PACE_S)

    def seats_of(self, places: range) -> list[Seat]:
        return [self.seat(place) for place in places]

    def tell(self, text: str) -> None:
        self.hall.scene(text)

    def wait_all(self, seats: list[Seat], *states: str, patience_s: float = 90.0) -> None:
        until(
            lambda: all(each.state_now in states for each in seats),
            f"{len(seats)} PCs to be {'/'.join(states)}",
            patience_s,
        )
