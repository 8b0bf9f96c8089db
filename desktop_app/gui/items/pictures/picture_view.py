"""What all interactions on a picture have in common: a line that says what to do, the picture, a line that says what is
happening, and the answer in words below, where each part can be taken back.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.gui.items.interaction_widget import InteractionWidget
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button, height_needed, text_label
from question_packs import design_tokens as tokens
from question_packs.assessment.responses import MAX_VALUES


def fit_label(label: QLabel, text: str, width: int) -> None:
    """Show `text` in lines of `width` pixels; without a text there is no line."""
    label.setText(text)
    label.setVisible(bool(text))
    label.setFixedSize(width, max(height_needed(label, width), label.fontMetrics().height()))


class WordedRow(QWidget):
    """One part of the answer in words, with the button that takes it back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = text_label("body")
        self.label.setParent(self)
        self.button = Button("take-back", "secondary")
        self.button.setParent(self)

    def show_text(self, text: str, take_back: str, width: int) -> None:
        """Show `text` in `width` pixels; the button says `take_back`, and what of, to a screen reader."""
        self.button.setText(take_back)
        self.button.setAccessibleName(f"{take_back}: {text}")
        self.button.ensurePolished()
        self.button.setFixedSize(self.button.sizeHint())
        beside = width - self.button.width() - tokens.SPACE_3
        narrow = beside < self.button.width()
        fit_label(self.label, text, width if narrow else beside)
        if narrow:
            self.button.move(0, self.label.height() + tokens.SPACE_1)
            self.setFixedSize(width, self.button.geometry().bottom() + 1)
        else:
            height = max(self.label.height(), self.button.height())
            self.label.move(0, (height - self.label.height()) // 2)
            self.button.move(width - self.button.width(), (height - self.button.height()) // 2)
            self.setFixedSize(width, height)
        self.show()

    def put_away(self) -> None:
        """No text stays, nor a name."""
        self.label.setText("")
        self.button.setAccessibleName("")
        self.hide()


class WordedList(QWidget):
    """The answer in words, one row for each part. `taken_back` carries the row, counted from 0."""

    taken_back = Signal(int)

    def __init__(self, presentation: Presentation, parent: QWidget) -> None:
        super().__init__(parent)
        self._presentation = presentation
        self._rows: list[WordedRow] = []
        self._in_use = 0

    def show_rows(self, texts: Sequence[str], width: int) -> None:
        """Show `texts` below one another in `width` pixels; no row at all hides the list."""
        while len(self._rows) < len(texts):
            self._add_row()
        self._in_use = len(texts)
        top, gap = 0, px(tokens.SPACE_2, self._presentation.scale)
        for row, text in zip(self._rows, texts, strict=False):
            row.show_text(text, self._presentation.say("Ambil kembali"), width)
            row.move(0, top)
            top += row.height() + gap
        for row in self._rows[len(texts) :]:
            row.put_away()
        self.setFixedSize(width, max(0, top - gap))
        self.setVisible(bool(texts))

    def buttons(self) -> list[Button]:
        """The buttons on the screen."""
        return [row.button for row in self._rows[: self._in_use]]

    def texts(self) -> list[str]:
        """What the rows say."""
        return [row.label.text() for row in self._rows[: self._in_use]]

    def _add_row(self) -> None:
        row, place = WordedRow(self), len(self._rows)
        row.button.clicked.connect(lambda: self.taken_back.emit(place))
        self._rows.append(row)


class PictureView(InteractionWidget):
    """Base of the interactions on a picture: lines of text and parts below one another."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self.hint = text_label("body", "picture-hint")
        self.hint.setParent(self)
        self.status = text_label("strong", "picture-status")
        self.status.setParent(self)
        self.worded = WordedList(presentation, self)
        self._parts: list[QWidget] = []
        self._width = 0

    def arrange(self, *parts: QWidget) -> None:
        """The parts in reading order, given once."""
        for part in parts:
            part.setParent(self)
        self._parts = list(parts)

    def begin(self, width: int, hint: str) -> None:
        """A new interaction is shown in `width` pixels."""
        self._width = width
        fit_label(self.hint, hint, width)
        fit_label(self.status, "", width)
        self.worded.show_rows((), width)

    def place(self) -> None:
        """Put the parts below one another, and tell if the height changed by that."""
        before, top = self.height(), 0
        gap = px(tokens.SPACE_3, self.presentation.scale)
        for part in self._parts:
            if not part.isHidden():
                part.move(0, top)
                top += part.height() + gap
        self.setFixedSize(self._width, max(0, top - gap))
        for stop, following in pairwise(self.stops()):
            QWidget.setTabOrder(stop, following)
        if self.height() != before:
            self.resized.emit()

    def say_status(self, text: str) -> None:
        """What is happening, for the eye and for a screen reader."""
        if text == self.status.text():
            return
        fit_label(self.status, text, self._width)
        self.place()
        if text:
            QAccessible.updateAccessibility(QAccessibleEvent(self.status, QAccessible.Event.Alert))

    def say_rows(self, texts: Sequence[str]) -> None:
        """The answer in words; the keyboard does not get lost with a row that goes."""
        had_focus = any(button.hasFocus() for button in self.worded.buttons())
        self.worded.show_rows(texts, self._width)
        self.place()
        left = self.worded.buttons()
        if had_focus and not any(button.hasFocus() for button in left):
            (left[-1] if left else self.stops()[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def say_limit(self, most: int) -> None:
        """No more can be given."""
        self.say_status(self.presentation.say("Paling banyak {count}. Ambil kembali satu dahulu.", count=most or MAX_VALUES))

    def put_away(self) -> None:
        """No words stay."""
        for label in (self.hint, self.status):
            label.setText("")
        self.worded.show_rows((), max(1, self._width))
