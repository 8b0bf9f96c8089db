"""The base of the console's pages: one of the rail, fed with the room twice a second while it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QShowEvent

from desktop_app.gui.page import Page
from desktop_app.gui.proctor.look import console_sheet
from desktop_app.gui.widgets.buttons import Button
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.gui.proctor.desk import Desk
    from desktop_app.services.console.views import RoomView


class ConsolePage(Page):
    """A page of the rail. `identifier`: for `Desk.go`; `title`: its word on the rail (`mark`); `icon`: one of `icons`."""

    identifier: ClassVar[str]
    title: ClassVar[str]
    icon: ClassVar[str]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.presentation, f"{self.identifier}-page")
        self.desk = desk

    def scale(self) -> float:
        """Denser than the candidate's pages."""
        return self.presentation.scale * tokens.CONSOLE_DENSITY

    def refresh(self) -> None:
        """Take language, zoom and contrast as they are now, and the console's own additions to the style sheet."""
        super().refresh()
        self.setStyleSheet(console_sheet(self.presentation.palette, self.presentation.scale))
        for button in self.findChildren(Button):
            button.restyle(self.presentation.palette, self.scale())

    def show_room(self, room: RoomView) -> None:
        """The room as it is now. Called twice a second while the page is seen, and once when it appears."""

    def badge(self, room: RoomView) -> int:
        """How many things on this page wait for somebody: a number on the rail, 0 for none. Called twice a second; cheap."""
        return 0

    def find_person(self) -> None:
        """Ctrl+F: to the field that finds a person, where the page has one."""

    def showEvent(self, event: QShowEvent) -> None:
        """Show the newest room at once, before the keyboard is put anywhere."""
        if self.desk.service.room is not None:
            self.show_room(self.desk.service.room)
        super().showEvent(event)
