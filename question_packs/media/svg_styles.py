"""The little of CSS that drawing programs write into an SVG: plain declarations for a tag, a class or an id.

Everything else (nested rules, pseudo-classes, combinators) is named, not guessed. Used by `foreign_svg` alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

PROPERTIES = {
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap",
    "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "opacity", "color", "font-family", "font-size", "font-weight",
    "font-style", "text-anchor", "display", "visibility", "stop-color", "stop-opacity", "marker-start", "marker-mid",
    "marker-end",
}  # fmt: skip
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"[.#]?[A-Za-z_][\w-]*|\*")


@dataclass(frozen=True)
class StyleSheet:
    """Declarations by selector (`.name`, `#name`, `name`), and the selectors that were not understood."""

    rules: dict[str, dict[str, str]]
    not_understood: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> StyleSheet:
        """What can be used of `text`."""
        rules: dict[str, dict[str, str]] = {}
        strange = []
        for found in _RULE.finditer(_COMMENT.sub("", text)):
            for selector in (part.strip() for part in found[1].split(",")):
                if _SELECTOR.fullmatch(selector):
                    rules.setdefault(selector, {}).update(declarations(found[2]))
                else:
                    strange.append(selector[:40])
        return cls(rules, tuple(strange))

    def properties(self, tag: str, classes: str, identifier: str) -> dict[str, str]:
        """What holds for an element, the more particular selector last."""
        found: dict[str, str] = {}
        for selector in ("*", tag, *(f".{each}" for each in classes.split()), f"#{identifier}"):
            found.update(self.rules.get(selector, {}))
        return found


def declarations(text: str) -> dict[str, str]:
    """The properties in `fill: red; stroke: none` that an attribute can say too; the rest has no effect here."""
    pairs = (part.partition(":") for part in text.split(";"))
    found = {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs}
    return {name: value for name, value in found.items() if name in PROPERTIES and value}
