"""A workstation process without a window, and its line protocol (`tests.room.headless`)."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable


class Process:
    """One workstation process and its line protocol."""

    def __init__(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "tests.room.headless", *arguments]
        self.running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def say(self, do: str, **facts: object) -> dict:
        """A command, and how it was answered."""
        self.running.stdin.write(json.dumps({"do": do, **facts}) + "\n")
        self.running.stdin.flush()
        return self.until(lambda told: told["event"] in ("done", "refused") and told["do"] == do)

    def until(self, condition: Callable[[dict], bool]) -> dict:
        for line in self.running.stdout:
            told = json.loads(line)
            assert told["event"] != "bug", told
            if condition(told):
                return told
        raise AssertionError("the process ended")

    def until_event(self, event: str, **facts: object) -> dict:
        return self.until(lambda told: told["event"] == event and facts.items() <= told.items())

    def end(self) -> None:
        """As a power cut ends it."""
        self.running.kill()
        self.running.communicate()
