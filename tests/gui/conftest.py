"""Windows of the tests: off screen unless there is a display."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.gui.robot import Robot
    from tests.gui.room import Room

Sit = Callable[..., "Robot"]


@pytest.fixture
def sit(qtbot: QtBot, tmp_path: Path) -> Iterator[Sit]:
    """`sit(room, sticks=[...])` shows a kiosk window over a room and returns the robot in front of it."""
    from desktop_app.gui.background import Background
    from desktop_app.gui.kiosk_window import KioskWindow
    from tests.gui.robot import Robot

    opened: list[tuple[KioskWindow, Background]] = []

    def start(room: Room, sticks: list[Path] | None = None) -> Robot:
        background = Background()
        window = KioskWindow(background, lambda: room, windowed=True, find_sticks=lambda: [] if sticks is None else sticks)
        opened.append((window, background))
        window.begin()
        qtbot.waitExposed(window)
        window.activateWindow()
        return Robot(window, lambda condition: qtbot.waitUntil(condition, timeout=10_000))

    yield start
    for window, background in opened:
        background.stop()
        window.allow_closing()
        window.close()
        window.deleteLater()
