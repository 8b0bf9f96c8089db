"""The officers of a house's room: an order that names them, and acts that they sign."""

from __future__ import annotations

from msgspec.structs import replace

from question_packs.records import acts as ac
from question_packs.records.orders import Officer, SittingOrder
from question_packs.sealing.keys import KeyPair
from tests.integration.centre.house import House
from tests.samples import FORM, SITTING, candidate, sitting_order

AT = "2026-01-05T02:00:00Z"
ROLES = {"Pengawas Satu": "proctor", "Pengawas Dua": "proctor", "Petugas Satu": "registrar"}


class Crew:
    """The officers of the house's room, and their acts."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.keys = {name: KeyPair.generate(name, role) for name, role in ROLES.items()}
        self.order = self.publish(2)

    def publish(self, revision: int, *names: str) -> SittingOrder:
        """A further revision whose officers are `names` (default: all)."""
        people = [candidate(number, FORM) for number in ("001", "002", "003")]
        officers = tuple(Officer(name, "", ROLES[name], self.keys[name].public, "") for name in names or ROLES)
        machines = (self.house.device.public,)
        order = replace(sitting_order(*people), revision=revision, officers=officers, devices=machines)
        self.house.put_order(order)
        return order

    def act(self, body: ac.ActBody, *by: str, number: int = 1, reason: str = "alasan", at: str = AT) -> bytes:
        """An act of the sitting; `number` is its id."""
        act = ac.Act("lontar.act/1", f"{number:032x}", SITTING, "ruang-1", at, reason, body)
        return ac.sign_act(act, [self.keys[name] for name in by or ("Pengawas Satu",)])
