"""What the kiosk's window itself does against leaving the exam: keys, keyboard, clipboard, displays, focus.

It hinders what it can and tells the session what it saw; people judge. What happens beside the window (other programs, new
disks, virtual consoles) is seen by `lockdown.watchers`, on a thread of its own. Owned by `KioskWindow`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QScreen, QWindow

from desktop_app.gui.background import GuiWorker

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.gui.kiosk_service import ExamSession
    from desktop_app.lockdown.pc import Level
    from desktop_app.lockdown.watchers import Watchers

Hold = Literal["untried", "held", "refused"]

_SCREENSHOT = (Qt.Key.Key_Print, Qt.Key.Key_SysReq)
_SYSTEM = (Qt.Key.Key_Meta, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_Hyper_L, Qt.Key.Key_Hyper_R, Qt.Key.Key_Menu)
# Zoom, and selecting all of a field to type it anew.
_WITH_CONTROL = (
    Qt.Key.Key_Control, Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0, Qt.Key.Key_A,
)  # fmt: skip
_NEVER = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_POLL_MS = 2000
_KEY_EVENTS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)


class Beside:
    """The watchers of `lockdown`, polled on a thread of their own; what they saw is told on the GUI thread.

    Displays are left out: Qt tells them at once, and when they go as well.
    """

    def __init__(self, report: Callable[[str, str], None]) -> None:
        self._report = report
        self._seen: list[tuple[str, str]] = []
        self._watchers: Watchers | None = None
        self._worker, self._timer = GuiWorker("watchers"), QTimer()
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(lambda: self._worker.run(self._look, self._tell, self._failed))
        self._timer.start()

    def end(self) -> None:
        """No more; waits for a look that is under way, which takes milliseconds."""
        self._timer.stop()
        self._worker.stop()

    def _look(self) -> list[tuple[str, str]]:
        from desktop_app.lockdown.watchers import Watchers

        if self._watchers is None:
            self._watchers = Watchers(lambda kind, note: self._seen.append((kind, note)))
        self._watchers.poll()
        seen, self._seen = self._seen, []
        return seen

    def _tell(self, seen: list[tuple[str, str]]) -> None:
        for kind, note in seen:
            if kind != "new_display" and self._timer.isActive():
                self._report(kind, note)

    def _failed(self, error: Exception) -> None:
        """The exam goes on without watchers; the bug is in the log."""
        self._timer.stop()
        raise error


class KioskGuard(QObject):
    """`alone`: the window has the PC for itself; a demonstration window leaves the desktop its keys and is not watched.

    Under an order whose lock-down is `none` only the time out of focus is told. `on_report` hears of everything that is told
    to a session; `on_watch` that the PC is to be locked down as the order says, `on_rest` that it is to be given back.
    """

    def __init__(self, window: QWidget, *, alone: bool) -> None:
        super().__init__(window)
        self._window, self._alone = window, alone
        # Only X11 gives the keyboard to one window; elsewhere the compositor or a hook of the system holds the keys.
        self._holds = alone and QGuiApplication.platformName() == "xcb"
        self._session: ExamSession | None = None
        self._beside: Beside | None = None
        self.on_report: Callable[[str, str], None] = lambda kind, note: None
        self.on_watch: Callable[[Level], None] = lambda level: None
        self.on_rest: Callable[[], None] = lambda: None
        self._away = QElapsedTimer()
        self._screenshot_down = False
        self.keyboard: Hold = "untried"

    def begin(self) -> None:
        """The window is on the screen: filter its keys, and try whether the keyboard can be held."""
        handle = self._handle()
        handle.installEventFilter(self)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._screens_changed)
        app.screenRemoved.connect(self._screens_changed)
        app.applicationStateChanged.connect(self._application_state)
        self._hold(True)
        self._hold(self._session is not None)

    def watch(self, session: ExamSession) -> None:
        """An exam begins: what was copied before it is gone, and the keyboard belongs to it."""
        self._session = session
        if session.lockdown == "none":
            return
        QGuiApplication.clipboard().clear()
        self._hold(True)
        if self._alone:
            self._beside = Beside(self.report)
            self.on_watch(session.lockdown)

    def rest(self) -> None:
        """The exam is over."""
        if self._session is None:
            return
        self._session = None
        self._away.invalidate()
        self._hold(False)
        if self._beside is not None:
            self._beside.end()
            self._beside = None
            self.on_rest()

    def report(self, kind: str, note: str) -> None:
        """Tell the exam on the screen what was seen; without an exam nobody asks."""
        if self._session is not None and self._session.lockdown != "none":
            self._session.integrity(kind, note)
            self.on_report(kind, note)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys on their way to the window: combinations would arrive as letters, and would choose an answer."""
        if event.type() in _KEY_EVENTS and isinstance(event, QKeyEvent):
            return self._is_swallowed(event)
        return super().eventFilter(watched, event)

    def _is_swallowed(self, event: QKeyEvent) -> bool:
        if event.key() in _SCREENSHOT:
            self._screenshot_key(event)
            return True
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return event.key() in _SYSTEM or bool(event.modifiers() & _NEVER) or (control and event.key() not in _WITH_CONTROL)

    def _screenshot_key(self, event: QKeyEvent) -> None:
        """Windows tells only that the key came up, X11 that it went down first."""
        if event.type() == QEvent.Type.ShortcutOverride or event.isAutoRepeat():
            return
        came_down = event.type() == QEvent.Type.KeyPress
        if came_down or not self._screenshot_down:
            self.report("screenshot_key", "")
        self._screenshot_down = came_down

    def _hold(self, held: bool) -> None:
        if self._holds:
            done = self._handle().setKeyboardGrabEnabled(held)
            if held:
                self.keyboard = "held" if done else "refused"

    def _screens_changed(self, screen: QScreen) -> None:
        there = screen in QGuiApplication.screens()
        self.report("new_display", f"{'+' if there else '-'} {screen.name()}")

    def _application_state(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            if not self._away.isValid():
                self._away.start()
                if self._alone:
                    self.report("focus_lost", "")
        elif self._away.isValid():
            if self._session is not None:
                self._session.focus_lost(int(self._away.elapsed()))
            self._away.invalidate()

    def _handle(self) -> QWindow:
        handle = self._window.windowHandle()
        assert handle is not None
        return handle
