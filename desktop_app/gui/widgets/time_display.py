"""The time left, in words and large figures that keep their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.presentation import Presentation
from desktop_app.gui.widgets.buttons import text_label

if TYPE_CHECKING:
    from desktop_app.services.views import ClockView

_SECOND = 1000


def hours_minutes_seconds(milliseconds: int) -> str:
    """`HH:MM:SS`, rounded up so that 00:00:00 means over."""
    seconds = max(0, -(-milliseconds // _SECOND))
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


class TimeDisplay(QWidget):
    """`Sisa waktu 01:47:12`, and the section's own time where it has one."""

    def __init__(self, presentation: Presentation) -> None:
        super().__init__()
        self._presentation = presentation
        self._caption = text_label("small", wrap=False)
        self._time = text_label("large", "remaining-time", wrap=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._caption, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self._time, 0, Qt.AlignmentFlag.AlignRight)

    def show_clock(self, clock: ClockView) -> None:
        """Show the time left; only what changed is drawn."""
        section = clock.section_remaining_ms
        caption = self._presentation.say("Sisa waktu")
        if section is not None:
            caption = self._presentation.say("Bagian ini {time} · Sisa waktu", time=hours_minutes_seconds(section))
        time = hours_minutes_seconds(clock.remaining_ms)
        if (self._caption.text(), self._time.text()) != (caption, time):
            self._caption.setText(caption)
            self._time.setText(time)
            self._time.setAccessibleName(f"{caption} {time}")
