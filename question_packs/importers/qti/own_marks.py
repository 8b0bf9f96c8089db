"""What our own exporter writes where QTI has no word for something (`data-lontar-` attributes), read back.

Packages of others have none of it. Elements that stand for others are put right before anything is read; the readers ask
for single attributes with `own`.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TypeVar

import msgspec
from lxml import etree

from question_packs.exporters.qti.elements import NAMESPACE, OWN
from question_packs.importers.found import Tags
from question_packs.importers.qti.reading import plain

T = TypeVar("T")
_ELEMENT = f"{OWN}element"
_STANDS_FOR = {"u", "s", "del", "ins"}
_ATTRIBUTES = {"ol": ("start", "type"), "abbr": ("title",)}
_LARGEST = Decimal(10**6)


def own(element: etree._Element, name: str) -> str:
    """One of our own attributes; empty where there is none."""
    return str(element.get(OWN + name, "")).strip()


def own_decimal(element: etree._Element, name: str) -> Decimal | None:
    """One that is a number from 0 on, with up to six decimals; None where there is none."""
    try:
        number = Decimal(own(element, name))
    except InvalidOperation:
        return None
    usable = number.is_finite() and 0 <= number < _LARGEST and number == round(number, 6)
    return plain(number) if usable else None


def own_count(element: etree._Element, name: str) -> int:
    """One that is a whole number; 0 where there is none."""
    text = own(element, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def own_value(element: etree._Element, name: str, kind: type[T]) -> T | None:
    """One that holds a structure; None where there is none, or another."""
    try:
        return msgspec.json.decode(own(element, name), type=kind)
    except (msgspec.DecodeError, ValueError):
        return None


def own_tags(item: etree._Element) -> Tags:
    """What an item is about."""
    if not own(item, "aspect"):
        return Tags()
    return Tags(own(item, "aspect"), own(item, "competency"), own_count(item, "level"), own(item, "regulation"))


def restore(root: etree._Element) -> etree._Element:
    """`root` with every element that stands for another put right, and every identifier that is no name of XML."""
    for element in list(root.iter(f"{{{NAMESPACE}}}*")):
        if own(element, "identifier"):
            element.set("identifier", own(element, "identifier"))
        stands_for = element.get(_ELEMENT)
        if stands_for in _STANDS_FOR:
            element.tag = f"{{{NAMESPACE}}}{stands_for}"
        elif stands_for == "content-body":
            element.tag = f"{{{NAMESPACE}}}qti-content-body"
        elif stands_for == "prompt":
            _into_stage(element)
        for name in _ATTRIBUTES.get(str(etree.QName(element).localname), ()):
            if OWN + name in element.attrib:
                element.set(name, element.get(OWN + name, ""))
    return root


def _into_stage(prompt: etree._Element) -> None:
    """The question of an object stands above its stage."""
    stage = prompt.getnext()
    inside = None if stage is None else stage.find(f"{{{NAMESPACE}}}qti-position-object-interaction")
    if inside is not None:
        prompt.tag = f"{{{NAMESPACE}}}qti-prompt"
        inside.insert(0, prompt)
