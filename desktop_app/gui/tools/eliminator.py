"""Strikes out options of a choice that the candidate has ruled out; one that is chosen after all is no longer struck."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.gui.tools.workplace import Workplace
    from desktop_app.services.views import ItemView
    from question_packs.assessment.responses import Response


class Eliminator:
    """The tool: gives every option of the item a button that strikes it, while it is open."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._is_open = self._is_read_only = False

    def open(self) -> None:
        """Options can be struck from now on."""
        self._is_open = True
        self.restyle()
        self._place.panel.sheet.lay_out()
        if strikers := [each for choices in self._place.panel.sheet.choice_lists().values() for each in choices.strikers()]:
            strikers[0].setFocus()

    def close(self) -> None:
        """What is struck stays struck."""
        self._is_open = False
        self.restyle()
        self._place.panel.sheet.lay_out()

    def show_item(self, item: ItemView) -> None:
        """Which of its options are struck."""
        self._is_read_only = item.read_only
        self.restyle()
        if self._is_open:
            self._place.panel.sheet.lay_out()

    def restyle(self) -> None:
        """Widgets may be others than before."""
        struck = self._place.marks.notes.struck
        for name, choices in self._place.panel.sheet.choice_lists().items():
            choices.set_eliminating(self._is_open and not self._is_read_only, self._keeper(name))
            choices.show_struck(struck.get(name, ()))

    def flush(self) -> None:
        """Marks are kept at once."""

    def _keeper(self, name: str) -> Callable[[Response], bool]:
        def keep(identifiers: Response) -> bool:
            others = {each: struck for each, struck in self._place.marks.notes.struck.items() if each != name}
            return self._place.marks.change(struck={**others, name: identifiers} if identifiers else others)

        return keep
