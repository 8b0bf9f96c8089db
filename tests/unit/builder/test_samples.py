"""The sources that ship with the product: complete, clean, and without a give-away."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import question_packs
from question_packs.builder.compile import compile_source
from question_packs.builder.draft import Draft
from question_packs.builder.findings import Report
from question_packs.builder.source import Source, read_source

SAMPLES = Path(question_packs.__file__).parent / "samples"


@pytest.fixture(scope="module")
def source() -> Source:
    """The exam as its authors wrote it, key and all."""
    return read_source(SAMPLES / "pengelola-pendapatan-daerah", Report())


@pytest.fixture(scope="module")
def exam() -> Draft:
    compiled, _ = compile_source(SAMPLES / "pengelola-pendapatan-daerah")
    assert compiled is not None
    return compiled


@pytest.mark.parametrize("name", ["pengelola-pendapatan-daerah", "latihan"])
def test_a_sample_has_no_finding(name: str) -> None:
    report: Report = compile_source(SAMPLES / name)[1]
    assert [(each.file, each.line, each.code) for each in report] == []


def test_the_exam_has_150_items_in_the_four_sections(exam: Draft) -> None:
    counts = {section.identifier: len(section.item_refs) for section in exam.test.sections()}
    assert counts == {"tupoksi": 35, "etika": 35, "birokrasi": 35, "teknis": 45}
    assert exam.test.time_limits.max_time == 150 * 60


def test_a_third_is_graded_from_one_to_five(source: Source) -> None:
    graded = [item.header.points for item in source.items if item.header.points is not None]
    assert 45 <= len(graded) <= 55
    assert all(sorted(points.values()) == [1, 2, 3, 4, 5] for points in graded)


def test_at_least_ten_items_have_a_figure_a_table_or_a_formula(exam: Draft) -> None:
    assert sum("<img" in item.body or "<table>" in item.body for item in exam.items) >= 10


def test_every_item_has_five_options_and_tags(exam: Draft, source: Source) -> None:
    assert all(len(item.interactions[0].simple_choices) == 5 for item in exam.items)
    assert all(len(ref.categories) == 3 for section in exam.test.sections() for ref in section.item_refs)
    assert {item.header.aspect for item in source.items} == {"administrasi", "teknis", "manajerial"}


def test_neither_the_longest_option_nor_a_letter_is_a_good_guess(source: Source) -> None:
    """A candidate who always takes the longest (or the shortest) option, or one letter, does little better than chance."""
    single = [item for item in source.items if item.best is not None]
    longest = sum(max(item.options, key=lambda each: len(each.text)).letter == item.best for item in single)
    shortest = sum(min(item.options, key=lambda each: len(each.text)).letter == item.best for item in single)
    letters = Counter(item.best for item in single)
    assert longest / len(single) < 0.3
    assert shortest / len(single) < 0.3
    assert all(0.12 < letters[letter] / len(single) < 0.28 for letter in "ABCDE")


def test_the_practice_has_ten_items_in_their_order() -> None:
    practice, _ = compile_source(SAMPLES / "latihan")
    assert practice is not None
    (section,) = practice.test.sections()
    assert [ref.identifier for ref in section.item_refs] == [f"LAT-{i:03}" for i in range(1, 11)]
    assert not section.shuffle
