"""HTML of others to the HTML that an item may hold (`assessment.html`), element by element, so that every loss has a name.

Works on trees of lxml, whether parsed as XML or as HTML, and knows no format: what a format puts among its HTML
(interactions, gaps, ...) comes as `own` handlers, and pictures come from a `Shelf`. Used by importers whose texts are HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Protocol

from lxml import etree

from question_packs.assessment.html import ATTRIBUTES, TAGS, clean_html
from question_packs.importers.losses import Losses, at

MATHML = "http://www.w3.org/1998/Math/MathML"
SVG = "http://www.w3.org/2000/svg"

_RENAMED = {
    "h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4", "tt": "code", "strike": "s", "acronym": "abbr", "dfn": "em",
    "section": "div", "article": "div", "header": "div", "footer": "div", "main": "div", "nav": "div", "aside": "div",
    "figure": "div", "figcaption": "div", "address": "div", "hgroup": "div", "center": "div", "summary": "div",
    "details": "div",
}  # fmt: skip
# Elements that mean nothing by themselves: their content stands without them, and nobody misses anything.
_TRANSPARENT = {
    "big",
    "font",
    "time",
    "data",
    "label",
    "rtc",
    "rbc",
    "nobr",
    "wbr",
    "legend",
    "fieldset",
    "html",
    "body",
    "mark",
}
_SILENT = {"col", "colgroup", "meta", "link", "title", "head", "source", "track", "param", "map", "area"}
_DROPPED = {
    "script", "style", "iframe", "frame", "form", "input", "button", "select", "textarea", "canvas", "embed", "applet",
    "audio",    "video", "template", "noscript", "base", "object",
}  # fmt: skip
_VOID = {"br", "hr", "img"}
_PLACES = ("interaction:", "gap:", "hottext:")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_KEPT = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_EMPTY = re.compile(
    r"<(p|div|span|ul|ol|li|table|thead|tbody|tfoot|blockquote|em|strong|b|i|u|dl|dd|dt|h3|h4)(?: [^<>]*)?>\s*</\1>"
    r"|<tr(?: [^<>]*)?>(?:\s*<(?:td|th)(?: [^<>]*)?>\s*</(?:td|th)>)*\s*</tr>"
)


@dataclass(frozen=True)
class Shown:
    """A picture that the pack has: its name there and its own size in pixels. `words`: what a formula says."""

    name: str
    width: int
    height: int
    words: str = ""


class Shelf(Protocol):
    """Where pictures come from. What cannot be shown at all is refused by a `KnownError`."""

    def picture(self, address: str, losses: Losses) -> Shown:
        """The picture at an address as the source writes it."""

    def formula(self, mathml: str, display: bool) -> Shown:
        """A formula drawn, in a line or on its own (`display`); `mathml` has no prefixes."""

    def drawing(self, svg: bytes, losses: Losses) -> Shown:
        """A drawing that stood in the text itself."""


Handler = Callable[["Writer", etree._Element], None]


class Writer:
    """Writes one text. `own`: what to do with elements of the format, by the name that `name` gives them."""

    def __init__(
        self,
        shelf: Shelf,
        losses: Losses,
        own: Mapping[str, Handler] | None = None,
        name: Callable[[etree._Element], str] = lambda element: str(etree.QName(element).localname).lower(),
    ) -> None:
        self.shelf = shelf
        self.losses = losses
        self._own = own or {}
        self._name = name
        self._parts: list[str] = []
        self._open: list[tuple[str, str]] = []  # opening tag and name of what stands around
        self._was_cut = False

    def finish(self) -> str:
        """The cleaned HTML of what was written since the beginning or the last `cut`."""
        html = "".join(self._parts) + "".join(f"</{tag}>" for _, tag in reversed(self._open))
        return _with_single_blanks(clean_html(_without_hollows(html) if self._was_cut else html)).strip()

    def cut(self) -> str:
        """What stands before a place that parts the text; what was open goes on behind it."""
        self._was_cut = True
        html = self.finish()
        self._parts = [opening for opening, _ in self._open]
        return html

    def around(self) -> tuple[str, ...]:
        """The names of the elements that are open, outermost first."""
        return tuple(tag for _, tag in self._open)

    def raw(self, html: str) -> None:
        """HTML of our own making."""
        self._parts.append(html)

    def text(self, text: str | None) -> None:
        """Plain text; blanks and line ends count as one blank, except where they are kept."""
        if text:
            kept = any(tag == "pre" for _, tag in self._open)
            self._parts.append(escape(text if kept else _BLANKS.sub(" ", text), quote=False))

    def content(self, element: etree._Element) -> None:
        """The element's text and children, without itself."""
        self.text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.element(child)
            self.text(child.tail)

    def element(self, element: etree._Element) -> None:
        """One element with all below it."""
        name = self._name(element)
        handler = self._own.get(name)
        if handler is not None:
            handler(self, element)
        elif name == "math":
            self._formula(element)
        elif name == "svg":
            self._svg(element)
        elif name == "img":
            self.picture(element, attribute_of(element, "src"), element.get("alt"))
        elif name == "a" and not attribute_of(element, "href").startswith(_PLACES):
            self._link(element)
        else:
            self._plain(element, _RENAMED.get(name, name))

    def picture(self, element: etree._Element, address: str, alt: str | None) -> None:
        """A picture; None for `alt` says that the source has no words for it, "" that it needs none."""
        with at(element):
            shown = self.shelf.picture(address, self.losses)
        self._figure(element, shown, self.alt_of(element, alt))

    def alt_of(self, element: etree._Element, alt: str | None) -> str:
        """The words for a picture, or a placeholder where the source has none."""
        if alt is None:
            self.losses.add(element, "HTM-03")
            return "gambar tanpa teks alternatif"
        return " ".join(alt.split())

    def wrap(self, element: etree._Element, tag: str) -> None:
        """The element's content inside `tag`."""
        opening = f"<{tag}{self._attributes(element, tag)}>"
        self._parts.append(opening)
        if tag in _VOID:
            return
        self._open.append((opening, tag))
        self.content(element)
        self._open.pop()
        self._parts.append(f"</{tag}>")

    def _plain(self, element: etree._Element, tag: str) -> None:
        if tag in _SILENT:
            return
        if tag in _DROPPED:
            self.losses.add(element, "HTM-02", element=tag)
        elif tag in TAGS and tag != "a":
            self.wrap(element, tag)
        else:
            if tag not in _TRANSPARENT and tag != "picture":
                self.losses.add(element, "HTM-01", element=tag)
            self.content(element)

    def _attributes(self, element: etree._Element, tag: str) -> str:
        if element.get("style"):
            self.losses.add(element, "HTM-05")
        kept = {}
        for raw_name, value in element.items():
            name = str(etree.QName(raw_name).localname)
            if name in ATTRIBUTES.get(tag, set()) | ATTRIBUTES["*"] and (
                name == "lang" or not str(raw_name).startswith("{")
            ):
                kept[name] = str(value)
        return "".join(f' {name}="{escape(value)}"' for name, value in kept.items())

    def _figure(self, element: etree._Element, shown: Shown, alt: str) -> None:
        width, height = _size(element, shown)
        self.raw(f'<img src="pack:{shown.name}" alt="{escape(alt)}" width="{width}" height="{height}">')

    def _formula(self, element: etree._Element) -> None:
        if not len(element):
            return
        with at(element):
            shown = self.shelf.formula(_unprefixed(element), element.get("display") == "block")
        alt = attribute_of(element, "alttext") or shown.words
        self.raw(f'<img src="pack:{shown.name}" alt="{escape(alt)}" width="{shown.width}" height="{shown.height}">')

    def _svg(self, element: etree._Element) -> None:
        with at(element):
            shown = self.shelf.drawing(etree.tostring(element, with_tail=False), self.losses)
        title = element.find(f"{{{SVG}}}title")
        alt = element.get("aria-label") or (title.text if title is not None else None)
        self._figure(element, shown, self.alt_of(element, alt))

    def _link(self, element: etree._Element) -> None:
        if element.get("href"):
            self.losses.add(element, "HTM-04", address=element.get("href", "")[:100])
        self.content(element)


