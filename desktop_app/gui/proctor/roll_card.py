"""The completeness roll in large figures: "17 registered, 16 sat, 16 received, 0 missing", signed by the room node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from desktop_app.gui.messages import mark
from desktop_app.gui.proctor.parts import Card, Figure
from desktop_app.gui.proctor.words import local_instant
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.banner import Banner
from desktop_app.gui.widgets.buttons import text_label
from question_packs import design_tokens as tokens
from question_packs.records.roll import MissingReason, Roll, verify_roll

if TYPE_CHECKING:
    from desktop_app.gui.proctor.console_page import ConsolePage
    from desktop_app.gui.proctor.desk import Desk
    from desktop_app.services.console.views import RoomView

_REASONS: dict[MissingReason, str] = {
    "nothing": mark("tidak ada apa pun"),
    "incomplete": mark("belum lengkap atau belum selesai"),
    "fork": mark("dua catatan berbeda"),
    "voided": mark("dinyatakan tidak dihitung"),
}
_FIGURES = ("registered", "sat", "received", "missing")


class RollCard(Card):
    """Asks the node for its roll when somebody presses, and by itself when the sitting was closed."""

    def __init__(self, desk: Desk, page: ConsolePage) -> None:
        super().__init__(desk.presentation, page.label(mark("Kelengkapan"), "large"))
        self._desk = desk
        self._roll: Roll | None = None
        self._asked_for: tuple[object, ...] = ()
        self._figures = {name: Figure(f"roll-{name}") for name in _FIGURES}
        self._verdict = Banner(desk.presentation, "roll-verdict")
        self._detail = text_label("small", "roll-detail")
        self._count = page.button(mark("Hitung sekarang"), "count-roll", "secondary", "again")
        self._grid = QGridLayout()
        for place, figure in enumerate(self._figures.values()):
            self._grid.addWidget(figure, place // 2, place % 2)
        self.column.addLayout(self._grid)
        self.column.addWidget(self._verdict)
        self.column.addWidget(self._detail)
        self.column.addStretch(1)
        self.column.addWidget(self._count)
        self._count.clicked.connect(self.ask)

    def refresh(self) -> None:
        """Sizes and words."""
        super().refresh()
        self._grid.setSpacing(px(tokens.SPACE_3, self._desk.presentation.frame_scale))
        self._verdict.restyle()
        self._show()

    def show_room(self, room: RoomView) -> None:
        """After the close, count again whenever what the node holds changed."""
        state = (room.closed, room.counts.received, room.counts.submitted, len(room.acts))
        if room.closed and state != self._asked_for:
            self._asked_for = state
            self.ask()

    def ask(self) -> None:
        """Have the node count."""
        room = self._desk.service.room
        assert room is not None
        order = room.order
        keys = order.machine_keys("node")
        self._desk.service.ask(
            lambda road: verify_roll(road.roll(order.sitting_id), keys), self._came, self._desk.tell_error
        )

    def _came(self, roll: Roll) -> None:
        self._roll = roll
        self._show()

    def _show(self) -> None:
        say, roll = self._desk.say, self._roll
        words = (say("terdaftar"), say("mengerjakan"), say("diterima"), say("kurang"))
        numbers: tuple[int | str, ...] = (
            (roll.registered, roll.sat, roll.received, len(roll.missing)) if roll else ("–",) * 4
        )
        for (name, figure), number, word in zip(self._figures.items(), numbers, words, strict=True):
            figure.show_figure(number, word, bad=name == "missing" and number not in (0, "–"))
        if roll is None:
            self._verdict.hide()
            self._detail.setText(say("Simpul ruang menghitung dan menandatangani. Belum dihitung."))
            return
        complete = say("Lengkap: ruang boleh bubar.") if self._closed() else say("Lengkap. Sesi belum ditutup.")
        if roll.is_complete:
            self._verdict.tell("good" if self._closed() else "notice", complete)
        else:
            self._verdict.tell("problem", say("Belum lengkap: jangan bubarkan ruang. {who}", who=self._who(roll)))
        room = self._desk.service.room
        at = local_instant(roll.made_at, room.order.time_zone) if room else ""
        text = say(
            "Dihitung {time}, ditandatangani {keeper}. Sidik {digits}", time=at, keeper=roll.keeper, digits=_short(roll)
        )
        self._detail.setText(text)

    def _closed(self) -> bool:
        room = self._desk.service.room
        return room is not None and room.closed

    def _who(self, roll: Roll) -> str:
        say = self._desk.say
        return "; ".join(f"{each.candidate_number}: {say(_REASONS[each.reason])}" for each in roll.missing[:5])


def _short(roll: Roll) -> str:
    return " ".join(roll.merkle_root[place : place + 4] for place in range(0, 16, 4))
