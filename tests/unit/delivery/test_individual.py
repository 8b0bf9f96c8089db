"""Items submitted by themselves, answers that must be valid, and conditions: which item comes next."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.interactions import ChoiceInteraction
from question_packs.assessment.model import (
    AssessmentItemRef,
    AssessmentSection,
    AssessmentTest,
    BranchRule,
    ItemSessionControl,
    TestPart,
    TimeLimits,
)
from question_packs.records.attempt_state import fold
from question_packs.records.events import decode_event
from tests.samples import item
from tests.unit.delivery.exams import MINUTE_MS, Exam

FREE = ItemSessionControl()


def answered(name: str, option: str) -> Node:
    """A condition: this item was answered so."""
    return Node(
        "match",
        children=(
            Node("variable", {"identifier": f"{name}.RESPONSE"}),
            Node("base-value", {"base-type": "identifier"}, text=option),
        ),
    )


def sitting_of(*sections: AssessmentSection, linear: bool = True, control: ItemSessionControl = FREE) -> Exam:
    """A started exam whose items are submitted one by one."""
    part = TestPart("utama", sections, "linear" if linear else "nonlinear", "individual", control)
    test = AssessmentTest("UJI", "Uji", "id", "1", (part,), TimeLimits(1800))
    names = [ref.identifier for section in sections for ref in section.item_refs]
    return Exam(test, {name: item(name) for name in names}, 30 * MINUTE_MS).start()


def section(identifier: str, *refs: AssessmentItemRef, **more: object) -> AssessmentSection:
    return AssessmentSection(identifier, identifier, refs, **more)


def refs(*names: str) -> tuple[AssessmentItemRef, ...]:
    return tuple(map(AssessmentItemRef, names))


def step(sitting: Exam) -> str | None:
    """Go on; where one is then, None at the end."""
    following = sitting.attempt.following
    if following is None:
        return None
    sitting.keep(sitting.attempt.go_to(following.item, sitting.now))
    return sitting.attempt.current.item


def test_an_answered_item_is_submitted_when_it_is_left_and_is_then_read_only() -> None:
    sitting = sitting_of(section("satu", *refs("a", "b", "c")), linear=False)
    sitting.answer("A")
    step(sitting)
    assert "ItemSubmitted" in sitting.kinds
    step(sitting)
    assert sitting.kinds.count("ItemSubmitted") == 1, "nothing was answered here"
    sitting.go_to(1)
    assert sitting.attempt.read_only
    assert sitting.refused(sitting.answer, "B") == "DEL-14"
    sitting.go_to(2)
    sitting.answer("B")


def test_as_often_as_the_attempts_allow_and_looking_again_is_no_attempt() -> None:
    sitting = sitting_of(section("satu", *refs("a", "b")), linear=False, control=replace(FREE, max_attempts=2))
    for option in "AB":
        sitting.answer(option)
        sitting.go_to(2)
        sitting.go_to(1)
        sitting.go_to(2)
        sitting.go_to(1)
    assert sitting.attempt.state.submissions == {"a": 2}
    assert sitting.refused(sitting.answer, "C") == "DEL-14"


def test_without_a_limit_an_answer_can_always_be_changed() -> None:
    sitting = sitting_of(section("satu", *refs("a", "b")), linear=False, control=replace(FREE, max_attempts=0))
    for option in "ABCDE":
        sitting.answer(option)
        sitting.go_to(2)
        sitting.go_to(1)
    assert not sitting.attempt.read_only


def test_the_word_of_a_section_comes_before_that_of_its_part() -> None:
    strict = replace(FREE, allow_skipping=False)
    sitting = sitting_of(
        section("satu", *refs("a", "b"), item_session_control=strict), section("dua", *refs("c", "d")), linear=True
    )
    assert sitting.refused(sitting.go_to, 2) == "DEL-03"
    sitting.answer("A")
    step(sitting)
    sitting.answer("A")
    assert [step(sitting), step(sitting)] == ["c", "d"], "the second section lets skip"


def test_an_item_that_must_be_valid_is_not_left_with_a_shortcoming() -> None:
    sitting = sitting_of(section("satu", *refs("a", "b")), control=replace(FREE, validate_responses=True))
    two = ChoiceInteraction("RESPONSE", sitting.items["a"].interactions[0].simple_choices, max_choices=3, min_choices=2)
    sitting.items["a"] = replace(sitting.items["a"], interactions=(two,))
    sitting.answer("A")
    assert sitting.refused(step, sitting) == "RSP-01"
    sitting.answer("A", "B")
    assert step(sitting) == "b"


def test_a_precondition_that_does_not_hold_leaves_the_item_out() -> None:
    only_after_b = AssessmentItemRef("b", pre_conditions=(answered("a", "B"),))
    for option, way in (("A", ["c", None]), ("B", ["b", "c"])):
        sitting = sitting_of(section("satu", *refs("a"), only_after_b, *refs("c")))
        sitting.answer(option)
        assert [step(sitting), step(sitting)] == way
        sitting.keep(sitting.attempt.submit("by_candidate", sitting.now))
        assert sitting.attempt.state.submitted.unanswered == len(way) - way.count(None), "what is left out is not open"


def test_a_section_is_left_out_as_a_whole() -> None:
    extra = section("dua", *refs("c", "d"), pre_conditions=(answered("a", "E"),))
    sitting = sitting_of(section("satu", *refs("a", "b")), extra, section("tiga", *refs("e")))
    sitting.answer("A")
    assert [step(sitting), step(sitting), step(sitting)] == ["b", "e", None]


def test_a_branch_leads_to_an_item_a_section_or_out() -> None:
    def way(target: str) -> list[str | None]:
        start = AssessmentItemRef("a", branch_rules=(BranchRule(target, answered("a", "A")),))
        sitting = sitting_of(section("satu", start, *refs("b", "c")), section("dua", *refs("d", "e")))
        sitting.answer("A")
        gone: list[str | None] = []
        while gone[-1:] != [None]:
            gone.append(step(sitting))
        return gone

    assert way("c") == ["c", "d", "e", None]
    assert way("dua") == way("EXIT_SECTION") == ["d", "e", None]
    assert way("EXIT_TESTPART") == way("EXIT_TEST") == [None]
    assert way("a") == ["b", "c", "d", "e", None], "never back"


def test_a_condition_that_nobody_can_evaluate_does_not_hold_and_stops_nobody() -> None:
    odd = AssessmentItemRef("a", branch_rules=(BranchRule("EXIT_TEST", Node("correct", {"identifier": "a.SCORE"})),))
    sitting = sitting_of(section("satu", odd, *refs("b")))
    assert step(sitting) == "b"


CONDITIONS = st.builds(answered, st.sampled_from("abcdefgh"), st.sampled_from("AB"))
RULES = st.builds(BranchRule, st.sampled_from([*"abcdefgh", "dua", "EXIT_SECTION", "EXIT_TEST"]), CONDITIONS)
REFS = st.lists(st.tuples(st.lists(CONDITIONS, max_size=1), st.lists(RULES, max_size=2)), min_size=8, max_size=8)


@settings(max_examples=80)
@given(REFS, st.lists(st.sampled_from(["A", "B", ""]), min_size=8, max_size=8))
def test_any_conditions_give_one_way_forward_that_every_crash_finds_again(rules, answers) -> None:
    names = "abcdefgh"
    made = [
        AssessmentItemRef(name, pre_conditions=tuple(conditions), branch_rules=tuple(branches))
        for name, (conditions, branches) in zip(names, rules, strict=True)
    ]
    sitting = sitting_of(section("satu", *made[:4]), section("dua", *made[4:]))
    numbers = [sitting.attempt.current.number]
    for answer in answers:
        if answer:
            sitting.answer(answer)
        again = sitting.reloaded(sitting.lines)
        assert again.state == fold(map(decode_event, sitting.lines))
        assert again.following == sitting.attempt.following
        if step(sitting) is None:
            break
        numbers.append(sitting.attempt.current.number)
    assert numbers == sorted(set(numbers)), "only forward"
    on_path = {place.number for place in sitting.attempt.places}
    assert set(numbers) <= on_path
    assert {n for n in on_path if n < numbers[-1]} == set(numbers[:-1]), "what was passed over does not count"
