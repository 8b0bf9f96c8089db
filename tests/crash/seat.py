"""The names of a crash run's sitting, and a candidate of it."""

from __future__ import annotations

from dataclasses import dataclass

from question_packs.records import events as ev

EVENT, SITTING, FORM = "uji", "uji-A", "utama"


@dataclass(frozen=True)
class Seat:
    """A candidate with what they need to sign in."""

    number: str
    pin: str
    token: str

    @property
    def attempt_id(self) -> str:
        return ev.attempt_id_of(SITTING, self.number, FORM)
