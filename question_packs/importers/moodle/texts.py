"""The texts of Moodle's questions as the HTML of an item: its text formats, LaTeX, languages, embedded files, recordings.

Fields and gaps inside a text are marks (`mark_of`), put in before it is read; `put_in` replaces them and makes sure that
none got lost. One `QuestionTexts` serves one question, and gathers the recordings that its text plays.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from urllib.parse import unquote

from lxml import etree
from markdown_it import MarkdownIt

from question_packs.assessment import interactions as ia
from question_packs.errors import KnownError
from question_packs.importers.losses import Losses, RefusedError, at
from question_packs.importers.markup import Shown, Writer, attribute_of
from question_packs.importers.moodle.languages import one_language, one_language_of_marks
from question_packs.importers.qti.resources import MediaShelf, Resources, TextShelf
from question_packs.media.formulas import latex_in_words, render_formula
from question_packs.pack.writer import Medium

_OPEN, _CLOSE = "\ue000", "\ue001"  # of the private use area: no author's text has them once they are taken out
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_TAG = re.compile(r"<[^>]*>")
_LATEX = re.compile(r"\\\((.{1,2000}?)\\\)|\\\[(.{1,2000}?)\\\]|\$\$(.{1,2000}?)\$\$|\[tex\](.{1,2000}?)\[/tex\]", re.DOTALL)
_HALF_LATEX = re.compile(r"\\\(|\\\[|\$\$|\[tex\]")
_NO_FORMULAS = ("code", "pre", "script", "style", "textarea")
_TEXT_OF_CONTROLS = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f]")
_PLUGIN_FILE = re.compile(r"^@@PLUGINFILE@@/?")
_ELSEWHERE = re.compile(r"^([a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_FORMULA = "latex"
_MAX_DEPTH = 100
_MAX_TEXT = 300_000  # characters; about a hundred pages
_TOO_DEEP = etree.XPath(f"boolean({'/*' * (_MAX_DEPTH + 1)})")


@dataclass(frozen=True)
class Source:
    """A text as its file has it: the line where it begins, its format as Moodle names it, and the files embedded in it."""

    text: str
    line: int = 1
    form: str = "html"
    files: Mapping[str, bytes] = field(default_factory=dict)


def mark_of(number: int) -> str:
    """What stands in a source where the field or gap `number` is to be."""
    return f"{_OPEN}{number}{_CLOSE}"


class _Shelf(TextShelf):
    """The files embedded in one text."""

    def picture(self, address: str, losses: Losses) -> Shown:
        """A picture embedded in the question."""
        return super().picture(_name_of(address), losses)

    def drawing(self, svg: bytes, losses: Losses) -> Shown:
        """A drawing in the text: as a document of its own it needs its namespace, and names that HTML does not spell."""
        document = svg.replace(b"<svg", b'<svg xmlns="http://www.w3.org/2000/svg"', 1)
        return super().drawing(document.replace(b" viewbox=", b" viewBox="), losses)


class QuestionTexts:
    """Reads the texts of one question. `shelf`: where its pictures and recordings end up."""

    def __init__(self, shelf: MediaShelf, losses: Losses, language: str = "id") -> None:
        self.shelf = shelf
        self.losses = losses
        self.language = language
        self.recordings: list[ia.MediaInteraction] = []

    def html(self, source: Source, *, plays: bool = False) -> str:
        """The text as cleaned HTML; marks in it stay. `plays`: recordings in it become players, else they are refused.

        Refusals, with their lines: `MDL-30` ... `MDL-33`, `BLD-40` (LaTeX), `MED-..`, `QTI-13`, `QTI-20`.
        """
        return self._write(self._tree(source), source, plays)

    def plain(self, source: Source) -> str:
        """The text without any markup, for lists of choices within a line (`MDL-44` where there was some)."""
        root = self._tree(source)
        text = " ".join("".join(root.itertext()).split())
        if any(element.tag in ("img", _FORMULA, "audio", "video") for element in root.iter(etree.Element)):
            raise KnownError("MDL-34", text=text[:60])
        if any(element.tag in ("b", "i", "strong", "em", "sub", "sup", "u", "code") for element in root.iter(etree.Element)):
            self.losses.take(str(source.line), KnownError("MDL-44"))
        return text

    def _tree(self, source: Source) -> etree._Element:
        if len(source.text) > _MAX_TEXT:
            raise KnownError("MDL-30", limit=_MAX_DEPTH, characters=_MAX_TEXT)
        text = one_language_of_marks(_TEXT_OF_CONTROLS.sub(" ", source.text), source.line, self.language, self.losses)
        root = _parsed(_as_html(text, source.form), source.line)
        one_language(root, self.language, self.losses)
        for element in list(root.iter(etree.Element)):
            _look_for_marks(element)
            if element.tag not in _NO_FORMULAS:
                self._set_formulas(element)
        return root

    def _set_formulas(self, element: etree._Element) -> None:
        """LaTeX in the element's own text, and in that behind its children, becomes elements."""
        for child in [None, *element]:
            text = (element.text if child is None else child.tail) or ""
            if _HALF_LATEX.search(text):
                self._set_formulas_at(element, child, text)

    def _set_formulas_at(self, element: etree._Element, child: etree._Element | None, text: str) -> None:
        place = 0 if child is None else element.index(child) + 1
        pieces = list(_formulas_of(text))
        if child is None:
            element.text = pieces[0]
        else:
            child.tail = pieces[0]
        line = (element if child is None else child).sourceline
        for number in range(1, len(pieces), 2):
            formula = element.makeelement(_FORMULA, {"source": pieces[number]})
            formula.sourceline, formula.tail = line, pieces[number + 1]
            element.insert(place, formula)
            place += 1
        if any(_HALF_LATEX.search(each) for each in pieces[::2]):
            self.losses.add(element if child is None else child, "MDL-43")

    def _write(self, root: etree._Element, source: Source, plays: bool) -> str:
        shelf = _Shelf(Resources(source.files, self.shelf, language=self.language))

        def recording(writer: Writer, element: etree._Element) -> None:
            self._take_recording(element, shelf.resources, plays)

        def link(writer: Writer, element: etree._Element) -> None:
            if attribute_of(element, "href").startswith("@@PLUGINFILE@@"):
                self._take_recording(element, shelf.resources, plays)
            else:
                if element.get("href"):
                    self.losses.add(element, "HTM-04", address=element.get("href", "")[:100])
                writer.content(element)

        own = {_FORMULA: self._write_formula, "audio": recording, "video": recording, "a": link}
        writer = Writer(shelf, self.losses, own)
        writer.content(root)
        return writer.finish()

    def _write_formula(self, writer: Writer, element: etree._Element) -> None:
        found = _LATEX.fullmatch(element.get("source", ""))
        if found is None:  # an element of the author's that has this name
            writer.content(element)
            return
        latex, display = next(filter(None, found.groups()), "").strip(), found[0].startswith(("\\[", "$$"))
        with at(element):
            picture = render_formula(latex, display)
        name = self.shelf.put_formula(Medium(picture.data, picture.media_type), hashlib.sha256(picture.data).hexdigest())
        alt = escape(latex_in_words(latex))
        writer.raw(f'<img src="pack:{name}" alt="{alt}" width="{picture.width}" height="{picture.height}">')

    def _take_recording(self, element: etree._Element, resources: Resources, plays: bool) -> None:
        inner = element.find("source")
        address = attribute_of(element, "src") or attribute_of(element, "href")
        if not address and inner is not None:
            address = attribute_of(inner, "src")
        with at(element):
            name, taken = resources.medium(_name_of(address))
            if taken.kind == "picture" or not plays:
                raise KnownError("MDL-33", name=name)
        if any(each.name == name for each in self.recordings):
            return  # the same in each variant of a question
        number = len(self.recordings) + 1
        alt = " ".join((element.get("title") or "".join(element.itertext())).split())
        self.recordings.append(
            ia.MediaInteraction(response_identifier=f"REKAMAN-{number}", name=name, kind=taken.kind, alt=alt)
        )


