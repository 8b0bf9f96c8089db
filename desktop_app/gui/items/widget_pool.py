"""The interaction widgets of an item view: made once per kind, lent to an item, taken back empty."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.interaction_widget import InteractionWidget
from desktop_app.gui.items.interaction_widgets import WIDGETS
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation


class WidgetPool:
    """`made` hears of every new widget, once, to connect it."""

    def __init__(
        self, images: PackImages, presentation: Presentation, ground: QWidget, made: Callable[[InteractionWidget], None]
    ) -> None:
        self._images, self._presentation, self._ground, self._made = images, presentation, ground, made
        self._idle: dict[type[InteractionWidget], list[InteractionWidget]] = {}

    def lend(self, interaction: type) -> InteractionWidget:
        """An empty widget for an interaction of this type."""
        kind = WIDGETS[interaction]
        if idle := self._idle.get(kind):
            return idle.pop()
        widget = kind(self._images, self._presentation)
        widget.setParent(self._ground)
        self._made(widget)
        return widget

    def take_back(self, widget: InteractionWidget) -> None:
        """The item is left: the widget keeps nothing of it."""
        widget.put_away()
        widget.hide()
        self._idle.setdefault(type(widget), []).append(widget)
