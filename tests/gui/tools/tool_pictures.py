"""Pictures of every tool and of the player: `python -m tests.gui.tools.tool_pictures FOLDER`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.gui.background import Background
from desktop_app.gui.kiosk_window import KioskWindow
from tests.gui.pictures import wait_until
from tests.gui.robot import Robot
from tests.gui.tools.tool_room import ALL_TOOLS, ToolRoom, at_item

_VIEWS = {"100": (100, False), "200": (200, False), "300": (300, False), "contrast": (100, True)}


def take_pictures(folder: Path) -> None:
    """Each tool open, in each view."""
    folder.mkdir(parents=True, exist_ok=True)
    background, room = Background(), ToolRoom()
    window = KioskWindow(background, lambda: room, windowed=True, find_sticks=list)
    window.begin()
    robot = Robot(window, wait_until)
    at_item(robot, room, 1)
    for tool in (*ALL_TOOLS, "references"):
        robot.click(f"tool-{tool}")
        robot.settle()
        _use(robot, tool)
        for view, (zoom, contrast) in _VIEWS.items():
            window.presentation.set_zoom(zoom)
            window.presentation.set_high_contrast(contrast)
            robot.settle()
            window.grab().save(str(folder / f"{tool}-{view}.png"))
        window.presentation.set_zoom(100)
        window.presentation.set_high_contrast(False)
        robot.click(f"tool-{tool}")
    background.stop()
    window.allow_closing()
    window.close()


def _use(robot: Robot, tool: str) -> None:
    focused = robot.page().focusWidget()
    assert isinstance(focused, QWidget)
    keys: dict[str, list[Qt.Key | str]] = {
        "calculator-scientific": [*"2400000*10%*30"],
        "highlighter": [Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Down],
        "answer-eliminator": [Qt.Key.Key_Space],
        "ruler": [Qt.Key.Key_Plus, Qt.Key.Key_Plus],
        "line-reader": [Qt.Key.Key_Down],
        "notes": [*"pajak 10 persen"],
    }
    for key in keys.get(tool, []):
        robot.press(key)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(sys.argv[:1])
    take_pictures(Path(sys.argv[1]))
