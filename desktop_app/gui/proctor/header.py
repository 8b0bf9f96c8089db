"""The strip above every page: which room, how many where, the pulse of saving, the links in words, the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.proctor.look import console_sheet
from desktop_app.gui.proctor.words import local_time
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button, ElidedLabel, text_label
from desktop_app.gui.widgets.language_button import LanguageButton
from desktop_app.gui.widgets.view_controls import ViewControls
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.services.console.views import RoomView

_COUNTS = (
    ("registered", mark("terdaftar")),
    ("present", mark("hadir")),
    ("in_progress", mark("mengerjakan")),
    ("paused", mark("dijeda")),
    ("submitted", mark("selesai")),
    ("received", mark("diterima")),
    ("troubled", mark("perlu dibantu")),
)
_PULSE_WIDTH = 120


class PulseLine(QWidget):
    """Bars: saves in each quarter of a minute, the last ten minutes."""

    def __init__(self, presentation: Presentation) -> None:
        super().__init__()
        self._presentation = presentation
        self._slices: tuple[int, ...] = ()
        self.setObjectName("pulse")

    def show_slices(self, slices: tuple[int, ...]) -> None:
        """Draw again only what changed."""
        if slices != self._slices:
            self._slices = slices
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Oldest at the left; the slice that is still filling in outline colour."""
        painter = QPainter(self)
        palette = self._presentation.palette
        highest, places = max((*self._slices, 1)), 40
        step = self.width() / places
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), QColor(palette.line))
        for place, count in enumerate(self._slices):
            x = self.width() - (len(self._slices) - place) * step
            height = count / highest * self.height()
            last = place == len(self._slices) - 1
            colour = QColor(palette.line_strong if last else palette.primary)
            painter.fillRect(QRectF(x, self.height() - height, max(1.0, step - 1), height), colour)


class _Count(QWidget):
    """A large figure over its word."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.figure = text_label("large", f"count-{name}", wrap=False)
        self.word = text_label("small", wrap=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for label in (self.figure, self.word):
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)


class RoomHeader(QFrame):
    """`lock_asked`: the proctor goes away from the screen."""

    lock_asked = Signal()

    def __init__(self, presentation: Presentation) -> None:
        super().__init__()
        self._presentation = presentation
        self.setProperty("role", "bar")
        self._title, self._links = ElidedLabel("strong", "room-title"), ElidedLabel("small", "room-links")
        self._counts = {name: _Count(name) for name, _ in _COUNTS}
        self._rate = text_label("small", "saves-per-minute", wrap=False)
        self._pulse = PulseLine(presentation)
        self._clock = text_label("large", "room-clock", wrap=False)
        self._controls = ViewControls(presentation)
        self._language = LanguageButton(presentation, "compact", short=True)
        self._lock = Button("lock-console", "compact", "lock")
        self._row = QHBoxLayout(self)
        self._build()
        self._lock.clicked.connect(self.lock_asked)

    def _build(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        for label in (self._title, self._links):
            names.addWidget(label)
        self._row.addLayout(names, 1)
        for count in self._counts.values():
            self._row.addWidget(count)
        pulse = QVBoxLayout()
        pulse.setSpacing(0)
        pulse.addWidget(self._pulse, 1)
        pulse.addWidget(self._rate)
        self._row.addLayout(pulse)
        self._row.addWidget(self._clock)
        self._row.addWidget(self._language)
        self._row.addWidget(self._controls)
        self._row.addWidget(self._lock)

    def refresh(self) -> None:
        """Take language, zoom and contrast in use."""
        # One line for the whole room: it grows half as fast as the frame of the candidate's pages.
        frame = (1 + self._presentation.frame_scale) / 2
        scale = frame * tokens.CONSOLE_DENSITY
        self.setStyleSheet(console_sheet(self._presentation.palette, frame))
        self._row.setContentsMargins(*[px(size, scale) for size in (tokens.SPACE_4, tokens.SPACE_1) * 2])
        self._row.setSpacing(px(tokens.SPACE_4, scale))
        self._pulse.setFixedWidth(px(_PULSE_WIDTH, scale))
        self._language.refresh()
        self._controls.refresh()
        self._lock.setText(self._presentation.say("Kunci"))
        self._lock.setAccessibleName(self._presentation.say("Kunci layar (Ctrl+L)"))
        self._lock.setToolTip(self._lock.accessibleName())
        for name, word in _COUNTS:
            self._counts[name].word.setText(self._presentation.say(word))
        for button in self.findChildren(Button):
            button.restyle(self._presentation.palette, scale)

    def show_room(self, room: RoomView) -> None:
        """The room as it is now."""
        say = self._presentation.say
        _set(self._title, f"{room.order.room_title} · {room.order.sitting_title}")
        _set(self._links, self._link_words(room))
        for name, word in _COUNTS:
            figure, count = str(getattr(room.counts, name)), self._counts[name]
            if count.figure.text() != figure:
                count.figure.setText(figure)
                count.figure.setAccessibleName(f"{figure} {say(word)}")
        self._mark("kind", self._counts["troubled"].figure, "problem" if room.counts.troubled else "")
        _set(self._rate, say("{count} simpan/menit", count=room.saves_per_minute))
        self._pulse.show_slices(room.pulse)
        self._pulse.setAccessibleName(self._rate.text())
        _set(self._clock, local_time(room.now_ms, room.order.time_zone))

    def _link_words(self, room: RoomView) -> str:
        say = self._presentation.say
        if room.link != "connected":
            return say("Simpul ruang terputus; peserta tetap mengerjakan")
        if room.upstream == "connected":
            return say("Terhubung ke pusat")
        waiting = say("{count} berkas menunggu dikirim", count=room.waiting_upstream)
        return say("Tanpa jaringan ke pusat · {waiting}", waiting=waiting)

    @staticmethod
    def _mark(name: str, label: QLabel, value: str) -> None:
        """Tell the style sheet of a label's kind, only when it changed."""
        if (label.property(name) or "") != value:
            label.setProperty(name, value)
            label.style().unpolish(label)
            label.style().polish(label)


def _set(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)
        label.setToolTip(text)
