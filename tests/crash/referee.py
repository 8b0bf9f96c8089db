"""Remembers what a candidate was shown, and compares it with what came back after every crash and with the centre."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import pairwise

from question_packs.assessment.responses import FileName
from sync_server.services.assemble import Assembled
from sync_server.store.segments import SegmentRow
from tests.crash.seat import Answer, Seat, broken_files, kept

# The durable tick is two seconds apart, looked for four times a second; the rest is a slow machine's.
MOST_GIVEN_BACK_MS = 2500
MOST_LOST_MS = 500


@dataclass
class Referee:
    """One candidate. `faults` are sentences; none is a pass."""

    seat: Seat
    shown: dict[int, Answer] = field(default_factory=dict)
    missing: set[int] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    resumes_ms: list[int] = field(default_factory=list)
    given_back_ms: list[int] = field(default_factory=list)
    done: bool = False
    _remaining: tuple[int, float] | None = None

    @property
    def files_shown(self) -> int:
        """How many of the answers shown were files."""
        return sum(FileName.parse(text) is not None for *_, response in self.shown.values() for text in response)

    def hear(self, line: bytes, at_s: float) -> str:
        """One line of the process, read at `at_s`; its kind."""
        told = json.loads(line)
        match told["kind"]:
            case "ready":
                self._ready(told, at_s)
            case "saved":
                self.shown |= _answers(told["answers"])
                self._remaining = (told["remaining"], at_s)
            case "not_saved":
                self.faults.append(f"not saved: {told['code']}")
            case "done":
                self.done = True
                if told["unsent"]:
                    self.faults.append(f"{told['unsent']} events still wait after the last receipt")
        return str(told["kind"])

    def _ready(self, told: dict, at_s: float) -> None:
        stored = _answers(told["answers"])
        self._compare(stored, "on this PC")
        self.faults += [f"not whole on this PC: {name}" for name in told["broken"]]
        if told["responses"] is not None:
            folded = {(item, name): response for _, (item, name, response) in sorted(stored.items())}
            resumed = {(item, name): tuple(response) for item, name, response in told["responses"]}
            if {place: response for place, response in folded.items() if response} != resumed:
                self.faults.append("the resumed responses are not the fold of the stored events")
        if told["resumed"]:
            self.resumes_ms.append(told["ms"])
            self._compare_time(told["remaining"], at_s)
        if told["remaining"] is not None:
            self._remaining = (told["remaining"], at_s)

    def _compare_time(self, remaining: int, at_s: float) -> None:
        if self._remaining is None:
            return
        before, seen_at_s = self._remaining
        given_back = remaining - before
        self.given_back_ms.append(given_back)
        if given_back > MOST_GIVEN_BACK_MS:
            self.faults.append(f"the remaining time grew by {given_back} ms")
        if -given_back > (at_s - seen_at_s) * 1000 + MOST_LOST_MS:
            self.faults.append(f"the candidate lost {-given_back} ms")

    def _compare(self, found: dict[int, Answer], where: str) -> None:
        for sequence, answer in self.shown.items():
            if found.get(sequence) != answer and sequence not in self.missing:
                self.missing.add(sequence)
                self.faults.append(f"answer {sequence} was shown as saved and is not {where}")

    def compare_centre(self, attempt: Assembled, rows: list[SegmentRow]) -> None:
        """At the end: the centre has the whole attempt, each event once, and every answer that was shown."""
        if attempt.status != "complete":
            self.faults.append(f"at the centre the attempt is {attempt.status}")
        self._compare(kept((event.sequence, event.body) for event in attempt.events), "at the centre")
        broken = broken_files([event.body for event in attempt.events])
        self.faults += [f"not whole at the centre: {name}" for name in broken]
        sent = sum(row.last_sequence - row.first_sequence + 1 for row in rows)
        if sent != len(attempt.events):
            self.faults.append(f"{sent} events in segments, {len(attempt.events)} in the attempt")
        elapsed = [event.elapsed_ms for event in attempt.events]
        backwards = [before - after for before, after in pairwise(elapsed) if before > after]
        if backwards:
            self.faults.append(f"the recorded time ran backwards by {max(backwards)} ms")


def _answers(told: list[tuple[int, tuple[str, str, list[str]]]]) -> dict[int, Answer]:
    """Answers as a process told them, by sequence."""
    return {sequence: (item, name, tuple(response)) for sequence, (item, name, response) in told}
