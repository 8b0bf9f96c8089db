"""Runs rules of QTI: the same conditions for response, outcome and template processing, each with actions of its own.

Bounded by one budget for all expressions and rules of a run, and by depth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from question_packs.assessment.expressions.calls import Environment
from question_packs.assessment.expressions.check import check_expression, check_size
from question_packs.assessment.expressions.evaluate import Budget, evaluate, holds
from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.expressions.values import Value
from question_packs.errors import KnownError

Family = Literal["response", "outcome", "template"]

# The rules that do something, and whether they take an expression; and the rule that ends all.
ACTIONS: dict[Family, dict[str, bool]] = {
    "response": {"set-outcome-value": True, "lookup-outcome-value": True},
    "outcome": {"set-outcome-value": True, "lookup-outcome-value": True},
    "template": {
        "set-template-value": True,
        "set-correct-response": True,
        "set-default-value": True,
        "template-constraint": True,
    },
}
EXITS: dict[Family, str] = {"response": "exit-response", "outcome": "exit-test", "template": "exit-template"}
_MAX_RULES = 2000


class _ExitError(Exception):
    """An exit rule: nothing after it is run."""


@dataclass
class Runner:
    """Runs rules of one family. `actions`: what to do with the value of a rule's expression, by the rule's name."""

    family: Family
    environment: Environment
    actions: Mapping[str, Callable[[Node, Value | None], None]]
    budget: Budget = field(default_factory=Budget)

    def run(self, rules: Iterable[Node]) -> None:
        """Run the rules in order, until one says exit. Known failures: `PRC-01` ... `PRC-09`."""
        try:
            self._run_all(rules)
        except _ExitError:
            return

    def _run_all(self, rules: Iterable[Node]) -> None:
        for rule in rules:
            self.budget.spend(rule.name)
            self._run_one(rule)

    def _run_one(self, rule: Node) -> None:
        if rule.name == EXITS[self.family]:
            raise _ExitError
        if rule.name == f"{self.family}-condition":
            self._branch(rule)
        elif rule.name == f"{self.family}-processing-fragment":
            self._run_all(rule.children)
        elif rule.name in self.actions:
            self.actions[rule.name](rule, evaluate(rule.children[0], self.environment, self.budget))
        else:
            raise KnownError("PRC-01", operator=rule.name)

    def _branch(self, condition: Node) -> None:
        """The first branch whose condition holds, or else the last one that has none."""
        for branch in condition.children:
            if branch.name == f"{self.family}-else":
                self._run_all(branch.children)
                return
            if holds(branch.children[0], self.environment, self.budget):
                self._run_all(branch.children[1:])
                return


def check_rules(rules: Iterable[Node], family: Family) -> None:
    """Refuse rules that could not be run, naming the rule or operator: `PRC-01` ... `PRC-09`."""
    rules = tuple(rules)
    check_size(Node("rules", {}, rules))
    for rule in rules:
        _check_rule(rule, family)


def _check_rule(rule: Node, family: Family) -> None:
    if rule.name in ACTIONS[family]:
        _check_action(rule, family)
    elif rule.name == f"{family}-condition":
        _check_condition(rule, family)
    elif rule.name == f"{family}-processing-fragment":
        for inner in rule.children:
            _check_rule(inner, family)
    elif rule.name != EXITS[family]:
        raise KnownError("PRC-01", operator=rule.name)


def _check_action(rule: Node, family: Family) -> None:
    if len(rule.children) != 1:
        raise KnownError("PRC-03", operator=rule.name, found=len(rule.children))
    if rule.name != "template-constraint" and not rule.attributes.get("identifier"):
        raise KnownError("PRC-04", operator=rule.name, attribute="identifier", value="-")
    _check_expressions(rule.children[0], family)


def _check_condition(rule: Node, family: Family) -> None:
    """One `if`, any number of `else-if`, at most one `else` at the end."""
    names = [branch.name.removeprefix(f"{family}-") for branch in rule.children]
    expected = ["if", *["else-if"] * (len(names) - 1)]
    if names[1:] and names[-1] == "else":
        expected[-1] = "else"
    if not names or names != expected:
        raise KnownError("PRC-03", operator=rule.name, found=len(names))
    for branch in rule.children:
        _check_branch(branch, family)


def _check_branch(branch: Node, family: Family) -> None:
    rules = branch.children
    if branch.name != f"{family}-else":
        if not rules:
            raise KnownError("PRC-03", operator=branch.name, found=0)
        _check_expressions(rules[0], family)
        rules = rules[1:]
    for inner in rules:
        _check_rule(inner, family)


def _check_expressions(node: Node, family: Family) -> None:
    waiting = [node]
    while waiting:
        each = waiting.pop()
        check_expression(each, family)
        waiting += each.children
