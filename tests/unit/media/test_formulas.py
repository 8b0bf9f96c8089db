"""Formulas: drawn the same every time, on the baseline, hardened against strangers, and said in words."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_packs.errors import KnownError
from question_packs.media.formulas import latex_in_words, mathml_in_words, render_formula, render_mathml

MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML">{}</math>'


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        ("x^2", "x pangkat 2"),
        (r"\frac{a}{b}", "a per b"),
        (r"\frac{a+1}{b}", "pecahan a tambah 1, per b, akhir pecahan,"),
        (r"\sqrt{x}", "akar dari x"),
        (r"\sqrt[3]{8}=2", "akar pangkat 3 dari 8 sama dengan 2"),
        (r"a_{1} \le 5\%", "a indeks 1 kurang dari atau sama dengan 5 persen"),
        (r"\sum_{i=1}^{n} i", "jumlah dari i sama dengan 1 sampai n, dari i"),
        (r"30^\circ", "30 derajat"),
        (r"\vec{v}", "v vektor"),
    ],
)
def test_a_formula_is_said_in_indonesian(latex: str, words: str) -> None:
    assert latex_in_words(latex) == words


def test_mathml_is_drawn_like_the_same_formula_in_latex() -> None:
    drawn = render_mathml(MATH.format("<msup><mi>x</mi><mn>2</mn></msup>"), display=False)
    same = render_formula("x^2", display=False)
    assert (drawn.width, drawn.height) == (same.width, same.height)
    assert mathml_in_words(MATH.format("<msup><mi>x</mi><mn>2</mn></msup>")) == "x pangkat 2"


def test_the_baseline_is_where_the_view_box_has_nought() -> None:
    top, height = (
        float(side) for side in ElementTree.fromstring(render_formula("y_g", False).data).attrib["viewBox"].split()[1::2]
    )
    assert top < 0 < top + height


def test_of_two_ways_to_say_a_formula_the_drawn_one_is_taken() -> None:
    both = MATH.format("<semantics><mi>x</mi><annotation-xml><script/></annotation-xml></semantics>")
    assert render_mathml(both, True).data == render_mathml(MATH.format("<mi>x</mi>"), True).data


@pytest.mark.parametrize(
    "mathml",
    [
        "x", "<math/>", MATH.format("<script/>"), MATH.format("<apply/>"), MATH.format("<mfrac><mi>x</mi></mfrac>"),
        MATH.format("<mrow>" * 200 + "</mrow>" * 200), MATH.format("<mi>x</mi>" * 5000), MATH.format("<mi>&alpha;</mi>"),
        '<!DOCTYPE math [<!ENTITY a "b">]>' + MATH.format("<mi>&a;</mi>"), MATH.format("<mi>" + "x" * 300_000 + "</mi>"),
        "<svg/>",
    ],
    ids=lambda mathml: mathml[:30],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused(mathml: str) -> None:
    with pytest.raises(KnownError, match="MED-08"):
        render_mathml(mathml, True)


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.sampled_from(["<mi>x</mi>", "<mo>+</mo>", "<mn>2</mn>", "<mspace/>", "<mtext> </mtext>", "<mo></mo>", "<none/>"]),
        lambda inner: st.tuples(
            st.sampled_from(["mrow", "mfrac", "msup", "msub", "msqrt", "mroot", "mover", "mtable", "mfenced", "munderover"]),
            st.lists(inner, max_size=3),
        ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"),
        max_leaves=8,
    )
)
def test_any_formula_is_drawn_or_refused(body: str) -> None:
    try:
        picture = render_mathml(MATH.format(body), False)
    except KnownError:
        return
    assert picture.width > 0
    assert isinstance(mathml_in_words(MATH.format(body)), str)
