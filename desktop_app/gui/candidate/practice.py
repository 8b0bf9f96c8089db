"""The offer to practise the screen before the exam."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.page import Sheet
from desktop_app.gui.presentation import Presentation


class PracticePage(Sheet):
    """Practise, or go on."""

    practice_asked = Signal()
    skipped = Signal()

    def __init__(self, presentation: Presentation) -> None:
        super().__init__(presentation, "practice", mark("Mau berlatih dahulu?"))
        self.content.addWidget(
            self.label(
                mark(
                    "Latihan memperkenalkan layar ujian: memilih jawaban, menandai yang masih ragu, berpindah soal. "
                    "Ada sepuluh soal ringan. Latihan tidak dinilai dan tidak disimpan."
                )
            )
        )
        skip = self.button(mark("Lewati latihan"), "practice-skip", "secondary")
        self._go = self.button(mark("Mulai latihan"), "practice-start", "primary", "right", icon_last=True)
        self.foot.addWidget(skip)
        self.foot.addStretch(1)
        self.foot.addWidget(self._go)
        skip.clicked.connect(self.skipped)
        self._go.clicked.connect(self.practice_asked)

    def first_focus(self) -> QWidget | None:
        """Practise."""
        return self._go
