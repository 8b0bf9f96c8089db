"""Pictures of items with fields, several interactions and a shared text: `python -m tests.gui.item_pictures FOLDER`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.gui.background import Background
from desktop_app.gui.kiosk_window import KioskWindow
from tests.gui.items_room import ItemsRoom, ItemsSession, at_item
from tests.gui.pictures import wait_until
from tests.gui.robot import Robot

_VIEWS = {"100": (100, False), "200": (200, False), "300": (300, False), "contrast": (100, True)}


def take_pictures(folder: Path) -> None:
    """Every item of the room, empty and answered, in each view."""
    folder.mkdir(parents=True, exist_ok=True)
    background, room = Background(), ItemsRoom()
    window = KioskWindow(background, lambda: room, windowed=True, find_sticks=list)
    window.begin()
    robot = Robot(window, wait_until)
    session = at_item(robot, room, 1)
    for answered in (False, True):
        if answered:
            _answer(session)
        for view, (zoom, contrast) in _VIEWS.items():
            window.presentation.set_zoom(zoom)
            window.presentation.set_high_contrast(contrast)
            for number in range(1, 6):
                robot.click(f"cell-{number}")
                robot.settle()
                window.grab().save(str(folder / f"{number}-{'answered' if answered else 'empty'}-{view}.png"))
    window.presentation.set_high_contrast(False)
    robot.click("cell-2")
    for page in range(3):
        robot.press(Qt.Key.Key_PageDown)
        robot.settle()
        window.grab().save(str(folder / f"2-further-{page}.png"))
    robot.click("cell-1")
    robot.settle()
    robot.click("inline-choice")
    robot.settle()
    window.grab().save(str(folder / "1-list.png"))
    background.stop()
    window.allow_closing()
    window.close()


def _answer(session: ItemsSession) -> None:
    for item, name, response in (
        ("item-1", "WHO", ("C",)),
        ("item-1", "DAYS", ("60",)),
        ("item-1", "SHARE", ("1234.5",)),
        ("item-2", "FIRST", ("B",)),
        ("item-2", "WHY", ("Warga yang marah perlu didengarkan lebih dahulu.",)),
        ("item-2", "HOW", ("D",)),
        ("item-3", "RESPONSE", ("Petugas yang mendengarkan.",)),
    ):
        session.go_to(item)
        session.respond(response, name)
    session.go_to("item-5")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(sys.argv[:1])
    take_pictures(Path(sys.argv[1]))
