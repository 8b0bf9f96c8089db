"""Setting points on a picture."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from desktop_app.gui.items.pictures.picture_ground import Pixel
from desktop_app.gui.items.pictures.picture_points import PointGround, place_in_words
from desktop_app.gui.items.pictures.picture_view import PictureView
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from question_packs.assessment.interactions import Picture, SelectPointInteraction
from question_packs.assessment.responses import MAX_VALUES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.services.views import InteractionView
    from question_packs.assessment.responses import Response


class PointsView(PictureView):
    """Base of the interactions whose response is points. With at most one, a new point moves the old one."""

    def __init__(self, images: PackImages, presentation: Presentation, ground: PointGround) -> None:
        super().__init__(images, presentation)
        self.ground = ground
        self.ground.pointed.connect(self._pointed)
        self.ground.taken_back.connect(self._taken_back)
        self.ground.moved.connect(self._moved)
        self.worded.taken_back.connect(lambda row: self._answer([p for n, p in enumerate(self._points) if n != row]))
        self.arrange(self.hint, self.ground, self.status, self.worded)
        self._most = 1
        self._points: list[Pixel] = []

    def show_points(self, picture: Picture, most: int, response: Response, width: int, hint: str) -> None:
        """Show `picture` with the points of `response`, of which there may be `most` (0: any number)."""
        self._most = most
        self.begin(width, hint)
        self.ground.show_picture(picture, width)
        self.show_response(response)

    def show_response(self, response: Response) -> None:
        """Draw the points of `response`."""
        self._points = [(int(x), int(y)) for x, y in (each.split(" ") for each in response)]
        self.ground.show_points(self._points)
        say = self.presentation.say
        places = [place_in_words(say, each, self.ground.picture) for each in self._points]
        self.say_rows([f"{number}. {place}" for number, place in enumerate(places, 1)] if len(places) > 1 else places)

    def stops(self) -> list[QWidget]:
        """The picture, then the buttons of the points in words."""
        return [self.ground, *self.worded.buttons()]

    def put_away(self) -> None:
        """No picture and no words stay."""
        super().put_away()
        self.ground.put_away()
        self._points = []

    def _pointed(self, x: int, y: int) -> None:
        if self._most == 1:
            self._answer([(x, y)])
        elif (x, y) in self._points:
            return
        elif len(self._points) >= (self._most or MAX_VALUES):
            self.say_limit(self._most)
        else:
            self._answer([*self._points, (x, y)])

    def _taken_back(self, x: int, y: int) -> None:
        """The point nearest to the crosshair goes."""
        if self._points:
            nearest = min(self._points, key=lambda each: hypot(each[0] - x, each[1] - y))
            self._answer([each for each in self._points if each != nearest])

    def _moved(self) -> None:
        """Where the crosshair is, as long as the keyboard is on the picture."""
        if self.ground.hasFocus():
            self.say_status(place_in_words(self.presentation.say, self.ground.crosshair, self.ground.picture))

    def _answer(self, points: list[Pixel]) -> None:
        response = tuple(f"{x} {y}" for x, y in points)
        self.show_response(response)
        self.answered.emit(response)


class SelectPointView(PointsView):
    """Shows a `SelectPointInteraction`."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation, PointGround(images, presentation))

    def show_interaction(self, view: InteractionView, width: int) -> None:
        """The picture with the points set so far."""
        interaction = view.interaction
        assert isinstance(interaction, SelectPointInteraction)
        say, most = self.presentation.say, interaction.max_choices
        press = say("Pilih satu titik pada gambar.") if most == 1 else say("Pilih titik-titik pada gambar.")
        keys = say("Dengan papan ketik: panah menggeser bidik, Spasi menaruh titik, Delete menghapusnya.")
        self.show_points(interaction.picture, most, view.response, width, f"{press} {keys}")
