"""The button that switches between the two languages; it names the one that it switches to."""

from __future__ import annotations

from desktop_app.gui.messages import LANGUAGE_NAMES, Language
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.widgets.buttons import Button


class LanguageButton(Button):
    """`short`: two letters, for a strip without room for the name."""

    def __init__(self, presentation: Presentation, role: str = "plain", *, short: bool = False) -> None:
        super().__init__("language", role)
        self._presentation, self._short = presentation, short
        self.clicked.connect(lambda: presentation.set_language(self._other()))

    def refresh(self) -> None:
        """Take the language in use."""
        other = self._other()
        self.setText(other.upper() if self._short else LANGUAGE_NAMES[other])
        self.setAccessibleName(LANGUAGE_NAMES[other])
        self.setToolTip(LANGUAGE_NAMES[other])

    def _other(self) -> Language:
        return "en" if self._presentation.language == "id" else "id"
