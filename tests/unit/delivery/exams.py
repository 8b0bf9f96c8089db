"""Attempts and candidates for the tests of the exam engine: commands in, events out, with a clock that the test moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from desktop_app.delivery.attempt import Attempt, Recorded
from desktop_app.delivery.form import Form
from desktop_app.delivery.timekeeper import Moment
from question_packs.assessment.model import AssessmentItem, AssessmentTest, TimeLimits
from question_packs.errors import KnownError
from question_packs.records import events as ev
from tests.rooms import FORM, SITTING, START_WALL_MS, exam_test
from tests.samples import ATTEMPT, NUMBER

MINUTE_MS = 60_000


def started(allotted_ms: int) -> ev.Started:
    return ev.Started(SITTING, NUMBER, FORM, "0" * 64, 1, "pc", "A1", "benih", allotted_ms, "2026-01-05T01:00:00Z")


@dataclass
class Exam:
    """One attempt with everything it recorded, on a clock of its own."""

    test: AssessmentTest
    items: dict[str, AssessmentItem]
    allotted_ms: int
    attempt: Attempt = field(init=False)
    recorded: list[Recorded] = field(default_factory=list)
    boot_ms: int = 5000
    wall_ms: int = START_WALL_MS

    def __post_init__(self) -> None:
        self.attempt = Attempt(ATTEMPT, 1, Form(self.test, "benih", self.items.__getitem__))

    @property
    def now(self) -> Moment:
        return Moment(self.boot_ms, "boot", self.wall_ms)

    @property
    def lines(self) -> list[bytes]:
        return [each.line for each in self.recorded]

    @property
    def kinds(self) -> list[str]:
        return [type(ev.decode_event(line).body).__name__ for line in self.lines]

    def start(self) -> Exam:
        self.keep(self.attempt.start(started(self.allotted_ms), self.now))
        return self

    def keep(self, recorded: Sequence[Recorded]) -> None:
        self.recorded.extend(recorded)

    def pass_ms(self, passed_ms: int) -> None:
        self.boot_ms += passed_ms
        self.wall_ms += passed_ms

    def answer(self, *response: str) -> None:
        item = self.items[self.attempt.current.item]
        self.keep(self.attempt.respond(item, response, self.now))

    def go_to(self, number: int) -> None:
        self.keep(self.attempt.go_to(self.attempt.form.places[number - 1].item, self.now))

    def enter(self) -> None:
        """Press start on a section's cover."""
        self.keep(self.attempt.enter_section(self.now))

    def tick(self) -> None:
        self.keep(self.attempt.tick(self.now))

    def refused(self, call, *arguments: object) -> str:
        """The code of a refusal, which records nothing and changes nothing."""
        before = (self.attempt.head_hash, len(self.recorded), repr(self.attempt.state))
        try:
            call(*arguments)
        except KnownError as error:
            assert (self.attempt.head_hash, len(self.recorded), repr(self.attempt.state)) == before
            return error.code
        raise AssertionError("not refused")

    def reloaded(self, lines: Sequence[bytes], ticked_ms: int = 0) -> Attempt:
        """What a restart makes of the first events."""
        return Attempt.load(ATTEMPT, 1, Form(self.test, "benih", self.items.__getitem__), lines, ticked_ms)


def exam(minutes: int = 30, **limits: object) -> Exam:
    """A started exam of six items in two sections. `limits`: `linear`, `section_s`, `min_time`, `skipping`, `review`."""
    test, items = exam_test(minutes)
    part = test.test_parts[0]
    section_s = limits.get("section_s")
    if section_s:
        sections = tuple(replace(each, time_limits=TimeLimits(section_s)) for each in part.sections)
        part = replace(part, sections=sections)
    if limits.get("linear"):
        part = replace(part, navigation_mode="linear")
    if limits.get("skipping") is False:
        part = replace(part, item_session_control=replace(part.item_session_control, allow_skipping=False))
    if limits.get("review") is False:
        part = replace(part, item_session_control=replace(part.item_session_control, allow_review=False))
    test = replace(test, test_parts=(part,), time_limits=TimeLimits(minutes * 60, limits.get("min_time")))
    return Exam(test, {each.identifier: each for each in items}, minutes * MINUTE_MS).start()
