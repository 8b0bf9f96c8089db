"""What an interaction inside a line of text has beyond the others: a number among its like, and notes below the text."""

from __future__ import annotations

from desktop_app.gui.items.interaction_widget import InteractionWidget
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation


class InlineField(InteractionWidget):
    """Base of inline choice and text entry. `place`: its number among the item's fields and how many there are."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self.place = (1, 1)

    def note(self) -> str:
        """What is to be said about it below the text; empty where nothing is."""
        return ""

    def named(self, label: str, otherwise: str) -> str:
        """What a screen reader calls it: its own label, else `otherwise` with its number where there are several."""
        number, count = self.place
        if label or count == 1:
            return label or otherwise
        return self.presentation.say("{name} {number} dari {count}", name=otherwise, number=number, count=count)
