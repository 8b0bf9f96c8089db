"""The preview's window: reads the source off the GUI thread, with progress and a way to stop, and shows what came."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.gui.background import GuiWorker
from desktop_app.gui.messages import mark
from desktop_app.gui.page import Sheet
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.widgets.buttons import text_label
from desktop_app.preview.page import PreviewPage
from desktop_app.preview.source import SourceContent, read_source
from question_packs.design_tokens import SMALLEST_SCREEN
from question_packs.errors import KnownError


class StoppedError(Exception):
    """The author stopped the reading."""


class PreviewWindow(QWidget):
    """Shows the source at `path`. `read` waits for nobody: `page` shows the source once it came."""

    def __init__(self, path: Path, presentation: Presentation | None = None) -> None:
        super().__init__()
        self.presentation = presentation or Presentation(self)
        self._path = path
        self._reader = GuiWorker("source", self)
        self._stop = threading.Event()
        self._read_once = False
        self.page = PreviewPage(self.presentation, [path.parent if path.is_file() else path])
        self.loading = _LoadingPage(self.presentation)
        self._pages = QStackedWidget()
        for part in (self.loading, self.page):
            self._pages.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.page.reload_asked.connect(self.read)
        self.loading.stop_asked.clicked.connect(self._stop_reading)
        self.setWindowTitle(f"{path.name} – Lontar")
        self.resize(*SMALLEST_SCREEN)

    @property
    def reads(self) -> bool:
        """Whether the source is being read."""
        return self._pages.currentWidget() is self.loading

    def read(self) -> None:
        """Read the source (again)."""
        self.page.panel.flush()
        self._stop.clear()
        self.loading.tell(self._path.name, 0, 0)
        self._pages.setCurrentWidget(self.loading)
        path = self._path
        self._reader.run(lambda: read_source(path, self._progress), self._came, self._failed)

    def closeEvent(self, event: QCloseEvent) -> None:
        """A reading that goes on ends first."""
        self._stop.set()
        self._reader.stop()
        super().closeEvent(event)

    def _progress(self, done: int, of: int) -> None:
        """On the reader's thread."""
        if self._stop.is_set():
            raise StoppedError
        self._reader.tell(lambda: self.loading.tell(self._path.name, done, of))

    def _came(self, content: SourceContent) -> None:
        self._read_once = True
        self._pages.setCurrentWidget(self.page)
        self.page.show_content(content)

    def _failed(self, error: Exception) -> None:
        """Stopped: what was shown before is shown again; anything else is a bug, and the window says so."""
        if not isinstance(error, StoppedError):
            self._came(SourceContent(self._path, "", refusal=KnownError("BUG-01")))
            raise error
        if not self._read_once:
            self._came(SourceContent(self._path, ""))
        self._pages.setCurrentWidget(self.page)
        self.page.tell(self.presentation.say("Pembacaan dihentikan. Tekan F5 untuk membaca lagi."))

    def _stop_reading(self) -> None:
        self._stop.set()


class _LoadingPage(Sheet):
    """How far the reading came."""

    def __init__(self, presentation: Presentation) -> None:
        super().__init__(presentation, "loading", mark("Membaca sumber soal"))
        self._told: tuple[str, int, int] = ("", 0, 0)
        self._label = text_label("body", "loading-progress")
        self.content.addWidget(self._label)
        self.stop_asked = self.button(mark("Hentikan"), "stop-reading", "secondary", "cross")
        self.foot.addStretch(1)
        self.foot.addWidget(self.stop_asked)

    def tell(self, name: str, done: int, of: int) -> None:
        """So many of so many; 0 of 0 where nothing is known yet."""
        self._told = (name, done, of)
        self.retranslate()

    def retranslate(self) -> None:
        """The sentence."""
        name, done, of = self._told
        text = self.say("{name}: {done} dari {of}", name=name, done=done, of=of) if of else name
        self._label.setText(text)
