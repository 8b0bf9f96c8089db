"""A short text or a number inside a line of text.

A number may be typed with a decimal comma or dot; where it is read otherwise than it looks, the note below the text says how
it is read. What cannot be read as a number is no answer, and the note says that too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.items.writing.inline_field import InlineField
from desktop_app.gui.items.writing.numbers import grouped_number, plain_number
from desktop_app.gui.items.writing.typed_text import TypedText
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import font, px
from question_packs import design_tokens as tokens
from question_packs.assessment.interactions import TextEntryInteraction
from question_packs.assessment.responses import MAX_TEXT, canonical_number

if TYPE_CHECKING:
    from desktop_app.services.views import InteractionView
    from question_packs.assessment.responses import Response

_CHARACTERS = {"string": 20, "integer": 10, "float": 10}
_FEWEST, _MOST = 4, 45
_PATTERNS = {"integer": r"[+-]?\d{0,18}", "float": r"[+-]?\d{0,18}([.,]\d{0,18})?"}
# These mean nothing inside one line and are left to the page; all other keys end here.
_FOR_THE_PAGE = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Escape)


class _Line(QLineEdit):
    """One line that keeps its keys to itself."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "answer")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.setMaxLength(MAX_TEXT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters, digits and arrows are never the page's."""
        super().keyPressEvent(event)
        if event.key() in _FOR_THE_PAGE or Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35:
            event.ignore()
        elif event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The field is left."""
        super().focusOutEvent(event)
        self.left.emit()


class TextEntry(InlineField):
    """The response is the text as typed, or the number in canonical form."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self._line = _Line(self)
        self._line.setObjectName("text-entry")
        self._typed = TypedText(self)
        self._typed.due.connect(self._tell)
        self._line.textEdited.connect(self._edited)
        self._line.left.connect(self._typed.flush)
        self._interaction: TextEntryInteraction | None = None
        self._told: Response = ()

    def show_interaction(self, view: InteractionView, width: int) -> None:
        """A field as wide as the expected answer; what is typed in it already stays as it is."""
        interaction = view.interaction
        assert isinstance(interaction, TextEntryInteraction)
        if self._interaction is None:
            self._begin(interaction, view.response)
        self.show_response(view.response)
        self._line.setPlaceholderText(interaction.placeholder)
        self._line.setAccessibleName(self.named(interaction.label, self.presentation.say("Isian")))
        self._fit(interaction, width)

    def show_response(self, response: Response) -> None:
        """What holds, unless it is what was typed, or is being changed just now."""
        if not self.waits and response != self._told:
            self._told = response
            self._line.setText(self._as_typed(response))

    def set_read_only(self, on: bool) -> None:
        """The text can still be read and marked."""
        self._line.setReadOnly(on)
        self._line.style().polish(self._line)

    @property
    def waits(self) -> bool:
        """Something was typed that is not told."""
        return self._typed.waits

    def flush(self) -> None:
        """Tell it now."""
        self._typed.flush()

    def stops(self) -> list[QWidget]:
        """The line."""
        return [self._line]

    def note(self) -> str:
        """How a number is read where that is not how it looks; that something is no number."""
        if self._interaction is None or self._interaction.base_type == "string" or not self._line.text():
            return ""
        language, number = self.presentation.language, self._read()
        if not number:
            return self.presentation.say("Belum dapat dibaca sebagai angka, jadi belum menjadi jawaban.")
        if plain_number(number[0], language) == self._line.text():
            return ""
        return self.presentation.say("Dibaca: {number}", number=grouped_number(number[0], language))

    def put_away(self) -> None:
        """Neither text nor what undo would bring back."""
        self._typed.drop()
        self._interaction, self._told = None, ()
        self._line.setValidator(None)  # type: ignore[arg-type]
        for clear in (self._line.setText, self._line.setPlaceholderText, self._line.setAccessibleName):
            clear("")

    def _begin(self, interaction: TextEntryInteraction, response: Response) -> None:
        self._interaction, self._told = interaction, response
        pattern = _PATTERNS.get(interaction.base_type)
        if pattern is not None:
            self._line.setValidator(QRegularExpressionValidator(QRegularExpression(pattern), self._line))
        self._line.setText(self._as_typed(response))

    def _fit(self, interaction: TextEntryInteraction, width: int) -> None:
        scale = self.presentation.scale
        wanted = interaction.expected_length or _CHARACTERS[interaction.base_type]
        letter = QFontMetricsF(font(tokens.TEXT_BASE, scale)).averageCharWidth()
        sides = 2 * px(tokens.SPACE_3, scale)
        field = round(max(_FEWEST, min(wanted, _MOST)) * letter * 1.1) + sides
        self.setFixedSize(min(max(field, px(2 * tokens.TARGET, scale)), width), px(tokens.TARGET, scale))
        self._line.setGeometry(self.rect())

    def _as_typed(self, response: Response) -> str:
        if not response or self._interaction is None or self._interaction.base_type == "string":
            return "".join(response)
        return plain_number(response[0], self.presentation.language)

    def _edited(self) -> None:
        self._typed.touch()
        self.typing.emit()

    def _read(self) -> Response:
        assert self._interaction is not None
        text = self._line.text()
        if self._interaction.base_type != "string":
            number = canonical_number(text, self._interaction.base_type)
            return () if number is None else (number,)
        clean = "".join(" " if each in "\r\n\0" else each for each in text)
        return (clean,) if clean.strip() else ()

    def _tell(self) -> None:
        self._told = self._read()
        self.answered.emit(self._told)
