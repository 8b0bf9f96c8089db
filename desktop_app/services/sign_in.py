"""The sign-in desk of a PC: number and PIN, waiting after wrong ones, and one-time codes at the pages before an exam.

Called on the store's thread by `services.kiosk`.
"""

from __future__ import annotations

from desktop_app.services import admission
from desktop_app.services.act_book import ActBook
from desktop_app.services.admission import SignedIn
from desktop_app.services.one_time import challenge_of, spend
from desktop_app.services.sittings import Sittings
from desktop_app.services.workstation import Workstation
from question_packs.errors import KnownError
from question_packs.records.act_codes import CodeKind
from question_packs.records.orders import RosterEntry, SittingOrder
from question_packs.sealing.codes import pin_matches


class SignInDesk:
    """Knows who tried last, so that the proctor can release that person's sign-in by a code."""

    def __init__(self, workstation: Workstation, sittings: Sittings, book: ActBook) -> None:
        self._workstation = workstation
        self._sittings = sittings
        self._book = book
        self._tried = ("", "")
        self._wait_until_ms = 0

    def identify(self, order: SittingOrder, number: str, pin: str) -> RosterEntry:
        """The person of this number and PIN. Wrong: `SIG-01`; while one must wait: `SIG-02`; moved elsewhere: `SIG-08`.

        Numbers that nobody has count together: guessing them is slowed down as well.
        """
        store = self._sittings.store(order.sitting_id)
        now_ms = self._workstation.machine.moment().boot_ms
        if now_ms < self._wait_until_ms and not self._was_released():
            raise KnownError("SIG-02", seconds=-(-(self._wait_until_ms - now_ms) // 1000))
        entry = admission.entry_of(order, self._book.all(order.sitting_id), number)
        if entry is None or not pin_matches(entry.pin_verifier, pin):
            counted = number if entry else ""
            self._tried = (order.sitting_id, counted)
            self._wait_until_ms = now_ms + 1000 * admission.sign_in_wait_s(store.count_sign_in_failure(counted))
            raise KnownError("SIG-01")
        store.forget_sign_in_failures(number)
        self._refuse_who_sits_elsewhere(order, number)
        return entry

    def _refuse_who_sits_elsewhere(self, order: SittingOrder, number: str) -> None:
        """Nobody sits twice: who was moved to another sitting that this PC knows of begins here no more."""
        books = {each: self._book.all(each) for each in self._book.held()}
        place = admission.sits_at(books, order.sitting_id, number)
        begun = self._sittings.store(order.sitting_id).attempts()
        if place != order.sitting_id and all(row.candidate_number != number for row in begun):
            raise KnownError("SIG-08", sitting=self._workstation.order(place).sitting_title)

    def _was_released(self) -> bool:
        """The proctor made this PC forget the wrong PINs that one waits for."""
        sitting_id, number = self._tried
        return bool(sitting_id) and not self._sittings.store(sitting_id).sign_in_failures(number)

    def challenge(self, here: SignedIn | None) -> str:
        """What the screen shows for a one-time code: of the person here, or of who tried last; empty: of nobody."""
        sitting_id, number = self._concerned(here)
        return challenge_of(self._sittings.store(sitting_id), number) if number else ""

    def answer(self, here: SignedIn | None, kind: CodeKind, typed: str, parameter: str) -> None:
        """Take a code, once (`ACT-03`, `SEA-04`); `DEL-11` for a kind that has no use before an exam."""
        sitting_id, number = self._concerned(here)
        if not number or not (kind == "release_sign_in" or (here is not None and kind in ("start", "admit_late"))):
            raise KnownError("DEL-11")
        store = self._sittings.store(sitting_id)
        spend(store, self._workstation.order(sitting_id), kind, number, typed, parameter)
        if kind == "release_sign_in":
            store.forget_sign_in_failures(number)
        elif here is not None and kind == "start":
            here.released = True
        elif here is not None:
            here.allowance = "full" if parameter == "full" else "remaining"

    def _concerned(self, here: SignedIn | None) -> tuple[str, str]:
        return (here.order.sitting_id, here.entry.candidate_number) if here else self._tried
