"""Keys of an opening are for the workstations that they were sealed to, and for nobody else."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from question_packs.records.acts import Act, CloseSitting, OpenSitting, Pause, is_for_machines
from question_packs.records.opening import open_opening, seal_opening
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import encode
from tests.samples import refused

ONE, TWO, STRANGER = (KeyPair.generate(name, "device") for name in ("PC-01", "PC-02", "PC lain"))
BOTH = [ONE.public.recipient, TWO.public.recipient]
IDENTITIES = {"ab" * 32: "AGE-SECRET-KEY-1", "cd" * 32: "AGE-SECRET-KEY-2"}
SEALED = seal_opening(IDENTITIES, BOTH)


def test_every_workstation_it_is_sealed_to_opens_it_and_no_other() -> None:
    assert open_opening(SEALED, ONE) == open_opening(SEALED, TWO) == IDENTITIES
    assert refused(open_opening, SEALED, STRANGER).code == "SEA-03"
    assert seal_opening(IDENTITIES, BOTH) != SEALED, "nobody can tell by comparing which sitting was opened twice"


@given(st.integers(0, len(SEALED) - 1))
def test_cut_keys_open_nothing(length: int) -> None:
    assert refused(open_opening, SEALED[:length], ONE).code in ("REC-01", "SEA-03")


def test_keys_for_two_thousand_workstations_fit_into_an_act() -> None:
    keys = seal_opening(IDENTITIES, [ONE.public.recipient] * 2000)
    made = Act("lontar.act/1", "0" * 32, "sesi-1", "ruang-1", "2026-01-05T01:00:00Z", "", OpenSitting(keys))
    assert msgspec.json.decode(encode(made), type=Act) == made


def test_an_act_of_before_stays_what_it_was() -> None:
    old = b'{"kind":"open_sitting"}'
    assert encode(OpenSitting()) == old
    assert msgspec.json.decode(old, type=OpenSitting) == OpenSitting()
    assert [is_for_machines(each) for each in (OpenSitting(), OpenSitting(SEALED), CloseSitting(), Pause())] == [
        False, True, True, False,
    ]  # fmt: skip
