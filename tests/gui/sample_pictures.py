"""Pictures of every item of the sample of all kinds, on the exam page, for the eye to judge:
`python -m tests.gui.sample_pictures FOLDER [ZOOM] [calm|contrast]`. What lies below is on pictures `...-b`, `...-c`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.gui.background import Background
from desktop_app.gui.items.item_sheet import ItemSheet
from desktop_app.gui.kiosk_window import KioskWindow
from desktop_app.services.views import InteractionView, ItemView, StimulusView
from question_packs.builder.draft import Draft
from question_packs.importers.sources import open_source
from tests.gui.pictures import wait_until
from tests.gui.robot import Robot
from tests.gui.room import PRACTICE, Room, RoomSession
from tests.gui.room_items import SAMPLES
from tests.gui.way import to_exam

ALL_KINDS = SAMPLES / "ragam-soal"
_MOST_SCREENS = 4


class SampleSession(RoomSession):
    """An attempt over the items of a source, in the order in which the source has them."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(PRACTICE, practice=False)
        self._media = draft.media
        self._items = _views(draft)


class SampleRoom(Room):
    """A room in which that source is sat."""

    draft: Draft

    def start(self, token: str) -> RoomSession:
        self.session = SampleSession(self.draft)
        return self.session


def _views(draft: Draft) -> list[ItemView]:
    stimuli = {each.identifier: StimulusView(each.identifier, each.title, each.body) for each in draft.stimuli}
    return [
        ItemView(
            identifier=item.identifier,
            number=number,
            total=len(draft.items),
            section_title="Ragam soal",
            body=item.body,
            interactions=tuple(InteractionView(each, ()) for each in item.interactions),
            flagged=False,
            can_go_back=number > 1,
            can_go_forward=number < len(draft.items),
            stimulus=stimuli.get(item.stimulus),
        )
        for number, item in enumerate(draft.items, start=1)
    ]


def take_pictures(folder: Path, zoom: int, high_contrast: bool) -> None:
    """Every item, screen by screen."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = open_source(ALL_KINDS).draft
    assert draft is not None
    background, room = Background(), SampleRoom()
    room.draft = draft
    window = KioskWindow(background, lambda: room, windowed=True, find_sticks=list)
    window.begin()
    robot = Robot(window, wait_until)
    to_exam(robot)
    window.presentation.set_zoom(zoom)
    window.presentation.set_high_contrast(high_contrast)
    for cell in room.session.cells() if room.session else ():
        robot.click(f"cell-{cell.number}")
        robot.settle()
        _picture_screens(robot, folder, cell.item)
    background.stop()
    window.allow_closing()
    window.close()


def _picture_screens(robot: Robot, folder: Path, name: str) -> None:
    sheet = robot.page().findChild(ItemSheet)
    assert sheet is not None
    bar = sheet.verticalScrollBar()
    for screen in "abcdefgh"[:_MOST_SCREENS]:
        robot.window.grab().save(str(folder / f"{name}-{screen}.png"))
        if bar.value() >= bar.maximum():
            return
        robot.press(Qt.Key.Key_PageDown)
        robot.settle()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(sys.argv[:1])
    arguments = [*sys.argv[1:], *("100", "calm")[len(sys.argv) - 2 :]]
    take_pictures(Path(arguments[0]), int(arguments[1]), arguments[2] == "contrast")
