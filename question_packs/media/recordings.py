"""Audio and video recognised by their bytes; a file cut short is refused by its containers' own lengths. Nothing is decoded.

WAV, MP3, Ogg (Vorbis, Opus, FLAC), FLAC, M4A; MP4, WebM, AVI with Motion JPEG. Playlists and every other kind that makes a
player open further files are not recognised. Used by `intake` alone.
"""

from __future__ import annotations

import re

from question_packs.media.damaged import DamagedError

_OGG_CODECS = (b"\x01vorbis", b"OpusHead", b"\x7fFLAC")
_MP4_TRACK = re.compile(rb"hdlr.{8}(vide|soun)", re.DOTALL)
_WEBM_VIDEO = re.compile(rb"V_(VP8|VP9|AV1)")
_MP3_BITRATES = {
    # MPEG 1 and MPEG 2/2.5 layer III, kbit/s by index
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_MP3_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def recording_type(data: bytes) -> str | None:
    """The media type of these bytes (`audio/...` or `video/...`); None for anything else. Raises `DamagedError`."""
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return _riff(data, b"data", "audio/wav")
    if data[:4] == b"RIFF" and data[8:12] == b"AVI ":
        return _riff(data, b"MJPG", "video/x-msvideo") if b"MJPG" in data[:4096].upper() else None
    if data.startswith(b"OggS"):
        return _ogg(data)
    if data.startswith(b"fLaC"):
        return _flac(data)
    if data[4:8] == b"ftyp":
        return _mp4(data)
    if data.startswith(b"\x1a\x45\xdf\xa3"):
        return _webm(data)
    return _mp3(data)


def _riff(data: bytes, needed: bytes, media_type: str) -> str:
    if 8 + int.from_bytes(data[4:8], "little") > len(data):
        raise DamagedError("cut short")
    if needed not in data.upper() and needed not in data:
        raise DamagedError("it has no content")
    return media_type


def _ogg(data: bytes) -> str | None:
    """Every page up to the one that says it is the last."""
    if not any(codec in data[:128] for codec in _OGG_CODECS):
        return None
    position, last = 0, 0
    while position < len(data):
        segments = data[position + 26] if position + 26 < len(data) else 0
        end = position + 27 + segments + sum(data[position + 27 : position + 27 + segments])
        if data[position : position + 4] != b"OggS" or end > len(data):
            raise DamagedError("cut short")
        last, position = data[position + 5], end
    if not last & 4:
        raise DamagedError("cut short")
    return "audio/ogg"


def _flac(data: bytes) -> str:
    """The metadata blocks; after the last the first frame must begin."""
    position, last = 4, False
    while not last:
        head = data[position : position + 4]
        if len(head) < 4:
            raise DamagedError("cut short")
        last, position = bool(head[0] & 0x80), position + 4 + int.from_bytes(head[1:], "big")
    if data[position : position + 1] != b"\xff" or data[position + 1 : position + 2] not in (b"\xf8", b"\xf9"):
        raise DamagedError("cut short")
    return "audio/flac"


def _mp4(data: bytes) -> str:
    """The boxes of the outermost level must fill the file, and the one that describes it must name a track."""
    position, film = 0, b""
    found = set()
    while position < len(data):
        size, kind = int.from_bytes(data[position : position + 4], "big"), data[position + 4 : position + 8]
        if size == 1:
            size = int.from_bytes(data[position + 8 : position + 16], "big")
        size = size or len(data) - position
        if size < 8 or position + size > len(data):
            raise DamagedError("cut short")
        found.add(kind)
        film = data[position : position + size] if kind == b"moov" else film
        position += size
    tracks = set(_MP4_TRACK.findall(film))
    if not tracks or b"mdat" not in found:
        raise DamagedError("cut short")
    return "video/mp4" if b"vide" in tracks else "audio/mp4"


def _webm(data: bytes) -> str | None:
    """The EBML head names the kind; the segment behind it must be whole where it tells its length."""
    head = data[:128]
    if b"webm" not in head:
        return None
    head_size, position = _ebml_length(data, 4)
    position += head_size
    if data[position : position + 4] != b"\x18\x53\x80\x67":
        raise DamagedError("cut short")
    size, start = _ebml_length(data, position + 4)
    if start + size > len(data) and size != (1 << 56) - 1:
        raise DamagedError("cut short")
    return "video/webm" if _WEBM_VIDEO.search(data, start, start + 65536) else "audio/webm"


def _ebml_length(data: bytes, position: int) -> tuple[int, int]:
    """The number at `position`, whose first bit that is set tells how many bytes it has, and where it ends."""
    first = data[position] if position < len(data) else 0
    if not first:
        raise DamagedError("cut short")
    length = 9 - first.bit_length()
    value = int.from_bytes(data[position : position + length], "big") & ((1 << 7 * length) - 1)
    return value, position + length


def _mp3(data: bytes) -> str | None:
    """Two frames of MPEG layer III behind each other, after the tag that may stand before them."""
    start = 0
    if data.startswith(b"ID3") and len(data) >= 10:
        start = 10 + sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    first = _mp3_frame(data, start)
    if first and _mp3_frame(data, start + first):
        return "audio/mpeg"
    if data.startswith(b"ID3"):
        raise DamagedError("cut short")
    return None


def _mp3_frame(data: bytes, position: int) -> int:
    """The length of the frame at `position`; 0 where there is none."""
    head = int.from_bytes(data[position : position + 4], "big")
    version, layer, rate, bits = head >> 19 & 3, head >> 17 & 3, head >> 10 & 3, head >> 12 & 15
    if head >> 21 != 0x7FF or version == 1 or layer != 1 or rate == 3 or bits in (0, 15):
        return 0
    bitrate = _MP3_BITRATES[3 if version == 3 else 2][bits] * 1000
    return (144 if version == 3 else 72) * bitrate // _MP3_RATES[version][rate] + (head >> 9 & 1)
