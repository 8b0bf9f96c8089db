"""Numbers, dates and times as official minutes write them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.reports import indonesian_dates as words

_DIGITS = dict(
    zip(("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"), range(1, 10), strict=True)
)
_FUSED = {"sepuluh": (1, 10), "sebelas": (1, 11), "seratus": (1, 100), "seribu": (1, 1000), "nol": (1, 0)}


def read_back(text: str) -> int:
    """An independent reader: digits gather, multipliers apply to what was gathered, `ribu` to all before it."""
    total = part = digit = 0
    for word in text.split():
        if word in _DIGITS:
            digit = _DIGITS[word]
        elif word == "belas":
            part, digit = part + 10 + digit, 0
        elif word == "puluh":
            part, digit = part + 10 * digit, 0
        elif word == "ratus":
            part, digit = part + 100 * digit, 0
        elif word == "ribu":
            total, part, digit = 1000 * (part + digit), 0, 0
        elif word == "seribu":
            total = 1000
        else:
            part += _FUSED[word][1]
    return total + part + digit


def test_every_number_up_to_9999_reads_back_from_its_words() -> None:
    texts = [words.number_words(number) for number in range(10_000)]
    assert [read_back(text) for text in texts] == list(range(10_000))
    assert len(set(texts)) == 10_000


@given(st.integers(10_000, 999_999))
def test_larger_numbers_read_back_too(number: int) -> None:
    assert read_back(words.number_words(number)) == number


@pytest.mark.parametrize("number", [-1, 1_000_000])
def test_a_number_outside_the_range_is_a_bug_of_the_caller(number: int) -> None:
    with pytest.raises(ValueError, match="not between"):
        words.number_words(number)


def test_the_day_of_exercise_a_is_written_out_as_the_minutes_need_it() -> None:
    there = words.local(datetime(2025, 6, 16, 1, 0, tzinfo=UTC), "Asia/Jakarta")
    assert words.date_words(there) == "Senin tanggal enam belas bulan Juni tahun dua ribu dua puluh lima"
    assert words.day_and_date(there) == "Senin, 16 Juni 2025"
    assert f"{words.clock_text(there)} {words.zone_name(there)}" == "08.00 WIB"


@pytest.mark.parametrize(("zone", "name"), [("Asia/Pontianak", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")])
def test_each_zone_of_the_country_has_its_name(zone: str, name: str) -> None:
    assert words.zone_name(words.local(datetime(2025, 6, 16, tzinfo=UTC), zone)) == name


def test_a_late_evening_in_utc_is_the_next_day_in_the_room() -> None:
    assert words.moment_text(datetime(2025, 12, 31, 22, 30, tzinfo=UTC), "Asia/Jayapura") == "1 Januari 2026 pukul 07.30 WIT"


def test_scores_counts_and_nips_are_set_as_offices_set_them() -> None:
    assert words.decimal_text(Decimal("87.50")) == "87,50"
    assert words.count_text(12345) == "12.345"
    assert words.nip_text("198201102011031911") == "19820110 201103 1 911"
    assert words.nip_text("kontrak-7") == "kontrak-7"
