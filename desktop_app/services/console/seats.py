"""One person of the room, made of what is known: roster, acts, what workstations report, what the node holds. Pure.

Used by `room`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from desktop_app.services.console.views import Held, SeatStatus, SeatView, TroubleKind
from question_packs.records.orders import Policies, RosterEntry
from question_packs.records.room import HeldAttempt, SeatReport

LOW_TIME_MS = 5 * 60_000
_LIVE = frozenset({"signed_in", "waiting", "in_progress", "paused", "away", "locked", "awaiting_resume"})


@dataclass(frozen=True)
class Heard:
    """A workstation's last report. `at_ms`: when it was made, on the console's boot clock."""

    report: SeatReport
    connected: bool
    at_ms: int


@dataclass(frozen=True)
class Decided:
    """What acts say of one person. `form` empty: the roster's."""

    presence: SeatStatus = "expected"
    disqualified: bool = False
    form: str = ""
    provisional: bool = False


def room_order(entry: RosterEntry) -> tuple[object, ...]:
    """The natural order of seat labels: A2 before A10, then the candidate's number."""
    parts = re.split(r"(\d+)", entry.seat.upper())
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts if part), entry.candidate_number


def instant_ms(text: str) -> int | None:
    """An instant of a record as epoch milliseconds; None where there is none that can be read."""
    try:
        return round(datetime.fromisoformat(text).timestamp() * 1000)
    except ValueError:
        return None


def leading(heard: list[Heard]) -> Heard | None:
    """Of all PCs that report one person, the one that counts: the highest epoch, then a live one, then the newest."""
    return max(heard, key=_precedence, default=None)


def _precedence(each: Heard) -> tuple[object, ...]:
    report = each.report
    return report.epoch, bool(report.attempt_id), report.state in _LIVE, each.connected, each.at_ms


def seat_view(
    entry: RosterEntry,
    decided: Decided,
    heard: list[Heard],
    attempt: HeldAttempt | None,
    policies: Policies,
    now_ms: int,
) -> SeatView:
    """The person as the map shows it; `now_ms` on the console's boot clock."""
    main = leading(heard)
    report = main.report if main else None
    status = _status(decided, report, attempt)
    silent = None if main is None else _silent_s(main, now_ms)
    view = SeatView(
        entry=entry,
        provisional=decided.provisional,
        status=status,
        connected=main.connected if main else None,
        remaining_ms=_remaining_ms(main, now_ms),
        allotted_ms=report.allotted_ms if report else 0,
        answered=report.answered if report else attempt.answered if attempt else 0,
        items=report.items if report else 0,
        flagged=report.flagged if report else 0,
        warnings=report.warnings if report else 0,
        silent_s=silent,
        held=_held(status, attempt),
        troubles=(),
        report=report,
        attempt=attempt,
        form=decided.form or entry.form,
    )
    troubles = tuple(kind for kind, found in _checks(view, heard, policies) if found)
    return replace(view, troubles=troubles) if troubles else view


def _status(decided: Decided, report: SeatReport | None, attempt: HeldAttempt | None) -> SeatStatus:
    if decided.disqualified:
        return "disqualified"
    if report is not None and report.state != "idle":
        return report.state
    if attempt is not None:
        return "submitted" if attempt.submitted else "in_progress"
    return decided.presence


def _held(status: SeatStatus, attempt: HeldAttempt | None) -> Held:
    if status not in ("submitted", "disqualified"):
        return "no"
    if attempt is None or not attempt.complete:
        return "pc"
    return "centre" if attempt.receipted else "room"


def _remaining_ms(main: Heard | None, now_ms: int) -> int:
    """The clock of the candidate, ticking on here: it runs while in progress and while away."""
    if main is None:
        return 0
    passed = now_ms - main.at_ms if main.report.state in ("in_progress", "away") else 0
    return max(0, main.report.remaining_ms - max(0, passed))


def _silent_s(main: Heard, now_ms: int) -> int | None:
    """Seconds without a durable answer. Reckoned by the workstation's own clock, which may be wrong but is so twice."""
    report = main.report
    made, saved = instant_ms(report.wall_time), instant_ms(report.saved_at)
    if made is None or report.state != "in_progress":
        return None
    quiet = made - saved if saved is not None else report.allotted_ms - report.remaining_ms
    return max(0, quiet + max(0, now_ms - main.at_ms)) // 1000


def _checks(view: SeatView, heard: list[Heard], policies: Policies) -> tuple[tuple[TroubleKind, bool], ...]:
    """Every trouble in the order in which somebody must act on it."""
    report, waits = view.report, view.status == "awaiting_resume"
    for_proctor = waits and report is not None and report.needs_proctor
    linked = view.connected is True
    quiet = view.silent_s is not None and view.silent_s >= policies.quiet_after_s
    return (
        ("save_failed", bool(report and report.save_failed)),
        ("two_devices", sum(each.connected and each.report.state in _LIVE for each in heard) > 1),
        ("help", bool(report and report.help_called and view.status in _LIVE)),
        ("locked", view.status == "locked"),
        ("needs_proctor", for_proctor),
        ("awaiting_resume", waits and not for_proctor),
        ("disconnected", view.running and not linked),
        ("quiet", linked and view.status == "in_progress" and quiet),
        ("forked", bool(view.attempt and view.attempt.forked)),
        ("low_time", view.status == "in_progress" and 0 < view.remaining_ms <= LOW_TIME_MS),
    )
