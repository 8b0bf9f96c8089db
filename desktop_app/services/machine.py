"""The machine under the program: its clocks, its disk, its memory. The one place that asks the operating system for them."""

from __future__ import annotations

import platform
import shutil
import time
import uuid
from functools import cache
from pathlib import Path

from desktop_app.delivery.timekeeper import Moment

_BOOT_ID_FILE = Path("/proc/sys/kernel/random/boot_id")


class Machine:
    """This PC. Tests use a machine of their own with the same methods."""

    def moment(self) -> Moment:
        """All clocks, read together."""
        return Moment(_boot_ms(), _boot_id(), time.time_ns() // 1_000_000)

    def free_bytes(self, folder: Path) -> int:
        """Free disk space where `folder` is."""
        return shutil.disk_usage(folder).free

    def name(self) -> str:
        """The PC's own name."""
        return platform.node() or "PC"


def _boot_ms() -> int:
    """A clock that counts suspend: boot time on Linux, the performance counter on Windows."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
    return time.perf_counter_ns() // 1_000_000


@cache
def _boot_id() -> str:
    """Which boot this is; without the kernel's own, one per start of the program."""
    if _BOOT_ID_FILE.exists():
        return _BOOT_ID_FILE.read_text(encoding="ascii").strip()
    return str(uuid.uuid4())
