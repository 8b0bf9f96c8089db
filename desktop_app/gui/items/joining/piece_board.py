"""What every widget whose answer is made of pairs has in common: what is held, what is said about it, the keys, giving back.

Subclasses lay out their pieces and say what each shows; `carrying` and `pairing` hold the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from string import ascii_uppercase
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.interaction_widget import InteractionWidget
from desktop_app.gui.items.joining.carrying import Carrying, Thing
from desktop_app.gui.items.joining.pairing import joined, parted, partners
from desktop_app.gui.items.joining.pieces import Piece
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.messages import mark
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button, text_label
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.services.views import InteractionView
    from question_packs.assessment.responses import Joining, Response

_NAME_LENGTH = 40
_REFUSED = mark("Ini tidak dapat dipasang. Lepas dulu pasangan yang lama.")


class PieceBoard(InteractionWidget):
    """Base of the widgets of match (as pairs), associate and gap match."""

    # What to do while nothing is held, and what while something is; `{name}` is the held thing.
    idle_hint: ClassVar[str]
    carrying_hint: ClassVar[str] = mark("Pilih pasangan untuk: {name}")

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self.carrying = Carrying(self.fits)
        self.response: Response = ()
        self._interaction: Joining | None = None
        self._hint = text_label("body", "board-hint")
        self._hint.setParent(self)
        # Where the hint stands while nothing is held, and while something is, beside or above the button.
        self._idle_room = self._held_room = QRect()
        self._release = Button("board-release", "secondary")
        self._release.setParent(self)
        # The keyboard gives back by Delete; a stop that comes and goes would only be in the way.
        self._release.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._release.clicked.connect(self._give_held_back)

    # --- what a subclass says

    def lay_out(self, width: int, top: int) -> int:
        """Make and place the pieces from `top` on; returns where they end."""
        raise NotImplementedError

    def show_pieces(self) -> None:
        """Show every piece in its state."""
        raise NotImplementedError

    def piece_stops(self) -> list[Piece]:
        """The pieces and places on the screen, in reading order."""
        raise NotImplementedError

    def thing_of(self, piece: Piece) -> Thing:
        """Which thing `piece` stands for."""
        raise NotImplementedError

    def name_of(self, thing: Thing) -> str:
        """`thing` in words."""
        raise NotImplementedError

    def fits(self, held: Thing, pressed: Thing) -> bool:
        """Whether pressing `pressed` joins it to `held`; by default the two sides of a pair."""
        return held.side != pressed.side

    def join(self, held: Thing, pressed: Thing) -> Response | None:
        """The response with the two joined; None where that cannot be."""
        first, second = (held, pressed) if held.side == "first" else (pressed, held)
        return joined(self.joining, self.response, first.identifier, second.identifier)

    # --- what the panel asks

    @property
    def joining(self) -> Joining:
        """The interaction on the screen."""
        assert self._interaction is not None
        return self._interaction

    def show_interaction(self, view: InteractionView, width: int) -> None:
        """Lay everything out anew."""
        self._interaction, self.response = view.interaction, view.response  # type: ignore[assignment]
        self.carrying.cancel()
        self.setFixedSize(width, self.lay_out(width, self._lay_out_hint(width)))
        self._show()

    def show_response(self, response: Response) -> None:
        """Show what holds; what is held stays in the hand where the response is the one already shown."""
        if response != self.response:
            self.response = response
            self.carrying.cancel()
            self._show()

    def set_read_only(self, on: bool) -> None:
        """Nothing stays in a hand that may only look."""
        super().set_read_only(on)
        if on and self.carrying.cancel():
            self._show()

    def stops(self) -> list[QWidget]:
        """Every piece and place."""
        return list(self.piece_stops())

    def put_away(self) -> None:
        """No text stays behind."""
        self.carrying.cancel()
        self._interaction, self.response = None, ()
        self._hint.clear()
        self._release.hide()

    # --- what is done

    def make_piece(self) -> Piece:
        """A piece of this board."""
        piece = Piece(self.images, self.presentation, self)
        piece.clicked.connect(lambda: self.press_thing(self.thing_of(piece)))
        piece.given_back.connect(lambda: self.give_back(self.thing_of(piece)))
        return piece

    def press_thing(self, thing: Thing) -> None:
        """`thing` was pressed: take it up, put it down, or join it to what is held."""
        pair = self.carrying.press(thing)
        if pair is None:
            self._show()
            return
        wanted = self.join(*pair)
        if wanted is None:
            self._show(refused=True)
            # The hint is seen, but the keyboard is elsewhere: a screen reader has to be told.
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._hint.text()))
        else:
            self._change(wanted)

    def give_back(self, thing: Thing) -> None:
        """Take apart whatever `thing` is joined to."""
        self.carrying.cancel()
        self._change(parted(self.response, thing.identifier))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape lets go. While something is held the arrows stay here, lest a slip changes the item."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        if event.key() == Qt.Key.Key_Escape and self.carrying.cancel():
            self._show()
        elif event.key() in steps and self.carrying.held is not None:
            self._step(steps[Qt.Key(event.key())])
        else:
            event.ignore()

    def _change(self, response: Response) -> None:
        changed = response != self.response
        self.response = response
        self._show()
        if changed:
            self.answered.emit(response)

    def _give_held_back(self) -> None:
        if self.carrying.held is not None:
            self.give_back(self.carrying.held)

    def _step(self, step: int) -> None:
        stops = self.stops()
        places = [place for place, stop in enumerate(stops) if stop.hasFocus()]
        if places:
            stops[max(0, min(places[0] + step, len(stops) - 1))].setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, refused: bool = False) -> None:
        held = self.carrying.held
        say = self.presentation.say
        if held is None:
            self._hint.setText(say(_REFUSED) if refused else say(self.idle_hint))
        else:
            self._hint.setText(say(self.carrying_hint, name=_short(self.name_of(held))))
        self._hint.setGeometry(self._idle_room if held is None else self._held_room)
        self._release.setVisible(held is not None and bool(partners(self.response, held.identifier)))
        self.show_pieces()

    def _lay_out_hint(self, width: int) -> int:
        """Keep room for the longest hint and for the button beside or below it, so that nothing moves while one works."""
        say, scale = self.presentation.say, self.presentation.scale
        gap = px(tokens.SPACE_3, scale)
        self._release.setText(say("Lepas"))
        self._release.ensurePolished()
        button = self._release.sizeHint().expandedTo(QSize(0, px(tokens.TARGET, scale)))
        self._release.setFixedSize(min(button.width(), width), button.height())
        beside = width - button.width() - gap
        narrow = beside < 2 * button.width()
        idle = max(_height(self._hint, text, width) for text in (say(self.idle_hint), say(_REFUSED)))
        held = _height(self._hint, say(self.carrying_hint, name="n" * _NAME_LENGTH), width if narrow else beside)
        high = max(idle, held + button.height() if narrow else max(held, button.height()))
        self._idle_room = QRect(0, 0, width, high)
        self._held_room = QRect(0, 0, width, held) if narrow else QRect(0, 0, beside, high)
        self._release.move(0 if narrow else width - button.width(), held if narrow else 0)
        return high + gap


class PieceSet:
    """Pieces that are made once and used again."""

    def __init__(self, make: Callable[[], Piece]) -> None:
        self._make = make
        self._pieces: list[Piece] = []
        self._in_use = 0

    def use(self, count: int) -> list[Piece]:
        """So many pieces to be shown; the others are put away."""
        while len(self._pieces) < count:
            self._pieces.append(self._make())
        for piece in self._pieces[count:]:
            piece.put_away()
        self._in_use = count
        for piece in self:
            piece.show()
        return list(self)

    def __iter__(self) -> Iterator[Piece]:
        return iter(self._pieces[: self._in_use])


def flow(pieces: Sequence[QWidget], width: int, top: int, gap: int) -> int:
    """Place `pieces` in lines of at most `width` pixels from `top` on; returns where they end."""
    left, high = 0, 0
    for piece in pieces:
        if left and left + piece.width() > width:
            left, top, high = 0, top + high + gap, 0
        piece.move(left, top)
        left, high = left + piece.width() + gap, max(high, piece.height())
    return top + high


def letter(place: int) -> str:
    """The letter of the thing at `place` (from 0): A to Z, then A2 to Z2."""
    again, place = divmod(place, len(ascii_uppercase))
    return ascii_uppercase[place] + (str(again + 1) if again else "")


def _short(name: str) -> str:
    return name if len(name) <= _NAME_LENGTH else f"{name[: _NAME_LENGTH - 1].rstrip()}…"


def _height(label: QWidget, text: str, width: int) -> int:
    label.setProperty("text", text)
    label.ensurePolished()
    return label.heightForWidth(width)
