"""Eight robot candidates in real windows on a virtual screen, and what goes wrong around them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TextIO

from tests.demo.room import Room, environment

KILL_AT, STOP_CENTRE_AT, OUTAGE_S = 50, 60, 6
LIMIT_S = 120


@dataclass
class Seat:
    """One robot: its PC, its person, and what it told so far."""

    number: int
    state: Path
    candidate: str
    pin: str
    offline: bool = False
    process: subprocess.Popen[str] | None = None
    answered: int = 0
    kills: int = 0
    answers: dict[str, list[str]] | None = None
    arguments: list[str] = field(default_factory=list)


@contextmanager
def virtual_screen() -> Iterator[str]:
    """An X server of our own; its display."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL, start_new_session=True)
    os.close(write)
    try:
        with os.fdopen(read) as line:
            yield f":{line.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


class Sitting:
    """Leads the robots through the sitting and does what a bad day does: kill, outage, stick."""

    def __init__(self, room: Room, seats: list[Seat], credentials: dict[str, object], display: str) -> None:
        self._room = room
        self.seats = seats
        self._credentials = credentials
        self._display = display
        self.events: list[str] = []
        self._outage: Thread | None = None
        self._heard: SimpleQueue[tuple[Seat, str]] = SimpleQueue()

    def run(self) -> None:
        for seat in self.seats:
            self._start(seat)
        sitting = len(self.seats)
        while sitting:
            try:
                seat, line = self._heard.get(timeout=LIMIT_S)
            except Empty:
                raise RuntimeError(f"no robot moved for {LIMIT_S} s") from None
            if line:
                self._hear(seat, json.loads(line))
            elif not self._goes_on(seat):
                sitting -= 1
        if self._outage is not None:
            self._outage.join()

    def _start(self, seat: Seat) -> None:
        credentials = self._credentials
        command = [
            *(sys.executable, "-m", "tests.demo.robot", "--state", str(seat.state), "--number", str(seat.number)),
            *("--candidate", seat.candidate, "--pin", seat.pin),
            *("--code", str(credentials["opening_code"]), "--token", str(credentials["start_token"])),
            *seat.arguments,
        ]
        log = (self._room.folder / f"robot-{seat.number}.log").open("a", encoding="utf-8")
        seat.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, text=True, env=environment(self._display)
        )
        Thread(target=self._listen, args=(seat, seat.process.stdout), daemon=True).start()

    def _listen(self, seat: Seat, stream: TextIO) -> None:
        for line in stream:
            self._heard.put((seat, line))
        self._heard.put((seat, ""))

    def _hear(self, seat: Seat, told: dict[str, object]) -> None:
        if "answered" in told:
            seat.answered = int(told["answered"])
        if "answers" in told:
            seat.answers = told["answers"]
            self._say(f"kursi {seat.number}: selesai, {len(seat.answers)} jawaban")
        if seat.number == 3 and seat.answered >= KILL_AT and seat.kills == 0:
            self._kill(seat)
        self._outage_by_progress()
        if told.get("stick"):
            self._carry_stick()

    def _kill(self, seat: Seat) -> None:
        seat.kills += 1
        seat.process.send_signal(signal.SIGKILL)
        self._say(f"kursi {seat.number}: program dimatikan paksa (kill -9) setelah {seat.answered} jawaban")

    def _goes_on(self, seat: Seat) -> bool:
        """A killed robot is started again; any other end must be a good one."""
        code = seat.process.wait()
        if code == -signal.SIGKILL:
            self._start(seat)
            self._say(f"kursi {seat.number}: PC dinyalakan lagi")
            return True
        if code != 0 or seat.answers is None:
            raise RuntimeError(f"robot {seat.number} ended with {code}: see robot-{seat.number}.log")
        return False

    def _outage_by_progress(self) -> None:
        if self._outage is None and max(seat.answered for seat in self.seats) >= STOP_CENTRE_AT:
            self._outage = Thread(target=self._stop_centre_for_a_while)
            self._outage.start()

    def _stop_centre_for_a_while(self) -> None:
        """In a thread of its own: the robots go on, and must be heard meanwhile."""
        self._room.stop_server()
        self._say("pusat dihentikan: tidak ada jaringan")
        Event().wait(OUTAGE_S)
        self._room.start_server()
        self._say("pusat berjalan lagi")

    def _carry_stick(self) -> None:
        """Somebody carries the stick to the centre and back."""
        self._room.centre("import", self._room.stick)
        self._say("stik dibawa ke pusat, dibaca, dan dibawa kembali dengan tanda terima")

    def _say(self, text: str) -> None:
        self.events.append(text)
        self._room.tell(text)
