"""The tools of a section in the whole kiosk: offered where they are allowed, by mouse and keys, kept through a crash."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QWidget

from desktop_app.gui.candidate.exam import ExamPage
from desktop_app.gui.items.notes import Notes, read_notes, write_notes
from desktop_app.gui.items.text.rich_text import RichText
from question_packs import design_tokens as tokens
from tests.gui.conftest import Sit
from tests.gui.robot import Robot
from tests.gui.tools.tool_room import ALL_TOOLS, ToolRoom, ToolSession, at_item

EVERY = (*ALL_TOOLS, "references")


@pytest.fixture
def room() -> ToolRoom:
    return ToolRoom()


@pytest.fixture
def robot(sit: Sit, room: ToolRoom) -> Robot:
    robot = sit(room)
    at_item(robot, room, 1)
    return robot


def open_tool(robot: Robot, name: str) -> None:
    robot.click(f"tool-{name}")
    robot.settle()


def notes(room: ToolRoom, number: int = 1) -> Notes:
    return read_notes(room.exam.note_at(number))


def test_a_section_shows_its_own_tools_and_one_without_any_has_no_row(robot: Robot) -> None:
    assert all(robot.find(f"tool-{name}").isVisible() for name in EVERY)
    robot.click("cell-3")
    robot.settle()
    assert robot.find("tool-calculator-basic").isVisible()
    assert not robot.find("tool-notes").isVisible()
    robot.click("cell-4")
    robot.settle()
    assert not robot.find("tools").isVisible()


def test_an_exam_without_tools_makes_none(sit: Sit) -> None:
    from tests.gui.items_room import ItemsRoom
    from tests.gui.items_room import at_item as at_plain_item

    robot = sit(room := ItemsRoom())
    at_plain_item(robot, room, 1)
    page = robot.page()
    assert isinstance(page, ExamPage)
    assert page.findChild(QWidget, "tools").findChildren(QWidget) == []


@pytest.mark.parametrize("tool", EVERY)
def test_every_tool_opens_and_closes_by_keyboard_alone(robot: Robot, tool: str) -> None:
    robot.press(Qt.Key.Key_F8)
    robot.tab_to(f"tool-{tool}")
    robot.press(Qt.Key.Key_Space)
    robot.settle()
    button = robot.find(f"tool-{tool}")
    assert isinstance(button, QAbstractButton)
    assert button.isChecked()
    focused = robot.window.focusWidget()
    assert focused is not None
    assert not focused.objectName().startswith("tool-"), "the keyboard goes into the tool"
    assert QAccessible.queryAccessibleInterface(focused).text(QAccessible.Text.Name)
    robot.press(Qt.Key.Key_Escape)
    robot.settle()
    assert not button.isChecked()
    assert robot.window.focusWidget().objectName() == "choice-A"


@pytest.mark.parametrize("tool", EVERY)
@pytest.mark.parametrize("zoom", [100, 300])
def test_what_can_be_pressed_is_large_enough_and_named(robot: Robot, tool: str, zoom: int) -> None:
    robot.window.presentation.set_zoom(zoom)
    open_tool(robot, tool)
    for parent in ("tools", "dock"):
        for button in robot.find(parent).findChildren(QAbstractButton):
            if button.isVisible() and button.objectName() != "qt_clear":
                assert min(button.width(), button.height()) >= tokens.TARGET - 1, button.objectName()
                assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
                assert button.fontMetrics().horizontalAdvance(button.text()) <= button.width()


def test_the_calculator_is_typed_without_answering_the_item(robot: Robot, room: ToolRoom) -> None:
    open_tool(robot, "calculator-scientific")
    robot.press("2400000*10%*30")
    robot.press(Qt.Key.Key_Return)
    assert robot.text("calculator-shown") == "7200000"
    robot.press("1,5+1=")
    assert robot.text("calculator-shown") == "2,5"
    robot.press("a")
    assert room.exam.response_to(1) == ()
    robot.press(Qt.Key.Key_Delete)
    robot.press("1/0=")
    assert robot.text("calculator-shown") == "Tidak dapat dihitung"


def test_a_calculation_stays_from_item_to_item_and_goes_with_the_section(robot: Robot) -> None:
    open_tool(robot, "calculator-scientific")
    robot.press("41+1=")
    robot.click("next")
    robot.settle()
    assert robot.find("dock").isVisible()
    assert robot.text("calculator-shown") == "42"
    robot.click("cell-4")
    robot.settle()
    assert not robot.find("dock").isVisible()


def test_notes_belong_to_their_item_and_are_kept_when_it_is_left(robot: Robot, room: ToolRoom) -> None:
    open_tool(robot, "notes")
    robot.press("10% dari 2,4 juta")
    robot.click("next")
    robot.settle()
    assert notes(room).text == "10% dari 2,4 juta"
    paper = robot.find("notes-paper")
    assert isinstance(paper, QPlainTextEdit)
    assert paper.toPlainText() == ""
    robot.click("previous")
    robot.settle()
    assert paper.toPlainText() == "10% dari 2,4 juta"


def test_notes_that_are_too_long_are_told_and_the_record_keeps_what_fitted(robot: Robot, room: ToolRoom) -> None:
    open_tool(robot, "notes")
    paper = robot.find("notes-paper")
    assert isinstance(paper, QPlainTextEdit)
    paper.setPlainText("pendek")
    paper.setPlainText("panjang " * 600)
    robot.click("next")
    assert notes(room).text == ""
    robot.click("previous")
    robot.settle()
    paper.setPlainText("panjang " * 600)
    open_tool(robot, "notes")
    assert "terlalu panjang" in robot.text("notes-hint")


def test_words_are_marked_by_keyboard_and_taken_back(robot: Robot, room: ToolRoom) -> None:
    open_tool(robot, "highlighter")
    robot.press(Qt.Key.Key_Right)
    robot.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    robot.press(Qt.Key.Key_Space)
    assert notes(room).marked == ((7, 23),)  # restoran menjual
    layer = robot.find("highlight-layer")
    assert layer.accessibleName() == "Stabilo: menjual, ditandai"
    robot.press(Qt.Key.Key_Delete)
    assert notes(room).marked == ((7, 15),)
    robot.press(Qt.Key.Key_Left)
    robot.press(Qt.Key.Key_Space)
    assert notes(room).marked == ()
    assert room.exam.note_at(1) == ""


def test_words_are_marked_by_mouse(robot: Robot, room: ToolRoom) -> None:
    open_tool(robot, "highlighter")
    layer, text = robot.find("highlight-layer"), robot.find("item-body")
    assert isinstance(text, RichText)
    first, last = (text.range_rects(start, start + 1)[0].center().toPoint() for start in (8, 24))
    QTest.mousePress(layer, Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(layer, last)
    QTest.mouseRelease(layer, Qt.MouseButton.LeftButton, pos=last)
    assert len(notes(room).marked) == 1
    assert notes(room).marked[0][0] == 7


def test_marks_from_before_a_crash_are_there_before_any_tool_is_opened(sit: Sit) -> None:
    room = ToolRoom()
    kept = Notes(text="ingat", marked=((7, 15),), struck={"RESPONSE": ("B",)})
    room.noted = write_notes(kept) or ""
    robot = sit(room)
    at_item(robot, room, 1)
    text = robot.find("item-body")
    assert isinstance(text, RichText)
    assert text.marked == ((7, 15),)
    assert robot.find("choice-B").accessibleName().endswith("dicoret")
    robot.window.presentation.set_zoom(200)
    robot.settle()
    assert text.marked == ((7, 15),)
    assert robot.find("choice-B").accessibleName().endswith("dicoret")
    robot.click("next")
    robot.settle()
    assert text.marked == ()
    assert not robot.find("choice-B").accessibleName().endswith("dicoret")
    assert room.exam.notes == []


@pytest.mark.parametrize("note", ["{", '{"version":2}', '{"text":7}', "\ud800", "[]", "null"])
def test_a_note_that_cannot_be_read_is_none(note: str) -> None:
    assert read_notes(note) == Notes()


def test_an_option_is_struck_and_one_that_is_chosen_counts_again(robot: Robot, room: ToolRoom) -> None:
    open_tool(robot, "answer-eliminator")
    robot.press(Qt.Key.Key_Space)
    assert notes(room).struck == {"RESPONSE": ("A",)}
    assert robot.find("choice-A").accessibleName() == "A. Rp 240.000, dicoret"
    assert robot.window.focusWidget().accessibleName() == "Batal coret A"
    open_tool(robot, "answer-eliminator")  # closed: what is struck stays struck
    assert robot.find("choice-A").accessibleName().endswith("dicoret")
    robot.click("choice-A")
    assert room.exam.response_to(1) == ("A",)
    assert notes(room).struck == {}
    assert not robot.find("choice-A").accessibleName().endswith("dicoret")


def test_the_line_reader_leaves_its_lines_to_the_item(robot: Robot) -> None:
    open_tool(robot, "line-reader")
    cover = robot.find("line-reader")
    free = [y for y in range(cover.height()) if not cover.mask().contains(QPoint(5, y))]
    robot.press(Qt.Key.Key_Down)
    moved = [y for y in range(cover.height()) if not cover.mask().contains(QPoint(5, y))]
    assert moved[0] > free[0]
    robot.press(Qt.Key.Key_Plus)
    assert sum(not cover.mask().contains(QPoint(5, y)) for y in range(cover.height())) > len(moved)
    QTest.mouseClick(cover, Qt.MouseButton.LeftButton, pos=QPoint(10, cover.height() - 5))
    assert not cover.mask().contains(QPoint(5, cover.height() - 5))


def test_the_ruler_is_moved_and_turned_and_stays_in_sight(robot: Robot) -> None:
    open_tool(robot, "ruler")
    ruler = robot.find("ruler")
    before = ruler.pos()
    robot.press(Qt.Key.Key_Right)
    assert ruler.x() > before.x()
    robot.press(Qt.Key.Key_Plus)
    assert "5 derajat" in ruler.accessibleName()
    QTest.mousePress(ruler, Qt.MouseButton.LeftButton, pos=ruler.rect().center())
    QTest.mouseMove(ruler, ruler.rect().center() + QPoint(20, 10))
    for _ in range(200):
        robot.press(Qt.Key.Key_Left)
    parent = ruler.parentWidget()
    assert parent.rect().contains(ruler.geometry().center())


def test_documents_are_listed_opened_and_searched(robot: Robot) -> None:
    open_tool(robot, "references")
    assert robot.find("reference-tarif").isVisible()
    robot.click("reference-istilah")
    robot.settle()
    area = robot.find("reference-area")
    text = area.findChild(RichText)
    assert "Retribusi" in text.accessibleName()
    robot.type_into("reference-search", "wajib")
    assert len(text.marked) == 1
    start, end = text.marked[0]
    assert text.document.toPlainText()[start:end] == "Wajib"
    robot.find("reference-search").clear()
    robot.type_into("reference-search", "tidak ada ini")
    assert text.marked == ()
    assert robot.text("reference-found") == "Tidak ada"


def test_behind_a_cover_neither_tools_nor_notes_nor_documents_can_be_found(robot: Robot, room: ToolRoom) -> None:
    open_tool(robot, "notes")
    robot.press("rahasia")
    open_tool(robot, "references")
    page = robot.page()
    assert isinstance(page, ExamPage)
    page.conceal()
    assert notes(room).text == "rahasia"
    paper = page.findChild(QPlainTextEdit, "notes-paper")
    assert paper is not None
    assert paper.toPlainText() == ""
    assert "pajak" not in page.findChild(QWidget, "references").findChild(RichText).accessibleName()
    assert not robot.find("tools").isVisible()
    page.reveal()
    robot.settle()
    assert robot.find("tools").isVisible()


def test_an_item_that_may_only_be_looked_at_takes_no_marks(sit: Sit, room: ToolRoom) -> None:
    robot = sit(room)
    session: ToolSession = at_item(robot, room, 1)
    session.close_item(2)
    open_tool(robot, "highlighter")
    robot.click("cell-2")
    robot.settle()
    QTest.mouseClick(robot.find("highlight-layer"), Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert session.notes == []
