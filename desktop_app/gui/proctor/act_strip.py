"""The last acts in one line each, newest first: what, for whom, sent, applied by how many, or why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop_app.gui import icons
from desktop_app.gui.proctor import words
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import ElidedLabel
from question_packs import design_tokens as tokens
from question_packs.errors import KnownError
from question_packs.records.acts import CheckIn, MarkAbsent, candidates_of, kind_of

if TYPE_CHECKING:
    from desktop_app.gui.presentation import Presentation
    from desktop_app.gui.proctor.desk import Desk
    from desktop_app.services.console.views import ActView, RoomView

_SHOWN = 2
# Forty check-ins would push away what matters here.
_LEFT_OUT = (CheckIn, MarkAbsent)


def act_words(act: ActView, room: RoomView, presentation: Presentation) -> str:
    """`09:42:10 Jeda · semua · diterapkan 37 dari 40 · Pengawas Satu`."""
    say = presentation.say
    time = words.local_instant(act.act.at, room.order.time_zone)
    what = say(words.ACT_KIND[kind_of(act.act.body)])
    reason = f" · {act.act.reason}" if act.act.reason else ""
    return f"{time}  {what} · {whom(act, room, presentation)} · {fate(act, presentation)} · {act.by}{reason}"


def whom(act: ActView, room: RoomView, presentation: Presentation) -> str:
    """For whom an act is: a person, so many, everybody, the room."""
    say = presentation.say
    candidates = candidates_of(act.act.body)
    if candidates is None:
        return say("semua peserta")
    if not candidates:
        return say("ruang ini")
    if len(candidates) > 1:
        return say("{count} peserta", count=len(candidates))
    seat = room.seat(candidates[0])
    return f"{seat.entry.seat} {seat.entry.name}" if seat else candidates[0]


def fate(act: ActView, presentation: Presentation) -> str:
    """What became of an act, in words; the reason where it failed."""
    say = presentation.say
    if act.refused is not None:
        return f"{say(words.ACT_STATUS['failed'])}: {act.refused.sentence(presentation.language)}"
    said = say(words.ACT_STATUS[act.status])
    if act.targets:
        said = f"{said} {say('{applied} dari {targets}', applied=act.applied, targets=act.targets)}"
    if act.failures:
        said = f"{said} · {say('{count} gagal', count=len(act.failures))} ({_codes(act)})"
    return said


def _codes(act: ActView) -> str:
    return ", ".join(sorted({each.code for each in act.failures if each.code})) or KnownError("BUG-01").code


class ActStrip(QWidget):
    """Two lines below the map."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: tuple[object, ...] = ()
        self._lines = [(QLabel(), ElidedLabel("small", f"last-act-{place}")) for place in range(_SHOWN)]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        for place, (icon, text) in enumerate(self._lines):
            self._grid.addWidget(icon, place, 0, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(text, place, 1)

    def refresh(self) -> None:
        """Language, zoom or contrast changed."""
        self._shown = ()
        self._grid.setSpacing(px(tokens.SPACE_1, self._desk.presentation.scale * tokens.CONSOLE_DENSITY))

    def show_room(self, room: RoomView) -> None:
        """The newest acts."""
        newest = tuple([each for each in room.acts if not isinstance(each.act.body, _LEFT_OUT)][:_SHOWN])
        if newest == self._shown:
            return
        self._shown = newest
        for place, (icon, text) in enumerate(self._lines):
            act = newest[place] if place < len(newest) else None
            text.setText(act_words(act, room, self._desk.presentation) if act else "")
            text.setToolTip(text.text())
            self._paint(icon, act)

    def _paint(self, label: QLabel, act: ActView | None) -> None:
        presentation = self._desk.presentation
        if act is None:
            label.clear()
            return
        palette = presentation.palette
        name, colour = {
            "failed": ("problem", palette.danger),
            "partly": ("warning", palette.flag),
            "applied": ("check", palette.success),
        }.get(act.status, ("saving", palette.ink_soft))
        size = px(tokens.TEXT_SMALL, presentation.scale)
        label.setPixmap(icons.pixmap(name, size, colour, self.devicePixelRatioF()))
