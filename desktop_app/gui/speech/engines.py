"""Which speech engine this PC has.

Debian's espeak-ng is a program of its own: text goes in at its standard input, a recording comes out. Windows has its own
voices behind Qt's TextToSpeech.
"""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from desktop_app.gui.speech.voice import Voice


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
