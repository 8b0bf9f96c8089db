"""Items with any number of interactions: each in its place, all by the keyboard, nothing wider than the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from desktop_app.gui.items.choosing.choice_view import ChoiceCard, ChoiceList
from desktop_app.gui.items.text.rich_text import RichText
from question_packs.design_tokens import TARGET
from question_packs.errors import KnownError
from tests.gui.conftest import Sit
from tests.gui.items_room import LONG_OPTION, WORDS, ItemsRoom, ItemsSession, at_item
from tests.gui.robot import Robot
from tests.gui.way import LOCKED


def at(sit: Sit, number: int) -> tuple[Robot, ItemsSession]:
    room = ItemsRoom()
    robot = sit(room)
    return robot, at_item(robot, room, number)


def item_area(robot: Robot) -> QScrollArea:
    found = robot.find("item")
    assert isinstance(found, QScrollArea)
    return found


def stops(robot: Robot) -> list[QWidget]:
    """Where the keyboard can rest within the item, as it stands on the screen."""
    ground = item_area(robot).widget()
    found = [
        each for each in ground.findChildren(QWidget) if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    return sorted(found, key=lambda each: (each.mapTo(ground, QPoint()).y() // TARGET, each.mapTo(ground, QPoint()).x()))


def test_each_interaction_of_an_item_answers_for_itself(sit: Sit) -> None:
    robot, session = at(sit, 2)
    robot.press("b")
    robot.press("c")
    paper = robot.find("extended-text")
    assert isinstance(paper, QPlainTextEdit)
    paper.setFocus()
    QTest.keyClicks(paper, "Karena sabar dan cermat menenangkan warga.")
    scale = [each for each in stops(robot) if isinstance(each, ChoiceCard)][3:]
    QTest.mouseClick(scale[3], Qt.MouseButton.LeftButton)
    assert session.response(2, "FIRST") == ("B", "C")
    assert session.response(2, "WHY") == ("Karena sabar dan cermat menenangkan warga.",)
    assert session.response(2, "HOW") == ("D",)


def test_what_an_answer_still_lacks_is_told_quietly_below_it(sit: Sit) -> None:
    robot, session = at(sit, 2)
    said = [label for label in robot.page().findChildren(QLabel, "shortcoming") if label.isVisible()]
    assert said == []
    robot.press("a")
    lacking = session.shortcomings()["FIRST"].sentence()
    assert [label.text() for label in robot.page().findChildren(QLabel, "shortcoming") if label.isVisible()] == [lacking]
    robot.press("b")
    assert not any(label.isVisible() for label in robot.page().findChildren(QLabel, "shortcoming"))


def test_who_tries_to_leave_in_vain_is_shown_what_is_lacking(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    robot, session = at(sit, 5)

    def stay() -> None:
        raise KnownError("RSP-01", given=0, needed=1)

    monkeypatch.setattr(session, "previous", stay)
    robot.click("previous")
    assert session.shortcomings()["RESPONSE"].sentence() in robot.text("item-body-notes") + robot.text("shortcoming")


def test_the_whole_item_is_answered_by_the_keyboard_alone(sit: Sit) -> None:
    robot, session = at(sit, 1)
    robot.tab_to("inline-choice")
    robot.press(Qt.Key.Key_Space)
    robot.press(Qt.Key.Key_Down)
    robot.press(Qt.Key.Key_Return)
    assert session.response(1, "WHO") == ("B",)
    assert robot.window.focusWidget() is robot.find("inline-choice")
    robot.press(Qt.Key.Key_Tab)
    robot.press("60")
    robot.press(Qt.Key.Key_Tab)
    robot.press("2,5")
    robot.press(Qt.Key.Key_Tab)
    assert session.response(1, "DAYS") == ("60",)
    assert session.response(1, "SHARE") == ("2.5",)


def test_tab_goes_through_the_item_in_reading_order(sit: Sit) -> None:
    robot, _ = at(sit, 2)
    expected = stops(robot)
    expected[0].setFocus()
    walked = [robot.window.focusWidget()]
    while len(walked) < len(expected):
        robot.press(Qt.Key.Key_Tab)
        walked.append(robot.window.focusWidget())
    assert walked == expected


def test_up_and_down_go_from_interaction_to_interaction(sit: Sit) -> None:
    robot, _ = at(sit, 1)
    robot.find("inline-choice").setFocus()
    robot.press(Qt.Key.Key_Down)
    first = robot.window.focusWidget()
    robot.press(Qt.Key.Key_Down)
    assert isinstance(first, QLineEdit)
    assert isinstance(robot.window.focusWidget(), QLineEdit)
    assert robot.window.focusWidget() is not first


def test_a_list_in_a_line_opens_over_the_item_and_goes_by_itself(sit: Sit) -> None:
    robot, session = at(sit, 1)
    robot.click("inline-choice")
    opened = robot.find("inline-list")
    assert opened.isVisible()
    assert item_area(robot).rect().contains(opened.geometry())
    robot.press(Qt.Key.Key_Escape)
    assert not opened.isVisible()
    robot.click("inline-choice")
    robot.press("c")
    assert not opened.isVisible()
    assert LONG_OPTION in robot.find("inline-choice").accessibleName()
    robot.press(Qt.Key.Key_Delete)
    assert session.response(1, "WHO") == ()
    robot.click("inline-choice")
    robot.click("next")
    assert not opened.isVisible()
    assert session.item().number == 2


@pytest.mark.parametrize("zoom", [100, 200, 300])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_nothing_is_wider_than_the_page_at_any_zoom(sit: Sit, zoom: int, number: int) -> None:
    robot, _ = at(sit, number)
    robot.window.presentation.set_zoom(zoom)
    robot.settle()
    area = item_area(robot)
    assert area.horizontalScrollBar().maximum() == 0
    room = QRect(QPoint(), area.widget().size())
    for part in area.widget().findChildren(QWidget):
        if part.isVisible() and part.parentWidget() is area.widget():
            assert room.contains(part.geometry()), part.objectName()
    for text in area.widget().findChildren(RichText):
        assert text.document.idealWidth() <= text.width() + 1


def test_every_stop_has_a_name_and_a_size_for_a_finger(sit: Sit) -> None:
    robot, _ = at(sit, 1)
    for number in (1, 2, 3):
        robot.click(f"cell-{number}")
        robot.settle()
        for stop in stops(robot):
            assert stop.accessibleName(), stop.objectName()
            assert min(stop.width(), stop.height()) >= TARGET, stop.objectName()
    robot.click("cell-1")
    names = [stop.accessibleName() for stop in stops(robot)]
    assert names == ["Pilihan 1 dari 3: belum dipilih", "Isian 2 dari 3", "Isian 3 dari 3"]


def test_a_scale_stands_side_by_side_where_it_fits(sit: Sit) -> None:
    robot, session = at(sit, 2)
    scale = [each for each in stops(robot) if isinstance(each, ChoiceCard)][3:]
    assert len({(each.y(), each.width(), each.height()) for each in scale}) == 1
    choices = scale[0].parentWidget()
    assert isinstance(choices, ChoiceList)
    choices.show_interaction(session.item().interactions[2], choices.width() // 2)
    assert len({each.x() for each in scale}) == 1


def test_a_shared_text_stays_where_it_was_read_to(sit: Sit) -> None:
    robot, session = at(sit, 3)
    area = robot.find("stimulus-area")
    assert isinstance(area, QScrollArea)
    bar = area.verticalScrollBar()
    robot.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    read_to = bar.value()
    assert read_to > 0
    robot.click("next")
    robot.settle()
    assert session.item().number == 4
    assert bar.value() == read_to
    assert robot.find("stimulus").geometry().right() < robot.find("item").geometry().left() + 1


def test_a_shared_text_folds_where_it_stands_above_the_item(sit: Sit) -> None:
    robot, _ = at(sit, 3)
    robot.window.presentation.set_zoom(200)
    robot.settle()
    stimulus = robot.find("stimulus")
    assert stimulus.geometry().bottom() < robot.find("item").geometry().top() + 1
    assert robot.find("stimulus-area").isVisible()
    robot.press(Qt.Key.Key_F7)
    assert not robot.find("stimulus-area").isVisible()
    fold = robot.find("stimulus-fold")
    assert isinstance(fold, QAbstractButton)
    assert fold.isVisible()
    robot.click("stimulus-fold")
    assert robot.find("stimulus-area").isVisible()


def test_under_a_cover_no_widget_holds_anything_of_the_item(sit: Sit) -> None:
    robot, session = at(sit, 3)
    session.respond(("Jawaban rahasia saya.",))
    session.tell(LOCKED)
    robot.await_page("cover")
    exam = next(each for each in robot.window.findChildren(QWidget, "exam"))
    said = [each.accessibleName() for each in exam.findChildren(QWidget)]
    said += [each.document.toPlainText() for each in exam.findChildren(RichText)]
    said += [each.toPlainText() for each in exam.findChildren(QPlainTextEdit)]
    said += [each.text() for each in exam.findChildren(QLabel)]
    assert not any(WORDS.strip() in each or "rahasia" in each or "Apa pokok" in each for each in said)


def test_a_read_only_item_is_looked_at_only(sit: Sit) -> None:
    robot, session = at(sit, 2)
    session.close_item(2)
    robot.click("cell-3")
    robot.click("cell-2")
    robot.settle()
    robot.press("a")
    paper = robot.find("extended-text")
    QTest.keyClicks(paper, "Tidak bisa")
    robot.press(Qt.Key.Key_F10)
    assert session.records == []
