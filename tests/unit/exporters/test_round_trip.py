"""What was imported goes out as QTI 3.0 and comes in again as the same: test, items, texts, media, key.

The same means equal, field by field and byte by byte. A folder of Markdown goes out in QTI's general form; what comes in
shows the same and gives the same score for every response.
"""

from __future__ import annotations

from itertools import chain, combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from question_packs.assessment.interactions import ChoiceInteraction
from question_packs.assessment.model import AssessmentItem
from question_packs.builder.draft import Draft
from question_packs.exporters.qti.package import package_bytes, package_files
from question_packs.importers.drafts import draft_of
from question_packs.importers.found import Found
from question_packs.importers.sources import open_source
from question_packs.scoring.score import score_attempt
from tests.unit.exporters.drafts import drafts
from tests.unit.importers import packages
from tests.unit.importers.qti.item_files import BY_PEOPLE, EXAMPLES, FILES, as_version_2

SAMPLES = Path(__file__).parents[3] / "question_packs" / "samples"
MARKDOWN = ("latihan", "pengelola-pendapatan-daerah")


def found_again(draft: Draft) -> Found:
    """What an importer finds in the package of a draft."""
    return packages.read(package_files(draft))


def again(draft: Draft) -> Draft:
    """The draft after it went out and came in."""
    return draft_of(found_again(draft))


def from_item(text: str) -> Draft:
    """The draft of a package that holds nothing but this item file."""
    return draft_of(packages.read({**FILES, "items/butir.xml": text.encode()}))


@given(draft=drafts())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_whatever_a_draft_holds_comes_in_again_as_it_went_out(draft: Draft) -> None:
    found = found_again(draft)
    assert [each.status for each in found.reports if each.status == "refused"] == []
    came = draft_of(found)
    assert came.items == draft.items
    assert came.test == draft.test
    assert came.stimuli == draft.stimuli
    assert came.key == draft.key
    assert came.media == draft.media
    assert package_bytes(came) == package_bytes(draft)


@pytest.mark.parametrize("name", [*EXAMPLES, *BY_PEOPLE])
@pytest.mark.parametrize("version", ["2.1", "3.0"])
def test_every_interaction_of_either_version_survives(name: str, version: str) -> None:
    text = BY_PEOPLE[name] if name in BY_PEOPLE else EXAMPLES[name].text
    draft = from_item(text if version == "3.0" else as_version_2(text))
    assert again(draft) == draft


def test_an_identifier_that_is_no_name_of_xml_comes_in_again() -> None:
    test = packages.assessment_test(packages.part(packages.section(packages.refs("123"))))
    draft = draft_of(packages.read(packages.package(test, "123")))
    assert b' identifier="_123"' in package_files(draft)["items/123.xml"]
    assert again(draft) == draft


@pytest.mark.parametrize("name", list(EXAMPLES))
def test_what_was_right_is_right_and_what_was_wrong_is_wrong(name: str) -> None:
    example = EXAMPLES[name]
    draft = from_item(example.text)
    came = again(draft)
    for response in (example.right, example.wrong, ()):
        responses = {came.items[0].identifier: {"RESPONSE": response}} if response else {}
        scores = [score_attempt(responses, [each.items[0].identifier], each.key).total.score for each in (draft, came)]
        assert scores[0] == scores[1] == (example.score if response == example.right else 0)


def test_the_sample_of_all_interactions_comes_in_again_whole() -> None:
    draft = open_source(SAMPLES / "ragam-soal").draft
    assert draft is not None
    assert again(draft) == draft


@pytest.mark.parametrize("sample", MARKDOWN)
def test_markdown_shows_the_same_and_scores_the_same_for_every_response(sample: str) -> None:
    draft = open_source(SAMPLES / sample).draft
    assert draft is not None
    found = found_again(draft)
    assert {each.status for each in found.reports if each.kind != "test"} <= {"imported", "with_loss"}
    came = draft_of(found)
    assert again(came) == came
    assert came.test.time_limits == draft.test.time_limits
    assert (came.key.aspects, came.key.sections, came.key.cut_scores) == (
        draft.key.aspects,
        draft.key.sections,
        draft.key.cut_scores,
    )
    before = {each.identifier: each for each in draft.items}
    for item in came.items:
        assert _shown(item) == _shown(before[item.identifier])
        for response in _all_responses(item):
            responses = {item.identifier: {"RESPONSE": response}}
            first, second = (score_attempt(responses, [item.identifier], each.key).items[0] for each in (draft, came))
            assert (first.score, first.maximum) == (second.score, second.maximum)


def _shown(item: AssessmentItem) -> object:
    """What a candidate sees, blanks between blocks left aside."""
    (interaction,) = item.interactions
    assert isinstance(interaction, ChoiceInteraction)
    return " ".join(item.body.split()), item.title, item.language, interaction


def _all_responses(item: AssessmentItem) -> list[tuple[str, ...]]:
    (interaction,) = item.interactions
    assert isinstance(interaction, ChoiceInteraction)
    names = [each.identifier for each in interaction.simple_choices]
    most = interaction.max_choices or len(names)
    return list(chain.from_iterable(combinations(names, count) for count in range(1, most + 1)))
