"""A block interaction on the item's ground: prompt, how many answers, the widget, what is lacking, the text after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.gui.items.item_text import Field, ItemText
from desktop_app.gui.items.text.figures import Figure
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import height_needed, text_label
from question_packs import design_tokens as tokens
from question_packs.assessment import interactions as ia
from question_packs.assessment.responses import limits_of

if TYPE_CHECKING:
    from desktop_app.gui.items.interaction_widget import InteractionWidget
    from desktop_app.services.views import InteractionView

_CHOOSING = (ia.ChoiceInteraction, ia.HottextInteraction, ia.HotspotInteraction)


class ItemBlock:
    """The parts of one block interaction. Made once and used again; the widget in it changes from item to item."""

    def __init__(
        self, images: PackImages, presentation: Presentation, ground: QWidget, open_figure: Callable[[Figure], None]
    ) -> None:
        self._presentation = presentation
        self._prompt = ItemText(images, presentation, ground, "prompt", bold=True, open_figure=open_figure)
        self._after = ItemText(images, presentation, ground, "after", open_figure=open_figure)
        self._hint = text_label("strong", "choose-hint")
        self._lack = text_label("small", "shortcoming")
        for label in (self._hint, self._lack):
            label.setParent(ground)
        self.widget: InteractionWidget | None = None

    @property
    def texts(self) -> tuple[ItemText, ItemText]:
        """Prompt and text after it."""
        return self._prompt, self._after

    def show(self, widget: InteractionWidget, view: InteractionView, width: int, fields: Mapping[str, Field]) -> list[str]:
        """Show `view` in `widget`; returns which of `fields` stand in its texts."""
        interaction = view.interaction
        assert not isinstance(interaction, ia.InlineInteraction)
        self.widget = widget
        placed = self._prompt.show(interaction.prompt, width, fields)
        _say(self._hint, self._hint_text(interaction), width)
        widget.show_interaction(view, width)
        widget.show()
        _say(self._lack, "", width)
        return placed + self._after.show(interaction.after, width, fields)

    def show_field(self, widget: InteractionWidget, view: InteractionView, width: int) -> None:
        """A field that has no place in any text stands by itself, so that it can be answered."""
        self.widget = widget
        self._prompt.put_away()
        self._after.put_away()
        _say(self._hint, "", width)
        widget.show_interaction(view, width)
        widget.show()
        _say(self._lack, "", width)

    def tell(self, sentence: str) -> None:
        """What the response still lacks; empty: nothing."""
        _say(self._lack, sentence, self._lack.width())

    def stops(self) -> list[QWidget]:
        """Where the keyboard can rest, in reading order."""
        inner = [] if self.widget is None else self.widget.stops()
        fields = [[stop for field in text.fields for stop in field.stops()] for text in self.texts]
        return [*fields[0], *inner, *fields[1]]

    def tab_stops(self) -> list[QWidget]:
        """Where the Tab key rests: `stops`, and the figures that can be opened."""
        inner = [] if self.widget is None else self.widget.stops()
        return [*self._prompt.tab_stops(), *inner, *self._after.tab_stops()]

    def place(self, left: int, top: int) -> int:
        """Stand at (`left`, `top`); returns where the next part begins."""
        gap = px(tokens.SPACE_4, self._presentation.scale)
        top = self._prompt.place(left, top)
        for part in (self._hint, self.widget, self._lack):
            if part is not None and not part.isHidden():
                part.move(left, top)
                top += part.height() + gap
        return self._after.place(left, top)

    def put_away(self) -> None:
        """Nothing of the item stays behind; the widget is the panel's to put away."""
        self.widget = None
        self._prompt.put_away()
        self._after.put_away()
        for label in (self._hint, self._lack):
            _say(label, "", label.width())

    def _hint_text(self, interaction: ia.Interaction) -> str:
        """How many answers are wanted, where that is not one."""
        least, most = limits_of(interaction)
        say = self._presentation.say
        if not isinstance(interaction, _CHOOSING) or most == 1:
            return ""
        if most == 0:
            wanted = say("Pilih paling sedikit {least} jawaban.", least=least)
            return wanted if least > 1 else say("Pilih semua jawaban yang tepat.")
        if 0 < least < most:
            return say("Pilih {least} sampai {most} jawaban.", least=least, most=most)
        return say("Pilih {count} jawaban.", count=most)


def _say(label: QLabel, text: str, width: int) -> None:
    label.setText(text)
    label.setVisible(bool(text))
    label.setFixedSize(width, height_needed(label, width) if text else 0)
