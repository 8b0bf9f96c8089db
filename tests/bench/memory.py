"""Memory of the process that asks. Imports nothing, so that asking costs nothing."""

from __future__ import annotations

from pathlib import Path


def memory_mib() -> float:
    """Resident memory now; independent of what else the machine runs, as its proportional share is not."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1024**2


def peak_mib() -> float:
    """The most resident memory since the program began; what `getrusage` tells may be its parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024
