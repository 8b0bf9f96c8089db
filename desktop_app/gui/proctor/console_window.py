"""The proctor console's window: sign-in; then a header, a rail of pages, and one page.

How to add a page: subclass `ConsolePage` (`console_page.py`): class attributes `identifier`, `title` (`mark(...)`), `icon`;
`__init__(desk)`; `show_room(room: RoomView)`, called twice a second while the page is seen and once when it appears: draw
again only what changed; `badge(room) -> int`, a number on the rail. Put the class into `PAGES` of `pages.py`; its shortcut
is Ctrl+ its place. Texts as on every page: `mark`, `self.label`, `self.button`, `self.say`, `retranslate`.

What a page may use is its `self.desk` (`desk.py`):

=========================================  ============================================================================
`desk.service.room`                        the newest `RoomView` (`services/console/views.py`): seats, counts, troubles,
                                           acts with their outcomes, notices, outage, PCs, held attempts, certificates
`desk.service.me`                          who is signed in (`Signatory`: officer, key)
`desk.service.may(Kind)`                   whether this role may do this kind of act: else do not offer it
`desk.do(body, reason, second=None)`       sign and send an act at once; a failure is told. Its fate: `room.acts`
`desk.propose(Proposal(...))`              ask for choice, text, reason, confirmation and, where the act needs one, the
                                           second person; then do it (`act_dialogs.py`)
`desk.ask_second(sentence, done)`          a second person's `Signatory` for an act of the page's own
`desk.service.ask(job, done, failed)`      `job(road)` on the network thread: `road.document`, `road.bundles`,
                                           `road.roll`, `road.take_stick` (`services/console/service.OfficerRoad`)
`desk.service.one_time_code(...)`          the code for a PC without network
`desk.tell(kind, text)`, `tell_error`      the line of news under the header
`desk.open_person(number)`, `desk.go(id)`  everything about one candidate; another page
=========================================  ============================================================================

`ConsoleDialog` (`act_dialogs.py`) is the base of further dialogs. Words for states and times: `words.py`.
Keys everywhere: Ctrl+1 ... pages, Ctrl+F find a person, Ctrl+L lock, Ctrl + - 0 zoom, F9 contrast, Esc back to the map.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.gui.presentation import Presentation
from desktop_app.gui.proctor.console_page import ConsolePage
from desktop_app.gui.proctor.desk import Desk
from desktop_app.gui.proctor.header import RoomHeader
from desktop_app.gui.proctor.look import console_sheet
from desktop_app.gui.proctor.news import News
from desktop_app.gui.proctor.pages import PAGES
from desktop_app.gui.proctor.person_panel import PersonPage
from desktop_app.gui.proctor.rail import Rail
from desktop_app.gui.proctor.sign_in import ConsoleSignInPage
from question_packs.design_tokens import SMALLEST_SCREEN

if TYPE_CHECKING:
    from desktop_app.services.console.service import ConsoleService
    from desktop_app.services.console.views import RoomView

TICK_MS = 500


class Console(QWidget):
    """Header, rail and pages of one signed-in proctor."""

    def __init__(self, desk: Desk, pages: Sequence[Callable[[Desk], ConsolePage]] = PAGES) -> None:
        super().__init__()
        self.desk = desk
        self._pages = [make(desk) for make in pages]
        self._person = PersonPage(desk)
        self.header, self._news = RoomHeader(desk.presentation), News(desk.presentation)
        self._rail, self._stack = Rail(desk.presentation, self._pages), QStackedWidget()
        for page in (*self._pages, self._person):
            self._stack.addWidget(page)
        # What a page needs at 200 % is scrolled; the window never outgrows the screen.
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._stack)
        self._build()
        self._rail.chosen.connect(self.go)
        desk.page_asked.connect(self.go)
        desk.person_asked.connect(self.open_person)
        desk.told.connect(self._news.tell)
        desk.presentation.changed.connect(self.refresh)
        desk.service.on_room.append(self.show_room)
        self.refresh()
        self.go(self._pages[0].identifier)

    def _build(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._news)
        right.addWidget(self._scroll, 1)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._rail)
        below.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(below, 1)

    def refresh(self) -> None:
        """Take language, zoom and contrast in use."""
        presentation = self.desk.presentation
        self.setStyleSheet(console_sheet(presentation.palette, presentation.frame_scale))
        self.header.refresh()
        self._rail.refresh()
        self._news.refresh()
        if self.desk.service.room is not None:
            self.header.show_room(self.desk.service.room)

    def show_room(self, room: RoomView) -> None:
        """The room as it is now: header, badges, and the page that is seen."""
        self.header.show_room(room)
        self._rail.show_badges([page.badge(room) for page in self._pages])
        page = self._stack.currentWidget()
        if isinstance(page, ConsolePage) and page.isVisible():
            page.show_room(room)

    def go(self, identifier: str) -> None:
        """Show a page of the rail."""
        page = next(each for each in self._pages if each.identifier == identifier)
        self._rail.show_current(identifier)
        self._bring(page)

    def open_person(self, number: str) -> None:
        """Show everything about one candidate."""
        self._person.show_person(number)
        self._rail.show_current("")
        self._bring(self._person)

    def _bring(self, page: ConsolePage) -> None:
        """Only the page that is seen says how much room it needs."""
        for each in (*self._pages, self._person):
            policy = QSizePolicy.Policy.Preferred if each is page else QSizePolicy.Policy.Ignored
            each.setSizePolicy(policy, policy)
        self._stack.setCurrentWidget(page)

    def back(self) -> None:
        """To the first page, the map."""
        self.go(self._pages[0].identifier)

    def current(self) -> QWidget | None:
        """The page that is seen."""
        return self._stack.currentWidget()

    def find_person(self) -> None:
        """To the map's field for a number, a name or a seat."""
        self.back()
        self._pages[0].find_person()

    def part(self) -> None:
        """The proctor signs out: hear of the room no more."""
        self.desk.service.on_room.remove(self.show_room)


