"""Match as a grid: a table of marks, or, where its columns would be too narrow, one group of options below each source.

Best-and-worst and rating items of situational judgement tests are shown by it too: they are matches whose columns or rows
take one mark.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.choosing.choice_view import ChoiceList
from desktop_app.gui.items.interaction_widget import InteractionWidget
from desktop_app.gui.items.joining.grid_table import GridTable
from desktop_app.gui.items.joining.pairing import joined, parted, partners
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.items.text.rich_text import RichText
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from question_packs import design_tokens as tokens
from question_packs.assessment.interactions import AssociableChoice, MatchInteraction
from question_packs.assessment.responses import may_join

if TYPE_CHECKING:
    from desktop_app.services.views import InteractionView
    from question_packs.assessment.responses import Response


class MatchGridView(InteractionWidget):
    """A press marks, a second one takes the mark away; where one mark is allowed, the mark moves."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self._match: MatchInteraction | None = None
        self._response: Response = ()
        self._table = GridTable(images, presentation, self)
        self._table.pressed.connect(self._pressed)
        self._groups: list[_Group] = []
        self._in_use = 0

    def show_interaction(self, view: InteractionView, width: int) -> None:
        """The table where it fits, else the groups."""
        match = view.interaction
        assert isinstance(match, MatchInteraction)
        self._match, self._response = match, view.response
        if self._table.show_table(match.sources, match.targets, width):
            self._use_groups(0)
            self._table.show()
            self.setFixedSize(self._table.size())
        else:
            self._table.put_away()
            self._table.hide()
            self._lay_out_groups(match, width)
        self.show_response(view.response)

    def show_response(self, response: Response) -> None:
        """Show the marks that hold."""
        self._response = response
        self._table.show_chosen(lambda source, target: f"{source} {target}" in response)
        for group in self._groups[: self._in_use]:
            group.options.show_response(partners(response, group.source))

    def stops(self) -> list[QWidget]:
        """One mark of each row of the table (arrows reach the others), or every option of the groups."""
        groups = [stop for group in self._groups[: self._in_use] for stop in group.options.stops()]
        return groups or self._table.row_stops()

    def press(self, place: int) -> bool:
        """A letter or digit key presses that column of the row, or that option of the group, where the keyboard is."""
        mark = self._table.mark_in_row(place)
        if mark is not None:
            mark.click()
            return True
        group = next((each for each in self._groups[: self._in_use] if each.has_keyboard()), None)
        return group is not None and group.options.press(place)

    def put_away(self) -> None:
        """No text stays behind."""
        self._match, self._response = None, ()
        self._table.put_away()
        self._use_groups(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk over the table and stay in it sideways; Delete takes the row's marks away."""
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._take_back()
        elif key in steps and self._table.focused_mark() is not None:
            across, down = steps[key]
            if not self._table.step(across, down) and down:
                event.ignore()
        else:
            event.ignore()

    def _pressed(self, source: str, target: str) -> None:
        pair = f"{source} {target}"
        if pair in self._response:
            self._answer(tuple(each for each in self._response if each != pair))
        else:
            self._join(source, target)

    def _join(self, source: str, target: str) -> None:
        assert self._match is not None
        wanted = joined(self._match, self._response, source, target)
        self._answer(self._response if wanted is None else wanted)

    def _answer(self, response: Response) -> None:
        changed = response != self._response
        self.show_response(response)  # also where it is refused: a pressed option shows what holds
        if changed:
            self.answered.emit(response)

    def _take_back(self) -> None:
        mark = self._table.focused_mark()
        group = next((each for each in self._groups[: self._in_use] if each.has_keyboard()), None)
        source = mark.source if mark is not None else group.source if group is not None else ""
        self._answer(parted(self._response, source))

    def _chosen_in_group(self, source: str, targets: Response) -> None:
        """The options of one group changed: what is new is joined, what is gone taken apart."""
        old = partners(self._response, source)
        kept = tuple(pair for pair in self._response if pair.split(" ")[0] != source or pair.split(" ")[1] in targets)
        new = [target for target in targets if target not in old]
        if new:
            self._join(source, new[0])
        else:
            self._answer(kept)

    def _use_groups(self, count: int) -> None:
        while len(self._groups) < count:
            self._groups.append(_Group(self, self._chosen_in_group))
        for group in self._groups[count:]:
            group.put_away()
        self._in_use = count

    def _lay_out_groups(self, match: MatchInteraction, width: int) -> None:
        self._use_groups(len(match.sources))
        top = 0
        for group, source in zip(self._groups, match.sources, strict=False):
            top = group.show(source, match.targets, width, top) + px(tokens.SPACE_6, self.presentation.scale)
        self.setFixedSize(width, max(0, top - px(tokens.SPACE_6, self.presentation.scale)))


class _Group:
    """A source as a heading, and below it the targets as options."""

    def __init__(self, view: MatchGridView, chosen: Callable[[str, Response], None]) -> None:
        self.source = ""
        self._presentation = view.presentation
        self._heading = RichText(view.images, view.presentation)
        self.options = ChoiceList(view.images, view.presentation)
        self._heading.setParent(view)
        self.options.setParent(view)
        self.options.answered.connect(lambda targets: chosen(self.source, targets))

    def show(self, source: AssociableChoice, targets: tuple[AssociableChoice, ...], width: int, top: int) -> int:
        """Stand at `top`; returns where it ends."""
        self.source = source.identifier
        self._heading.show_html(source.content, width, bold=True)
        options = [(each.identifier, each.content) for each in targets if may_join(source, each)]
        self.options.show_options(options, (), width, several=source.match_max != 1)
        self._heading.move(0, top)
        top += self._heading.height() + px(tokens.SPACE_2, self._presentation.scale)
        self.options.move(0, top)
        for part in (self._heading, self.options):
            part.show()
        self._name(self._heading.document.spoken())
        return top + self.options.height()

    def has_keyboard(self) -> bool:
        """Whether one of its options has the keyboard."""
        return any(stop.hasFocus() for stop in self.options.stops())

    def put_away(self) -> None:
        """No text stays behind."""
        self.source = ""
        self._heading.show_html("", 1)
        self._heading.hide()
        self.options.put_away()
        self.options.hide()

    def _name(self, source: str) -> None:
        """Each option is named with its source: by ear, the groups are alike otherwise."""
        for card in self.options.cards():
            card.setAccessibleName(f"{source}: {card.accessibleName()}")
