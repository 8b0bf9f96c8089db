"""Items with chance in them become fixed clones: the same on every machine, with keys of their own."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from question_packs.assessment.expressions.tree import Node
from question_packs.scoring.cloning import TemplateDeclaration, clone_values, with_template_values
from question_packs.scoring.declarations import ResponseDeclaration
from question_packs.scoring.rules import check_rules
from question_packs.scoring.standard import literal, variable
from tests.samples import refused

X, Y = (TemplateDeclaration(each, "single", "integer") for each in "XY")
RESPONSE = ResponseDeclaration("RESPONSE", "single", "integer")


def drawn(name: str, least: int, most: int) -> Node:
    chance = Node("random-integer", {"min": str(least), "max": str(most)})
    return Node("set-template-value", {"identifier": name}, (chance,))


def constraint(operator: str) -> Node:
    return Node("template-constraint", {}, (Node(operator, {}, (variable("X"), variable("Y"))),))


SUM = Node("set-correct-response", {"identifier": "RESPONSE"}, (Node("sum", {}, (variable("X"), variable("Y"))),))
RULES = (drawn("X", 1, 50), drawn("Y", 1, 50), constraint("lt"), SUM)


@given(st.text(max_size=10), st.integers(1, 5))
def test_clones_are_the_same_for_one_seed_and_keep_their_constraint(seed, count):
    check_rules(RULES, "template")
    clones = clone_values([X, Y], RULES, [RESPONSE], [], seed, count)
    assert clones == clone_values([X, Y], RULES, [RESPONSE], [], seed, count)
    assert [each.number for each in clones] == list(range(1, len(clones) + 1))
    for each in clones:
        x, y = int(each.values["X"][0]), int(each.values["Y"][0])
        assert 1 <= x < y <= 50
        assert each.correct == {"RESPONSE": (str(x + y),)}


def test_another_seed_gives_others():
    one, two = (clone_values([X, Y], RULES, [RESPONSE], [], seed, 3) for seed in ("satu", "dua"))
    assert one != two


def test_clones_that_would_be_the_same_stay_one():
    assert len(clone_values([X], (drawn("X", 1, 2),), [], [], "benih", 50)) == 2


def test_a_constraint_that_is_never_met_is_refused_in_the_end():
    rules = (drawn("X", 1, 5), drawn("Y", 1, 5), constraint("lt"), constraint("gt"))
    assert refused(clone_values, [X, Y], rules, [], [], "benih", 1).code == "PRC-10"


@given(st.text(max_size=5))
def test_a_random_float_lies_between_its_bounds(seed):
    float_x = TemplateDeclaration("X", "single", "float")
    rule = Node("set-template-value", {"identifier": "X"}, (Node("random-float", {"min": "0.5", "max": "0.75"}),))
    (clone,) = clone_values([float_x], (rule,), [], [], seed, 1)
    assert Decimal("0.5") <= Decimal(clone.values["X"][0]) <= Decimal("0.75")


def test_rules_of_a_clone_hold_its_values_and_no_template_variable():
    (clone,) = clone_values([X, Y], RULES, [RESPONSE], [], "benih", 1)
    rule = Node("equal", {"tolerance": "X"}, (variable("RESPONSE"), Node("sum", {}, (variable("X"), literal("1")))))
    fixed = with_template_values(rule, [X, Y], clone)
    x = clone.values["X"][0]
    assert fixed.attributes == {"tolerance": x}
    assert fixed.children[0] == variable("RESPONSE")
    assert fixed.children[1].children[0] == literal(x, "integer")
