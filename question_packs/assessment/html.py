"""The HTML that an item may hold, and its cleaning: at build and again at load.

The allow-list is small on purpose: what QTextDocument draws well and a screen reader reads well. Images come from the pack
(`pack:NAME`) and must say in words what they show. Used by the builder and by the kiosk's item view.
"""

from __future__ import annotations

import re

import nh3

TAGS = {
    "p", "br", "strong", "b", "em", "i", "u", "sub", "sup", "span", "ul", "ol", "li",
    "table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption", "blockquote", "code", "pre", "img", "h3", "h4", "hr",
    "div", "dl", "dt", "dd", "q", "cite", "small", "s", "del", "ins", "kbd", "samp", "var", "abbr", "ruby", "rb", "rt", "rp",
    "bdi", "bdo", "a",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"lang"},
    "img": {"src", "alt", "width", "height"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "td": {"colspan", "rowspan", "align"},
    "ol": {"start", "type"},
    "a": {"href"},
    "abbr": {"title"},
    **{tag: {"dir"} for tag in ("p", "div", "span", "bdi", "bdo", "blockquote", "li", "q")},
}
# A cell over a million columns would keep the screen busy for ever.
LARGEST = {"colspan": 50, "rowspan": 200, "width": 4000, "height": 4000, "start": 10000}
SCHEME = "pack"
# Not addresses but places: an inline interaction, a gap, a piece of text that can be chosen (`assessment.interactions`).
PLACES = ("interaction", "gap")
HOTTEXT = "hottext"
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")
_PLAIN = re.compile(r"[\w .,;:!?'()+*/%=-]*", re.ASCII)
# Twice is enough for what people write; only texts made for it need more.
_READINGS = 20
_SOURCES = tuple(f"{scheme}:" for scheme in (SCHEME, *PLACES))


def clean_html(html: str) -> str:
    """`html` with everything outside the allow-list removed, and every URL that is not the pack's own.

    What is clean comes back unchanged: leaving an element out can make the text around it mean another tree, so that it is
    read again until nothing changes.
    """
    if _PLAIN.fullmatch(html):
        return html  # most options of most tests are a few words
    for _ in range(_READINGS):
        clean = _clean(html).replace("<a>", "")  # a link whose address went is no link
        if clean == html:
            break
        html = clean
    return html


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={SCHEME, *PLACES, HOTTEXT},
        link_rel=None,
        clean_content_tags={"script", "style"},
        attribute_filter=_harmless_value,
    )


def _harmless_value(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "src":
        return value if value.startswith(_SOURCES) and value.isprintable() else None
    if attribute == "href":
        return value if value.startswith(f"{HOTTEXT}:") and value.isprintable() else None
    if attribute == "lang":
        return value if _LANGUAGE.fullmatch(value) else None
    if attribute == "dir":
        return value if value in ("ltr", "rtl", "auto") else None
    if attribute in LARGEST:
        return value if value.isascii() and value.isdigit() and len(value) < 7 and int(value) <= LARGEST[attribute] else None
    return "".join(each if each.isprintable() else " " for each in value)
