"""The opening and the closing of sittings on this PC: by the code of the envelope, or by the proctors' act.

An act that cannot be carried out yet (a pack is missing, somebody still works here) waits and is tried again. Called on the
store's thread by `services.kiosk`.
"""

from __future__ import annotations

import logging

from desktop_app.services.act_book import ActBook
from desktop_app.services.packs import OpenPacks
from desktop_app.services.sittings import Sittings
from desktop_app.services.supervision import outcome_of
from desktop_app.services.workstation import Workstation
from desktop_app.store.attempts import SittingStore
from question_packs.errors import KnownError
from question_packs.pack.reader import OpenPack, VerifiedPack
from question_packs.records.acts import CloseSitting, OpenSitting, VerifiedAct, is_for_machines
from question_packs.records.opening import open_opening
from question_packs.records.orders import SittingOrder, open_key_slots
from question_packs.records.room import ActOutcome
from question_packs.sealing.codes import normalise_code

log = logging.getLogger(__name__)

# Acts of this kind are about the PC: nobody's number stands beside what became of them.
_NOBODY = ""


class Opening:
    """Opens and closes. `_told`: the code with which an act that still waits failed last."""

    def __init__(self, workstation: Workstation, sittings: Sittings, packs: OpenPacks, book: ActBook) -> None:
        self._workstation = workstation
        self._sittings = sittings
        self._packs = packs
        self._book = book
        self._told: dict[str, str] = {}

    def open_by_code(self, sitting_id: str, typed_code: str) -> None:
        """Open the packs of a sitting (about a second). As `open_key_slots`, and `OPN-01` after the closing, `PCK-…`."""
        normalise_code(typed_code)
        order, store = self._workstation.order(sitting_id), self._sittings.store(sitting_id)
        packs = self._packs_to_open(order, store)
        self._open(store, packs, open_key_slots(order, typed_code, self._workstation.device()))

    def close_by_code(self, sitting_id: str, typed_code: str) -> None:
        """Close the sitting; its code is used up. Not while a candidate is still sitting (`OPN-02`)."""
        order = self._workstation.order(sitting_id)
        open_key_slots(order, typed_code, self._workstation.device())
        self._close(self._sittings.store(sitting_id))

    def carry_out(self, sitting_id: str) -> list[ActOutcome]:
        """Do what the acts of a sitting ask of this PC and is not done yet; what is new about them."""
        settled = self._sittings.store(sitting_id).settled_acts(_NOBODY)
        waiting = [each for each in self._book.all(sitting_id) if is_for_machines(each.act.body)]
        outcomes = [self._carry_out(each) for each in waiting if each.act.act_id not in settled]
        return [each for each in outcomes if each is not None]

    def carry_out_everything(self) -> list[ActOutcome]:
        """As `carry_out`, for all sittings: something changed that an act may have waited for. A damaged one is left out."""
        outcomes: list[ActOutcome] = []
        for order, _ in self._sittings.present():
            try:
                outcomes += self.carry_out(order.sitting_id) if order is not None else []
            except KnownError as error:
                log.error("acts for this PC not looked at: %s", error.code)
        return outcomes

    def _carry_out(self, act: VerifiedAct) -> ActOutcome | None:
        act_id, code = act.act.act_id, ""
        try:
            self._do(act)
        except KnownError as error:
            code = error.code
            if self._told.get(act_id) == code:
                return None
            log.warning("act for this PC not carried out: %s", code)
        else:
            self._sittings.store(act.act.sitting_id).settle_acts(_NOBODY, [act_id])
        self._told[act_id] = code
        return outcome_of(act_id, self._workstation.device().key_id, _NOBODY, code, self._workstation.machine.moment())

    def _do(self, act: VerifiedAct) -> None:
        store = self._sittings.store(act.act.sitting_id)
        match act.act.body:
            case OpenSitting(keys):
                packs = self._packs_to_open(self._workstation.order(act.act.sitting_id), store)
                self._open_sealed(store, packs, keys)
            case CloseSitting():
                self._close(store)

    def _open_sealed(self, store: SittingStore, packs: list[VerifiedPack], keys: str) -> None:
        """Damaged, sealed to others, or of other packs: `OPN-04`."""
        try:
            self._open(store, packs, open_opening(keys, self._workstation.device()))
        except KnownError as error:
            if error.code not in ("REC-01", "SEA-03"):
                raise
            raise KnownError("OPN-04") from error

    def _packs_to_open(self, order: SittingOrder, store: SittingStore) -> list[VerifiedPack]:
        if store.closed:
            raise KnownError("OPN-01")
        packs = [*order.forms, *([order.practice] if order.practice else [])]
        return [self._workstation.pack(digest) for digest in dict.fromkeys(each.pack_digest for each in packs)]

    def _open(self, store: SittingStore, packs: list[VerifiedPack], identities: dict[str, str]) -> None:
        """Keep the identities once they have really opened the packs; one that opens nothing: `SEA-03`."""
        for pack in packs:
            OpenPack(pack, identities.get(pack.digest, ""))
        store.remember_opened({pack.digest: identities[pack.digest] for pack in packs})
        self._packs.forget()
        log.info("sitting opened")

    def _close(self, store: SittingStore) -> None:
        if any(not (row.submitted or row.moved) for row in store.attempts()):
            raise KnownError("OPN-02")
        store.close_sitting()
        self._packs.forget()
        log.info("sitting closed")
