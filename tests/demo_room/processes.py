"""Processes that take commands as JSON lines and tell as JSON lines what happens: PCs of the room and the console's driver.

Every process of the demo is started by `spawn`, so that Ctrl+C reaches the demo alone, which ends each by its id.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from threading import Condition, Thread
from typing import Any

PATIENCE_S = 60.0


class RefusedError(Exception):
    """A program refused a command; `code` of its known error."""

    def __init__(self, who: str, told: dict[str, Any]) -> None:
        super().__init__(f"{who}: {told.get('do')}: {told.get('code')} {told.get('text', '')}")
        self.code = str(told.get("code"))


def spawn(module: str, *arguments: object, log: Path, display: str = "", **pipes: Any) -> subprocess.Popen[str]:
    """`python -m module arguments` in a session of its own."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    platform = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"} if display else {"QT_QPA_PLATFORM": "offscreen"}
    with log.open("a", encoding="utf-8") as errors:
        return subprocess.Popen(
            command, text=True, stderr=errors, start_new_session=True, env={**os.environ, **platform}, **pipes
        )


class Talker:
    """One process and its lines. `hear` is called on the reader's thread with every event that answers no command."""

    def __init__(self, name: str, module: str, log: Path, display: str = "") -> None:
        self.name = name
        self._module, self._log, self._display = module, log, display
        self._process: subprocess.Popen[str] | None = None
        self._waiting: dict[int, Future[dict[str, Any]]] = {}
        self._count = 0
        self.changed = Condition()
        self.hear: Callable[[dict[str, Any]], None] = lambda told: None

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self, *arguments: object) -> None:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self._process = spawn(self._module, *arguments, log=self._log, display=self._display, **pipes)
        Thread(target=self._listen, args=(self._process,), daemon=True).start()

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            with suppress(json.JSONDecodeError):  # the last line of a process that was killed
                self._take(json.loads(line))

    def _take(self, told: dict[str, Any]) -> None:
        answered = self._waiting.pop(told["id"], None) if told.get("id") is not None else None
        with self.changed:
            self.hear(told)
            self.changed.notify_all()
        if answered is not None:
            answered.set_result(told)

    def send(self, do: str, **facts: object) -> Future[dict[str, Any]]:
        """A command; its answer comes later."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._count += 1
        answer: Future[dict[str, Any]] = Future()
        self._waiting[self._count] = answer
        self._process.stdin.write(json.dumps({"do": do, "id": self._count, **facts}) + "\n")
        self._process.stdin.flush()
        return answer

    def result(self, answer: Future[dict[str, Any]], patience_s: float = PATIENCE_S) -> dict[str, Any]:
        """The answer of a command; refused: `RefusedError`."""
        try:
            told = answer.result(patience_s)
        except TimeoutError:
            raise RuntimeError(f"{self.name} did not answer") from None
        if told["event"] == "refused":
            raise RefusedError(self.name, told)
        return told

    def say(self, do: str, **facts: object) -> dict[str, Any]:
        """A command and its answer."""
        return self.result(self.send(do, **facts))

    def wait(self, condition: Callable[[], object], what: str, patience_s: float = PATIENCE_S) -> None:
        """Until what was heard makes `condition` true."""
        with self.changed:
            if not self.changed.wait_for(condition, patience_s):
                raise RuntimeError(f"{self.name}: waited in vain for {what}")

    def signal(self, number: signal.Signals) -> None:
        if self.running:
            assert self._process is not None
            self._process.send_signal(number)

    def kill(self) -> None:
        """As a power cut ends it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def quit(self, patience_s: float = 10.0) -> None:
        """Ask it to end; kill it if it does not."""
        if not self.running:
            return
        with suppress(OSError, RuntimeError, RefusedError):
            self.send("quit")
        assert self._process is not None
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(patience_s)
        self.kill()


def until(condition: Callable[[], object], what: str, patience_s: float = PATIENCE_S, every_s: float = 0.2) -> None:
    """Look again and again until it is so."""
    end = time.monotonic() + patience_s
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError(f"waited in vain for {what}")
        threading.Event().wait(every_s)
