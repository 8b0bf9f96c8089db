"""Scores as the rules of the field say (SC-1, SC-3, SC-4, SC-10): exact, rounded once, decided on what is printed."""

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_packs.scoring.answer_key import AnswerKey, CutScores, Grouping, open_answer_key, seal_answer_key
from question_packs.scoring.score import round_score, score_attempt, score_item
from tests.samples import answer_key, graded, refused, right_wrong, verify_keys


def score(key: AnswerKey, **responses: str):
    """Score on all items of the key; a response is its letters."""
    return score_attempt({name: chosen(each) for name, each in responses.items()}, [i.identifier for i in key.items], key)


def chosen(letters) -> dict[str, tuple[str, ...]]:
    """The responses to an item with one interaction; none where nothing is chosen, as the log's fold has it."""
    return {"RESPONSE": tuple(letters)} if letters else {}


def test_sc1_right_gives_the_weight_and_everything_else_nothing():
    item = right_wrong("S1", "C", "5")
    assert [score_item(item, chosen(response)) for response in ("C", "A", "Z", "")] == [5, 0, 0, 0]


def test_sc3_every_option_has_its_own_points():
    item = graded("S1", A="2", B="5", C="1", D="4", E="3")
    assert [score_item(item, chosen(response)) for response in ("A", "B", "C", "D", "E", "", "Z")] == [2, 5, 1, 4, 3, 0, 0]
    assert item.maximum == 5
    assert graded("S1", "1.5", A="2", B="4").maximum == 6


def test_sc4_several_right_options_are_all_or_nothing():
    item = right_wrong("S1", "AD", "2")
    assert [score_item(item, chosen(response)) for response in ("AD", "DA", "A", "ADE", "")] == [2, 2, 0, 0, 0]


def test_forged_responses_gain_nothing():
    """No workstation writes them; a changed one may."""
    single = graded("S1", A="2", B="5", C="1")
    assert score_item(single, chosen(("B", "B"))) == 5
    assert score_item(single, chosen(("A", "B"))) == 0
    several = graded("S1", cardinality="multiple", A="1", B="2", C="-1")
    assert score_item(several, chosen(("B", "B", "B"))) == 2
    assert score_item(several, chosen(("A", "B", "C"))) == 2
    assert several.maximum == 3
    assert score_item(right_wrong("S1", "C"), chosen("CA")) == 0


def test_a_blank_counts_in_the_maximum_and_an_item_not_presented_nowhere():
    key = answer_key(right_wrong("S1", "A", "2"), right_wrong("S2", "B", "3"), right_wrong("S3", "C", "7"))
    outcome = score_attempt({"S1": chosen("A"), "S3": chosen("C")}, ["S1", "S2"], key)
    assert (outcome.total.score, outcome.total.maximum) == (2, 5)
    assert (outcome.total.answered, outcome.total.items) == (1, 2)
    assert [each.identifier for each in outcome.items] == ["S1", "S2"]
    assert outcome.items[1].responses == {}


def test_an_item_that_the_key_does_not_judge_is_never_left_out_silently():
    error = refused(score_attempt, {}, ["S1", "S2"], answer_key(right_wrong("S1", "A")))
    assert (error.code, error.values["reason"]) == ("REC-01", "item S2 is not in it")


def test_nothing_answered_is_a_result_of_zero():
    outcome = score(answer_key(right_wrong("S1", "A"), graded("S2", A="1", B="2")))
    assert (outcome.total.score, outcome.total.answered, outcome.total.items) == (0, 0, 2)


@pytest.mark.parametrize(
    ("exact", "printed"),
    [("0.005", "0.01"), ("0.0049999", "0.00"), ("2.675", "2.68"), ("-0.005", "-0.01"), ("1", "1.00"), ("64.995", "65.00")],
)
def test_half_a_cent_is_rounded_up_where_a_binary_float_would_not(exact, printed):
    assert str(round_score(Decimal(exact))) == printed


