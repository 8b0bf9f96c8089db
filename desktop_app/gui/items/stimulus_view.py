"""The text that several items share, beside them or above them, with a scroll bar of its own.

It stays where it was read to while items with the same text follow each other. Above the item it can be folded.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop_app.gui.items.answer_style import answer_style
from desktop_app.gui.items.item_text import ItemText
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.services.views import StimulusView

_HEADING = re.compile(r"\s*<h[1-6]\b")


class StimulusPane(QFrame):
    """Hidden where the item has no such text. `folded_changed`: it needs another height.

    `figure_asked` carries the `Figure` that is to be seen large.
    """

    folded_changed = Signal()
    figure_asked = Signal(object)

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__()
        self.setObjectName("stimulus")
        self.setProperty("role", "stimulus")
        self._presentation = presentation
        self._shown: StimulusView | None = None
        self._above = self._folded = False
        self._fold = Button("stimulus-fold", "secondary", "list")
        self._fold.clicked.connect(self.fold)
        self._ground = QWidget()
        self._text = ItemText(images, presentation, self._ground, "stimulus-text", open_figure=self.figure_asked.emit)
        self._area = QScrollArea()
        self._area.setObjectName("stimulus-area")
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._ground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._fold)
        column.addWidget(self._area, 1)
        self.hide()

    def show_stimulus(self, stimulus: StimulusView | None) -> None:
        """Show `stimulus`; another one from its beginning, the same one where it was."""
        other = self._shown is None or stimulus is None or stimulus.identifier != self._shown.identifier
        self._shown = stimulus
        self.setVisible(stimulus is not None)
        self._lay_out()
        if other:
            self._folded = False
            self._area.verticalScrollBar().setValue(0)

    def set_above(self, above: bool) -> None:
        """Whether it stands above the item, where it can be folded, or beside it."""
        self._above = above
        self.setProperty("above", above)
        self.style().polish(self)
        self._show_fold()

    @property
    def folded(self) -> bool:
        """Whether only its button is seen."""
        return self._above and self._folded

    def fold(self) -> None:
        """Fold or unfold; beside the item there is no need to."""
        if self._above and not self.isHidden():
            self._folded = not self._folded
            self._show_fold()
            self.folded_changed.emit()

    def scroll_pages(self, pages: int) -> None:
        """Scroll by so many screens."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def least_height(self) -> int:
        """Of the folded pane."""
        return self._fold.sizeHint().height()

    def restyle(self) -> None:
        """Language, zoom or contrast changed."""
        palette, scale = self._presentation.palette, self._presentation.scale
        sheet = answer_style(palette, scale)
        if self.styleSheet() != sheet:
            self.setStyleSheet(sheet)
        self._fold.restyle(palette, self._presentation.frame_scale)
        self._show_fold()
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys belong to the page."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines follow the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def _show_fold(self) -> None:
        say = self._presentation.say
        text = say("Tampilkan bacaan (F7)") if self._folded else say("Sembunyikan bacaan (F7)")
        self._fold.setText(text)
        self._fold.setAccessibleName(text)
        self._fold.setVisible(self._above)
        self._area.setVisible(not self.folded)

    def _lay_out(self) -> None:
        if self._shown is None:
            self._text.put_away()
            return
        edge, bar = px(tokens.SPACE_6, 1), px(tokens.SPACE_4, 1)
        width = max(px(tokens.TARGET, 1), self.width() - 2 * edge - bar)
        self._text.show(_with_title(self._shown), width, {})
        self._ground.resize(self.width() - bar, self._text.place(edge, px(tokens.SPACE_6, 1)))


def _with_title(stimulus: StimulusView) -> str:
    """The text under its title; one that begins with a heading of its own needs no second one."""
    if not stimulus.title or _HEADING.match(stimulus.body):
        return stimulus.body
    return f"<p><b>{escape(stimulus.title)}</b></p>{stimulus.body}"
