"""The PC as the readiness checks see it: measured, never changed but for one small file that is written and removed.

What cannot be found out raises `OSError`; the check then says that it is not known. `probe_of_this_pc` gives the real one,
for Linux or Windows; tests use one of their own with the same methods.
"""

from __future__ import annotations

import os
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

import psutil

from desktop_app.lockdown.forbidden import forbidden_programs
from desktop_app.lockdown.system import SystemProbe

_WRITE_BYTES = 4096


class Probe(Protocol):
    """Everything that the checks ask of the machine."""

    def sync_times_ms(self, folder: Path, count: int) -> list[float]:
        """How long each of `count` small writes in `folder` took until it was durable."""
        ...

    def memory(self) -> tuple[int, int]:
        """Bytes available, bytes in all."""
        ...

    def battery(self) -> tuple[int, bool] | None:
        """Charge in percent and whether mains is connected; None without a battery."""
        ...

    def screens(self) -> list[tuple[int, int]]:
        """Width and height in pixels of each display."""
        ...

    def forbidden_programs(self) -> list[str]:
        """Which programs of the list are running."""
        ...

    def remote_sessions(self) -> list[str]:
        """Who is at work here from elsewhere."""
        ...

    def virtual_machine(self) -> str:
        """What virtualises this PC, such as `kvm`; empty: nothing."""
        ...

    def blank_after_s(self) -> int:
        """When the screen saver would come; 0: never."""
        ...

    def utc_offset(self, at: datetime) -> timedelta:
        """By how much this PC's own time zone is ahead of UTC at that moment."""
        ...

    def restart_pending(self) -> bool:
        """Whether an update waits for a restart."""
        ...

    def printers(self) -> list[str]:
        """The printers that are set up here."""
        ...


class PcProbe:
    """What Linux and Windows tell in the same way."""

    def __init__(self) -> None:
        self._system = SystemProbe()

    def sync_times_ms(self, folder: Path, count: int) -> list[float]:
        """Real writes of a page each, appended and synchronised as the journal of an attempt is."""
        path = folder / "write-test.partial"
        sync = getattr(os, "fdatasync", os.fsync)
        times = []
        try:
            with path.open("wb", buffering=0) as file:
                for _ in range(count):
                    began = time.perf_counter()
                    file.write(os.urandom(_WRITE_BYTES))
                    sync(file.fileno())
                    times.append((time.perf_counter() - began) * 1000)
        finally:
            path.unlink(missing_ok=True)
        return times

    def memory(self) -> tuple[int, int]:
        """As the system counts it."""
        found = psutil.virtual_memory()
        return found.available, found.total

    def battery(self) -> tuple[int, bool] | None:
        """The first battery."""
        found = psutil.sensors_battery()
        return None if found is None else (round(found.percent), found.power_plugged is not False)

    def forbidden_programs(self) -> list[str]:
        """Each program once."""
        names = self._system.program_names(self._system.process_ids())
        programs = forbidden_programs()
        return sorted({found for each in names.values() if (found := programs.find(each))})

    def remote_sessions(self) -> list[str]:
        """As `user@host`."""
        return sorted(self._system.remote_sessions())

    def utc_offset(self, at: datetime) -> timedelta:
        """By the PC's own setting."""
        offset = at.astimezone().utcoffset()
        assert offset is not None
        return offset
