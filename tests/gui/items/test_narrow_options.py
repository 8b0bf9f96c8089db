"""Where lines are short, words of options stay whole and everything that has to be seen is seen."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.items.choosing.choice_card import ChoiceCard
from desktop_app.gui.items.joining.pieces import longest_word
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.widgets.view_controls import ViewControls
from question_packs.assessment import interactions as ia
from tests.gui.items.board import on_board

LONG_WORDS = ia.ChoiceInteraction(
    "R", (ia.SimpleChoice("a1", "<p>Dipertanggungjawabkan kepada atasan</p>"), ia.SimpleChoice("b1", "<p>Ragu-ragu</p>"))
)


@pytest.mark.parametrize("zoom", [100, 200, 300])
@pytest.mark.parametrize("width", [240, 320, 700])
def test_no_word_is_cut_as_long_as_a_card_has_room_for_it(qtbot: QtBot, zoom: int, width: int) -> None:
    with on_board(LONG_WORDS, width=width) as board:
        board.show((), zoom)
        card = board.button("A")
        assert isinstance(card, ChoiceCard)
        assert card.width() == width
        room = card._document.textWidth()
        assert room >= longest_word(card._document) or room >= width * 0.7  # wider than a card: it breaks, and is not cut
        assert card._document.idealWidth() <= room


def test_words_end_at_hyphens(qtbot: QtBot) -> None:
    with on_board(LONG_WORDS) as board:
        card = board.button("B")
        assert isinstance(card, ChoiceCard)
        assert longest_word(card._document) < card.fontMetrics().horizontalAdvance("Ragu-ragu") * 2


def test_controls_of_the_view_open_no_window_of_their_own(qtbot: QtBot) -> None:
    before = {each for each in QApplication.topLevelWidgets() if each.isVisible()}
    controls = ViewControls(Presentation(), with_items=True)
    qtbot.addWidget(controls)
    assert {each for each in QApplication.topLevelWidgets() if each.isVisible()} == before
