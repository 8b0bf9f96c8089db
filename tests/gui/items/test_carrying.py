"""Picking up and putting down, and what it makes of a response."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.gui.items.joining.carrying import Carrying, Thing
from desktop_app.gui.items.joining.pairing import joined, parted, partners, uses_left
from question_packs.assessment.responses import Joining, check_response, sides_of
from tests.gui.items.kinds import ASSOCIATE, BEST_AND_WORST, GAPS, PAIRS

PIECE, OTHER, GAP = Thing("first", "a"), Thing("first", "b"), Thing("second", "g")


def _carrying() -> Carrying:
    return Carrying(lambda held, pressed: held.side != pressed.side)


def test_it_does_not_matter_which_of_the_two_is_pressed_first() -> None:
    for first, second in ((PIECE, GAP), (GAP, PIECE)):
        carrying = _carrying()
        assert carrying.press(first) is None
        assert carrying.held == first
        assert carrying.press(second) == (first, second)
        assert carrying.held is None


def test_pressing_the_same_again_lets_go_and_pressing_another_changes_over() -> None:
    carrying = _carrying()
    carrying.press(PIECE)
    carrying.press(PIECE)
    assert carrying.held is None
    carrying.press(PIECE)
    carrying.press(OTHER)
    assert carrying.held == OTHER


def test_cancelling_says_whether_something_was_held() -> None:
    carrying = _carrying()
    assert not carrying.cancel()
    carrying.press(PIECE)
    assert carrying.cancel()
    assert carrying.held is None


@given(st.sampled_from([PAIRS, ASSOCIATE, GAPS, BEST_AND_WORST]), st.data())
def test_whatever_is_joined_and_parted_the_exam_engine_accepts_it(interaction: Joining, data: st.DataObject) -> None:
    firsts, seconds = ([each.identifier for each in side] for side in sides_of(interaction))
    response: tuple[str, ...] = ()
    for _ in range(data.draw(st.integers(0, 12))):
        first, second = data.draw(st.sampled_from(firsts)), data.draw(st.sampled_from(seconds))
        if data.draw(st.booleans()):
            wanted = joined(interaction, response, first, second)
            response = response if wanted is None else wanted
            assert wanted is None or second in partners(response, first)
        else:
            response = parted(response, first)
            assert partners(response, first) == ()
        check_response(interaction, response)


def test_what_may_be_in_one_pair_only_moves() -> None:
    assert joined(GAPS, ("m1 G1",), "m1", "G2") == ("m1 G2",)
    assert joined(GAPS, ("m1 G1",), "g1", "G1") == ("g1 G1",)
    assert joined(BEST_AND_WORST, ("m1 best", "d1 worst"), "m1", "worst") == ("m1 worst",)


def test_what_may_be_in_several_pairs_is_refused_when_all_are_made() -> None:
    both = ("a1 k4", "b1 k4")
    assert uses_left(2, both, "k4") == 0
    assert joined(PAIRS, both, "m1", "k4") is None


def test_a_pair_without_direction_is_the_same_pair_both_ways() -> None:
    assert joined(ASSOCIATE, ("a1 p1",), "p1", "a1") == ("a1 p1",)
