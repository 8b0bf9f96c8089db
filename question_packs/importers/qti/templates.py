"""Items with template variables: the fixed clones that they become, and each clone's text with the values filled in.

`scoring.cloning` draws the values; here they go into the XML before anything else reads it, so that whoever reads items
knows nothing of templates.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping

from lxml import etree

from question_packs.importers.losses import at
from question_packs.importers.qti.names import attribute, child, children, name_of
from question_packs.importers.qti.nodes import node_of
from question_packs.importers.qti.reading import flag
from question_packs.scoring.cloning import Clone, TemplateDeclaration, clone_values
from question_packs.scoring.declarations import OutcomeDeclaration, ResponseDeclaration
from question_packs.scoring.rules import check_rules

CLONES = 8
_FORMAT = re.compile(r"%([-+ 0#]{0,5})(\d{0,2})(\.\d{1,2})?([diouxXeEfgGs])")


def clones_of(
    item: etree._Element,
    declarations: Mapping[str, TemplateDeclaration],
    responses: Mapping[str, ResponseDeclaration],
    outcomes: Mapping[str, OutcomeDeclaration],
    seed: str,
) -> tuple[Clone, ...]:
    """Up to `CLONES` clones of the item; what its template processing cannot do is refused at its line (`PRC-..`)."""
    processing = child(item, "template-processing")
    rules = () if processing is None else tuple(node_of(each) for each in processing)
    with at(item if processing is None else processing):
        check_rules(rules, "template")
        return clone_values(declarations.values(), rules, responses.values(), outcomes.values(), seed, CLONES)


def filled(item: etree._Element, declarations: Mapping[str, TemplateDeclaration], clone: Clone) -> etree._Element:
    """A copy of the item with the clone's values in its text and without what they hide."""
    twin = copy.deepcopy(item)
    formulas = {
        attribute(each, "identifier") for each in children(item, "template-declaration") if flag(each, "math-variable")
    }
    body = child(twin, "item-body")
    for element in [] if body is None else list(body.iter(etree.Element)):
        name = name_of(element)
        if attribute(element, "template-identifier") and _is_hidden(element, clone):
            cut_out(element)
        elif name == "printed-variable" and attribute(element, "identifier") in declarations:
            _say(element, printed(element, clone.values[attribute(element, "identifier")]))
        elif name in ("mi", "ci") and (element.text or "").strip() in formulas:
            _put_number(element, clone)
    return twin


def printed(element: etree._Element, texts: tuple[str, ...]) -> str:
    """A variable's value as `printedVariable` wants it: one member by `index`, numbers by `format`."""
    index = attribute(element, "index")
    if index.isascii() and index.isdigit() and len(index) < 5:
        texts = texts[int(index) - 1 : int(index)] if int(index) else ()
    delimiter = str(element.get("delimiter") or ";")[:10]
    return delimiter.join(_formatted(each, attribute(element, "format")) for each in texts)


def _formatted(text: str, pattern: str) -> str:
    """By a format as C's printf has it; anything else leaves the value as it is."""
    found = _FORMAT.fullmatch(pattern.replace("%l", "%"))
    if found is None:
        return text
    kind = found[4]
    try:
        value: object = text if kind == "s" else float(text) if kind in "eEfgG" else int(float(text))
        return f"%{found[1]}{found[2]}{found[3] or ''}{'d' if kind == 'u' else kind}" % value
    except (ValueError, OverflowError):
        return text


def _is_hidden(element: etree._Element, clone: Clone) -> bool:
    values = clone.values.get(attribute(element, "template-identifier"), ())
    return (attribute(element, "identifier") in values) == (attribute(element, "show-hide") == "hide")


def _say(element: etree._Element, text: str) -> None:
    """The text in place of the element."""
    element.tail = text + (element.tail or "")
    cut_out(element)


def cut_out(element: etree._Element) -> None:
    """The element goes; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before, tail = element.getprevious(), element.tail or ""
    element.tail = None
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    parent.remove(element)


def _put_number(element: etree._Element, clone: Clone) -> None:
    """A variable of a formula becomes its number."""
    texts = clone.values.get((element.text or "").strip(), ())
    if texts:
        element.text = texts[0]
        element.tag = element.tag.replace("}mi", "}mn").replace("}ci", "}cn")
