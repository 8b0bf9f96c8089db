"""What an importer could not keep of one item, each loss once, with the line where it was met; and refusals with theirs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from question_packs.errors import KnownError
from question_packs.importers.found import Note


class Losses:
    """The notes of one item, in the order in which they were met."""

    def __init__(self) -> None:
        self._notes: dict[str, Note] = {}

    def add(self, element: etree._Element, code: str, /, **values: object) -> None:
        """A loss at `element`; the same sentence is told once."""
        self.take(where_of(element), KnownError(code, **values))

    def take(self, where: str, problem: KnownError) -> None:
        """A loss that something else found."""
        self._notes.setdefault(str(problem), Note(where, problem))

    @property
    def notes(self) -> tuple[Note, ...]:
        """Everything so far."""
        return tuple(self._notes.values())


def where_of(element: etree._Element) -> str:
    """Line and element, as `12 <img>`."""
    return f"{element.sourceline or 1} <{etree.QName(element).localname}>"


class RefusedError(Exception):
    """An item is refused: where in its source, and why."""

    def __init__(self, element: etree._Element, problem: KnownError) -> None:
        self.where = where_of(element)
        self.problem = problem
        super().__init__(f"{self.where}: {problem}")


@contextmanager
def at(element: etree._Element) -> Iterator[None]:
    """A known failure of what `element` needs is a refusal at its line."""
    try:
        yield
    except KnownError as problem:
        raise RefusedError(element, problem) from problem
