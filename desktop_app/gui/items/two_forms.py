"""Interactions that are shown in one of two forms: match as a grid or as pairs, a slider as a track or as a scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.gui.items.choosing.scale_view import ScaleView
from desktop_app.gui.items.choosing.slider_view import SliderView
from desktop_app.gui.items.interaction_widget import InteractionWidget
from desktop_app.gui.items.joining.match_grid_view import MatchGridView
from desktop_app.gui.items.joining.match_pairs_view import MatchPairsView
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from question_packs.assessment.interactions import Interaction, MatchInteraction, SliderInteraction

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.services.views import InteractionView
    from question_packs.assessment.responses import Response


class TwoForms(InteractionWidget):
    """Shows the interaction in `usual` or `other`; the one not in use is empty and hidden."""

    def __init__(
        self, images: PackImages, presentation: Presentation, usual: InteractionWidget, other: InteractionWidget
    ) -> None:
        super().__init__(images, presentation)
        self._usual, self._other = usual, other
        self._form = usual
        for form in (usual, other):
            form.setParent(self)
            form.hide()
            form.answered.connect(self.answered)
            form.resized.connect(self._follow)

    def wants_other(self, interaction: Interaction) -> bool:
        """Whether `interaction` is shown in the other form."""
        raise NotImplementedError

    def show_interaction(self, view: InteractionView, width: int) -> None:
        """Show it in its form."""
        other = self.wants_other(view.interaction)
        self._form, unused = (self._other, self._usual) if other else (self._usual, self._other)
        unused.put_away()
        unused.hide()
        self._form.show_interaction(view, width)
        self._form.show()
        self.setFixedSize(self._form.size())

    def show_response(self, response: Response) -> None:
        """Show what holds."""
        self._form.show_response(response)

    def set_read_only(self, on: bool) -> None:
        """Whether the response may only be looked at."""
        self._form.set_read_only(on)

    def stops(self) -> list[QWidget]:
        """Those of the form in use."""
        return self._form.stops()

    def press(self, place: int) -> bool:
        """The form in use knows."""
        return self._form.press(place)

    def put_away(self) -> None:
        """Both are empty."""
        self._usual.put_away()
        self._other.put_away()

    def _follow(self) -> None:
        self.setFixedSize(self._form.size())
        self.resized.emit()


class MatchView(TwoForms):
    """Match: a grid, or pairs."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation, MatchGridView(images, presentation), MatchPairsView(images, presentation))

    def wants_other(self, interaction: Interaction) -> bool:
        """Pairs where the item says so."""
        assert isinstance(interaction, MatchInteraction)
        return interaction.presentation == "pairs"


class SliderOrScaleView(TwoForms):
    """A slider: a track, or a scale of named steps."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation, SliderView(images, presentation), ScaleView(images, presentation))

    def wants_other(self, interaction: Interaction) -> bool:
        """A scale where its steps have names."""
        assert isinstance(interaction, SliderInteraction)
        return bool(interaction.step_labels)
