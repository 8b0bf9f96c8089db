"""A button that paints itself: what all such buttons of the item have in common."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton


class PaintedButton(QAbstractButton):
    """Space and Enter press it, once for each press; every other key goes on to the page. It is as large as it was made."""

    def sizeHint(self) -> QSize:
        """The size it was given."""
        return self.size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter press; everything else goes on to the page."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        else:
            event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The mouse is over it."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse left it."""
        self.update()
        super().leaveEvent(event)
