"""What holds for every kind: any handling gives an acceptable response, nothing stays behind, nothing is cut."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.items.joining.pieces import Piece
from desktop_app.gui.items.text.rich_text import RichText
from question_packs import design_tokens as tokens
from question_packs.assessment import interactions as ia
from question_packs.assessment.responses import Response
from tests.gui.items.board import Board, on_board, spoken
from tests.gui.items.kinds import ANSWERED

each_kind = pytest.mark.parametrize("kind", ANSWERED)
KEYS = [
    Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Up,
    Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_PageUp,
]  # fmt: skip
Act = tuple[str, int]
ACTS = st.lists(
    st.tuples(st.just("click"), st.integers(0, 30)) | st.tuples(st.just("key"), st.integers(0, len(KEYS) - 1)), max_size=12
)


@each_kind
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(acts=ACTS, started=st.booleans())
def test_whatever_is_done_the_exam_engine_accepts_the_response(
    qtbot: QtBot, kind: str, acts: list[Act], started: bool
) -> None:
    interaction, response = ANSWERED[kind]
    with on_board(interaction, response if started else ()) as board:  # the board checks each response
        for act, place in acts:
            _do(board, act, place)
        last = board.answer if board.answers else (response if started else ())
        shown = _picture(board)
        board.show(last)
        assert _picture(board) == shown, "the widget showed something else than it told"


def _do(board: Board, act: str, place: int) -> None:
    if act == "click":
        buttons = board.buttons()
        QTest.mouseClick(buttons[place % len(buttons)], Qt.MouseButton.LeftButton)
    else:
        QTest.keyClick(board.window.focusWidget() or board.window, KEYS[place])


def _picture(board: Board) -> list[tuple[str, bool]]:
    """What is said of everything that can be pressed or moved, whatever is in the hand."""
    buttons = [each for each in board.buttons() if each.objectName() != "board-release"]
    others = [(spoken(each), True) for each in board.widget.stops() if not isinstance(each, QAbstractButton)]
    return others + sorted((_without_state(spoken(each)), each.isChecked()) for each in buttons)


def _without_state(name: str) -> str:
    """A piece says that it is held instead of that it is used up or empty."""
    return name.removesuffix(", dipegang").removesuffix(", terpakai").removesuffix(", kosong")


@each_kind
def test_a_response_is_restored_and_a_refused_one_taken_back(qtbot: QtBot, kind: str) -> None:
    interaction, response = ANSWERED[kind]
    with on_board(interaction, response) as board:
        answered = _picture(board)
        board.widget.show_response(())
        empty = _picture(board)
        assert empty != answered
        board.widget.show_response(response)
        assert _picture(board) == answered
        assert board.answers == []


@each_kind
def test_when_the_time_is_over_nothing_stays_in_the_hand(qtbot: QtBot, kind: str) -> None:
    interaction, response = ANSWERED[kind]
    with on_board(interaction, response) as board:
        for piece in [each for each in board.widget.findChildren(Piece) if each.isVisible()][:1]:
            piece.click()
            assert piece.state == "carried"
        board.widget.set_read_only(True)
        assert "carried" not in {each.state for each in board.widget.findChildren(Piece)}
        assert board.answers == []


@each_kind
def test_a_read_only_widget_answers_nothing(qtbot: QtBot, kind: str) -> None:
    interaction, response = ANSWERED[kind]
    with on_board(interaction, response) as board:
        board.widget.set_read_only(True)
        for stop in board.widget.stops():
            QTest.mouseClick(stop, Qt.MouseButton.LeftButton)
            QTest.keyClick(stop, Qt.Key.Key_Space)
        board.widget.press(0)
        assert board.answers == []


@each_kind
def test_nothing_of_an_item_stays_behind(qtbot: QtBot, kind: str) -> None:
    interaction, response = ANSWERED[kind]
    with on_board(interaction, response) as board:
        words = _words(interaction)
        assert any(word in board.texts() for word in words)
        board.widget.put_away()
        assert [word for word in words if word in board.texts()] == []


@each_kind
def test_one_widget_serves_item_after_item(qtbot: QtBot, kind: str) -> None:
    interaction, response = ANSWERED[kind]
    with on_board(interaction, response) as board:
        before, size = _picture(board), board.widget.size()
        for other, given_answer in ANSWERED.values():
            if type(other) is type(interaction):
                board.interaction = other
                board.show(given_answer)
        board.widget.put_away()
        board.interaction = interaction
        board.show(response)
        assert (_picture(board), board.widget.size()) == (before, size)


@each_kind
@pytest.mark.parametrize("zoom", [100, 200, 300])
@pytest.mark.parametrize("width", [320, 480, 900])
def test_nothing_is_cut_at_any_zoom_and_width(qtbot: QtBot, kind: str, zoom: int, width: int) -> None:
    # The option cards of a narrow grid and of a scale are those of a choice: their texts are not measured here.
    interaction, response = ANSWERED[kind]
    with on_board(interaction, response, width) as board:
        board.show(response, zoom)
        shown = [each for each in board.widget.findChildren(QWidget) if each.isVisible()]
        for each in shown:
            place = each.rect().translated(each.mapTo(board.widget, each.rect().topLeft()))
            assert board.widget.rect().contains(place), f"{each.objectName() or type(each)} hangs out"
        for text in shown:
            if isinstance(text, QLabel):
                _assert_label_is_whole(text)
            elif isinstance(text, RichText):
                assert text.document.idealWidth() <= text.width() + 1
            elif isinstance(text, Piece):
                assert text.height() >= round(tokens.TARGET * zoom / 100)


@each_kind
def test_everything_that_takes_the_keyboard_has_a_name_and_room_for_a_finger(qtbot: QtBot, kind: str) -> None:
    interaction, response = ANSWERED[kind]
    with on_board(interaction, response) as board:
        for stop in board.widget.stops():
            assert spoken(stop)
            if kind != "hottext":  # in a running text the line is as high as it is
                assert min(stop.width(), stop.height()) >= tokens.TARGET


@each_kind
def test_high_contrast_shows_the_answer(qtbot: QtBot, kind: str) -> None:
    interaction, response = ANSWERED[kind]
    with on_board(interaction, response) as board:
        board.show((), high_contrast=True)
        empty = board.window.grab().toImage()
        board.show(response, high_contrast=True)
        assert board.window.grab().toImage() != empty


def _assert_label_is_whole(label: QLabel) -> None:
    metrics = QFontMetrics(label.font())
    assert label.height() >= label.heightForWidth(label.width()) or not label.wordWrap()
    for word in label.text().split():
        assert metrics.horizontalAdvance(word) <= label.width(), f"{word} does not fit {label.objectName()}"


def _words(interaction: ia.Interaction) -> list[str]:
    """Words of the item's own."""
    found: Response = tuple(
        text
        for name in ("simple_choices", "sources", "targets", "choices")
        for text in (each.content[3:-4] for each in getattr(interaction, name, ()))
    )
    texts = [each.text for each in getattr(interaction, "hottexts", ())]
    bounds = [f"sampai {interaction.upper_bound}"] if isinstance(interaction, ia.SliderInteraction) else []
    return [*found, *texts, *bounds, *getattr(interaction, "step_labels", ())]
