"""The base of the tools that stand in the dock, one at a time: calculators, notes, documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from desktop_app.gui.tools.workplace import Workplace
    from desktop_app.services.views import ItemView


class DockedTool(QWidget):
    """A `Tool` that is a widget. `title` is a text of the catalogue."""

    title = ""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.place = place
        self.presentation = place.presentation

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        raise NotImplementedError

    def open(self) -> None:
        """Stand in the dock."""
        self.place.dock.show_tool(self.presentation.say(self.title), self)
        self.restyle()
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> bool:
        """Leave the dock; it is kept, so that what was typed in it is there again."""
        self.place.dock.put_away(self)
        return True

    def show_item(self, item: ItemView) -> None:
        """Nothing here depends on the item, unless a tool says so."""

    def restyle(self) -> None:
        """Zoom, contrast or language changed."""

    def flush(self) -> None:
        """Nothing waits, unless a tool says so."""
