"""Joining areas of a picture by lines: choose one, then the other. The pairs stand in words below and can be taken back."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPainterPath

from desktop_app.gui.items.pack_images import PackImages
from desktop_app.gui.items.picture_areas import AreaGround, AreaState
from desktop_app.gui.items.picture_view import PictureView
from desktop_app.gui.presentation import Presentation
from question_packs.assessment.interactions import GraphicAssociateInteraction, Hotspot
from question_packs.assessment.responses import MAX_VALUES, may_join

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.services.views import InteractionView
    from question_packs.assessment.responses import Response

Pair = tuple[str, str]


class JoinedGround(AreaGround):
    """Areas with lines between them."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self.pairs: list[Pair] = []

    def paint_between(self, painter: QPainter) -> None:
        """A line for each pair, from middle to middle."""
        for first, second in self.pairs:
            path = QPainterPath(self._middle(first))
            path.lineTo(self._middle(second))
            self.stroke(painter, path, self.presentation.palette.primary, self.line() * 2)

    def _middle(self, identifier: str) -> QPointF:
        return self.area(identifier).box.center()


class GraphicAssociateView(PictureView):
    """Shows a `GraphicAssociateInteraction`."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self.ground = JoinedGround(images, presentation)
        self.ground.pressed.connect(self._pressed)
        self.ground.taken_back.connect(self._taken_back)
        self.ground.cancelled.connect(self._let_go)
        self.worded.taken_back.connect(lambda row: self._answer([p for n, p in enumerate(self.ground.pairs) if n != row]))
        self.arrange(self.hint, self.ground, self.status, self.worded)
        self._most = 1
        self._hotspots: dict[str, Hotspot] = {}
        self._first = ""

    def show_interaction(self, view: InteractionView, width: int) -> None:
        """The picture with its areas."""
        interaction = view.interaction
        assert isinstance(interaction, GraphicAssociateInteraction)
        self._most = interaction.max_associations
        self._hotspots = {each.identifier: each for each in interaction.hotspots}
        hint = self.presentation.say("Pilih satu area, lalu area pasangannya. Sebuah garis menghubungkan keduanya.")
        self._first = ""
        self.begin(width, hint)
        self.ground.show_areas(interaction.picture, interaction.hotspots, width)
        self.show_response(view.response)

    def show_response(self, response: Response) -> None:
        """Draw the lines of `response`."""
        self.ground.pairs = [(first, second) for first, second in (each.split(" ") for each in response)]
        self._show_states()
        self.say_rows(
            [f"{self.ground.name_of(first)} – {self.ground.name_of(second)}" for first, second in self.ground.pairs]
        )

    def stops(self) -> list[QWidget]:
        """The areas, then the buttons of the pairs in words."""
        return [*self.ground.stops(), *self.worded.buttons()]

    def press(self, place: int) -> bool:
        """Press the area at `place`."""
        stops = self.ground.stops()
        if place < len(stops):
            stops[place].click()
        return place < len(stops)

    def put_away(self) -> None:
        """No picture, no pairs and no words stay."""
        super().put_away()
        self.ground.put_away()
        self.ground.pairs, self._hotspots, self._first = [], {}, ""

    def _show_states(self) -> None:
        say = self.presentation.say
        states: dict[str, AreaState] = {}
        for identifier in self._hotspots:
            partners = [self.ground.name_of(each) for each in self._partners(identifier)]
            if identifier == self._first:
                states[identifier] = AreaState(say("dipilih, menunggu pasangan"), "?")
            elif partners:
                states[identifier] = AreaState(say("dipasangkan dengan {names}", names=", ".join(partners)))
        self.ground.show_states(states)

    def _partners(self, identifier: str) -> list[str]:
        return [pair[1 - pair.index(identifier)] for pair in self.ground.pairs if identifier in pair]

    def _pressed(self, identifier: str) -> None:
        first = self._first
        if not first:
            self._take_up(identifier)
        elif identifier == first:
            self._let_go()
        elif identifier in self._partners(first):
            self._answer([pair for pair in self.ground.pairs if {first, identifier} != set(pair)])
        elif (obstacle := self._obstacle(first, identifier)) is not None:
            self.say_status(obstacle)
        else:
            self._answer([*self.ground.pairs, (first, identifier)])

    def _take_up(self, identifier: str) -> None:
        self._first = identifier
        self._show_states()
        self.say_status(self.presentation.say("Pilih pasangan untuk: {name}", name=self.ground.name_of(identifier)))

    def _let_go(self) -> None:
        self._first = ""
        self._show_states()
        self.say_status("")

    def _obstacle(self, first: str, second: str) -> str | None:
        """Why the two cannot be joined now, for the candidate; None where they can."""
        say, uses = self.presentation.say, Counter(name for pair in self.ground.pairs for name in pair)
        if len(self.ground.pairs) >= (self._most or MAX_VALUES):
            return say("Paling banyak {count} pasangan. Ambil kembali satu dahulu.", count=self._most or MAX_VALUES)
        for each in (self._hotspots[first], self._hotspots[second]):
            if each.match_max and uses[each.identifier] >= each.match_max:
                name = self.ground.name_of(each.identifier)
                return say("{name} sudah dipasangkan. Ambil kembali pasangannya dahulu.", name=name)
        if not may_join(self._hotspots[first], self._hotspots[second]):
            return say("Kedua area ini tidak dapat dipasangkan. Pilih area yang lain.")
        return None

    def _taken_back(self, identifier: str) -> None:
        """The newest pair of the area goes."""
        newest = next((pair for pair in reversed(self.ground.pairs) if identifier in pair), None)
        self._answer([pair for pair in self.ground.pairs if pair != newest])

    def _answer(self, pairs: list[Pair]) -> None:
        response = tuple(f"{first} {second}" for first, second in pairs)
        self._first = ""
        self.say_status("")
        self.show_response(response)
        self.answered.emit(response)
