"""A QTI assessmentTest to an `AuthoredTest`: parts, navigation, limits, outcomes. Its sections are read in `sections`.

What the model has no place for becomes a note by name; what would make it another test refuses it.
"""

from __future__ import annotations

from lxml import etree
from msgspec.structs import replace

from question_packs.assessment.model import (
    AssessmentTest,
    ItemSessionControl,
    NavigationMode,
    SubmissionMode,
    TestPart,
    TimeLimits,
)
from question_packs.errors import InBoth, KnownError
from question_packs.importers.found import AuthoredTest, Found
from question_packs.importers.qti.conditions import settle_conditions
from question_packs.importers.qti.names import attribute, children
from question_packs.importers.qti.outcomes import read_test_outcomes
from question_packs.importers.qti.own_marks import own, own_value
from question_packs.importers.qti.screening import screen
from question_packs.importers.qti.sections import Around, read_sections
from question_packs.importers.qti.shelf import usable_name
from question_packs.importers.qti.test_context import TestContext
from question_packs.importers.qti.timing import drop_time_limits, read_session_control, read_time_limits
from question_packs.scoring.answer_key import CutScores, Grouping

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_test(root: etree._Element, found: Found, context: TestContext) -> AuthoredTest:
    """The test in `root`, whose items are already in `found`. Losses are in `context.notes`.

    Raises `IMP-36` (no item is left), `IMP-37` and `IMP-39` (cannot be run here), `IMP-42` (not QTI).
    """
    identifier = usable_name(attribute(root, "identifier"), [each.test.identifier for each in found.tests])
    if identifier != attribute(root, "identifier"):
        context.note(root, "IMP-25", identifier=attribute(root, "identifier"), name=identifier)
    screen(root, context)
    limits = read_time_limits(root, context)
    elements = list(children(root, "test-part"))
    if not elements:
        raise _not_qti("assessment-test", "tanpa test-part", "it has no test-part")
    parts = [_read_part(each, found, context) for each in elements]
    limits = _limits_of_parts(elements, parts, limits, context)
    parts = [each for each in parts if each.sections]
    if not parts:
        raise KnownError("IMP-36")
    outcomes, rules = read_test_outcomes(root, context)
    test = AssessmentTest(
        identifier=identifier,
        title=attribute(root, "title") or identifier,
        language=_language(root, found, context),
        version=own(root, "version") or "1",
        test_parts=tuple(parts),
        time_limits=limits,
        rules="".join(context.html_of(each) for each in children(root, "rubric-block") if _for_candidates(each)),
    )
    return AuthoredTest(
        test,
        outcomes,
        rules,
        aspects=own_value(root, "aspects", tuple[Grouping, ...]) or (),
        cuts=context.cuts,
        cut_scores=own_value(root, "cut-scores", CutScores),
    )


def _for_candidates(block: etree._Element) -> bool:
    return "candidate" in attribute(block, "view").split()


def _read_part(element: etree._Element, found: Found, context: TestContext) -> TestPart:
    navigation, submission = _modes(element)
    conditional = (navigation, submission) == ("linear", "individual")
    control = read_session_control(element, ItemSessionControl(), context) or ItemSessionControl()
    around = Around(control, conditional, tuple(children(element, "pre-condition")))
    for rule in children(element, "branch-rule"):
        if conditional:
            raise KnownError("IMP-37", element="test-part branch-rule")
        context.note(rule, "IMP-38", element="branch-rule")
    sections = tuple(read_sections(element, around, context))
    introduction = "".join(context.html_of(each) for each in children(element, "rubric-block") if _for_candidates(each))
    if introduction and sections:
        sections = (replace(sections[0], instructions=introduction + sections[0].instructions), *sections[1:])
    settled = settle_conditions(sections, _responses(found, context), context)
    identifier = context.name_section(element, attribute(element, "identifier") or "part")
    return TestPart(identifier, settled, navigation, submission, control)


def _modes(element: etree._Element) -> tuple[NavigationMode, SubmissionMode]:
    navigation, submission = attribute(element, "navigation-mode"), attribute(element, "submission-mode")
    if navigation not in ("linear", "nonlinear"):
        raise _not_qti("test-part", f"navigation-mode={navigation!r}", f"navigation-mode={navigation!r}")
    if submission not in ("individual", "simultaneous"):
        raise _not_qti("test-part", f"submission-mode={submission!r}", f"submission-mode={submission!r}")
    return (
        "linear" if navigation == "linear" else "nonlinear",
        "individual" if submission == "individual" else "simultaneous",
    )


def _responses(found: Found, context: TestContext) -> frozenset[str]:
    """`ITEM.RESPONSE` for every item that the test has so far."""
    return frozenset(
        f"{name}.{interaction.response_identifier}"
        for name in context.items
        for interaction in found.items[name].item.interactions
    )


def _limits_of_parts(
    elements: list[etree._Element], parts: list[TestPart], limits: TimeLimits, context: TestContext
) -> TimeLimits:
    """The test's limits. Those of its only part are its own; a part among others has no clock here."""
    if len(elements) == 1 and limits == TimeLimits():
        return read_time_limits(elements[0], context)
    for element, part in zip(elements, parts, strict=True):
        if part.sections:
            drop_time_limits(element, context)
    return limits


def _language(root: etree._Element, found: Found, context: TestContext) -> str:
    """The test's own language, else that of its first item."""
    languages = [found.items[name].item.language for name in sorted(context.items)]
    return own(root, "language") or root.get(_LANGUAGE) or next((each for each in languages if each), "id")


def _not_qti(element: str, indonesian: str, english: str) -> KnownError:
    return KnownError("IMP-42", element=element, reason=InBoth(indonesian, english))
