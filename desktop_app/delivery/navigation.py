"""Where the candidate may go: which place comes next, which are open, which are on the way at all.

Every answer is a pure function of form and state, so that after a crash the way is the same. Used by `delivery.attempt`.
Conditions count in linear parts with individual submission only: there an answer that was left behind stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.delivery.conditions import holds
from desktop_app.delivery.form import Form, Place
from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.model import BranchRule
from question_packs.records.attempt_state import AttemptState


def current_place(form: Form, state: AttemptState) -> Place:
    """The place on the screen, or the one behind the cover that is on it."""
    item = state.presented if state.offered is None else state.offered.item
    return form.by_item[item] if item else form.places[0]


def next_place(form: Form, state: AttemptState, here: Place, leaving_section: bool = False) -> Place | None:
    """The place after `here`, or after its whole section; None where the form is at its end."""
    end_of_section = form.after_section(here)
    jump = None if leaving_section else _jump(form, state, here, here.ref.branch_rules)
    index = end_of_section if leaving_section else here.number if jump is None else jump
    index = _skip(form, state, here, index)
    if index >= end_of_section and jump in (None, end_of_section):
        jump = _jump(form, state, here, here.section.branch_rules)
        index = index if jump is None else _skip(form, state, here, jump)
    return form.places[index] if index < len(form.places) else None


def _jump(form: Form, state: AttemptState, here: Place, rules: Iterable[BranchRule]) -> int | None:
    """Where the first branch rule that holds leads; None where none does, or where it would lead back."""
    if not here.conditional:
        return None
    targets = (_index_of(form, here, rule.target) for rule in rules if holds(form, state, rule.condition))
    return next((index for index in targets if index is not None and index >= here.number), None)


def _index_of(form: Form, here: Place, target: str) -> int | None:
    match target:
        case "EXIT_SECTION":
            return form.after_section(here)
        case "EXIT_TESTPART":
            return form.after_part(here)
        case "EXIT_TEST":
            return len(form.places)
        case _ if target in form.by_item:
            return form.by_item[target].number - 1
        case _:
            return form.first_of(target).number - 1 if target in form.sections else None


def _skip(form: Form, state: AttemptState, here: Place | None, index: int) -> int:
    """The first index from `index` on whose conditions hold; `here` None: no section was entered yet."""
    while index < len(form.places):
        place = form.places[index]
        entering = here is None or place.section is not here.section
        if entering and not _all_hold(form, state, place, place.section.pre_conditions):
            index = form.after_section(place)
        elif not _all_hold(form, state, place, place.ref.pre_conditions):
            index += 1
        else:
            break
    return index


def _all_hold(form: Form, state: AttemptState, place: Place, conditions: Iterable[Node]) -> bool:
    return not place.conditional or all(holds(form, state, condition) for condition in conditions)


def first_place(form: Form, state: AttemptState) -> Place:
    """Where the test begins: the first place whose conditions hold, or the very first."""
    index = _skip(form, state, None, 0)
    return form.places[index if index < len(form.places) else 0]


def is_open(form: Form, state: AttemptState, place: Place) -> bool:
    """Whether the candidate may go to `place` now."""
    here = current_place(form, state)
    if state.offered is not None or _is_closed(state, place):
        return False
    if place.number <= here.number:
        return place.number == here.number or _may_go_back(here, place)
    return _may_go_forward(form, state, here, place)


def _is_closed(state: AttemptState, place: Place) -> bool:
    """A section with its own time closes when it is left."""
    section = place.section.identifier
    return place.timed and section in state.section_entered_ms and state.section != section


def _may_go_back(here: Place, place: Place) -> bool:
    if here.linear or place.part is not here.part or _crosses_a_clock(here, place):
        return False
    return place.control.allow_review


def _may_go_forward(form: Form, state: AttemptState, here: Place, place: Place) -> bool:
    may_skip = here.control.allow_skipping
    if not may_skip and here.item not in state.responses:
        return False
    if here.linear or place.part is not here.part or _crosses_a_clock(here, place):
        following = next_place(form, state, here)
        return following is not None and following.number == place.number
    return may_skip or place.number == here.number + 1


def _crosses_a_clock(here: Place, place: Place) -> bool:
    return place.section is not here.section and (here.timed or place.timed)


def path(form: Form, state: AttemptState) -> tuple[Place, ...]:
    """The places that count for this candidate: those that were shown, and those that come as things stand now.

    What conditions leave out is neither on the path nor unanswered. Without conditions it is the whole form.
    """
    if not form.conditional:
        return form.places
    on_path = {place.number for place in form.places if place.item in state.shown or not place.conditional}
    ahead: Place | None = current_place(form, state)
    while ahead is not None:
        on_path.add(ahead.number)
        ahead = next_place(form, state, ahead)
    return tuple(place for place in form.places if place.number in on_path)
