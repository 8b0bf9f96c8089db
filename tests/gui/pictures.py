"""Pictures of every page as PNG files: `python -m tests.gui.pictures FOLDER [ZOOM] [calm|contrast] [id|en]`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtWidgets import QApplication

from desktop_app.gui.background import Background
from desktop_app.gui.kiosk_window import KioskWindow
from desktop_app.gui.messages import Language
from tests.gui.robot import Robot
from tests.gui.room import Room
from tests.gui.way import PAGES

_PATIENCE_MS = 10_000


def wait_until(condition: Callable[[], bool]) -> None:
    """Turn the event loop until `condition` holds."""
    deadline = QDeadlineTimer(_PATIENCE_MS)
    while not condition():
        assert not deadline.hasExpired()
        QApplication.processEvents()


def take_pictures(folder: Path, zoom: int = 100, high_contrast: bool = False, language: Language = "id") -> list[Path]:
    """One picture of every page, in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_picture_of(name, folder, zoom, high_contrast, language) for name in PAGES]


def _picture_of(name: str, folder: Path, zoom: int, high_contrast: bool, language: Language) -> Path:
    background = Background()
    window = KioskWindow(background, Room, windowed=True, find_sticks=list)
    window.begin()
    robot = Robot(window, wait_until)
    PAGES[name](robot)
    window.presentation.set_zoom(zoom)
    window.presentation.set_high_contrast(high_contrast)
    window.presentation.set_language(language)
    robot.settle()
    path = folder / f"{name}.png"
    window.grab().save(str(path))
    background.stop()
    window.allow_closing()
    window.close()
    return path


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(sys.argv[:1])
    arguments = [*sys.argv[1:], *("100", "calm", "id")[len(sys.argv) - 2 :]]
    take_pictures(Path(arguments[0]), int(arguments[1]), arguments[2] == "contrast", cast(Language, arguments[3]))
