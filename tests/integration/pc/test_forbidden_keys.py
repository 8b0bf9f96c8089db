"""Keys that leave an exam do not: pressed by xdotool at the real kiosk, over a window manager that acts on them (row 24)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from tests.integration.pc.screens import on
from tests.rooms import Room, build_room

T = TypeVar("T")
COMBINATIONS = ["alt+Tab", "alt+F4", "Print", "ctrl+alt+t", "super+d", "super+Tab", "ctrl+alt+Delete", "alt+space", "alt+F2"]
_PATIENCE_S = 30

OTHER_PROGRAM = """
import sys
from PySide6.QtWidgets import QApplication, QLineEdit
app = QApplication([])
field = QLineEdit(windowTitle="program lain")
field.textChanged.connect(lambda text: print(text, flush=True))
field.show()
app.exec()
"""


def openbox_rules(folder: Path) -> str:
    """Every combination leaves a mark when the window manager gets it; Alt+Tab and Alt+F4 do what they do everywhere."""
    names = {"alt": "A", "ctrl": "C", "super": "W"}
    binds = []
    for combination in COMBINATIONS:
        *modifiers, key = combination.split("+")
        openbox = "-".join([*(names[each] for each in modifiers), key])
        mark = f"<action name='Execute'><command>touch {folder / combination}</command></action>"
        also = {"alt+Tab": "<action name='NextWindow'/>", "alt+F4": "<action name='Close'/>"}.get(combination, "")
        binds.append(f"<keybind key='{openbox}'>{mark}{also}</keybind>")
    return f"<openbox_config xmlns='http://openbox.org/3.4/rc'><keyboard>{''.join(binds)}</keyboard></openbox_config>"


class Desk:
    """A desktop with a window manager, another program, and the exam over both."""

    def __init__(self, folder: Path, display: str) -> None:
        self.display, self.marks = display, folder / "marks"
        self.marks.mkdir()
        self.environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        (folder / "rc.xml").write_text(openbox_rules(self.marks))
        self.running: list[subprocess.Popen[str]] = []
        self.start("openbox", "--config-file", str(folder / "rc.xml"))
        until(lambda: "_NET_SUPPORTING_WM_CHECK" in on(display, "xprop", "-root"))
        self.other = self.start(sys.executable, "-c", OTHER_PROGRAM)
        until(lambda: self.window_of("program lain"))

    def start(self, *command: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            command,
            env=self.environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.running.append(process)
        return process

    def window_of(self, title: str) -> str:
        found = subprocess.run(
            ["xdotool", "search", "--name", title], env=self.environment, capture_output=True, text=True, check=False
        )
        return found.stdout.strip()

    def press(self, *keys: str) -> None:
        on(self.display, "xdotool", "key", *keys)

    def marked(self) -> set[str]:
        return {each.name for each in self.marks.iterdir()}

    def end(self) -> None:
        for process in self.running:
            process.kill()
            process.communicate()


class Exam:
    """The kiosk over the desktop."""

    def __init__(self, desk: Desk, room: Room, state: Path) -> None:
        shutil.copytree(room.pc, state)
        self.state = state
        self.process = desk.start(sys.executable, "-m", "tests.integration.pc.exam_in_front", str(state), room.code)
        assert self._line() == "exam"

    def sees(self) -> dict[str, object]:
        assert self.process.stdin is not None
        self.process.stdin.write("?\n")
        self.process.stdin.flush()
        return json.loads(self._line())

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


def until(condition: Callable[[], T]) -> T:
    """Ask again and again what another process tells nobody by itself."""
    give_up = time.monotonic() + _PATIENCE_S
    while not (found := condition()):
        assert time.monotonic() < give_up, "it never came"
    return found


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return build_room(tmp_path_factory.mktemp("ruang"))


@pytest.fixture
def desk(display: str, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path, display)
    yield made
    made.end()


def test_without_the_exam_every_one_of_these_keys_does_something(desk: Desk) -> None:
    """The rig bites: else the test below would prove nothing."""
    for combination in COMBINATIONS:
        desk.press(combination)
        until(lambda each=combination: each in desk.marked())
    until(lambda: desk.other.poll() is not None)


def test_with_the_exam_none_of_them_does_and_letters_reach_it(desk: Desk, room: Room, tmp_path: Path) -> None:
    exam = Exam(desk, room, tmp_path / "pc")
    for number, combination in enumerate(COMBINATIONS):
        letter = "ABCDE"[number % 5]
        desk.press(combination)
        desk.press(letter.lower())
        until(lambda each=letter: exam.sees()["chosen"] == each)
        seen = exam.sees()
        assert (seen["page"], seen["active"], seen["covers_screen"]) == ("exam", True, True), combination
    assert desk.marked() == set()
    assert desk.other.poll() is None
    assert exam.sees()["seen"].count("screenshot_key") == 1


def test_typing_reaches_the_exam_also_when_another_window_steals_the_focus(desk: Desk, room: Room, tmp_path: Path) -> None:
    exam = Exam(desk, room, tmp_path / "pc")
    on(desk.display, "xdotool", "windowfocus", desk.window_of("program lain").splitlines()[0])
    desk.press("d")
    until(lambda: exam.sees()["chosen"] == "D")
    until(lambda: "focus_lost" in exam.sees()["seen"])


def test_an_exam_locks_the_pc_and_its_end_gives_it_back(desk: Desk, room: Room, tmp_path: Path) -> None:
    before = keyboard_and_screen(desk)
    exam = Exam(desk, room, tmp_path / "pc")
    until(lambda: "srvrkeys:none" in keyboard_and_screen(desk)[0])
    until(lambda: "timeout:  0" in keyboard_and_screen(desk)[1])
    exam.process.communicate(timeout=_PATIENCE_S)
    assert keyboard_and_screen(desk) == before


def test_a_kiosk_that_was_killed_leaves_a_pc_that_its_next_start_gives_back(desk: Desk, room: Room, tmp_path: Path) -> None:
    before = keyboard_and_screen(desk)
    exam = Exam(desk, room, tmp_path / "pc")
    until(lambda: "timeout:  0" in keyboard_and_screen(desk)[1])
    exam.process.kill()
    exam.process.communicate()
    assert keyboard_and_screen(desk) != before
    next_start = desk.start(
        sys.executable, "-m", "desktop_app", "--state", str(exam.state), "kiosk", "--windowed", "--offline"
    )
    until(lambda: keyboard_and_screen(desk) == before)
    assert next_start.poll() is None


def keyboard_and_screen(desk: Desk) -> tuple[str, str]:
    """What the lock-down changes here; the lights and the state of single keys are not its business."""
    return on(desk.display, "setxkbmap", "-query"), on(desk.display, "xset", "q").partition("Screen Saver:")[2]
