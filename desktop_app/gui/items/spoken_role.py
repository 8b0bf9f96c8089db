"""What a screen reader calls a widget that paints itself: without a role it would be heard as an unnamed part of the page.

A widget says it by a class attribute `SPOKEN_ROLE`; its value stands in its accessible name, in words.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


@cache
def install_roles() -> None:
    """From now on Qt asks widgets for their role; once in a program, by the view that shows items."""
    QAccessible.installFactory(_interface)


def _interface(_class_name: str, thing: QObject | None) -> QAccessibleInterface | None:
    role = getattr(thing, "SPOKEN_ROLE", None)
    if role is None or not isinstance(thing, QWidget):
        return None
    return QAccessibleWidget(thing, role)
