"""Appoints the officers of a sitting: a key and a personal code for each, kept over the revisions of an order.

Whoever has a key from an earlier revision keeps it, and with it the code in the envelope of that revision: acts signed
before stay valid, and slips already handed out still work. The centre keeps no code, so a kept one cannot be printed again;
a lost one is replaced by publishing with new codes. Used by `publish`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from msgspec.structs import replace

from question_packs.records.officers import new_officer
from question_packs.records.orders import Officer
from question_packs.sealing.codes import new_opening_code
from sync_server.services.event_file import OfficerEntry


@dataclass(frozen=True)
class Appointed:
    """The officers as the order lists them. `codes`: name to code of each new key; `kept`: names whose code stays."""

    officers: tuple[Officer, ...]
    codes: dict[str, str]
    kept: tuple[str, ...]


def appoint(entries: Sequence[OfficerEntry], before: Sequence[Officer]) -> Appointed:
    """The officers of a sitting; takes up to a second for each who is not among those of the revision `before`."""
    known = {each.name: each for each in before}
    fresh = [each for each in entries if each.name not in known]
    new_codes = {each.name: new_opening_code() for each in fresh}
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        made = list(pool.map(lambda each: new_officer(each.name, each.nip, each.role, new_codes[each.name]), fresh))
    known |= {each.name: each for each in made}
    officers = tuple(replace(known[each.name], nip=each.nip, role=each.role) for each in entries)
    return Appointed(officers, new_codes, tuple(each.name for each in entries if each.name not in new_codes))
