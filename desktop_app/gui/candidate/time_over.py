"""The time is over: a calm page while the answers are handed in by themselves."""

from __future__ import annotations

from desktop_app.gui.messages import mark
from desktop_app.gui.page import Sheet
from desktop_app.gui.presentation import Presentation


class TimeOverPage(Sheet):
    """Nothing to press."""

    def __init__(self, presentation: Presentation) -> None:
        super().__init__(presentation, "time-over", mark("Waktu habis"))
        self.content.addWidget(
            self.label(
                mark("Ujian sudah selesai. Jawaban Anda sedang dikumpulkan dengan sendirinya. Mohon tunggu sebentar.")
            )
        )
