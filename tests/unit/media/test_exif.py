"""A photograph that a camera stored lying has the size that it is shown in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from question_packs.media.exif import is_turned
from question_packs.media.raster import read_raster
from tests.unit.media.kinds import picture

_ORIENTATION = 0x0112


def photograph(orientation: int) -> bytes:
    """9 pixels wide and 7 high as stored."""
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    return picture("JPEG", 9, 7, exif=exif)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_photograph_has_its_sides_exchanged(orientation: int) -> None:
    found = read_raster(photograph(orientation), 1000)
    assert found is not None
    assert (found.width, found.height) == ((9, 7) if orientation < 5 else (7, 9))


@given(st.binary(max_size=80), st.sampled_from([b"", b"Exif\0\0", b"Exif\0\0II*\0", b"Exif\0\0MM\0*\0\0\0\x08"]))
def test_damaged_data_of_a_camera_turn_nothing_over(rest: bytes, start: bytes) -> None:
    assert is_turned(start + rest) in (True, False)
