"""A slider: a track with a large handle, the value in words, and buttons for one step less or more.

Until it is touched it has no value and no handle: a slider that stands somewhere by itself would be an answer nobody gave.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.choosing.slider_steps import last_step, place_of, value_at
from desktop_app.gui.items.interaction_widget import InteractionWidget
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button, text_label
from question_packs import design_tokens as tokens
from question_packs.assessment.interactions import SliderInteraction

if TYPE_CHECKING:
    from desktop_app.services.views import InteractionView
    from question_packs.assessment.responses import Response

_MOST_TICKS = 25  # more would be a grey bar
_PAGE = 10  # Page Up and Page Down go a tenth of the way
_NARROW_TARGETS = 5  # a line of fewer targets has no room for buttons beside the track
_UPRIGHT_TARGETS = 7  # how high an upright track is, in targets


class SliderTrack(QWidget):
    """The track. `moved` carries the place that was asked for, from 0 to `last`."""

    moved = Signal(int)
    SPOKEN_ROLE = QAccessible.Role.Slider

    def __init__(self, presentation: Presentation, parent: QWidget) -> None:
        super().__init__(parent)
        self._presentation = presentation
        self._last = 1
        self._place: int | None = None
        self._upright = self._reverse = self._ticks = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_form(self, last: int, upright: bool, reverse: bool, ticks: bool) -> None:
        """How many steps it has and how it lies. Upright, the upper bound is above; `reverse` changes the ends."""
        self._last, self._upright, self._reverse = max(last, 1), upright, reverse
        self._ticks = ticks and last <= _MOST_TICKS

    def set_place(self, place: int | None) -> None:
        """Where the handle stands; None: nowhere yet."""
        self._place = place
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The handle comes to the pointer."""
        self.moved.emit(self._place_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """And follows it while the button is down."""
        if event.buttons() & Qt.MouseButton.LeftButton and (place := self._place_at(event.position())) != self._place:
            self.moved.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows along the track, Page Up and Down, Home and End; arrows across it go on to the page."""
        key, page = Qt.Key(event.key()), max(1, self._last // _PAGE)
        forward = -1 if self._reverse else 1
        along = {Qt.Key.Key_Up: forward, Qt.Key.Key_Down: -forward} if self._upright else {
            Qt.Key.Key_Right: forward, Qt.Key.Key_Left: -forward}  # fmt: skip
        steps = {**along, Qt.Key.Key_PageUp: page, Qt.Key.Key_PageDown: -page}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self._last}
        if key in steps:
            self.moved.emit(self.place_after(steps[key]))
        elif key in ends:
            self.moved.emit(ends[key])
        else:
            event.ignore()

    def place_after(self, step: int) -> int:
        """The place so many steps on; the middle where there was none, from where both ends are equally far."""
        return self._last // 2 if self._place is None else max(0, min(self._place + step, self._last))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track, the part behind the handle, ticks, handle."""
        palette, scale = self._presentation.palette, self._presentation.scale
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            self._paint_focus(painter)
        start, end = self._point(0), self._point(self._last)
        self._paint_line(painter, start, end, palette.line_strong)
        painter.setPen(QPen(QColor(palette.ink_soft), tokens.LINE_WIDTH * 2))
        across = QPointF(px(tokens.SPACE_3, scale), 0) if self._upright else QPointF(0, px(tokens.SPACE_3, scale))
        for place in range(self._last + 1) if self._ticks else (0, self._last):
            painter.drawLine(self._point(place) - across, self._point(place) + across)
        if self._place is not None:
            self._paint_line(painter, start, self._point(self._place), palette.primary)
            painter.setPen(QPen(QColor(palette.primary), tokens.FOCUS_WIDTH))
            painter.setBrush(QColor(palette.surface))
            painter.drawEllipse(self._point(self._place), self._radius(), self._radius())
            painter.setBrush(QColor(palette.primary))
            painter.drawEllipse(self._point(self._place), self._radius() / 3, self._radius() / 3)

    def _paint_focus(self, painter: QPainter) -> None:
        inset, radius = tokens.FOCUS_WIDTH / 2, px(tokens.RADIUS, self._presentation.scale)
        painter.setPen(QPen(QColor(self._presentation.palette.focus), tokens.FOCUS_WIDTH))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)

    def _paint_line(self, painter: QPainter, start: QPointF, end: QPointF, colour: str) -> None:
        pen = QPen(QColor(colour), px(tokens.SPACE_2, self._presentation.scale))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(start, end)

    def _radius(self) -> float:
        return px(tokens.SPACE_4, self._presentation.scale)

    def _ends(self) -> tuple[float, float]:
        """Where the track begins and ends, along its direction, before it is turned round."""
        inset = px(tokens.TARGET, self._presentation.scale) / 2
        length = self.height() if self._upright else self.width()
        return (length - inset, inset) if self._upright else (inset, length - inset)

    def _point(self, place: int) -> QPointF:
        start, end = self._ends()[::-1] if self._reverse else self._ends()
        along = start + (end - start) * place / self._last
        return QPointF(self.width() / 2, along) if self._upright else QPointF(along, self.height() / 2)

    def _place_at(self, point: QPointF) -> int:
        start, end = self._ends()[::-1] if self._reverse else self._ends()
        share = ((point.y() if self._upright else point.x()) - start) / ((end - start) or 1)
        return max(0, min(round(share * self._last), self._last))


