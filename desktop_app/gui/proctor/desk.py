"""What every page of the console works with: the service, the way to other pages, dialogs of acts, a line for news."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.gui.presentation import Presentation
from desktop_app.gui.proctor.act_dialogs import ActDialog, Proposal, SecondPersonDialog
from desktop_app.gui.sticks import mounted_sticks
from desktop_app.gui.widgets.banner import Kind, sentence_of
from question_packs.errors import KnownError

if TYPE_CHECKING:
    from desktop_app.services.console.service import ConsoleService, Signatory
    from question_packs.records.acts import ActBody


class Desk(QObject):
    """One console's tools; `window` is the parent of its dialogs."""

    person_asked = Signal(str)
    page_asked = Signal(str)
    told = Signal(str, str)

    def __init__(self, window: QWidget, presentation: Presentation, service: ConsoleService) -> None:
        super().__init__(window)
        self.window, self.presentation, self.service = window, presentation, service
        # Where documents are kept, and what finds the sticks that are plugged in.
        self.documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)) / "Lontar"
        self.find_sticks: Callable[[], list[Path]] = mounted_sticks

    def say(self, text: str, /, **values: object) -> str:
        """`text` in the language in use."""
        return self.presentation.say(text, **values)

    def open_person(self, number: str) -> None:
        """Show everything about one candidate."""
        self.person_asked.emit(number)

    def go(self, identifier: str) -> None:
        """Show another page of the rail."""
        self.page_asked.emit(identifier)

    def tell(self, kind: Kind, text: str) -> None:
        """A line of news under the header, for a while; a `problem` stays until it is put away."""
        self.told.emit(kind, text)

    def tell_error(self, error: Exception) -> None:
        """A known failure in its own words; anything else is a bug and goes on to the log."""
        self.tell("problem", sentence_of(error, self.presentation))
        if not isinstance(error, KnownError):
            raise error

    def do(self, body: ActBody, reason: str = "", second: Signatory | None = None) -> None:
        """Do an act at once; why not is told."""
        try:
            self.service.do(body, reason, second)
        except KnownError as error:
            self.tell_error(error)

    def propose(self, proposal: Proposal) -> None:
        """Ask what an act still needs (choice, reason, confirmation, second person), then do it; at once if nothing."""
        if not proposal.asks and not self.service.needs_second(proposal.make("", "")):
            self.do(proposal.make("", ""))
            return
        ActDialog(self.window, self.presentation, self.service, proposal, self.tell_error).open()

    def ask_second(self, sentence: str, done: Callable[[Signatory], None]) -> None:
        """A second officer chooses his or her name and types the personal code, for one act of a page's own."""
        SecondPersonDialog(self.window, self.presentation, self.service, sentence, done).open()
