"""The act book of a workstation: every proctor act of its sittings, verified, durable, in the order of coming.

The room node, a stick or another workstation may bring an act, in any order and any number of times; this PC believes only
the officers of its own installed order. Called on the store's thread.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from desktop_app.services.sittings import Sittings
from desktop_app.services.workstation import Workstation
from question_packs.errors import KnownError
from question_packs.records import acts as pa
from question_packs.records.acts import VerifiedAct, candidates_of, peek_act, verify_act
from question_packs.records.orders import SittingOrder

log = logging.getLogger(__name__)


class ActBook:
    """All acts that this PC holds."""

    def __init__(self, workstation: Workstation, sittings: Sittings) -> None:
        self._workstation = workstation
        self._sittings = sittings
        self._books: dict[str, dict[str, VerifiedAct]] = {}

    def take(self, envelope: bytes) -> VerifiedAct | None:
        """Verify an act and keep it durably; None if it was known already. What it does at sign-in counts from now on.

        Refused, and nothing kept: as `verify_act`, `ORD-03` (no order of its sitting here), `ACT-05` (a form that the
        sitting has not).
        """
        order = self._workstation.order(peek_act(envelope).sitting_id)
        act = verify_act(envelope, order)
        _refuse_unknown_form(act.act.body, order)
        book = self._book(order.sitting_id)
        if act.act.act_id in book:
            return None
        store = self._sittings.store(order.sitting_id)
        store.keep_act(act.act.act_id, envelope)
        book[act.act.act_id] = act
        if isinstance(act.act.body, pa.ReleaseSignIn):
            store.forget_sign_in_failures(act.act.body.candidate)
        return act

    def held(self) -> dict[str, tuple[str, ...]]:
        """Ids of the acts held, by sitting, for every sitting whose order is installed here and not forgotten."""
        folder = self._workstation.folder
        sittings = [each for each in self._workstation.orders() if not folder.is_forgotten(each)]
        return {each: tuple(self._book(each)) for each in sittings}

    def envelope(self, act_id: str) -> bytes | None:
        """The signed bytes of one act."""
        found = (self._book(sitting)[act_id].envelope for sitting, ids in self.held().items() if act_id in ids)
        return next(found, None)

    def envelopes(self, sitting_id: str) -> list[bytes]:
        """The signed bytes of all acts of a sitting, in the order of coming."""
        return [act.envelope for act in self._book(sitting_id).values()]

    def all(self, sitting_id: str) -> list[VerifiedAct]:
        """All acts of a sitting, in the order of coming."""
        return list(self._book(sitting_id).values())

    def about(self, sitting_id: str, candidate_number: str) -> list[VerifiedAct]:
        """The acts that concern a candidate, those for everybody among them, in the order of coming."""
        return [act for act in self._book(sitting_id).values() if concerns(act, candidate_number)]

    def pending(self, sitting_id: str, candidate_number: str) -> list[VerifiedAct]:
        """Those of them that are not settled for this candidate on this PC."""
        settled = self._sittings.store(sitting_id).settled_acts(candidate_number)
        return [act for act in self.about(sitting_id, candidate_number) if act.act.act_id not in settled]

    def _book(self, sitting_id: str) -> dict[str, VerifiedAct]:
        if sitting_id not in self._books:
            # A sitting that was never opened here has no store yet, and is given none for asking.
            known = self._workstation.folder.has_sitting(sitting_id)
            kept = self._sittings.store(sitting_id).acts() if known else ()
            self._books[sitting_id] = _verified(kept, self._workstation.order(sitting_id))
        return self._books[sitting_id]


def concerns(act: VerifiedAct, candidate_number: str) -> bool:
    """Whether an act is about this candidate, by number or because it is for everybody."""
    meant = candidates_of(act.act.body)
    return meant is None or candidate_number in meant


def _verified(envelopes: Sequence[bytes], order: SittingOrder) -> dict[str, VerifiedAct]:
    """Kept acts, verified once more: an officer whom a newer order has not any more decides nothing."""
    book = {}
    for envelope in envelopes:
        try:
            act = verify_act(envelope, order)
        except KnownError as error:
            log.warning("kept act refused: %s", error.code)
        else:
            book[act.act.act_id] = act
    return book


def _refuse_unknown_form(body: pa.ActBody, order: SittingOrder) -> None:
    match body:
        case pa.VoidAndRestart(_, form):
            wanted = form
        case pa.AdmitProvisional(entry):
            wanted = entry.form
        case _:
            return
    if wanted not in {each.form for each in order.forms}:
        raise KnownError("ACT-05", form=wanted)
