"""The most that rules can give is never less than what they give."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from question_packs.assessment.expressions.tree import Node
from question_packs.importers.qti.scores import worked_out_maximum
from question_packs.scoring.declarations import (
    MapEntry,
    OutcomeDeclaration,
    QtiProcessing,
    ResponseDeclaration,
    ResponseMapping,
)
from question_packs.scoring.processing import process
from question_packs.scoring.standard import condition, literal, set_outcome, variable

POINTS = st.integers(-4, 6).map(Decimal)
BOUNDS = st.none() | POINTS
NUMBERS = st.recursive(
    st.one_of(
        st.integers(-3, 5).map(lambda number: literal(str(number))),
        st.just(Node("map-response", {"identifier": "RESPONSE"})),
        st.just(variable("SCORE")),
    ),
    lambda inner: st.builds(
        lambda name, parts: Node(name, {}, tuple(parts)),
        st.sampled_from(["sum", "product", "subtract", "max", "min"]),
        st.lists(inner, min_size=2, max_size=2),
    ),
    max_leaves=6,
)
IS_RIGHT = Node("match", {}, (variable("RESPONSE"), Node("correct", {"identifier": "RESPONSE"})))
ANSWERED = Node("not", {}, (Node("is-null", {}, (variable("RESPONSE"),)),))


@st.composite
def rules(draw: st.DrawFn) -> tuple[Node, ...]:
    """Some rules, with and without conditions and exits."""

    def branch() -> tuple[Node, ...]:
        steps = (set_outcome("SCORE", draw(NUMBERS)),)
        return (*steps, Node("exit-response")) if draw(st.booleans()) else steps

    found: list[Node] = []
    for _ in range(draw(st.integers(1, 4))):
        if draw(st.booleans()):
            found.append(set_outcome("SCORE", draw(NUMBERS)))
        else:
            otherwise = branch() if draw(st.booleans()) else ()
            found.append(condition(draw(st.sampled_from([IS_RIGHT, ANSWERED])), branch(), otherwise))
    return tuple(found)


@given(
    rules=rules(),
    points=st.lists(POINTS, min_size=3, max_size=3),
    default=POINTS,
    bounds=st.tuples(BOUNDS, BOUNDS),
    responses=st.lists(st.lists(st.sampled_from("ABCX"), max_size=3, unique=True), min_size=1, max_size=5),
)
def test_no_answer_gives_more_than_the_maximum(
    rules: tuple[Node, ...],
    points: list[Decimal],
    default: Decimal,
    bounds: tuple[Decimal | None, Decimal | None],
    responses: list[list[str]],
) -> None:
    lower, upper = bounds if None in bounds else sorted(each for each in bounds if each is not None)
    mapping = ResponseMapping(tuple(map(MapEntry, "ABC", points)), default, lower, upper)
    declaration = ResponseDeclaration("RESPONSE", "multiple", "identifier", ("A", "B"), mapping)
    score = OutcomeDeclaration("SCORE", default=("0",))
    most = worked_out_maximum(rules, {"RESPONSE": declaration}, {"SCORE": score}, {"RESPONSE": 3})
    assert most is not None
    processing = QtiProcessing((declaration,), (score,), rules, maximum=Decimal(10**5))
    for response in responses:
        value = process(processing, {"RESPONSE": tuple(response)}).outcomes["SCORE"]
        assert value is not None
        assert value.only <= most