class SliderView(InteractionWidget):
    """Value in words, track, and a button at each end."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self._slider: SliderInteraction | None = None
        self._response: Response = ()
        self._value = text_label("large", "slider-value")
        self._value.setParent(self)
        self._track = SliderTrack(presentation, self)
        self._track.setObjectName("slider-track")
        self._track.moved.connect(self._move)
        self._bounds = [text_label("small", name, wrap=False) for name in ("slider-lower", "slider-upper")]
        self._less = Button("slider-less", "step", "minus")
        self._more = Button("slider-more", "step", "plus")
        for part in (*self._bounds, self._less, self._more):
            part.setParent(self)
        self._less.clicked.connect(lambda: self._move(self._track.place_after(-1)))
        self._more.clicked.connect(lambda: self._move(self._track.place_after(1)))

    def show_interaction(self, view: InteractionView, width: int) -> None:
        """Lay it out."""
        slider = view.interaction
        assert isinstance(slider, SliderInteraction)
        self._slider = slider
        upright = slider.orientation == "vertical"
        self._track.set_form(last_step(slider), upright, slider.reverse, slider.show_steps)
        for label, value in zip(self._bounds, (slider.lower_bound, slider.upper_bound), strict=True):
            label.setText(self._written(value))
            label.ensurePolished()
            label.adjustSize()
        self._style_buttons()
        gap = px(tokens.SPACE_2, self.presentation.scale)
        self._value.setGeometry(0, 0, width, self._value_height(width))
        top = self._value.height() + gap
        bottom = self._stand(top, gap) if upright else self._lie(width, top, gap)
        self.setFixedSize(width, bottom)
        self.show_response(view.response)

    def show_response(self, response: Response) -> None:
        """The handle and the words."""
        slider = self._slider
        if slider is None:
            return
        say = self.presentation.say
        self._response = response
        self._track.set_place(place_of(slider, response[0]) if response else None)
        words = say("Nilai: {value}", value=self._written(response[0])) if response else say("Belum dijawab")
        self._value.setText(words)
        lower, upper = self._written(slider.lower_bound), self._written(slider.upper_bound)
        scope = say("Penggeser dari {lower} sampai {upper}", lower=lower, upper=upper)
        self._track.setAccessibleName(f"{scope}, {words}")

    def stops(self) -> list[QWidget]:
        """Less, track, more."""
        return [self._less, self._track, self._more]

    def put_away(self) -> None:
        """No value stays behind."""
        self._slider, self._response = None, ()
        self._track.set_place(None)
        self._track.setAccessibleName("")
        for label in (self._value, *self._bounds):
            label.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the answer back."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._answer(())
        else:
            event.ignore()

    def _move(self, place: int) -> None:
        assert self._slider is not None
        self._answer((value_at(self._slider, place),))

    def _answer(self, response: Response) -> None:
        if response != self._response:
            self.show_response(response)
            self.answered.emit(response)

    def _written(self, value: str) -> str:
        """A value as it is written in the language in use."""
        return value.replace(".", ",") if self.presentation.language == "id" else value

    def _value_height(self, width: int) -> int:
        """The room for the longer of what may stand there, lest the track jumps when it is touched."""
        assert self._slider is not None
        say, heights = self.presentation.say, []
        longest = max((value_at(self._slider, place) for place in (0, 1, last_step(self._slider))), key=len)
        self._value.ensurePolished()
        for text in (say("Belum dijawab"), say("Nilai: {value}", value=longest)):
            self._value.setText(text)
            heights.append(self._value.heightForWidth(width))
        return max(heights)

    def _style_buttons(self) -> None:
        scale, say = self.presentation.scale, self.presentation.say
        target = px(tokens.TARGET, scale)
        for button, name in ((self._less, say("Kurangi satu langkah")), (self._more, say("Tambah satu langkah"))):
            button.restyle(self.presentation.palette, scale)
            button.setAccessibleName(name)
            button.setFixedSize(QSize(target, target))

    def _ends(self) -> tuple[tuple[Button, QWidget], tuple[Button, QWidget]]:
        """Button and bound at the left or above, then those at the other end."""
        lower, upper = (self._less, self._bounds[0]), (self._more, self._bounds[1])
        assert self._slider is not None
        upper_first = (self._slider.orientation == "vertical") != self._slider.reverse
        return (upper, lower) if upper_first else (lower, upper)

    def _lie(self, width: int, top: int, gap: int) -> int:
        """Button, track, button in a line, the bounds below the track's ends; in a narrow line the buttons come last."""
        target = px(tokens.TARGET, self.presentation.scale)
        (left, left_bound), (right, right_bound) = self._ends()
        narrow = width < _NARROW_TARGETS * target
        start = 0 if narrow else target + gap
        self._track.setGeometry(start, top, width - 2 * start, target)
        left_bound.move(start, top + target)
        right_bound.move(width - start - right_bound.width(), top + target)
        bottom = top + target + max(left_bound.height(), right_bound.height())
        row = bottom + gap if narrow else top
        left.move(0, row)
        right.move(width - target, row)
        return max(bottom, row + target)

    def _stand(self, top: int, gap: int) -> int:
        """Button, track, button below each other, the bounds beside the track's ends."""
        target = px(tokens.TARGET, self.presentation.scale)
        (above, above_bound), (below, below_bound) = self._ends()
        above.move(0, top)
        start, high = top + target + gap, _UPRIGHT_TARGETS * target
        self._track.setGeometry(0, start, target, high)
        above_bound.move(target + gap, start + (target - above_bound.height()) // 2)
        below_bound.move(target + gap, start + high - (target + below_bound.height()) // 2)
        below.move(0, start + high + gap)
        return start + high + gap + target
