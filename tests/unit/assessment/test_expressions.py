"""QTI's expressions by the words of the standard, and what no expression may do."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_packs.assessment.expressions import patterns
from question_packs.assessment.expressions.calls import Operator, unknown_variable
from question_packs.assessment.expressions.check import check_tree
from question_packs.assessment.expressions.evaluate import Budget, evaluate
from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.expressions.values import Value, parse_values, to_texts
from question_packs.assessment.expressions.vocabulary import EXPRESSIONS
from question_packs.errors import KnownError
from tests.samples import refused


class Variables:
    """An environment of variables and nothing else."""

    def __init__(self, **values: Value | None) -> None:
        self._values = values

    def variable(self, node: Node) -> Value | None:
        if node.attributes["identifier"] not in self._values:
            raise unknown_variable(node.attributes["identifier"])
        return self._values[node.attributes["identifier"]]

    def operators(self) -> Mapping[str, Operator]:
        return {}


def n(operator: str, /, *children: Node, **attributes: str) -> Node:
    return Node(operator.replace("_", "-"), {key.replace("_", "-"): value for key, value in attributes.items()}, children)


def of(base_type: str, text: str) -> Node:
    return Node("base-value", {"base-type": base_type}, text=text)


def i(number: int) -> Node:
    return of("integer", str(number))


def f(number: str) -> Node:
    return of("float", number)


def s(text: str) -> Node:
    return of("string", text)


def ids(kind: str, names: str) -> Node:
    return n(kind, *(of("identifier", each) for each in names))


NULL, TRUE, FALSE = n("null"), of("boolean", "true"), of("boolean", "false")


def result(node: Node) -> str | None:
    """The value in QTI's spelling, its members with commas; None for NULL."""
    check_tree(node)
    value = evaluate(node, Variables())
    return None if value is None else ",".join(to_texts(value))


