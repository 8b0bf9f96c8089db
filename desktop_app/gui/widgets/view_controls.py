"""How a person sees the screen: smaller, larger, high contrast, and for items letters easier to tell apart."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.presentation import ZOOM_STEPS, Presentation, has_reading_font
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button, text_label
from question_packs import design_tokens as tokens

_NAMES = {
    "zoom-out": mark("Perkecil tampilan (Ctrl -)"),
    "zoom-in": mark("Perbesar tampilan (Ctrl +)"),
    "contrast": mark("Kontras tinggi (F9)"),
    "reading-font": mark("Huruf yang lebih mudah dibedakan"),
}


class ViewControls(QWidget):
    """Three buttons and the zoom in between; where items are shown (`with_items`) also one for the reading font."""

    def __init__(self, presentation: Presentation, with_items: bool = False) -> None:
        super().__init__()
        self._presentation = presentation
        self._smaller = Button("zoom-out", "icon", "minus")
        self._larger = Button("zoom-in", "icon", "plus")
        self._contrast = Button("contrast", "icon", "contrast")
        self._reading = Button("reading-font", "icon")
        self._reading.setText("Aa")
        self._percent = text_label("small", "zoom-percent", wrap=False)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (self._smaller, self._percent, self._larger):
            self._row.addWidget(part)
        self._row.addStretch(1)
        self._row.addWidget(self._reading)
        self._row.addWidget(self._contrast)
        # Only now that it stands in the row: shown before, it would be a window of its own and take the keyboard.
        self._reading.setVisible(with_items and has_reading_font())
        self._smaller.clicked.connect(lambda: presentation.zoom_by(-1))
        self._larger.clicked.connect(lambda: presentation.zoom_by(1))
        self._reading.clicked.connect(lambda: presentation.set_reading_font(not presentation.reading_font))
        self._contrast.clicked.connect(lambda: presentation.set_high_contrast(not presentation.high_contrast))

    def refresh(self) -> None:
        """Take language and zoom in use."""
        zoom = self._presentation.zoom_percent
        self._row.setSpacing(px(tokens.SPACE_1, self._presentation.frame_scale))
        self._percent.setText(f"{zoom}%")
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance("300%") + px(tokens.SPACE_2, 1))
        self._smaller.setEnabled(zoom > ZOOM_STEPS[0])
        self._larger.setEnabled(zoom < ZOOM_STEPS[-1])
        for button in (self._smaller, self._larger, self._reading, self._contrast):
            side = px(tokens.TARGET, self._presentation.frame_scale)
            button.setFixedSize(side, side)
            name = self._presentation.say(_NAMES[button.objectName()])
            button.setAccessibleName(name)
            button.setToolTip(name)
