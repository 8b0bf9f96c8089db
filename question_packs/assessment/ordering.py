"""Seeded selection and ordering of items and options.

The order of anything is the order of SHA-256(seed, scope, identifier). So one seed gives one form on every machine, every
Python version and after every crash, and anybody can recompute it with a standard tool. Used by delivery and by reports.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Protocol, TypeVar

from msgspec.structs import replace

from question_packs.assessment import interactions as ia
from question_packs.assessment.model import AssessmentItemRef, AssessmentSection, ItemGroup


class Movable(Protocol):
    """Whatever is selected and ordered by its name."""

    @property
    def identifier(self) -> str:
        """Its name."""

    @property
    def fixed(self) -> bool:
        """Whether it keeps its place."""


M = TypeVar("M", bound=Movable)
Member = AssessmentItemRef | ItemGroup


def _rank(seed: str, scope: str, identifier: str) -> bytes:
    return hashlib.sha256(f"{seed}\x1f{scope}\x1f{identifier}".encode()).digest()


def section_items(section: AssessmentSection, seed: str) -> tuple[AssessmentItemRef, ...]:
    """The items that this seed's candidate gets in this section, in the candidate's order."""
    return tuple(_items_of(section, section, "", seed))


def groups_around(section: AssessmentSection, ref: AssessmentItemRef) -> tuple[str, ...]:
    """The identifiers of the groups that an item stands in, the innermost first, and of its section."""
    parents = {each.identifier: each.parent for each in section.groups}
    names = []
    name = ref.group
    while name in parents:  # each group is taken out once: a ring of groups ends
        names.append(name)
        name = parents.pop(name)
    return (*names, section.identifier)


def _items_of(
    around: AssessmentSection | ItemGroup, section: AssessmentSection, group: str, seed: str
) -> list[AssessmentItemRef]:
    """The items of one level, each group in its place."""
    return [item for member in _level(around, section, group, seed) for item in _expand(member, section, seed)]


def _level(around: AssessmentSection | ItemGroup, section: AssessmentSection, group: str, seed: str) -> list[Member]:
    """The members of one level, selected and ordered."""
    members = _select(_members(section, group), around.select, around.identifier, seed)
    if not around.shuffle:
        return members
    return shuffled(_spread(members, section, seed), f"order:{around.identifier}", seed)


def _expand(member: Member, section: AssessmentSection, seed: str) -> list[AssessmentItemRef]:
    return [member] if isinstance(member, AssessmentItemRef) else _items_of(member, section, member.identifier, seed)


def _members(section: AssessmentSection, group: str) -> list[Member]:
    """The items and groups directly inside `group` (empty: the section), a group where its first item stands."""
    parents = {each.identifier: each for each in section.groups}
    members: dict[tuple[bool, str], Member] = {}
    for ref in section.item_refs:
        inside: Member | None = ref
        name = ref.group
        for _ in range(len(parents) + 1):  # a ring of groups would have no end
            if inside is None or name == group:
                break
            inside = parents.get(name)
            name = "" if inside is None else inside.parent
        if inside is not None and name == group:
            members.setdefault((inside is ref, inside.identifier), inside)
    return list(members.values())


def _select(members: list[Member], select: int | None, scope: str, seed: str) -> list[Member]:
    """So many of the members: the required ones, then those that the seed draws; in their old order."""
    if select is None or select >= len(members):
        return members
    drawn = sorted(members, key=lambda each: (not each.required, _rank(seed, f"select:{scope}", each.identifier)))
    chosen = {id(each) for each in drawn[:select]}
    return [each for each in members if id(each) in chosen]


def _spread(members: list[Member], section: AssessmentSection, seed: str) -> list[Member]:
    """Groups that need not keep together give their members to the shuffle around them."""
    spread: list[Member] = []
    for member in members:
        if isinstance(member, ItemGroup) and not member.keep_together:
            spread += _spread(_level(member, section, member.identifier, seed), section, seed)
        else:
            spread.append(member)
    return spread


def shuffled(members: Sequence[M], scope: str, seed: str) -> list[M]:
    """All of `members`, those that are not fixed in the seed's order."""
    movable = iter(
        sorted((each for each in members if not each.fixed), key=lambda each: _rank(seed, scope, each.identifier))
    )
    return [each if each.fixed else next(movable) for each in members]


def in_seed_order(interaction: ia.Interaction, item_identifier: str, seed: str) -> ia.Interaction:
    """The interaction with its options in the order in which this seed's candidate sees them."""
    if not getattr(interaction, "shuffle", False):
        return interaction
    scope = f"choices:{item_identifier}"
    if interaction.response_identifier != "RESPONSE":
        scope += f":{interaction.response_identifier}"
    match interaction:
        case ia.ChoiceInteraction() | ia.OrderInteraction():
            return replace(interaction, simple_choices=tuple(shuffled(interaction.simple_choices, scope, seed)))
        case ia.InlineChoiceInteraction():
            return replace(interaction, inline_choices=tuple(shuffled(interaction.inline_choices, scope, seed)))
        case ia.MatchInteraction():
            sources = shuffled(interaction.sources, scope, seed)
            targets = shuffled(interaction.targets, f"{scope}:targets", seed)
            return replace(interaction, sources=tuple(sources), targets=tuple(targets))
        case ia.AssociateInteraction() | ia.GapMatchInteraction() | ia.GraphicGapMatchInteraction():
            return replace(interaction, choices=tuple(shuffled(interaction.choices, scope, seed)))
    return interaction
