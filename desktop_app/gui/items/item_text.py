"""A text of the item with the fields that stand in it, and a quiet line below for what the fields have to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSizeF
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.text.figures import Figure, FigureButton
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.items.text.rich_text import RichText
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import height_needed, text_label
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.gui.items.interaction_widget import InteractionWidget
    from desktop_app.services.views import InteractionView

Field = tuple["InteractionWidget", "InteractionView"]


class ItemText:
    """One text on `ground`. The fields are the panel's; here they only get their places.

    `open_figure` shows a figure large; without it figures are only looked at.
    """

    def __init__(
        self,
        images: PackImages,
        presentation: Presentation,
        ground: QWidget,
        name: str,
        bold: bool = False,
        open_figure: Callable[[Figure], None] | None = None,
    ) -> None:
        self._presentation, self._ground, self._open_figure = presentation, ground, open_figure
        self._bold = bold
        self.text = RichText(images, presentation)
        self.text.setObjectName(name)
        self.text.setParent(ground)
        self._notes = text_label("small", f"{name}-notes")
        self._notes.setParent(ground)
        self._fields: dict[str, InteractionWidget] = {}
        self._buttons: list[FigureButton] = []
        self._figures: list[tuple[FigureButton, QRect]] = []

    @property
    def fields(self) -> list[InteractionWidget]:
        """The fields of this text, in reading order."""
        return list(self._fields.values())

    def tab_stops(self) -> list[QWidget]:
        """Where the Tab key rests: the figures, then the fields."""
        return [*(button for button, _ in self._figures), *(stop for field in self.fields for stop in field.stops())]

    def show(self, html: str, width: int, fields: Mapping[str, Field]) -> list[str]:
        """Show `html` with those of `fields` (by response identifier) that have a place in it; returns which."""
        named = {f"interaction:{name}": field for name, field in fields.items() if f'"interaction:{name}"' in html}
        for widget, view in named.values():
            widget.show_interaction(view, width)
            widget.show()
        sizes = {address: QSizeF(widget.size()) for address, (widget, _) in named.items()}
        self.text.show_html(html, width, self._bold, sizes)
        self.text.setVisible(bool(html))
        standing = [address for address in self.text.place_rects() if address in named]
        self._fields = {address: named[address][0] for address in standing}
        self._notes.setFixedWidth(width)
        self._show_figures()
        return [address.partition(":")[2] for address in standing]

    def tell(self, notes: list[str]) -> None:
        """What is to be said about the fields; nothing where there is nothing."""
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))
        self._notes.setFixedHeight(height_needed(self._notes, self._notes.width()) if notes else 0)

    def place(self, left: int, top: int) -> int:
        """Stand at (`left`, `top`); returns where the next part begins."""
        gap = px(tokens.SPACE_4, self._presentation.scale)
        if not self.text.isHidden():
            self.text.move(left, top)
            rects = self.text.place_rects() if self._fields else {}
            for address, widget in self._fields.items():
                widget.move(QPoint(left, top) + rects[address].topLeft().toPoint())
                widget.raise_()
            for button, rect in self._figures:
                button.setGeometry(rect.translated(left, top))
                button.raise_()
            top += self.text.height() + gap
        if not self._notes.isHidden():
            self._notes.move(left, top - gap // 2)
            top += self._notes.height() + gap // 2
        return top

    def put_away(self) -> None:
        """No text stays behind."""
        self._fields = {}
        self.text.show_html("", self.text.width(), self._bold)
        self.text.hide()
        self.tell([])
        self._show_figures()

    def _show_figures(self) -> None:
        found = self.text.figures() if self._open_figure is not None else []
        while self._open_figure is not None and len(self._buttons) < len(found):
            self._buttons.append(FigureButton(self._presentation, self._open_figure, self._ground))
        for button, (figure, _) in zip(self._buttons, found, strict=False):
            button.show_figure(figure)
        for button in self._buttons[len(found) :]:
            button.put_away()
        self._figures = [(button, rect.toRect()) for button, (_, rect) in zip(self._buttons, found, strict=False)]
