"""A small real kiosk service in memory: the items of the sample sources, one candidate, saving that the test lets through.

It keeps the promises of `desktop_app.gui.kiosk_service`; it has no store, no pack and no clock of its own.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec

from desktop_app.lockdown.pc import Level
from desktop_app.services.views import (
    CandidateView,
    ClockView,
    ItemView,
    NavigatorCell,
    ReadyCheck,
    ReadyView,
    ReceiptView,
    ReviewView,
    SaveState,
    SectionCoverView,
    SessionStatus,
    SittingState,
    SittingSummary,
    StimulusView,
)
from question_packs.assessment.responses import MAX_NOTE, FileName, check_response, shortcoming
from question_packs.errors import KnownError
from question_packs.records.acts import GrantTime, VerifiedAct, peek_act
from question_packs.records.receipts import AttemptResult, ScoreLine
from question_packs.records.room import ActOutcome, SeatReport, SeatState
from tests.gui.room_items import CANDIDATE as CANDIDATE
from tests.gui.room_items import NUMBER as NUMBER
from tests.gui.room_items import SAMPLES, compiled, read_items

EXAM = SAMPLES / "pengelola-pendapatan-daerah"
PRACTICE = SAMPLES / "latihan"
CODE, PIN, TOKEN = "7K3QD-9M2XA", "482913", "MULAI7"
CHALLENGE, ANSWER, MOVE_CODE = "7K3QD9", "4MXA-92TP", "8WJC-55RD"
SITTING = "sitting-a"


class RoomSession:
    """One attempt in memory. `hold_saves` keeps every answer in the state `saving` until `let_saves_through`."""

    def __init__(self, source: Path, *, practice: bool, remaining_ms: int = 9_000_000) -> None:
        self.practice, self.warned = practice, False
        self.lockdown: Level = "kiosk"
        self.candidate = CANDIDATE
        self.on_save_state: Callable[[SaveState, KnownError | None], None] = lambda state, error: None
        self.on_submitted: Callable[[ReceiptView], None] = lambda receipt: None
        self.remaining_ms = remaining_ms
        self.hold_saves = False
        self.hold_submission = False
        self.closed = False
        self.help_calls = 0
        self.submitted_reason = ""
        self.wait_ms = 0
        self._items = read_items(source)
        self._media = compiled(source).media
        self._files: dict[tuple[str, str], bytes] = {}
        self._place = 0
        self.on_status: Callable[[SessionStatus], None] = lambda status: None
        self.on_section_cover: Callable[[SectionCoverView], None] = lambda view: None
        self.on_outcome: Callable[[ActOutcome], None] | None = None
        self.told: SessionStatus = SessionStatus("running")
        self.applied: list[VerifiedAct] = []
        self.incidents: list[tuple[str, str]] = []
        self.away_ms: list[int] = []

    # --- the proctor's side: the test says what holds, the session tells it

    def tell(self, status: SessionStatus) -> None:
        """What hides the item from now on."""
        self.told = status
        self.on_status(status)

    def status(self) -> SessionStatus:
        return self.told

    def apply(self, act: VerifiedAct) -> None:
        self.applied.append(act)
        if isinstance(act.act.body, GrantTime):
            self.remaining_ms += act.act.body.granted_ms

    def confirm_resume(self) -> None:
        if self.told.needs_proctor:
            raise KnownError("DEL-10")
        self.tell(SessionStatus("running", warnings=self.told.warnings))

    def answer(self, kind: str, typed: str, parameter: str = "") -> None:
        if typed != ANSWER:
            raise KnownError("ACT-03")
        if kind == "grant_time":
            self.remaining_ms += int(parameter) * 60_000
        elif kind == "force_submit":
            self.submit("by_proctor")
        elif self.told.needs_proctor:
            self.tell(dataclasses.replace(self.told, needs_proctor=False))
        else:
            self.tell(SessionStatus("running", warnings=self.told.warnings))

    def integrity(self, kind: str, note: str) -> None:
        self.incidents.append((kind, note))

    def report_facts(self, seat: SeatReport) -> SeatReport:
        state: SeatState = "in_progress" if self.told.state == "running" else self.told.state
        return msgspec.structs.replace(seat, state=state, candidate_number=NUMBER)

    def item(self) -> ItemView:
        return self._items[self._place]

    def response_to(self, number: int) -> tuple[str, ...]:
        """What the record holds for item `number`; for tests."""
        return self._items[number - 1].response

    def medium(self, name: str) -> tuple[bytes, str] | None:
        medium = self._media.get(name)
        return None if medium is None else (medium.data, medium.media_type)

    def cells(self) -> tuple[NavigatorCell, ...]:
        return tuple(
            NavigatorCell(i.number, i.identifier, i.section_title, bool(i.response), i.flagged, place == self._place, True)
            for place, i in enumerate(self._items)
        )

    def clock(self) -> ClockView:
        return ClockView(self.remaining_ms, None)

    def go_to(self, item: str) -> ItemView:
        self._place = [entry.identifier for entry in self._items].index(item)
        return self.item()

    def next(self) -> ItemView:
        self._place += 1
        return self.item()

    def previous(self) -> ItemView:
        self._place -= 1
        return self.item()

    def respond(self, response: tuple[str, ...], response_identifier: str = "RESPONSE") -> None:
        if self.closed:
            raise KnownError("DEL-02")
        item = self.item()
        answered = {each.interaction.response_identifier: each for each in item.interactions}[response_identifier]
        check_response(answered.interaction, response)
        interactions = tuple(
            dataclasses.replace(each, response=response) if each is answered else each for each in item.interactions
        )
        self._items[self._place] = dataclasses.replace(item, interactions=interactions)
        self.on_save_state("saving", None)
        if not self.hold_saves:
            self.on_save_state("saved_here", None)

    def section_cover(self) -> SectionCoverView | None:
        return None

    def enter_section(self) -> ItemView:
        return self.item()

    def hand_file(self, response_identifier: str, data: bytes, name: str, media_type: str) -> None:
        file = FileName(hashlib.sha256(data).hexdigest(), len(data), media_type, name)
        self.respond((file.text,), response_identifier)
        self._files[self.item().identifier, response_identifier] = data

    def handed_file(self, response_identifier: str) -> bytes | None:
        return self._files.get((self.item().identifier, response_identifier))

    def shortcomings(self) -> dict[str, KnownError]:
        found = {
            each.interaction.response_identifier: shortcoming(each.interaction, each.response)
            for each in self.item().interactions
        }
        return {name: error for name, error in found.items() if error is not None}

    def keep_note(self, text: str) -> None:
        if len(text) > MAX_NOTE:
            raise KnownError("RSP-10", limit=MAX_NOTE)
        self._items[self._place] = dataclasses.replace(self.item(), note=text)

    def reference(self, identifier: str) -> StimulusView | None:
        return None

    def flag(self, flagged: bool) -> None:
        self._items[self._place] = dataclasses.replace(self.item(), flagged=flagged)

    def tick(self) -> ClockView:
        return self.clock()

    def call_help(self) -> None:
        self.help_calls += 1

    def focus_lost(self, duration_ms: int) -> None:
        self.away_ms.append(duration_ms)

    def review(self) -> ReviewView:
        return ReviewView(
            answered=sum(bool(item.response) for item in self._items),
            unanswered=tuple(item.number for item in self._items if not item.response),
            flagged=tuple(item.number for item in self._items if item.flagged),
            wait_ms=self.wait_ms,
        )

    def submit(self, reason: str) -> None:
        self.submitted_reason = reason
        if not self.hold_submission:
            self.let_submission_through()

    def let_submission_through(self) -> None:
        self.on_submitted(self.receipt())

    def receipt(self, at_centre: bool = False, result: AttemptResult | None = None) -> ReceiptView:
        return ReceiptView(
            candidate_number=NUMBER,
            name=CANDIDATE.name,
            event_title=CANDIDATE.event_title,
            finished_at="21 November 2026, 10.32",
            reason=self.submitted_reason or "by_candidate",
            answered=self.review().answered,
            items=len(self._items),
            code="8F2C-91AB-44D0",
            qr="LONTAR:1:26-0001:8f2c91ab44d0e7716a90",
            at_centre=at_centre,
            result=result,
        )


RESULT = AttemptResult(
    type="lontar.result/1",
    attempt_id="a",
    candidate_number=NUMBER,
    total=ScoreLine("total", "Nilai akhir", "78,40", "100,00", "65,00", True),
    sections=tuple(
        ScoreLine(f"bagian-{number}", f"Bagian {number}", score, "100,00")
        for number, score in enumerate(("82,00", "76,50", "71,25", "83,90"), start=1)
    ),
    aspects=(),
    answered=148,
    items=150,
    key_version="1",
    scored_at="2026-11-21T03:40:00Z",
)


class Acts:
    """The act book of the PC: envelopes by sitting."""

    def __init__(self) -> None:
        self.kept: dict[str, list[bytes]] = {}

    def held(self) -> dict[str, tuple[str, ...]]:
        return {sitting: tuple(peek_act(each).act_id for each in kept) for sitting, kept in self.kept.items()}

    def envelopes(self, sitting_id: str) -> list[bytes]:
        return self.kept[sitting_id]


class Room:
    """The kiosk service of one PC, in memory. `state` is the sitting's."""

    def __init__(self, unfinished: RoomSession | None = None, *, enrolled: bool = True) -> None:
        self.state: SittingState = "ready"
        self.enrolled = enrolled
        self.slow_down_s = 0
        self.session: RoomSession | None = unfinished
        self.remaining_ms = 9_000_000
        self.at_centre = False
        self.bundles: list[Path] = []
        self.acts = Acts()
        self.candidate = CANDIDATE
        self.sign_in_error: KnownError | None = None
        self.start_error: KnownError | None = None
        self.released = False
        self.settled: list[VerifiedAct] = []

    def ready(self) -> ReadyView:
        checks = (
            ReadyCheck("database", "ok", ""),
            ReadyCheck("disk", "ok", "41 GB"),
            ReadyCheck("clock", "ok", "21-11-2026 08.14"),
            ReadyCheck("centre", "warning", ""),
        )
        sitting = SittingSummary(
            SITTING, CANDIDATE.event_title, "Sesi A", "21 November 2026, 08.30 sampai 11.00", 60, self.state, 1
        )
        sittings = (sitting,) if self.enrolled else ()
        return ReadyView("PC-07", "Ruang 1, Gedung B", "BKPSDM Citraloka", "0.1.0", checks, sittings, 0, self.enrolled)

    def enrol(self, ticket_path: Path) -> None:
        assert ticket_path.suffix == ".enrol"
        self.enrolled = True

    def read_stick(self, folder: Path) -> tuple[int, int]:
        return len(list(folder.glob("*.order"))), len(list(folder.glob("*.pack")))

    def open_sitting(self, sitting_id: str, typed_code: str) -> None:
        if typed_code != CODE:
            raise KnownError("SEA-05")
        self.state = "open"

    def close_sitting(self, sitting_id: str, typed_code: str) -> None:
        if typed_code != CODE:
            raise KnownError("SEA-05")
        self.state = "closed"

    def sign_in(self, sitting_id: str, candidate_number: str, pin: str) -> CandidateView:
        if (candidate_number, pin) != (NUMBER, PIN):
            raise KnownError("SIG-01")
        if self.slow_down_s:
            seconds, self.slow_down_s = self.slow_down_s, 0
            raise KnownError("SIG-02", seconds=seconds)
        if self.sign_in_error is not None:
            raise self.sign_in_error
        return self.candidate

    def accept_rules(self) -> None:
        pass

    def practice(self) -> RoomSession:
        self.session = RoomSession(PRACTICE, practice=True, remaining_ms=900_000)
        return self.session

    def start_released(self) -> bool:
        return self.released

    def challenge(self) -> str:
        return CHALLENGE

    def answer(self, kind: str, typed: str, parameter: str = "") -> None:
        # In this room the code is one for a late start with what remains of the time.
        if typed != ANSWER or (kind != "release_sign_in" and parameter != "remaining"):
            raise KnownError("ACT-03")
        self.sign_in_error = self.start_error = None
        self.released = kind in ("start", "admit_late")

    def settle(self, act: VerifiedAct) -> list[ActOutcome]:
        self.settled.append(act)
        return []

    def report(self) -> SeatReport:
        return SeatReport("pc-07", "PC-07", "idle", "2026-11-21T01:14:00Z", candidate_number=NUMBER)

    def take_over(self, candidate_number: str, typed_code: str, stick: Path | None = None) -> RoomSession:
        if (candidate_number, typed_code) != (NUMBER, MOVE_CODE):
            raise KnownError("ACT-03")
        if stick is None:
            raise KnownError("DEL-12")
        return self.continue_here(stick)

    def continue_here(self, stick: Path | None = None) -> RoomSession:
        self.session = RoomSession(EXAM, practice=False, remaining_ms=self.remaining_ms)
        self.session.told = SessionStatus("awaiting_resume")
        return self.session

    def start(self, token: str) -> RoomSession:
        if self.start_error is not None:
            raise self.start_error
        if token != TOKEN and not (token == "" and self.released):
            raise KnownError("SIG-04")
        self.session = RoomSession(EXAM, practice=False, remaining_ms=self.remaining_ms)
        return self.session

    def resume(self) -> RoomSession | None:
        return self.session

    def receipt(self) -> ReceiptView:
        assert self.session is not None
        return self.session.receipt(self.at_centre, RESULT if self.at_centre else None)

    def hand_in_to_stick(self, folder: Path) -> int:
        self.bundles.append(folder)
        return 1

    def sign_out(self) -> None:
        self.session = None
