"""A longer answer in plain text: grows with what is written, counts words, is saved while it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QTextCursor, QTextDocumentFragment
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_app.gui.items.interaction_widget import InteractionWidget
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.items.writing.typed_text import TypedText
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import font, px
from desktop_app.gui.widgets.buttons import height_needed, text_label
from question_packs import design_tokens as tokens
from question_packs.assessment.interactions import ExtendedTextInteraction
from question_packs.assessment.responses import MAX_TEXT, count_words

if TYPE_CHECKING:
    from desktop_app.services.views import InteractionView
    from question_packs.assessment.responses import Response

_FEWEST_LINES, _USUAL_LINES, _MOST_LINES = 3, 6, 20


class _Paper(QPlainTextEdit):
    """Plain text only; Tab leaves it; never longer than an answer may be."""

    left = Signal()
    full = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "answer")
        self.setTabChangesFocus(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def lines(self) -> int:
        """How many lines the text fills at this width."""
        return round(self.document().size().height())

    def cut(self) -> None:
        """Take away what is beyond the longest answer, from where it was just put in."""
        surplus = self.document().characterCount() - 1 - MAX_TEXT
        if surplus <= 0:
            return
        cursor = self.textCursor()
        cursor.joinPreviousEditBlock()
        before = cursor.position() - surplus
        while cursor.position() > before:
            cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.endEditBlock()
        self.full.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Of what is pasted only the text, and no more of it than an answer may have."""
        cursor, text = self.textCursor(), source.text().replace("\0", "")
        chosen = cursor.selectionEnd() - cursor.selectionStart()
        fitting = _first_units(text, MAX_TEXT - (self.document().characterCount() - 1 - chosen))
        self.insertPlainText(fitting)
        if fitting != text:
            self.full.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """All keys of writing end here; function keys, Escape and page keys are the page's."""
        paging = event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Escape)
        if paging or Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35:
            event.ignore()
            return
        super().keyPressEvent(event)
        if event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The field is left."""
        super().focusOutEvent(event)
        self.left.emit()


def _first_units(text: str, count: int) -> str:
    """The beginning of `text` in so many UTF-16 units, in which the document counts, without half a character."""
    return text.encode("utf-16-le")[: 2 * count].decode("utf-16-le", "ignore")


class ExtendedText(InteractionWidget):
    """The response is the text as it was typed; blanks alone are none."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self._paper = _Paper(self)
        self._paper.setObjectName("extended-text")
        self._count = text_label("small", "word-count")
        self._count.setParent(self)
        self._typed = TypedText(self)
        self._typed.due.connect(self._tell)
        self._paper.textChanged.connect(self._changed)
        self._paper.left.connect(self._typed.flush)
        self._paper.full.connect(self._say_full)
        self._interaction: ExtendedTextInteraction | None = None
        self._told: Response = ()
        self._is_filling = False

    def show_interaction(self, view: InteractionView, width: int) -> None:
        """Paper as wide as there is room; what is written on it already stays as it is."""
        interaction = view.interaction
        assert isinstance(interaction, ExtendedTextInteraction)
        if self._interaction is None:
            self._interaction, self._told = interaction, view.response
            self._fill("".join(view.response))
        self.show_response(view.response)
        self._paper.setPlaceholderText(interaction.placeholder)
        self._paper.setAccessibleName(self._name(interaction))
        self._paper.setFixedWidth(width)
        self._count.setFixedWidth(width)
        self._say_count()
        self._fit()

    def show_response(self, response: Response) -> None:
        """What holds, unless it is what was typed, or is being changed just now."""
        if not self.waits and response != self._told:
            self._told = response
            self._fill("".join(response))
            self._say_count()

    def set_read_only(self, on: bool) -> None:
        """The text can still be read and marked."""
        self._paper.setReadOnly(on)
        self._paper.style().polish(self._paper)

    @property
    def waits(self) -> bool:
        """Something was typed that is not told."""
        return self._typed.waits

    def flush(self) -> None:
        """Tell it now."""
        self._typed.flush()

    def stops(self) -> list[QWidget]:
        """The paper."""
        return [self._paper]

    def put_away(self) -> None:
        """Neither text nor what undo would bring back."""
        self._typed.drop()
        self._interaction, self._told = None, ()
        self._fill("")
        for clear in (self._paper.setPlaceholderText, self._paper.setAccessibleName, self._count.setText):
            clear("")
        self._paper.setAccessibleDescription("")

    def _name(self, interaction: ExtendedTextInteraction) -> str:
        name = self.presentation.say("Jawaban tertulis")
        prompt = QTextDocumentFragment.fromHtml(interaction.prompt).toPlainText().strip()
        return f"{name}: {prompt}" if prompt else name

    def _fill(self, text: str) -> None:
        self._is_filling = True
        self._paper.setPlainText(text)
        self._is_filling = False

    def _changed(self) -> None:
        if self._is_filling or self._interaction is None:
            return
        self._say_count()
        self._paper.cut()
        self._typed.touch()
        before = self.height()
        self._fit()
        if self.height() != before:
            self.resized.emit()
        self.typing.emit()

    def _fit(self) -> None:
        """As many lines as are written, and one to write on; at least as many as are expected."""
        assert self._interaction is not None
        scale = self.presentation.scale
        metrics = QFontMetricsF(font(tokens.TEXT_BASE, scale))
        lines = max(self._least_lines(self._interaction), self._paper.lines() + 1)
        sides = 2 * (px(tokens.SPACE_2, scale) + tokens.FOCUS_WIDTH + round(self._paper.document().documentMargin()))
        self._paper.setFixedHeight(round(lines * metrics.lineSpacing()) + sides)
        self._count.setFixedHeight(height_needed(self._count, self._count.width()))
        top = self._paper.height() + px(tokens.SPACE_2, scale)
        self._count.move(0, top)
        self.setFixedSize(self._paper.width(), top + self._count.height())

    def _least_lines(self, interaction: ExtendedTextInteraction) -> int:
        wanted = interaction.expected_lines
        if wanted is None and interaction.expected_length is not None:
            wanted = interaction.expected_length // tokens.MEASURE_CHARACTERS + 1
        return max(_FEWEST_LINES, min(_USUAL_LINES if wanted is None else wanted, _MOST_LINES))

    def _say_count(self) -> None:
        assert self._interaction is not None
        words, least, most = count_words(self._paper.toPlainText()), self._interaction.min_words, self._interaction.max_words
        say = self.presentation.say
        said = say("{words} kata.", words=words)
        if words < least:
            said += " " + say("Paling sedikit {least} kata: tambah {more} lagi.", least=least, more=least - words)
        elif most and words > most:
            said += " " + say("Paling banyak {most} kata: kurangi {fewer}.", most=most, fewer=words - most)
        elif most:
            said += " " + say("Paling banyak {most} kata.", most=most)
        self._show_count(said)

    def _say_full(self) -> None:
        self._show_count(
            self.presentation.say("Jawaban paling panjang {most} huruf. Selebihnya tidak dapat ditulis.", most=MAX_TEXT)
        )

    def _show_count(self, text: str) -> None:
        self._count.setText(text)
        self._paper.setAccessibleDescription(text)

    def _tell(self) -> None:
        text = self._paper.toPlainText()
        self._told = (text,) if text.strip() else ()
        self.answered.emit(self._told)
