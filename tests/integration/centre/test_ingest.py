"""Segments arrive in any way, and the centre ends in the same state; what nobody vouches for is refused."""

from __future__ import annotations

import itertools
import json
import threading

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from question_packs.records import events as ev
from question_packs.records.segments import PAYLOAD_TYPE, build_segment
from question_packs.sealing import dsse
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import encode
from sync_server.app import Centre
from sync_server.services.ingest_batch import coverage_of
from sync_server.store import logs, segments
from tests.integration.centre.house import House
from tests.samples import (
    ATTEMPT,
    FORM,
    NUMBER,
    SITTING,
    bodies,
    candidate,
    chain,
    segment,
    segment_header,
    sitting_order,
)

EVENT = "acara"


def problem(house: House, envelope: bytes) -> str:
    """The code with which this one envelope is refused."""
    return json.loads(house.centre.ingest.take([envelope])[0])["code"]


def coverage(house: House, epoch: int = 0):
    with house.centre.database.read() as connection:
        rows = segments.find_epochs(connection, EVENT, [ATTEMPT])
    return coverage_of(next(row for row in rows if row.epoch == epoch))


def test_a_whole_attempt_is_receipted_over_its_own_hashes(house: House):
    lines = chain()
    envelope = segment(lines, house.device)
    (receipt,) = house.take(envelope)
    assert receipt.head_hash == ev.event_hash(lines[-1])
    assert (receipt.sequence_reached, receipt.gaps, receipt.status, receipt.complete) == (16, (), "accepted", True)


def test_a_replayed_segment_gets_the_very_same_receipt(house: House):
    envelope = segment(chain(), house.device)
    first = house.centre.ingest.take([envelope])
    assert house.centre.ingest.take([envelope]) == first
    assert house.centre.ingest.take([envelope, envelope]) == first * 2
    with house.centre.database.read() as connection:
        assert len(segments.attempt_segments(connection, EVENT, ATTEMPT)) == 1


def test_reordered_segments_name_their_gaps_and_close_them(house: House):
    lines = chain()
    middle, end, start = (segment(lines, house.device, *each) for each in ((4, 8), (12, 16), (0, 3)))
    (first,) = house.take(middle)
    assert (first.sequence_reached, first.gaps) == (-1, ((0, 3),))
    (second,) = house.take(end)
    assert second.gaps == ((0, 3), (9, 11))
    (third,) = house.take(start)
    assert (third.sequence_reached, third.gaps, third.complete) == (8, ((9, 11),), False)
    (last,) = house.take(segment(lines, house.device, 9, 11))
    assert (last.sequence_reached, last.gaps, last.complete) == (16, (), True)
    (again,) = house.take(middle)
    assert (again.sequence_reached, again.complete, again.log_position) == (16, True, first.log_position)


def test_a_forged_segment_is_refused_and_leaves_nothing(house: House):
    lines = chain()
    stranger = KeyPair.generate("PC asing", "device")
    assert problem(house, segment(lines, stranger)) == "CEN-22"
    header = segment_header(lines, house.device)
    assert problem(house, build_segment(header, lines, stranger)) == "SEA-02"
    envelope = json.loads(segment(lines, house.device))
    envelope["signatures"][0]["sig"] = "A" * 86 + "=="
    assert problem(house, encode(envelope)) == "SEA-01"
    with house.centre.database.read() as connection:
        assert segments.attempt_segments(connection, EVENT, ATTEMPT) == []


@pytest.mark.parametrize(
    "change",
    [
        {"sitting_id": "sesi-lain"},
        {"candidate_number": "999"},
        {"candidate_number": "002"},
        {"form": "B"},
        {"attempt_id": "f" * 32},
    ],
)
def test_ids_that_do_not_belong_together_are_refused(house: House, change: dict[str, str]):
    lines = chain()
    header = msgspec.structs.replace(segment_header(lines, house.device), **change)
    assert problem(house, build_segment(header, lines, house.device)) == "CEN-23"


def test_a_revoked_device_is_refused(house: House):
    house.centre.enrolment.revoke(house.device.key_id[:10], "uji")
    house.centre.directory.renew()
    assert problem(house, segment(chain(), house.device)) == "CEN-22"


def test_a_bad_segment_does_not_fail_its_neighbours(house: House):
    lines = chain()
    answers = house.centre.ingest.take([b"rusak", segment(lines, house.device, 0, 5), b"", segment(lines, house.device, 6)])
    assert [json.loads(each)["code"] for each in (answers[0], answers[2])] == ["REC-01", "REC-01"]
    assert house.receipt(answers[3]).sequence_reached == 16


def other_chain(at: int) -> list[bytes]:
    """The attempt as another log tells it from event `at` on."""
    some = bodies()
    some[at] = ev.Incident("lain", "catatan lain")
    return chain(some)


@pytest.mark.parametrize(("held", "new"), [((0, 16), (0, 16)), ((0, 8), (9, 16)), ((9, 16), (0, 8)), ((0, 10), (4, 12))])
def test_a_contradicting_log_is_kept_as_a_fork(house: House, held: tuple[int, int], new: tuple[int, int]):
    (first,) = house.take(segment(chain(), house.device, *held))
    assert first.status == "accepted"
    (second,) = house.take(segment(other_chain(5), house.device, *new))
    assert (second.status, second.complete) == ("fork", False)
    with house.centre.database.read() as connection:
        assert len(segments.attempt_segments(connection, EVENT, ATTEMPT)) == 2
        assert [row.act for row in logs.audit_rows(connection, EVENT)] == ["fork"]


def test_the_same_chain_cut_differently_is_no_fork(house: House):
    lines = chain()
    receipts = [*house.take(segment(lines, house.device, 0, 9)), *house.take(segment(lines, house.device, 3, 7))]
    receipts += house.take(segment(lines, house.device, 5, 16), segment(lines, house.device))
    assert {each.status for each in receipts} == {"accepted"}
    assert receipts[-1].complete


