"""Attributes of QTI elements as values, with QTI's defaults; what is missing or wrong is refused with element and line.

Shared by everything that reads items.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal

from lxml import etree

from question_packs.assessment.expressions.values import parse_number
from question_packs.assessment.interactions import Shape
from question_packs.errors import KnownError
from question_packs.importers.losses import RefusedError as RefusedError
from question_packs.importers.qti.names import attribute, child, name_of

_IDENTIFIER = re.compile(r"[^\s<>&\"'\\/:]{1,100}")
_SHAPES: tuple[Shape, ...] = ("circle", "rect", "poly", "ellipse", "default")
_COORDS = {"circle": 3, "rect": 4, "ellipse": 4}
_LARGEST = 100_000  # pixels, or times


def refuse(element: etree._Element, code: str, /, **values: object) -> RefusedError:
    """The refusal of an item because of `element`."""
    return RefusedError(element, KnownError(code, **values))


def needed(element: etree._Element, name: str) -> str:
    """An attribute that must be there (`QTI-04`)."""
    text = attribute(element, name)
    if not text:
        raise refuse(element, "QTI-04", element=name_of(element), attribute=name)
    return text


def identifier_of(element: etree._Element, name: str = "identifier") -> str:
    """An identifier that pairs and addresses can hold (`QTI-10`)."""
    text = needed(element, name)
    if not _IDENTIFIER.fullmatch(text) or not text.isprintable():
        raise refuse(element, "QTI-10", identifier=text[:100])
    return text


def names_in(element: etree._Element, name: str) -> tuple[str, ...]:
    """An attribute that is a list of names."""
    return tuple(dict.fromkeys(attribute(element, name).split()))


def flag(element: etree._Element, name: str, default: bool = False) -> bool:
    """A truth value (`QTI-05`)."""
    text = attribute(element, name) or str(default).lower()
    if text not in ("true", "false", "1", "0"):
        raise wrong(element, name)
    return text in ("true", "1")


def count(element: etree._Element, name: str, default: int = 0) -> int:
    """A whole number from 0 on (`QTI-05`)."""
    text = attribute(element, name)
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > 9 or int(text) > _LARGEST:
        raise wrong(element, name)
    return int(text)


def decimal_of(element: etree._Element, name: str) -> Decimal | None:
    """A number, None where the attribute is not there (`QTI-05`)."""
    text = attribute(element, name)
    return decimal_in(element, name, text) if text else None


def decimal_in(element: etree._Element, name: str, text: str) -> Decimal:
    """The number in a text of `element` (`QTI-05`); floats of other programs are rounded to what a key can hold."""
    try:
        number = parse_number(text, "float")
    except (ValueError, ArithmeticError) as error:
        raise wrong(element, name, text) from error
    assert isinstance(number, Decimal)
    if abs(number) >= 10**6:
        raise wrong(element, name, text)
    return plain(number)


def plain(number: Decimal) -> Decimal:
    """At most six decimals and no exponent, as the answer key holds numbers."""
    rounded = round(number, 6).normalize()
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded


def wrong(element: etree._Element, name: str, text: str | None = None) -> RefusedError:
    """The refusal of an attribute's value."""
    value = attribute(element, name) if text is None else text
    return refuse(element, "QTI-05", element=name_of(element), attribute=name, value=value[:100])


def needed_child(element: etree._Element, name: str) -> etree._Element:
    """A child that must be there (`QTI-06`)."""
    found = child(element, name)
    if found is None:
        raise refuse(element, "QTI-06", element=name_of(element), child=name)
    return found


def area_of(element: etree._Element) -> tuple[Shape, tuple[int, ...]]:
    """Shape and coordinates, in whole pixels (`QTI-05`)."""
    shape = next((each for each in _SHAPES if each == needed(element, "shape")), None)
    if shape is None:
        raise wrong(element, "shape")
    if shape == "default":
        return shape, ()
    texts = re.split(r"[,\s]+", needed(element, "coords").strip(", "))
    if not all(re.fullmatch(r"-?\d{1,5}(\.\d{1,9})?", text) for text in texts):
        raise wrong(element, "coords")
    coords = tuple(round(Decimal(text)) for text in texts)
    if len(coords) != _COORDS.get(shape, len(coords)) or (shape == "poly" and (len(coords) < 6 or len(coords) % 2)):
        raise wrong(element, "coords")
    return shape, coords


def classes_of(element: etree._Element) -> Collection[str]:
    """The names in `class`."""
    return str(element.get("class", "")).split()
