"""After larger letters and a narrower line, and back again, every line of text has just the height that it needs."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.gui.items.item_panel import ItemPanel
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from question_packs.assessment import interactions as ia
from tests.gui.items.on_pictures import HOTSPOTS, POSITION, UPLOAD, medium
from tests.gui.items_room import THREE, item


@pytest.mark.parametrize("interactions", [(POSITION,), (HOTSPOTS,), (UPLOAD,), THREE])
def test_lines_of_text_follow_the_zoom_both_ways(qtbot: QtBot, interactions: tuple[ia.Interaction, ...]) -> None:
    presentation = Presentation()
    panel = ItemPanel(PackImages(medium), presentation)
    qtbot.addWidget(panel)
    panel.resize(1000, 700)
    panel.show()
    panel.show_item(item(1, "<p>Kerjakan.</p>", interactions))
    heights = _heights(panel)
    presentation.set_zoom(300)
    panel.resize(500, 700)
    panel.restyle()
    assert all(low > before for low, before in zip(_heights(panel), heights, strict=True))
    presentation.set_zoom(100)
    panel.resize(1000, 700)
    panel.restyle()
    assert _heights(panel) == heights


def _heights(panel: ItemPanel) -> list[int]:
    labels = [each for each in panel.findChildren(QLabel) if each.isVisible() and each.text()]
    assert labels
    return [each.height() for each in labels]
