"""Interactions on a picture whose answer is pairs: taking a pair back, and telling what the pairs are now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.gui.items.joining.carrying import Carrying, Thing
from desktop_app.gui.items.pictures.picture_view import PictureView
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation

if TYPE_CHECKING:
    from question_packs.assessment.responses import Response


class PairedPictureView(PictureView):
    """Base of graphic associate and graphic gap match. `fits`: whether what is held can be joined to what is pressed."""

    def __init__(self, images: PackImages, presentation: Presentation, fits: Callable[[Thing, Thing], bool]) -> None:
        super().__init__(images, presentation)
        self._carrying = Carrying(fits)
        self._response: Response = ()
        self.worded.taken_back.connect(lambda row: self._without(self._response[row]))

    def _taken_back(self, identifier: str) -> None:
        """The newest pair of a piece or an area goes."""
        newest = next((pair for pair in reversed(self._response) if identifier in pair.split(" ")), "")
        self._without(newest)

    def _without(self, pair: str) -> None:
        self._answer(tuple(each for each in self._response if each != pair))

    def _answer(self, response: Response) -> None:
        self._carrying.cancel()
        self.say_status("")
        self.show_response(response)
        self.answered.emit(response)
