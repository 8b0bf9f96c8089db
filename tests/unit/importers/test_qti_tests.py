from decimal import Decimal

import pytest

from question_packs.assessment.model import AssessmentSection, ItemGroup, TimeLimits
from question_packs.importers.drafts import draft_of
from question_packs.importers.found import Found
from tests.unit.importers.packages import LINEAR, codes, part, read_test, refs, section

RESPONDED = "<qti-not><qti-is-null><qti-variable identifier='a.RESPONSE'/></qti-is-null></qti-not>"
SCORED = "<qti-gt><qti-variable identifier='a.SCORE'/><qti-base-value base-type='float'>0</qti-base-value></qti-gt>"


def sections(found: Found) -> tuple[AssessmentSection, ...]:
    return found.tests[0].test.sections()


def test_parts_sections_limits_and_control_come_in_whole() -> None:
    limits = "<qti-time-limits max-time='5400' min-time='600'/>"
    own = "<qti-time-limits max-time='60.5'/><qti-item-session-control allow-review='false' validate-responses='true'/>"
    rubric = "<qti-rubric-block view='candidate'><qti-content-body><p>Baca dulu.</p></qti-content-body></qti-rubric-block>"
    choose = "<qti-selection select='1'/><qti-ordering shuffle='true'/>"
    found, report = read_test(limits + part(section(own + choose + rubric + refs("a", "b"))), "a", "b")
    assert (report.status, codes(report)) == ("imported", [])
    (only,) = sections(found)
    assert found.tests[0].test.time_limits == TimeLimits(5400, 600)
    assert (only.select, only.shuffle, only.time_limits.max_time) == (1, True, 61)
    assert only.instructions == "<p>Baca dulu.</p>"
    assert only.item_session_control is not None
    assert not only.item_session_control.allow_review
    assert only.item_session_control.validate_responses


def test_sections_in_a_section_are_groups_and_a_section_of_sections_is_opened_up() -> None:
    inner = section("<qti-selection select='1'/>" + refs("a", "b"), "dalam", 'visible="false" keep-together="false"')
    found, report = read_test(part(section(section(inner + refs("c"), "luar"), "semua", 'visible="false"')), "a", "b", "c")
    assert report.status == "imported"
    (only,) = sections(found)
    assert only.identifier == "luar"
    assert only.groups == (ItemGroup("dalam", select=1, keep_together=False),)
    assert [(each.identifier, each.group) for each in only.item_refs] == [("a", "dalam"), ("b", "dalam"), ("c", "")]


def test_a_place_weighs_its_item_and_an_item_at_two_places_is_two_items() -> None:
    weighed = "<qti-assessment-item-ref identifier='lagi' href='items/a.xml'><qti-weight identifier='W' value='2.5'/>"
    found, report = read_test(part(section(refs("a") + weighed + "</qti-assessment-item-ref>")), "a")
    assert report.status == "imported"
    key = draft_of(found).key
    assert {each.identifier: each.maximum for each in key.items} == {"a": Decimal(1), "lagi": Decimal("2.5")}


def test_conditions_on_responses_work_in_a_linear_part() -> None:
    conditional = f"<qti-assessment-item-ref identifier='b' href='items/b.xml'><qti-pre-condition>{RESPONDED}"
    branch = f"<qti-branch-rule target='EXIT_TEST'>{RESPONDED}</qti-branch-rule>"
    ref = f"{conditional}</qti-pre-condition>{branch}</qti-assessment-item-ref>"
    found, report = read_test(part(section(refs("a") + ref), LINEAR), "a", "b")
    assert report.status == "imported"
    second = sections(found)[0].item_refs[1]
    assert (len(second.pre_conditions), second.branch_rules[0].target) == (1, "EXIT_TEST")
    found, report = read_test(part(section(refs("a") + ref)), "a", "b")
    assert codes(report) == ["IMP-38", "IMP-38"]


@pytest.mark.parametrize("condition", [SCORED, "<qti-number-correct/>", RESPONDED.replace("a.", "z.")])
def test_a_way_that_needs_scores_refuses_the_test_by_name(condition: str) -> None:
    rule = f"<qti-pre-condition>{condition}</qti-pre-condition>"
    ref = f"<qti-assessment-item-ref identifier='b' href='items/b.xml'>{rule}</qti-assessment-item-ref>"
    _, report = read_test(part(section(refs("a") + ref), LINEAR), "a", "b")
    assert (report.status, codes(report)) == ("refused", ["IMP-39"])


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("<qti-selection select='1' with-replacement='true'/>", "IMP-32"),
        ("<qti-selection select='9'/>", "IMP-33"),
        ("<qti-time-limits min-time='9'/>", "IMP-31"),
        ("<qti-time-limits max-time='sebentar'/>", "IMP-44"),
        ("<qti-item-session-control show-feedback='true'/>", "IMP-30"),
        ("<qti-rubric-block view='scorer'><p>x</p></qti-rubric-block>", "IMP-30"),
        ("<qti-pre-condition><qti-number-responded/></qti-pre-condition>", "IMP-38"),
        ("<asing/>", "IMP-30"),
    ],
)
def test_what_a_section_cannot_have_is_named(inside: str, code: str) -> None:
    _, report = read_test(part(section(inside + refs("a"))), "a")
    assert (report.status, codes(report)) == ("with_loss", [code])


def test_outcome_processing_comes_in_and_what_cannot_be_run_is_left_out_by_name() -> None:
    declared = "<qti-outcome-declaration identifier='SCORE' cardinality='single' base-type='float'/>"
    total = "<qti-sum><qti-test-variables variable-identifier='SCORE'/></qti-sum>"
    rule = "<qti-set-outcome-value identifier='SCORE'>{}</qti-set-outcome-value>"
    rules = f"<qti-outcome-processing>{rule}</qti-outcome-processing>"
    body = part(section(refs("a")))
    found, report = read_test(declared + body + rules.format(total), "a")
    assert report.status == "imported"
    assert (found.tests[0].outcomes[0].identifier, found.tests[0].outcome_rules[0].name) == ("SCORE", "set-outcome-value")
    found, report = read_test(declared + body + rules.format("<qti-custom-operator class='x'/>"), "a")
    assert codes(report) == ["IMP-40"]
    assert found.tests[0].outcome_rules == ()


def test_an_identifier_never_becomes_a_path() -> None:
    found, _ = read_test(part(section(refs("a"), "../../etc")), "a")
    assert "/" not in sections(found)[0].identifier


def test_categories_of_the_test_tag_items_that_have_no_tags() -> None:
    ref = "<qti-assessment-item-ref identifier='a' href='items/a.xml' category='aspect:teknis level:3 lain'/>"
    found, _ = read_test(part(section(ref)), "a")
    key = draft_of(found).key
    assert (key.items[0].aspect, key.items[0].level, [each.identifier for each in key.aspects]) == ("teknis", 3, ["teknis"])
