"""What every tool works with: how things look, the item's panel, the dock beside it, and what the candidate has noted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop_app.gui.items.notes import Notes, read_notes, write_notes

if TYPE_CHECKING:
    from desktop_app.gui.items.item_panel import ItemPanel
    from desktop_app.gui.items.text.pack_images import PackImages
    from desktop_app.gui.presentation import Presentation
    from desktop_app.gui.tools.dock import Dock
    from desktop_app.services.views import ItemView, StimulusView


class Marks(QObject):
    """What is noted at the item on the screen; every change goes to `keep`. `full`: there is no room for more."""

    full = Signal()

    def __init__(self, keep: Callable[[str], None]) -> None:
        super().__init__()
        self._keep = keep
        self.notes = Notes()

    def show_item(self, item: ItemView) -> None:
        """Another item: what was noted at it."""
        self.notes = read_notes(item.note)

    def change(self, **values: object) -> bool:
        """Note this instead of what was there; False, and nothing changes, where it would not fit."""
        notes = msgspec.structs.replace(self.notes, **values)
        text = write_notes(notes)
        if text is None:
            self.full.emit()
            return False
        self.notes = notes
        self._keep(text)
        return True


@dataclass(frozen=True)
class Workplace:
    """`reference`: the text of a document of the section, by its identifier."""

    presentation: Presentation
    images: PackImages
    panel: ItemPanel
    dock: Dock
    marks: Marks
    reference: Callable[[str], StimulusView | None]


class Tool(Protocol):
    """One tool of a section. Made when its section is first entered or it is first used, and kept."""

    def open(self) -> None:
        """It is wanted: show it, and give it the keyboard."""

    def close(self) -> object:
        """It is not wanted any more; marks that it made stay."""

    def show_item(self, item: ItemView) -> None:
        """Another item, or this one drawn anew; an open tool stays open."""

    def restyle(self) -> None:
        """Zoom, contrast or language changed; the item was laid out anew."""

    def flush(self) -> None:
        """The item is left: what waits is kept now."""
