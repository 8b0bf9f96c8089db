"""Who may sit down, and when: what the acts of a sitting say about sign-in and start. Pure; used by `services.kiosk`.

Every function takes acts in the order in which they came to this PC.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from msgspec.structs import replace

from desktop_app.services.act_book import concerns
from question_packs.errors import KnownError
from question_packs.records import acts as pa
from question_packs.records.acts import VerifiedAct
from question_packs.records.orders import RosterEntry, SittingOrder
from question_packs.sealing.codes import pin_matches

Allowance = Literal["full", "remaining"]
FREE_TRIES = 3
FIRST_WAIT_S = 5
LONGEST_WAIT_S = 60


@dataclass
class SignedIn:
    """The person at this PC, from sign-in to sign-out. `released`, `allowance`: what a one-time code allowed."""

    order: SittingOrder
    entry: RosterEntry
    attempt_id: str
    rules_accepted_at: str = ""
    released: bool = False
    allowance: Allowance | None = None


def sign_in_wait_s(failures: int) -> int:
    """Seconds to wait after so many wrong PINs in a row: none for the first three, then 5, 10, 20, 40, 60, 60 …"""
    if failures < FREE_TRIES:
        return 0
    return min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** min(failures - FREE_TRIES, 10))


def entry_of(order: SittingOrder, acts: Sequence[VerifiedAct], number: str) -> RosterEntry | None:
    """The candidate of this number, from the roster or admitted provisionally; a restart may have given another form."""
    entry = order.candidate(number)
    for act in acts:
        match act.act.body:
            case pa.AdmitProvisional(provisional) if provisional.candidate_number == number and entry is None:
                entry = provisional
            case pa.VoidAndRestart(candidate, form) if candidate == number and entry is not None:
                entry = replace(entry, form=form)
    return entry


def sits_at(books: Mapping[str, Sequence[VerifiedAct]], sitting_id: str, number: str) -> str:
    """The sitting to which the newest act moved the person of this number, from or to `sitting_id`; else `sitting_id`.

    `books`: sitting to its acts.
    """
    moves = [
        (instant_ms(act.act.at), place)
        for place, acts in books.items()
        for act in acts
        if isinstance(body := act.act.body, pa.AdmitProvisional)
        and body.entry.candidate_number == number
        and body.origin_sitting
        and sitting_id in (place, body.origin_sitting)
    ]
    return max(moves, default=(0, sitting_id))[1]


def released_at(acts: Sequence[VerifiedAct], number: str) -> str | None:
    """When the start was released for this candidate, by the console's clock; None while it is not, or not any more.

    The first release of everybody counts, or the newest that names the candidate.
    """
    at = None
    for act in acts:
        if not concerns(act, number):
            continue
        if isinstance(act.act.body, pa.StartExam):
            at = act.act.at if act.act.body.candidates or at is None else at
        elif isinstance(act.act.body, pa.UndoStart):
            at = None
    return at


def moved_to(acts: Sequence[VerifiedAct], number: str) -> VerifiedAct | None:
    """The newest transfer of the candidate's attempt, unless the person began anew since."""
    newest = None
    for act in acts:
        match act.act.body:
            case pa.Transfer(candidate) if candidate == number:
                newest = act
            case pa.UndoStart() | pa.VoidAndRestart() if concerns(act, number):
                newest = None
    return newest


def next_epoch(acts: Sequence[VerifiedAct], number: str, present: int) -> int:
    """The epoch of a new beginning: above `present`, this PC's own, and above every one that acts speak of."""
    undone = sum(isinstance(act.act.body, pa.UndoStart | pa.VoidAndRestart) for act in acts if concerns(act, number))
    moves = [act.act.body.to_epoch for act in acts if isinstance(act.act.body, pa.Transfer) and concerns(act, number)]
    return max(present + 1, undone + max(moves, default=1))


def check_start(here: SignedIn, acts: Sequence[VerifiedAct], token: str, now_ms: int) -> None:
    """Whether this person may start now (`now_ms`: wall clock, corrected).

    Closed: `SIG-07`; everybody is paused: `SIG-06`; wrong token: `SIG-04`; not released and no token: `DEL-06`; too late:
    `SIG-05`.
    """
    number = here.entry.candidate_number
    if any(isinstance(act.act.body, pa.CloseSitting) for act in acts):
        raise KnownError("SIG-07")
    if _everybody_is_paused(acts):
        raise KnownError("SIG-06")
    if token:
        if not pin_matches(here.order.start_token_verifier, token):
            raise KnownError("SIG-04")
    elif not is_released(here, acts):
        raise KnownError("DEL-06")
    cutoff_s, late_ms = here.order.policies.late_cutoff_s, since_release_ms(acts, number, now_ms)
    if cutoff_s is not None and late_ms > cutoff_s * 1000 and _allowance(here, acts) is None:
        raise KnownError("SIG-05")


def is_released(here: SignedIn, acts: Sequence[VerifiedAct]) -> bool:
    """Whether the person may start without a token."""
    return here.released or released_at(acts, here.entry.candidate_number) is not None


def instant_ms(instant: str) -> int:
    """An instant of a record as milliseconds since 1970."""
    return int(datetime.fromisoformat(instant).timestamp() * 1000)


def since_release_ms(acts: Sequence[VerifiedAct], number: str, now_ms: int) -> int:
    """How long ago the start was released; 0 where it was not, or where the clocks say it lies ahead."""
    at = released_at(acts, number)
    return 0 if at is None else max(0, now_ms - instant_ms(at))


def allotted_to(here: SignedIn, acts: Sequence[VerifiedAct], full_ms: int, now_ms: int) -> int:
    """The time of an attempt that starts now: all of it, or what is left for somebody who was admitted late so."""
    if _allowance(here, acts) != "remaining":
        return full_ms
    return max(0, full_ms - since_release_ms(acts, here.entry.candidate_number, now_ms))


def _allowance(here: SignedIn, acts: Sequence[VerifiedAct]) -> Allowance | None:
    number, found = here.entry.candidate_number, here.allowance
    for act in acts:
        match act.act.body:
            case pa.AdmitLate(candidate, allowance) if candidate == number:
                found = allowance
    return found


def _everybody_is_paused(acts: Sequence[VerifiedAct]) -> bool:
    """Whether the newest act about everybody's clock is a pause."""
    newest = None
    for act in acts:
        match act.act.body:
            case (pa.Pause() | pa.Resume()) as body if not body.candidates:
                newest = body
    return isinstance(newest, pa.Pause)
