"""The static check of an expression, made where it comes in: names, number of children, attributes, sizes.

What passes can still fail on values of another type; the evaluator says so then.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from question_packs.assessment.expressions import patterns
from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.expressions.values import parse_number, parse_scalar, too_large
from question_packs.assessment.expressions.vocabulary import BASE_TYPES, EXPRESSIONS, Attribute, Expression, Place
from question_packs.errors import KnownError

MAX_DEPTH = 100
MAX_NODES = 5000

_NAME = re.compile(r"[^\s,{}]{1,200}")
_COORDS = re.compile(r"\s*(-?\d{1,6}%?\s*([,\s]\s*|$))*")


def check_tree(node: Node, place: Place = "response", declared: Collection[str] | None = None) -> None:
    """Refuse an expression that the evaluator would refuse at `place`, naming the operator.

    `declared`: the variables there are; None where that is not known here. Raises `PRC-01` (unknown), `PRC-02` (custom
    operator), `PRC-03` (number of children), `PRC-04` (attribute), `PRC-05` (literal), `PRC-06` (unknown variable),
    `PRC-07` (too large), `PRC-08` (not at this place), `PRC-09` (pattern).
    """
    check_size(node)
    for each in walk(node):
        check_expression(each, place)
        if declared is not None and each.name in ("variable", "correct", "map-response", "map-response-point"):
            identifier = each.attributes["identifier"]
            if identifier not in declared:
                raise KnownError("PRC-06", identifier=identifier)


def check_size(node: Node) -> None:
    """No more levels and nodes than anybody needs (`PRC-07`); itself without recursion."""
    level, depth, count = [node], 0, 0
    while level:
        depth, count = depth + 1, count + len(level)
        if depth > MAX_DEPTH or count > MAX_NODES:
            raise too_large(level[0].name, f"{MAX_DEPTH} / {MAX_NODES}")
        level = [child for each in level for child in each.children]


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        yield each
        waiting += reversed(each.children)


def check_expression(node: Node, place: Place) -> None:
    """One node without those below it."""
    if node.name == "custom-operator":
        raise KnownError("PRC-02")
    known = EXPRESSIONS.get(node.name)
    if known is None:
        raise KnownError("PRC-01", operator=node.name)
    if place not in known.places:
        raise KnownError("PRC-08", operator=node.name)
    if len(node.children) < known.least or (known.most is not None and len(node.children) > known.most):
        raise KnownError("PRC-03", operator=node.name, found=len(node.children))
    for name, attribute in known.attributes.items():
        _check_attribute(node, name, attribute)
    _check_together(node, known)


def _check_attribute(node: Node, name: str, attribute: Attribute) -> None:
    text = node.attributes.get(name)
    if text is None:
        if attribute.required:
            raise KnownError("PRC-04", operator=node.name, attribute=name, value="-")
        return
    if attribute.kind == "pattern" and not text.startswith("{"):
        patterns.check_pattern(text)
    elif not _is_of(text, attribute):
        raise KnownError("PRC-04", operator=node.name, attribute=name, value=text)


def _is_of(text: str, attribute: Attribute) -> bool:
    match attribute.kind:
        case tuple():
            return text in attribute.kind
        case "flag":
            return text.strip() in ("true", "false", "1", "0")
        case "numeral" | "name":
            return _is_numeral(text) or _NAME.fullmatch(text.strip("{} ")) is not None
        case "tolerance":
            return 1 <= len(text.split()) <= 2
        case "coords":
            return _COORDS.fullmatch(text) is not None
    return True


def _is_numeral(text: str) -> bool:
    try:
        parse_number(text, "float")
    except ValueError:
        return False
    return True


def _check_together(node: Node, known: Expression) -> None:
    """What one attribute means for another, or for the text."""
    if (
        node.name == "equal"
        and node.attributes.get("tolerance-mode", "exact") != "exact"
        and "tolerance" not in node.attributes
    ):
        raise KnownError("PRC-04", operator=node.name, attribute="tolerance", value="-")
    if node.name == "math-operator" and len(node.children) != (2 if node.attributes["name"] == "atan2" else 1):
        raise KnownError("PRC-03", operator=f"{node.name} {node.attributes['name']}", found=len(node.children))
    if node.name == "base-value":
        try:
            parse_scalar(node.text, BASE_TYPES[node.attributes["base-type"]])
        except ValueError as error:
            raise KnownError("PRC-05", operator=node.name, reason=str(error)) from error
