"""Opens a sitting for the whole room: the opening code typed at the console becomes keys for the room's workstations.

The code is tried here and forgotten; nothing is stored. What the node answers opens nothing without such a workstation.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable
from threading import Lock

from question_packs.errors import KnownError
from question_packs.records.opening import seal_opening
from question_packs.records.orders import SittingOrder, open_key_slots
from question_packs.sealing.codes import normalise_code
from question_packs.sealing.keys import KeyPair

FREE_TRIES = 3
FIRST_WAIT_S = 5
LONGEST_WAIT_S = 60


class RoomOpening:
    """Safe for several threads. `key`: the node's own; `clock`: seconds, monotonic."""

    def __init__(self, key: KeyPair, clock: Callable[[], float] = time.monotonic) -> None:
        self._key = key
        self._clock = clock
        self._lock = Lock()
        self._failures: Counter[str] = Counter()
        self._wait_until: dict[str, float] = {}

    def keys(self, officer_id: str, order: SittingOrder, typed_code: str) -> str:
        """What an `OpenSitting` act of this order carries; takes about a second.

        Mistyped: `SEA-04`; wrong: `SEA-05`, and from the third time on the officer must wait (`ROM-26`); an order that is
        not for this node: `SEA-03`.
        """
        code = normalise_code(typed_code)
        self._count(officer_id)
        identities = open_key_slots(order, code, self._key)
        with self._lock:
            self._failures.pop(officer_id, None)
            self._wait_until.pop(officer_id, None)
        return seal_opening(identities, [each.recipient for each in order.devices if each.role == "device"])

    def _count(self, officer_id: str) -> None:
        """Counted before it is tried, so that many tries at once are slowed down too."""
        with self._lock:
            now = self._clock()
            waiting = self._wait_until.get(officer_id, now) - now
            if waiting > 0:
                raise KnownError("ROM-26", seconds=math.ceil(waiting))
            self._failures[officer_id] += 1
            self._wait_until[officer_id] = now + _wait_s(self._failures[officer_id])


def _wait_s(failures: int) -> int:
    """None for the first two wrong codes in a row, then 5 seconds, 10, 20, 40, 60, 60 …"""
    if failures < FREE_TRIES:
        return 0
    return min(LONGEST_WAIT_S, FIRST_WAIT_S << min(failures - FREE_TRIES, 10))
