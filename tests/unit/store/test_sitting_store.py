"""One commit for event and outbox; what was committed is there after a kill; what is damaged is told, never touched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from desktop_app.store.attempts import SittingStore
from desktop_app.store.database import open_database
from question_packs.errors import KnownError
from tests.samples import ATTEMPT, SITTING, chain, refused
from tests.unit.store.stores import EVENTS, KEY, LINES, ROW, new_store, receipt


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_an_event_and_its_outbox_row_are_one_commit(tmp_path: Path) -> None:
    store = new_store(tmp_path / "a.db", 3)
    # The second statement fails: an outbox row of this sequence is there already, its event is not.
    store._connection.execute("INSERT INTO outbox (attempt_id, epoch, sequence) VALUES (?, 1, 4)", (ATTEMPT,))
    with pytest.raises(sqlcipher.IntegrityError):
        store.append(ATTEMPT, 1, EVENTS[3:5])
    assert store.lines(ATTEMPT, 1) == LINES[:3]
    assert store.unsent() == 4
    store.close()


def test_an_attempt_and_its_first_events_are_one_commit(tmp_path: Path) -> None:
    store = SittingStore(tmp_path / "a.db", KEY, SITTING)
    with pytest.raises(sqlcipher.IntegrityError):
        store.begin(ROW, [EVENTS[0], EVENTS[0]])
    assert store.attempts() == []
    store.close()


CHILD = """
import sys
from pathlib import Path
from tests.unit.store.stores import ATTEMPT, EVENTS, new_store
store = new_store(Path(sys.argv[1]), 1)
for event in EVENTS[1:]:
    store.append(ATTEMPT, 1, [event], event is EVENTS[-1])
    print(event[0], flush=True)
