"""What is going on in this PC beside the exam: programs, disks, consoles, displays, remote sessions. Read, never changed.

Used by the watchers during an exam and by the readiness checks before it. A question that this PC cannot answer raises
`OSError` (which `subprocess` and psutil errors are turned into); the caller decides what not knowing means.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import psutil

_ACTIVE_CONSOLE = Path("/sys/class/tty/tty0/active")
_INTERPRETERS = ("python", "perl", "bash", "sh", "node", "electron")
_TIMEOUT_S = 5


class SystemProbe:
    """This PC. Tests use one of their own with the same methods."""

    def process_ids(self) -> set[int]:
        """All processes."""
        return set(psutil.pids())

    def program_names(self, process_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
        """What each process is called: its own name, its file's, and the script that an interpreter runs.

        A process that has ended meanwhile, or that may not be looked at, is left out.
        """
        return {each: names for each in process_ids if (names := _names(each))}

    def mounted_disks(self) -> dict[str, str]:
        """Mount point to device, of disks only: no memory, no network."""
        return {part.mountpoint: part.device for part in psutil.disk_partitions(all=False)}

    def active_console(self) -> str:
        """The virtual console that is shown, such as `tty2`; empty where there are none."""
        return _ACTIVE_CONSOLE.read_text(encoding="ascii").strip() if _ACTIVE_CONSOLE.exists() else ""

    def displays(self) -> tuple[str, ...]:
        """The displays in use on X11, each as `1366x768+0+0`; empty elsewhere, where the window asks Qt itself."""
        if sys.platform == "win32" or not os.environ.get("DISPLAY"):
            return ()
        return tuple(_geometry(line) for line in run("xrandr", "--listactivemonitors").splitlines()[1:])

    def remote_sessions(self) -> set[str]:
        """Who is at work on this PC from elsewhere, as `user@host`."""
        return {f"{user.name}@{user.host}" for user in psutil.users() if _is_elsewhere(user.host)}


def run(*command: str) -> str:
    """What a command of the system says; `OSError` if it is missing, fails or hangs."""
    try:
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=_TIMEOUT_S)
    except subprocess.SubprocessError as error:
        raise OSError(f"{command[0]}: {error}") from error
    return done.stdout


def _names(process_id: int) -> tuple[str, ...]:
    try:
        process = psutil.Process(process_id)
        with process.oneshot():
            words = [process.name(), *process.cmdline()[: 2 if process.name().startswith(_INTERPRETERS) else 1]]
    except psutil.Error:
        return ()
    return tuple(dict.fromkeys(word.replace("\\", "/").rpartition("/")[2] for word in words if word))


def _geometry(line: str) -> str:
    """` 0: +screen 1366/361x768/203+0+0  screen` without the millimetres."""
    size = line.split()[2]
    width, _, rest = size.partition("/")
    height = rest.partition("x")[2]
    return f"{width}x{height.partition('/')[0]}+{height.partition('+')[2]}"


def _is_elsewhere(host: str | None) -> bool:
    """X11 names its display (`:0`), a terminal nothing; `localhost` is nobody else."""
    return bool(host) and not str(host).startswith((":", "localhost", "127.", "tty", "login screen"))
