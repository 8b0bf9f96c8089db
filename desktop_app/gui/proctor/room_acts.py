"""The acts for the whole room, above the map: start, pause, resume everybody; offered as the sitting goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.gui.proctor.act_dialogs import Proposal
from desktop_app.gui.proctor.open_room import OpenRoomDialog
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button
from question_packs import design_tokens as tokens
from question_packs.records.acts import OpenSitting, Pause, Resume, StartExam, UndoStart

if TYPE_CHECKING:
    from desktop_app.gui.proctor.desk import Desk
    from desktop_app.services.console.views import RoomView

_NAMES = ("open-sitting-all", "start-all", "undo-start-all", "pause-all", "resume-all")


class RoomActBar(QWidget):
    """Buttons that appear when their act makes sense."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._room: RoomView | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._buttons = {name: Button(name, "compact") for name in _NAMES}
        self._buttons["start-all"].setProperty("role", "primary")
        self._buttons["open-sitting-all"].setProperty("role", "primary")
        for name, button in self._buttons.items():
            row.addWidget(button)
            button.hide()
            button.clicked.connect(lambda _=False, name=name: self._ask(name))
        self._row = row

    def refresh(self) -> None:
        """Language, zoom or contrast changed."""
        say = self._desk.say
        self._row.setSpacing(px(tokens.SPACE_2, self._desk.presentation.scale * tokens.CONSOLE_DENSITY))
        for name, text in (
            ("open-sitting-all", say("Buka ruang")),
            ("start-all", say("Mulai untuk semua")),
            ("undo-start-all", say("Batalkan mulai")),
            ("pause-all", say("Jeda semua")),
            ("resume-all", say("Lanjutkan semua")),
        ):
            self._buttons[name].setText(text)
            self._buttons[name].setAccessibleName(text)

    def show_room(self, room: RoomView) -> None:
        """Only what makes sense now."""
        self._room = room
        two = room.order.policies.two_person_opening
        stopped = sum(each.status == "paused" for each in room.seats)
        wanted = {
            "open-sitting-all": not room.closed
            and (_failed_to_open(room) or (not room.opened and (two or not room.started))),
            "start-all": not room.started and not room.closed and (room.opened or not two),
            "undo-start-all": room.started and self._undoable(room),
            "pause-all": any(each.status in ("in_progress", "away", "locked") for each in room.seats),
            "resume-all": stopped > 1,
        }
        for name, show in wanted.items():
            allowed = self._desk.service.may(StartExam)
            if self._buttons[name].isVisibleTo(self) != (show and allowed):
                self._buttons[name].setVisible(show and allowed)

    def _undoable(self, room: RoomView) -> bool:
        """Everybody who began is still within the order's time for it."""
        used = [each.allotted_ms - each.remaining_ms for each in room.seats if each.running]
        return bool(used) and max(used) <= room.order.policies.undo_s * 1000

    def _ask(self, name: str) -> None:
        assert self._room is not None
        if name == "open-sitting-all":
            OpenRoomDialog(self._desk).open()
            return
        make = {
            "start-all": self._start,
            "undo-start-all": self._undo,
            "pause-all": self._pause,
            "resume-all": self._resume,
        }[name]
        self._desk.propose(make(self._room))

    def _start(self, room: RoomView) -> Proposal:
        say = self._desk.say
        ready = sum(each.status == "waiting" for each in room.seats)
        sentence = say(
            "{ready} dari {present} peserta hadir sudah siap. Waktu setiap peserta berjalan setelah ia menekan Mulai.",
            ready=ready,
            present=room.counts.present,
        )
        return Proposal(say("Mulai untuk semua"), sentence, say("Mulai"), lambda chosen, typed: StartExam(), confirms=True)

    def _undo(self, room: RoomView) -> Proposal:
        say = self._desk.say
        sentence = say("Ujian semua peserta dimulai dari awal. Yang sudah dikerjakan disimpan tersendiri.")
        title = say("Batalkan mulai")
        return Proposal(title, sentence, title, lambda chosen, typed: UndoStart(), "must", danger=True)

    def _pause(self, room: RoomView) -> Proposal:
        say = self._desk.say
        count = room.counts.in_progress
        sentence = say("Waktu {count} peserta berhenti dan semua layar ditutup.", count=count)
        reasons = (say("Gangguan listrik"), say("Gangguan di ruang"), say("Diminta panitia"))
        title = say("Jeda semua")
        return Proposal(title, sentence, title, lambda chosen, typed: Pause((), "technical"), "must", reasons)

    def _resume(self, room: RoomView) -> Proposal:
        say = self._desk.say
        sentence = say("Setiap peserta melanjutkan setelah ia menekan tombol di layarnya.")
        title = say("Lanjutkan semua")
        return Proposal(title, sentence, title, lambda chosen, typed: Resume(), confirms=True)


def _failed_to_open(room: RoomView) -> bool:
    """Whether a PC could not do what the newest opening asked of it, so that opening once more makes sense."""
    newest = next((each for each in room.acts if isinstance(each.act.body, OpenSitting)), None)
    return newest is not None and bool(newest.failures)
