"""Watchers: what happens in the PC beside the exam window. Evidence for people; nothing here stops or locks anything.

`poll` is called every second or two, without Qt and not on the GUI thread; it costs a few milliseconds. Each thing is told
once when it comes, and again only after it was gone in between. Kinds are those of `records.events.INCIDENTS`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

import psutil

from desktop_app.lockdown.forbidden import ForbiddenPrograms, forbidden_programs
from desktop_app.lockdown.system import SystemProbe

log = logging.getLogger(__name__)

OnIncident = Callable[[str, str], None]
T = TypeVar("T")


class Probe(Protocol):
    """What the watchers ask of the PC (`system.SystemProbe`)."""

    def process_ids(self) -> set[int]:
        """All processes."""
        ...

    def program_names(self, process_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
        """What each of these is called."""
        ...

    def mounted_disks(self) -> dict[str, str]:
        """Mount point to device."""
        ...

    def active_console(self) -> str:
        """The virtual console that is shown, or empty."""
        ...

    def displays(self) -> tuple[str, ...]:
        """The displays in use."""
        ...

    def remote_sessions(self) -> set[str]:
        """Who is at work here from elsewhere."""
        ...


class Watchers:
    """Watches from its making on. `callback(kind, note)` hears of each incident, on the thread that polls.

    Disks, consoles, displays and sessions that were there at the beginning are the PC's own state; a forbidden program that
    runs already is told at the first poll.
    """

    def __init__(self, callback: OnIncident, probe: Probe | None = None, programs: ForbiddenPrograms | None = None) -> None:
        self._callback = callback
        self._probe = probe or SystemProbe()
        self._programs = programs or forbidden_programs()
        self._seen: set[int] = set()
        self._known: set[int] = set()
        self._running: dict[int, str] = {}
        self._present = {kind: self._ask(look) or set() for kind, look in self._looks().items()}
        self._baseline = dict(self._present)

    def poll(self) -> None:
        """Look around once. What this PC cannot answer is logged and left out."""
        self._watch_programs()
        for kind, look in self._looks().items():
            found = self._ask(look)
            if found is not None:
                for note in sorted(found - self._present[kind] - self._baseline[kind]):
                    self._callback(kind, note)
                self._present[kind] = found

    def _looks(self) -> dict[str, Callable[[], set[str]]]:
        probe = self._probe
        return {
            "new_medium": lambda: {f"{place} ({device})" for place, device in probe.mounted_disks().items()},
            "console_switched": lambda: {probe.active_console()},
            "new_display": lambda: set(probe.displays()),
            "remote_session": probe.remote_sessions,
        }

    def _watch_programs(self) -> None:
        """Only processes that are new are looked at: looking at one costs more than all the rest."""
        now = self._ask(self._probe.process_ids)
        if now is None:
            return
        came = self._probe.program_names(now - self._known)
        running = {each: program for each, program in self._running.items() if each in now}
        for process_id, names in came.items():
            program = self._programs.find(names)
            if program is not None:
                if program not in running.values():
                    self._callback("forbidden_program", program)
                running[process_id] = program
        self._running = running
        # One that has just begun may still bear the name of the process that made it: looked at twice.
        self._known = now & (self._seen | self._known)
        self._seen = now

    def _ask(self, look: Callable[[], set[T]]) -> set[T] | None:
        try:
            return look()
        except (OSError, psutil.Error) as error:
            log.warning("watcher: %s", error)
            return None
