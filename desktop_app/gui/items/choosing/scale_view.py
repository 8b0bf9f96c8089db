"""A slider whose steps have names: a scale (Likert) of cards side by side, or below each other where they do not fit."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from desktop_app.gui.items.choosing.choice_view import ChoiceList
from desktop_app.gui.items.choosing.slider_steps import last_step, value_at
from question_packs.assessment.interactions import SliderInteraction

if TYPE_CHECKING:
    from desktop_app.services.views import InteractionView


class ScaleView(ChoiceList):
    """The steps as options; what is chosen is the step's value. A reversed scale begins with its upper bound."""

    def show_interaction(self, view: InteractionView, width: int) -> None:
        """One card for each step, with its name, or its value where names are missing."""
        slider = view.interaction
        assert isinstance(slider, SliderInteraction)
        values = [value_at(slider, place) for place in range(last_step(slider) + 1)]
        names = [*slider.step_labels, *values[len(slider.step_labels) :]]
        options = [(value, f"<p>{escape(name)}</p>") for value, name in zip(values, names, strict=False)]
        if slider.reverse:
            options.reverse()
        self.show_options(options, view.response, width, side_by_side=slider.orientation == "horizontal")
