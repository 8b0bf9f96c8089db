"""A patient robot in front of a kiosk window: finds controls by their name, clicks, types, waits. Also the demo's robots."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop_app.gui.kiosk_window import KioskWindow

WaitUntil = Callable[[Callable[[], bool]], None]


class Robot:
    """`wait_until` returns when its condition holds and fails after a while."""

    def __init__(self, window: KioskWindow, wait_until: WaitUntil) -> None:
        self.window = window
        self.wait_until = wait_until

    def page(self) -> QWidget:
        """The page that is seen."""
        page = self.window.stage.current()
        assert page is not None
        return page

    def find(self, name: str) -> QWidget:
        """The control `name` of the page that is seen, or of the bar above it."""
        control = self._look_for(name)
        assert control is not None, f"no control {name} on {self.page().objectName()}"
        return control

    def text(self, name: str) -> str:
        """What a label or a button says."""
        return str(self.find(name).property("text")).replace("&&", "&")

    def await_page(self, name: str) -> None:
        """Wait until page `name` is seen."""
        self.wait_until(lambda: self.page().objectName() == name and self.page().isVisible())

    def await_control(self, name: str) -> QWidget:
        """Wait until control `name` can be pressed."""
        self.wait_until(lambda: self._can_be_pressed(self._look_for(name)))
        return self.find(name)

    def click(self, name: str) -> None:
        """One click with the left button in the middle of a control that can be seen and pressed."""
        control = self.await_control(name)
        assert isinstance(control, QAbstractButton)
        QTest.mouseClick(control, Qt.MouseButton.LeftButton)

    def type_into(self, name: str, text: str) -> None:
        """Type into a field."""
        QTest.keyClicks(self.find(name), text)

    def press(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the keyboard is."""
        target = self.window.focusWidget() or self.window
        if isinstance(key, str):
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, key, modifier)

    def tab_to(self, name: str) -> None:
        """Press Tab until the keyboard is on control `name`."""
        for _ in range(100):
            focus = self.window.focusWidget()
            if focus is not None and focus.objectName() == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches {name} on {self.page().objectName()}")

    def _look_for(self, name: str) -> QWidget | None:
        return self.page().findChild(QWidget, name) or self.window.findChild(QWidget, name)

    def _can_be_pressed(self, control: QWidget | None) -> bool:
        return control is not None and control.isEnabled() and control.isVisible()

    def settle(self) -> None:
        """Let the window paint and lay out what is due."""
        for _ in range(3):
            QApplication.processEvents()
