"""Pre-conditions and branch rules of a QTI test: read where they stand, settled when all items of the test are known.

They run on the candidate's computer, so they may ask for responses and never for scores or keys. A test whose way depends on
those is refused by name: without its rules it would be another test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from lxml import etree
from msgspec.structs import replace

from question_packs.assessment.expressions.check import check_tree
from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.model import AssessmentItemRef, AssessmentSection, BranchRule
from question_packs.errors import InBoth, KnownError
from question_packs.importers.qti.names import attribute, children
from question_packs.importers.qti.nodes import node_of
from question_packs.importers.qti.test_context import TestContext

_EXITS = ("EXIT_SECTION", "EXIT_TESTPART", "EXIT_TEST")
Rename = Callable[[str], str]


def read_pre_conditions(
    element: etree._Element, works: bool, context: TestContext, of_those_around: Sequence[etree._Element] = ()
) -> tuple[Node, ...]:
    """The conditions of `element` and those that it takes over; none, with a note, in a part where they do not work."""
    found = [*of_those_around, *children(element, "pre-condition")]
    if found and not works:
        context.note(found[0], "IMP-38", element="pre-condition")
        return ()
    return tuple(node_of(each[0]) for each in found if len(each))


def read_branch_rules(element: etree._Element, works: bool, context: TestContext) -> tuple[BranchRule, ...]:
    """The branch rules of `element`, whose targets still have the names of the source."""
    found = list(children(element, "branch-rule"))
    if found and not works:
        context.note(found[0], "IMP-38", element="branch-rule")
        return ()
    return tuple(BranchRule(attribute(each, "target"), node_of(each[0])) for each in found if len(each))


def renamed(node: Node, rename: Mapping[str, str]) -> Node:
    """`node` with `PLACE.VARIABLE` under the name of the item that stands at the place. Raises `IMP-42` where none can."""
    attributes = node.attributes
    place, dot, variable = attributes.get("identifier", "").rpartition(".")
    if dot:
        if place not in rename:
            reason = InBoth(f"{place} bukan satu butir dalam ujian ini", f"{place} is not one item of this test")
            raise KnownError("IMP-42", element=node.name, reason=reason)
        attributes = {**attributes, "identifier": f"{rename[place]}.{variable}"}
    return Node(node.name, attributes, tuple(renamed(each, rename) for each in node.children), node.text)


def settle_conditions(
    sections: Iterable[AssessmentSection], responses: frozenset[str], context: TestContext
) -> tuple[AssessmentSection, ...]:
    """The sections of one part with every condition checked and every name that of this test.

    `responses`: `ITEM.RESPONSE` of every item. Raises `IMP-39` (a condition needs more than responses), `IMP-42` (names
    something that is not there).
    """
    settler = _Settler(responses, context, tuple(sections))
    return tuple(settler.section(each) for each in settler.sections)


class _Settler:
    def __init__(self, responses: frozenset[str], context: TestContext, sections: tuple[AssessmentSection, ...]) -> None:
        self.sections = sections
        self._responses = responses
        self._items = single_places(context)
        self._targets = {exit_: exit_ for exit_ in _EXITS}
        self._targets |= context.sections | self._items

    def section(self, section: AssessmentSection) -> AssessmentSection:
        return replace(
            section,
            item_refs=tuple(self._ref(each) for each in section.item_refs),
            pre_conditions=self._conditions(section.pre_conditions, section.identifier),
            branch_rules=self._rules(section.branch_rules, section.identifier),
        )

    def _ref(self, ref: AssessmentItemRef) -> AssessmentItemRef:
        if not ref.pre_conditions and not ref.branch_rules:
            return ref
        return replace(
            ref,
            pre_conditions=self._conditions(ref.pre_conditions, ref.identifier),
            branch_rules=self._rules(ref.branch_rules, ref.identifier),
        )

    def _rules(self, rules: tuple[BranchRule, ...], place: str) -> tuple[BranchRule, ...]:
        return tuple(BranchRule(self._target(each), self._condition(each.condition, "branch-rule", place)) for each in rules)

    def _conditions(self, nodes: tuple[Node, ...], place: str) -> tuple[Node, ...]:
        return tuple(self._condition(each, "pre-condition", place) for each in nodes)

    def _condition(self, node: Node, element: str, place: str) -> Node:
        """A variable that is no response is an outcome."""
        try:
            known = renamed(node, self._items)
            check_tree(known, "condition", self._responses)
        except KnownError as problem:
            reason = InBoth(problem.sentence("id"), problem.sentence("en"))
            raise KnownError("IMP-39", element=element, place=place, reason=reason) from problem
        return known

    def _target(self, rule: BranchRule) -> str:
        if rule.target not in self._targets:
            reason = InBoth(f"tujuan {rule.target} tidak ada", f"there is no target {rule.target}")
            raise KnownError("IMP-42", element="branch-rule", reason=reason)
        return self._targets[rule.target]


def single_places(context: TestContext) -> dict[str, str]:
    """The item at each place of the test that holds one item (and not one of several clones)."""
    return {place: names[0] for place, names in context.places.items() if len(names) == 1}
