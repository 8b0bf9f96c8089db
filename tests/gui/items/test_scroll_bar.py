"""A scroll bar that comes or goes while somebody works moves the item a little and takes nothing out of the hand."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.items.item_panel import ItemPanel
from desktop_app.gui.items.joining.pieces import Piece
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from tests.gui.items.kinds import PAIRS
from tests.gui.items.on_pictures import GAPS, medium
from tests.gui.items_room import item


def test_what_is_held_stays_in_the_hand_when_a_scroll_bar_comes(qtbot: QtBot) -> None:
    for interaction in (PAIRS, GAPS):
        panel = ItemPanel(PackImages(medium), Presentation())
        qtbot.addWidget(panel)
        panel.resize(900, 3000)
        panel.show()
        panel.show_item(item(1, "<p>Pasangkan.</p>", (interaction,)))
        piece = next(each for each in panel.findChildren(Piece) if each.isVisible())
        piece.click()
        assert piece.state == "carried"
        panel.resize(900, 240)
        QApplication.processEvents()
        assert panel.sheet.verticalScrollBar().maximum() > 0
        assert piece.state == "carried"
