"""A proctor beside a PC: signs acts by the PC's own wall clock, and reads one-time codes from the console's side."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from msgspec.structs import replace

from question_packs.records.act_codes import answer_challenge
from question_packs.records.acts import Act, ActBody, VerifiedAct, sign_act
from question_packs.records.orders import Policies
from question_packs.records.room import ActOutcome
from tests.rooms import ROOM, SITTING, Pc

ONE, TWO = ("Pengawas Satu",), ("Pengawas Satu", "Pengawas Dua")


@dataclass
class Proctor:
    """Acts on one PC, as the live link would bring them."""

    pc: Pc

    def __post_init__(self) -> None:
        self.outcomes: list[ActOutcome] = []
        self.statuses: list[str] = []

    def sign(self, body: ActBody, by: tuple[str, ...] = ONE, reason: str = "alasan") -> bytes:
        room = self.pc.room
        act = Act("lontar.act/1", uuid4().hex, SITTING, ROOM, self.pc.machine.moment().wall_time, reason, body)
        return sign_act(act, [room.officers[name] for name in by])

    def send(self, body: ActBody, by: tuple[str, ...] = ONE, reason: str = "alasan") -> VerifiedAct:
        """Bring an act to the PC while no session runs."""
        act = self.pc.kiosk.acts.take(self.sign(body, by, reason))
        assert act is not None
        self.outcomes += self.pc.kiosk.settle(act)
        return act

    def tell(self, session: object, body: ActBody, by: tuple[str, ...] = ONE, reason: str = "alasan") -> VerifiedAct:
        """Bring an act to the PC whose session runs."""
        self.listen(session)
        act = self.pc.kiosk.acts.take(self.sign(body, by, reason))
        assert act is not None
        session.apply(act)
        return act

    def listen(self, session: object) -> None:
        session.on_outcome = self.outcomes.append
        session.on_status = lambda status: self.statuses.append(status.state)

    @property
    def codes(self) -> list[str]:
        """Of every outcome: nothing where the act was applied, else why not."""
        return [each.code for each in self.outcomes]

    def read_out(self, kind: str, challenge: str, parameter: str = "", candidate: str = "001") -> str:
        """The code that the console answers to a challenge."""
        return answer_challenge(self.pc.room.order, kind, challenge, candidate, parameter)


def under(pc: Pc, **policies: object) -> Pc:
    """The same PC with an order of these policies."""
    order = replace(pc.room.order, revision=3, policies=Policies(**policies))
    pc.station.install_order(pc.room.seal(order))
    return pc
