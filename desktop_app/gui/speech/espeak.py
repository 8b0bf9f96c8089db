"""Speech by espeak-ng: a process for each piece, its text at the standard input, its recording played from memory."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess

from desktop_app.gui.items.media.player import Player, can_be_heard
from desktop_app.gui.speech.spoken_item import Piece
from desktop_app.gui.speech.voice import Voice

_USUAL_WORDS_PER_MINUTE = 150
# What espeak-ng can say well enough of what stands in items; anything else is read as Indonesian.
_LANGUAGES = frozenset(["id", "en", "ms", "ar", "nl", "de", "fr", "es", "ja", "zh"])
_RIFF_HEADER = 44


class EspeakVoice(Voice):
    """`recorded` is the last piece as a WAV, while it is spoken. `has_sound_device` is asked before each piece."""

    def __init__(self, parent: QObject, program: str) -> None:
        super().__init__(parent)
        self.has_sound_device: Callable[[], bool] = can_be_heard
        self.recorded = b""
        self._program = program
        self._process: QProcess | None = None
        self._player = Player(self)
        self._player.loaded.connect(self._player.play)
        self._player.ended.connect(self.finished)
        self._player.failed.connect(self.failed)
        self._is_paused = False

    def speak(self, piece: Piece, speed: int) -> None:
        """Start a process; the piece is heard when it has ended."""
        self.stop()
        if not self.has_sound_device():
            self.failed.emit()
            return
        language = piece.language if piece.language in _LANGUAGES else "id"
        words = _USUAL_WORDS_PER_MINUTE * speed // 100
        process = self._process = QProcess(self)
        process.finished.connect(self._recorded)
        process.errorOccurred.connect(self._not_recorded)
        process.start(self._program, ["-v", language, "-s", str(words), "-b", "1", "--stdin", "--stdout"])
        process.write(piece.text.encode())
        process.closeWriteChannel()

    def pause(self) -> None:
        """A piece that is still being recorded waits when it comes."""
        self._is_paused = True
        self._player.pause()

    def go_on(self) -> None:
        """From where it stood."""
        self._is_paused = False
        self._player.play()

    def stop(self) -> None:
        """End the process, let go of the recording."""
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._recorded)
            process.errorOccurred.disconnect(self._not_recorded)
            process.kill()
            process.finished.connect(process.deleteLater)
            if process.state() is QProcess.ProcessState.NotRunning:
                process.deleteLater()
        self._is_paused = False
        self._player.unload()
        self.recorded = b""

    def _recorded(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        data = bytes(process.readAllStandardOutput().data())
        process.deleteLater()
        if len(data) <= _RIFF_HEADER:
            self.failed.emit()
            return
        self.recorded = with_true_length(data)
        self._player.load(self.recorded)

    def _not_recorded(self) -> None:
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
            self.failed.emit()


def with_true_length(wav: bytes) -> bytes:
    """A WAV written to a pipe says that it is 2 GB long; this one says how long it is."""
    body = wav[_RIFF_HEADER:]
    head = bytearray(wav[:_RIFF_HEADER])
    head[4:8] = (len(body) + _RIFF_HEADER - 8).to_bytes(4, "little")
    head[40:44] = len(body).to_bytes(4, "little")
    return bytes(head) + body
