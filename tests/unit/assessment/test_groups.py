"""Groups inside a section: drawn, ordered and kept together, whatever they are nested in, and the same for one seed."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from question_packs.assessment.model import AssessmentItemRef, AssessmentSection, ItemGroup
from question_packs.assessment.ordering import section_items

SEEDS = st.text(max_size=8)
GROUPS = ("g0", "g1", "g2", "g3", "g4")


@st.composite
def trees(draw, rings: bool = False) -> AssessmentSection:
    """A section whose groups stand inside one another; `rings`: also in rings, and items in groups that do not exist."""
    groups = []
    for place, name in enumerate(GROUPS):
        parents = [*GROUPS, "tidak ada", ""] if rings else ["", *GROUPS[:place]]
        groups.append(
            ItemGroup(
                name,
                select=draw(st.none() | st.integers(0, 4)),
                shuffle=draw(st.booleans()),
                keep_together=draw(st.booleans()),
                fixed=draw(st.booleans()),
                required=draw(st.booleans()),
                parent=draw(st.sampled_from(parents)),
            )
        )
    inside = ["", *GROUPS, "tidak ada"] if rings else ["", *GROUPS]
    refs = tuple(
        AssessmentItemRef(
            f"S-{n}", fixed=draw(st.booleans()), required=draw(st.booleans()), group=draw(st.sampled_from(inside))
        )
        for n in range(draw(st.integers(0, 14)))
    )
    select = draw(st.none() | st.integers(0, 6))
    return AssessmentSection("bagian", "Bagian", refs, shuffle=draw(st.booleans()), select=select, groups=tuple(groups))


def around(section: AssessmentSection, ref: AssessmentItemRef) -> Iterator[str]:
    """The groups that an item stands in, from the inside out, and the section ("") at last."""
    parents = {group.identifier: group.parent for group in section.groups}
    name = ref.group
    while name:
        yield name
        name = parents[name]
    yield ""


def members(
    section: AssessmentSection, refs: tuple[AssessmentItemRef, ...], level: str
) -> dict[str, ItemGroup | AssessmentItemRef]:
    """What stands directly inside `level`, of these items and the groups that they are in."""
    groups = {group.identifier: group for group in section.groups}
    found: dict[str, ItemGroup | AssessmentItemRef] = {}
    for ref in refs:
        way = [ref.identifier, *around(section, ref)]
        if level in way:
            name = way[way.index(level) - 1]
            found[name] = groups.get(name, ref)
    return found


@given(trees(rings=True), SEEDS)
def test_any_groups_at_all_give_one_form_of_items_of_the_section_once_each(section, seed):
    form = section_items(section, seed)
    assert form == section_items(section, seed)
    assert len(set(form)) == len(form)
    assert set(form) <= set(section.item_refs)


@given(trees(), SEEDS)
def test_without_selection_nothing_is_left_out(section, seed):
    groups = tuple(msgspec.structs.replace(each, select=None) for each in section.groups)
    everything = msgspec.structs.replace(section, select=None, groups=groups)
    assert sorted(each.identifier for each in section_items(everything, seed)) == sorted(
        each.identifier for each in section.item_refs
    )


@given(trees(), SEEDS)
def test_no_level_gives_more_than_it_selects_and_its_required_members_first(section, seed):
    form = section_items(section, seed)
    selects = {"": section.select, **{each.identifier: each.select for each in section.groups}}
    for level, select in selects.items():
        drawn, could = members(section, form, level), members(section, section.item_refs, level)
        if select is None or not drawn:
            continue
        assert len(drawn) <= select
        left_out = [each for name, each in could.items() if name not in drawn and isinstance(each, AssessmentItemRef)]
        if any(each.required for each in left_out):
            assert all(each.required for each in drawn.values()), "nothing else is drawn while a required one is left out"


@given(trees(), SEEDS)
def test_a_group_that_keeps_together_is_never_torn_apart(section, seed):
    form = section_items(section, seed)
    loose = {each.identifier for each in section.groups if not each.keep_together}
    for group in section.groups:
        places = [place for place, ref in enumerate(form) if group.identifier in around(section, ref)]
        if group.identifier not in loose and places:
            assert places == list(range(places[0], places[-1] + 1))


@given(trees(), SEEDS)
def test_without_shuffling_the_items_of_each_level_keep_their_order(section, seed):
    groups = tuple(msgspec.structs.replace(each, shuffle=False) for each in section.groups)
    still = msgspec.structs.replace(section, shuffle=False, groups=groups)
    for level in ("", *GROUPS):
        could = list(members(still, still.item_refs, level))
        drawn = list(members(still, section_items(still, seed), level))
        assert drawn == [name for name in could if name in drawn]


@given(trees(), SEEDS)
def test_groups_that_no_item_is_in_change_nothing(section, seed):
    refs = tuple(msgspec.structs.replace(each, group="") for each in section.item_refs)
    plain = msgspec.structs.replace(section, item_refs=refs, groups=())
    assert section_items(msgspec.structs.replace(plain, groups=section.groups), seed) == section_items(plain, seed)


def test_one_clone_of_an_item_is_drawn_for_each_candidate_and_every_clone_for_somebody():
    refs = tuple(AssessmentItemRef(f"S-1-{n}", group="S-1") for n in range(5))
    section = AssessmentSection("bagian", "Bagian", (*refs, AssessmentItemRef("S-2")), groups=(ItemGroup("S-1", select=1),))
    forms = [section_items(section, f"benih-{n}") for n in range(100)]
    assert {len(form) for form in forms} == {2}
    assert {form[0].identifier for form in forms} == {ref.identifier for ref in refs}
