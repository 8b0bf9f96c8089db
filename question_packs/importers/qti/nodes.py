"""QTI's expressions and rules in XML to the tree that is kept: names of QTI 3.0, whatever version they stand in."""

from __future__ import annotations

from lxml import etree

from question_packs.assessment.expressions.tree import Node
from question_packs.importers.qti.names import kebab, name_of


def node_of(element: etree._Element) -> Node:
    """The element with everything below it, without attributes of other namespaces (schema locations and the like)."""
    attributes = {kebab(str(name)): str(value).strip() for name, value in element.items() if not str(name).startswith("{")}
    text = element.text or ""
    keeps_blanks = attributes.get("base-type") == "string"
    return Node(
        name_of(element), attributes, tuple(node_of(each) for each in element), text if keeps_blanks else text.strip()
    )
