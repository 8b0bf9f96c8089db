"""Texts of an XLSX file with the formatting inside them: the shared ones, and those that stand in a cell itself."""

from __future__ import annotations

import re

from question_packs.importers.spreadsheet.sheets import MARKS, check_characters, without_marks

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_OFF = ("0", "false", "none")
_TAG_OF = {"b": "strong", "i": "em", "u": "u"}
# Seen by whoever wrote it, and nothing that a question here can show.
_LOST = {"strike"}


class RichText:
    """Collects one `si` or `is` element. `lost`: something of its formatting could not be kept."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._tags: list[str] = []
        self._collecting = False
        self._phonetic = False
        self.lost = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element inside it begins."""
        if name == "t":
            self._collecting = not self._phonetic
        elif name == "r":
            self._tags = []
        elif name == "rPh":
            self._phonetic = True
        elif name == "vertAlign":
            self._tags += {"superscript": ["sup"], "subscript": ["sub"]}.get(attributes.get("val", ""), [])
        elif name in _TAG_OF and attributes.get("val", "1") not in _OFF:
            self._tags.append(_TAG_OF[name])
        elif name in _LOST and attributes.get("val", "1") not in _OFF:
            self.lost = True

    def end(self, name: str) -> None:
        """An element inside it ends."""
        if name == "t":
            self._collecting = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "r":
            self._tags = []

    def text(self, data: str) -> None:
        """Characters; only those of its texts are kept."""
        if not self._collecting:
            return
        said = without_marks(_unescaped(data))
        for tag in self._tags if said.strip() else ():
            opening, closing = MARKS[tag]
            said = opening + said + closing
        self._parts.append(said)

    @property
    def whole(self) -> str:
        """The text, formatting as marks."""
        return "".join(self._parts)


class SharedTexts:
    """Handler of the part that holds the texts of all sheets; `lost`: the positions of those that lost formatting."""

    def __init__(self, what: str) -> None:
        self.texts: list[str] = []
        self.lost: set[int] = set()
        self._what = what
        self._characters = 0
        self._current: RichText | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name == "si":
            self._current = RichText()
        elif self._current is not None:
            self._current.start(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._current is None:
            return
        self._current.end(name)
        if name == "si":
            self._keep(self._current)
            self._current = None

    def text(self, data: str) -> None:
        """Characters."""
        if self._current is not None:
            self._current.text(data)

    def _keep(self, rich: RichText) -> None:
        if rich.lost:
            self.lost.add(len(self.texts))
        self.texts.append(rich.whole)
        self._characters += len(rich.whole)
        check_characters(self._characters, self._what)


def _unescaped(text: str) -> str:
    """`_x000D_` is how XLSX writes characters that XML cannot hold."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
