"""The file of a test: parts, sections, groups as sections inside sections, references to items, limits, outcomes."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.model import (
    AssessmentItemRef,
    AssessmentSection,
    BranchRule,
    ItemGroup,
    ItemSessionControl,
    TestPart,
    TimeLimits,
)
from question_packs.builder.draft import Draft
from question_packs.exporters.qti import declarations
from question_packs.exporters.qti.elements import OWN, Value, of_node, qti, root
from question_packs.exporters.qti.texts import block_holder
from question_packs.scoring.answer_key import AnswerKey, ItemKey
from question_packs.strict_json import encode

_MEDIA = "media/"


def test_file(draft: Draft) -> etree._Element:
    """The whole test. Titles of aspects and cut scores, which QTI has not, are in its own attributes."""
    test, key = draft.test, draft.key
    parts = [
        *map(declarations.outcome, key.outcomes),
        *_time_limits(test.time_limits),
        *_rubric(test.rules),
        *(_part(each, key) for each in test.test_parts),
    ]
    if key.outcome_rules:
        parts.append(qti("outcome-processing", children=map(of_node, key.outcome_rules)))
    attributes: dict[str, Value] = {
        "identifier": test.identifier,
        "title": test.title,
        f"{OWN}language": test.language,
        f"{OWN}version": test.version,
        f"{OWN}aspects": encode(key.aspects).decode(),
        f"{OWN}cut-scores": None if key.cut_scores is None else encode(key.cut_scores).decode(),
    }
    return root("assessment-test", attributes, parts)


def _time_limits(limits: TimeLimits) -> list[etree._Element]:
    if limits == TimeLimits():
        return []
    return [qti("time-limits", {"min-time": limits.min_time, "max-time": limits.max_time})]


def _rubric(text: str) -> list[etree._Element]:
    """What candidates are told."""
    if not text:
        return []
    return [qti("rubric-block", {"view": "candidate", "use": "instructions"}, [block_holder("content-body", text, _MEDIA)])]


def _part(part: TestPart, key: AnswerKey) -> etree._Element:
    attributes = {
        "identifier": part.identifier,
        "navigation-mode": part.navigation_mode,
        "submission-mode": part.submission_mode,
    }
    sections = (_SectionWriter(each, key).write() for each in part.sections)
    return qti("test-part", attributes, [_control(part.item_session_control), *sections])


def _control(control: ItemSessionControl) -> etree._Element:
    attributes: dict[str, Value] = {
        "max-attempts": control.max_attempts,
        "allow-review": control.allow_review,
        "allow-skipping": control.allow_skipping,
        "validate-responses": control.validate_responses,
    }
    return qti("item-session-control", attributes)


def _conditions(conditions: Iterable[Node], rules: Iterable[BranchRule]) -> list[etree._Element]:
    return [
        *(qti("pre-condition", children=[of_node(each)]) for each in conditions),
        *(qti("branch-rule", {"target": each.target}, [of_node(each.condition)]) for each in rules),
    ]


def _drawing(select: int | None, shuffle: bool) -> list[etree._Element]:
    """The order is always said: a section without any of this, and with nothing but sections, is only a wrapping."""
    selection = [] if select is None else [qti("selection", {"select": select})]
    return [*selection, qti("ordering", {"shuffle": shuffle})]


class _SectionWriter:
    """Writes one section with its groups inside it."""

    def __init__(self, section: AssessmentSection, key: AnswerKey) -> None:
        self._section = section
        self._keys = {each.identifier: each for each in key.items}
        self._cut = next((each.cut for each in key.sections if each.identifier == section.identifier), None)

    def write(self) -> etree._Element:
        """The section's element."""
        section = self._section
        attributes: dict[str, Value] = {
            "identifier": section.identifier,
            "visible": True,
            f"{OWN}tools": encode(section.tools).decode() if section.tools else None,
            f"{OWN}cut": self._cut,
        }
        control = section.item_session_control
        parts = [
            *_conditions(section.pre_conditions, section.branch_rules),
            *([] if control is None else [_control(control)]),
            *_time_limits(section.time_limits),
            *_drawing(section.select, section.shuffle),
            *_rubric(section.instructions),
            *self._members(""),
        ]
        element = qti("assessment-section", attributes, parts)
        element.set("title", section.title)
        return element

    def _members(self, group: str) -> list[etree._Element]:
        """The items and groups directly in a group, in the order of their items."""
        found: list[tuple[int, etree._Element]] = [
            (place, self._ref(ref)) for place, ref in enumerate(self._section.item_refs) if ref.group == group
        ]
        found += [(self._first(each), self._group(each)) for each in self._section.groups if each.parent == group]
        return [element for _, element in sorted(found, key=lambda each: each[0])]

    def _first(self, group: ItemGroup) -> int:
        """The place of the first item in a group; one that holds none stands at the end."""
        parents = {each.identifier: each.parent for each in self._section.groups}
        for place, ref in enumerate(self._section.item_refs):
            around = ref.group
            while around and around != group.identifier:
                around = parents.get(around, "")
            if around:
                return place
        return len(self._section.item_refs)

    def _group(self, group: ItemGroup) -> etree._Element:
        attributes: dict[str, Value] = {
            "identifier": group.identifier,
            "title": group.identifier,
            "visible": False,
            "keep-together": group.keep_together,
            "fixed": group.fixed,
            "required": group.required,
        }
        inside = [*_drawing(group.select, group.shuffle), *self._members(group.identifier)]
        return qti("assessment-section", attributes, inside)

    def _ref(self, ref: AssessmentItemRef) -> etree._Element:
        plain = " ".join(_as_names(ref.categories))
        attributes: dict[str, Value] = {
            "identifier": ref.identifier,
            "href": f"items/{ref.identifier}.xml",
            "category": plain,
            "fixed": ref.fixed,
            "required": ref.required,
            f"{OWN}category": None if plain == " ".join(ref.categories) else " ".join(ref.categories),
        }
        parts = [*_conditions(ref.pre_conditions, ref.branch_rules), *_weights(self._keys[ref.identifier])]
        return qti("assessment-item-ref", attributes, parts)


def _as_names(categories: Iterable[str]) -> Iterable[str]:
    """Categories as names of XML, which have no colon."""
    return (each.replace(":", ".") for each in categories)


def _weights(key: ItemKey) -> list[etree._Element]:
    weights = key.weights or ({} if key.processing.weight == 1 else {"WEIGHT": key.processing.weight})
    return [qti("weight", {"identifier": name, "value": value}) for name, value in weights.items()]
