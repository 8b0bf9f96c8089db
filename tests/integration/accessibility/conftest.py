"""A desktop of the test's own: an X server, a session bus with the accessibility service, the kiosk, a screen reader."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer

from tests.all_kinds import PNG, exam_of_all_kinds
from tests.integration.accessibility.exam_on_screen import STICK
from tests.integration.pc.screens import x_server
from tests.rooms import build_room

KIOSK = (sys.executable, "-m", "tests.integration.accessibility.exam_on_screen")
# Debian's own Python has the bindings of the accessibility bus.
READER = ("/usr/bin/python3", str(Path(__file__).with_name("screen_reader.py")))
ACCESSIBLE = {"QT_QPA_PLATFORM": "xcb", "QT_ACCESSIBILITY": "1", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
PATIENCE_MS = 30_000


@dataclass(frozen=True)
class Heard:
    """One object of the tree, as a screen reader hears it."""

    role: str
    name: str
    description: str
    states: tuple[str, ...]
    text: str

    @property
    def takes_keyboard(self) -> bool:
        return "focusable" in self.states

    @property
    def words(self) -> str:
        return " ".join((self.name, self.description, self.text))


Tree = list[Heard]


class Talk:
    """A process that answers each line with a line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, line: str) -> str:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self.hear()

    def hear(self) -> str:
        assert self._process.stdout is not None
        answer = self._process.stdout.readline().strip()
        assert answer, "the process ended"
        return answer


@dataclass
class Desk:
    """A candidate's hands at the kiosk, and the ears of a screen reader."""

    hands: Talk
    ears: Talk

    def do(self, **act: object) -> None:
        """`item`, `stop`, `key` or `type`: see `exam_on_screen`."""
        answer = self.hands.ask(json.dumps(act))
        assert answer == "done", answer

    def hear(self) -> Tree:
        """All that is on the screen."""
        return [Heard(**{**each, "states": tuple(each["states"])}) for each in json.loads(self.ears.ask("exam_on_screen"))]

    def hear_until(self, condition: Callable[[Tree], bool]) -> Tree:
        """What the screen reader hears once `condition` holds: the bus is a little behind the screen."""
        deadline = QDeadlineTimer(PATIENCE_MS)
        while not condition(tree := self.hear()):
            assert not deadline.hasExpired(), "\n".join(map(str, tree))
        return tree


@contextmanager
def session_bus() -> Iterator[str]:
    """Its address. The accessibility service starts on it when somebody asks for it, and ends with it."""
    words = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as bus:
        assert bus.stdout is not None
        try:
            yield bus.stdout.readline().strip()
        finally:
            bus.terminate()


@contextmanager
def talk_to(command: tuple[str, ...], environment: dict[str, str]) -> Iterator[Talk]:
    """It ends when nobody talks to it any more."""
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            yield Talk(process)
            assert process.stdin is not None
            process.stdin.close()
            process.wait(PATIENCE_MS / 1000)
        finally:
            process.kill()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The exam of every kind of item is on the screen."""
    draft = exam_of_all_kinds()
    exam = (draft.test, list(draft.items), draft.media)
    room = build_room(tmp_path_factory.mktemp("ruang"), exam=exam, spares=0, stimuli=draft.stimuli)
    stick = room.folder / STICK
    stick.mkdir()
    (stick / "laporan.png").write_bytes(PNG)
    with ExitStack() as stack:
        display, bus = stack.enter_context(x_server()), stack.enter_context(session_bus())
        environment = {**os.environ, **ACCESSIBLE, "DISPLAY": display, "DBUS_SESSION_BUS_ADDRESS": bus}
        ears = stack.enter_context(talk_to(READER, environment))
        hands = stack.enter_context(talk_to((*KIOSK, str(room.pc), room.code), environment))
        assert hands.hear() == "exam"
        desk = Desk(hands, ears)
        desk.hear_until(bool)
        yield desk