def put_in(html: str, fields: Mapping[int, str]) -> str:
    """The text with each mark replaced by what stands there; a mark that was lost on the way is a refusal (`MDL-32`)."""
    found = [int(number) for number in _MARK.findall(_TAG.sub("", html))]
    for number in fields:
        if found.count(number) != 1:
            raise KnownError("MDL-32", number=number)
    return _MARK.sub(lambda mark: fields.get(int(mark[1]), ""), html)


def field_at(response: str) -> str:
    """The place of an inline interaction in a text."""
    return f'<img src="interaction:{response}" alt="">'


def gap_at(gap: str) -> str:
    """The place of a gap in a text."""
    return f'<img src="gap:{gap}" alt="">'


def _formulas_of(text: str) -> Iterator[str]:
    """Text, formula with its signs, text, formula, ..., text."""
    position = 0
    for found in _LATEX.finditer(text):
        yield text[position : found.start()]
        yield found[0]
        position = found.end()
    yield text[position:]


def _name_of(address: str) -> str:
    """The name of an embedded file. An address outside the file is refused: there is no network (`MDL-31`)."""
    if _ELSEWHERE.match(address) and not address.startswith("data:"):
        raise KnownError("MDL-31", address=address[:200])
    if address.startswith("data:"):
        return address
    return unquote(_PLUGIN_FILE.sub("", address).partition("?")[0])


def _as_html(text: str, form: str) -> str:
    match form:
        case "plain_text" | "plain":
            return "<br>\n".join(escape(text.strip(), quote=False).split("\n"))
        case "markdown":
            return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))
        case "html":
            return text
        case _:  # Moodle's own: HTML in which line ends count, except those between tags
            return re.sub(r"\n", "<br>\n", re.sub(r">\s+<", "><", text.strip()))


def _parsed(html: str, line: int) -> etree._Element:
    """The body around the text, its elements with the lines of the file."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    document = f"<html><body><div>{html}</div></body></html>".encode("utf-8", "replace")
    root = etree.fromstring(document, parser)
    if _TOO_DEEP(root):
        raise KnownError("MDL-30", limit=_MAX_DEPTH, characters=_MAX_TEXT)
    for element in root.iter(etree.Element):
        element.sourceline = min((element.sourceline or 1) + line - 1, 65_000)
        _set_names_right(element)
    body = root.find("body")
    if body is None:
        return root
    # Around the text is a `div` of ours, without which bare text would become a paragraph.
    return body[0] if len(body) == 1 and not (body[0].tail or "").strip() else body


def _set_names_right(element: etree._Element) -> None:
    """HTML takes any characters for names (`<o:p>` of word processors); where names of XML are expected, that breaks."""
    if not _NAME.fullmatch(str(element.tag)):
        element.tag = "-".join(re.findall(r"[a-z]+", str(element.tag))) or "span"
    for name in [each for each in element.keys() if not _NAME.fullmatch(str(each))]:  # noqa: SIM118 - not a dict
        del element.attrib[name]


def _look_for_marks(element: etree._Element) -> None:
    for value in element.values():
        found = _MARK.search(value)
        if found:
            raise RefusedError(element, KnownError("MDL-32", number=found[1]))