LOGIC = [
    (n("and", TRUE, NULL), None),
    (n("and", FALSE, NULL), "false"),
    (n("or", TRUE, NULL), "true"),
    (n("or", FALSE, NULL), None),
    (n("not", NULL), None),
    (n("not", FALSE), "true"),
    (n("any_n", TRUE, FALSE, NULL, min="1", max="2"), "true"),
    (n("any_n", TRUE, TRUE, TRUE, min="1", max="2"), "false"),
    (n("any_n", TRUE, FALSE, NULL, min="2", max="3"), None),
    (n("any_n", FALSE, FALSE, NULL, min="2", max="3"), "false"),
]
CONTAINERS = [
    (n("multiple", NULL, NULL), None),
    (n("ordered", i(1), NULL, n("ordered", i(2), i(3))), "1,2,3"),
    (n("container_size", NULL), "0"),
    (n("container_size", ids("multiple", "AAB")), "3"),
    (n("is_null", s("")), "true"),
    (n("is_null", n("multiple")), "true"),
    (n("index", ids("ordered", "ABC"), n="2"), "B"),
    (n("index", ids("ordered", "ABC"), n="4"), None),
    (n("member", of("identifier", "B"), ids("multiple", "ABC")), "true"),
    (n("delete", of("identifier", "B"), ids("ordered", "BABC")), "A,C"),
    (n("delete", of("identifier", "B"), ids("ordered", "BB")), None),
    (n("contains", ids("ordered", "ABC"), ids("ordered", "BC")), "true"),
    (n("contains", ids("ordered", "ABC"), ids("ordered", "CB")), "false"),
    (n("contains", ids("multiple", "ABBC"), ids("multiple", "BB")), "true"),
    (n("contains", ids("multiple", "ABC"), ids("multiple", "BB")), "false"),
    (n("repeat", i(1), NULL, i(2), number_repeats="2"), "1,2,1,2"),
    (n("match", ids("multiple", "AB"), ids("multiple", "BA")), "true"),
    (n("match", ids("ordered", "AB"), ids("ordered", "BA")), "false"),
    (n("match", of("pair", "A B"), of("pair", "B A")), "true"),
    (n("match", of("directedPair", "A B"), of("directedPair", "B A")), "false"),
    (n("match", NULL, i(1)), None),
]
TEXTS = [
    (n("string_match", s("Biak"), s("biak"), case_sensitive="true"), "false"),
    (n("string_match", s("Biak"), s("biak"), case_sensitive="false"), "true"),
    (n("substring", s("RON"), s("Sorong"), case_sensitive="false"), "true"),
    (n("pattern_match", s("2026-01"), pattern=r"\d{4}-(0[1-9]|1[0-2])"), "true"),
    (n("pattern_match", s("2026-13"), pattern=r"\d{4}-(0[1-9]|1[0-2])"), "false"),
]
NUMBERS = [
    (n("equal", f("0.3"), n("sum", f("0.1"), f("0.2"))), "true"),
    (n("equal", f("10"), f("10.5"), tolerance_mode="absolute", tolerance="0.5"), "true"),
    (n("equal", f("10"), f("10.5"), tolerance_mode="absolute", tolerance="0.5", include_upper_bound="false"), "false"),
    (n("equal", f("200"), f("190"), tolerance_mode="relative", tolerance="5 1"), "true"),
    (n("equal", f("200"), f("203"), tolerance_mode="relative", tolerance="5 1"), "false"),
    (n("equal_rounded", f("3.175"), f("3.183"), rounding_mode="significantFigures", figures="2"), "true"),
    (n("equal_rounded", f("3.175"), f("3.183"), rounding_mode="significantFigures", figures="3"), "true"),
    (n("equal_rounded", f("3.175"), f("3.1749"), rounding_mode="significantFigures", figures="3"), "false"),
    (n("equal_rounded", f("1.6"), f("1.57"), rounding_mode="decimalPlaces", figures="1"), "true"),
    (n("lt", i(1), f("1.5")), "true"),
    (n("gte", i(1), NULL), None),
    (n("duration_lt", of("duration", "9.9"), of("duration", "10")), "true"),
    (n("sum", i(1), i(2), NULL), None),
    (n("subtract", i(1), f("0.5")), "0.5"),
    (n("divide", i(1), i(0)), None),
    (n("divide", i(1), i(4)), "0.25"),
    (n("product", i(2), f("0.5"), i(3)), "3"),
    (n("power", i(2), i(10)), "1024"),
    (n("power", i(10), i(999999)), None),
    (n("power", i(-8), f("0.5")), None),
    (n("integer_divide", i(-7), i(2)), "-4"),
    (n("integer_modulus", i(-7), i(2)), "1"),
    (n("integer_modulus", i(7), i(0)), None),
    (n("truncate", f("-6.5")), "-6"),
    (n("round", f("6.5")), "7"),
    (n("round", f("-6.5")), "-6"),
    (n("round_to", f("1239451"), rounding_mode="significantFigures", figures="3"), "1240000"),
    (n("round_to", f("0.0000012348"), rounding_mode="significantFigures", figures="4"), "0.000001235"),
    (n("gcd", i(12), i(18), i(0)), "6"),
    (n("lcm", i(4), i(6)), "12"),
    (n("lcm", i(4), i(0)), "0"),
    (n("max", i(3), n("multiple", i(9), i(4))), "9"),
    (n("min", i(3), NULL), None),
    (n("math_operator", f("0"), name="cos"), "1"),
    (n("math_operator", f("0"), name="ln"), None),
    (n("math_operator", i(-4), name="abs"), "4"),
    (n("math_operator", f("-4.2"), name="floor"), "-5"),
    (n("math_operator", f("0"), i(1), name="atan2"), "0"),
    (n("stats_operator", n("multiple", i(2), i(4), i(4), i(4), i(5), i(5), i(7), i(9)), name="popSD"), "2"),
    (n("stats_operator", n("multiple", i(2)), name="sampleVariance"), None),
]


@pytest.mark.parametrize(("node", "expected"), LOGIC + CONTAINERS + TEXTS + NUMBERS)
def test_an_operator_does_what_the_standard_says(node, expected):
    assert result(node) == expected


