"""Keys that authors ask for most, each a standard item of QTI."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest

from question_packs.scoring import recipes
from question_packs.scoring.key_checks import check_processing
from question_packs.scoring.processing import process

D = Decimal


def score(some, **responses) -> Decimal:
    """The score of responses, each a text or a list of them; the key must pass its own check."""
    check_processing(some)
    return process(some, {k: (v,) if isinstance(v, str) else tuple(v) for k, v in responses.items()}).score


def test_a_number_counts_within_its_tolerance_and_the_first_that_fits_counts():
    some = recipes.numeric(
        [
            recipes.AcceptedNumber(D("3.14"), D(2), D("0.005")),
            recipes.AcceptedNumber(D(3), D(1), D(10), relative=True),
        ]
    )
    given = ("3.14", "3.145", "3.2", "2.7", "2.69", "0")
    assert [score(some, RESPONSE=each) for each in given] == [2, 2, 1, 1, 0, 0]
    assert score(some) == 0


def test_a_number_needs_its_unit():
    some = recipes.numeric([recipes.AcceptedNumber(D(1500), D(4), D(1))], {"m": D(1), "km": D(1000), "cm": D("0.01")})
    assert score(some, RESPONSE="1.5", UNIT="km") == 4
    assert score(some, RESPONSE="1500", UNIT="m") == 4
    assert [score(some, RESPONSE="1500", UNIT="kg"), score(some, RESPONSE="1500"), score(some, UNIT="m")] == [0, 0, 0]
    zero = recipes.numeric([recipes.AcceptedNumber(D(0), D(1))], {"m": D(1)})
    assert [score(zero, RESPONSE="0", UNIT="m"), score(zero, RESPONSE="7", UNIT="kg")] == [1, 0]


def test_text_answers_are_worth_what_they_are_worth():
    some = recipes.text_answers({"Manokwari": D(2), "Manokwari Barat": D(1)})
    assert [score(some, RESPONSE=each) for each in ("manokwari", "MANOKWARI BARAT", "Sorong")] == [2, 1, 0]


def test_the_right_order_ranks_highest_and_the_reverse_lowest():
    right = "ABCD"
    some = recipes.rank(right, D(8))
    for order in permutations(right):
        distance = sum(abs(order.index(each) - right.index(each)) for each in right)
        assert score(some, RESPONSE=order) == 8 - distance
    assert score(some, RESPONSE=list("AB")) == 0
    assert score(some) == 0


def test_an_order_has_points_for_every_right_place():
    some = recipes.order_by_place("ABC", D("0.5"))
    assert [score(some, RESPONSE=list(each)) for each in ("ABC", "ACB", "BCA", "AAA")] == [D("1.5"), D("0.5"), 0, 0]


def test_best_and_worst_have_their_own_points():
    some = recipes.best_and_worst({"A": D(2), "B": D(1)}, {"D": D(2), "C": D(1)})
    assert [score(some, BEST=b, WORST=w) for b, w in ("AD", "BC", "CA", "AA")] == [4, 2, 0, 0]
    assert score(some, BEST="A") == 2


@pytest.mark.parametrize(("reverse", "expected"), [(False, [1, 2, 5]), (True, [5, 4, 1])])
def test_a_scale_counts_up_or_down(reverse, expected):
    some = recipes.likert(["1", "2", "3", "4", "5"], reverse, "integer")
    assert [score(some, RESPONSE=each) for each in ("1", "2", "5")] == expected


def test_pairs_have_points_each_and_never_less_than_nothing_together():
    some = recipes.partial_credit({"A X": D(1), "B Y": D(1), "A Y": D(-1)}, "directedPair", D(2))
    assert [score(some, RESPONSE=each) for each in (["A X", "B Y"], ["A X"], ["A Y"], [])] == [2, 1, 0, 0]


def test_an_essay_waits_for_people():
    some = recipes.by_people("string", D(10))
    check_processing(some)
    assert (some.by_people, some.maximum, score(some, RESPONSE="Tulisan")) == (True, 10, 0)
