"""The place where a proctor lets one PC go on with no network: the challenge of this screen, and the field for its answer.

Used by every page that may wait for a proctor. The code is checked by the services; this only groups what is typed.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.page import Page
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import text_label
from question_packs import design_tokens as tokens

CODE_LENGTH = 8
_MOST_DIGITS = 3


def grouped(code: str) -> str:
    """Letters and digits in two halves of equal length, for reading aloud: `7K3-QD9`, `4MXA-92TP`."""
    plain = "".join(character for character in code.upper() if character.isalnum())
    half = len(plain) // 2
    return f"{plain[:half]}-{plain[half:]}" if plain else ""


def grouped_while_typing(typed: str) -> str:
    """At most eight letters and digits of `typed`, with a hyphen after the fourth."""
    plain = "".join(character for character in typed.upper() if character.isalnum())[:CODE_LENGTH]
    half = CODE_LENGTH // 2
    return plain if len(plain) <= half else f"{plain[:half]}-{plain[half:]}"


class OneTimeCodeEdit(QLineEdit):
    """Groups itself as `4MXA-92TP` while it is typed."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("one-time-code")
        self.setProperty("role", "code")
        self.setPlaceholderText("____-____")
        self.setMaxLength(CODE_LENGTH * 2)
        self.textEdited.connect(self._group)

    def is_complete(self) -> bool:
        """Whether eight characters stand in the field."""
        return len(self.text()) == CODE_LENGTH + 1

    def _group(self, typed: str) -> None:
        before = sum(character.isalnum() for character in typed[: self.cursorPosition()])
        self.setText(grouped_while_typing(typed))
        self.setCursorPosition(before + (before > CODE_LENGTH // 2))


class OneTimeCode(QFrame):
    """`entered` carries what was typed, and the minutes that the code gives (empty where it gives none).

    The page that shows it refreshes it in `retranslate`.
    """

    entered = Signal(str, str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._presentation = page.presentation
        self.setProperty("role", "sunken")
        self._challenge = text_label("hero", "challenge", wrap=False)
        self._field, self._minutes = OneTimeCodeEdit(), QLineEdit()
        self._minutes.setObjectName("minutes")
        self._minutes.setMaxLength(_MOST_DIGITS)
        self._minutes.textEdited.connect(lambda typed: self._minutes.setText("".join(filter(str.isdecimal, typed))))
        self._minutes_name = page.label(mark("Menit"), "strong")
        self._go = page.button(mark("Pakai kode"), "use-code", "secondary", "check")
        page.name_for_readers(self._field, mark("Kode dari pengawas"))
        page.name_for_readers(self._minutes, mark("Menit"))
        self._grid = QGridLayout(self)
        self._caption = text_label("strong", wrap=False)
        self._grid.addWidget(self._caption, 0, 0)
        self._grid.addWidget(self._minutes_name, 0, 1)
        self._grid.addWidget(page.label(mark("Kode dari pengawas"), "strong"), 0, 2, 1, 2)
        for column, part in enumerate((self._challenge, self._minutes, self._field, self._go)):
            self._grid.addWidget(part, 1, column)
        self._grid.setColumnStretch(2, 1)
        for field in (self._field, self._minutes):
            field.textChanged.connect(self._set_enabled)
        self._field.returnPressed.connect(self._go.click)
        self._minutes.returnPressed.connect(self._field.setFocus)
        self._go.clicked.connect(self._enter)
        self.ask_minutes(False)

    @property
    def field(self) -> QWidget:
        """Where the keyboard should be."""
        return self._minutes if self._asks_minutes else self._field

    def ask_minutes(self, asked: bool, suggested: int | None = None) -> None:
        """Whether the code gives minutes, which the proctor's console was told as well."""
        self._asks_minutes = asked
        self._minutes.setText("" if suggested is None else str(suggested))
        for part in (self._minutes_name, self._minutes):
            part.setVisible(asked)
        self._set_enabled()

    def show_challenge(self, challenge: str, is_incident: bool = False) -> None:
        """Show `challenge`; a new one empties the field. `is_incident`: it names what locked the screen as well."""
        say = self._presentation.say
        self._caption.setText(say("Nomor kejadian") if is_incident else say("Kode layar ini"))
        shown = grouped(challenge)
        if shown != self._challenge.text():
            self._challenge.setText(shown)
            self._challenge.setAccessibleName(" ".join(shown))
            self._field.clear()

    def refused(self) -> None:
        """The code did not fit: it can be typed over."""
        self._field.setFocus()
        self._field.selectAll()

    def refresh(self) -> None:
        """Take the zoom in use."""
        scale = self._presentation.frame_scale
        self._minutes.setFixedWidth(px(2 * tokens.TARGET, self._presentation.scale))
        edge = px(tokens.SPACE_4, scale)
        self._grid.setContentsMargins(edge, px(tokens.SPACE_3, scale), edge, edge)
        self._grid.setHorizontalSpacing(edge)
        self._grid.setVerticalSpacing(px(tokens.SPACE_1, scale))

    def _set_enabled(self) -> None:
        self._go.setEnabled(self._field.is_complete() and bool(self._minutes.text() or not self._asks_minutes))

    def _enter(self) -> None:
        self.entered.emit(self._field.text(), self._minutes.text() if self._asks_minutes else "")
