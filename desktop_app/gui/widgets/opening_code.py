"""The field for an opening code: groups itself as `7K3QD-9M2XA` while it is typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

_GROUP = 5
_LENGTH = 10


def grouped(typed: str) -> str:
    """Letters and digits of `typed`, upper case, at most ten, in two groups of five."""
    plain = "".join(character for character in typed.upper() if character.isalnum())[:_LENGTH]
    return plain if len(plain) <= _GROUP else f"{plain[:_GROUP]}-{plain[_GROUP:]}"


class OpeningCodeEdit(QLineEdit):
    """`completed` tells whether ten characters stand in the field."""

    completed = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "code")
        self.setPlaceholderText("_____-_____")
        self.setMaxLength(_LENGTH * 2)
        self.textEdited.connect(self._group)
        self.textChanged.connect(lambda text: self.completed.emit(len(text) == _LENGTH + 1))

    def _group(self, typed: str) -> None:
        before = sum(character.isalnum() for character in typed[: self.cursorPosition()])
        self.setText(grouped(typed))
        self.setCursorPosition(before + (before > _GROUP))
