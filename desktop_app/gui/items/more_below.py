"""The hint that an item goes on below what is seen: a soft fade, and a button that scrolls on.

For people who have never used a computer: nothing else tells them that options lie below a tall figure.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button
from question_packs import design_tokens as tokens

_CLEAR = 0


class MoreBelow(QWidget):
    """Lies over the foot of a scroll area's viewport; only its button takes the mouse."""

    asked = Signal()

    def __init__(self, presentation: Presentation, over: QWidget) -> None:
        super().__init__(over)
        self._presentation = presentation
        self._fade_height = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._button = Button("more-below", "secondary", "down")
        self._button.setParent(over)
        # The keyboard has Page Down for it; a stop of the Tab key would stand between options and *next*.
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self.asked)
        self.hide()
        self._button.hide()

    def show_over(self, viewport: QRect, words: str) -> None:
        """Lie over the foot of `viewport` and say in `words` what is below."""
        scale = self._presentation.frame_scale
        self._button.setText(words)
        self._button.setAccessibleName(words)
        self._button.restyle(self._presentation.palette, scale)
        self._button.adjustSize()
        gap = px(tokens.SPACE_3, scale)
        strip = QRect(viewport)
        strip.setTop(max(viewport.top(), viewport.bottom() - self._button.height() - 2 * gap - px(tokens.SPACE_6, scale)))
        # Under the button there is plain ground, so that half a line of text beside it disturbs nobody.
        self._fade_height = px(tokens.SPACE_6, scale) + gap / 2
        self.setGeometry(strip)
        self._button.move(strip.center().x() - self._button.width() // 2, strip.bottom() - gap - self._button.height())
        for part in (self, self._button):
            part.show()
            part.raise_()

    def go_away(self) -> None:
        """Everything is seen."""
        self.hide()
        self._button.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """From nothing to the ground of the item."""
        ground = QColor(self._presentation.palette.surface)
        fade = QLinearGradient(0, 0, 0, self._fade_height)
        fade.setColorAt(1, ground)
        ground.setAlpha(_CLEAR)
        fade.setColorAt(0, ground)
        QPainter(self).fillRect(self.rect(), fade)
