"""A candidate's sitting over a pack of one of each kind of question: real keys, pack, store and kiosk window, no network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtWidgets import QApplication

from desktop_app.gui.background import Background
from desktop_app.gui.kiosk_window import KioskWindow
from desktop_app.services.exam import ExamSession
from desktop_app.services.kiosk import Kiosk
from question_packs.assessment.model import TimeLimits
from question_packs.builder.draft import Draft
from question_packs.importers.sources import open_source
from question_packs.records import events as ev
from question_packs.records.attempt_state import AttemptState, fold
from question_packs.scoring.answer_key import AnswerKey, open_answer_key, seal_answer_key
from question_packs.scoring.score import Outcome, score_attempt
from tests.gui.real_way import from_sign_in_to_exam
from tests.gui.robot import Robot
from tests.rooms import PIN, TOKEN, ClockMachine, Pc, Room, attempt_of, build_room, copy_pc

SAMPLE = Path(__file__).parents[2] / "question_packs" / "samples" / "ragam-soal"
_PATIENCE_MS = 20_000
_MINUTES = 120


@dataclass(frozen=True)
class Exam:
    """A room whose PCs hold the pack, and its key as the centre opens it. Candidate 001 uses the mouse, 002 the keyboard."""

    room: Room
    draft: Draft
    key: AnswerKey
    stick: Path


def prepare(folder: Path) -> Exam:
    """Read the sample package, build the pack with two approvers' keys, seal and open its answer key."""
    draft = open_source(SAMPLE).draft
    assert draft is not None
    test = replace(draft.test, time_limits=TimeLimits(_MINUTES * 60))
    content = (test, list(draft.items), dict(draft.media))
    room = build_room(folder / "room", candidates=3, exam=content, spares=0, stimuli=draft.stimuli)
    sealed = seal_answer_key(
        replace(draft.key, pack_digest=room.pack.digest), room.approvers, [room.centre.public.recipient]
    )
    known = {each.key_id: each.public.verify_key for each in room.approvers}
    key = open_answer_key(sealed, [room.centre.identity], known, threshold=2)
    stick = folder / "stick"
    stick.mkdir()
    (stick / "laporan.pdf").write_bytes(b"%PDF-1.7\n% laporan kunjungan\n%%EOF\n")
    return Exam(room, draft, key, stick)


@dataclass
class Seat:
    """A candidate in the exam."""

    robot: Robot
    pc: Pc
    number: str

    @property
    def session(self) -> ExamSession:
        """The exam behind the screen."""
        return self.robot.window._flow._exam._session

    def hand_in(self) -> None:
        """By the review page, as everybody does."""
        self.robot.click("review")
        self.robot.await_page("review-page")
        self.robot.click("hand-in")
        self.robot.click("hand-in-confirm")
        self.robot.await_page("receipt")


@contextmanager
def sit_down(exam: Exam, number: str) -> Iterator[Seat]:
    """Lead a candidate to the first item, in a window of 1366 x 768."""
    background, pcs = Background(), []

    def open_kiosk() -> Kiosk:
        pcs.append(copy_pc(exam.room, _pc_folder(exam, number), worker=background.store))
        return pcs[0].kiosk

    window = KioskWindow(background, open_kiosk, windowed=True, find_sticks=lambda: [exam.stick])
    window.begin()
    robot = Robot(window, wait_until)
    robot.click("to-sign-in")
    from_sign_in_to_exam(robot, PIN, TOKEN, number)
    window.activateWindow()
    wait_until(window.isActiveWindow)
    try:
        yield Seat(robot, pcs[0], number)
    finally:
        closed: list[object] = []
        background.run(pcs[0].sittings.close, closed.append, closed.append)
        wait_until(lambda: bool(closed))
        background.stop()
        window.allow_closing()
        window.close()
        window.deleteLater()


def stored_state(exam: Exam, number: str) -> AttemptState:
    """What the PC's store holds of an attempt, read anew after the program ended."""
    pc = Pc(exam.room, _pc_folder(exam, number), ClockMachine())
    lines = [line for log in pc.store.logs(attempt_of(number)).values() for line in log]
    state = fold(map(ev.decode_event, lines))
    pc.sittings.close()
    return state


def score(exam: Exam, state: AttemptState) -> Outcome:
    """What the stored answers are worth by the key."""
    return score_attempt(state.responses, [each.identifier for each in exam.draft.items], exam.key)


def _pc_folder(exam: Exam, number: str) -> Path:
    return exam.room.folder / f"seat-{number}"


def wait_until(condition: Callable[[], bool]) -> None:
    """Turn the event loop until `condition` holds."""
    deadline = QDeadlineTimer(_PATIENCE_MS)
    while not condition():
        assert not deadline.hasExpired(), "nothing happened for 20 seconds"
        QApplication.processEvents()
