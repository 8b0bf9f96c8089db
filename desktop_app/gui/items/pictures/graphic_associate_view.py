"""Joining areas of a picture by lines: choose one, then the other. The pairs stand in words below and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath

from desktop_app.gui.items.joining.carrying import Thing
from desktop_app.gui.items.joining.pairing import joined, pair_of, partners
from desktop_app.gui.items.pictures.paired_picture_view import PairedPictureView
from desktop_app.gui.items.pictures.picture_areas import AreaGround, AreaState
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from question_packs.assessment.interactions import GraphicAssociateInteraction

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.services.views import InteractionView
    from question_packs.assessment.responses import Response


class JoinedGround(AreaGround):
    """Areas with lines between them."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self.response: Response = ()

    def paint_between(self, painter: QPainter) -> None:
        """A line for each pair, from middle to middle."""
        for pair in self.response:
            first, second = pair.split(" ")
            path = QPainterPath(self._middle(first))
            path.lineTo(self._middle(second))
            self.stroke(painter, path, self.presentation.palette.primary, self.line() * 2)

    def _middle(self, identifier: str) -> QPointF:
        return self.area(identifier).box.center()


class GraphicAssociateView(PairedPictureView):
    """Shows a `GraphicAssociateInteraction`."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        # Both ends of a line are of one kind: whatever is pressed second is what the first is joined to.
        super().__init__(images, presentation, lambda held, pressed: held != pressed)
        self.ground = JoinedGround(images, presentation)
        self.ground.pressed.connect(self._pressed)
        self.ground.taken_back.connect(self._taken_back)
        self.arrange(self.hint, self.ground, self.status, self.worded)
        self._interaction: GraphicAssociateInteraction | None = None

    def show_interaction(self, view: InteractionView, width: int) -> None:
        """The picture with its areas."""
        assert isinstance(view.interaction, GraphicAssociateInteraction)
        self._interaction = view.interaction
        self._carrying.cancel()
        say = self.presentation.say
        self.begin(width, say("Pilih satu area, lalu area pasangannya. Sebuah garis menghubungkan keduanya."))
        self.ground.show_areas(view.interaction.picture, view.interaction.hotspots, width)
        self.show_response(view.response)

    def show_response(self, response: Response) -> None:
        """Draw the lines of `response`."""
        self._response = self.ground.response = response
        self._show_states()
        self.say_rows([" – ".join(map(self.ground.name_of, pair.split(" "))) for pair in response])

    def stops(self) -> list[QWidget]:
        """The areas, then the buttons of the pairs in words."""
        return [*self.ground.stops(), *self.worded.buttons()]

    def press(self, place: int) -> bool:
        """Press the area at `place`."""
        return self.ground.press(place)

    def put_away(self) -> None:
        """No picture, no pairs and no words stay."""
        super().put_away()
        self._carrying.cancel()
        self.ground.put_away()
        self.ground.response = self._response = ()
        self._interaction = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape lets go of the area that waits for its partner."""
        if event.key() == Qt.Key.Key_Escape and self._carrying.cancel():
            self._show_states()
            self.say_status("")
        else:
            event.ignore()

    def _show_states(self) -> None:
        say, held = self.presentation.say, self._carrying.held
        states: dict[str, AreaState] = {}
        for area in self.ground.areas:
            names = ", ".join(map(self.ground.name_of, partners(self._response, area.identifier)))
            if held is not None and held.identifier == area.identifier:
                states[area.identifier] = AreaState(say("dipilih, menunggu pasangan"), "?")
            elif names:
                states[area.identifier] = AreaState(say("dipasangkan dengan {names}", names=names))
        self.ground.show_states(states)

    def _pressed(self, identifier: str) -> None:
        things = self._carrying.press(Thing("first", identifier))
        if things is not None:
            self._join(things[0].identifier, things[1].identifier)
            return
        self._show_states()
        name = self.ground.name_of(identifier)
        self.say_status(self.presentation.say("Pilih pasangan untuk: {name}", name=name) if self._carrying.held else "")

    def _join(self, first: str, second: str) -> None:
        """Two that are joined already are parted: a second press on a line's ends takes it away."""
        assert self._interaction is not None
        pair = pair_of(self._interaction, self._response, first, second)
        if pair is not None:
            self._without(pair)
            return
        wanted = joined(self._interaction, self._response, first, second)
        if wanted is None:
            self._show_states()
            say = self.presentation.say
            self.say_status(say("Kedua area ini tidak dapat dipasangkan sekarang. Ambil kembali satu pasangan dahulu."))
        else:
            self._answer(wanted)