def signed_lines(house: House, lines: list[bytes], header: bytes | None = None) -> bytes:
    first = encode(segment_header(lines, house.device)) if header is None else header
    return dsse.sign(b"\n".join([first, *lines]), PAYLOAD_TYPE, [house.device])


def test_an_unknown_kind_of_event_is_quarantined_and_receipted(house: House):
    lines = [each.replace(b'"kind":"incident"', b'"kind":"telepathy"') for each in chain()]
    (receipt,) = house.take(signed_lines(house, lines))
    assert (receipt.status, receipt.sequence_reached, receipt.complete) == ("quarantined", -1, False)


def test_a_newer_version_and_a_broken_chain_are_quarantined(house: House):
    lines = chain()
    newer = encode(segment_header(lines, house.device)).replace(b"lontar.segment/1", b"lontar.segment/2")
    assert house.take(signed_lines(house, lines, newer))[0].status == "quarantined"
    assert house.take(signed_lines(house, [*lines[:5], lines[6], lines[5], *lines[7:]]))[0].status == "quarantined"
    with house.centre.database.read() as connection:
        assert len(logs.leaf_hashes(connection, EVENT)) == 2


ranges = st.tuples(st.integers(0, 16), st.integers(0, 16)).map(lambda pair: (min(pair), max(pair)))
fresh_epoch = itertools.count(1)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(ranges, min_size=1, max_size=5), fork=st.booleans(), data=st.data())
def test_any_order_split_and_repetition_gives_the_same_state(house: House, cuts, fork: bool, data):
    """Each delivery goes to an epoch of its own; the state expected is worked out from the set of segments alone."""
    pieces = [(*each, False) for each in cuts] + ([(16, 16, True)] if fork else [])
    for order in [data.draw(st.permutations(pieces + pieces[:2]), label="order") for _ in range(2)]:
        epoch = next(fresh_epoch)
        envelopes = [_cut(house, epoch, *each) for each in order]
        half = len(envelopes) // 2
        house.centre.ingest.take(envelopes[:half])
        house.centre.ingest.take(envelopes[half:])
        held = {number for first, last, _ in pieces for number in range(first, last + 1)}
        state = coverage(house, epoch)
        assert state.sequence_reached == next(number - 1 for number in range(18) if number not in held)
        assert {number for gap in state.gaps for number in range(gap[0], gap[1] + 1)} == set(range(max(held))) - held
        assert state.forked == (fork and (15 in held or any(last == 16 for _, last in cuts)))
        assert state.complete == (held == set(range(17)) and not state.forked)


def _cut(house: House, epoch: int, first: int, last: int, fork: bool = False) -> bytes:
    some = bodies()
    if fork:
        some[15] = ev.Incident("lain", "catatan lain")
    lines = chain(some, ATTEMPT, epoch)
    header = segment_header(lines, house.device, first, last)
    if first == 0:
        header = msgspec.structs.replace(header, previous_hash=ev.genesis_hash(ATTEMPT, epoch))
    return build_segment(msgspec.structs.replace(header, epoch=epoch), lines[first : last + 1], house.device)


def test_the_sample_ids_are_those_of_the_roster(house: House):
    sitting = house.centre.directory.sitting(SITTING)
    assert sitting is not None
    assert sitting.roster[NUMBER].form == FORM


def test_two_workers_on_one_database_give_every_segment_its_own_place(house: House):
    """PostgreSQL's case; on SQLite the second is another command beside the server."""
    lines = chain()
    other = Centre(house.centre.files)
    answers: list[bytes] = []

    def post(centre: Centre, first: int) -> None:
        for number in range(first, 17, 2):
            answers.extend(centre.ingest.take([segment(lines, house.device, number, number)]))

    threads = [threading.Thread(target=post, args=each) for each in ((house.centre, 0), (other, 1))]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    other.database.close()
    receipts = [house.receipt(each) for each in answers]
    assert sorted(each.log_position for each in receipts) == list(range(17))
    assert coverage(house).complete


@pytest.mark.parametrize(
    "payload", [b"", b"{}", b"\xff", b'{"sitting_id":"\xff"}', b"[" * 10**6, b'{"a":' * 10**5, b"1" * 10**6]
)
def test_rubbish_is_refused_before_anybody_knows_who_sent_it(house: House, payload: bytes):
    assert problem(house, dsse.sign(payload, PAYLOAD_TYPE, [house.device])) == "REC-01"


def test_who_began_before_a_new_revision_dropped_them_is_still_taken_in(house: House):
    """A room without a network may hear of the new revision only after the exam; what was answered there is never lost."""
    order = msgspec.structs.replace(sitting_order(candidate("002")), revision=2)
    house.put_order(order)
    house.centre.directory.renew()
    (receipt,) = house.take(segment(chain(), house.device))
    assert (receipt.status, receipt.complete) == ("accepted", True)


def test_a_pc_of_another_room_is_taken_in_and_told_once(house: House):
    elsewhere = KeyPair.generate("PC lab lain", "device")
    house.enrol(elsewhere, "ruang-2")
    lines = chain()
    first = segment(lines, elsewhere, 0, 5)
    statuses = {each.status for each in house.take(first, segment(lines, elsewhere, 6, 9)) + house.take(first)}
    assert statuses == {"accepted"}
    house.take(segment(lines, elsewhere, 10))
    with house.centre.database.read() as connection:
        told = [(row.act, row.subject, row.detail) for row in logs.audit_rows(connection, EVENT)]
    assert told == [("other_room", ATTEMPT, f"ruang-2 {elsewhere.key_id}")]
