"""Real recordings made on the spot: a tone as WAV, and coloured pictures as MJPEG in AVI, with or without sound."""

from __future__ import annotations

import io
import math
import struct
import wave

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage

_RATE = 8000


def tone(seconds: float) -> bytes:
    """A WAV of so many seconds."""
    file = io.BytesIO()
    with wave.open(file, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(_RATE)
        wav.writeframes(_samples(seconds))
    return file.getvalue()


def video(seconds: float, per_second: int = 10, with_sound: bool = False) -> bytes:
    """An AVI whose pictures go from red to blue."""
    count = max(1, round(seconds * per_second))
    frames = [_jpeg(QColor.fromHsv(240 * place // count, 255, 200)) for place in range(count)]
    streams = _list(b"strl", _video_header(per_second, count))
    chunks = b"".join(_chunk(b"00dc", frame) for frame in frames)
    if with_sound:
        streams += _list(b"strl", _sound_header(seconds))
        chunks += _chunk(b"01wb", _samples(seconds))
    main = struct.pack("<14I", 1_000_000 // per_second, 0, 0, 0, count, 0, 2 if with_sound else 1, 0, 160, 90, 0, 0, 0, 0)
    body = _list(b"hdrl", _chunk(b"avih", main) + streams) + _list(b"movi", chunks)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"AVI " + body


def _video_header(per_second: int, count: int) -> bytes:
    head = struct.pack("<4s4sIHHIIIIIIIIHHHH", b"vids", b"MJPG", 0, 0, 0, 0, 1, per_second, 0, count, 0, 0, 0, 0, 0, 160, 90)
    form = struct.pack("<IiiHH4sIiiII", 40, 160, 90, 1, 24, b"MJPG", 160 * 90 * 3, 0, 0, 0, 0)
    return _chunk(b"strh", head) + _chunk(b"strf", form)


def _sound_header(seconds: float) -> bytes:
    count = round(seconds * _RATE)
    head = struct.pack("<4s4sIHHIIIIIIIIHHHH", b"auds", b"\0" * 4, 0, 0, 0, 0, 1, _RATE, 0, count, 0, 0, 2, 0, 0, 0, 0)
    form = struct.pack("<HHIIHH", 1, 1, _RATE, 2 * _RATE, 2, 16)
    return _chunk(b"strh", head) + _chunk(b"strf", form)


def _samples(seconds: float) -> bytes:
    return b"".join(struct.pack("<h", round(8000 * math.sin(place / 3))) for place in range(round(seconds * _RATE)))


def _jpeg(colour: QColor) -> bytes:
    image = QImage(160, 90, QImage.Format.Format_RGB32)
    image.fill(colour)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG")
    return bytes(data.data())


def _chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def _list(name: bytes, data: bytes) -> bytes:
    return _chunk(b"LIST", name + data)