def attribute_of(element: etree._Element, name: str) -> str:
    """An HTML attribute without the blanks around it; empty where there is none."""
    return str(element.get(name, "")).strip()


def whole_number(text: str) -> int | None:
    """Pixels as HTML writes them (`120`, `120px`); None for everything else, such as percentages."""
    found = re.fullmatch(r"\s*(\d{1,6})(\.\d+)?(px)?\s*", text)
    return int(found[1]) if found else None


def _size(element: etree._Element, shown: Shown) -> tuple[int, int]:
    """As the source wants it shown; where it names one side only, the other keeps the proportion."""
    width, height = whole_number(attribute_of(element, "width")), whole_number(attribute_of(element, "height"))
    if width and not height:
        height = round(width * shown.height / max(shown.width, 1))
    elif height and not width:
        width = round(height * shown.width / max(shown.height, 1))
    return width or shown.width, height or shown.height


def _with_single_blanks(html: str) -> str:
    """Blanks that meet where something left no trace count as one, except where they are kept."""
    parts = _KEPT.split(html)
    return "".join(part if number % 2 else _BLANKS.sub(" ", part) for number, part in enumerate(parts))


def _without_hollows(html: str) -> str:
    """Wrappers that hold nothing, as a cut leaves them, go."""
    while True:
        fuller = _EMPTY.sub("", html)
        if fuller == html:
            return html
        html = fuller


def _unprefixed(math: etree._Element) -> str:
    """MathML as it stands alone, in the default namespace."""

    def copy(element: etree._Element) -> etree._Element:
        twin = etree.Element(f"{{{MATHML}}}{etree.QName(element).localname}", nsmap={None: MATHML})
        for name, value in element.items():
            if not str(name).startswith("{"):
                twin.set(name, value)
        twin.text = element.text
        for child in element:
            if isinstance(child.tag, str):
                twin.append(copy(child))
                twin[-1].tail = child.tail
        return twin

    return str(etree.tostring(copy(math), encoding="unicode"))
