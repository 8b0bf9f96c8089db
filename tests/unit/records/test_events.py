"""The chain of an attempt: every prefix is a valid attempt, and no change of it goes unseen."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_packs.records import events as ev
from question_packs.records.attempt_state import fold
from question_packs.strict_json import encode
from tests.samples import ATTEMPT, bodies, chain, refused

START = ev.Link(0, ev.genesis_hash(ATTEMPT, 0))
LINES = chain()

ITEMS = st.sampled_from(["S-1", "S-2", "S-3"])
BODIES = st.one_of(
    st.builds(ev.ItemPresented, ITEMS),
    st.builds(ev.ResponseSaved, ITEMS, st.lists(st.sampled_from("ABCDE"), unique=True).map(tuple)),
    st.builds(ev.ResponseSaved, ITEMS, st.just(("A",)), st.sampled_from([ev.RESPONSE, "URUT"])),
    st.builds(ev.FilePart, st.sampled_from(["a" * 64, "b" * 64]), st.integers(0, 3), st.just(4), st.just("QUJD")),
    st.builds(ev.ItemSubmitted, ITEMS),
    st.builds(ev.Noted, ITEMS, st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)),
    st.builds(ev.SectionOffered, st.sampled_from(["satu", "dua"]), ITEMS),
    st.builds(ev.Flagged, ITEMS, st.booleans()),
    st.builds(ev.SectionEntered, st.sampled_from(["satu", "dua"])),
    st.builds(ev.Paused, st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)),
    st.builds(ev.Resumed, st.just("lanjut"), st.none() | st.integers(-(10**12), 10**12)),
    st.builds(ev.TimeGranted, st.integers(0, 10**7), st.just("alasan"), st.just("pengawas")),
    st.sampled_from(bodies()),
)


def follow(lines: list[bytes]) -> list[ev.AttemptEvent]:
    return ev.follow_chain(START, ATTEMPT, 0, lines)[0]


def broken_at(lines: list[bytes]) -> int:
    error = refused(follow, lines)
    assert error.code == "REC-03"
    return error.values["sequence"]


@given(st.lists(BODIES, max_size=12))
def test_every_prefix_of_an_attempt_is_an_attempt(some):
    lines = chain(some)
    for length in range(len(lines) + 1):
        state = fold(follow(lines[:length]))
        assert state.last_sequence == length - 1
        assert all(state.responses.values())
        assert state.allotted_ms >= 0


@given(st.lists(BODIES, max_size=12), st.integers(0, 12))
def test_a_chain_read_in_two_runs_is_the_chain(some, cut):
    lines = chain(some)
    first, link = ev.follow_chain(START, ATTEMPT, 0, lines[:cut])
    second, end = ev.follow_chain(link, ATTEMPT, 0, lines[cut:])
    assert (first + second, end) == ev.follow_chain(START, ATTEMPT, 0, lines)


def test_the_state_is_what_the_events_say():
    state = fold(follow(LINES))
    assert state.responses == {"S-2": {ev.RESPONSE: ("B", "C")}}
    assert state.flagged == set()
    assert state.allotted_ms == 9_060_000
    assert state.paused, "moved to another PC, where nobody went on yet"
    assert state.submitted == bodies()[-1]
    assert state.section_entered_ms == {"bagian": 1000}


def test_after_the_hand_in_no_event_changes_an_answer():
    state = fold(follow(chain([*bodies(), ev.ResponseSaved("S-1", ("E",)), ev.TimeGranted(1000, "", "")])))
    assert "S-1" not in state.responses
    assert state.allotted_ms == 9_060_000


@pytest.mark.parametrize("number", range(len(LINES) - 1))
def test_a_dropped_event_breaks_the_chain_where_it_is_missing(number):
    assert broken_at(LINES[:number] + LINES[number + 1 :]) == number


@pytest.mark.parametrize("number", range(len(LINES) - 1))
def test_two_events_in_the_wrong_order_break_the_chain(number):
    assert broken_at([*LINES[:number], LINES[number + 1], LINES[number], *LINES[number + 2 :]]) == number


@pytest.mark.parametrize("number", range(len(LINES)))
def test_an_event_told_twice_breaks_the_chain(number):
    assert broken_at([*LINES[: number + 1], *LINES[number:]]) == number + 1


@pytest.mark.parametrize("number", range(len(LINES) - 1))
def test_an_edited_event_breaks_the_chain_after_it(number):
    event = ev.decode_event(LINES[number])
    edited = encode(msgspec.structs.replace(event, elapsed_ms=event.elapsed_ms + 1))
    assert broken_at([*LINES[:number], edited, *LINES[number + 1 :]]) == number + 1


@given(st.integers(0, len(LINES) - 1), BODIES)
def test_an_inserted_event_breaks_the_chain(number, body):
    original = ev.decode_event(LINES[number])
    forged = encode(msgspec.structs.replace(original, sequence=number, body=body, wall_time="2026-01-05T09:00:00Z"))
    assert broken_at([*LINES[:number], forged, *LINES[number:]]) == number + 1


def test_events_of_another_attempt_or_epoch_are_refused():
    assert refused(ev.follow_chain, START, ATTEMPT, 0, chain(epoch=1)).code == "REC-03"
    assert refused(ev.follow_chain, START, ATTEMPT, 0, chain(attempt_id="0" * 32)).code == "REC-03"


@pytest.mark.parametrize(
    "fields",
    [
        {"sequence": -1},
        {"epoch": -1},
        {"elapsed_ms": -1},
        {"elapsed_ms": 2**63},
        {"epoch": 10**30},
        {"attempt_id": "../../etc"},
        {"previous_hash": "0" * 63},
        {"previous_hash": "0" * 64 + "\n"},
        {"wall_time": "kemarin"},
        {"wall_time": "2026-13-05T02:00:00Z"},
        {"wall_time": "2026-01-05T02:00:00+07:00"},
        {"boot_id": "a\0b"},
        {"body": ev.ItemPresented("S-1\n")},
        {"body": ev.ItemPresented("S" * 201)},
        {"body": ev.Incident("help", "a\0b")},
        {"body": ev.Incident("help", "x" * 4001)},
        {"body": ev.ResponseSaved("S-1", ("A",) * 201)},
        {"body": ev.TimeGranted(-1, "", "")},
        {"body": ev.Submitted("bosan", 1, 1, 1)},
    ],
)
def test_values_that_no_database_or_report_can_hold_are_neither_read_nor_written(fields):
    """An enrolled PC may be hostile or broken; one number too large must not stop a room's results."""
    event = msgspec.structs.replace(ev.decode_event(LINES[0]), **fields)
    assert refused(ev.decode_event, encode(event)).code == "REC-01"
    assert refused(ev.encode_event, event).code == "REC-01"


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=100))
def test_a_note_in_any_script_stays_one_line(note):
    """Also with line feeds and the line separators of Unicode, which some readers take for the end of a line."""
    (line,) = chain([ev.Incident("help", note)])
    assert b"\n" not in line
    assert ev.decode_event(line).body == ev.Incident("help", note)


@given(st.data())
def test_the_bytes_of_a_chain_cut_into_other_lines_are_no_chain(data):
    """An event must be one line: its hash is that of the line, and no reading of all lines together may hide another cut."""
    text = b"\n".join(LINES[:4])
    places = [place for place, byte in enumerate(text) if byte in b"\n,"]
    chosen = sorted(data.draw(st.sets(st.sampled_from(places), min_size=3, max_size=3)))
    lines = [text[start:end] for start, end in zip([0, *(each + 1 for each in chosen)], [*chosen, None], strict=True)]
    if lines == LINES[:4]:
        assert len(follow(lines)) == 4
    else:
        assert refused(follow, lines).code in ("REC-01", "REC-03")


def test_another_spelling_of_an_event_is_read_and_a_key_told_twice_is_not():
    spaced = LINES[0].replace(b'":', b'": ')
    events, link = ev.follow_chain(START, ATTEMPT, 0, [spaced])
    assert (events, link.previous_hash) == (follow(LINES[:1]), ev.event_hash(spaced))
    twice = LINES[0].replace(b'"epoch":0', b'"epoch":0,"epoch":0')
    assert refused(follow, [twice]).code == "REC-01"
