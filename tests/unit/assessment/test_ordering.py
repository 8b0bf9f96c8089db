"""One seed gives one form, on every machine and after every crash."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from question_packs.assessment.interactions import ChoiceInteraction, SimpleChoice
from question_packs.assessment.model import AssessmentItemRef, AssessmentSection
from question_packs.assessment.ordering import in_seed_order, section_items

SEEDS = st.text(max_size=12)
NAMES = st.lists(st.text(min_size=1, max_size=6), unique=True, max_size=12)


@st.composite
def sections(draw) -> AssessmentSection:
    refs = tuple(AssessmentItemRef(name, fixed=draw(st.booleans())) for name in draw(NAMES))
    select = draw(st.none() | st.integers(0, 14))
    return AssessmentSection("bagian", "Bagian", refs, shuffle=draw(st.booleans()), select=select)


@given(sections(), SEEDS)
def test_a_form_holds_items_of_its_section_once_each_and_as_many_as_it_selects(section, seed):
    form = section_items(section, seed)
    assert form == section_items(section, seed)
    assert len(set(form)) == len(form)
    assert set(form) <= set(section.item_refs)
    size = len(section.item_refs)
    assert len(form) == (size if section.select is None else min(size, section.select))


@given(sections(), SEEDS)
def test_items_that_are_fixed_stay_at_their_place(section, seed):
    everything = msgspec.structs.replace(section, select=None)
    form = section_items(everything, seed)
    for place, ref in enumerate(everything.item_refs):
        if ref.fixed or not section.shuffle:
            assert form[place] == ref


@given(NAMES, st.data(), SEEDS)
def test_options_are_a_permutation_and_fixed_ones_stay(names, data, seed):
    choices = tuple(SimpleChoice(name, name, fixed=data.draw(st.booleans())) for name in names)
    shown = in_seed_order(ChoiceInteraction("RESPONSE", choices), "S-1", seed).simple_choices
    assert sorted(each.identifier for each in shown) == sorted(names)
    assert all(shown[place] == each for place, each in enumerate(choices) if each.fixed)
    assert in_seed_order(ChoiceInteraction("RESPONSE", choices, shuffle=False), "S-1", seed).simple_choices == choices


def test_different_seeds_give_different_forms_and_every_order_occurs():
    section = AssessmentSection("bagian", "Bagian", tuple(AssessmentItemRef(each) for each in "ABCD"), shuffle=True)
    forms = {"".join(ref.identifier for ref in section_items(section, f"benih-{n}")) for n in range(400)}
    assert len(forms) == 24


def test_every_item_is_drawn_about_equally_often():
    section = AssessmentSection("bagian", "Bagian", tuple(AssessmentItemRef(each) for each in "ABCDEFGH"), select=2)
    drawn = [ref.identifier for n in range(800) for ref in section_items(section, f"benih-{n}")]
    assert all(140 <= drawn.count(each) <= 260 for each in "ABCDEFGH")


def test_the_order_is_the_one_that_was_promised():
    """Fixed for ever: an attempt that was begun must look the same after an update of the program."""
    section = AssessmentSection("bagian", "Bagian", tuple(AssessmentItemRef(each) for each in "ABCDE"), shuffle=True)
    assert "".join(ref.identifier for ref in section_items(section, "benih")) == "BECAD"
    interaction = ChoiceInteraction("RESPONSE", tuple(SimpleChoice(each, each) for each in "ABCDE"))
    assert "".join(each.identifier for each in in_seed_order(interaction, "S-1", "benih").simple_choices) == "BCAED"
