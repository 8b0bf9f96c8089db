"""Cleaned HTML put into the words of QTextDocument: what it cannot draw (quotes, directions of parts of a line, table
captions, struck and inserted text) is said by what it can; readings become objects that `ruby` draws. Used by
`pack_document` alone, after `clean_html`.
"""

from __future__ import annotations

import re
from html import escape, unescape

from desktop_app.gui.items.text.ruby import ruby_address

# As `clean_html` writes tags: lower case, every value in double quotes.
_TAG = re.compile(r'<(/?)([a-z0-9]+)((?: [a-z]+(?:="[^"]*")?)*)>')
_CAPTION = re.compile(r"(<table[^>]*>)<caption>(.*?)</caption>", re.DOTALL)
_RUBY = re.compile(r"<ruby[^>]*>(.*?)</ruby>", re.DOTALL)
_PAIR = re.compile(r"(.*?)<rt>(.*?)</rt>", re.DOTALL)
_RUBY_BRACKET = re.compile(r"<rp>.*?</rp>", re.DOTALL)
_DIRECTION = re.compile(r' dir="(ltr|rtl|auto)"')
_POP_ISOLATE, _POP_OVERRIDE = "\u2069", "\u202c"
_ISOLATES = {"ltr": "\u2066", "rtl": "\u2067", "auto": "\u2068"}
_OVERRIDES = {"ltr": "\u202d", "rtl": "\u202e"}
# Opening and closing words for elements that QTextDocument does not know. A small reading in brackets stands after its sign.
_INSTEAD = {
    "del": ("<s>", "</s>"), "ins": ("<u>", "</u>"), "q": ("\u201c", "\u201d"), "rt": ("<small>(", ")</small>"),
    "ruby": ("", ""), "rb": ("", ""), "abbr": ("", ""),
}  # fmt: skip


def for_document(clean: str) -> str:
    """`clean` (the result of `clean_html`) as QTextDocument draws it."""
    html = _RUBY.sub(lambda found: _PAIR.sub(_as_object, found[1]), _RUBY_BRACKET.sub("", clean))
    html = _CAPTION.sub(r"<p><b>\2</b></p>\1", html)
    ends: dict[str, list[str]] = {}

    def replace(found: re.Match[str]) -> str:
        closing, name, attributes = found.groups()
        if name in _INSTEAD:
            return _INSTEAD[name][1 if closing else 0]
        if name not in ("span", "bdi", "bdo"):
            return found[0]
        if closing:
            waiting = ends.get(name)
            return waiting.pop() if waiting else ""
        start, end = _direction(name, attributes)
        ends.setdefault(name, []).append(end)
        return start

    return _TAG.sub(replace, html)


def _as_object(pair: re.Match[str]) -> str:
    """A text with its reading as an object; one with a picture or a field in it stays, with the reading in brackets."""
    if "<img" in pair[0] or "<a " in pair[0]:
        return pair[0]
    base, reading = (" ".join(unescape(_TAG.sub("", part)).split()) for part in pair.groups())
    if not base or not reading:
        return base + reading
    return f'<img src="{escape(ruby_address(base, reading))}" />'


def _direction(name: str, attributes: str) -> tuple[str, str]:
    """The signs of Unicode that give a part of a line its direction."""
    found = _DIRECTION.search(attributes)
    direction = found[1] if found else "auto"
    if name == "bdo" and direction in _OVERRIDES:
        return _OVERRIDES[direction], _POP_OVERRIDE
    if found is None and name == "span":
        return "", ""
    return _ISOLATES[direction], _POP_ISOLATE
