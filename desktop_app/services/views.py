"""What the screens show: plain frozen data, made by the services, drawn by the GUI. No behaviour, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase
from typing import Literal

from question_packs.assessment.interactions import ChoiceInteraction, Interaction
from question_packs.assessment.model import Tool
from question_packs.assessment.responses import Response
from question_packs.records.receipts import AttemptResult

CheckState = Literal["ok", "warning", "problem"]
SittingState = Literal["ready", "pack_missing", "open", "closed"]
SaveState = Literal["saving", "saved_here", "at_centre", "not_saved"]
SessionState = Literal["running", "paused", "away", "locked", "awaiting_resume", "submitted"]


@dataclass(frozen=True)
class ReadyCheck:
    """One line of the PC's ready state. `identifier` names the text; `detail` is a short figure such as `41 GB`."""

    identifier: str
    state: CheckState
    detail: str


@dataclass(frozen=True)
class SittingSummary:
    """A sitting whose order is installed here. Times are local to the room, ready to show."""

    sitting_id: str
    event_title: str
    sitting_title: str
    when: str
    candidates: int
    state: SittingState
    revision: int


@dataclass(frozen=True)
class ReadyView:
    """The first page: is this PC fit, and which sittings does it hold. `unsent` segments still wait for the centre."""

    device_name: str
    room_title: str
    centre_name: str
    version: str
    checks: tuple[ReadyCheck, ...]
    sittings: tuple[SittingSummary, ...]
    unsent: int
    enrolled: bool


@dataclass(frozen=True)
class CandidateView:
    """The person who signed in, for the identity page. `photo` is PNG bytes or None.

    `continues`: an attempt goes on here, the PC's own unfinished one or one that was moved here. `handed_in`: this exam is
    over here already, and only its receipt is left to show. The pack need not be open any more for that, so title and rules
    of the test are then empty.
    """

    candidate_number: str
    name: str
    nip: str
    position: str
    unit: str
    seat: str
    photo: bytes | None
    event_title: str
    sitting_title: str
    test_title: str
    items: int
    minutes: int
    extra_minutes: int
    zoom_percent: int
    rules: str
    has_practice: bool
    handed_in: bool = False
    continues: bool = False


@dataclass(frozen=True)
class ChoiceView:
    """One option as shown: its letter on this candidate's screen, its identifier in the record, its HTML."""

    letter: str
    identifier: str
    html: str


@dataclass(frozen=True)
class InteractionView:
    """One interaction as this candidate meets it: its options in the candidate's order, and what was answered so far."""

    interaction: Interaction
    response: Response


@dataclass(frozen=True)
class StimulusView:
    """A text beside the item, or a document to look up. `body` is HTML, empty where only the title is listed."""

    identifier: str
    title: str
    body: str = ""


@dataclass(frozen=True)
class SectionCoverView:
    """Before a section's items: what awaits the candidate. `number` and `total` count sections from 1.

    `instructions` is HTML. `minutes`: the section's own time, which begins when it is entered; None where it has none.
    """

    identifier: str
    number: int
    total: int
    title: str
    instructions: str
    items: int
    minutes: int | None


@dataclass(frozen=True)
class ItemView:
    """The item on the screen. `number` counts from 1 over the candidate's whole form.

    While a section's cover is on the screen, texts and interactions are empty. `leaves_section`: going forward from here
    ends a section that has a time of its own, for good. `references` have no body: `ExamSession.reference` gives it.
    `note`: what the item view kept by `keep_note`. `submits_on_leaving`: with the next step the answer is final.
    """

    identifier: str
    number: int
    total: int
    section_title: str
    body: str
    interactions: tuple[InteractionView, ...]
    flagged: bool
    can_go_back: bool
    can_go_forward: bool
    leaves_section: bool = False
    stimulus: StimulusView | None = None
    read_only: bool = False
    tools: tuple[Tool, ...] = ()
    references: tuple[StimulusView, ...] = ()
    note: str = ""
    submits_on_leaving: bool = False

    @property
    def choices(self) -> tuple[ChoiceView, ...]:
        """The options of an item that is a single choice interaction; none of any other."""
        interaction = self.interactions[0].interaction if self.interactions else None
        if not isinstance(interaction, ChoiceInteraction):
            return ()
        pairs = zip(ascii_uppercase, interaction.simple_choices, strict=False)
        return tuple(ChoiceView(letter, each.identifier, each.content) for letter, each in pairs)

    @property
    def response(self) -> Response:
        """What was answered to the item's first interaction."""
        return self.interactions[0].response if self.interactions else ()


@dataclass(frozen=True)
class NavigatorCell:
    """One item in the navigator. `open` is False where the section's time is over or navigation is linear.

    `incomplete`: answered, and the answer still lacks something.
    """

    number: int
    item: str
    section_title: str
    answered: bool
    flagged: bool
    current: bool
    open: bool
    incomplete: bool = False


@dataclass(frozen=True)
class ReviewView:
    """Before handing in: numbers of items. `incomplete`: answered, and the answer still lacks something. `wait_ms`: how long
    until handing in is allowed (0: now).
    """

    answered: int
    unanswered: tuple[int, ...]
    flagged: tuple[int, ...]
    wait_ms: int
    incomplete: tuple[int, ...] = ()


@dataclass(frozen=True)
class ClockView:
    """Milliseconds left for the test, and for the section where it has a time of its own."""

    remaining_ms: int
    section_remaining_ms: int | None


@dataclass(frozen=True)
class SessionStatus:
    """Whether the item may be seen, and if not, why; only `running` shows it.

    `reason`: the proctor's words for a pause, or a lock's. `cause`: of a pause (`person`, `technical`, `evacuation`);
    while awaiting, why the clock stands (`restart`, `transfer`, `pause`, `reopened`).
    `incident` and `incident_kind`: what locks the screen. `challenge`: what the screen shows for a one-time code. `warnings`
    were counted so far, `warning` is the text of the newest. `lost_ms`: while awaiting, how long the interruption was (None:
    unknown, or no interruption). `needs_proctor`: the candidate's confirmation is not enough. `moved`: the exam goes on at
    another PC; this one is read only. `set_aside`: what was begun does not count, and the candidate waits for a new start.
    """

    state: SessionState
    reason: str = ""
    cause: str = ""
    incident: str = ""
    incident_kind: str = ""
    challenge: str = ""
    warnings: int = 0
    warning: str = ""
    lost_ms: int | None = None
    needs_proctor: bool = False
    moved: bool = False
    set_aside: bool = False


@dataclass(frozen=True)
class ReceiptView:
    """After handing in. `code` is the short form of the attempt's head hash; `qr` the text of the QR code."""

    candidate_number: str
    name: str
    event_title: str
    finished_at: str
    reason: str
    answered: int
    items: int
    code: str
    qr: str
    at_centre: bool
    result: AttemptResult | None
