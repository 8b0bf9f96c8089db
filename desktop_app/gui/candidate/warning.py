"""A warning by the proctor: counted, read and acknowledged before the exam goes on. The clock runs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.page import Sheet
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import text_label
from question_packs import design_tokens as tokens


class WarningPage(Sheet):
    """One warning, or several that came while the screen was covered."""

    acknowledged = Signal()

    def __init__(self, presentation: Presentation) -> None:
        super().__init__(presentation, "warning", "")
        self._count, self._text = 0, ""
        self._words_of_proctor = text_label("large", "warning-text")
        self._frame = QFrame()
        self._frame.setProperty("role", "sunken")
        self._row = QHBoxLayout(self._frame)
        self._row.addWidget(self._words_of_proctor)
        self._ack = self.button(mark("Saya mengerti"), "warning-ack", "primary")
        self.content.addWidget(self.label(mark("Pengawas menyampaikan:")))
        self.content.addWidget(self._frame)
        self.content.addWidget(self.label(mark("Peringatan ini dicatat. Jawaban Anda tersimpan, waktu tetap berjalan.")))
        self.foot.addStretch(1)
        self.foot.addWidget(self._ack)
        self._ack.clicked.connect(self.acknowledged)

    def show_warning(self, count: int, text: str) -> None:
        """Show warning number `count`."""
        self._count, self._text = count, text
        self.refresh()

    def first_focus(self) -> QWidget | None:
        """The answer to it."""
        return self._ack

    def retranslate(self) -> None:
        """Number and text."""
        edge = px(tokens.SPACE_4, self.presentation.frame_scale)
        self._row.setContentsMargins(edge, edge, edge, edge)
        self.title.setText(self.say("Peringatan ke-{count}", count=self._count))
        self._words_of_proctor.setText(self._text or self.say("Taati tata tertib ujian."))
        self.setAccessibleName(f"{self.title.text()}. {self._words_of_proctor.text()}")
