"""Where pages appear: a stack below the top bar. The exam takes the whole window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.gui.page import Page
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.widgets.top_bar import TopBar

PageType = TypeVar("PageType", bound=Page)


class Stage:
    """The pages of `window`. Flows say which page is seen."""

    def __init__(self, window: QWidget, presentation: Presentation) -> None:
        self.window, self.presentation = window, presentation
        self._bar, self._stack = TopBar(presentation), QStackedWidget()
        self._kept: dict[type[Page], Page] = {}
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)
        self._bar.refresh()

    def show(self, page: Page, full: bool = False) -> None:
        """Bring `page` to the front; `full`: without the bar."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._bar.setVisible(not full)
        self._stack.setCurrentWidget(page)

    def keep(self, kind: type[PageType], make: Callable[[], PageType]) -> PageType:
        """The one page of `kind`, made at its first use."""
        if kind not in self._kept:
            self._kept[kind] = make()
        return cast(PageType, self._kept[kind])

    def drop(self, page: Page) -> None:
        """Let go of a page that belongs to one attempt."""
        self._stack.removeWidget(page)
        page.deleteLater()

    def current(self) -> QWidget | None:
        """The page that is seen."""
        return self._stack.currentWidget()

    def allow_language(self, allowed: bool) -> None:
        """Whether the language may be changed now."""
        self._bar.allow_language(allowed)
