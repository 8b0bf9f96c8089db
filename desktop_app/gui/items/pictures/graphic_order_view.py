"""Numbering areas of a picture: each press gives the next number, a second press takes it and later numbers move up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.gui.items.pictures.picture_areas import AreaGround, AreaState
from desktop_app.gui.items.pictures.picture_view import PictureView
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from question_packs.assessment.interactions import GraphicOrderInteraction
from question_packs.assessment.responses import limits_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.services.views import InteractionView
    from question_packs.assessment.responses import Response


class GraphicOrderView(PictureView):
    """Shows a `GraphicOrderInteraction`; the order stands in words below the picture too."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self.ground = AreaGround(images, presentation)
        self.ground.pressed.connect(self._pressed)
        self.ground.taken_back.connect(self._taken_back)
        self.worded.taken_back.connect(lambda row: self._taken_back(self._response[row]))
        self.arrange(self.hint, self.ground, self.status, self.worded)
        self._most = 0
        self._response: Response = ()

    def show_interaction(self, view: InteractionView, width: int) -> None:
        """The picture with its areas."""
        interaction = view.interaction
        assert isinstance(interaction, GraphicOrderInteraction)
        self._most = limits_of(interaction)[1]
        hint = self.presentation.say("Pilih area pada gambar menurut urutannya. Pilih sekali lagi untuk mengambil nomornya.")
        self.begin(width, hint)
        self.ground.show_areas(interaction.picture, interaction.hotspots, width)
        self.show_response(view.response)

    def show_response(self, response: Response) -> None:
        """Number the areas in the order of `response`."""
        self._response = response
        say = self.presentation.say
        self.ground.show_states({
            each: AreaState(say("nomor {number}", number=number), str(number)) for number, each in enumerate(response, 1)
        })  # fmt: skip
        self.say_rows([f"{number}. {self.ground.name_of(each)}" for number, each in enumerate(response, 1)])

    def stops(self) -> list[QWidget]:
        """The areas, then the buttons of the order in words."""
        return [*self.ground.stops(), *self.worded.buttons()]

    def press(self, place: int) -> bool:
        """Press the area at `place`."""
        return self.ground.press(place)

    def put_away(self) -> None:
        """No picture and no words stay."""
        super().put_away()
        self.ground.put_away()
        self._response = ()

    def _pressed(self, identifier: str) -> None:
        if identifier in self._response:
            self._taken_back(identifier)
        elif len(self._response) >= self._most:
            self.say_limit(self._most)
        else:
            self._answer((*self._response, identifier))

    def _taken_back(self, identifier: str) -> None:
        self._answer(tuple(each for each in self._response if each != identifier))

    def _answer(self, response: Response) -> None:
        self.say_status("")
        self.show_response(response)
        self.answered.emit(response)
