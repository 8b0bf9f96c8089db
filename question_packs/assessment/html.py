"""The HTML that an item may hold, and its cleaning: at build and again at load.

The allow-list is small on purpose: what QTextDocument draws well and a screen reader reads well. Images come from the pack
(`pack:NAME`) and must say in words what they show. Used by the builder and by the kiosk's item view.
"""

from __future__ import annotations

import nh3

TAGS = {
    "p", "br", "strong", "b", "em", "i", "u", "sub", "sup", "span", "ul", "ol", "li",
    "table", "thead", "tbody", "tr", "th", "td", "caption", "blockquote", "code", "pre", "img", "h3", "h4", "hr",
}  # fmt: skip
ATTRIBUTES = {
    "img": {"src", "alt", "width", "height"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "td": {"colspan", "rowspan", "align"},
    "ol": {"start"},
}
# A cell over a million columns would keep the screen busy for ever.
LARGEST = {"colspan": 50, "rowspan": 200, "width": 4000, "height": 4000, "start": 10000}
SCHEME = "pack"


def clean_html(html: str) -> str:
    """`html` with everything outside the allow-list removed, and every URL that is not the pack's own."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={SCHEME},
        link_rel=None,
        clean_content_tags={"script", "style"},
        attribute_filter=_harmless_value,
    )


def _harmless_value(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "src":
        return value if value.startswith(f"{SCHEME}:") and value.isprintable() else None
    if attribute in LARGEST:
        return value if value.isascii() and value.isdigit() and len(value) < 7 and int(value) <= LARGEST[attribute] else None
    return value
