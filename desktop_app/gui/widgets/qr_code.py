"""A QR code drawn as vectors: black on white in every palette, because cameras expect it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_QUIET_ZONE = 4


class QrCode(QWidget):
    """Shows one text as a QR code of at most `side` pixels, whole pixels to a module."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[bytes] = []
        self._side = 0
        self.setObjectName("receipt-qr")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str, side: int) -> None:
        """Show `text`."""
        import segno  # only the receipt page needs it, at the end of an exam

        self._rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
        self._side = (side // self._modules()) * self._modules()
        self.setFixedSize(self._side, self._side)
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One square per dark module."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        module = self.width() // self._modules()
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    box = QRect((x + _QUIET_ZONE) * module, (y + _QUIET_ZONE) * module, module, module)
                    painter.fillRect(box, Qt.GlobalColor.black)

    def _modules(self) -> int:
        return len(self._rows) + 2 * _QUIET_ZONE
