"""Where the answers are. Says "saved" only after the services said so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_app.gui import icons
from desktop_app.gui.messages import mark
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import text_label
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.services.views import SaveState

_STATES: dict[SaveState, tuple[str, str]] = {
    "saving": ("saving", mark("Menyimpan...")),
    "saved_here": ("check", mark("Tersimpan di PC ini")),
    "at_centre": ("double-check", mark("Sudah sampai di pusat")),
    "not_saved": ("problem", mark("Belum tersimpan: panggil pengawas")),
}


class SaveIndicator(QWidget):
    """An icon and a few words. Silent until the first report."""

    def __init__(self, presentation: Presentation) -> None:
        super().__init__()
        self._presentation = presentation
        self._state: SaveState | None = None
        self._icon = QLabel()
        self._text = text_label("small", "save-state", wrap=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._icon)
        row.addWidget(self._text)

    @property
    def state(self) -> SaveState | None:
        """The last report."""
        return self._state

    def tell(self, state: SaveState | None) -> None:
        """Show `state`; None clears it for a new attempt."""
        if state != self._state:
            self._state = state
            self.refresh()

    def refresh(self) -> None:
        """Take language, colours and size in use."""
        if self._state is None:
            self._icon.clear()
            self._text.clear()
            return
        icon, text = _STATES[self._state]
        palette = self._presentation.palette
        colour = {"not_saved": palette.danger, "saving": palette.ink_soft}.get(self._state, palette.success)
        size = px(tokens.TEXT_BASE, self._presentation.frame_scale)
        self._icon.setPixmap(icons.pixmap(icon, size, colour, self.devicePixelRatioF()))
        self._text.setProperty("kind", "problem" if self._state == "not_saved" else "")
        self._text.style().unpolish(self._text)
        self._text.style().polish(self._text)
        said = [self._presentation.say(words) for _, words in _STATES.values()]
        # Room for the longest of them, so that nothing in the head moves when an answer is saved.
        self._text.setMinimumWidth(max(self._text.fontMetrics().horizontalAdvance(each) for each in said[:3]))
        self._text.setText(self._presentation.say(text))
        self._text.setAccessibleName(self._text.text())
