"""One interaction in a bare window, as the item sheet would show it, and a hand that works it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop_app.gui.items.interaction_widgets import WIDGETS
from desktop_app.gui.items.joining.pieces import Piece
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import style_sheet
from desktop_app.services.views import InteractionView
from question_packs.assessment import interactions as ia
from question_packs.assessment.responses import Response, check_response


class Board:
    """A window with one interaction. Every response that comes out of it is checked as delivery checks it."""

    def __init__(
        self,
        interaction: ia.Interaction,
        response: Response = (),
        width: int = 700,
        media: Mapping[str, bytes] = MappingProxyType({}),
    ) -> None:
        self.presentation = Presentation()
        self.interaction = interaction
        self.window = QWidget()
        self.window.setProperty("role", "ground")
        self.widget = WIDGETS[type(interaction)](PackImages(lambda name: _medium(media, name)), self.presentation)
        self.widget.setParent(self.window)
        self.widget.answered.connect(self._answered)
        self.answers: list[Response] = []
        self.width = width
        self.show(response)

    def show(self, response: Response, zoom: int = 100, high_contrast: bool = False) -> None:
        """(Again) with `response`, at `zoom` percent."""
        self.presentation.zoom_percent, self.presentation.high_contrast = zoom, high_contrast
        self.window.setStyleSheet(style_sheet(self.presentation.palette, self.presentation.scale))
        self.widget.show_interaction(InteractionView(self.interaction, response), self.width)
        self.widget.move(20, 20)
        self.window.resize(self.width + 40, self.widget.height() + 40)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)

    @property
    def answer(self) -> Response:
        """The last response that was told."""
        return self.answers[-1] if self.answers else ()

    def buttons(self) -> list[QAbstractButton]:
        """All that can be pressed just now."""
        found = self.widget.findChildren(QAbstractButton)
        return [each for each in found if each.isVisibleTo(self.window) and each.isEnabled()]

    def button(self, name: str) -> QAbstractButton:
        """The one whose accessible name begins with `name`, or whose text is it."""
        return next(each for each in self.buttons() if each.accessibleName().startswith(name) or each.text() == name)

    def click(self, *names: str) -> None:
        """Press each by mouse."""
        for name in names:
            button = self.button(name)
            middle = button.mask().begin().center() if not button.mask().isEmpty() else button.rect().center()
            QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(middle))

    def tab_to(self, name: str) -> None:
        """Walk with Tab to the stop whose accessible name begins with `name`."""
        for _ in range(100):
            focused = self.window.focusWidget()
            if focused is not None and spoken(focused).startswith(name):
                return
            QTest.keyClick(focused or self.window, Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches {name}")

    def key(self, *keys: Qt.Key) -> None:
        """Press keys where the keyboard is."""
        for key in keys:
            QTest.keyClick(self.window.focusWidget(), key)

    def texts(self) -> str:
        """All that a screen reader or an eye could still find in the widget."""
        names = [spoken(each) for each in self.widget.findChildren(QWidget)]
        labels = [each.text() for each in self.widget.findChildren(QLabel) if each.isVisibleTo(self.window)]
        pieces = [each.spoken() for each in self.widget.findChildren(Piece)]
        return " ".join((*names, *labels, *pieces))

    def _answered(self, response: Response) -> None:
        check_response(self.interaction, response)
        self.answers.append(response)


def _medium(media: Mapping[str, bytes], name: str) -> tuple[bytes, str] | None:
    return (media[name], "") if name in media else None


@contextmanager
def on_board(interaction: ia.Interaction, response: Response = (), width: int = 700) -> Iterator[Board]:
    """A board that is closed at the end."""
    board = Board(interaction, response, width)
    try:
        yield board
    finally:
        board.window.close()
        board.window.deleteLater()


def spoken(widget: QWidget) -> str:
    """What a screen reader says of `widget`."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
