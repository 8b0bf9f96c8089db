"""The line of news under the header: what an act became, what went wrong. Notices go away by themselves, problems stay."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.banner import Banner, Kind
from desktop_app.gui.widgets.buttons import Button
from question_packs import design_tokens as tokens

_NOTICE_MS = 8000


class News(QWidget):
    """Hidden until there is something to tell."""

    def __init__(self, presentation: Presentation) -> None:
        super().__init__()
        self._presentation = presentation
        self.banner = Banner(presentation, "news")
        self._away = Button("news-away", "compact")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.banner, 1)
        row.addWidget(self._away)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_NOTICE_MS)
        self._timer.timeout.connect(self.put_away)
        self._away.clicked.connect(self.put_away)
        self.hide()

    def tell(self, kind: Kind, text: str) -> None:
        """Show `text` in the place of what was there."""
        self.banner.tell(kind, text)
        self._timer.stop()
        if kind != "problem":
            self._timer.start()
        self.show()

    def put_away(self) -> None:
        """It was read."""
        self._timer.stop()
        self.banner.hide()
        self.hide()

    def refresh(self) -> None:
        """Take language, zoom and contrast in use."""
        scale = self._presentation.scale * tokens.CONSOLE_DENSITY
        edge = px(tokens.SPACE_2, scale)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(edge, edge, edge, 0)
        self._away.setText(self._presentation.say("Tutup"))
        self.banner.restyle()
