"""Speech by the operating system's own voices, through QtTextToSpeech, which is imported when the first piece is said."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Slot

from desktop_app.gui.speech.spoken_item import Piece
from desktop_app.gui.speech.voice import Voice

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech


class SystemVoice(Voice):
    """`engine`: one of `QTextToSpeech.availableEngines()`; empty for the system's usual one."""

    def __init__(self, parent: QObject, engine: str = "") -> None:
        super().__init__(parent)
        self._engine_name = engine
        self._engine: QTextToSpeech | None = None
        self._is_speaking = False

    def speak(self, piece: Piece, speed: int) -> None:
        """The voice of the piece's language if there is one, else the one in use."""
        self.stop()
        try:
            engine = self._made()
        except ImportError:
            self.failed.emit()
            return
        if engine.state() is engine.State.Error:
            self.failed.emit()
            return
        wanted = QLocale(piece.language)
        if any(each.language() is wanted.language() for each in engine.availableLocales()):
            engine.setLocale(wanted)
        engine.setRate(max(-1.0, min(math.log2(speed / 100), 1.0)))
        self._is_speaking = True
        engine.say(piece.text)

    def pause(self) -> None:
        """Where the engine can."""
        if self._engine is not None:
            self._engine.pause()

    def go_on(self) -> None:
        """After a pause."""
        if self._engine is not None:
            self._engine.resume()

    def stop(self) -> None:
        """Fall silent."""
        self._is_speaking = False
        if self._engine is not None:
            self._engine.stop()

    def _made(self) -> QTextToSpeech:
        if self._engine is None:
            from PySide6.QtTextToSpeech import QTextToSpeech

            engine = QTextToSpeech(self._engine_name, self) if self._engine_name else QTextToSpeech(self)
            engine.stateChanged.connect(self._changed)
            self._engine = engine
        return self._engine

    @Slot(object)
    def _changed(self, state: QTextToSpeech.State) -> None:
        if self._is_speaking and state in (state.Ready, state.Error):
            self._is_speaking = False
            (self.finished if state is state.Ready else self.failed).emit()
