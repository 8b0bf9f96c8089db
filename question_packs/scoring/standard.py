"""The response processing templates of QTI, written out as the rules that they stand for."""

from __future__ import annotations

from question_packs.assessment.expressions.tree import Node
from question_packs.errors import KnownError

TEMPLATES = ("match_correct", "map_response", "map_response_point")


def standard_rules(template: str, response: str = "RESPONSE", outcome: str = "SCORE") -> tuple[Node, ...]:
    """The rules of a template, by its name or the address that ends with it (`.../match_correct.xml`); unknown: `PRC-11`."""
    name = template.rstrip("/").rpartition("/")[2].removesuffix(".xml")
    if name not in TEMPLATES:
        raise KnownError("PRC-11", template=template)
    if name == "match_correct":
        return (match_correct(response, outcome),)
    return (_map(name.replace("_", "-"), response, outcome),)


def match_correct(response: str, outcome: str = "SCORE") -> Node:
    """1 where the response is the correct one, else 0."""
    right = Node("match", {}, (variable(response), Node("correct", {"identifier": response})))
    return condition(right, (set_outcome(outcome, literal("1")),), (set_outcome(outcome, literal("0")),))


def _map(operator: str, response: str, outcome: str) -> Node:
    """0 for no response, else what the mapping gives."""
    blank = Node("is-null", {}, (variable(response),))
    mapped = Node(operator, {"identifier": response})
    return condition(blank, (set_outcome(outcome, literal("0")),), (set_outcome(outcome, mapped),))


def variable(identifier: str) -> Node:
    """What a variable holds."""
    return Node("variable", {"identifier": identifier})


def literal(text: str, base_type: str = "float") -> Node:
    """A value as it is written."""
    return Node("base-value", {"base-type": base_type}, text=text)


def set_outcome(outcome: str, expression: Node) -> Node:
    """The rule that gives an outcome its value."""
    return Node("set-outcome-value", {"identifier": outcome}, (expression,))


def condition(test: Node, then: tuple[Node, ...], otherwise: tuple[Node, ...] = ()) -> Node:
    """The rule with two branches, or one."""
    first = Node("response-if", {}, (test, *then))
    return Node("response-condition", {}, (first, Node("response-else", {}, otherwise)) if otherwise else (first,))
