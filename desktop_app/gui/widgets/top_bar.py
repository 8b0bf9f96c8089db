"""The bar above all pages but the exam: whose program this is, language, zoom, contrast."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px, style_sheet
from desktop_app.gui.widgets.buttons import Button, text_label
from desktop_app.gui.widgets.language_button import LanguageButton
from desktop_app.gui.widgets.view_controls import ViewControls
from question_packs import design_tokens as tokens


class TopBar(QFrame):
    """One for the whole window."""

    def __init__(self, presentation: Presentation) -> None:
        super().__init__()
        self._presentation = presentation
        self.setProperty("role", "bar")
        self._name = text_label("large", wrap=False)
        self._name.setText("Lontar")
        self._language = LanguageButton(presentation)
        self._controls = ViewControls(presentation, with_items=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._name)
        self._row.addStretch(1)
        self._row.addWidget(self._language)
        self._row.addWidget(self._controls)
        presentation.changed.connect(self.refresh)

    def allow_language(self, allowed: bool) -> None:
        """The language is chosen before signing in."""
        self._language.setVisible(allowed)

    def refresh(self) -> None:
        """Take language, zoom and contrast in use."""
        scale, palette = self._presentation.frame_scale, self._presentation.palette
        self.setStyleSheet(style_sheet(palette, scale))
        edge, small = px(tokens.SPACE_6, scale), px(tokens.SPACE_2, scale)
        self._row.setContentsMargins(edge, small, edge, small)
        self._language.refresh()
        self._controls.refresh()
        for button in self.findChildren(Button):
            button.restyle(palette, scale)
