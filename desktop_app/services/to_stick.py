"""What a PC writes to a stick: answers for the centre, or whole attempts for another PC of the room.

Called on the store's thread, with or without a window.
"""

from __future__ import annotations

from pathlib import Path

from desktop_app.services.act_book import ActBook
from desktop_app.services.sittings import Sittings
from desktop_app.services.workstation import Workstation
from question_packs.errors import KnownError


def hand_in_to_stick(workstation: Workstation, sittings: Sittings, folder: Path) -> int:
    """Write every segment that waits for a receipt, of all sittings; take in receipts that lie there. How many were written.

    A damaged store is told (`STO-…`) after the other sittings' answers were written.
    """
    road = workstation.stick(folder)
    sent, refusals = 0, []
    for order, syncer in sittings.syncers(lambda call: call()):
        try:
            sent += syncer.run_once(road).sent
            if order is not None and order.policies.show_result:
                syncer.fetch_results(road)
        except KnownError as error:
            refusals.append(error)
    if refusals:
        raise refusals[0]
    return sent


def carry_to_stick(workstation: Workstation, sittings: Sittings, folder: Path) -> int:
    """Write all that this PC recorded and all acts it holds, so that another PC of the room can go on; how many segments.

    Also what the centre has receipted already: the other PC may have no other way to it.
    """
    road = workstation.stick(folder, for_transfer=True)
    book = ActBook(workstation, sittings)
    for _, syncer in sittings.syncers(lambda call: call()):
        syncer.cut()
    written = 0
    for order, store in sittings.present():
        envelopes = store.segments()
        road.exchange(envelopes)
        written += len(envelopes)
        for act in book.envelopes(order.sitting_id) if order is not None else ():
            road.write_act(act)
    return written