def test_rounding_happens_once_at_the_end():
    """Three items of 0.335: 1.005 becomes 1.01; rounded one by one they would be 1.02."""
    key = answer_key(*(right_wrong(f"S{n}", "A", "0.335") for n in range(3)))
    assert score(key, S0="A", S1="A", S2="A").total.score == Decimal("1.01")


@pytest.mark.parametrize(("weight", "reached"), [("64.995", True), ("64.994", False), ("65", True)])
def test_what_is_printed_is_what_is_compared_with_the_cut(weight, reached):
    key = answer_key(right_wrong("S1", "A", weight), section_cut=Decimal(65))
    (section,) = score(key, S1="A").sections
    assert section.reached_cut is reached
    assert (section.score >= section.cut) is reached


def test_without_a_cut_score_nothing_is_decided():
    outcome = score(answer_key(right_wrong("S1", "A")), S1="A")
    assert outcome.total.reached_cut is None
    with_total = msgspec.structs.replace(
        answer_key(right_wrong("S1", "A")), cut_scores=CutScores("Keputusan 1", "2026-01-01", Decimal(1))
    )
    assert score(with_total, S1="A").total.reached_cut is True


@given(st.data())
def test_the_sections_add_up_to_the_total(data):
    weights = data.draw(st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=20))
    names = [data.draw(st.sampled_from(["satu", "dua", "tiga"])) for _ in weights]
    items = [right_wrong(f"S{n}", "A", str(w), names[n]) for n, w in enumerate(weights)]
    key = msgspec.structs.replace(answer_key(*items), sections=tuple(Grouping(s, s) for s in ("satu", "dua", "tiga")))
    responses = {item.identifier: chosen(data.draw(st.sampled_from(["A", "B", ""]))) for item in items}
    outcome = score_attempt(responses, responses, key)
    for field in ("score", "maximum", "answered", "items"):
        assert sum(getattr(each, field) for each in outcome.sections) == getattr(outcome.total, field)
    assert outcome == score_attempt(dict(reversed(responses.items())), responses, key)


# --- the answer-key file


def opened(key: AnswerKey, approvers, centre, threshold: int = 2) -> AnswerKey:
    sealed = seal_answer_key(key, approvers, [centre.public.recipient])
    return open_answer_key(sealed, [centre.identity], verify_keys(*approvers), threshold)


def test_an_answer_key_comes_back_exactly(approvers, centre):
    key = answer_key(right_wrong("S1", "A", "0.10"), graded("S2", A="1", B="2.50"), section_cut=Decimal("1.5"))
    assert opened(key, approvers, centre) == key


def test_an_answer_key_needs_its_approvers_and_its_centre(approvers, centre, device):
    key = answer_key(right_wrong("S1", "A"))
    sealed = seal_answer_key(key, approvers[:1], [centre.public.recipient])
    keys = verify_keys(*approvers)
    assert refused(open_answer_key, sealed, [centre.identity], keys, 2).code == "SEA-02"
    assert refused(open_answer_key, sealed, [device.identity], keys, 1).code == "SEA-03"


@pytest.mark.parametrize(
    "key",
    [
        answer_key(right_wrong("S1", "A"), right_wrong("S1", "B")),
        answer_key(right_wrong("S1", "A", section="lain")),
        answer_key(right_wrong("S1", "")),
        answer_key(graded("S1")),
        answer_key(graded("S1", A="NaN")),
        answer_key(graded("S1", A="Infinity")),
        answer_key(graded("S1", A="1e999999")),
        answer_key(graded("S1", A="1000000")),
        answer_key(graded("S1", A="0.0000001")),
        answer_key(right_wrong("S1", "A", "-Infinity")),
        answer_key(right_wrong("S1", "A"), section_cut=Decimal("NaN")),
    ],
)
def test_a_key_that_would_fail_on_the_day_of_scoring_is_refused_before(approvers, centre, key):
    assert refused(opened, key, approvers, centre).code == "REC-01"
