"""Texts that Moodle keeps in several languages at once: an examination shows one of them, and says which were left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from question_packs.errors import KnownError
from question_packs.importers.losses import Losses

# {mlang id}...{mlang}, of a filter that many sites have; and spans of class multilang, of Moodle itself.
_BLOCK = re.compile(r"\{\s*mlang\s+([\w,-]{1,40})\s*\}(.{0,20000}?)\{\s*mlang\s*\}", re.DOTALL | re.IGNORECASE)
_RUN = re.compile(rf"(?:{_BLOCK.pattern}\s*)+", re.DOTALL | re.IGNORECASE)


def one_language_of_marks(text: str, line: int, language: str, losses: Losses) -> str:
    """A text without `{mlang}` marks: of each run of them the one in `language`, or the first (`MDL-42`)."""

    def chosen(run: re.Match[str]) -> str:
        blocks = [(code.lower(), inner) for code, inner in _BLOCK.findall(run[0])]
        place = _place_of(language, [code for code, _ in blocks])
        if len(blocks) > 1:
            _tell(str(line), [code for code, _ in blocks], place, losses)
        return str(blocks[place][1])

    return _RUN.sub(chosen, text) if "mlang" in text else text


def one_language(root: etree._Element, language: str, losses: Losses) -> None:
    """Leaves of each run of `<span lang="..." class="multilang">` the one in `language`, or the first (`MDL-42`)."""
    for run in list(_runs(root)):
        codes = [each.get("lang", "").lower() for each in run]
        place = _place_of(language, codes)
        _tell(str(run[0].sourceline), codes, place, losses)
        for number, element in enumerate(run):
            if number != place:
                _remove(element)


def _runs(root: etree._Element) -> Iterator[list[etree._Element]]:
    """Two or more spans of languages that stand side by side."""
    run: list[etree._Element] = []
    for element in root.iter("span"):
        if not element.get("lang") or "multilang" not in element.get("class", "").split():
            continue
        joined = run and element.getprevious() is run[-1] and not (run[-1].tail or "").strip()
        if not joined:
            if len(run) > 1:
                yield run
            run = []
        run.append(element)
    if len(run) > 1:
        yield run


def _place_of(language: str, codes: Sequence[str]) -> int:
    wanted = [place for place, code in enumerate(codes) if language in re.split(r"[,_-]", code)]
    return next(iter(wanted), 0)


def _tell(where: str, codes: Sequence[str], place: int, losses: Losses) -> None:
    others = ", ".join(code for number, code in enumerate(codes) if number != place)
    losses.take(where, KnownError("MDL-42", kept=codes[place], others=others[:80]))


def _remove(element: etree._Element) -> None:
    """The element goes, the text behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
