"""Small pictures and recordings of every kind, made on the spot."""

from __future__ import annotations

import io
import struct
import wave
import zlib

from PIL import Image


def picture(kind: str, width: int = 9, height: int = 7, **options: object) -> bytes:
    """A picture of `kind` (PNG, JPEG, GIF, WEBP)."""
    file = io.BytesIO()
    image = Image.new("RGB", (width, height), "#802010")
    image.putpixel((1, 1), (0, 200, 255))
    image.save(file, kind, **options)
    return file.getvalue()


def moving(kind: str) -> bytes:
    """Two frames (GIF, WEBP, PNG)."""
    file = io.BytesIO()
    frames = [Image.new("RGB", (9, 7), colour) for colour in ("red", "blue")]
    frames[0].save(file, kind, save_all=True, append_images=frames[1:])
    return file.getvalue()


def png_head(width: int, height: int) -> bytes:
    """A PNG whose head promises `width` x `height` pixels and which holds next to none."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = b"IDAT" + zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(part) for part in (head, body, b"IEND"))


def _chunk(part: bytes) -> bytes:
    return struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part))


def wav() -> bytes:
    """A tenth of a second of silence."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(1600))
    return file.getvalue()


def mp3() -> bytes:
    """Three frames of MPEG 1 layer III, 128 kbit/s, 44.1 kHz, behind an empty ID3 tag."""
    return b"ID3\x04\0\0\0\0\0\0" + (b"\xff\xfb\x90\x00" + bytes(413)) * 3


def ogg(codec: bytes = b"OpusHead") -> bytes:
    """Two pages: the head of a codec, and one that says it is the last."""
    return b"".join(
        b"OggS\0" + bytes([flags]) + bytes(20) + bytes([1, len(body)]) + body
        for flags, body in ((2, codec + bytes(11)), (4, bytes(50)))
    )


def flac() -> bytes:
    """A stream's description and the beginning of a frame."""
    return b"fLaC\x80\0\0\x22" + bytes(34) + b"\xff\xf8" + bytes(30)


def mp4(track: bytes) -> bytes:
    """The three boxes every player needs; `track` is `vide` or `soun`."""
    film = b"hdlr" + bytes(8) + track + bytes(12)
    return _box(b"ftyp", b"isom\0\0\0\0isom") + _box(b"moov", film) + _box(b"mdat", bytes(40))


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + kind + body


def webm(codec: bytes = b"V_VP9") -> bytes:
    """An EBML head and a segment that names `codec`."""
    head = b"\x42\x82\x84webm"
    body = codec + bytes(40)
    return b"\x1a\x45\xdf\xa3" + bytes([0x80 | len(head)]) + head + b"\x18\x53\x80\x67" + bytes([0x80 | len(body)]) + body


def avi() -> bytes:
    """A RIFF of AVI that names Motion JPEG."""
    body = b"AVI LIST" + bytes(20) + b"vidsMJPG" + bytes(40)
    return b"RIFF" + struct.pack("<I", len(body)) + body
