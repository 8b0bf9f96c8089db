"""What the readers of one QTI test share: the package, its items by file, the names in use, and the notes so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from lxml import etree

from question_packs.errors import KnownError
from question_packs.importers.found import Note
from question_packs.importers.qti.package import Package
from question_packs.importers.qti.shelf import Shelf, usable_name

# Cleaned HTML of a block of content in the file at a path, with what was lost.
ReadHtml = Callable[[etree._Element, str], tuple[str, tuple[Note, ...]]]


@dataclass
class TestContext:
    """One test while it is read. `path`: the file that is being read (a section may have a file of its own).

    `places`: the items by the identifier of the reference that asks for them.
    """

    package: Package
    shelf: Shelf
    read_html: ReadHtml
    path: str
    notes: list[Note] = field(default_factory=list)
    places: dict[str, tuple[str, ...]] = field(default_factory=dict)
    items: set[str] = field(default_factory=set)
    sections: dict[str, str] = field(default_factory=dict)
    open_files: list[str] = field(default_factory=list)
    cuts: dict[str, Decimal] = field(default_factory=dict)  # by section

    def note(self, at: etree._Element, code: str, /, **values: object) -> None:
        """A loss at an element."""
        self.notes.append(Note(f"{self.path}:{at.sourceline}", KnownError(code, **values)))

    def left_out(self, element: etree._Element, name: str) -> None:
        """A loss: `name` has no meaning here."""
        self.note(element, "IMP-30", element=name)

    def html_of(self, element: etree._Element) -> str:
        """The content of `element` as cleaned HTML; losses become notes."""
        html, notes = self.read_html(element, self.path)
        self.notes += notes
        return html

    def name_section(self, element: etree._Element, wanted: str) -> str:
        """A name of its own for a section or group; a note where it is not the one wanted."""
        name = usable_name(wanted, self.sections.values())
        if name != wanted:
            self.note(element, "IMP-25", identifier=wanted, name=name)
        self.sections.setdefault(wanted, name)
        if self.sections[wanted] != name:
            self.sections[name] = name
        return name
