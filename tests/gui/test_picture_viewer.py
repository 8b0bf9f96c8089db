"""A figure of an item can be seen large, moved, read in words and closed again, without touching the answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.gui.items.text.figure_canvas import FigureCanvas
from desktop_app.gui.items.text.figures import FigureButton
from desktop_app.gui.items.text.picture_viewer import PictureViewer
from desktop_app.services.views import ItemView, StimulusView
from question_packs.assessment import interactions as ia
from question_packs.builder.draft import Medium
from tests.gui.conftest import Sit
from tests.gui.items_room import ItemsRoom, ItemsSession, at_item, item, options
from tests.gui.robot import Robot
from tests.gui.room import RoomSession

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 40 20"><rect width="20" height="20"'
    b' fill="#0a0"/><rect x="20" width="20" height="20" fill="#00a"/></svg>'
)
PLAN = '<p>Lihat denah.</p><p><img src="pack:denah.svg" alt="Denah kantor"></p>'
SMALL = '<p>Tanda <img src="pack:tanda.svg" alt="tanda"> dan rumus <img src="pack:formula_1.svg" alt="x kuadrat">.</p>'


class FigureSession(ItemsSession):
    """Two items with a figure, one with small pictures only; the second has a figure in its shared text too."""

    def __init__(self) -> None:
        super().__init__()
        single = (ia.ChoiceInteraction("RESPONSE", options("Ya", "Tidak")),)
        self._items: list[ItemView] = [
            item(1, PLAN, single),
            item(2, PLAN, single, StimulusView("denah", "Denah", PLAN)),
            item(3, SMALL, single),
        ]
        sizes = {"denah.svg": (400, 200), "tanda.svg": (30, 15), "formula_1.svg": (400, 200)}
        self._media = {name: Medium(SVG % size, "image/svg+xml") for name, size in sizes.items()}


class FigureRoom(ItemsRoom):
    def start(self, token: str) -> RoomSession:
        self.session = self.exam = FigureSession()
        return self.session


@pytest.fixture
def robot(sit: Sit) -> Robot:
    room = FigureRoom()
    robot = sit(room)
    at_item(robot, room, 1)
    return robot


def figures(robot: Robot) -> list[FigureButton]:
    return [each for each in robot.page().findChildren(FigureButton) if each.isVisible()]


def open_first(robot: Robot) -> tuple[PictureViewer, FigureCanvas]:
    QTest.mouseClick(figures(robot)[0], Qt.MouseButton.LeftButton)
    robot.settle()
    viewer = robot.page().findChild(PictureViewer)
    assert viewer is not None
    assert viewer.isVisible()
    canvas = viewer.findChild(FigureCanvas)
    assert canvas is not None
    return viewer, canvas


def answer(robot: Robot) -> tuple[str, ...]:
    session = robot.window._flow.session
    assert isinstance(session, RoomSession)
    return session.item().response


def test_figures_can_be_opened_but_formulas_and_small_signs_cannot(robot: Robot) -> None:
    assert [each.accessibleName() for each in figures(robot)] == ["Perbesar gambar: Denah kantor"]
    robot.click("cell-2")
    robot.settle()
    assert len(figures(robot)) == 2  # in the item and in the text beside it
    robot.click("cell-3")
    robot.settle()
    assert figures(robot) == []


def test_a_figure_opens_as_large_as_there_is_room_and_closes_where_it_was_opened(robot: Robot) -> None:
    robot.tab_to("figure")
    robot.press(Qt.Key.Key_Return)
    robot.settle()
    viewer = robot.page().findChild(PictureViewer)
    assert viewer is not None
    assert viewer.isVisible()
    canvas = viewer.findChild(FigureCanvas)
    assert canvas is not None
    assert canvas.factor > 1.5
    robot.press(Qt.Key.Key_Escape)
    assert not viewer.isVisible()
    focus = robot.window.focusWidget()
    assert isinstance(focus, FigureButton)
    assert focus.hasFocus()


def test_it_grows_by_keys_buttons_and_wheel_and_stays_within_the_memory(robot: Robot) -> None:
    _, canvas = open_first(robot)
    fitting = canvas.factor
    robot.press(Qt.Key.Key_Plus)
    robot.click("viewer-larger")
    middle = QPointF(canvas.rect().center())
    wheel = QWheelEvent(
        middle, canvas.mapToGlobal(middle), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, wheel)
    assert canvas.factor == pytest.approx(fitting * 1.25**3)
    for _ in range(30):
        robot.press(Qt.Key.Key_Plus)
    drawn = QSize(round(400 * canvas.factor), round(200 * canvas.factor))
    assert not canvas.can_grow
    assert drawn.width() * drawn.height() <= 8_100_000
    robot.press(Qt.Key.Key_0)
    assert canvas.factor == fitting
    assert not canvas.can_shrink


def test_arrows_and_the_mouse_move_the_figure_but_never_past_its_edge(robot: Robot) -> None:
    _, canvas = open_first(robot)
    for _ in range(6):
        robot.press(Qt.Key.Key_Plus)
    middle = canvas.grab().toImage().pixelColor(canvas.rect().center() - QPoint(40, 0))
    assert middle.green() > 100  # the left half of the figure
    for _ in range(40):
        robot.press(Qt.Key.Key_Right)
    assert canvas.grab().toImage().pixelColor(canvas.width() - 1, canvas.height() // 2).blue() > 100
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(20, 100))
    for x in range(100, canvas.width(), 40):
        QTest.mouseMove(canvas, QPoint(x, 100))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(canvas.width(), 100))
    assert canvas.grab().toImage().pixelColor(2, canvas.height() // 2) == canvas.grab().toImage().pixelColor(
        2, canvas.height() // 2 + 10
    )


def test_keys_choose_nothing_under_the_figure(robot: Robot) -> None:
    viewer, _ = open_first(robot)
    for key in ("a", "b", "1"):
        robot.press(key)
    robot.press(Qt.Key.Key_Right)
    robot.press(Qt.Key.Key_Down)
    assert answer(robot) == ()
    assert robot.text("item-place") == "Soal 1 dari 5"
    assert viewer.isVisible()


def test_its_words_are_shown_on_demand(robot: Robot) -> None:
    viewer, _ = open_first(robot)
    words = viewer.findChild(QLabel, "viewer-alt")
    assert words is not None
    assert not words.isVisible()
    robot.click("viewer-words")
    robot.settle()
    assert words.isVisible()
    assert words.text() == "Denah kantor"


def test_another_item_closes_it_and_nothing_of_it_stays(robot: Robot) -> None:
    viewer, _ = open_first(robot)
    robot.click("next")
    robot.settle()
    assert not viewer.isVisible()
    assert viewer.accessibleName() == ""
    robot.press("A")
    assert answer(robot) == ("A",)


@pytest.mark.parametrize("zoom", [100, 200, 300])
def test_all_its_buttons_are_seen_at_every_zoom(robot: Robot, zoom: int, tmp_path: Path) -> None:
    viewer, canvas = open_first(robot)
    robot.window.presentation.set_zoom(zoom)
    robot.settle()
    for name in ("viewer-close", "viewer-larger", "viewer-smaller", "viewer-fit", "viewer-words"):
        button = robot.find(name)
        assert viewer.rect().contains(button.geometry()), name
        assert button.height() >= 44, name
    assert canvas.height() >= viewer.height() // 2
