"""Order: cards that are moved up and down; where only some are wanted, they are first chosen out of the others.

An order that was merely shown is no answer: it counts once the candidate changed it or said that it is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.gui.items.interaction_widget import InteractionWidget
from desktop_app.gui.items.joining.carrying import Carrying, Thing
from desktop_app.gui.items.joining.order_row import OrderRow, Standing
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.messages import mark
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button, text_label
from question_packs import design_tokens as tokens
from question_packs.assessment.interactions import OrderInteraction
from question_packs.assessment.responses import limits_of

if TYPE_CHECKING:
    from desktop_app.services.views import InteractionView
    from question_packs.assessment.responses import Response

_HOW = mark("Pindahkan dengan tombol panah, atau pilih sebuah kartu, lalu tempatnya yang baru.")
_HOW_PARTLY = mark("Pilih kartu di bawah, satu demi satu, menurut urutan Anda. Paling banyak {most} kartu.")
_HELD = mark("Kartu dipegang. Pilih tempatnya yang baru, atau tekan panah naik dan turun. Esc membatalkan.")
_UNTOUCHED = mark("Urutan ini belum Anda jawab. Ubahlah, atau tekan tombol di bawah ini bila sudah benar.")
_TOUCHED = mark("Urutan di atas adalah jawaban Anda.")


class OrderView(InteractionWidget):
    """All options in one list; or `Urutan Anda` above and `Belum diurutkan` below, where not all need be ordered."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self._order: OrderInteraction | None = None
        self._response: Response = ()
        self._before: Response = ()
        self._carrying = Carrying(lambda held, pressed: held != pressed)
        self._rows: list[OrderRow] = []
        self._hint, self._state = text_label("body", "order-hint"), text_label("body", "order-state")
        self._yours, self._others = text_label("strong", "order-yours"), text_label("strong", "order-others")
        self._confirm = Button("order-confirm", "secondary", "check")
        for part in (self._hint, self._state, self._yours, self._others, self._confirm):
            part.setParent(self)
        self._confirm.clicked.connect(self._confirmed)

    def show_interaction(self, view: InteractionView, width: int) -> None:
        """Show the cards in the candidate's order, or as they were given."""
        order = view.interaction
        assert isinstance(order, OrderInteraction)
        self._order, self._response = order, view.response
        self._carrying.cancel()
        while len(self._rows) < len(order.simple_choices):
            self._add_row()
        for row in self._rows[len(order.simple_choices) :]:
            row.put_away()
        for row, choice in zip(self._rows, order.simple_choices, strict=False):
            row.piece.identifier = choice.identifier
            row.show()
        self._lay_out(width)

    def show_response(self, response: Response) -> None:
        """Show the order that holds."""
        if response != self._response:
            self._response = response
            self._carrying.cancel()
            self._renew()

    def set_read_only(self, on: bool) -> None:
        """Nothing stays in a hand that may only look."""
        super().set_read_only(on)
        if on and self._carrying.cancel():
            self._renew()

    def stops(self) -> list[QWidget]:
        """The cards as they stand, then the button that confirms them."""
        if self._order is None:
            return []
        stops: list[QWidget] = [row.piece for row in self._in_sight()]
        return stops if self._confirm.isHidden() else [*stops, self._confirm]

    def put_away(self) -> None:
        """No text stays behind."""
        self._carrying.cancel()
        self._order, self._response = None, ()
        for row in self._rows:
            row.put_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """With a card in hand the arrows move it and Escape brings it back; else they are the page's."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}
        held = self._carrying.held
        if held is not None and event.key() in steps:
            self._step(held.identifier, steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape and self._carrying.cancel():
            self._answer(self._before)
        else:
            event.ignore()

    # --- the order

    @property
    def _partly(self) -> bool:
        """Whether not all options need be ordered."""
        assert self._order is not None
        count = len(self._order.simple_choices)
        return limits_of(self._order) != (count, count)

    def _standing(self) -> list[str]:
        """The identifiers as they stand in the order: the answer, and all others after it where all are ordered."""
        assert self._order is not None
        shown = [each.identifier for each in self._order.simple_choices]
        return [*self._response, *(each for each in shown if each not in self._response and not self._partly)]

    def _in_sight(self) -> list[OrderRow]:
        """The rows from above to below: the ordered ones, then the others."""
        assert self._order is not None
        rows = {row.piece.identifier: row for row in self._rows[: len(self._order.simple_choices)]}
        standing = self._standing()
        return [*(rows[each] for each in standing), *(row for name, row in rows.items() if name not in standing)]

    def _pressed(self, identifier: str) -> None:
        if identifier not in self._standing():
            self._carrying.cancel()
            self._put_in(identifier)
            return
        joined = self._carrying.press(Thing("first", identifier))
        if joined is not None:
            self._move(joined[0].identifier, self._standing().index(identifier))
            return
        self._before = self._response
        self._renew()

    def _put_in(self, identifier: str) -> None:
        assert self._order is not None
        if len(self._response) < limits_of(self._order)[1]:
            self._answer((*self._response, identifier))
        else:
            self._renew()

    def _take_out(self, identifier: str) -> None:
        if self._partly:
            self._carrying.cancel()
            self._answer(tuple(each for each in self._response if each != identifier))

    def _step(self, identifier: str, step: int) -> None:
        standing = self._standing()
        self._move(identifier, max(0, min(standing.index(identifier) + step, len(standing) - 1)))

    def _move(self, identifier: str, place: int) -> None:
        standing = self._standing()
        if standing.index(identifier) == place:
            self._renew()
            return
        standing.remove(identifier)
        standing.insert(place, identifier)
        self._answer(tuple(standing))

    def _confirmed(self) -> None:
        had_keyboard = self._confirm.hasFocus()
        self._answer(tuple(self._standing()))
        if had_keyboard:  # the button goes; the keyboard must not fall out of the widget
            self._in_sight()[0].piece.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, response: Response) -> None:
        changed = response != self._response
        self._response = response
        self._renew()
        if changed:
            self.answered.emit(response)

    # --- how it lies

    def _add_row(self) -> None:
        row = OrderRow(self.images, self.presentation, self)
        row.piece.clicked.connect(lambda: self._pressed(row.piece.identifier))
        row.moved.connect(lambda step: self._step(row.piece.identifier, step))
        row.taken_out.connect(lambda: self._take_out(row.piece.identifier))
        self._rows.append(row)

    def _renew(self) -> None:
        """Show what changed; if the height did, what is below must move."""
        before = self.height()
        self._lay_out(self.width())
        if self.height() != before:
            self.resized.emit()

    def _lay_out(self, width: int) -> None:
        assert self._order is not None
        gap = px(tokens.SPACE_3, self.presentation.scale)
        rows, count = self._in_sight(), len(self._standing())
        top = self._lay_out_hint(width) + gap
        self._say(self._yours, mark("Urutan Anda") if self._partly and count else "")
        top = self._place_label(self._yours, top, width)
        top = self._place_rows(rows[:count], top, width, gap)
        self._say(self._others, mark("Belum diurutkan") if rows[count:] else "")
        top = self._place_label(self._others, top, width)
        top = self._place_rows(rows[count:], top, width, gap)
        if not self._partly:
            top = self._lay_out_state(top, width)
        else:
            self._state.hide()
            self._confirm.hide()
        self.setFixedSize(width, top)
        for before, after in pairwise(self.stops()):
            QWidget.setTabOrder(before, after)

    def _lay_out_hint(self, width: int) -> int:
        """The hint keeps room for its longer text, lest the cards jump when one is picked up."""
        assert self._order is not None
        how = (
            self.presentation.say(_HOW_PARTLY, most=limits_of(self._order)[1])
            if self._partly
            else self.presentation.say(_HOW)
        )
        held = self.presentation.say(_HELD)
        high = max(_height(self._hint, text, width) for text in (how, held))
        self._hint.setText(how if self._carrying.held is None else held)
        self._hint.setGeometry(0, 0, width, high)
        return high

    def _lay_out_state(self, top: int, width: int) -> int:
        """Whether this order counts already, and the button that makes it count; the room for both stays."""
        say = self.presentation.say
        high = max(_height(self._state, say(text), width) for text in (_TOUCHED, _UNTOUCHED))
        self._state.setText(say(_TOUCHED) if self._response else say(_UNTOUCHED))
        self._state.setGeometry(0, top, width, high)
        self._state.show()
        self._confirm.setText(say("Urutan ini sudah benar"))
        self._confirm.restyle(self.presentation.palette, self.presentation.scale)
        self._confirm.ensurePolished()
        size = self._confirm.sizeHint()
        top += high + px(tokens.SPACE_2, self.presentation.scale)
        self._confirm.setGeometry(0, top, min(size.width(), width), size.height())
        self._confirm.setVisible(not self._response)
        return top + size.height()

    def _place_rows(self, rows: Sequence[OrderRow], top: int, width: int, gap: int) -> int:
        assert self._order is not None
        choices = {each.identifier: each for each in self._order.simple_choices}
        standing = self._standing()
        for row in rows:
            name = row.piece.identifier
            number = standing.index(name) + 1 if name in standing else None
            where = Standing(number, len(standing), self._partly and number is not None)
            row.show_choice(choices[name], where, width)
            row.show_held(self._carrying.held == Thing("first", name), where)
            row.move(0, top)
            top += row.height() + gap
        return top

    def _say(self, label: QLabel, text: str) -> None:
        label.setText(self.presentation.say(text) if text else "")
        label.setVisible(bool(text))

    def _place_label(self, label: QLabel, top: int, width: int) -> int:
        if label.isHidden():
            return top
        high = _height(label, label.text(), width)
        label.setGeometry(0, top, width, high)
        return top + high + px(tokens.SPACE_2, self.presentation.scale)


def _height(label: QLabel, text: str, width: int) -> int:
    label.setText(text)
    label.ensurePolished()
    return label.heightForWidth(width)
