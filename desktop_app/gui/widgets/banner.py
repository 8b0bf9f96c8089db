"""A sentence that needs attention: a known failure, a notice, good news. Told by icon, word and colour."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from desktop_app.gui import icons
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import text_label
from question_packs import design_tokens as tokens
from question_packs.errors import KnownError

Kind = Literal["problem", "notice", "good"]
_ICONS: dict[Kind, str] = {"problem": "problem", "notice": "warning", "good": "ok"}


def sentence_of(error: Exception, presentation: Presentation) -> str:
    """What a person is told of `error`: its own sentence with its code, or that of a bug."""
    known = error if isinstance(error, KnownError) else KnownError("BUG-01")
    return f"{known.sentence(presentation.language)} ({known.code})"


class Banner(QFrame):
    """Hidden until it has something to say."""

    def __init__(self, presentation: Presentation, name: str = "banner") -> None:
        super().__init__()
        self._presentation = presentation
        self.setObjectName(name)
        self.setProperty("role", "banner")
        self._icon = QLabel()
        self._text = text_label("body")
        self._kind: Kind = "notice"
        self._error: Exception | None = None
        row = QHBoxLayout(self)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now; empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def tell(self, kind: Kind, text: str) -> None:
        """Show `text`."""
        self._kind, self._error = kind, None
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show()
        self.restyle()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def tell_error(self, error: Exception) -> None:
        """Show the sentence of `error`."""
        self.tell("problem", sentence_of(error, self._presentation))
        self._error = error

    def restyle(self) -> None:
        """Take the language, colours and sizes in use."""
        if self.isHidden():
            return
        if self._error is not None:
            self._text.setText(sentence_of(self._error, self._presentation))
            self.setAccessibleName(self._text.text())
        palette, size = self._presentation.palette, px(tokens.TEXT_LARGE, self._presentation.scale)
        colour = {"problem": palette.danger, "notice": palette.flag, "good": palette.success}[self._kind]
        self._icon.setPixmap(icons.pixmap(_ICONS[self._kind], size, colour, self.devicePixelRatioF()))
        self.setProperty("kind", self._kind)
        self.style().unpolish(self)
        self.style().polish(self)
        for child in (self._icon, self._text):
            child.style().unpolish(child)
            child.style().polish(child)
