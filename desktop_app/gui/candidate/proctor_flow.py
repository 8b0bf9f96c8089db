"""What the proctor does at a workstation, on the page `for-proctor`: connect, carry by stick, let go on by one-time code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.gui.background import Background
from desktop_app.gui.candidate.for_proctor import DeskView, ForProctorPage, ReceivedAct
from desktop_app.gui.sticks import NO_STICK
from question_packs.errors import KnownError
from question_packs.records.acts import kind_of, peek_act

if TYPE_CHECKING:
    from desktop_app.gui.candidate.exam_flow import ExamFlow
    from desktop_app.gui.guard import KioskGuard
    from desktop_app.gui.kiosk_service import KioskService
    from desktop_app.gui.room_link import RoomLink
    from desktop_app.gui.stage import Stage
    from desktop_app.services.views import SessionStatus
    from question_packs.records.act_codes import CodeKind

_MOST_ACTS = 8
# What lets an exam in this state be seen again.
_WAY_ON: dict[str, CodeKind] = {"locked": "unlock", "paused": "resume", "away": "return"}


def kinds_for(status: SessionStatus) -> tuple[CodeKind, ...]:
    """What a one-time code can do for an exam in this state."""
    if status.state == "submitted" or status.moved:
        return ()
    way_on = _WAY_ON.get(status.state)
    kinds = [way_on] if way_on else []
    if status.needs_proctor:
        kinds.append("credit_outage")
    return (*kinds, "grant_time", "force_submit")


class ProctorFlow(QObject):
    """`open` shows the page; `closed` says that whoever opened it shows its own page again."""

    closed = Signal()
    sittings_asked = Signal()

    def __init__(
        self,
        stage: Stage,
        background: Background,
        kiosk: KioskService,
        find_sticks: Callable[[], list[Path]],
        guard: KioskGuard,
    ) -> None:
        super().__init__(stage.window)
        self._stage, self._presentation, self._guard = stage, stage.presentation, guard
        self._run, self._kiosk, self._find_sticks = background.run, kiosk, find_sticks
        self._exam: ExamFlow | None = None
        self._with_stick: Callable[[Path], None] = self._read
        self.find_node: Callable[[str], None] | None = None
        self.page = ForProctorPage(stage.presentation)
        self._connect()

    def open(self, exam: ExamFlow | None) -> None:
        """Show the page; `exam` is what the codes are for."""
        self._exam = exam
        if exam is not None:
            exam.conceal()
        self.page.banner.hide()
        self._load()

    def show_link(self, link: RoomLink) -> None:
        """The road to the room node changed."""
        self.page.show_link(link)

    def _connect(self) -> None:
        page = self.page
        page.find_asked.connect(self._find)
        page.read_stick_asked.connect(lambda: self._ask_stick(self._read))
        page.write_stick_asked.connect(lambda: self._ask_stick(self._write))
        page.stick_chosen.connect(lambda folder: self._with_stick(folder))
        page.kind_chosen.connect(self._show_challenge)
        page.code_entered.connect(self._use_code)
        page.sittings_asked.connect(self.sittings_asked)
        page.back_asked.connect(self.closed)

    def _load(self) -> None:
        kinds = () if self._exam is None else kinds_for(self._exam.session.status())
        self._run(lambda: _desk_view(self._kiosk, kinds), self._show, self._stage_error)

    def _show(self, view: DeskView) -> None:
        self.page.show_view(view, self._guard.keyboard, sittings=self._exam is None)
        self._stage.show(self.page)

    def _stage_error(self, error: Exception) -> None:
        self.page.banner.tell_error(error)
        self._stage.show(self.page)

    def _find(self, address: str) -> None:
        self.page.banner.hide()
        if self.find_node is None:
            self.page.banner.tell(
                "notice", self._presentation.say("Program ini dijalankan tanpa jaringan. Pakai stik dan kode.")
            )
        else:
            self.find_node(address)

    def _ask_stick(self, act: Callable[[Path], None]) -> None:
        sticks = self._find_sticks()
        self._with_stick = act
        if not sticks:
            self.page.banner.tell("notice", self._presentation.say(NO_STICK))
        elif len(sticks) == 1:
            act(sticks[0])
        else:
            self.page.offer_sticks(sticks)

    def _read(self, folder: Path) -> None:
        self.page.offer_sticks([])
        self.page.banner.tell("notice", self._presentation.say("Membaca stik. Jangan cabut stik."))
        self._run(lambda: self._kiosk.read_stick(folder), self._has_read, self.page.banner.tell_error)

    def _has_read(self, _counts: tuple[int, int]) -> None:
        self.page.banner.tell("good", self._presentation.say("Stik sudah dibaca. Stik boleh dicabut."))
        self._load()

    def _write(self, folder: Path) -> None:
        self.page.offer_sticks([])
        self.page.banner.tell("notice", self._presentation.say("Menulis ke stik. Jangan cabut stik."))
        self._run(lambda: self._kiosk.hand_in_to_stick(folder), self._has_written, self.page.banner.tell_error)

    def _has_written(self, count: int) -> None:
        said = self._presentation.say("{count} berkas jawaban sudah ditulis ke stik. Stik boleh dicabut.", count=count)
        self.page.banner.tell("good", said)
        self._load()

    def _show_challenge(self) -> None:
        assert self._exam is not None
        self.page.show_challenge(self._exam.session.status().challenge)

    def _use_code(self, kind: CodeKind, typed: str, minutes: str) -> None:
        assert self._exam is not None
        try:
            self._exam.use_code(kind, typed, minutes)
        except KnownError as error:
            self.page.refuse_code(error)
        else:
            self.page.code_done()
            self.closed.emit()


def _desk_view(kiosk: KioskService, kinds: tuple[CodeKind, ...]) -> DeskView:
    """On the store's thread."""
    ready = kiosk.ready()
    held = [peek_act(line) for sitting in kiosk.acts.held() for line in kiosk.acts.envelopes(sitting)]
    newest = sorted(held, key=lambda act: act.at, reverse=True)[:_MOST_ACTS]
    acts = tuple(ReceivedAct(_local(act.at), kind_of(act.body), act.reason) for act in newest)
    return DeskView(ready.device_name, ready.room_title, ready.unsent, kinds, acts)


def _local(instant: str) -> str:
    """The time of day by this PC's zone, which readiness has checked."""
    return f"{datetime.fromisoformat(instant).astimezone():%H.%M}"
