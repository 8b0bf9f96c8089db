"""One PC of the room with the person at it, and what that person was shown.

The PC is a real workstation process without a window (`tests.room.headless`), or one with a window (`window_seat`): both
obey the same commands.
"""

from __future__ import annotations

import signal
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.demo_room.processes import Talker

# One save as the screen showed it: epoch, sequence, item, response.
Save = tuple[int, int, str, tuple[str, ...]]


@dataclass
class Person:
    """A candidate: what was given on any PC, and what any PC showed as saved."""

    number: str
    name: str
    pin: str
    given: dict[str, tuple[str, ...]] = field(default_factory=dict)
    saves: list[Save] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def saved(self) -> dict[str, tuple[str, ...]]:
        """The newest answer of each item that was shown as saved."""
        return {item: response for _, _, item, response in self.saves}


class Seat:
    """A PC. `node`: the address typed there, empty: a PC that never has a network."""

    def __init__(self, name: str, state: Path, node: str, display: str = "") -> None:
        self.name, self.state, self.node, self._display = name, state, node, display
        module = "tests.demo_room.window_seat" if display else "tests.room.headless"
        self.talker = Talker(name, module, state.parent / f"{name}.log", display)
        self.talker.hear = self._hear
        self.person: Person | None = None
        self.ready = self.linked = self.resumed = False
        self.status: dict[str, Any] = {}
        self.submitted = self.receipted = False
        self.bugs: list[str] = []

    # --- power

    def start(self, confirm_s: float = 1.0) -> None:
        """Switch it on."""
        self.ready = self.linked = False
        self.status = {}
        options: list[object] = [self.state, "--name", self.name, "--confirm-s", confirm_s]
        options += ["--node", self.node] if self.node else ["--offline"]
        self.talker.start(*options)

    def cut_power(self) -> None:
        self.talker.kill()
        self.linked = False

    def freeze(self) -> None:
        self.talker.signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self.talker.signal(signal.SIGCONT)

    # --- what it tells

    def _hear(self, told: dict[str, Any]) -> None:
        hear = getattr(self, f"_hear_{told['event']}", None)
        if hear is not None:
            hear(told)

    def _hear_ready(self, told: dict[str, Any]) -> None:
        self.ready, self.resumed = True, told["resumed"]

    def _hear_linked(self, told: dict[str, Any]) -> None:
        self.linked = told["connected"]

    def _hear_given(self, told: dict[str, Any]) -> None:
        if self.person is not None:
            self.person.given[told["item"]] = tuple(told["response"])

    def _hear_saved(self, told: dict[str, Any]) -> None:
        if self.person is not None:
            self.person.saves += [(told["epoch"], seq, item, tuple(response)) for seq, item, response in told["answers"]]

    def _hear_status(self, told: dict[str, Any]) -> None:
        self.status = told

    def _hear_submitted(self, told: dict[str, Any]) -> None:
        self.submitted = True

    def _hear_receipted(self, told: dict[str, Any]) -> None:
        self.receipted = True

    def _hear_bug(self, told: dict[str, Any]) -> None:
        self.bugs.append(f"{self.name}: {told['error']}")

    @property
    def state_now(self) -> str:
        return str(self.status.get("state", ""))

    # --- what the person does

    def sign_in(self, sitting: str, person: Person) -> Future[dict[str, Any]]:
        """Type number and PIN, read the rules."""
        self.person = person
        return self.talker.send("sign_in", sitting=sitting, number=person.number, pin=person.pin)

    def wait_state(self, *states: str, patience_s: float = 60.0) -> None:
        self.talker.wait(lambda: self.state_now in states, f"{' or '.join(states)} (is {self.state_now})", patience_s)
