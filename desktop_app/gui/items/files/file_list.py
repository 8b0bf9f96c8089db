"""A list of files to choose one from: name, size, date and kind in words, each line a button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.files.handed_files import KIND_WORDS, FoundFile
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import font, px
from desktop_app.gui.widgets.painted_button import PaintedButton
from question_packs import design_tokens as tokens

_KILO = 1024


def size_in_words(presentation: Presentation, size: int) -> str:
    """A size in bytes for people: `240 KB`, `2 MB`, `1,5 MB`."""
    if size < _KILO * _KILO:
        return f"{max(1, round(size / _KILO))} KB"
    text = f"{round(size / _KILO / _KILO, 1):g} MB"
    return text.replace(".", ",") if presentation.language == "id" else text


class FileRow(PaintedButton):
    """One file."""

    def __init__(self, presentation: Presentation, parent: QWidget) -> None:
        super().__init__(parent)
        self._presentation = presentation
        self._name = ""
        self._details = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_file(self, file: FoundFile, width: int) -> None:
        """Show `file` in `width` pixels."""
        say, scale = self._presentation.say, self._presentation.scale
        when = file.modified.strftime("%d-%m-%Y %H.%M")
        self._name = file.name
        self._details = " · ".join((say(KIND_WORDS[file.media_type]), size_in_words(self._presentation, file.size), when))
        self.setAccessibleName(f"{self._name}, {self._details}")
        lines = sum(QFontMetricsF(each).height() for each in self._fonts())
        self.setFixedSize(width, max(px(tokens.TARGET, scale), round(lines) + 2 * px(tokens.SPACE_2, scale)))
        self.show()
        self.update()

    def put_away(self) -> None:
        """No name stays."""
        self._name = self._details = ""
        self.setAccessibleName("")
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Card, name, and the details below it; what does not fit ends in an ellipsis."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, scale = self._presentation.palette, self._presentation.scale
        width = tokens.FOCUS_WIDTH if self.hasFocus() else tokens.LINE_WIDTH
        painter.setPen(QPen(QColor(palette.focus if self.hasFocus() else palette.line_strong), width))
        painter.setBrush(QColor(palette.primary_soft if self.underMouse() and self.isEnabled() else palette.surface))
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(box, px(tokens.RADIUS, scale), px(tokens.RADIUS, scale))
        line = QRectF(px(tokens.SPACE_3, scale), px(tokens.SPACE_2, scale), self.width() - 2 * px(tokens.SPACE_3, scale), 0)
        lines = (
            (self._name, palette.ink, Qt.TextElideMode.ElideMiddle),
            (self._details, palette.ink_soft, Qt.TextElideMode.ElideRight),
        )
        for face, (text, ink, elide) in zip(self._fonts(), lines, strict=True):
            metrics = QFontMetricsF(face)
            line.setHeight(metrics.height())
            painter.setFont(face)
            painter.setPen(QColor(ink))
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft, metrics.elidedText(text, elide, line.width()))
            line.moveTop(line.bottom())

    def _fonts(self) -> tuple[QFont, QFont]:
        scale = self._presentation.scale
        return font(tokens.TEXT_BASE, scale, bold=True), font(tokens.TEXT_SMALL, scale)


class FileList(QWidget):
    """All lines below one another. `chosen` carries a `FoundFile`."""

    chosen = Signal(object)

    def __init__(self, presentation: Presentation) -> None:
        super().__init__()
        self._presentation = presentation
        self._rows: list[FileRow] = []
        self._files: Sequence[FoundFile] = ()

    def show_files(self, files: Sequence[FoundFile], width: int) -> None:
        """Show `files` in `width` pixels; no file at all hides the list."""
        self._files = files
        while len(self._rows) < len(files):
            self._add_row()
        top, gap = 0, px(tokens.SPACE_2, self._presentation.scale)
        for row, file in zip(self._rows, files, strict=False):
            row.show_file(file, width)
            row.move(0, top)
            top += row.height() + gap
        for row in self._rows[len(files) :]:
            row.put_away()
        self.setFixedSize(width, max(0, top - gap))
        self.setVisible(bool(files))

    def buttons(self) -> list[FileRow]:
        """The lines on the screen."""
        return self._rows[: len(self._files)]

    def _add_row(self) -> None:
        row, place = FileRow(self._presentation, self), len(self._rows)
        row.clicked.connect(lambda: self.chosen.emit(self._files[place]))
        self._rows.append(row)
