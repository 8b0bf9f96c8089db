"""The options of a choice interaction: large cards, each a button with a letter and a text.

Cards are made once and used again for every item. One answer: round marks, choosing another moves the mark, pressing the
chosen one keeps it. Several answers: square marks, a second press takes the mark away. The options of a scale stand side
by side where they fit.
"""

from __future__ import annotations

import itertools
from string import ascii_uppercase
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.choosing.choice_card import ChoiceCard
from desktop_app.gui.items.interaction_widget import InteractionWidget
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button
from desktop_app.services.views import ChoiceView
from question_packs import design_tokens as tokens
from question_packs.assessment.interactions import ChoiceInteraction
from question_packs.assessment.responses import limits_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from desktop_app.services.views import InteractionView
    from question_packs.assessment.responses import Response


class ChoiceList(InteractionWidget):
    """All options of a choice. `answered` carries the identifiers chosen, in the order shown."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self._cards: list[ChoiceCard] = []
        self._strikers: list[Button] = []
        self._struck: Response = ()
        self._is_eliminating = False
        self._keep_struck: Callable[[Response], bool] = lambda _struck: False
        self._in_use = 0
        self._several = False

    def show_interaction(self, view: InteractionView, width: int) -> None:
        """Show the options of a choice: below each other, or side by side where it is a scale and they fit."""
        interaction = view.interaction
        assert isinstance(interaction, ChoiceInteraction)
        options = [(each.identifier, each.content) for each in interaction.simple_choices]
        several = limits_of(interaction)[1] != 1
        self.show_options(options, view.response, width, several, interaction.orientation == "horizontal")

    def show_options(
        self,
        options: Sequence[tuple[str, str]],
        chosen: Response,
        width: int,
        several: bool = False,
        side_by_side: bool = False,
    ) -> None:
        """Show `options` (identifier and HTML) in `width` pixels."""
        self._several = several
        self._in_use = len(options)
        while len(self._cards) < self._in_use:
            self._add_card()
        for card, letter, (identifier, html) in zip(self._cards, _letters(), options, strict=False):
            shown = ChoiceView(letter, identifier, html)
            card.show_choice(shown, several, identifier in chosen, identifier in self._struck)
            card.show()
        for card in self._cards[self._in_use :]:
            card.put_away()
        if self._is_eliminating or not (side_by_side and self._stand(width)):
            self._lie(width)
        self._place_strikers(width)

    def show_response(self, response: Response) -> None:
        """Mark what is chosen."""
        for card in self.cards():
            card.setChecked(card.identifier in response)

    def stops(self) -> list[QWidget]:
        """Every card, each followed by the button that strikes it, where options can be struck."""
        pairs = itertools.zip_longest(self.cards(), self.strikers())
        return [stop for pair in pairs for stop in pair if stop is not None]

    def strikers(self) -> list[Button]:
        """The buttons that strike the cards; none where options cannot be struck just now."""
        return self._strikers[: self._in_use] if self._is_eliminating else []

    def set_eliminating(self, on: bool, keep: Callable[[Response], bool]) -> None:
        """Whether every option has a button that strikes it, from the next layout on.

        `keep` takes the identifiers of all that are struck, and says whether they were kept.
        """
        self._is_eliminating, self._keep_struck = on, keep

    def show_struck(self, identifiers: Response) -> None:
        """The options that the candidate has ruled out."""
        self._struck = identifiers
        for card in self.cards():
            card.strike(card.identifier in identifiers)
        self._name_strikers()

    def cards(self) -> list[ChoiceCard]:
        """The cards on the screen."""
        return self._cards[: self._in_use]

    def press(self, place: int) -> bool:
        """Press the card at `place` (from 0); False where there is none."""
        if place >= self._in_use or not self.isEnabled():
            return False
        self._cards[place].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._cards[place].click()
        return True

    def put_away(self) -> None:
        """Empty cards."""
        self._in_use = 0
        self._struck, self._is_eliminating, self._keep_struck = (), False, lambda _struck: False
        for striker in self._strikers:
            striker.hide()
        for card in self._cards:
            card.put_away()

    def _lie(self, width: int) -> None:
        """Cards below each other; beside them room for the buttons that strike them."""
        top, gap = 0, self._gap()
        beside = px(tokens.TARGET, self.presentation.scale) + gap if self._is_eliminating else 0
        for card in self.cards():
            card.lie(width - beside)
            card.move(0, top)
            top += card.height() + gap
        self.setFixedSize(width, max(top - gap, 0))

    def _stand(self, width: int) -> bool:
        """Cards side by side, equally wide and high; False where a word does not fit or a text gets too long."""
        gap, count = self._gap(), len(self.cards())
        share = (width - gap * (count - 1)) // max(count, 1)
        if not all(card.stand(share) for card in self.cards()):
            return False
        height = max((card.height() for card in self.cards()), default=0)
        for place, card in enumerate(self.cards()):
            card.setFixedSize(share, height)
            card.move(place * (share + gap), 0)
        self.setFixedSize(width, height)
        return True

    def _place_strikers(self, width: int) -> None:
        """Beside each card the button that strikes it."""
        while self._is_eliminating and len(self._strikers) < self._in_use:
            self._add_striker()
        for striker in self._strikers[len(self.strikers()) :]:
            striker.hide()
        target = px(tokens.TARGET, self.presentation.scale)
        for card, striker in zip(self._cards, self.strikers(), strict=False):
            striker.restyle(self.presentation.palette, self.presentation.scale)
            striker.setFixedSize(target, target)
            striker.move(width - target, card.y() + (card.height() - target) // 2)
            striker.show()
        self._name_strikers()

    def _add_striker(self) -> None:
        place = len(self._strikers)
        striker = Button("strike", "step", "cross")
        striker.setParent(self)
        striker.clicked.connect(lambda: self._turn_strike(self._cards[place]))
        self._strikers.append(striker)

    def _turn_strike(self, card: ChoiceCard) -> None:
        """Strike `card`, or let it count again."""
        struck = tuple(each.identifier for each in self.cards() if each.is_struck != (each is card))
        if self._keep_struck(struck):
            self.show_struck(struck)

    def _name_strikers(self) -> None:
        say = self.presentation.say
        for card, striker in zip(self._cards, self.strikers(), strict=False):
            letter = card.letter
            striker.setAccessibleName(
                say("Batal coret {letter}", letter=letter) if card.is_struck else say("Coret {letter}", letter=letter)
            )

    def _gap(self) -> int:
        return px(tokens.SPACE_3, self.presentation.scale)

    def _add_card(self) -> None:
        card = ChoiceCard(self.images, self.presentation, self)
        card.clicked.connect(lambda: self._pressed(card))
        self._cards.append(card)

    def _pressed(self, pressed: ChoiceCard) -> None:
        if not self._several:
            for card in self.cards():
                card.setChecked(card is pressed)
        if pressed.is_struck and pressed.isChecked():
            self._turn_strike(pressed)
        self.answered.emit(tuple(card.identifier for card in self.cards() if card.isChecked()))


def _letters() -> Iterator[str]:
    """A to Z, then numbers: no option is left without a mark."""
    return itertools.chain(ascii_uppercase, map(str, itertools.count(len(ascii_uppercase) + 1)))
