"""HTML of an item as XHTML in a QTI file: pictures get addresses, and what stands at a place stands there again.

The HTML is always cleaned (`assessment.html`), so only void elements and `&nbsp;` keep it from being XML. QTI wants blocks
where we let text stand by itself, and does not know some elements; both are put into elements that it knows, with a
`data-lontar-element` attribute that says what was there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

from lxml import etree

from question_packs.errors import KnownError
from question_packs.exporters.qti.elements import LANGUAGE, NAMESPACE, OWN, html, qti

_VOID = re.compile(r'<(br|hr|img)((?: [^\s=<>"]+="[^"]*")*)>')
_UNKNOWN = {"u", "s", "del", "ins"}
_BLOCKS = {"pre", "h3", "h4", "p", "dl", "ol", "ul", "hr", "blockquote", "table", "div"}
_BLOCKS |= {"audio", "video"}
_HOLDS_BLOCKS = {"blockquote"}
_NOT_IN_QTI = {"ol": ("start", "type"), "abbr": ("title",)}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)

# Makes the element of an inline interaction, by its response identifier; of a gap, by its identifier.
Places = Mapping[str, Callable[[], etree._Element]]


def fill(
    holder: etree._Element, text: str, media: str, places: Places | None = None, *, blocks: bool = False
) -> etree._Element:
    """Put `text` into `holder`, after what it has already, and return it.

    `media`: the address of the media's folder as the file sees it. `places`: what stands at `interaction:ID` and `gap:ID`.
    `blocks`: QTI wants nothing but blocks here. Text that cannot be XML: `EXP-02`.
    """
    content = _parsed(text)
    for element in list(content.iter(etree.Element)):
        _to_qti(element, media, places or {})
    if blocks:
        _only_blocks(content)
    _append_content(holder, content)
    return holder


def _parsed(text: str) -> etree._Element:
    xml = _VOID.sub(r"<\1\2/>", text).replace("&nbsp;", "\u00a0")
    try:
        return etree.fromstring(f'<div xmlns="{NAMESPACE}">{xml}</div>', _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise KnownError("EXP-02", reason=str(error)) from error


def _append_content(holder: etree._Element, content: etree._Element) -> None:
    _add_text(holder, content.text)
    holder.extend(list(content))


def _add_text(holder: etree._Element, text: str | None) -> None:
    """Text at the end of what `holder` has."""
    if not text:
        return
    if len(holder):
        holder[-1].tail = (holder[-1].tail or "") + text
    else:
        holder.text = (holder.text or "") + text


def _to_qti(element: etree._Element, media: str, places: Places) -> None:
    tag = str(etree.QName(element).localname)
    scheme, _, name = element.get("src", element.get("href", "")).partition(":")
    if scheme in ("interaction", "gap"):
        _replace(element, _standing_at(places, element.get("src", "")))
    elif scheme == "hottext":
        _rename(element, "qti-hottext")
        del element.attrib["href"]
        element.set("identifier", name)
    elif scheme == "pack":
        element.set("src", media + quote(name))
        element.set("alt", element.get("alt", ""))
    elif tag in _UNKNOWN:
        _rename(element, "span")
        element.set(f"{OWN}element", tag)
    _rename_attributes(element, _NOT_IN_QTI.get(tag, ()))


def _standing_at(places: Places, place: str) -> etree._Element:
    if place not in places:
        raise KnownError("EXP-03", place=place)
    return places[place]()


def _rename_attributes(element: etree._Element, not_in_qti: tuple[str, ...]) -> None:
    for name in [each for each in element.keys() if each == "lang" or each in not_in_qti]:  # noqa: SIM118
        value = element.attrib.pop(name)
        element.set(LANGUAGE if name == "lang" else OWN + name, value)


def _rename(element: etree._Element, tag: str) -> None:
    element.tag = f"{{{NAMESPACE}}}{tag}"


def _replace(old: etree._Element, new: etree._Element) -> None:
    parent = old.getparent()
    assert parent is not None
    new.tail = old.tail
    parent.replace(old, new)


def _only_blocks(content: etree._Element) -> None:
    """Runs of text and inline elements stand in a `div` of their own, which the importer takes away again."""
    for inner in content.iter(*(f"{{{NAMESPACE}}}{tag}" for tag in _HOLDS_BLOCKS)):
        _wrap_runs(inner)
    _wrap_runs(content)


def _wrap_runs(holder: etree._Element) -> None:
    members, text = list(holder), holder.text
    holder[:] = []
    holder.text = None
    run: etree._Element | None = _run_of(holder, text)
    for member in members:
        tail, member.tail = member.tail, None
        if _is_block(member):
            holder.append(member)
            run = _run_of(holder, tail)
            continue
        if run is None:
            run = html("div", {f"{OWN}element": "content-body"})
            holder.append(run)
        run.append(member)
        member.tail = tail


def _run_of(holder: etree._Element, text: str | None) -> etree._Element | None:
    """A new run that begins with `text`; blanks between blocks begin none."""
    if not text or not text.strip():
        _add_text(holder, text)
        return None
    run = html("div", {f"{OWN}element": "content-body"})
    run.text = text
    holder.append(run)
    return run


def _is_block(element: etree._Element) -> bool:
    return str(etree.QName(element).localname) in _BLOCKS


def block_holder(name: str, text: str, media: str) -> etree._Element:
    """An element of QTI that must hold a block at least."""
    holder = fill(qti(name), text, media, blocks=True)
    if not len(holder):
        holder.append(html("div", {f"{OWN}element": "content-body"}))
    return holder
