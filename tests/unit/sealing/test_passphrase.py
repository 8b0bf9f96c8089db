"""Files under a passphrase: standard age files of a fixed cost, opened by no other passphrase and never half."""

from __future__ import annotations

import re

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_packs.sealing import passphrase
from question_packs.sealing.passphrase import CannotOpenError, lock, unlock

CHUNK = 64 * 1024


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return lock(b"rahasia", "kode")


@pytest.mark.parametrize("size", [0, 1, CHUNK, CHUNK + 1])
def test_what_was_sealed_opens_again_also_by_the_library(size: int) -> None:
    data = bytes(size)
    made = lock(data, "kode")
    assert unlock(made, "kode") == data
    assert pyrage.passphrase.decrypt(made, "kode") == data


def test_what_the_library_sealed_opens() -> None:
    assert unlock(pyrage.passphrase.encrypt(b"rahasia", "kode"), "kode") == b"rahasia"


def test_the_cost_is_the_same_on_every_machine(sealed: bytes) -> None:
    found = re.match(rb"age-encryption.org/v1\n-> scrypt \S+ (\d+)\n", sealed)
    assert found is not None
    assert int(found[1]) == passphrase.COST


def test_another_passphrase_or_a_cost_beyond_reason_opens_nothing(sealed: bytes) -> None:
    for data, code in ((sealed, "lain"), (sealed.replace(b" 18\n", b" 30\n", 1), "kode"), (b"", "kode")):
        with pytest.raises(CannotOpenError):
            unlock(data, code)


@settings(max_examples=12, deadline=None)
@given(place=st.integers(0, 10_000), cut=st.booleans())
def test_a_file_that_was_altered_or_cut_anywhere_opens_nothing(sealed: bytes, place: int, cut: bool) -> None:
    place %= len(sealed)
    harmed = sealed[:place] if cut else sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
    with pytest.raises(CannotOpenError):
        unlock(harmed, "kode")
