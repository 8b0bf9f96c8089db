"""The Qt binding itself: a fault in it would abort the kiosk in the middle of an exam."""

from __future__ import annotations

import sys

from PySide6.QtGui import QFont

CALLS = 2000


def test_calls_that_return_nothing_take_no_reference_from_none():
    face = QFont()
    before = sys.getrefcount(None)
    for size in range(1, CALLS):
        face.setPixelSize(size)
    assert abs(sys.getrefcount(None) - before) < CALLS / 10
