"""What the readiness checks ask of Linux alone."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from desktop_app.lockdown.system import run
from desktop_app.services.readiness.probe import PcProbe

_RESTART_MARK = Path("/run/reboot-required")
_CARDS = Path("/sys/class/drm")
_TIMEOUT_S = 5


class LinuxProbe(PcProbe):
    """Linux, with X11 or without."""

    def screens(self) -> list[tuple[int, int]]:
        """By X11 where it runs, else by what is plugged into the graphics card and its first mode."""
        if os.environ.get("DISPLAY"):
            sizes = [each.partition("+")[0].split("x") for each in self._system.displays()]
            return [(int(width), int(height)) for width, height in sizes]
        return _connected(_CARDS)

    def virtual_machine(self) -> str:
        """By `systemd-detect-virt`, which says `none` and ends with 1 on a real PC."""
        command = ("systemd-detect-virt", "--vm")
        done = subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT_S, check=False)
        found = done.stdout.strip()
        if not found:
            raise OSError("systemd-detect-virt")
        return "" if found == "none" else found

    def blank_after_s(self) -> int:
        """The X server's own screen saver; a kiosk compositor has none."""
        if not os.environ.get("DISPLAY"):
            return 0
        match = re.search(r"timeout:\s+(\d+)", run("xset", "q"))
        if match is None:
            raise OSError("xset")
        return int(match.group(1))

    def restart_pending(self) -> bool:
        """The mark of Debian and Ubuntu."""
        return _RESTART_MARK.exists()

    def printers(self) -> list[str]:
        """Those of CUPS that accept jobs."""
        return [line.split()[0] for line in run("lpstat", "-a").splitlines() if line]


def _connected(cards: Path) -> list[tuple[int, int]]:
    found = []
    for status in sorted(cards.glob("card*-*/status")):
        if status.read_text(encoding="ascii").strip() == "connected":
            modes = status.with_name("modes").read_text(encoding="ascii").split()
            match = re.match(r"(\d+)x(\d+)", modes[0] if modes else "")
            found.append((int(match.group(1)), int(match.group(2))) if match else (0, 0))
    return found
