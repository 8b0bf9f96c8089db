"""Turns records into what the screens show. Pure."""

from __future__ import annotations

from base64 import b64decode
from datetime import datetime
from zoneinfo import ZoneInfo

from desktop_app.delivery.attempt import Attempt
from desktop_app.services.views import CandidateView, ReceiptView, SittingState, SittingSummary
from question_packs.assessment.model import AssessmentTest
from question_packs.records.orders import RosterEntry, SittingOrder
from question_packs.records.receipts import AttemptResult

# The three zones of Indonesia by their own names; any other zone shows its IANA name.
ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


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


def candidate_view(order: SittingOrder, entry: RosterEntry, test: AssessmentTest, items: int) -> CandidateView:
    """The person who signed in, and what awaits them."""
    minutes = _test_seconds(test) // 60
    return CandidateView(
        candidate_number=entry.candidate_number,
        name=entry.name,
        nip=entry.nip,
        position=entry.position,
        unit=entry.unit,
        seat=entry.seat,
        photo=b64decode(entry.photo) if entry.photo else None,
        event_title=order.event_title,
        sitting_title=order.sitting_title,
        test_title=test.title,
        items=items,
        minutes=minutes,
        extra_minutes=allotted_ms(test, entry) // 60000 - minutes,
        zoom_percent=entry.accommodation.zoom_percent,
        rules=test.rules,
        has_practice=order.practice is not None,
    )


def short_code(head_hash: str) -> str:
    """The first 16 hex digits in groups of four: short enough to copy by hand onto the sheet that both sign."""
    digits = head_hash[:16].upper()
    return "-".join(digits[i : i + 4] for i in range(0, 16, 4))


def receipt_view(
    order: SittingOrder, entry: RosterEntry, attempt: Attempt, at_centre: bool, result: AttemptResult | None
) -> ReceiptView:
    """What the candidate sees after handing in."""
    state = attempt.state
    submitted = state.submitted
    return ReceiptView(
        candidate_number=entry.candidate_number,
        name=entry.name,
        event_title=order.event_title,
        finished_at=local_time(state.last_wall_time, order.time_zone),
        reason=submitted.reason if submitted else "",
        answered=len(state.responses),
        items=len(attempt.form.places),
        code=short_code(attempt.head_hash),
        qr=f"LONTAR1:{attempt.attempt_id}:{attempt.head_hash}",
        at_centre=at_centre,
        result=result,
    )
