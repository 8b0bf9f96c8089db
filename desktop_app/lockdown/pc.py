"""Locking this PC down and giving it back: which steps there are here, and where their journal lies.

The program calls `Lockdown.revert` at its start (it undoes what a power cut left), `perform` when an exam begins full
screen, and `revert` when it is over and at the program's end. All on one thread: on Windows the wake state belongs to it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from desktop_app.lockdown.key_filter import KeyFilter
from desktop_app.lockdown.linux import GnomeSettings, MagicKeys, ScreenSaver, ServerKeys, Sleep
from desktop_app.lockdown.sequence import LockSequence, Step
from question_packs.errors import KnownError

Level = Literal["none", "kiosk", "strict"]
Display = Literal["x11", "wayland", "windows", "none"]

JOURNAL = "lockdown.journal"
_BOOT_ID_FILE = Path("/proc/sys/kernel/random/boot_id")


class Lockdown:
    """This PC. `folder`: where the journal lies (the state folder). `keys`: what the keyboard hook of Windows blocks."""

    def __init__(self, folder: Path) -> None:
        self._sequence = LockSequence(folder / JOURNAL, _boot())
        self._windows: Sequence[int] = ()
        self.keys = KeyFilter()
        self._steps: tuple[Step, ...] | None = None

    def perform(self, level: Level, windows: Sequence[int] = ()) -> list[KnownError]:
        """Lock down, unless the order leaves the PC alone; what could not be done (`LCK-01`), for people to weigh.

        `windows`: the handles of our own, which captures of the screen leave out on Windows.
        `strict` differs from `kiosk` in what the exam does with an incident, not in what is done to the PC.
        """
        self._windows = windows
        return [] if level == "none" else self._sequence.perform(self._all_steps())

    def revert(self) -> list[KnownError]:
        """Put everything back; what could not be (`LCK-02`) is tried again the next time."""
        return self._sequence.revert(self._all_steps())

    def _all_steps(self) -> tuple[Step, ...]:
        """The same objects each time: some hold what they have to let go of."""
        if self._steps is None:
            self._steps = (
                _steps_of_windows(self.keys, lambda: self._windows) if sys.platform == "win32" else _steps_of_linux()
            )
        return self._steps


def display_here() -> Display:
    """Who draws here. Under `wayland` the compositor holds the keys, and X11, if it answers at all, has nothing to say."""
    if sys.platform == "win32":
        return "windows"
    if os.environ.get("WAYLAND_DISPLAY"):
        return "wayland"
    return "x11" if os.environ.get("DISPLAY") else "none"


def _steps_of_linux() -> tuple[Step, ...]:
    """Those of X11 too where there is no X11 now: what an earlier session left is put back over its own display."""
    display = os.environ["DISPLAY"] if display_here() == "x11" else ""
    return (GnomeSettings(), Sleep(), MagicKeys(), ScreenSaver(display), ServerKeys(display))


def _steps_of_windows(keys: KeyFilter, windows: Callable[[], Sequence[int]]) -> tuple[Step, ...]:
    if sys.platform == "win32":
        from desktop_app.lockdown.windows import windows_steps
        from desktop_app.lockdown.windows_api import WindowsDesktop, WindowsRegistry

        return windows_steps(WindowsRegistry(), WindowsDesktop(), keys, windows)
    return ()


def _boot() -> str:
    return _BOOT_ID_FILE.read_text(encoding="ascii").strip() if _BOOT_ID_FILE.exists() else ""
