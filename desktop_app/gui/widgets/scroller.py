"""A scroll area that takes the height of its content and gives way where the screen is too small."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from question_packs import design_tokens as tokens


class Scroller(QScrollArea):
    """As high as its content where there is room; scrolls it where there is not."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._content = content
        self.setWidget(content)
        content.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """What the content needs at this width."""
        content = self._content
        needed = content.heightForWidth(self.width()) if content.hasHeightForWidth() else content.sizeHint().height()
        return QSize(content.sizeHint().width(), needed)

    def minimumSizeHint(self) -> QSize:
        """A line or two."""
        return QSize(0, 2 * tokens.TARGET)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The content changed: its height may be another."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
