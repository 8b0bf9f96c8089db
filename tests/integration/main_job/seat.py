"""One exam-room PC with its real services and a person at it; only the window is missing, and the test moves its clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop_app.services.exam import ExamSession
from desktop_app.services.kiosk import Kiosk
from desktop_app.services.sittings import Sittings
from desktop_app.services.synchronise import Step, Synchroniser
from desktop_app.services.views import ReceiptView
from desktop_app.services.worker import InlineWorker
from desktop_app.services.workstation import Workstation
from desktop_app.store.attempts import SittingStore
from desktop_app.store.device import DeviceFolder
from question_packs.records import events as ev
from question_packs.records.receipts import Receipt
from sync_server.services.publish import PublishedSitting
from tests.rooms import ClockMachine, on_this_thread

FORM = "utama"


class SeatMachine(ClockMachine):
    """A PC with a name of its own."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def name(self) -> str:
        return self._name


class Seat:
    """A PC. `published` holds the secrets that the proctor and the candidates were given on paper."""

    def __init__(self, folder: Path, name: str, published: Mapping[str, PublishedSitting]) -> None:
        self.folder, self.published = folder, published
        self.machine = SeatMachine(name)
        self.receipts: list[Receipt] = []
        self._compose()

    def _compose(self) -> None:
        self.station = Workstation(DeviceFolder(self.folder), self.machine)
        self.sittings = Sittings(self.station)
        self.kiosk = Kiosk(self.station, self.sittings, InlineWorker())
        self.synchroniser = Synchroniser(self.station, self.sittings, on_this_thread)

    def close(self) -> None:
        self.synchroniser.close()
        self.sittings.close()

    def restart(self) -> None:
        """The program ends and starts again."""
        self.close()
        self._compose()

    def store(self, sitting: str) -> SittingStore:
        return self.sittings.store(sitting)

    def sit_down(self, sitting: str, number: str) -> ExamSession:
        """Number, PIN, rules, start token."""
        secret = self.published[sitting].credentials
        self.kiosk.sign_in(sitting, number, secret.pins[number])
        self.kiosk.accept_rules()
        return self.kiosk.start(secret.start_token)

    def sit(self, sitting: str, number: str, answers: str = "AAB-CA") -> ReceiptView:
        """A whole attempt: one letter for each item from the first on the screen on, `-` for none."""
        session = self.sit_down(sitting, number)
        answer(session, answers)
        receipts: list[ReceiptView] = []
        session.on_submitted = receipts.append
        session.submit("by_candidate")
        return receipts[0]

    def step(self) -> Step:
        """One round of the network's thread; the screen hears how far the centre has receipted."""
        step = self.synchroniser.step()
        self.receipts.extend(step.receipts)
        for receipt in step.receipts:
            reached = self.sittings.on_reached.get(receipt.attempt_id)
            if reached is not None:
                reached(receipt.sequence_reached)
        return step

    def unsent(self) -> int:
        return self.sittings.unsent()

    def lines(self, sitting: str, number: str) -> list[bytes]:
        return self.store(sitting).lines(attempt_of(sitting, number), 1)

    def days_pass(self, days: float, since: str) -> None:
        """The wall clock stands `days` after a moment of the centre's clock."""
        later = datetime.fromisoformat(since).astimezone(UTC) + timedelta(days=days)
        self.machine.wall_ms = int(later.timestamp() * 1000)


def answer(session: ExamSession, answers: str) -> None:
    """Answer item by item and stay at the last."""
    for number, letter in enumerate(answers):
        if number:
            session.next()
        if letter != "-":
            session.respond((letter,))


def attempt_of(sitting: str, number: str) -> str:
    return ev.attempt_id_of(sitting, number, FORM)
