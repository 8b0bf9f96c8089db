"""Everything about one candidate, and everything that can be done for this candidate.

Each act has a letter, written on its button. Esc goes back to the map; Page Up and Page Down go to the neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.proctor import words
from desktop_app.gui.proctor.act_strip import fate
from desktop_app.gui.proctor.code_dialog import OneTimeCodeDialog
from desktop_app.gui.proctor.console_page import ConsolePage
from desktop_app.gui.proctor.person_acts import PersonAct, PersonActs
from desktop_app.gui.proctor.person_facts import IdentityCard, StateCard
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button, ElidedLabel, text_label
from desktop_app.gui.widgets.scroller import Scroller
from desktop_app.services.console.timeline import Happening, timeline
from question_packs import design_tokens as tokens
from question_packs.records.acts import GrantTime, kind_of

if TYPE_CHECKING:
    from desktop_app.gui.proctor.desk import Desk
    from desktop_app.services.console.views import RoomView, SeatView
    from question_packs.records.act_codes import CodeKind

_IDENTITY_WIDTH, _ACTS_WIDTH = 280, 330
_STACKED_ABOVE = 150  # percent of zoom
_MINUTE_MS = 60_000
_NO_LIMIT = 16_777_215  # Qt's own: no limit
_CODE_OF_STATUS: dict[str, CodeKind] = {
    "locked": "unlock", "awaiting_resume": "resume", "paused": "resume", "waiting": "start",
}  # fmt: skip


class PersonPage(ConsolePage):
    """Shown by `Desk.open_person`; not on the rail."""

    identifier = "person"
    title = mark("Peserta")
    icon = "person"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._number = ""
        self._offered: tuple[tuple[str, ...], ...] = ()
        self._buttons: dict[str, Button] = {}
        self._identity, self._state = IdentityCard(desk.presentation), StateCard(desk.presentation)
        self._timeline, self._lines = QListWidget(), [""]
        self._back = self.button(mark("Denah (Esc)"), "person-back", "secondary", "left")
        self._before = self.button(mark("Sebelumnya (PgUp)"), "person-before", "compact")
        self._after = self.button(mark("Berikutnya (PgDn)"), "person-after", "compact")
        self._code = self.button(mark("Kode sekali pakai"), "act-code", "compact")
        self._acts = QVBoxLayout()
        self._who = ElidedLabel("large", "person-who")
        self._build()
        self._back.clicked.connect(lambda: desk.go("map"))
        self._before.clicked.connect(lambda: self._neighbour(-1))
        self._after.clicked.connect(lambda: self._neighbour(1))
        self._code.clicked.connect(self._ask_code)

    def _build(self) -> None:
        self._timeline.setObjectName("person-timeline")
        self._timeline.setWordWrap(True)
        self._timeline.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.name_for_readers(self._timeline, mark("Riwayat peserta"))
        self._top = QHBoxLayout()
        for part in (self._back, self._before, self._after):
            self._top.addWidget(part)
        self._top.addWidget(self._who, 1)
        self._middle = QVBoxLayout()
        self._middle.addWidget(self._state)
        self._middle.addWidget(self.label(mark("Riwayat peserta"), "strong"))
        self._middle.addWidget(self._timeline, 1)
        inside = QWidget()
        inside.setLayout(self._acts)
        self._acts.setContentsMargins(0, 0, 0, 0)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(Scroller(inside))
        right.addStretch(1)
        self._columns = QHBoxLayout()
        self._columns.addWidget(self._identity)
        self._columns.addLayout(self._middle, 1)
        self._columns.addWidget(self._right)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._top)
        self._column.addLayout(self._columns, 1)

    def refresh(self) -> None:
        """Sizes of this page."""
        super().refresh()
        scale = self.scale()
        edge = px(tokens.SPACE_3, scale)
        self._column.setContentsMargins(edge, edge, edge, edge)
        for layout in (self._column, self._columns, self._middle, self._top):
            layout.setSpacing(edge)
        self._acts.setSpacing(px(tokens.SPACE_1, scale))
        self._arrange(self.presentation.zoom_percent > _STACKED_ABOVE)
        self._offered, self._lines = (), [""]
        if self.desk.service.room is not None:
            self.show_room(self.desk.service.room)

    def _arrange(self, stacked: bool) -> None:
        """Three columns; at a large zoom one below the other, the acts first."""
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.BottomToTop if stacked else ways.LeftToRight)
        narrow = 1 + (self.scale() - 1) / 2
        for part, width in ((self._identity, _IDENTITY_WIDTH), (self._right, _ACTS_WIDTH)):
            part.setMinimumWidth(0 if stacked else px(width, narrow))
            part.setMaximumWidth(_NO_LIMIT if stacked else px(width, narrow))
        for button in (self._before, self._after):
            button.setHidden(stacked)

    def first_focus(self) -> QWidget | None:
        """The first act, most likely what one came for."""
        return next(iter(self._buttons.values()), self._back)

    def show_person(self, number: str) -> None:
        """Whom to show."""
        self._number = number
        if self.desk.service.room is not None:
            self.show_room(self.desk.service.room)

    def show_room(self, room: RoomView) -> None:
        """The person as it is now."""
        seat = room.seat(self._number)
        if seat is None:
            return
        self._who.setText(f"{seat.entry.seat} · {seat.entry.name}")
        self._identity.show_seat(seat)
        self._state.show_seat(seat, room)
        self._show_acts(PersonActs(self.desk, room, seat).offered())
        self._show_timeline(room)

    # --- acts

    def _show_acts(self, acts: tuple[PersonAct, ...]) -> None:
        """Buttons are made again only when others are offered, so that the keyboard stays where it is."""
        offered = tuple((each.name, each.role) for each in acts)
        if offered == self._offered:
            return
        self._offered = offered
        focused = next((name for name, button in self._buttons.items() if button.hasFocus()), "")
        self._clear()
        for each in acts:
            if each.role == "danger" and not self._has_danger():
                self._acts.addWidget(self._heading(mark("Sulit dibatalkan")))
            self._buttons[each.name] = self._act_button(each)
            self._acts.addWidget(self._buttons[each.name])
            if each.name == "incident":
                self._acts.addWidget(self._code)
        if focused in self._buttons:
            self._buttons[focused].setFocus()

    def _clear(self) -> None:
        while (entry := self._acts.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None and widget is not self._code:
                widget.deleteLater()
        self._buttons.clear()

    def _has_danger(self) -> bool:
        return any(button.property("role") == "danger" for button in self._buttons.values())

    def _heading(self, text: str) -> QWidget:
        label = text_label("small")
        label.setText(self.say(text))
        return label

    def _act_button(self, act: PersonAct) -> Button:
        button = Button(f"act-{act.name}", act.role)
        said = self.say(act.text)
        button.setText(f"{said}  ({act.key})" if act.key else said)
        button.setAccessibleName(said)
        button.clicked.connect(lambda: self._press(act.name))
        return button

    def _press(self, name: str) -> None:
        """With what is known now: the proposal of half a second ago may not fit any more."""
        seat, room = self._seat(), self.desk.service.room
        act = PersonActs(self.desk, room, seat).find(name) if seat is not None and room is not None else None
        if act is not None:
            self.desk.propose(act.proposal())

    def _ask_code(self) -> None:
        if (seat := self._seat()) is not None:
            kind = _CODE_OF_STATUS.get(seat.status, "release_sign_in")
            window, presentation = self.desk.window, self.desk.presentation
            OneTimeCodeDialog(window, presentation, self.desk.service, seat, kind).open()

    def _seat(self) -> SeatView | None:
        room = self.desk.service.room
        return room.seat(self._number) if room is not None else None

    # --- timeline

    def _show_timeline(self, room: RoomView) -> None:
        lines = [self._line(each, room) for each in timeline(room, self._number)]
        if lines != self._lines:
            self._lines = lines
            self._timeline.clear()
            self._timeline.addItems(lines or [self.say("Belum ada catatan.")])

    def _line(self, each: Happening, room: RoomView) -> str:
        time = words.local_instant(each.at, room.order.time_zone)
        if each.notice is not None:
            return f"{time}  {words.incident_words(each.notice.incident_kind, self.presentation)} · {each.notice.note}"
        assert each.act is not None
        act = each.act.act
        what = self.say(words.ACT_KIND[kind_of(act.body)])
        if isinstance(act.body, GrantTime):
            what = f"{what} {self.say('{count} menit', count=act.body.granted_ms // _MINUTE_MS)}"
        parts = (what, act.reason, each.act.by, fate(each.act, self.presentation))
        return f"{time}  {' · '.join(part for part in parts if part)}"

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter presses its act; Page Up and Down go on to the neighbours."""
        key = event.key()
        letter = event.text().upper()
        seat, room = self._seat(), self.desk.service.room
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._neighbour(-1 if key == Qt.Key.Key_PageUp else 1)
        elif plain and letter and seat is not None and room is not None:
            if (act := PersonActs(self.desk, room, seat).by_key(letter)) is not None:
                self._press(act.name)
        else:
            super().keyPressEvent(event)

    def _neighbour(self, step: int) -> None:
        room = self.desk.service.room
        if room is None:
            return
        numbers = [each.number for each in room.seats]
        self.show_person(numbers[(numbers.index(self._number) + step) % len(numbers)])
