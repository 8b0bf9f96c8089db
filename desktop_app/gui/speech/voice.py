"""The one interface of speech engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from desktop_app.gui.speech.spoken_item import Piece

SPEEDS = (75, 100, 125, 150)  # percent of a voice's usual speed


class Voice(QObject):
    """Says one piece at a time. `finished`: it was said to its end; `failed`: this PC cannot say it."""

    finished = Signal()
    failed = Signal()

    def speak(self, piece: Piece, speed: int) -> None:
        """Say `piece` at `speed` percent instead of whatever is being said."""
        raise NotImplementedError

    def pause(self) -> None:
        """Stand still."""
        raise NotImplementedError

    def go_on(self) -> None:
        """Go on after a pause."""
        raise NotImplementedError

    def stop(self) -> None:
        """Fall silent at once; neither signal follows."""
        raise NotImplementedError