store.tick(ATTEMPT, 9000, 5)
print("ticked", flush=True)
input()
"""


@pytest.mark.parametrize("told", ["1", "7", "ticked"])
def test_what_was_committed_is_there_after_a_kill(tmp_path: Path, told: str) -> None:
    path = tmp_path / "a.db"
    process = subprocess.Popen([sys.executable, "-c", CHILD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with process.stdout as lines, process.stdin:
        assert any(line.strip() == told for line in lines)
        os.kill(process.pid, signal.SIGKILL)
    process.wait()
    store = SittingStore(path, KEY, SITTING)
    kept = store.lines(ATTEMPT, 1)
    assert kept == LINES[: len(kept)]
    assert len(kept) > (len(LINES) - 1 if told == "ticked" else int(told))
    assert store.unsent() == len(kept)
    if told == "ticked":
        assert store.attempt(ATTEMPT).elapsed_ms == 9000
        assert store.attempt(ATTEMPT).submitted
    store.close()


def test_a_tick_never_goes_back(tmp_path: Path) -> None:
    store = new_store(tmp_path / "a.db", 1)
    store.tick(ATTEMPT, 9000, 5)
    store.tick(ATTEMPT, 4000, 6)
    assert store.attempt(ATTEMPT).elapsed_ms == 9000
    store.close()


def test_a_database_of_a_newer_program_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    new_store(path, 3).close()
    connection = open_database(path, KEY)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = contents(tmp_path)
    error = refused(SittingStore, path, KEY, SITTING)
    assert (error.code, error.values["found"]) == ("STO-03", 99)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("key", [bytes(32), b"", b"short"])
def test_a_wrong_key_is_a_sentence_and_touches_nothing(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / "a.db"
    new_store(path, 3).close()
    before = contents(tmp_path)
    assert refused(SittingStore, path, key, SITTING).code == "STO-04"
    assert contents(tmp_path) == before


def test_a_key_of_the_wrong_length_begins_no_database(tmp_path: Path) -> None:
    assert refused(SittingStore, tmp_path / "a.db", b"short", SITTING).code == "STO-04"
    assert contents(tmp_path) == {}


def test_a_second_program_is_told_that_the_first_one_runs(tmp_path: Path) -> None:
    store = new_store(tmp_path / "a.db", 1)
    assert refused(SittingStore, tmp_path / "a.db", KEY, SITTING).code == "STO-05"
    store.append(ATTEMPT, 1, EVENTS[1:2])
    store.close()


def read_all(path: Path) -> None:
    store = SittingStore(path, KEY, SITTING)
    try:
        store.attempts()
        store.lines(ATTEMPT, 1)
        store.uncut(1000, 10**6)
        store.waiting(1000)
        store.unsent()
        store.opened_packs()
        store.sign_in_failures("001")
        store.result(ATTEMPT)
    finally:
        store.close()


def code_of(path: Path) -> str:
    """What a person is told when everything in the store is read; any exception but a sentence fails the test."""
    try:
        read_all(path)
    except KnownError as error:
        return error.code
    return ""


def test_a_damaged_page_is_told_wherever_it_is_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    new_store(path, len(EVENTS)).close()
    whole = path.read_bytes()
    codes = []
    for place in range(100, len(whole), 4096):
        damaged = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        path.write_bytes(damaged)
        codes.append(code_of(path))
        assert path.read_bytes() == damaged
    # A page that nothing was read from is not noticed yet; every other one is.
    assert codes[0] == "STO-04"
    assert set(codes) <= {"STO-04", ""}
    assert codes.count("STO-04") > 6


@pytest.mark.parametrize("size", [1, 100, 4095, 4096, 9000, 20_000])
def test_a_file_that_was_cut_off_is_told_and_left_alone(tmp_path: Path, size: int) -> None:
    path = tmp_path / "a.db"
    new_store(path, len(EVENTS)).close()
    data = path.read_bytes()[:size]
    path.write_bytes(data)
    assert refused(read_all, path).code == "STO-04"
    assert path.read_bytes() == data


def test_a_receipt_lets_go_of_its_own_segment_alone(tmp_path: Path) -> None:
    store = new_store(tmp_path / "a.db", 4)
    [run] = store.uncut(1000, 10**6)
    store.keep_segment(run, "d1", b"envelope")
    store.append(ATTEMPT, 1, EVENTS[4:6])
    [rest] = store.uncut(1000, 10**6)
    assert (rest.first_sequence, rest.previous_line) == (4, LINES[3])
    wrong = [
        receipt("d2", 0, 3),
        receipt("d1", 0, 2),
        receipt("d1", 1, 3),
        receipt("d1", 0, 3, epoch=2),
        receipt("d1", 0, 3, attempt_id="0" * 32),
    ]
    assert [store.accept_receipt(each, b"r") for each in wrong] == [False] * 5
    assert store.unsent() == 6
    assert store.accept_receipt(receipt("d1", 0, 3), b"r")
    assert store.accept_receipt(receipt("d1", 0, 3), b"again")
    assert (store.unsent(), store.waiting(10), store.attempt(ATTEMPT).reached) == (2, [], 3)
    store.close()


def test_an_older_receipt_takes_back_nothing(tmp_path: Path) -> None:
    store = new_store(tmp_path / "a.db", 4)
    store.keep_segment(store.uncut(1000, 10**6)[0], "d1", b"envelope")
    store.accept_receipt(receipt("d1", 0, 3, sequence_reached=9, complete=True), b"new")
    store.accept_receipt(receipt("d1", 0, 3, sequence_reached=3), b"old")
    assert store.attempt(ATTEMPT).reached == 9
    assert store.attempt(ATTEMPT).completed_at == "2026-01-05T04:00:00Z"
    store.close()


def test_a_hand_in_that_was_taken_back_is_open_again_and_an_old_receipt_completes_nothing(tmp_path: Path) -> None:
    store = new_store(tmp_path / "a.db", 3)
    store.append(ATTEMPT, 1, EVENTS[3:4], submitted=True)
    store.keep_segment(store.uncut(1000, 10**6)[0], "d1", b"envelope")
    store.append(ATTEMPT, 1, EVENTS[4:5], submitted=False)
    assert store.accept_receipt(receipt("d1", 0, 3, complete=True), b"r")
    row = store.attempt(ATTEMPT)
    assert (row.submitted, row.completed_at, row.reached) == (False, None, 3)
    store.close()


def test_a_new_epoch_begins_anew_keeps_what_was_and_sends_nothing_that_is_not_its_own(tmp_path: Path) -> None:
    store = new_store(tmp_path / "a.db", 2)
    store.mark_moved(ATTEMPT)
    own, others = chain(epoch=3), chain(epoch=2)
    store.begin(replace(ROW, epoch=3), [(0, own[0])], inherited={1: LINES[:2], 2: others[:4]}, settled=["act"])
    row = store.attempt(ATTEMPT)
    assert (row.epoch, row.moved, row.submitted) == (3, False, False)
    assert store.logs(ATTEMPT) == {1: LINES[:2], 2: others[:4], 3: own[:1]}
    assert {(run.attempt.epoch, len(run.lines)) for run in store.uncut(1000, 10**6)} == {(1, 2), (3, 1)}
    assert store.settled_acts(row.candidate_number) == {"act"}
    store.begin(ROW, [])
    assert store.attempt(ATTEMPT).epoch == 3, "an older epoch replaces nothing"
    store.close()
