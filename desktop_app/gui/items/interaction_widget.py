"""What the item panel asks of every interaction's widget.

Each widget shows one interaction, reports the whole response after each change, and can be used by mouse and by keyboard
alone: whatever could be dragged can also be picked up and put down, by click or by Space and Enter. Made and laid out by
`item_panel`; `interaction_widgets` says which widget shows what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.outside import NOTHING_OUTSIDE, Outside
from desktop_app.gui.items.spoken_role import install_roles
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation

if TYPE_CHECKING:
    from desktop_app.services.views import InteractionView
    from question_packs.assessment.responses import Response


class InteractionWidget(QWidget):
    """Base of all interaction widgets.

    `answered` carries the whole response (`question_packs.assessment.responses`); `file_given` a file's bytes, name and
    media type, for upload and drawing. `resized`: the height changed by itself, and what is below must move.
    `outside`: what it may reach beyond its item; set by the panel before anything is shown.
    `typing`: something was typed that is not answered yet; it `waits` until a moment's rest or `flush`.
    """

    answered = Signal(tuple)
    file_given = Signal(bytes, str, str)
    resized = Signal()
    typing = Signal()

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        install_roles()
        super().__init__()
        self.images = images
        self.presentation = presentation
        self.outside: Outside = NOTHING_OUTSIDE

    def show_interaction(self, view: InteractionView, width: int) -> None:
        """Show the interaction with its response in `width` pixels, and take the height that it needs (`setFixedSize`)."""
        raise NotImplementedError

    def show_response(self, response: Response) -> None:
        """The response changed, or was refused: show what holds. Texts and places stay as they are."""
        raise NotImplementedError

    @property
    def waits(self) -> bool:
        """Whether something was typed that `answered` has not told yet."""
        return False

    def set_read_only(self, on: bool) -> None:
        """Whether the response may only be looked at."""
        self.setEnabled(not on)

    def stops(self) -> list[QWidget]:
        """Where the keyboard can rest, in reading order; Up and Down of the page move among them."""
        raise NotImplementedError

    def press(self, place: int) -> bool:
        """The page's letter and digit keys: choose what is at `place` (from 0); False where such keys mean nothing."""
        return False

    def put_away(self) -> None:
        """Nothing of the item may stay behind in a widget or its accessible name."""
        raise NotImplementedError

    def flush(self) -> None:
        """What waits to be told (text just typed) is told now: the item is left."""