class ConsoleWindow(QWidget):
    """Sign-in first; each sign-in makes its pages anew, so that nothing of the one before is left on the screen."""

    def __init__(self, service: ConsoleService, *, windowed: bool = False, address: str = "") -> None:
        super().__init__()
        self._windowed = windowed
        self.service = service
        self.presentation = Presentation(self)
        self.console: Console | None = None
        self.setWindowTitle("Lontar")
        self.sign_in = ConsoleSignInPage(self.presentation, service, address)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.sign_in)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.sign_in.entered.connect(self._enter)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(service.tick)
        self._make_shortcuts()

    def begin(self) -> None:
        """Show the window and look for the room node."""
        if self._windowed:
            self.resize(*SMALLEST_SCREEN)
            self.show()
        else:
            self.showMaximized()
        self.sign_in.look_for_node()

    def lock(self) -> None:
        """The proctor goes away: only who has a code comes back."""
        if self.console is None:
            return
        self._timer.stop()
        self.console.part()
        self.service.lock()
        self._stack.removeWidget(self.console)
        self.console.deleteLater()
        self.console = None
        self._stack.setCurrentWidget(self.sign_in)
        self.sign_in.show_locked()

    def _enter(self) -> None:
        desk = Desk(self, self.presentation, self.service)
        self.console = Console(desk)
        self.console.header.lock_asked.connect(self.lock)
        self._stack.addWidget(self.console)
        self._stack.setCurrentWidget(self.console)
        self._timer.start()
        self.service.tick()

    def _make_shortcuts(self) -> None:
        zoom, contrast = self.presentation, self.presentation.set_high_contrast
        for keys, act in (
            ("Ctrl++", lambda: zoom.zoom_by(1)),
            ("Ctrl+=", lambda: zoom.zoom_by(1)),
            ("Ctrl+-", lambda: zoom.zoom_by(-1)),
            ("F9", lambda: contrast(not zoom.high_contrast)),
            ("Ctrl+L", self.lock),
            ("Esc", self._back),
            ("Ctrl+F", self._find),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _back(self) -> None:
        if self.console is not None:
            self.console.back()

    def _find(self) -> None:
        if self.console is not None:
            self.console.find_person()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is locking first: the key goes out of memory, the link ends."""
        self.lock()
        super().closeEvent(event)
