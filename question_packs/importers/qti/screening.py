"""Holds a test, and the attributes of an item, to the vocabulary: what the table refuses or ignores is so."""

from __future__ import annotations

from lxml import etree

from question_packs.errors import KnownError
from question_packs.importers.losses import Losses
from question_packs.importers.qti.names import attribute as read_attribute
from question_packs.importers.qti.names import kebab, name_of
from question_packs.importers.qti.test_context import TestContext
from question_packs.importers.qti.vocabulary import look_up

# Only these hold further structure; what stands in others is content or an expression, and judged where it is read.
_STRUCTURE = ("assessment-test", "test-part", "assessment-section", "assessment-item-ref")


def screen(element: etree._Element, context: TestContext) -> None:
    """Note every ignored element and attribute in the structure below `element`. Raises `IMP-37` at a refused one."""
    name = name_of(element)
    entry = look_up(name)
    if entry.fate == "refused":
        raise KnownError("IMP-37", element=name)
    if entry.fate == "ignored":
        context.left_out(element, name)
        return
    for attribute in element.keys():  # noqa: SIM118 - an element is no mapping
        if not attribute.startswith("{") and entry.fate_of(kebab(attribute)) == "ignored":
            context.left_out(element, f"{name} {kebab(attribute)}")
    if name in _STRUCTURE:
        for each in element:
            screen(each, context)


def screen_attributes(item: etree._Element, losses: Losses) -> None:
    """Note every attribute of an item that the table names as ignored. Its elements are judged where they are read."""
    for element in item.iter(etree.Element):
        entry = look_up(name_of(element))
        for attribute in entry.ignored if entry.fate == "supported" and len(element.attrib) else ():
            if read_attribute(element, attribute):
                losses.add(element, "IMP-30", element=f"{entry.name} {attribute}")
