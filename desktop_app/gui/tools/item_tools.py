"""The tools of a section at the exam page: which are offered, which are open, and what they keep of each item.

Where a section allows none, nothing of this is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.gui.tools.tool_row import REFERENCES, ToolRow

if TYPE_CHECKING:
    from desktop_app.gui.tools.workplace import Tool, Workplace
    from desktop_app.services.views import ItemView

_DOCKED = ("calculator-basic", "calculator-scientific", "notes", REFERENCES)


class ItemTools(QObject):
    """Owned by the exam page, which tells it of every item, change of presentation and leaving."""

    def __init__(self, row: ToolRow, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._row, self._place = row, place
        self._item: ItemView | None = None
        self._tools: dict[str, Tool] = {}
        self._open: list[str] = []
        row.pressed.connect(self._toggle)
        place.dock.closed.connect(self._close_docked)

    def show_item(self, item: ItemView) -> None:
        """The panel shows `item`; tools that its section does not allow are closed."""
        self._item = item
        self._place.marks.show_item(item)
        offered = _offered(item)
        self._row.show_tools(offered)
        for name in [name for name in self._open if name not in offered]:
            self._close(name)
        self._make_for_marks(offered)
        for tool in self._tools.values():
            tool.show_item(item)

    def restyle(self) -> None:
        """Zoom, contrast or language changed."""
        if self._tools:
            self._place.dock.restyle()
        self._row.restyle()
        for tool in self._tools.values():
            tool.restyle()

    def flush(self) -> None:
        """The item is left: what waits is kept now."""
        for tool in self._tools.values():
            tool.flush()

    def focus_row(self) -> None:
        """Give the keyboard to the row of tools."""
        self._row.focus_first()

    def close_last(self) -> bool:
        """Close the tool that was opened last; False where none is open. The keyboard goes back to the item."""
        if not self._open:
            return False
        self._close(self._open[-1])
        if stops := self._place.panel.sheet.stops():
            stops[0].setFocus()
        return True

    def _toggle(self, name: str) -> None:
        if name in self._open:
            self._close(name)
            return
        if name in _DOCKED:
            self._close_docked()
        self._open.append(name)
        self._tool(name).open()
        self._row.show_open(self._open)

    def _close_docked(self) -> None:
        for name in [name for name in self._open if name in _DOCKED]:
            self._close(name)

    def _close(self, name: str) -> None:
        self._open.remove(name)
        self._tools[name].flush()
        self._tools[name].close()
        self._row.show_open(self._open)

    def _make_for_marks(self, offered: tuple[str, ...]) -> None:
        """Marks from before a crash or a move are seen before their tool is used."""
        notes = self._place.marks.notes
        for name, marked in (("highlighter", notes.marked), ("answer-eliminator", notes.struck)):
            if marked and name in offered:
                self._tool(name)

    def _tool(self, name: str) -> Tool:
        if name not in self._tools:
            self._tools[name] = _make(name, self._place)
            if self._item is not None:
                self._tools[name].show_item(self._item)
        return self._tools[name]


def _offered(item: ItemView) -> tuple[str, ...]:
    return (*item.tools, REFERENCES) if item.references else item.tools


def _make(name: str, place: Workplace) -> Tool:
    """The tool of that name; its module is imported when it is first wanted."""
    match name:
        case "calculator-basic" | "calculator-scientific":
            from desktop_app.gui.tools.calculator_panel import CalculatorPanel

            return CalculatorPanel(place, scientific=name == "calculator-scientific")
        case "ruler":
            from desktop_app.gui.tools.ruler import Ruler

            return Ruler(place)
        case "highlighter":
            from desktop_app.gui.tools.highlighter import Highlighter

            return Highlighter(place)
        case "answer-eliminator":
            from desktop_app.gui.tools.eliminator import Eliminator

            return Eliminator(place)
        case "line-reader":
            from desktop_app.gui.tools.line_reader import LineReader

            return LineReader(place)
        case "notes":
            from desktop_app.gui.tools.notes_pad import NotesPad

            return NotesPad(place)
    from desktop_app.gui.tools.references import References

    return References(place)
