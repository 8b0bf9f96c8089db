"""Media of others: told by their bytes; what is damaged, oversized or no medium at all is refused with its reason."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_packs.errors import KnownError
from question_packs.media.intake import take
from tests.unit.media import kinds

PICTURES = {
    "image/png": kinds.picture("PNG"),
    "image/jpeg": kinds.picture("JPEG"),
    "image/gif": kinds.picture("GIF"),
    "image/webp": kinds.picture("WEBP"),
}
OTHER_PICTURES = [
    ("image/jpeg", kinds.picture("JPEG", progressive=True)),
    ("image/webp", kinds.picture("WEBP", lossless=True)),
    ("image/webp", kinds.picture("WEBP", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0")),
]
RECORDINGS = {
    "audio/wav": kinds.wav(),
    "audio/mpeg": kinds.mp3(),
    "audio/ogg": kinds.ogg(),
    "audio/flac": kinds.flac(),
    "audio/mp4": kinds.mp4(b"soun"),
    "video/mp4": kinds.mp4(b"vide"),
    "video/webm": kinds.webm(),
    "audio/webm": kinds.webm(b"A_OPUS"),
    "video/x-msvideo": kinds.avi(),
}


def refusal(data: bytes) -> str | None:
    try:
        take("berkas", data)
    except KnownError as error:
        return error.code
    return None


@pytest.mark.parametrize(("media_type", "data"), [*PICTURES.items(), *OTHER_PICTURES])
def test_a_picture_is_told_by_its_bytes(media_type: str, data: bytes) -> None:
    taken = take("foto.bin", data)
    assert (taken.medium.media_type, taken.kind, taken.width, taken.height) == (media_type, "picture", 9, 7)
    assert taken.losses == ()


@pytest.mark.parametrize("data", [*PICTURES.values(), *(data for _, data in OTHER_PICTURES)], ids=str)
def test_a_picture_cut_at_any_byte_is_refused(data: bytes) -> None:
    for end in range(len(data)):
        assert refusal(data[:end]) in ("MED-01", "MED-02"), end


@pytest.mark.parametrize(("media_type", "data"), RECORDINGS.items())
def test_a_recording_is_told_by_its_bytes(media_type: str, data: bytes) -> None:
    taken = take("rekaman.bin", data)
    assert (taken.medium.media_type, taken.kind) == (media_type, media_type.partition("/")[0])


@pytest.mark.parametrize("media_type", ["audio/wav", "audio/ogg", "audio/mp4", "video/mp4", "video/webm", "video/x-msvideo"])
def test_a_recording_that_tells_its_length_is_refused_cut(media_type: str) -> None:
    for end in range(len(RECORDINGS[media_type])):
        assert refusal(RECORDINGS[media_type][:end]) in ("MED-01", "MED-02"), end


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_a_moving_picture_is_taken_with_the_loss_of_its_movement(kind: str) -> None:
    assert [loss.code for loss in take("gerak", kinds.moving(kind)).losses] == ["MED-07"]


def _huge_gif() -> bytes:
    return b"GIF89a" + (65535).to_bytes(2, "little") * 2 + bytes(3) + b"," + bytes(9) + b"\x02\x01\x00\x00;"


def _huge_jpeg() -> bytes:
    data = kinds.picture("JPEG")
    place = data.index(b"\xff\xc0") + 5
    return data[:place] + b"\xff\xff\xff\xff" + data[place + 4 :]


@pytest.mark.parametrize(
    "make", [lambda: kinds.png_head(100_000, 100_000), _huge_gif, _huge_jpeg], ids=["png", "gif", "jpeg"]
)
def test_a_picture_of_too_many_pixels_is_refused_by_its_head_unread(make: Callable[[], bytes]) -> None:
    data = make()
    tracemalloc.start()
    began = time.perf_counter()
    assert refusal(data) == "MED-04"
    assert time.perf_counter() - began < 1
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_picture_whose_pixels_unpack_to_more_than_it_says_is_refused_in_little_memory() -> None:
    data = kinds.png_head(3, 2)
    tracemalloc.start()
    assert refusal(data) == "MED-02"
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    "data", [b"", b"MZ\x90", b"%PDF-1.7", b"PK\x03\x04", b"#EXTM3U\nhttp://x/a.ts", b"<html></html>", b"BM" * 50]
)
def test_what_is_no_medium_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(KnownError, match="lampiran") as refused:
        take("lampiran.png", data)
    assert refused.value.code == "MED-01"


@settings(max_examples=300)
@given(
    data=st.sampled_from([*PICTURES.values(), *RECORDINGS.values()]),
    changes=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=4),
    tail=st.binary(max_size=20),
)
def test_changed_bytes_are_taken_or_refused_but_nothing_else_happens(
    data: bytes, changes: list[tuple[int, int]], tail: bytes
) -> None:
    changed = bytearray(data)
    for place, byte in changes:
        changed[place % len(data)] = byte
    assert refusal(bytes(changed) + tail) in (None, "MED-01", "MED-02", "MED-04")
