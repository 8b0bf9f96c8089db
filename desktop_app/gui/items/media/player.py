"""Plays one recording from memory. The only module that knows QtMultimedia, which is imported when the first one is loaded.

The bytes lie in a `QBuffer`: a device written in Python would be asked from the decoder's threads and could wait for ever.
Even a `QBuffer` made here is read through the interpreter's lock: whoever keeps that lock keeps the decoder waiting.
All signals come on the GUI thread. There is one loudspeaker: a player that starts makes the one before it pause.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QImage
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoFrame, QVideoSink

_LOADING_MS = 10_000  # from memory it takes milliseconds; a decoder that is not ready by then never will be
_LAST_MS = 100  # who goes to the very end is never told that it came
FULL_VOLUME = 100


def can_be_heard() -> bool:
    """Whether this PC has anything to play sound on."""
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError:
        return False
    return bool(QMediaDevices.audioOutputs())


class Player(QObject):
    """One recording at a time: `load` it, wait for `loaded` or `failed`, play it, `unload` it.

    `moved`: state or position changed. `ended`: it was played to its end. `pictured`: there is another picture.
    """

    loaded = Signal()
    failed = Signal()
    moved = Signal()
    ended = Signal()
    pictured = Signal()

    _sounding: ClassVar[weakref.ReferenceType[Player] | None] = None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._buffer: QBuffer | None = None
        self._parts: tuple[QMediaPlayer, QAudioOutput, QVideoSink] | None = None
        self._frame: QVideoFrame | None = None
        self._volume = FULL_VOLUME
        self._is_ready = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_LOADING_MS)
        self._patience.timeout.connect(self._give_up)

    def load(self, data: bytes) -> None:
        """Take a recording in place of the one before."""
        self.unload()
        try:
            player = self._player()
        except ImportError:
            QTimer.singleShot(0, self, self.failed.emit)
            return
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._patience.start()
        player.setSourceDevice(self._buffer)

    def unload(self) -> None:
        """Stop, and let go of the recording and its last picture."""
        self._patience.stop()
        self._is_ready = False
        buffer, self._buffer, self._frame = self._buffer, None, None
        if buffer is None or self._parts is None:
            return
        player, _, sink = self._parts
        player.stop()
        player.setSource(QUrl())
        sink.setVideoFrame(type(sink.videoFrame())())
        buffer.close()
        buffer.setData(QByteArray())
        buffer.deleteLater()
        self.moved.emit()

    @property
    def is_loaded(self) -> bool:
        """Whether it can be played now."""
        return self._is_ready

    @property
    def playing(self) -> bool:
        """Whether it runs just now."""
        return self._parts is not None and self._parts[0].isPlaying()

    @property
    def position(self) -> int:
        """Milliseconds from the beginning."""
        return self._parts[0].position() if self._parts is not None and self._is_ready else 0

    @property
    def duration(self) -> int:
        """Milliseconds; 0 while unknown."""
        return max(0, self._parts[0].duration()) if self._parts is not None and self._is_ready else 0

    @property
    def has_sound(self) -> bool:
        """Whether the recording has a sound track, once it is loaded."""
        return self._parts is not None and self._parts[0].hasAudio()

    def play(self) -> None:
        """Go on from where it stands; at the end from the beginning."""
        before = Player._sounding() if Player._sounding is not None else None
        if before is not None and before is not self and isValid(before):  # its window may be gone
            before.pause()
        Player._sounding = weakref.ref(self)
        if self._parts is not None and self._is_ready:
            self._parts[0].play()

    def pause(self) -> None:
        """Stand still."""
        if self._parts is not None and self.playing:
            self._parts[0].pause()

    def seek(self, position: int) -> None:
        """Go to `position` (milliseconds), within the recording."""
        if self._parts is not None and self._is_ready:
            self._parts[0].setPosition(max(0, min(position, self.duration - _LAST_MS)))

    def set_volume(self, percent: int) -> None:
        """0 to 100, as loud as it sounds to people."""
        self._volume = percent
        if self._parts is not None:
            self._apply_volume(self._parts[1])

    def picture(self) -> QImage | None:
        """The picture of a video just now; None while there is none."""
        if self._frame is None or not self._frame.isValid():
            return None
        return self._frame.toImage()

    def _player(self) -> QMediaPlayer:
        """Made at the first recording: importing and starting the decoders takes its time."""
        if self._parts is None:
            from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoSink

            player, output, sink = QMediaPlayer(self), QAudioOutput(self), QVideoSink(self)
            player.setAudioOutput(output)
            player.setVideoSink(sink)
            player.mediaStatusChanged.connect(self._status_changed)
            player.errorOccurred.connect(self._give_up)
            player.playbackStateChanged.connect(self._moved)
            player.positionChanged.connect(self._moved)
            sink.videoFrameChanged.connect(self._pictured)
            self._parts = (player, output, sink)
            self._apply_volume(output)
        return self._parts[0]

    def _apply_volume(self, output: QAudioOutput) -> None:
        output.setVolume((self._volume / FULL_VOLUME) ** 2)  # loudness is heard by the logarithm; a square is near enough

    @Slot(object)
    def _status_changed(self, status: QMediaPlayer.MediaStatus) -> None:
        if self._buffer is None:
            return
        if status is status.LoadedMedia and not self._is_ready:
            self._is_ready = True
            self._patience.stop()
            self.loaded.emit()
        elif status is status.EndOfMedia:
            self.ended.emit()
        elif status is status.InvalidMedia:
            self._give_up()

    @Slot()
    def _give_up(self) -> None:
        if self._buffer is not None:
            self.unload()
            self.failed.emit()

    @Slot()
    def _moved(self) -> None:
        if self._buffer is not None:
            self.moved.emit()

    @Slot(object)
    def _pictured(self, frame: QVideoFrame) -> None:
        """Only kept here, and made into an image when it is drawn: what comes too fast is never unpacked."""
        if self._buffer is not None and frame.isValid():
            self._frame = frame
            self.pictured.emit()
