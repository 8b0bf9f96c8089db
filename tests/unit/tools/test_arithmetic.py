"""The calculator's decimals: any sum of any depth is what decimals say it is, and nothing that is typed does harm."""

from __future__ import annotations

import decimal
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.gui.tools.arithmetic import FUNCTIONS, MAX_TOKENS, CalculationError, evaluate, written
from desktop_app.gui.tools.calculator import Calculator

Sum = tuple[list[str], Decimal]
CONTEXT = decimal.Context(prec=28)
NUMBERS = st.decimals(0, 99999, places=2).map(lambda value: ([f"{value:f}"], value))


def _joined(left: Sum, sign: str, right: Sum) -> Sum:
    with decimal.localcontext(CONTEXT):
        value = {"+": left[1] + right[1], "-": left[1] - right[1], "*": left[1] * right[1]}[sign]
    return ["(", *left[0], ")", sign, "(", *right[0], ")"], value


SUMS = st.recursive(
    NUMBERS, lambda inner: st.builds(_joined, inner, st.sampled_from("+-*"), inner), max_leaves=6
)  # fmt: skip


@given(SUMS)
def test_any_bracketed_sum_is_what_decimals_say(sum_and_value: Sum) -> None:
    tokens, value = sum_and_value
    if len(tokens) <= MAX_TOKENS:
        assert evaluate(tokens) == value


@given(st.lists(st.integers(0, 999), min_size=2, max_size=12), st.data())
def test_products_bind_more_than_sums(numbers: list[int], data: st.DataObject) -> None:
    signs = data.draw(st.lists(st.sampled_from("+-*"), min_size=len(numbers) - 1, max_size=len(numbers) - 1))
    tokens = [str(numbers[0])]
    for sign, number in zip(signs, numbers[1:], strict=True):
        tokens += [sign, str(number)]
    with decimal.localcontext(CONTEXT):
        assert evaluate(tokens) == Decimal(eval(" ".join(f"Decimal({t})" if t.isdigit() else t for t in tokens)))


@given(st.lists(st.sampled_from(["1", "2.5", "0", "(", ")", *"+-*/^%!²", "pi", *FUNCTIONS]), max_size=30))
def test_whatever_stands_there_gives_a_value_or_a_plain_refusal(tokens: list[str]) -> None:
    try:
        value = evaluate(tokens)
    except CalculationError:
        return
    assert value.is_finite()
    assert len(written(value)) <= 24


KEYS = st.sampled_from([*"0123456789.+-*/^%!²()", "pi", *FUNCTIONS, "=", "clear", "back", "sign", "MC", "MR", "M+", "M-"])


@given(st.lists(KEYS, max_size=60))
def test_no_way_of_pressing_keys_breaks_the_calculator(keys: list[str]) -> None:
    calculator = Calculator()
    for key in keys:
        calculator.press(key)
        assert calculator.has_failed or calculator.shown
    calculator.press("clear")
    assert (calculator.line, calculator.shown) == ((), "0")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("0 . 1 + 0 . 2 =", "0.3"),
        ("2 + 3 * 4 =", "14"),
        ("2 0 0 + 1 0 % =", "220"),
        ("2 0 0 * 1 0 % =", "20"),
        ("2 0 0 - 1 0 % * 2 =", "199.8"),
        ("- 2 ² =", "-4"),
        ("2 sign ² =", "4"),
        ("2 ^ 3 ^ 2 =", "512"),
        ("1 / 3 =", "0.333333333333"),
        ("5 ! =", "120"),
        ("sqrt 1 6 =", "4"),
        ("2 ( 3 + 4 =", "14"),
        ("sin 3 0 =", "0.5"),
        ("cos 6 0 =", "0.5"),
        ("tan 4 5 =", "1"),
        ("log 1 0 0 0 =", "3"),
        ("ln 1 =", "0"),
        ("2 pi =", "6.28318530718"),
        ("5 + = 7", "7"),
        ("5 + * 3 =", "15"),
        ("1 2 back + 4 =", "5"),
        ("7 = + 1 =", "8"),
        ("7 = 3", "3"),
        ("4 M+ 6 M+ clear MR * 2 =", "20"),
        ("9 M- MR =", "-9"),
        ("9 9 9 9 9 9 * 9 9 9 9 9 9 =", "999998000001"),
        ("1 0 ^ 2 0 =", "1e20"),
    ],
)
def test_sums_of_every_day(typed: str, shown: str) -> None:
    calculator = Calculator()
    for key in typed.split():
        calculator.press(key)
    assert calculator.shown == shown


@pytest.mark.parametrize("typed", ["1 / 0 =", "sqrt 2 sign =", "tan 9 0 =", "ln 0 =", "7 0 ! =", "9 ^ 9 ^ 9 =", "1 . 5 ! ="])
def test_what_has_no_value_is_told_and_the_next_key_begins_anew(typed: str) -> None:
    calculator = Calculator()
    for key in typed.split():
        calculator.press(key)
    assert calculator.has_failed
    calculator.press("8")
    assert calculator.shown == "8"
    assert not calculator.has_failed
