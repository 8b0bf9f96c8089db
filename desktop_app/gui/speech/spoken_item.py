"""What is read aloud of an item, in pieces: its text, then each interaction's question and options with their letters.

Formulas and pictures are said by their alternative text. A piece is short enough to be spoken soon after it is wanted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from string import ascii_uppercase
from typing import TYPE_CHECKING

from question_packs.assessment import interactions as ia

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop_app.services.views import ItemView, StimulusView

_ENDS_A_PIECE = frozenset(
    ["p", "div", "li", "tr", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "ul", "ol", "dl",
     "caption"]
)  # fmt: skip
_PAUSES = frozenset(["td", "th", "br"])
_DEFAULT = "id"


@dataclass(frozen=True)
class Piece:
    """`language`: the primary tag, such as `id` or `en`."""

    text: str
    language: str = _DEFAULT


def pieces_of_item(item: ItemView) -> list[Piece]:
    """Everything that is asked, in reading order; not what the candidate answered."""
    found = list(pieces_of_html(item.body))
    for view in item.interactions:
        interaction = view.interaction
        if isinstance(interaction, ia.InlineInteraction):
            found += _lettered([each.content for each in getattr(interaction, "inline_choices", ())])
            continue
        found += pieces_of_html(interaction.prompt)
        found += _inside(interaction)
        found += pieces_of_html(interaction.after)
    return found


def pieces_of_stimulus(stimulus: StimulusView) -> list[Piece]:
    """A shared text with its title."""
    title = [Piece(stimulus.title)] if stimulus.title else []
    return [*title, *pieces_of_html(stimulus.body)]


def pieces_of_html(html: str) -> Iterator[Piece]:
    """The pieces of cleaned HTML: a paragraph, a line of a table, a run in another language."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_piece()
    yield from reader.pieces


def _inside(interaction: ia.Interaction) -> Iterator[Piece]:
    """What an interaction itself shows in words."""
    yield from pieces_of_html(getattr(interaction, "content", ""))
    for name in ("simple_choices", "sources", "targets", "choices"):
        yield from _lettered([str(getattr(each, "content", "")) for each in getattr(interaction, name, ())])


def _lettered(contents: Iterable[str]) -> Iterator[Piece]:
    """Options as A, B, C; the letter and the option's first words are one piece."""
    for letter, html in zip(ascii_uppercase, contents, strict=False):
        first, *rest = [*pieces_of_html(html)] or [Piece("")]
        yield Piece(f"{letter}. {first.text}", first.language)
        yield from rest


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._words: list[str] = []
        self._languages: list[tuple[str, str]] = []  # open elements that say their language, innermost last

    @property
    def _language(self) -> str:
        return self._languages[-1][1] if self._languages else _DEFAULT

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in _ENDS_A_PIECE:
            self.end_piece()
        elif tag in _PAUSES:
            self._words.append(", " if self._words else "")
        if tag == "img":
            self._words.append(f" {values.get('alt') or ''} ")
        elif language := values.get("lang"):
            self.end_piece()
            self._languages.append((tag, language.split("-")[0].lower()))

    def handle_endtag(self, tag: str) -> None:
        if self._languages and self._languages[-1][0] == tag:
            self.end_piece()
            self._languages.pop()
        if tag in _ENDS_A_PIECE:
            self.end_piece()

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def end_piece(self) -> None:
        """What was read since the last piece becomes one."""
        text = " ".join("".join(self._words).split())
        self._words = []
        if any(each.isalnum() for each in text):
            self.pieces.append(Piece(text, self._language))
