"""A program that locks the PC down and is killed at the nth moment; `main` is its whole life.

The moments are the beginning and the end of every capture, perform and revert, in the order in which they come.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

from desktop_app.lockdown.linux import MagicKeys, Sleep
from desktop_app.lockdown.pc import Lockdown
from desktop_app.lockdown.sequence import Saved, Step

SURVIVED = 7


class _Clock:
    def __init__(self, moment: int) -> None:
        self._left = moment

    def pass_(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


class _Watched:
    """A step whose every part may be the last thing that the program does."""

    def __init__(self, step: Step, clock: _Clock) -> None:
        self.name, self.lasting = step.name, step.lasting
        self._step, self._clock = step, clock

    def capture(self) -> Saved | None:
        self._clock.pass_()
        saved = self._step.capture()
        self._clock.pass_()
        return saved

    def perform(self) -> None:
        self._clock.pass_()
        self._step.perform()
        self._clock.pass_()

    def revert(self, saved: Saved) -> None:
        self._clock.pass_()
        self._step.revert(saved)
        self._clock.pass_()


def main(folder: Path, moment: int) -> int:
    clock = _Clock(moment)
    lockdown = Lockdown(folder)
    lockdown._steps = tuple(_Watched(here(step, folder), clock) for step in lockdown._all_steps())
    failures = lockdown.perform("kiosk") + lockdown.revert()
    for failure in failures:
        print(failure)
    return 1 if failures else SURVIVED


def here(step: Step, folder: Path) -> Step:
    """What this machine may not be asked for, in a form that it may: the kernel's switch and systemd's inhibitor."""
    if isinstance(step, MagicKeys):
        return MagicKeys(folder / "sysrq")
    if isinstance(step, Sleep):
        return Sleep(("env",), systemd=folder)
    return step
