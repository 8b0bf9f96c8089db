"""SVG of strangers, rebuilt from an allow-list: what is left is drawn by Qt and fetches, runs and hides nothing.

Simple style sheets and `style` attributes become attributes. What had to go is named. Used by `intake` alone.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, tostring

from question_packs.media.damaged import DamagedError
from question_packs.media.small_xml import local_name, read_small_xml
from question_packs.media.svg_styles import PROPERTIES, StyleSheet, declarations

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_MOST_ELEMENTS = 50_000
_MOST_SIDE = 4000  # px; a drawing has no pixels: a larger one is shown smaller
_ELEMENTS = {
    "svg", "g", "rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "text", "tspan", "title", "desc",
    "defs", "use", "symbol", "marker", "linearGradient", "radialGradient", "stop",
}  # fmt: skip
_ATTRIBUTES = PROPERTIES | {
    "version", "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "d",
    "points", "transform", "id", "role", "aria-label", "preserveAspectRatio", "offset", "fx", "fy", "gradientUnits",
    "gradientTransform", "spreadMethod", "refX", "refY", "markerWidth", "markerHeight", "markerUnits", "orient",
}  # fmt: skip
# Of no effect on what is seen: they go without a word.
_SILENT_ELEMENTS = {"metadata", "namedview", "style", "a", "switch"}
_SILENT_ATTRIBUTES = {
    "style",
    "class",
    "space",
    "lang",
    "href",
    "target",
    "base",
    "enable-background",
    "baseProfile",
    "data-name",
}
_TRANSPARENT = {"a", "switch"}
_MARKED = {"path", "line", "polyline", "polygon"}
_REFERENCE = re.compile(r"url\(\s*['\"]?#([\w.:-]+)['\"]?\s*\)")
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "em": 16.0}
_LENGTH = re.compile(r"\s*\+?([0-9.]+(?:e[+-]?\d+)?)\s*([a-z]*)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class CleanSvg:
    """A drawing that may be shown, its size in CSS pixels, and what was left out, each named once."""

    data: bytes
    width: int
    height: int
    left_out: tuple[str, ...]


def clean_svg(data: bytes) -> CleanSvg:
    """The drawing rebuilt. Raises `XmlRefusedError`, and `DamagedError` where it is no SVG or has no size."""
    root = read_small_xml(data, _MOST_ELEMENTS)
    if root.tag != f"{_NAMESPACE}svg":
        raise DamagedError("no svg element")
    width, height = _size(root)
    cleaner = _Cleaner.of(root)
    clean = cleaner.element(root)
    head = {
        "xmlns": "http://www.w3.org/2000/svg",
        "xmlns:xlink": "http://www.w3.org/1999/xlink",
        "viewBox": " ".join(f"{side:g}" for side in _view_box(root, width, height)),
        "width": str(width),
        "height": str(height),
    }
    clean.attrib = {**head, **clean.attrib, **head}  # in one order: cleaning what is clean changes no byte
    return CleanSvg(tostring(clean), width, height, tuple(cleaner.left_out))


@dataclass
class _Cleaner:
    """Copies what is allowed; `left_out` gathers the names of the rest, in the order met."""

    styles: StyleSheet
    targets: dict[str, Element]
    in_markers: frozenset[Element]
    left_out: dict[str, None] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element) -> _Cleaner:
        sheets = "\n".join(each.text or "" for each in root.iter(f"{_NAMESPACE}style"))
        styles = StyleSheet.read(sheets)
        targets = {each.attrib["id"]: each for each in root.iter() if "id" in each.attrib}
        in_markers = frozenset(part for each in root.iter(f"{_NAMESPACE}marker") for part in each.iter())
        return cls(styles, targets, in_markers, dict.fromkeys(f"style {selector}" for selector in styles.not_understood))

    def element(self, source: Element) -> Element:
        clean = Element(local_name(source.tag), self._attributes(source))
        clean.text, clean.tail = source.text, source.tail
        for child in source:
            self._child(child, clean)
        return clean

    def _child(self, child: Element, parent: Element) -> None:
        name = local_name(child.tag)
        if child.tag.startswith(_NAMESPACE) and name in _TRANSPARENT:
            for grandchild in child:
                self._child(grandchild, parent)
        elif not child.tag.startswith(_NAMESPACE) or name not in _ELEMENTS or name == "svg":
            self._leave(f"<{name}>", child.tag.startswith(_NAMESPACE) and name not in _SILENT_ELEMENTS)
        elif name == "use" and (self._target(child) is None or child in self.in_markers):
            self._leave("<use>", True)
        else:
            parent.append(self.element(child))

    def _leave(self, what: str, is_lost: bool) -> None:
        if is_lost:
            self.left_out[what] = None

    def _attributes(self, source: Element) -> dict[str, str]:
        given = dict(source.attrib)
        given.update(self.styles.properties(local_name(source.tag), given.get("class", ""), given.get("id", "")))
        given.update(declarations(given.get("style", "")))
        clean = {name: value for name, value in given.items() if self._is_allowed(source, name, value)}
        if (target := self._target(source)) is not None:
            clean["xlink:href"] = f"#{target}"
        return clean

    def _is_allowed(self, source: Element, name: str, value: str) -> bool:
        if name.startswith("{") or name in _SILENT_ATTRIBUTES:
            return False
        allowed = name in _ATTRIBUTES and self._value_is_allowed(name, value)
        if name.startswith("marker-"):  # a marker within a marker would draw itself for ever
            allowed = allowed and local_name(source.tag) in _MARKED and source not in self.in_markers
        self._leave(name, not allowed and not name.startswith(("data-", "aria-")))
        return allowed

    def _value_is_allowed(self, name: str, value: str) -> bool:
        if "url(" in value.lower():
            reference = _REFERENCE.fullmatch(value.strip())
            return reference is not None and reference[1] in self.targets
        return name != "stroke-dasharray" or _dashes_are_drawable(value)

    def _target(self, source: Element) -> str | None:
        """What `use` or a gradient refers to, a part that itself refers to nothing: so nothing multiplies."""
        reference = source.attrib.get(_XLINK, source.attrib.get("href", ""))
        target = self.targets.get(reference[1:]) if reference.startswith("#") else None
        if target is None or local_name(source.tag) not in ("use", "linearGradient", "radialGradient"):
            return None
        return None if any(_refers(each) for each in target.iter()) else reference[1:]


def _refers(element: Element) -> bool:
    return _XLINK in element.attrib or "href" in element.attrib


def _dashes_are_drawable(value: str) -> bool:
    """Dashes finer than a hundredth of a unit would keep the screen busy for ever."""
    lengths = [float(found[1]) for found in _LENGTH.finditer(value) if _is_number(found[1])]
    return value.strip() == "none" or sum(lengths) >= 0.01


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _size(root: Element) -> tuple[int, int]:
    """Width and height in CSS pixels, made to fit `_MOST_SIDE`; from the view box where they are missing or relative."""
    box = _numbers(root.attrib.get("viewBox", ""))
    width, height = _pixels(root.attrib.get("width", "")), _pixels(root.attrib.get("height", ""))
    if len(box) == 4 and min(box[2:]) > 0:
        if width and not height:
            height = width * box[3] / box[2]
        elif height and not width:
            width = height * box[2] / box[3]
        elif not width:
            width, height = box[2], box[3]
    if not width or not height:
        raise DamagedError("it has no size")
    shrink = min(1.0, _MOST_SIDE / max(width, height))
    return max(1, round(width * shrink)), max(1, round(height * shrink))


def _view_box(root: Element, width: int, height: int) -> list[float]:
    box = _numbers(root.attrib.get("viewBox", ""))
    if len(box) == 4 and min(box[2:]) > 0:
        return box
    natural = [_pixels(root.attrib.get(name, "")) for name in ("width", "height")]
    return [0, 0, natural[0] or width, natural[1] or height]


def _numbers(text: str) -> list[float]:
    parts = text.replace(",", " ").split()
    return [float(part) for part in parts] if all(_is_number(part) for part in parts) else []


def _pixels(text: str) -> float | None:
    found = _LENGTH.fullmatch(text)
    if found is None or found[2].lower() not in _UNITS or not _is_number(found[1]):
        return None
    return float(found[1]) * _UNITS[found[2].lower()] or None
