"""Buttons and labels that know their role in the style sheet."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

from desktop_app.gui import icons
from desktop_app.gui.theme import px
from question_packs import design_tokens as tokens
from question_packs.design_tokens import Palette


class Button(QPushButton):
    """A button of the house. Arrow keys belong to the page; Enter presses it as Space does."""

    def __init__(self, name: str, role: str = "plain", icon: str = "", icon_last: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", role)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._icon = icon
        if icon_last:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    def use_icon(self, icon: str) -> None:
        """Another icon from the next `restyle` on."""
        self._icon = icon

    def restyle(self, palette: Palette, scale: float) -> None:
        """Draw the icon in the colour and size of the text."""
        if not self._icon:
            return
        size = px(tokens.TEXT_BASE, scale)
        gap = 0 if self.property("role") in ("icon", "step") else px(tokens.SPACE_2, scale)
        colour = palette.on_primary if self.property("role") == "primary" else palette.primary
        self.setIconSize(QSize(size + gap, size))
        left = gap if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0
        self.setIcon(icons.icon(self._icon, size, colour, self.devicePixelRatioF(), gap, left))

    def setText(self, text: str) -> None:
        """Show `text` as it stands: an ampersand is an ampersand."""
        super().setText(text.replace("&", "&&"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses; arrows go on to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class ElidedLabel(QLabel):
    """One line that gives way: what does not fit ends in an ellipsis."""

    def __init__(self, role: str, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def text_label(role: str, name: str = "", wrap: bool = True) -> QLabel:
    """A label for text of the catalogue or of a record: plain text, never interpreted as HTML."""
    label = QLabel()
    label.setObjectName(name)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    return label


def height_needed(label: QLabel, width: int) -> int:
    """What `label` needs in `width` pixels. Qt's own answer is never below the size that the label was fixed to before."""
    label.ensurePolished()
    label.setMinimumSize(0, 0)
    return label.heightForWidth(width)
