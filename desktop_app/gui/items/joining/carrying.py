"""Picking up and putting down: the one rule by which pieces are joined to places without dragging. Pure, no Qt.

The first press takes something up, a press on what fits it joins the two, a press on the same thing lets go, and a press on
anything else takes that up instead. So it does not matter which of the two is pressed first. Used by every interaction
widget whose answer is made of pairs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Side = Literal["first", "second"]


@dataclass(frozen=True)
class Thing:
    """What can be held: on which side of a pair it stands (`first` or `second`), and its identifier."""

    side: Side
    identifier: str


class Carrying:
    """What the candidate holds just now. `fits(held, pressed)` says whether a press joins the two."""

    def __init__(self, fits: Callable[[Thing, Thing], bool]) -> None:
        self._fits = fits
        self.held: Thing | None = None

    def press(self, thing: Thing) -> tuple[Thing, Thing] | None:
        """`thing` was pressed: the held thing and `thing` where they are joined by that, else None."""
        held, self.held = self.held, None
        if held is None or not self._fits(held, thing):
            self.held = None if held == thing else thing
            return None
        return held, thing

    def cancel(self) -> bool:
        """Let go of what is held; False where nothing was."""
        held, self.held = self.held, None
        return held is not None
