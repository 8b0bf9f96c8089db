"""A preview window over a source, closed at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.preview.window import PreviewWindow

Open = Callable[[Path], PreviewWindow]


@pytest.fixture
def open_preview(qtbot: QtBot) -> Iterator[Open]:
    """`open_preview(path)` shows the window and waits until the source was read."""
    opened: list[PreviewWindow] = []

    def open_source(path: Path) -> PreviewWindow:
        window = PreviewWindow(path)
        opened.append(window)
        window.show()
        window.read()
        qtbot.waitUntil(lambda: not window.reads, timeout=20_000)
        window.activateWindow()
        return window

    yield open_source
    for window in opened:
        window.close()
        window.deleteLater()
