"""Every item of a source as PNG files: at three zooms and in high contrast, whole, however long; and sheets of all."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout

from desktop_app.gui.items.item_panel import ItemPanel
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.page import Page
from desktop_app.gui.presentation import Presentation
from desktop_app.preview.contact_sheet import SheetRow, write_sheets
from desktop_app.preview.source import Entry, SourceContent
from desktop_app.preview.trial import Trial
from question_packs.errors import KnownError

# Name of the view, zoom in percent, high contrast.
VIEWS = (("100", 100, False), ("150", 150, False), ("200", 200, False), ("contrast", 100, True))
_WIDTH, _LEAST, _MOST = 1040, 240, 12_000  # pixels; the room for an item on the smallest screen
Told = Callable[[int, int, str], None]


def take_pictures(content: SourceContent, folder: Path, presentation: Presentation, told: Told) -> list[Path]:
    """Pictures of all items in `folder` (made if missing), then the sheets; `told` hears items done, of how many, which.

    Raises `BLD-54` where the folder cannot be written.
    """
    shown = [each for each in content.entries if each.item is not None]
    camera = Camera(content, presentation)
    names = _file_names(shown)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        rows = []
        for number, entry in enumerate(shown, start=1):
            rows.append(camera.take(entry, folder, names[number - 1]))
            told(number, len(shown), entry.identifier)
        return [path for row in rows for _, path in row.pictures] + write_sheets(rows, folder)
    except OSError as error:
        raise KnownError("BLD-54", path=folder, reason=error.strerror or error) from error
    finally:
        camera.close()


class Camera(Page):
    """An item view that is never on the screen, as high as its item."""

    def __init__(self, content: SourceContent, presentation: Presentation) -> None:
        super().__init__(presentation, "picture")
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self._trial = Trial(content)
        self._panel = ItemPanel(PackImages(content.medium), presentation)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)
        self.resize(_WIDTH, _LEAST)
        self.show()

    def take(self, entry: Entry, folder: Path, name: str) -> SheetRow:
        """One picture for each view."""
        pictures = [
            (view, self._picture(entry, folder / f"{name}-{view}.png", zoom, contrast)) for view, zoom, contrast in VIEWS
        ]
        return SheetRow(f"{entry.identifier}  {entry.title}", pictures)

    def retranslate(self) -> None:
        """Zoom or contrast changed."""
        self._panel.restyle()

    def _picture(self, entry: Entry, path: Path, zoom: int, high_contrast: bool) -> Path:
        presentation = self.presentation
        presentation.high_contrast = high_contrast
        presentation.set_zoom(zoom)
        self._panel.show_item(self._trial.view(entry))
        self._fit()
        if not self.grab().save(str(path)):
            raise KnownError("BLD-54", path=path, reason="-")
        return path

    def _fit(self) -> None:
        """As high as the item and the text beside it; twice that where one stands above the other."""
        for _ in range(2):  # another height may bring or take a scroll bar, and with it the width
            areas = [each for each in self._panel.findChildren(QScrollArea) if each.isVisible()]
            needed = max((inside.height() for each in areas if (inside := each.widget()) is not None), default=_LEAST)
            above = len(areas) > 1 and areas[0].width() == self._panel.width()
            self.resize(_WIDTH, max(_LEAST, min(needed * 2 if above else needed, _MOST)))
            QApplication.processEvents()


def _file_names(entries: Sequence[Entry]) -> list[str]:
    """A harmless name for each item; others' identifiers may hold anything."""
    names: list[str] = []
    for entry in entries:
        name = re.sub(r"[^A-Za-z0-9._-]+", "_", entry.identifier).strip(".")[:80] or "item"
        names.append(name if name not in names else f"{name}-{len(names) + 1}")
    return names
