"""The exam page: the item in the middle, time and saving above, the way through the items at side and foot.

Keys: A to H or 1 to 8 choose, Up and Down move among the places for answers, Space presses, Left and Right change the
item, Page Up and Page Down scroll it, with Ctrl the shared text beside it, F7 folds that text where it stands above the
item, R marks as doubtful, F6 goes to the navigator, F8 to the tools, F10 to the review, F1 calls the proctor, F12 opens the
proctor's page, Escape closes a tool or puts a notice away. What is typed into a field is the field's; Alt with Left or Right
changes the item from there.

What was typed and not yet told to the session is handed over (`hand_over`) before anything leaves the item.
"""

from __future__ import annotations

import dataclasses
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.gui.candidate.exam_frame import ExamFrame
from desktop_app.gui.items.item_panel import ItemPanel
from desktop_app.gui.items.outside import Outside
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.page import Page
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.speech.read_aloud import ReadAloud
from desktop_app.gui.tools.item_tools import ItemTools
from desktop_app.gui.tools.workplace import Marks, Workplace
from question_packs.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop_app.gui.kiosk_service import ExamSession
    from desktop_app.services.views import ClockView, ItemView, SaveState
    from question_packs.assessment.responses import Response

_MINUTE_MS = 60_000
_WARNINGS = (15, 5, 1)
_LETTERS = "ABCDEFGH"
# So near the end of the time what is typed is handed over at every tick: afterwards the session takes no answer.
_NEAR_END_MS = 3_000
_STIMULUS_PAGES: dict[int, int] = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_NO_MODIFIERS = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier)