@pytest.mark.parametrize(
    ("node", "code"),
    [
        (n("custom_operator"), "PRC-02"),
        (n("frobnicate"), "PRC-01"),
        (n("not", TRUE, TRUE), "PRC-03"),
        (n("index", ids("ordered", "A")), "PRC-04"),
        (of("integer", "x"), "PRC-05"),
        (n("random", ids("multiple", "AB")), "PRC-08"),
        (n("pattern_match", s("a"), pattern="(a"), "PRC-09"),
    ],
)
def test_what_could_not_be_evaluated_is_refused_where_it_comes_in(node, code):
    assert refused(check_tree, node).code == code


def test_a_workstation_cannot_ask_for_a_key():
    for name in ("correct", "map-response", "map-response-point", "default"):
        node = Node(name, {"identifier": "RESPONSE"})
        assert refused(check_tree, node, "condition").code == "PRC-08"
        assert refused(evaluate, node, Variables()).code == "PRC-08"


def test_a_tree_too_deep_or_too_large_is_refused():
    deep = TRUE
    for _ in range(1000):
        deep = n("not", deep)
    assert refused(check_tree, deep).code == "PRC-07"
    assert refused(evaluate, deep, Variables()).code == "PRC-07"
    assert refused(check_tree, n("and", *[TRUE] * 6000)).code == "PRC-07"


def test_repeats_in_repeats_end_at_the_budget():
    node = i(1)
    for _ in range(6):
        node = n("container_size", n("repeat", node, number_repeats="1000"))
    assert refused(evaluate, node, Variables()).code == "PRC-07"


def trees() -> st.SearchStrategy[Node]:
    """Any names, any attributes, any children."""
    texts = st.sampled_from(["", "1", "-1", "A", "true", "x y", "0.5", "9" * 30, "float", "integer", "pi", "X", "{X}"])
    names = st.sampled_from([*EXPRESSIONS, "custom-operator", "nonsense"])
    keys = st.sampled_from(sorted({key for each in EXPRESSIONS.values() for key in each.attributes}))
    leaves = st.builds(lambda t, text: of(t, text), st.sampled_from(["integer", "float", "string", "boolean"]), texts)
    return st.recursive(
        leaves | st.just(NULL),
        lambda inner: st.builds(
            lambda name, attributes, children: Node(name, attributes, tuple(children)),
            names,
            st.dictionaries(keys, texts, max_size=4),
            st.lists(inner, max_size=4),
        ),
        max_leaves=30,
    )


@given(trees())
def test_no_checked_tree_fails_in_a_way_that_nobody_foresaw(node):
    budget = Budget(500)
    with contextlib.suppress(KnownError):
        check_tree(node)
        evaluate(node, Variables(X=parse_values(("3",), "integer", "single")), budget)
    assert 0 <= budget.left <= 500


@given(st.lists(st.decimals(-1000, 1000, places=2), min_size=1, max_size=50))
def test_sums_are_exact(numbers):
    value = evaluate(n("sum", *(f(str(each)) for each in numbers)), Variables())
    assert value is not None
    assert value.only == sum(numbers, Decimal(0))


# --- patterns


@pytest.mark.parametrize(
    ("pattern", "fitting", "others"),
    [
        (r"[a-z-[aeiou]]+", ["bcd"], ["bad", ""]),
        (r"(ab|c){2}", ["abc", "cab", "cc"], ["c", "ccc"]),
        (r"^\d+([.,]\d+)?$", ["12", "12,5"], ["12,", "a12"]),
        (r"\p{Lu}\w*", ["Ternate"], ["ternate"]),
        (r"[^\s]{1,3}", ["a", "abc"], ["a b", "abcd"]),
        (r"a*?b+", ["b", "aab"], ["a"]),
    ],
)
def test_a_pattern_fits_the_whole_text(pattern, fitting, others):
    assert all(patterns.fits(pattern, each) for each in fitting)
    assert not any(patterns.fits(pattern, each) for each in others)


def test_no_pattern_keeps_the_machine_busy():
    assert not patterns.fits("(a*)*b", "a" * 5000)
    assert not patterns.fits("(a|a|aa)+$", "a" * 3000 + "b")
    for pattern in ("((a{999}){999}){999}", "((){9999}){9999}", "(" * 400, "a" * 501, "(?=a)", r"\1", "[z-a]"):
        assert refused(patterns.check_pattern, pattern).code == "PRC-09"
