"""Sections of a QTI test: their items, groups, instructions, selection and order.

A section directly in a part becomes an `AssessmentSection`; one inside it becomes an `ItemGroup`, which keeps selection and
order and nothing else. A section that does nothing but hold sections is opened up: its sections stand in the part.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from lxml import etree
from msgspec.structs import replace as replaced

from question_packs.assessment.model import (
    AssessmentItemRef,
    AssessmentSection,
    BranchRule,
    ItemGroup,
    ItemSessionControl,
    Tool,
)
from question_packs.errors import KnownError
from question_packs.importers.qti.conditions import read_branch_rules, read_pre_conditions
from question_packs.importers.qti.names import attribute, child, children, name_of
from question_packs.importers.qti.own_marks import own, own_decimal, own_value
from question_packs.importers.qti.package import resolve
from question_packs.importers.qti.screening import screen
from question_packs.importers.qti.test_context import TestContext
from question_packs.importers.qti.timing import drop_time_limits, read_session_control, read_time_limits

_SECTIONS = ("assessment-section", "assessment-section-ref")
_MEMBERS = (*_SECTIONS, "assessment-item-ref")
_MAX_FILES = 20  # sections in files of their own, one inside the other
_MAX_WEIGHT = Decimal(10**5)


@dataclass(frozen=True)
class Around:
    """What a section takes over from what it stands in: the part, and sections that were opened up."""

    control: ItemSessionControl
    conditional: bool  # whether pre-conditions and branch rules work in this part
    pre_conditions: tuple[etree._Element, ...] = ()
    explicit_control: bool = False


@dataclass
class _Members:
    refs: list[AssessmentItemRef] = field(default_factory=list)
    groups: list[ItemGroup] = field(default_factory=list)
    tools: dict[Tool, None] = field(default_factory=dict)
    references: dict[str, None] = field(default_factory=dict)


def read_sections(around_element: etree._Element, around: Around, context: TestContext) -> list[AssessmentSection]:
    """All sections of a part (or of a section that is opened up), in order; those without an item are left out."""
    sections: list[AssessmentSection] = []
    for member in children(around_element, *_SECTIONS):
        with _section_at(member, context) as element:
            if element is None:
                continue
            if _only_holds_sections(element):
                sections += _opened_up(element, around, context)
            else:
                section = _read_section(element, around, context)
                sections += [section] if section.item_refs else []
    return sections


@contextmanager
def _section_at(member: etree._Element, context: TestContext) -> Iterator[etree._Element | None]:
    """The section itself, or the one in the file that a reference names; None, with a note, where there is none."""
    if name_of(member) == "assessment-section":
        yield member
        return
    href = attribute(member, "href")
    try:
        path = resolve(context.path, href)
        in_a_ring = path in context.open_files or len(context.open_files) > _MAX_FILES
        if in_a_ring or path not in context.package.files or context.package.look_at(path) != "section":
            raise KnownError("IMP-22", name=path)
        root = context.package.parse(path)
    except KnownError as problem:
        context.note(member, problem.code, **problem.values)
        yield None
        return
    outer, context.path = context.path, path
    context.open_files.append(path)
    screen(root, context)
    yield root
    context.open_files.pop()
    context.path = outer


def _only_holds_sections(element: etree._Element) -> bool:
    names = {name_of(each) for each in element}
    return bool(names & set(_SECTIONS)) and not names & {"assessment-item-ref", "selection", "ordering"}


def _opened_up(element: etree._Element, around: Around, context: TestContext) -> list[AssessmentSection]:
    control = read_session_control(element, around.control, context)
    inside = replace(
        around,
        control=control or around.control,
        explicit_control=around.explicit_control or control is not None,
        pre_conditions=(*around.pre_conditions, *children(element, "pre-condition")),
    )
    drop_time_limits(element, context)
    for rule in children(element, "branch-rule"):
        context.left_out(rule, "branch-rule")
    if attribute(element, "visible", "true") in ("true", "1") and attribute(element, "title"):
        _lost_inside(element, "title", context)
    sections = read_sections(element, inside, context)
    if not sections:
        return []
    first, *rest = sections
    # What introduces all of them is said once, at the first.
    introduction = _instructions(element, context)
    return [replaced(first, instructions=introduction + first.instructions), *rest]


def _read_section(element: etree._Element, around: Around, context: TestContext) -> AssessmentSection:
    identifier = context.name_section(element, attribute(element, "identifier") or "bagian")
    cut = own_decimal(element, "cut")
    if cut is not None:
        context.cuts[identifier] = cut
    members = _Members()
    control = read_session_control(element, around.control, context)
    _gather(element, "", control or around.control, around.conditional, members, context)
    limits = read_time_limits(element, context)
    if limits.min_time is not None:
        context.note(element, "IMP-31", element=f"min-time ({identifier})")
        limits = type(limits)(limits.max_time)
    explicit = control or (around.control if around.explicit_control else None)
    return AssessmentSection(
        identifier=identifier,
        title=attribute(element, "title"),
        item_refs=tuple(members.refs),
        instructions=_instructions(element, context),
        shuffle=_shuffles(element),
        select=_select(element, context),
        time_limits=limits,
        groups=tuple(members.groups),
        tools=own_value(element, "tools", tuple[Tool, ...]) or tuple(members.tools),
        references=tuple(members.references),
        item_session_control=explicit,
        pre_conditions=read_pre_conditions(element, around.conditional, context, around.pre_conditions),
        branch_rules=read_branch_rules(element, around.conditional, context),
    )


def _gather(
    element: etree._Element,
    group: str,
    control: ItemSessionControl,
    conditional: bool,
    members: _Members,
    context: TestContext,
) -> None:
    """The items and groups below `element`, in order, into `members`."""
    for member in children(element, *_MEMBERS):
        if name_of(member) == "assessment-item-ref":
            _read_item_ref(member, group, control, conditional, members, context)
            continue
        with _section_at(member, context) as section:
            if section is not None:
                inside = _read_group(section, group, context)
                members.groups.append(inside)
                _gather(section, inside.identifier, control, conditional, members, context)


def _read_group(element: etree._Element, parent: str, context: TestContext) -> ItemGroup:
    for name in ("rubric-block", "item-session-control", "pre-condition", "branch-rule"):
        if child(element, name) is not None:
            _lost_inside(element, name, context)
    if attribute(element, "visible", "true") in ("true", "1") and attribute(element, "title"):
        _lost_inside(element, "title", context)
    drop_time_limits(element, context)
    return ItemGroup(
        identifier=context.name_section(element, attribute(element, "identifier") or "kelompok"),
        select=_select(element, context),
        shuffle=_shuffles(element),
        keep_together=attribute(element, "keep-together", "true") in ("true", "1"),
        fixed=attribute(element, "fixed") in ("true", "1"),
        required=attribute(element, "required") in ("true", "1"),
        parent=parent,
    )


def _lost_inside(element: etree._Element, what: str, context: TestContext) -> None:
    context.note(element, "IMP-41", section=attribute(element, "identifier"), element=what)


def _shuffles(element: etree._Element) -> bool:
    ordering = child(element, "ordering")
    return ordering is not None and attribute(ordering, "shuffle") in ("true", "1")


def _select(element: etree._Element, context: TestContext) -> int | None:
    """How many members are drawn. A number that there are not takes all; `AssessmentTest` readers check it at the end."""
    selection = child(element, "selection")
    if selection is None:
        return None
    if attribute(selection, "with-replacement") in ("true", "1"):
        context.note(selection, "IMP-32")
    text = attribute(selection, "select")
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) < 10**6):
        context.note(selection, "IMP-44", element="selection select", value=text)
        return None
    available = sum(1 for _ in children(element, *_MEMBERS))
    if int(text) > available:
        context.note(selection, "IMP-33", select=text, available=available)
        return None
    return int(text)


def _instructions(element: etree._Element, context: TestContext) -> str:
    """What candidates are told at the section; what is for others is left out."""
    parts = []
    for block in children(element, "rubric-block"):
        if "candidate" in attribute(block, "view").split():
            parts.append(context.html_of(block))
        else:
            context.left_out(block, f"rubric-block view={attribute(block, 'view')}")
    return "".join(parts)


def _read_item_ref(
    element: etree._Element,
    group: str,
    control: ItemSessionControl,
    conditional: bool,
    members: _Members,
    context: TestContext,
) -> None:
    place = attribute(element, "identifier")
    href = attribute(element, "href")
    try:
        path = resolve(context.path, href)
    except KnownError as problem:
        context.note(element, problem.code, **problem.values)
        return
    names = context.shelf.take(path, place, _weight(element, context), context.items)
    if not names:
        context.note(element, "IMP-35", href=href)
        return
    context.items.update(names)
    context.places[place] = names
    members.tools.update(dict.fromkeys(context.shelf.tools.get(path, ())))
    members.references.update(dict.fromkeys(context.shelf.references.get(path, ())))
    _note_what_items_cannot_have(element, control, context)
    fixed, required = (attribute(element, name) in ("true", "1") for name in ("fixed", "required"))
    if len(names) > 1:  # clones of one item: each candidate gets one
        clones = context.name_section(element, place)
        members.groups.append(ItemGroup(clones, select=1, fixed=fixed, required=required, parent=group))
        group, fixed, required = clones, False, False
    pre_conditions = read_pre_conditions(element, conditional, context)
    branch_rules: tuple[BranchRule, ...] = read_branch_rules(element, conditional, context)
    categories = tuple((own(element, "category") or attribute(element, "category")).split())
    members.refs += [
        AssessmentItemRef(name, categories, fixed, required, group, pre_conditions, branch_rules) for name in names
    ]


def _note_what_items_cannot_have(element: etree._Element, control: ItemSessionControl, context: TestContext) -> None:
    drop_time_limits(element, context)
    if read_session_control(element, control, context) not in (None, control):
        context.left_out(element, f"item-session-control ({attribute(element, 'identifier')})")


def _weight(element: etree._Element, context: TestContext) -> Decimal:
    weights = list(children(element, "weight"))
    if not weights:
        return Decimal(1)
    chosen = weights[0]
    text = attribute(chosen, "value")
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not (value.is_finite() and abs(value) < _MAX_WEIGHT and value == round(value, 4)):
        context.note(chosen, "IMP-44", element="weight", value=text)
        return Decimal(1)
    if len(weights) > 1:
        context.note(chosen, "IMP-34", count=len(weights), identifier=attribute(chosen, "identifier"), value=text)
    return round(value, 4)
