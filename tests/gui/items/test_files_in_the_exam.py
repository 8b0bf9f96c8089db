"""A drawing and a file in a whole kiosk: handed in, kept, and there again when the candidate comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from desktop_app.gui.items.files.upload_view import UploadView
from desktop_app.gui.items.pictures.drawing_view import DrawingView
from question_packs.assessment import interactions as ia
from question_packs.assessment.responses import FileName
from tests.gui.conftest import Sit
from tests.gui.items_room import ItemsRoom, ItemsSession, at_item, item
from tests.gui.robot import Robot
from tests.gui.room import RoomSession

DRAWING = ia.DrawingInteraction(response_identifier="GAMBAR", picture=ia.Picture("dasar.svg", 300, 200, "Lembar kosong"))
UPLOAD = ia.UploadInteraction(response_identifier="BERKAS")


class FilesSession(ItemsSession):
    """A drawing, then a file to hand in."""

    def __init__(self) -> None:
        super().__init__()
        self._items = [item(1, "<p>Gambarlah alur layanan.</p>", (DRAWING,)), item(2, "<p>Serahkan laporan.</p>", (UPLOAD,))]


class FilesRoom(ItemsRoom):
    """A room in which that exam is sat."""

    def start(self, token: str) -> RoomSession:
        self.session = self.exam = FilesSession()
        return self.session


@pytest.fixture
def room() -> FilesRoom:
    return FilesRoom()


def drawing(robot: Robot) -> DrawingView:
    return next(each for each in robot.page().findChildren(DrawingView) if each.isVisible())


def draw_a_line(robot: Robot) -> None:
    sheet = drawing(robot).sheet
    for kind, place in ((QEvent.Type.MouseButtonPress, (20, 20)), (QEvent.Type.MouseMove, (120, 90)),
                        (QEvent.Type.MouseButtonRelease, (120, 90))):  # fmt: skip
        point = QPointF(*place)
        event = QMouseEvent(kind, point, sheet.mapToGlobal(point), Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton,
                            Qt.KeyboardModifier.NoModifier)  # fmt: skip
        QApplication.sendEvent(sheet, event)


def test_a_drawing_is_kept_when_the_item_is_left_and_there_again_on_return(sit: Sit, room: FilesRoom) -> None:
    robot = sit(room)
    session = at_item(robot, room, 1)
    draw_a_line(robot)
    lines = drawing(robot).sheet.strokes
    robot.click("next")
    file = FileName.parse(session.response(1, "GAMBAR")[0])
    assert file is not None
    assert file.media_type == "image/png"
    robot.click("previous")
    assert drawing(robot).sheet.strokes == lines
    robot.window.presentation.set_zoom(200)
    assert drawing(robot).sheet.strokes == lines


def test_a_file_is_handed_in_from_the_stick_in_the_pc(sit: Sit, room: FilesRoom, tmp_path: Path) -> None:
    (tmp_path / "laporan.pdf").write_bytes(b"%PDF-1.7 laporan")
    robot = sit(room, sticks=[tmp_path])
    session = at_item(robot, room, 2)
    robot.click("look-for-files")
    upload = next(each for each in robot.page().findChildren(UploadView) if each.isVisible())
    robot.wait_until(lambda: len(upload.files.buttons()) == 1)
    upload.files.buttons()[0].click()
    robot.wait_until(lambda: session.response(2, "BERKAS") != ())
    assert "laporan.pdf" in upload.worded.texts()[0]
    robot.click("take-back")
    assert session.response(2, "BERKAS") == ()
