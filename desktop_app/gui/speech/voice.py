"""The one interface of speech engines, and which of them this PC has.

Debian's espeak-ng is a program of its own: text goes in at its standard input, a recording comes out. Windows has its own
voices behind Qt's TextToSpeech.
"""

from __future__ import annotations

import shutil
import sys
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


class Engines:
    """The engines that this PC may have. `espeak`: the program's name or path."""

    def __init__(self, espeak: str = "espeak-ng") -> None:
        self._espeak = espeak

    def has_any(self) -> bool:
        """Whether anything can be read aloud on this PC; quick, and loads nothing."""
        return sys.platform == "win32" or shutil.which(self._espeak) is not None

    def voice(self, parent: QObject) -> Voice:
        """The voice of this PC."""
        if sys.platform == "win32":
            from desktop_app.gui.speech.system_voice import SystemVoice

            return SystemVoice(parent)
        from desktop_app.gui.speech.espeak import EspeakVoice

        return EspeakVoice(parent, self._espeak)
