"""The hero of the exam page: one item, and beside it the text that it shares with other items.

Where the page is narrow or the text large, the shared text stands above the item and can be folded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.item_sheet import ItemSheet
from desktop_app.gui.items.outside import NOTHING_OUTSIDE, Outside
from desktop_app.gui.items.stimulus_view import StimulusPane
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.items.text.picture_viewer import PictureViewer
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import font
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_app.gui.items.text.figures import Figure
    from desktop_app.services.views import ItemView
    from question_packs.errors import KnownError

# Fewer characters to a line than this beside each other, and the shared text goes above the item.
_LEAST_CHARACTERS = 34
_ABOVE_SHARE = 0.5


class ItemPanel(QWidget):
    """Shows an item and reports its answers; see `ItemSheet` for the signals."""

    answered = Signal(str, tuple)
    file_given = Signal(str, bytes, str, str)
    typing = Signal()

    def __init__(self, images: PackImages, presentation: Presentation, outside: Outside = NOTHING_OUTSIDE) -> None:
        super().__init__()
        self._images, self._presentation = images, presentation
        self._stimulus = StimulusPane(images, presentation)
        self.sheet = ItemSheet(images, presentation, outside)
        for part in (self._stimulus, self.sheet):
            part.setParent(self)
            part.figure_asked.connect(self._open_figure)
        self._viewer = PictureViewer(images, presentation, self)
        self._viewer.closed.connect(self._close_figure)
        self._asked_from: QWidget | None = None
        self._stimulus.folded_changed.connect(self._divide)
        self.sheet.answered.connect(self.answered)
        self.sheet.file_given.connect(self.file_given)
        self.sheet.typing.connect(self.typing)

    def show_item(self, item: ItemView) -> None:
        """Put `item` on the screen, from its beginning; a shared text that is there already stays where it was read to."""
        self._close_figure()
        self._stimulus.show_stimulus(item.stimulus)
        self._divide()
        self.sheet.show_item(item)

    def show_answer(self, item: ItemView) -> None:
        """The answers or the mark of the item on the screen changed."""
        self.sheet.show_answer(item)

    def show_shortcomings(self, lacks: Mapping[str, KnownError], insists: bool = False) -> None:
        """What the responses still lack, by response identifier; `insists`: the candidate tried to leave."""
        self.sheet.show_shortcomings(lacks, insists)

    def restyle(self) -> None:
        """Zoom, contrast or language changed: pictures are drawn anew, lines broken anew; what was typed stays."""
        self._images.forget_drawings()
        self._stimulus.restyle()
        self._divide()
        self.sheet.lay_out()
        self._viewer.restyle()

    def fold_stimulus(self) -> None:
        """Fold or unfold the shared text where it stands above the item."""
        self._stimulus.fold()

    def scroll_stimulus(self, pages: int) -> None:
        """Scroll the shared text by so many screens."""
        self._stimulus.scroll_pages(pages)

    @property
    def waits(self) -> bool:
        """Whether something was typed that has not been reported."""
        return self.sheet.waits

    def flush(self) -> None:
        """Report what was typed."""
        self.sheet.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Both parts follow."""
        super().resizeEvent(event)
        self._divide()

    def _divide(self) -> None:
        """Give both parts their room."""
        width, height = self.width(), self.height()
        self._viewer.setGeometry(0, 0, width, height)
        if self._stimulus.isHidden():
            self.sheet.setGeometry(0, 0, width, height)
            return
        above = width // 2 < self.least_width()
        self._stimulus.set_above(above)
        if above:
            share = self._stimulus.least_height() if self._stimulus.folded else round(height * _ABOVE_SHARE)
            first, second = QRect(0, 0, width, share), QRect(0, share, width, height - share)
        else:
            first, second = QRect(0, 0, width // 2, height), QRect(width // 2, 0, width - width // 2, height)
        self._stimulus.setGeometry(first)
        self.sheet.setGeometry(second)

    def _open_figure(self, figure: Figure) -> None:
        """Show `figure` over everything; what lies below takes no keys, so that nothing is chosen unseen."""
        self._asked_from = self.focusWidget()
        for part in (self._stimulus, self.sheet):
            part.setEnabled(False)
        self._viewer.open_figure(figure)

    def _close_figure(self) -> None:
        """The item again, with the keyboard where it was."""
        if self._viewer.isHidden():
            return
        had_keyboard = self._viewer.hasFocus() or self._viewer.isAncestorOf(self._viewer.focusWidget() or self)
        for part in (self._stimulus, self.sheet):
            part.setEnabled(True)
        self._viewer.put_away()
        if had_keyboard and self._asked_from is not None:
            self._asked_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._asked_from = None

    def least_width(self) -> int:
        """What an item needs to be read."""
        metrics = QFontMetricsF(font(tokens.TEXT_BASE, self._presentation.scale))
        return round(metrics.averageCharWidth() * _LEAST_CHARACTERS)
