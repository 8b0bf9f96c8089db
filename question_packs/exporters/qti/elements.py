"""Elements of QTI 3.0 as they are written: one namespace, the prefix `qti-`, attributes only where they say something.

What the model has and QTI has not goes into `data-lontar-` attributes, which the standard leaves to everybody; the importer
reads them back. Used by all of the exporter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from lxml import etree

from question_packs.assessment.expressions.tree import Node
from question_packs.errors import KnownError
from question_packs.exporters.names import as_name

NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
_SCHEMA = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
OWN = "data-lontar-"

_IDENTIFIED = (
    "assessment-test", "test-part", "assessment-section", "assessment-item-ref", "assessment-item", "assessment-stimulus",
    "assessment-stimulus-ref",
)  # fmt: skip

Value = str | int | bool | Decimal | None


def qti(name: str, attributes: Mapping[str, Value] | None = None, children: Iterable[etree._Element] = ()) -> etree._Element:
    """An element by its name without prefix."""
    return html(f"qti-{name}", attributes, children)


def html(
    name: str, attributes: Mapping[str, Value] | None = None, children: Iterable[etree._Element] = ()
) -> etree._Element:
    """An element of a text. Attributes that are None or an empty text are left out."""
    element = etree.Element(f"{{{NAMESPACE}}}{name}", nsmap={None: NAMESPACE})
    set_attributes(element, attributes or {})
    element.extend(children)
    return element


def set_attributes(element: etree._Element, attributes: Mapping[str, Value]) -> None:
    """Set those that say something. Characters that XML cannot hold: `EXP-02`."""
    try:
        for key, value in attributes.items():
            if value is not None and value != "":
                element.set(key, text_of(value))
    except ValueError as error:
        raise KnownError("EXP-02", reason=str(error)) from error


def text_of(value: str | int | bool | Decimal) -> str:
    """A value as QTI writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return number(value) if isinstance(value, Decimal) else str(value)


def number(value: Decimal) -> str:
    """A number without an exponent and without zeros at its end."""
    return format(value.normalize() + 0, "f")


def holding(name: str, text: str) -> etree._Element:
    """An element that holds nothing but a text."""
    element = qti(name)
    try:
        element.text = text
    except ValueError as error:
        raise KnownError("EXP-02", reason=str(error)) from error
    return element


def of_node(node: Node) -> etree._Element:
    """An expression or rule."""
    element = qti(node.name, node.attributes, (of_node(each) for each in node.children))
    element.text = node.text or None
    return element


def root(name: str, attributes: Mapping[str, Value], children: Iterable[etree._Element]) -> etree._Element:
    """The root of a file, which says where its schema is."""
    element = etree.Element(f"{{{NAMESPACE}}}qti-{name}", nsmap={None: NAMESPACE, "xsi": _INSTANCE})
    element.set(f"{{{_INSTANCE}}}schemaLocation", f"{NAMESPACE} {_SCHEMA}")
    set_attributes(element, attributes)
    element.extend(children)
    return element


def as_file(element: etree._Element) -> bytes:
    """The bytes of a file: the same for the same element.

    An identifier that is no name of XML is written as the nearest one; the importer gives it its own again.
    """
    for each in element.iter(*(f"{{{NAMESPACE}}}qti-{name}" for name in _IDENTIFIED)):
        identifier = each.get("identifier", "")
        if as_name(identifier) != identifier:
            each.set(f"{OWN}identifier", identifier)
            each.set("identifier", as_name(identifier))
    return bytes(etree.tostring(element, encoding="UTF-8", xml_declaration=True))
