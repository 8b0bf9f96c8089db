"""Turns records into what the screens show. Pure."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict
from zoneinfo import ZoneInfo

from desktop_app.services.views import CandidateView, ReceiptView, SittingState, SittingSummary
from question_packs.assessment.model import AssessmentTest
from question_packs.records.attempt_state import AttemptState
from question_packs.records.events import Submitted
from question_packs.records.orders import RosterEntry, SittingOrder
from question_packs.records.receipts import AttemptResult, receipt_code

# The three zones of Indonesia by their own names; any other zone shows its IANA name.
ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


class _Person(TypedDict):
    """What is the same of a person in every `CandidateView`."""

    candidate_number: str
    name: str
    nip: str
    position: str
    unit: str
    seat: str
    photo: bytes | None
    event_title: str
    sitting_title: str
    zoom_percent: int


@dataclass(frozen=True)
class HandedIn:
    """An attempt that is over, told from its events alone: once the sitting is closed its pack cannot be opened here."""

    attempt_id: str
    head_hash: str
    state: AttemptState
    submitted: Submitted

    @property
    def items(self) -> int:
        """How many items the candidate's form had."""
        return self.submitted.answered + self.submitted.unanswered


def local_time(utc: str, zone: str) -> str:
    """`2026-06-16T01:00:00Z` as `16-06-2026 08:00 WIB`."""
    local = datetime.fromisoformat(utc).astimezone(ZoneInfo(zone))
    return f"{local:%d-%m-%Y %H:%M} {ZONE_NAMES.get(zone, zone)}"


def sitting_summary(order: SittingOrder, state: SittingState) -> SittingSummary:
    """One line of the first page."""
    opens, closes = local_time(order.opens_at, order.time_zone), local_time(order.closes_at, order.time_zone)
    same_day = opens[:10] == closes[:10]
    return SittingSummary(
        sitting_id=order.sitting_id,
        event_title=order.event_title,
        sitting_title=order.sitting_title,
        when=f"{opens[:16]}–{closes[11:]}" if same_day else f"{opens}–{closes}",
        candidates=len(order.candidates),
        state=state,
        revision=order.revision,
    )


def allotted_ms(test: AssessmentTest, entry: RosterEntry) -> int:
    """The test's time with the candidate's accommodation."""
    return _test_seconds(test) * 10 * (100 + entry.accommodation.extra_time_percent)


def _test_seconds(test: AssessmentTest) -> int:
    return test.time_limits.max_time or sum(section.time_limits.max_time or 0 for section in test.sections())


def candidate_view(
    order: SittingOrder, entry: RosterEntry, test: AssessmentTest, items: int, continues: bool
) -> CandidateView:
    """The person who signed in, and what awaits them."""
    minutes = _test_seconds(test) // 60
    return CandidateView(
        **_person(order, entry),
        test_title=test.title,
        items=items,
        minutes=minutes,
        extra_minutes=allotted_ms(test, entry) // 60000 - minutes,
        rules=test.rules,
        has_practice=order.practice is not None,
        continues=continues,
    )


def handed_in_view(order: SittingOrder, entry: RosterEntry, attempt: HandedIn) -> CandidateView:
    """The person who signed in again after the hand-in, told from the attempt's own events."""
    return CandidateView(
        **_person(order, entry),
        test_title="",
        items=attempt.items,
        minutes=attempt.state.allotted_ms // 60000,
        extra_minutes=0,
        rules="",
        has_practice=False,
        handed_in=True,
    )


def _person(order: SittingOrder, entry: RosterEntry) -> _Person:
    return _Person(
        candidate_number=entry.candidate_number,
        name=entry.name,
        nip=entry.nip,
        position=entry.position,
        unit=entry.unit,
        seat=entry.seat,
        photo=b64decode(entry.photo) if entry.photo else None,
        event_title=order.event_title,
        sitting_title=order.sitting_title,
        zoom_percent=entry.accommodation.zoom_percent,
    )


def receipt_view(
    order: SittingOrder, entry: RosterEntry, attempt: HandedIn, at_centre: bool, result: AttemptResult | None
) -> ReceiptView:
    """What the candidate sees after handing in."""
    return ReceiptView(
        candidate_number=entry.candidate_number,
        name=entry.name,
        event_title=order.event_title,
        finished_at=local_time(attempt.state.last_wall_time, order.time_zone),
        reason=attempt.submitted.reason,
        answered=attempt.submitted.answered,
        items=attempt.items,
        code=receipt_code(attempt.head_hash),
        qr=f"LONTAR1:{attempt.attempt_id}:{attempt.head_hash}",
        at_centre=at_centre,
        result=result,
    )
