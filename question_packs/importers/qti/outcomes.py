"""The outcome declarations and outcome processing of a QTI test.

Nothing here reaches a workstation: the centre runs the rules. Rules that cannot be run are left out as a whole, with a note;
the test's score is then the sum of its items' scores.
"""

from __future__ import annotations

from lxml import etree

from question_packs.assessment.expressions.tree import Node
from question_packs.errors import InBoth, KnownError
from question_packs.importers.losses import RefusedError
from question_packs.importers.qti.conditions import renamed, single_places
from question_packs.importers.qti.declarations import read_outcomes
from question_packs.importers.qti.names import child
from question_packs.importers.qti.nodes import node_of
from question_packs.importers.qti.test_context import TestContext
from question_packs.scoring.declarations import OutcomeDeclaration
from question_packs.scoring.key_checks import check_outcomes
from question_packs.scoring.rules import check_rules


def read_test_outcomes(
    root: etree._Element, context: TestContext
) -> tuple[tuple[OutcomeDeclaration, ...], tuple[Node, ...]]:
    """Declarations and rules; both empty, with a note, where the rules cannot be run."""
    processing = child(root, "outcome-processing")
    try:
        outcomes = tuple(read_outcomes(root).values())
        elements = () if processing is None else tuple(processing)
        rules = tuple(renamed(node_of(each), single_places(context)) for each in elements)
        check_outcomes(outcomes)
        check_rules(rules, "outcome")
    except (KnownError, RefusedError) as refusal:
        problem = refusal.problem if isinstance(refusal, RefusedError) else refusal
        reason = InBoth(f"{problem.code}: {problem.sentence('id')}", f"{problem.code}: {problem.sentence('en')}")
        context.note(root if processing is None else processing, "IMP-40", reason=reason)
        return (), ()
    return outcomes, rules
