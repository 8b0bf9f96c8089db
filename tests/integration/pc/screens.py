"""An X server of the test's own, on a display that was free."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def x_server() -> Iterator[str]:
    """Its display. Without `-noreset` it would forget everything whenever its last client leaves."""
    read, write = os.pipe()
    words = ["-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(["Xvfb", *words], pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as line:
            yield f":{line.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def on(display: str, *command: str) -> str:
    """Run a command there; what it said."""
    environment = {**os.environ, "DISPLAY": display}
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True, timeout=10).stdout
