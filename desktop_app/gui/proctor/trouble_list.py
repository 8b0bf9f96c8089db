"""Who needs somebody first: one line for each person, the worst first, each with one action.

While the pointer or the keyboard is in the list nothing changes its place: nobody shall press a button that has just become
another one. New lines then come at the end, and what is settled stays, told as settled, until the list is left.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.gui import icons
from desktop_app.gui.messages import mark
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.proctor import words
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button, ElidedLabel, text_label
from desktop_app.gui.widgets.scroller import Scroller
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.services.console.views import Trouble, TroubleKind

_ACTION: dict[TroubleKind, str] = {
    "save_failed": mark("Pindahkan"),
    "two_devices": mark("Hampiri"),
    "help": mark("Hampiri"),
    "locked": mark("Buka kunci"),
    "needs_proctor": mark("Putuskan"),
    "awaiting_resume": mark("Lanjutkan"),
    "disconnected": mark("Hampiri"),
    "quiet": mark("Hampiri"),
    "forked": mark("Lihat"),
}


class _Line(QFrame):
    """One person in trouble."""

    def __init__(self, presentation: Presentation, number: str, act: Callable[[str, str], None]) -> None:
        super().__init__()
        self._presentation, self._number = presentation, number
        self._trouble: Trouble | None = None
        self._settled = False
        self._shown: tuple[object, ...] = ()
        self.setProperty("role", "trouble")
        self._icon = QLabel()
        self._who, self._what = ElidedLabel("strong"), ElidedLabel("small")
        self.action = Button(f"trouble-{number}", "compact")
        self.action.clicked.connect(lambda: act(number, "" if self._settled or not self._trouble else self._trouble.kind))
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._icon, 0, 0)
        self._grid.addWidget(self._who, 0, 1)
        self._grid.addWidget(self.action, 0, 2)
        self._grid.addWidget(self._what, 1, 1, 1, 2)

    def show_trouble(self, trouble: Trouble | None) -> None:
        """None: it is settled."""
        self._settled = trouble is None
        self._trouble = trouble or self._trouble
        if self._trouble is None:
            return
        seat, kind = self._trouble.seat, self._trouble.kind
        what = words.trouble_words(seat, kind, self._presentation)
        others = " · ".join(self._presentation.say(words.TROUBLE[each]) for each in self._trouble.others)
        what = f"{what} · {others}" if others else what
        shown = (self._settled, what, kind, self._presentation.revision)
        if shown != self._shown:
            self._shown = shown
            self._say(what, kind)

    def _say(self, what: str, kind: TroubleKind) -> None:
        assert self._trouble is not None
        seat, say, settled = self._trouble.seat, self._presentation.say, self._settled
        action = say("Lihat") if settled else say(_ACTION[kind])
        scale, palette = self._presentation.scale * tokens.CONSOLE_DENSITY, self._presentation.palette
        urgent = kind in words.URGENT and not settled
        self._who.setText(f"{seat.entry.seat}  {seat.entry.name}")
        self._what.setText(say("Sudah teratasi") if settled else what)
        self._what.setToolTip(what)
        self.action.setText(action)
        self.action.setAccessibleName(f"{action}, {seat.entry.seat}, {seat.entry.name}, {self._what.text()}")
        size = px(tokens.TEXT_LARGE, scale)
        colour = palette.ink_soft if settled else palette.danger if urgent else palette.flag
        name = "check" if settled else words.ICON_OF_TROUBLE[kind]
        self._icon.setPixmap(icons.pixmap(name, size, colour, self.devicePixelRatioF()))
        edge, gap = px(tokens.SPACE_2, scale), px(tokens.SPACE_1, scale)
        self._grid.setContentsMargins(gap, gap, gap, edge)
        self._grid.setHorizontalSpacing(edge)
        self._grid.setVerticalSpacing(0)


class TroubleList(QWidget):
    """`act` carries a candidate's number and the kind of trouble whose action was pressed."""

    act = Signal(str, str)

    def __init__(self, presentation: Presentation) -> None:
        super().__init__()
        self._presentation = presentation
        self._lines: dict[str, _Line] = {}
        self._title, self._calm = text_label("strong", "trouble-title"), text_label("soft", "all-calm")
        self._calm_icon = QLabel()
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch(1)
        self._scroll = Scroller(inside)
        # It takes what is left: a long list makes no page longer.
        self._scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(self._title)
        outside.addWidget(self._calm)
        outside.addWidget(self._scroll, 1)

    def show_troubles(self, troubles: Sequence[Trouble], *, linked: bool) -> None:
        """The persons in trouble, worst first. Not `linked`: what is shown is old, and nobody is called calm."""
        say = self._presentation.say
        self._title.setText(say("Perlu dibantu ({count})", count=len(troubles)) if troubles else say("Perlu dibantu"))
        calm = say("Semua berjalan. Tidak ada yang perlu dibantu.")
        away = say(
            "Simpul ruang tidak terjangkau: denah ini tidak diperbarui. Ujian tetap berjalan di setiap PC. "
            "Nyalakan lagi simpul, atau simpul cadangan."
        )
        self._calm.setText(calm if linked else away)
        self._calm.setVisible(not troubles or not linked)
        found = {each.seat.number: each for each in troubles}
        held = self._in_use()
        wanted = list(found)
        if held:
            kept = list(self._lines)
            wanted = kept + [each for each in found if each not in self._lines]
        self._arrange(wanted)
        for number, line in self._lines.items():
            line.show_trouble(found.get(number))

    def focus_first(self) -> None:
        """The keyboard goes to the worst trouble's action."""
        for line in self._lines.values():
            line.action.setFocus()
            return

    def refresh(self) -> None:
        """Language, zoom or contrast changed."""
        scale = self._presentation.scale * tokens.CONSOLE_DENSITY
        self._column.setSpacing(px(tokens.SPACE_1, scale))

    def _in_use(self) -> bool:
        return self._scroll.underMouse() or any(each.action.hasFocus() for each in self._lines.values())

    def _arrange(self, wanted: list[str]) -> None:
        if wanted == list(self._lines):
            return
        for number in [each for each in self._lines if each not in wanted]:
            line = self._lines.pop(number)
            self._column.removeWidget(line)
            line.deleteLater()
        lines = {each: self._lines.get(each) or _Line(self._presentation, each, self.act.emit) for each in wanted}
        for place, line in enumerate(lines.values()):
            if self._column.indexOf(line) != place:
                self._column.removeWidget(line)
                self._column.insertWidget(place, line)
        self._lines = lines
