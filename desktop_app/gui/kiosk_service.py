"""What the GUI asks of the services, as protocols.

`desktop_app.services.kiosk` fulfils them. They stand here so that the first page is painted before the services, with
their store and their cryptography, are imported. Any method of `KioskService` may raise `KnownError`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from desktop_app.lockdown.pc import Level
    from desktop_app.services.views import (
        CandidateView,
        ClockView,
        ItemView,
        NavigatorCell,
        ReadyView,
        ReceiptView,
        ReviewView,
        SaveState,
        SectionCoverView,
        SessionStatus,
        StimulusView,
    )
    from question_packs.errors import KnownError
    from question_packs.records.act_codes import CodeKind
    from question_packs.records.acts import VerifiedAct
    from question_packs.records.events import SubmitReason
    from question_packs.records.room import ActOutcome, SeatReport


class ExamSession(Protocol):
    """One attempt on the screen. Fast: called on the GUI thread; saving happens behind it.

    `warned`: a warning came before this session and waits to be read.
    """

    practice: bool
    lockdown: Level
    warned: bool
    on_save_state: Callable[[SaveState, KnownError | None], None]
    on_submitted: Callable[[ReceiptView], None]
    on_status: Callable[[SessionStatus], None]
    on_section_cover: Callable[[SectionCoverView], None]

    @property
    def on_outcome(self) -> Callable[[ActOutcome], None] | None:
        """Hears what became of each act."""

    @on_outcome.setter
    def on_outcome(self, listener: Callable[[ActOutcome], None]) -> None: ...

    @property
    def candidate(self) -> CandidateView:
        """Who sits here."""

    def item(self) -> ItemView:
        """The item on the screen."""

    def medium(self, name: str) -> tuple[bytes, str] | None:
        """Bytes and media type of a medium of the pack; None where the pack has no such name."""

    def cells(self) -> tuple[NavigatorCell, ...]:
        """Every item of the form, for the navigator."""

    def clock(self) -> ClockView:
        """The time left."""

    def go_to(self, item: str) -> ItemView:
        """Show another item."""

    def next(self) -> ItemView:
        """Show the item after this one."""

    def previous(self) -> ItemView:
        """Show the item before this one."""

    def respond(self, response: tuple[str, ...], response_identifier: str = "RESPONSE") -> None:
        """The whole response of an interaction of the current item (`assessment.responses`)."""

    def hand_file(self, response_identifier: str, data: bytes, name: str, media_type: str) -> None:
        """Hand in a file for an interaction of the current item: RSP-07 its kind, RSP-08 its size, RSP-09 too many files."""

    def handed_file(self, response_identifier: str) -> bytes | None:
        """The bytes of the file handed in for an interaction of the current item; None where there is none."""

    def shortcomings(self) -> dict[str, KnownError]:
        """What the current item's responses still lack, by response identifier; empty where they lack nothing."""

    def keep_note(self, text: str) -> None:
        """Keep what the candidate marked at the current item, for himself; `ItemView.note` gives it back (RSP-10)."""

    def reference(self, identifier: str) -> StimulusView | None:
        """A document that may be looked up in the current section; None where there is none of that name."""

    def section_cover(self) -> SectionCoverView | None:
        """The section that waits to be entered; None while an item is shown. `on_section_cover` hears when one comes."""

    def enter_section(self) -> ItemView:
        """Enter the section whose cover is shown: its clock starts, its item is shown."""

    def flag(self, flagged: bool) -> None:
        """Mark the current item as doubtful, or take the mark away."""

    def tick(self) -> ClockView:
        """Called every 250 ms."""

    def call_help(self) -> None:
        """The candidate calls the proctor."""

    def status(self) -> SessionStatus:
        """Whether the item may be seen, and if not, why. `on_status` hears when it changes."""

    def apply(self, act: VerifiedAct) -> None:
        """Carry out a proctor's act; what became of it goes to `on_outcome`."""

    def confirm_resume(self) -> None:
        """The candidate is there: the clock runs again."""

    def answer(self, kind: CodeKind, typed: str, parameter: str = "") -> None:
        """A one-time code for the challenge on the screen; `parameter`: minutes where the kind gives some."""

    def integrity(self, kind: str, note: str) -> None:
        """A watcher saw something."""

    def report_facts(self, seat: SeatReport) -> SeatReport:
        """The report of this seat with what the session knows."""

    def focus_lost(self, duration_ms: int) -> None:
        """The exam's window was not in front for so long."""

    def review(self) -> ReviewView:
        """What is still open before handing in."""

    def submit(self, reason: SubmitReason) -> None:
        """Hand in: `by_candidate` or `by_time`."""


class ActBook(Protocol):
    """The proctor acts that this PC holds. Called on the store thread."""

    def held(self) -> dict[str, tuple[str, ...]]:
        """Ids by sitting."""

    def envelopes(self, sitting_id: str) -> list[bytes]:
        """The signed bytes of all acts of a sitting."""


class KioskService(Protocol):
    """The use cases of one PC. Slow: called on the store thread only."""

    @property
    def acts(self) -> ActBook:
        """The proctor acts that this PC holds."""

    def ready(self) -> ReadyView:
        """The state of this PC."""

    def enrol(self, ticket_path: Path) -> None:
        """Make this PC known to the centre by a ticket."""

    def read_stick(self, folder: Path) -> tuple[int, int]:
        """Take orders and packs from a stick; how many of each."""

    def open_sitting(self, sitting_id: str, typed_code: str) -> None:
        """Open a sitting by its opening code."""

    def close_sitting(self, sitting_id: str, typed_code: str) -> None:
        """Close a sitting by its opening code."""

    def sign_in(self, sitting_id: str, candidate_number: str, pin: str) -> CandidateView:
        """Who is this? SIG-01: number or PIN wrong; SIG-02: wait `seconds`."""

    def accept_rules(self) -> None:
        """The candidate accepted rules and pact."""

    def practice(self) -> ExamSession:
        """A short exam of which nothing is kept."""

    def start_released(self) -> bool:
        """Whether the person who is signed in may start without a token."""

    def start(self, token: str) -> ExamSession:
        """Start the exam by the token that the proctor announces, or by the proctor's release (empty)."""

    def challenge(self) -> str:
        """What this screen shows for a one-time code while no exam runs."""

    def answer(self, kind: CodeKind, typed: str, parameter: str = "") -> None:
        """A one-time code at sign-in or while waiting; `parameter`: `full` or `remaining` for `admit_late`."""

    def resume(self) -> ExamSession | None:
        """The unfinished attempt of this PC; its clock stands until the candidate confirms."""

    def continue_here(self, stick: Path | None = None) -> ExamSession:
        """The attempt of the person who is signed in, which goes on here; its clock stands.

        What another PC wrote comes from the room node or from `stick`.
        """

    def take_over(self, candidate_number: str, typed_code: str, stick: Path | None = None) -> ExamSession:
        """As `continue_here`, by a one-time code where no act came."""

    def settle(self, act: VerifiedAct) -> list[ActOutcome]:
        """What a new act does where no session of its candidate runs."""

    def report(self) -> SeatReport:
        """How this PC fares. The one method for the GUI thread."""

    def receipt(self) -> ReceiptView:
        """The newest state of what was handed in."""

    def hand_in_to_stick(self, folder: Path) -> int:
        """Write what waits for the centre to a stick; how many bundles."""

    def sign_out(self) -> None:
        """Make room for the next candidate."""
