"""Names of QTI elements and attributes in one spelling: QTI 3.0's kebab case without the `qti-` prefix.

QTI 2.x writes `assessmentItemRef` and `timeLimits`, QTI 3.0 `qti-assessment-item-ref` and `qti-time-limits`; here both are
`assessment-item-ref` and `time-limits`. Used by everything that reads QTI.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_DASH = re.compile(r"-(.)")
_VERSION = re.compile(r"v(\d)p(\d)")


@lru_cache(maxsize=1024)  # the same few names thousands of times in a package
def kebab(name: str) -> str:
    """`responseIf`, `qti-response-if` and `response-if` are all `response-if`."""
    return _HUMP.sub("-", name.removeprefix("qti-")).lower()


def name_of(element: etree._Element) -> str:
    """The element's name in the one spelling, without its namespace."""
    return kebab(element.tag.rpartition("}")[2])


def attribute(element: etree._Element, name: str, default: str = "") -> str:
    """An attribute by its QTI 3.0 name, in whichever spelling it stands; blanks around it are none of it."""
    value = element.get(name)
    if value is None:
        value = element.get(_with_humps(name), default)
    return str(value).strip()


@lru_cache(maxsize=1024)
def _with_humps(name: str) -> str:
    return _DASH.sub(lambda dash: dash.group(1).upper(), name)


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The child elements of these names, in order; without names: all of them."""
    return (each for each in element if not names or name_of(each) in names)


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child element of this name."""
    return next(children(element, name), None)


def version_of(root: etree._Element) -> str:
    """`QTI 3.0`, `QTI 2.1` ... as the namespace of a test, item or stimulus says; `QTI` where it says nothing."""
    namespace = etree.QName(root).namespace or ""
    if "qtiasi_v3" in namespace or etree.QName(root).localname.startswith("qti-"):
        return "QTI 3.0"
    found = _VERSION.search(namespace)
    return f"QTI {found.group(1)}.{found.group(2)}" if found else "QTI"
