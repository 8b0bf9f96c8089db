"""The map of the room: every seat in its place, and beside it who needs somebody first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from desktop_app.gui.messages import mark
from desktop_app.gui.proctor.console_page import ConsolePage
from desktop_app.gui.widgets.buttons import text_label

if TYPE_CHECKING:
    from desktop_app.gui.proctor.desk import Desk
    from desktop_app.services.console_views import RoomView


class SeatMapPage(ConsolePage):
    """The first page of the console."""

    identifier = "map"
    title = mark("Denah ruang")
    icon = "screens"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._text = text_label("body")
        QVBoxLayout(self).addWidget(self._text)

    def badge(self, room: RoomView) -> int:
        """Who needs somebody."""
        return room.counts.troubled

    def show_room(self, room: RoomView) -> None:
        """Every seat."""
        self._text.setText("\n".join(f"{each.entry.seat} {each.status}" for each in room.seats))
