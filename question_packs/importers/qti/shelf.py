"""The items of a package as its tests ask for them: by file, under a name of their own, with a weight.

An item file may have been refused (nothing of it is here), may have become several clones (a templated item), and may be
asked for more than once; each place of a test gets an item of its own. Used while the tests of one package are read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from decimal import Decimal

from msgspec.structs import replace as replaced

from question_packs.assessment.model import Tool
from question_packs.importers.found import AuthoredItem, Found

_UNUSABLE = re.compile(r"[^\w.-]+", re.ASCII)
_LONGEST = 64


def usable_name(wanted: str, taken: Collection[str]) -> str:
    """`wanted` itself where it can be a name and is free; else the nearest that can."""
    name = _UNUSABLE.sub("-", wanted).strip("-.")[:_LONGEST] or "tanpa-nama"
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free


class Shelf:
    """`found.items` by the file that they came from."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._by_path: dict[str, tuple[str, ...]] = {}
        self._plain: dict[str, AuthoredItem] = {}  # before any place gave it a weight
        self._weights: dict[str, Decimal] = {}
        self.tools: dict[str, tuple[Tool, ...]] = {}
        self.references: dict[str, tuple[str, ...]] = {}
        self.used: set[str] = set()

    def add(self, path: str, items: Iterable[AuthoredItem]) -> dict[str, str]:
        """What the item file at `path` became. Names that are taken or cannot be used are changed: old to new."""
        names = []
        changed = {}
        for authored in items:
            name = usable_name(authored.item.identifier, self._found.items)
            named = replace(authored, item=replaced(authored.item, identifier=name))
            self._found.items[name] = self._plain[name] = named
            names.append(name)
            if name != authored.item.identifier:
                changed[authored.item.identifier] = name
        self._by_path[path] = tuple(names)
        return changed

    def names_at(self, path: str) -> tuple[str, ...]:
        """The items that came from this file; several are clones of one; none where it was refused or is not there."""
        return self._by_path.get(path, ())

    def take(self, path: str, place: str, weight: Decimal, in_test: Collection[str]) -> tuple[str, ...]:
        """The items for one place of a test that holds the items `in_test` already."""
        return tuple(self._take(name, place, weight, in_test) for name in self.names_at(path))

    def _take(self, name: str, place: str, weight: Decimal, in_test: Collection[str]) -> str:
        plain = self._plain[name]
        if name in in_test or self._weights.get(name, weight) != weight:
            # The same question at another place, or worth something else there: a copy under that place's name.
            name = usable_name(place, self._found.items)
        self.used.add(name)
        self._weights[name] = weight
        processing = replaced(plain.processing, weight=plain.processing.weight * weight)
        self._found.items[name] = replace(plain, item=replaced(plain.item, identifier=name), processing=processing)
        return name