class ExamPage(Page):
    """Shows one `ExamSession`. The flow drives the clock by `show_clock` and hears `review_asked`."""

    review_asked = Signal()
    proctor_asked = Signal()

    def __init__(self, presentation: Presentation, session: ExamSession, outside: Outside) -> None:
        super().__init__(presentation, "exam")
        self._session = session
        self._item: ItemView = session.item()
        self._remaining_ms: int | None = None
        self._told_leaving = False
        self._save_state: SaveState | None = None
        self._concealing = False
        # What was typed just before a cover fell and came too late, by item and response identifier.
        self._refused: dict[tuple[str, str], Response] = {}
        images = PackImages(session.medium)
        self._panel = ItemPanel(images, presentation, outside)
        self._frame = ExamFrame(self, self._panel, session.candidate, session.practice)
        marks = Marks(self._keep_note)
        place = Workplace(presentation, images, self._panel, self._frame.dock, marks, session.reference)
        self._tools = ItemTools(self._frame.tools, place, self)
        self._aloud = ReadAloud(presentation, self)
        self._frame.add_reading(self._aloud.buttons)
        self._connect()
        self.show_clock(session.clock())

    def scale(self) -> float:
        """The frame grows half as fast as the item."""
        return self.presentation.frame_scale

    def show_item(self, item: ItemView) -> None:
        """Put `item` on the screen."""
        self._item = item
        self._told_leaving = False
        self._panel.show_item(item)
        self._tools.show_item(item)
        self._aloud.show_item(item)
        self._panel.show_shortcomings(self._session.shortcomings())
        self._show_state()
        self._show_saving()

    def hand_over(self) -> None:
        """Give the session what was typed and still waits: the one way out of an item, whoever or whatever ends it."""
        self._panel.flush()
        self._tools.flush()

    def go_to(self, item: str) -> None:
        """Show another item, where the candidate may."""
        self.hand_over()
        sections = {cell.item: cell.section_title for cell in self._session.cells()}
        if sections[item] != self._item.section_title and self._asks_before_leaving():
            return
        with self._refusals_told(leaving=True):
            self.show_item(self._session.go_to(item))

    def conceal(self) -> None:
        """Take the item off every widget, for as long as a cover lies over the exam."""
        self._concealing = True
        self.hand_over()
        self._concealing = False
        self._item = dataclasses.replace(
            self._item, body="", interactions=(), stimulus=None, note="", tools=(), references=()
        )
        self._panel.show_item(self._item)
        self._tools.show_item(self._item)
        self._aloud.show_item(self._item)

    def reveal(self) -> None:
        """Show the session's item again, and tell it what it did not take when the cover fell."""
        item = self._session.item()
        refused, self._refused = self._refused, {}
        self.show_item(item)
        for (identifier, response_identifier), response in refused.items():
            if identifier == item.identifier:
                self._answer(response_identifier, response)

    def follow(self) -> None:
        """Show the current item if the session moved on by itself, because its section's time is over."""
        item = self._session.item()
        if item.identifier != self._item.identifier:
            self.show_item(item)
            self._frame.notice(self.say("Waktu bagian ini sudah habis. Anda sekarang di bagian berikutnya."))

    def show_clock(self, clock: ClockView) -> None:
        """Show the time left; warn quietly when 15, 5 and 1 minutes are left."""
        self._frame.time.show_clock(clock)
        section_ms = clock.remaining_ms if clock.section_remaining_ms is None else clock.section_remaining_ms
        if min(clock.remaining_ms, section_ms) <= _NEAR_END_MS:
            self.hand_over()
        before, self._remaining_ms = self._remaining_ms, clock.remaining_ms
        for minutes in _WARNINGS:
            if before is not None and before > minutes * _MINUTE_MS >= clock.remaining_ms > 0:
                self._frame.notice(self.say("Waktu Anda tinggal {minutes} menit.", minutes=minutes))

    def show_save_state(self, state: SaveState, error: KnownError | None) -> None:
        """What the services report about the answers."""
        self._save_state = state
        self._show_saving()
        if error is not None:
            self._frame.problem(error)
        elif state != "saving":
            self._frame.problem_solved()

    def notice(self, text: str) -> None:
        """A quiet sentence that goes by itself."""
        self._frame.notice(text)

    def first_focus(self) -> QWidget | None:
        """Where the first answer is given."""
        return next(iter(self._panel.sheet.stops()), None)

    def retranslate(self) -> None:
        """Draw everything again."""
        self._frame.refresh()
        self._panel.restyle()
        self._aloud.restyle()
        self._tools.restyle()
        self._show_state()
        self._frame.time.show_clock(self._session.clock())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the page, whatever has the keyboard."""
        key, modifiers = event.key(), event.modifiers()
        if modifiers == Qt.KeyboardModifier.ControlModifier and key in _STIMULUS_PAGES:
            self._panel.scroll_stimulus(_STIMULUS_PAGES[key])
        elif modifiers == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._actions()[key]()
        elif event.modifiers() not in _NO_MODIFIERS or not self._press(event):
            super().keyPressEvent(event)

    def _connect(self) -> None:
        frame = self._frame
        frame.next.clicked.connect(self._next)
        frame.previous.clicked.connect(self._previous)
        frame.flag.clicked.connect(self._flag)
        frame.review.clicked.connect(self._ask_for_review)
        frame.help.clicked.connect(self._call_help)
        frame.navigator.chosen.connect(self.go_to)
        self._aloud.failed.connect(frame.notice)
        self._panel.answered.connect(self._answer)
        self._panel.file_given.connect(self._hand_file)
        self._panel.typing.connect(self._show_saving)

    def _press(self, event: QKeyEvent) -> bool:
        text = event.text().upper()
        if text and text in _LETTERS:
            return self._panel.sheet.press(_LETTERS.index(text))
        if text.isdigit() and text != "0":
            return self._panel.sheet.press(int(text) - 1)
        action = self._actions().get(event.key())
        if action is not None:
            action()
        return action is not None

    def _actions(self) -> dict[int, Callable[[], None]]:
        key, panel, frame = Qt.Key, self._panel.sheet, self._frame
        return {
            key.Key_Right: self._next,
            key.Key_PageDown: lambda: panel.scroll_pages(1),
            key.Key_Left: self._previous,
            key.Key_PageUp: lambda: panel.scroll_pages(-1),
            key.Key_Down: lambda: panel.step_focus(1),
            key.Key_Up: lambda: panel.step_focus(-1),
            key.Key_R: self._flag,
            key.Key_F6: frame.navigator.focus_current,
            key.Key_F7: self._panel.fold_stimulus,
            key.Key_F8: self._tools.focus_row,
            key.Key_F10: self._ask_for_review,
            key.Key_F1: self._call_help,
            key.Key_F12: self.proctor_asked.emit,
            key.Key_Escape: self._dismiss,
        }

    def _dismiss(self) -> None:
        """Escape closes one thing at a time."""
        if not self._tools.close_last():
            self._frame.dismiss_notice()

    def _next(self) -> None:
        self.hand_over()
        if self._item.can_go_forward and not self._asks_before_leaving():
            with self._refusals_told(leaving=True):
                self.show_item(self._session.next())

    def _asks_before_leaving(self) -> bool:
        """The first step out of a section with its own time is only told; the second takes it."""
        if not self._item.leaves_section or self._told_leaving:
            return False
        self._told_leaving = True
        self._frame.notice(
            self.say("Sesudah ini Anda tidak dapat kembali ke bagian ini. Tekan sekali lagi bila sudah yakin.")
        )
        return True

    def _previous(self) -> None:
        self.hand_over()
        if self._item.can_go_back:
            with self._refusals_told(leaving=True):
                self.show_item(self._session.previous())

    def _flag(self) -> None:
        with self._refusals_told():
            self._session.flag(not self._item.flagged)
            self._take_item()

    def _ask_for_review(self) -> None:
        self.hand_over()
        self.review_asked.emit()

    def _answer(self, response_identifier: str, response: Response) -> None:
        if self._session.item().identifier != self._item.identifier:
            return  # the session went on by itself, because a section's time is over: what was typed came too late
        with self._refusals_told():
            try:
                self._session.respond(response, response_identifier)
            except KnownError:
                if not self._concealing:
                    raise
                self._refused[self._item.identifier, response_identifier] = response
            self._take_item()

    def _keep_note(self, note: str) -> None:
        if self._session.item().identifier == self._item.identifier:
            with self._refusals_told():
                self._session.keep_note(note)

    def _hand_file(self, response_identifier: str, data: bytes, name: str, media_type: str) -> None:
        with self._refusals_told():
            self._session.hand_file(response_identifier, data, name, media_type)
            self._take_item()

    @contextmanager
    def _refusals_told(self, leaving: bool = False) -> Iterator[None]:
        """One answer too many, or the time ran out just now: the refusal is told, and the screen shows what holds."""
        try:
            yield
        except KnownError as error:
            self._frame.notice(error.sentence(self.presentation.language))
            self._take_item(leaving)

    def _take_item(self, tried_to_leave: bool = False) -> None:
        """The item's state changed, its text did not. Who tried to leave in vain is shown all that is lacking."""
        item = self._session.item()
        if item.identifier != self._item.identifier:
            self.show_item(item)
            return
        self._item = item
        self._panel.show_answer(self._item)
        self._panel.show_shortcomings(self._session.shortcomings(), tried_to_leave)
        self._show_state()
        self._show_saving()

    def _show_saving(self) -> None:
        """What is typed and not handed over yet is being saved, whatever was saved before it."""
        waits = self._panel.waits and self._save_state != "not_saved"
        self._frame.save.tell("saving" if waits else self._save_state)

    def _call_help(self) -> None:
        self._session.call_help()
        self._frame.show_help_called()

    def _show_state(self) -> None:
        self._frame.show_item(self._item, self._session.cells())
