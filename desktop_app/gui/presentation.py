"""How everything is shown just now: language, zoom, contrast. One object, given to every page and widget.

`changed` fires after every change; pages restyle and retranslate themselves when they hear it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QFontDatabase

from desktop_app.gui.messages import Language, Messages
from desktop_app.gui.theme import font
from question_packs import design_tokens as tokens
from question_packs.design_tokens import CALM, HIGH_CONTRAST, Palette

_FRAME_GROWTH = 0.4
_FRAME_STOPS = 1.0  # the frame is as large at 300 % as at 200 %: beyond, only the item grows
ZOOM_STEPS = (100, 110, 125, 150, 175, 200, 250, 300)
# Letters that differ in shape where they stand on their heads; Debian's fonts-opendyslexic.
_READING_FONT = "OpenDyslexic"
_READING_SPACING = 105  # percent between letters


def has_reading_font() -> bool:
    """Whether the font for readers with dyslexia is installed on this PC."""
    return _READING_FONT in QFontDatabase.families()


class Presentation(QObject):
    """The candidate's choices of how to see the screen. `zoom_percent` is one of `ZOOM_STEPS`."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = Messages()
        self.zoom_percent = 100
        self.high_contrast = False
        self.reading_font = False
        self.revision = 0

    @property
    def palette(self) -> Palette:
        """The colours in use."""
        return HIGH_CONTRAST if self.high_contrast else CALM

    @property
    def language(self) -> Language:
        """The language in use."""
        return self._messages.language

    @property
    def scale(self) -> float:
        """How much content grows: 1.0 to 3.0."""
        return self.zoom_percent / 100

    @property
    def frame_scale(self) -> float:
        """How much the frame round the item grows: slower, so that the item keeps its room on a screen of 1366 x 768."""
        return 1 + min(self.scale - 1, _FRAME_STOPS) * _FRAME_GROWTH

    def text_font(self, bold: bool = False) -> QFont:
        """The font of an item's text, at the zoom in use."""
        face = font(tokens.TEXT_BASE, self.scale, bold)
        if self.reading_font:
            face.setFamilies([_READING_FONT, *tokens.FONT_FAMILIES])
            face.setLetterSpacing(QFont.SpacingType.PercentageSpacing, _READING_SPACING)
        return face

    def say(self, text: str, /, **values: object) -> str:
        """`text` in the language in use."""
        return self._messages.say(text, **values)

    def set_language(self, language: Language) -> None:
        """Show everything in `language` from now on."""
        self._messages.language = language
        self._announce()

    def set_zoom(self, percent: int) -> None:
        """The step nearest to `percent`."""
        self.zoom_percent = min(ZOOM_STEPS, key=lambda step: abs(step - percent))
        self._announce()

    def zoom_by(self, steps: int) -> None:
        """Larger (positive) or smaller (negative), within the steps there are."""
        place = ZOOM_STEPS.index(self.zoom_percent) + steps
        self.set_zoom(ZOOM_STEPS[max(0, min(place, len(ZOOM_STEPS) - 1))])

    def set_high_contrast(self, on: bool) -> None:
        """White on black with strong lines, or the calm colours."""
        self.high_contrast = on
        self._announce()

    def set_reading_font(self, on: bool) -> None:
        """Items in letters that are easier to tell apart; changes nothing where that font is not installed."""
        self.reading_font = on
        self._announce()

    def reset(self) -> None:
        """Back to what the next candidate expects: Bahasa Indonesia, 100 %, calm colours."""
        self._messages.language = "id"
        self.zoom_percent = 100
        self.high_contrast = False
        self.reading_font = False
        self._announce()

    def _announce(self) -> None:
        self.revision += 1
        self.changed.emit()
