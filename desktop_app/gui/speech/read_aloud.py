"""The buttons that read an item aloud: begin, pause and go on, stop, how fast. Only where a speech engine is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.gui.presentation import Presentation
from desktop_app.gui.speech.engines import Engines
from desktop_app.gui.speech.spoken_item import Piece, pieces_of_item, pieces_of_stimulus
from desktop_app.gui.speech.voice import SPEEDS, Voice
from desktop_app.gui.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.services.views import ItemView


class ReadAloud(QObject):
    """`buttons` are the exam page's to place. `failed` carries a sentence. The voice is made when it is first wanted."""

    failed = Signal(str)

    def __init__(self, presentation: Presentation, parent: QObject, engines: Engines | None = None) -> None:
        super().__init__(parent)
        self._presentation = presentation
        self._engines = engines or Engines()
        self.is_possible = self._engines.has_any()
        self.voice: Voice | None = None
        self._item: ItemView | None = None
        self._waiting: list[Piece] = []
        self._is_speaking = self._is_paused = False
        self._speed = 100
        self._read = self._button("read-item", lambda: self._begin(pieces_of_item))
        self._read_text = self._button("read-stimulus", lambda: self._begin(_pieces_beside))
        self._pause = self._button("read-pause", self._pause_or_go_on)
        self._stop = self._button("read-stop", self.stop)
        self._faster = self._button("read-speed", self._next_speed)
        self.buttons = (self._read, self._read_text, self._pause, self._stop, self._faster)

    def show_item(self, item: ItemView) -> None:
        """Another item: what was being read falls silent."""
        if self._item is None or self._item.identifier != item.identifier or not item.body:
            self.stop()
        self._item = item
        self.restyle()

    def restyle(self) -> None:
        """Show the buttons that mean something now, in the language in use."""
        say, item = self._presentation.say, self._item
        has_words = self.is_possible and item is not None and bool(item.body or item.interactions)
        self._read.setText(say("Bacakan"))
        self._read_text.setText(say("Bacakan bacaan"))
        self._pause.setText(say("Lanjutkan") if self._is_paused else say("Jeda"))
        self._stop.setText(say("Berhenti"))
        self._faster.setText(say("Kecepatan {percent} %", percent=self._speed))
        for button in self.buttons:
            button.setAccessibleName(button.text())
        self._read.setVisible(has_words and not self._is_speaking)
        beside = item is not None and item.stimulus is not None
        self._read_text.setVisible(has_words and beside and not self._is_speaking)
        for button in (self._pause, self._stop, self._faster):
            button.setVisible(has_words and self._is_speaking)

    def stop(self) -> None:
        """Fall silent, and forget what was to be read."""
        self._waiting = []
        if self.voice is not None:
            self.voice.stop()
        if self._is_speaking:
            self._is_speaking = self._is_paused = False
            had_keyboard = self._pause.hasFocus() or self._stop.hasFocus()
            self.restyle()
            if had_keyboard:
                self._read.setFocus()

    def _button(self, name: str, act: Callable[[], None]) -> Button:
        button = Button(name, "secondary")
        button.clicked.connect(act)
        button.hide()
        return button

    def _begin(self, pieces: Callable[[ItemView], list[Piece]]) -> None:
        if self._item is None:
            return
        if self.voice is None:
            self.voice = self._engines.voice(self)
            self.voice.finished.connect(self._next)
            self.voice.failed.connect(self._fail)
        self._waiting = pieces(self._item)
        self._is_speaking, self._is_paused = bool(self._waiting), False
        self.restyle()
        self._pause.setFocus()
        self._next()

    def _next(self) -> None:
        if self._waiting and self.voice is not None:
            self.voice.speak(self._waiting.pop(0), self._speed)
        else:
            self.stop()

    def _fail(self) -> None:
        self.stop()
        self.failed.emit(self._presentation.say("PC ini tidak dapat membacakan soal. Panggil pengawas (F1)."))

    def _pause_or_go_on(self) -> None:
        if self.voice is None:
            return
        self._is_paused = not self._is_paused
        if self._is_paused:
            self.voice.pause()
        else:
            self.voice.go_on()
        self.restyle()

    def _next_speed(self) -> None:
        """The next piece is read at it."""
        self._speed = SPEEDS[(SPEEDS.index(self._speed) + 1) % len(SPEEDS)]
        self.restyle()


def _pieces_beside(item: ItemView) -> list[Piece]:
    return [] if item.stimulus is None else pieces_of_stimulus(item.stimulus)
