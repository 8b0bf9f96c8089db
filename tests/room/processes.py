"""A centre, a room node and many workstations, each a process of its own, for measurements and fault tests of a room.

What every process tells is read by a thread of its own, so that a hundred of them can be listened to at once.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sync_server.services.node.files import RoomFiles
from tests.integration.room_node.node_room import Machine, furnish_node, node_folder, open_node, real_centre
from tests.rooms import PIN, SITTING, TOKEN, Room

WAIT_S = 120.0
Told = dict
T = TypeVar("T")


class Workstation:
    """A workstation process. `told`: every event so far, in order."""

    def __init__(self, number: str, *arguments: str, within: Sequence[str] = ()) -> None:
        """`within`: a command that runs it elsewhere, such as in a network namespace."""
        self.number = number
        self.told: list[Told] = []
        self._bugs = 0
        self._news = threading.Condition()
        command = [*within, sys.executable, "-m", "tests.room.headless", *arguments]
        self._running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()

    def _listen(self) -> None:
        assert self._running.stdout is not None
        for line in self._running.stdout:
            told = json.loads(line)
            with self._news:
                self.told.append(told)
                self._bugs += told["event"] == "bug"
                self._news.notify_all()

    def order(self, do: str, **facts: object) -> None:
        """A command, without waiting for its answer."""
        assert self._running.stdin is not None
        self._running.stdin.write(json.dumps({"do": do, **facts}) + "\n")
        self._running.stdin.flush()

    def say(self, do: str, **facts: object) -> Told:
        """A command, and how it was answered."""
        before = len(self.told)
        self.order(do, **facts)
        return self.wait(lambda told: told["event"] in ("done", "refused") and told["do"] == do, before)

    def wait(self, condition: Callable[[Told], bool], since: int = 0) -> Told:
        """The first event from position `since` that fulfils the condition; waited for."""
        return self._until(lambda: next(filter(condition, self.told[since:]), None))

    def _until(self, find: Callable[[], T | None]) -> T:
        """What `find` finds; looked for again whenever something is told."""
        with self._news:
            self._news.wait_for(lambda: find() or self._bugs, WAIT_S)
            found = find()
        assert found, f"{self.number}: waited in vain, last told {self.told[-3:]}"
        return found

    def wait_many(self, event: str, count: int, since: int = 0) -> list[Told]:
        """The first `count` events of that name from position `since`; waited for."""
        return self._until(lambda: self._first(event, count, since))

    def _first(self, event: str, count: int, since: int) -> list[Told] | None:
        found = [told for told in self.told[since:] if told["event"] == event]
        return found[:count] if len(found) >= count else None

    def wait_event(self, event: str, since: int = 0, **facts: object) -> Told:
        """The first event of that name with those facts."""
        return self.wait(lambda told: told["event"] == event and facts.items() <= told.items(), since)

    def sit_down(self, pace_s: float) -> None:
        """Signs in, starts and answers at that pace."""
        self.wait_event("linked", connected=True)
        self.say("sign_in", sitting=SITTING, number=self.number, pin=PIN)
        started = self.say("start", token=TOKEN)
        assert started["event"] == "done", started
        self.say("answer", pace_s=pace_s)

    def quit(self) -> None:
        """Ends by itself, in order."""
        self.say("quit")
        assert self._running.wait(WAIT_S) == 0

    def end(self) -> None:
        """As a power cut ends it."""
        self._running.kill()
        self._running.wait()
        self._listening.join()
        for pipe in (self._running.stdin, self._running.stdout):
            assert pipe is not None
            pipe.close()


def new_centre_folder(room: Room, folder: Path) -> Path:
    """A centre with this room's keys, machines and order, ready to be served."""
    real_centre(room, folder).database.close()
    return folder


def new_node_folder(room: Room, folder: Path, centre: tuple[str, Path] | None = None) -> Path:
    """A furnished room node, ready to be served. `centre`: the address and folder of the centre above it."""
    above = (centre[0], (centre[1] / "tls" / "certificate.pem").read_text()) if centre else None
    made = open_node(node_folder(room, folder, centre=above))
    furnish_node(made, room)
    made.database.close()
    return folder


def certificate_of(node: Path) -> str:
    """The certificate that a node's callers pin."""
    return RoomFiles.open(node).certificate_path.read_text()


@contextmanager
def served(
    folder: Path, port: int, *, is_room: bool, host: str = "127.0.0.1", within: Sequence[str] = ()
) -> Iterator[subprocess.Popen[str]]:
    """The centre or room node as a process that answers; killed at the end. `within`: a command that runs it elsewhere."""
    role = ["--room"] if is_room else []
    command = [*within, sys.executable, "-m", "sync_server", "serve", *role, "--data", str(folder)]
    with subprocess.Popen([*command, "--host", host, "--port", str(port)], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            while f":{port}" not in process.stdout.readline():
                assert process.poll() is None, "the server ended"
            yield process
        finally:
            process.kill()


def officer(room: Room, node: Path, port: int) -> Machine:
    """The proctor's end of a served node."""
    return Machine(f"https://127.0.0.1:{port}", certificate_of(node), room.officers["Pengawas Satu"])
