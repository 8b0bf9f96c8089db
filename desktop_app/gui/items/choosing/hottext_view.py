"""Hottext: pieces of a running text that can be chosen. The text draws them; a clear button lies over each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.interaction_widget import InteractionWidget
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.items.text.rich_text import RichText
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.widgets.painted_button import PaintedButton
from question_packs.assessment.interactions import HottextInteraction
from question_packs.assessment.responses import MAX_VALUES

if TYPE_CHECKING:
    from desktop_app.services.views import InteractionView
    from question_packs.assessment.responses import Response


class HottextStop(PaintedButton):
    """Where the keyboard and the mouse find a hottext: over its lines, and nowhere else."""

    def __init__(self, view: HottextView) -> None:
        super().__init__(view)
        self._view = view
        self.identifier = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def lie_over(self, lines: list[QRectF]) -> None:
        """Cover `lines`, each the part of the text on one line."""
        boxes = [line.toAlignedRect() & self._view.rect() for line in lines]
        around = QRect()
        for box in boxes:
            around = around.united(box)
        self.setGeometry(around)
        region = QRegion()
        for box in boxes:
            region += QRegion(box.translated(-around.topLeft()))
        self.setMask(region)

    def nextCheckState(self) -> None:
        """What is chosen, the view decides."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The text draws the ring."""
        super().focusInEvent(event)
        self._view.show_marks()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self._view.show_marks()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Nothing: the text below shows it."""


class HottextView(InteractionWidget):
    """A press chooses, a second one takes back; where only one may be chosen, the choice moves."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self._hottext: HottextInteraction | None = None
        self._response: Response = ()
        self._text = RichText(images, presentation)
        self._text.setParent(self)
        self._stops: list[HottextStop] = []
        self._in_use = 0

    def show_interaction(self, view: InteractionView, width: int) -> None:
        """The text, and a stop over each hottext."""
        hottext = view.interaction
        assert isinstance(hottext, HottextInteraction)
        self._hottext = hottext
        self._text.show_html(hottext.content, width)
        self.setFixedSize(self._text.size())
        rects = self._text.hottext_rects()
        shown = [each for each in hottext.hottexts if each.identifier in rects]
        while len(self._stops) < len(shown):
            self._add_stop()
        self._in_use = len(shown)
        for stop, each in zip(self._stops, shown, strict=False):
            stop.identifier = each.identifier
            stop.setAccessibleName(each.text)
            stop.lie_over(rects[each.identifier])
            stop.show()
        for stop in self._stops[self._in_use :]:
            _empty(stop)
        self.show_response(view.response)

    def show_response(self, response: Response) -> None:
        """Mark what is chosen."""
        self._response = response
        texts = {each.identifier: each.text for each in self._hottext.hottexts} if self._hottext else {}
        for stop in self._stops[: self._in_use]:
            chosen = stop.identifier in response
            text = texts[stop.identifier]
            stop.setChecked(chosen)
            stop.setAccessibleName(self.presentation.say("{text}, dipilih", text=text) if chosen else text)
        self.show_marks()

    def show_marks(self) -> None:
        """Have the text show what is chosen and where the keyboard is."""
        focused = [stop.identifier for stop in self._stops[: self._in_use] if stop.hasFocus()]
        self._text.mark_hottexts(self._response, focused[0] if focused else None)

    def stops(self) -> list[QWidget]:
        """The hottexts, as they are named in the interaction: in reading order."""
        return list(self._stops[: self._in_use])

    def put_away(self) -> None:
        """No text stays behind."""
        self._hottext, self._response, self._in_use = None, (), 0
        for stop in self._stops:
            _empty(stop)
        self._text.show_html("", self.width())

    def _add_stop(self) -> None:
        stop = HottextStop(self)
        stop.clicked.connect(lambda: self._pressed(stop.identifier))
        self._stops.append(stop)

    def _pressed(self, identifier: str) -> None:
        response = self._wanted(identifier)
        if response != self._response:
            self._response = response
            self.answered.emit(response)
        self.show_response(self._response)

    def _wanted(self, identifier: str) -> Response:
        """The response after a press, in reading order; unchanged where as many as may be are chosen already."""
        assert self._hottext is not None
        if identifier in self._response:
            return tuple(each for each in self._response if each != identifier)
        most = self._hottext.max_choices or MAX_VALUES
        if most == 1:
            return (identifier,)
        if len(self._response) >= most:
            return self._response
        wanted = {*self._response, identifier}
        return tuple(each.identifier for each in self._hottext.hottexts if each.identifier in wanted)


def _empty(stop: HottextStop) -> None:
    stop.identifier = ""
    stop.setAccessibleName("")
    stop.setChecked(False)
    stop.hide()
