"""The panel beside the item: four pages of rows behind four buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button, text_label
from desktop_app.preview.rows import Row
from question_packs import design_tokens as tokens

PAGES = ("key", "score", "checks", "data")
_NAMES = {"key": mark("Kunci"), "score": mark("Nilai"), "checks": mark("Pemeriksaan"), "data": mark("Data")}
_ROLES = {"heading": "small", "text": "body", "strong": "large", "good": "strong", "code": "small"}


class InfoPanel(QFrame):
    """Asks `rows_of(page)` for what to say whenever something changed (`refresh`). `actions` stand at its foot."""

    def __init__(
        self, presentation: Presentation, rows_of: Callable[[str], Iterable[Row]], actions: Sequence[QWidget] = ()
    ) -> None:
        super().__init__()
        self.setProperty("role", "ground")
        self._presentation, self._rows_of = presentation, rows_of
        self._page = PAGES[0]
        self._counts: dict[str, int] = {}
        self._buttons = {name: self._button(name) for name in PAGES}
        self._rows: list[QLabel] = []
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._inside)
        self._tabs = QGridLayout()
        for place, button in enumerate(self._buttons.values()):
            self._tabs.addWidget(button, place // 2, place % 2)
            self._tabs.setColumnStretch(place % 2, 1)
        self._outer = QVBoxLayout(self)
        self._outer.addLayout(self._tabs)
        self._outer.addWidget(self._area, 1)
        for action in actions:
            self._outer.addWidget(action)

    def open_page(self, name: str) -> None:
        """Show the page of that name."""
        self._page = name
        self.refresh()
        self._area.verticalScrollBar().setValue(0)

    def count(self, page: str, number: int) -> None:
        """How many things wait on a page; said on its button."""
        self._counts[page] = number

    def texts(self) -> list[str]:
        """What the open page says."""
        return [each.text() for each in self._rows if not each.isHidden()]

    def refresh(self) -> None:
        """Say everything again, in the language, colours and sizes in use."""
        presentation = self._presentation
        scale = presentation.frame_scale
        gap = px(tokens.SPACE_2, scale)
        self._column.setSpacing(gap)
        self._outer.setContentsMargins(gap, gap, gap, gap)
        for name, button in self._buttons.items():
            count = self._counts.get(name, 0)
            button.setText(f"{presentation.say(_NAMES[name])} ({count})" if count else presentation.say(_NAMES[name]))
            button.setAccessibleName(button.text())
            button.setChecked(name == self._page)
        self._show_rows(list(self._rows_of(self._page)))

    def _button(self, name: str) -> Button:
        button = Button(f"page-{name}", "secondary")
        button.setCheckable(True)
        button.clicked.connect(lambda: self.open_page(name))
        return button

    def _show_rows(self, rows: list[Row]) -> None:
        while len(self._rows) < len(rows):
            self._add_label()
        for label, row in zip(self._rows, rows, strict=False):
            self._dress(label, row)
        for label in self._rows[len(rows) :]:
            label.clear()
            label.hide()

    def _add_label(self) -> None:
        label = text_label("body")
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.insertWidget(len(self._rows), label)
        self._rows.append(label)

    def _dress(self, label: QLabel, row: Row) -> None:
        label.setProperty("role", _ROLES.get(row.kind, "body"))
        label.setProperty("kind", row.kind)
        label.setWordWrap(row.kind != "code")
        face = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        label.setStyleSheet(f'font-family: "{face}"' if row.kind == "code" else "")
        label.setText(row.text)
        label.style().unpolish(label)
        label.style().polish(label)
        label.show()
