"""Choosing areas of a picture.

One answer: choosing another area moves the mark, pressing the chosen one keeps it and Delete takes it back. Several: a
second press takes the mark away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.gui.items.pictures.picture_areas import AreaGround, AreaState
from desktop_app.gui.items.pictures.picture_view import PictureView
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from question_packs.assessment.interactions import HotspotInteraction
from question_packs.assessment.responses import MAX_VALUES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.services.views import InteractionView
    from question_packs.assessment.responses import Response


class HotspotView(PictureView):
    """Shows a `HotspotInteraction`."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self.ground = AreaGround(images, presentation)
        self.ground.pressed.connect(self._pressed)
        self.ground.taken_back.connect(self._taken_back)
        self.arrange(self.hint, self.ground, self.status)
        self._most = 1
        self._response: Response = ()

    def show_interaction(self, view: InteractionView, width: int) -> None:
        """The picture with its areas."""
        interaction = view.interaction
        assert isinstance(interaction, HotspotInteraction)
        self._most = interaction.max_choices
        # How many of several are wanted says the panel.
        self.begin(width, self.presentation.say("Pilih satu area pada gambar.") if self._most == 1 else "")
        self.ground.show_areas(interaction.picture, interaction.hotspots, width)
        self.show_response(view.response)
        self.place()

    def show_response(self, response: Response) -> None:
        """Mark the chosen areas."""
        self._response = response
        chosen = AreaState(self.presentation.say("dipilih"))
        self.ground.show_states(dict.fromkeys(response, chosen))

    def stops(self) -> list[QWidget]:
        """One for each area."""
        return list(self.ground.stops())

    def press(self, place: int) -> bool:
        """Press the area at `place`."""
        return self.ground.press(place)

    def put_away(self) -> None:
        """No picture and no words stay."""
        super().put_away()
        self.ground.put_away()
        self._response = ()

    def _pressed(self, identifier: str) -> None:
        if self._most == 1:
            self._answer({identifier})
        elif identifier in self._response:
            self._taken_back(identifier)
        elif len(self._response) >= (self._most or MAX_VALUES):
            self.say_limit(self._most)
        else:
            self._answer({*self._response, identifier})

    def _taken_back(self, identifier: str) -> None:
        self._answer(set(self._response) - {identifier})

    def _answer(self, chosen: set[str]) -> None:
        self.say_status("")
        self.show_response(tuple(area.identifier for area in self.ground.areas if area.identifier in chosen))
        self.answered.emit(self._response)
