"""Seeded selection and ordering of items and options.

The order of anything is the order of SHA-256(seed, scope, identifier). So one seed gives one form on every machine, every
Python version and after every crash, and anybody can recompute it with a standard tool. Used by delivery and by reports.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

from question_packs.assessment.model import AssessmentItemRef, AssessmentSection, ChoiceInteraction, SimpleChoice

T = TypeVar("T")


def _rank(seed: str, scope: str, identifier: str) -> bytes:
    return hashlib.sha256(f"{seed}\x1f{scope}\x1f{identifier}".encode()).digest()


def section_items(section: AssessmentSection, seed: str) -> tuple[AssessmentItemRef, ...]:
    """The items that this seed's candidate gets in this section, in the candidate's order."""
    refs = section.item_refs
    if section.select is not None and section.select < len(refs):
        drawn = sorted(refs, key=lambda ref: _rank(seed, f"select:{section.identifier}", ref.identifier))
        chosen = {ref.identifier for ref in drawn[: section.select]}
        refs = tuple(ref for ref in refs if ref.identifier in chosen)
    if not section.shuffle:
        return refs
    movable = sorted(
        (ref for ref in refs if not ref.fixed),
        key=lambda ref: _rank(seed, f"order:{section.identifier}", ref.identifier),
    )
    return tuple(_keep_fixed(refs, [ref.fixed for ref in refs], movable))


def choice_order(interaction: ChoiceInteraction, item_identifier: str, seed: str) -> tuple[SimpleChoice, ...]:
    """The options of an item in the order this seed's candidate sees them."""
    choices = interaction.simple_choices
    if not interaction.shuffle:
        return choices
    movable = sorted(
        (choice for choice in choices if not choice.fixed),
        key=lambda choice: _rank(seed, f"choices:{item_identifier}", choice.identifier),
    )
    return tuple(_keep_fixed(choices, [choice.fixed for choice in choices], movable))


def _keep_fixed(all_of_them: Sequence[T], fixed: Sequence[bool], movable: Sequence[T]) -> list[T]:
    rest = iter(movable)
    return [each if is_fixed else next(rest) for each, is_fixed in zip(all_of_them, fixed, strict=True)]
