"""The proctor: what a scene does at the console and what it waits to see there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.demo_room.processes import PATIENCE_S, Talker, until

Facts = dict[str, Any]


class Console:
    """The console's process, worked by the names of its controls."""

    def __init__(self, folder: Path, pictures: Path, display: str) -> None:
        self._folder, self._pictures = folder, pictures
        self.talker = Talker("console", "tests.demo_room.console_driver", folder / "console.log", display)
        self._taken = 0

    def start(self, address: str) -> None:
        self.talker.start(self._folder / "console", "--node", address)

    # --- hands

    def click(self, name: str, patience_s: float = 20.0) -> None:
        """Press a control as soon as it can be pressed."""
        until(lambda: self.can(name), f"{name} at the console", patience_s)
        self.talker.say("click", name=name)

    def type(self, name: str, text: str) -> None:
        until(lambda: self.sees(name), f"{name} at the console", 20)
        self.talker.say("type", name=name, text=text)

    def choose(self, name: str, text: str) -> None:
        self.talker.say("choose", name=name, text=text)

    def can(self, name: str) -> bool:
        return bool(self.talker.say("see", name=name)["enabled"])

    def sees(self, name: str) -> bool:
        return bool(self.talker.say("see", name=name)["seen"])

    def text(self, name: str) -> str:
        return str(self.talker.say("text", name=name)["text"])

    def go(self, page: str = "map") -> None:
        """Show a page of the rail."""
        self.talker.say("go", page=page)

    def person(self, number: str, act: str = "") -> None:
        """Open a person, and press one of the acts there."""
        self.talker.say("person", number=number)
        if act:
            self.click(f"act-{act}")

    def confirm(self, reason: str = "", choice: str = "", second: tuple[str, str] | None = None) -> None:
        """Fill in the dialog of an act and confirm it. `second`: name and code of a second officer."""
        if choice:
            self.choose("act-option", choice)
        if reason:
            self.type("act-reason", reason)
        if second is not None:
            self.choose("second-officer", second[0])
            self.type("second-code", second[1])
        self.click("dialog-confirm")
        until(lambda: not self.sees("dialog-confirm"), "the dialog to close", 20)

    def act(self, kind: str, reason: str = "", **fields: object) -> str:
        """An act for which the console has no button."""
        return str(self.talker.say("act", body={"kind": kind, **fields}, reason=reason)["act_id"])

    # --- eyes

    def room(self) -> Facts:
        """What the console shows now; nothing before somebody signed in."""
        return self.talker.say("room")["room"] or {"seats": {}, "acts": [], "link": "", "counts": {}, "outage": None}

    def wait(self, condition: Callable[[Facts], object], what: str, patience_s: float = PATIENCE_S) -> None:
        until(lambda: condition(self.room()), f"the console to show {what}", patience_s)

    def wait_applied(self, kind: str, patience_s: float = 30.0) -> None:
        """Until the newest act of a kind was carried out wherever it concerns somebody."""
        newest = lambda room: next((each for each in room["acts"] if each["kind"] == kind), {})  # noqa: E731
        self.wait(lambda room: newest(room).get("status") == "applied", f"{kind} as applied", patience_s)

    def wait_seat(self, number: str, *statuses: str) -> None:
        self.wait(lambda room: room["seats"].get(number, {}).get("status") in statuses, f"{number} {'/'.join(statuses)}")

    def picture(self, name: str) -> None:
        """Photograph the screen."""
        self._taken += 1
        self.talker.say("picture", path=str(self._pictures.resolve() / f"{self._taken:02}-{name}.png"))

    # --- signing in

    def sign_in(self, officer: str, code: str, picture: bool = False) -> None:
        """Compare the digits if they are asked for, choose the name, type the code."""
        until(lambda: self.can("same-digits") or self.sees("officer-code"), "the node at the console")
        if self.can("same-digits"):
            if picture:
                self.picture("angka-simpul")
            self.click("same-digits")
        until(lambda: self.sees("officer-code"), "the sittings at the console")
        self.choose("officer", officer)
        self.type("officer-code", code)
        if picture:
            self.picture("masuk")
        self.click("enter-console")
        until(lambda: bool(self.room()["seats"]), "the room at the console")
