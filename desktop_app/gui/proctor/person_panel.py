"""Everything about one candidate, and everything that can be done for this candidate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from desktop_app.gui.messages import mark
from desktop_app.gui.proctor.console_page import ConsolePage
from desktop_app.gui.widgets.buttons import text_label

if TYPE_CHECKING:
    from desktop_app.gui.proctor.desk import Desk
    from desktop_app.services.console_views import RoomView


class PersonPage(ConsolePage):
    """Shown by `Desk.open_person`; not on the rail."""

    identifier = "person"
    title = mark("Peserta")
    icon = "person"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._number = ""
        self._name = text_label("title", "person-name")
        QVBoxLayout(self).addWidget(self._name)

    def show_person(self, number: str) -> None:
        """Whom to show."""
        self._number = number

    def show_room(self, room: RoomView) -> None:
        """The person as it is now."""
        if (seat := room.seat(self._number)) is not None:
            self._name.setText(seat.entry.name)
