"""A hand in front of the exam window: real clicks at places on the screen, real keys wherever the keyboard is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.gui.items.item_panel import ItemPanel
from desktop_app.gui.kiosk_window import KioskWindow
from tests.gui.robot import Robot

_MOST_TABS = 150
LEFT = Qt.MouseButton.LeftButton


class Hand:
    """Works on the item that is on the screen. Whatever cannot be seen or reached is a failure."""

    def __init__(self, robot: Robot) -> None:
        self.robot = robot

    @property
    def window(self) -> KioskWindow:
        return self.robot.window

    @property
    def panel(self) -> ItemPanel:
        """The item view of the page that is seen."""
        found = self.robot.page().findChild(ItemPanel)
        assert found is not None
        return found

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """One click on `widget`, at `place` of it (its middle), after it was scrolled into sight."""
        place = widget.rect().center() if place is None else place
        self.bring_into_sight(widget, place)
        spot = widget.mapTo(self.window, place)
        hit = self.window.childAt(spot)
        assert hit is not None, f"nothing can be clicked at {spot}"
        assert hit is widget or widget.isAncestorOf(hit), f"{hit} lies over {widget}"
        QTest.mouseClick(self.window.windowHandle(), LEFT, Qt.KeyboardModifier.NoModifier, spot)
        QApplication.processEvents()

    def drag(self, widget: QWidget, *places: QPointF) -> None:
        """The button held from the first to the last place of `widget`."""
        self.bring_into_sight(widget, widget.rect().center())
        self._mouse(widget, QEvent.Type.MouseButtonPress, places[0])
        for place in places[1:]:
            self._mouse(widget, QEvent.Type.MouseMove, place)
        self._mouse(widget, QEvent.Type.MouseButtonRelease, places[-1])

    def bring_into_sight(self, widget: QWidget, place: QPoint) -> None:
        """Scroll as one would with the wheel, so that `place` can be seen."""
        sheet, ground = self.panel.sheet, self.panel.sheet.widget()
        if ground is not None and ground.isAncestorOf(widget):
            spot, room = widget.mapTo(ground, place), sheet.viewport().height() // 3
            sheet.ensureVisible(spot.x(), spot.y(), 0, room)
        self.robot.settle()

    def key(self, *keys: Qt.Key, times: int = 1, shift: bool = False) -> None:
        """Press keys wherever the keyboard is."""
        modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        for _ in range(times):
            for key in keys:
                QTest.keyClick(self.window.windowHandle(), key, modifier)

    def type(self, text: str) -> None:
        """Type into what has the keyboard."""
        focus = self.window.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, text)

    def tab_to(self, widget: QWidget) -> None:
        """Press Tab until `widget` has the keyboard."""
        for _ in range(_MOST_TABS):
            if widget.hasFocus():
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches {widget.objectName() or widget.accessibleName()}")

    def press_on(self, widget: QWidget) -> None:
        """Tab to `widget` and press Space."""
        self.tab_to(widget)
        self.key(Qt.Key.Key_Space)

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Wait for something that takes a moment."""
        self.robot.wait_until(condition)

    def find(self, kind: type, within: QWidget | None = None) -> list:
        """All widgets of a kind that can be seen."""
        return [each for each in (within or self.panel).findChildren(kind) if each.isVisible()]

    def _mouse(self, widget: QWidget, kind: QEvent.Type, place: QPointF) -> None:
        buttons = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
        event = QMouseEvent(kind, place, widget.mapToGlobal(place), LEFT, buttons, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)
