"""Proctor acts at the centre: proven, kept as they came, receipted; forged, foreign and contradicting ones are refused."""

from __future__ import annotations

import json
from base64 import b64decode
from itertools import permutations

import pytest
from msgspec.structs import replace

from question_packs.records import acts as ac
from question_packs.records.room import verify_act_receipt
from question_packs.sealing.keys import KeyPair
from sync_server.services.ingest_acts import ActIngest
from sync_server.store import acts, logs
from tests.integration.centre.crew import AT, Crew
from tests.integration.centre.house import House
from tests.samples import SITTING


@pytest.fixture
def crew(house: House) -> Crew:
    return Crew(house)


def code(answer: bytes) -> str:
    return json.loads(answer)["code"]


def test_an_act_is_kept_as_it_came_receipted_and_told_in_the_audit_log(crew: Crew):
    centre = crew.house.centre
    envelope = crew.act(ac.GrantTime(600_000, ("001",)), reason="PC\nlambat")
    answer, again = (centre.acts.take([envelope])[0] for _ in range(2))
    assert answer == again
    receipt = verify_act_receipt(answer, centre.files.trust)
    assert (receipt.act_digest, receipt.log_position) == (ac.act_digest(envelope), 0)
    with centre.database.read() as connection:
        [row] = acts.sitting_acts(connection, "acara", SITTING)
        [told] = [each for each in logs.audit_rows(connection, "acara") if each.act.startswith("act.")]
        assert len(logs.leaf_hashes(connection, "acara")) == 1
    assert (row.envelope, row.kind) == (envelope, "grant_time")
    assert (told.who, told.act, told.subject) == ("Pengawas Satu", "act.grant_time", SITTING)
    assert told.detail == f"001 | PC lambat | {AT} {1:032x}"


def test_the_same_acts_in_one_request_are_one(crew: Crew):
    envelope = crew.act(ac.Pause())
    first, second = crew.house.centre.acts.take([envelope, envelope])
    assert first == second


@pytest.mark.parametrize("swap", [False, True])
def test_another_act_under_a_known_id_is_refused_and_told_once(crew: Crew, swap: bool):
    pair = [crew.act(ac.GrantTime(60_000, ("001",))), crew.act(ac.GrantTime(6_000_000, ("001",)))]
    good, bad = reversed(pair) if swap else pair
    centre = crew.house.centre
    assert code(centre.acts.take([good, bad])[1]) == "CEN-27"
    assert code(centre.acts.take([bad])[0]) == "CEN-27"
    with centre.database.read() as connection:
        assert [each.act for each in logs.audit_rows(connection, "acara")] == ["act.grant_time", "act_conflict"]
        assert [each.envelope for each in acts.sitting_acts(connection, "acara", SITTING)] == [good]


def test_what_no_officer_of_the_sitting_signed_is_refused(crew: Crew):
    centre = crew.house.centre
    stranger = KeyPair.generate("Pengawas Satu", "proctor")
    act = ac.peek_act(crew.act(ac.Pause()))
    forged = ac.sign_act(act, [stranger])
    altered = crew.act(ac.Pause()).replace(b'"sig":"', b'"sig":"AA')
    elsewhere = ac.sign_act(replace(act, room_id="ruang-2"), [crew.keys["Pengawas Satu"]])
    unknown = ac.sign_act(replace(act, sitting_id="sesi-9"), [crew.keys["Pengawas Satu"]])
    alone = crew.act(ac.Disqualify("001"))
    registrar = crew.act(ac.GrantTime(60_000, ("001",)), "Petugas Satu")
    answers = centre.acts.take([forged, altered, elsewhere, unknown, alone, registrar, b"{}"])
    assert [code(each) for each in answers] == ["SEA-02", "SEA-01", "ACT-01", "CEN-26", "SEA-02", "ACT-02", "REC-01"]
    with centre.database.read() as connection:
        assert acts.sitting_acts(connection, "acara", SITTING) == []


def test_an_officer_of_an_earlier_revision_is_still_believed_but_does_not_count_twice(crew: Crew):
    crew.publish(3, "Pengawas Satu", "Petugas Satu")
    first = crew.act(ac.Pause(), "Pengawas Dua")
    alone = crew.act(ac.Reopen("001"), "Pengawas Satu", number=2)
    both = crew.act(ac.Reopen("001"), "Pengawas Satu", "Pengawas Dua", number=3)
    answers = crew.house.centre.acts.take([first, alone, both])
    assert [each.startswith(b'{"code"') for each in answers] == [False, True, False]


def test_a_room_node_keeps_acts_by_the_same_function_under_its_own_key(crew: Crew):
    centre, node = crew.house.centre, KeyPair.generate("Simpul", "node")
    [answer] = ActIngest(centre.database, centre.directory, node).take([crew.act(ac.Pause())])
    assert json.loads(b64decode(json.loads(answer)["payload"]))["centre"] == "Simpul"


def test_any_order_of_acts_ends_in_the_same_set(crew: Crew):
    envelopes = [crew.act(ac.GrantTime(60_000, ("001",)), number=number) for number in range(3)]
    centre = crew.house.centre
    for order in permutations(envelopes):
        centre.acts.take(list(order))
    with centre.database.read() as connection:
        assert {each.envelope for each in acts.sitting_acts(connection, "acara", SITTING)} == set(envelopes)
