"""A picture with areas to press: by mouse anywhere in or near an area, by keyboard on a stop for each area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.gui import icons
from desktop_app.gui.items.pictures.areas import Area, area_at, area_of
from desktop_app.gui.items.pictures.picture_ground import PictureGround
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.painted_button import PaintedButton
from question_packs import design_tokens as tokens
from question_packs.assessment.interactions import Hotspot, Picture

_WASH = 48  # of 255: how much a chosen area or one under the mouse is tinted; what is in it stays in sight


@dataclass(frozen=True)
class AreaState:
    """How an area stands: `badge` is drawn at it (empty: a tick), `words` tell a screen reader the same."""

    words: str
    badge: str = ""


class AreaStop(PaintedButton):
    """Where the keyboard rests for one area, and what a screen reader finds there. It draws nothing, its ground does."""

    taken_back = Signal()

    def __init__(self, ground: AreaGround) -> None:
        super().__init__(ground)
        self.identifier = ""
        self._ground = ground
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def nextCheckState(self) -> None:
        """A press asks; what holds then is told by the response."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter press, Delete takes back; everything else goes on to the page."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.taken_back.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ground draws the ring."""
        super().focusInEvent(event)
        self._ground.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ground takes the ring away."""
        super().focusOutEvent(event)
        self._ground.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Nothing: the ground draws the area."""


class AreaGround(PictureGround):
    """The picture of an interaction with hotspots. The signals carry the area's identifier."""

    pressed = Signal(str)
    taken_back = Signal(str)

    def __init__(self, images: PackImages, presentation: Presentation, parent: QWidget | None = None) -> None:
        super().__init__(images, presentation, parent)
        self.areas: tuple[Area, ...] = ()
        self._names: dict[str, str] = {}
        self._states: Mapping[str, AreaState] = {}
        self._stops: list[AreaStop] = []
        self._hovered = ""
        self._held = ""

    def show_areas(self, picture: Picture, hotspots: Sequence[Hotspot], width: int) -> None:
        """Show `picture` with its areas in at most `width` pixels."""
        self.show_picture(picture, width)
        target = px(tokens.TARGET, self.presentation.scale)
        self.areas = tuple(area_of(each, picture, self.factors(), target) for each in hotspots)
        self._names = {
            each.identifier: each.label or self._numbered(number, len(hotspots)) for number, each in enumerate(hotspots, 1)
        }
        while len(self._stops) < len(hotspots):
            self._add_stop()
        for stop, area in zip(self._stops, self.areas, strict=False):
            stop.identifier = area.identifier
            stop.setObjectName(f"area-{area.identifier}")
            box = area.box.adjusted(-area.reach, -area.reach, area.reach, area.reach)
            stop.setGeometry(box.toAlignedRect())
            stop.show()
        for stop in self._stops[len(hotspots) :]:
            stop.hide()
        self.show_states({})

    def show_states(self, states: Mapping[str, AreaState]) -> None:
        """Which areas are chosen, and how."""
        self._states = states
        for stop in self.stops():
            state = states.get(stop.identifier)
            stop.setChecked(state is not None)
            name = self.name_of(stop.identifier)
            stop.setAccessibleName(f"{name}, {state.words}" if state is not None and state.words else name)
        self.update()

    def name_of(self, identifier: str) -> str:
        """The area in words."""
        return self._names.get(identifier, "")

    def stops(self) -> list[AreaStop]:
        """The keyboard's stops, in the order of the areas."""
        return self._stops[: len(self.areas)]

    def press(self, place: int) -> bool:
        """Press the area at `place` (from 0); False where there is none."""
        if place < len(self.areas):
            self._stops[place].click()
        return place < len(self.areas)

    def area(self, identifier: str) -> Area:
        """The area of that name."""
        return next(each for each in self.areas if each.identifier == identifier)

    def put_away(self) -> None:
        """Neither areas nor their names stay."""
        super().put_away()
        self.areas, self._names, self._states, self._hovered, self._held = (), {}, {}, "", ""
        for stop in self._stops:
            stop.identifier = ""
            stop.setObjectName("")
            stop.setAccessibleName("")
            stop.setChecked(False)
            stop.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hold the area that is meant."""
        self._held = self._meant(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press the area when the button is let go over it still."""
        meant, self._held = self._held, ""
        if meant and meant == self._meant(event.position()):
            stop = next(each for each in self.stops() if each.identifier == meant)
            stop.setFocus(Qt.FocusReason.MouseFocusReason)
            stop.click()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a press would mean."""
        self._hover(self._meant(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """A press would mean nothing."""
        self._hover("")
        super().leaveEvent(event)

    def paint_over(self, painter: QPainter) -> None:
        """All areas, the chosen ones above the others, the keyboard's ring, the marks on top."""
        for area in sorted(self.areas, key=lambda each: each.identifier in self._states):
            self._paint_area(painter, area)
        self.paint_between(painter)
        for stop in self.stops():
            if stop.hasFocus():
                self._paint_ring(painter, self.area(stop.identifier))
        for area in self.areas:
            if area.identifier in self._states:
                self._paint_mark(painter, area, self._states[area.identifier].badge)

    def paint_between(self, painter: QPainter) -> None:
        """What lies above the outlines and below the badges."""

    def _numbered(self, number: int, count: int) -> str:
        return self.presentation.say("Area {number} dari {count}", number=number, count=count)

    def _add_stop(self) -> None:
        stop = AreaStop(self)
        stop.clicked.connect(lambda: self.pressed.emit(stop.identifier))
        stop.taken_back.connect(lambda: self.taken_back.emit(stop.identifier))
        if self._stops:
            QWidget.setTabOrder(self._stops[-1], stop)
        self._stops.append(stop)

    def _meant(self, place: QPointF) -> str:
        area = area_at(self.areas, place)
        return area.identifier if area is not None else ""

    def _hover(self, identifier: str) -> None:
        if identifier != self._hovered:
            self._hovered = identifier
            self.setCursor(Qt.CursorShape.PointingHandCursor if identifier else Qt.CursorShape.ArrowCursor)
            self.update()

    def _paint_area(self, painter: QPainter, area: Area) -> None:
        palette, line = self.presentation.palette, self.line()
        chosen = area.identifier in self._states
        hovered = area.identifier == self._hovered and self.isEnabled()
        if chosen or hovered:
            tint = QColor(palette.primary)
            tint.setAlpha(_WASH)
            painter.fillPath(area.path, tint)
        self.stroke(painter, area.path, palette.primary if chosen else palette.ink, line * 2 if chosen or hovered else line)

    def _paint_mark(self, painter: QPainter, area: Area, badge: str) -> None:
        box = self.paint_badge(painter, self.badge_place(area.box), badge)
        if badge:
            return
        inset = box.width() / 4
        icons.paint(painter, "check", box.adjusted(inset, inset, -inset, -inset), self.presentation.palette.on_primary)

    def _paint_ring(self, painter: QPainter, area: Area) -> None:
        """The keyboard's ring: a box round the area, apart from its outline, wholly on the picture."""
        gap = px(tokens.SPACE_1, self.presentation.scale) + tokens.FOCUS_WIDTH
        edge = tokens.FOCUS_WIDTH
        room = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        ring = QPainterPath()
        ring.addRoundedRect(area.box.adjusted(-gap, -gap, gap, gap).intersected(room), gap, gap)
        self.stroke(painter, ring, self.presentation.palette.focus, tokens.FOCUS_WIDTH)
